"""9. Pitch timing and fit.

0 the first pitch with one full rung or none, or two dodged problem-questions · 1 with two or three,
a feature dump (whichever pitch it is), or no pitch and under four rungs · 2 with four rungs ·
3 with five or more, or no pitch and four rungs or more · 4 after the invitation, short, every claim tied to something
confirmed, asking whether it fits; or all six rungs and no pitch where a lie blocks the invitation.
How well a pitch is worded is worth nothing.
"""

from personas.vocabulary import LADDER
from scoring.call import Call
from scoring.evidence import Evidence
from scoring.quoting import earning, exchange, present, seller_quote
from scoring.rubric import Thresholds
from scoring.scorecard import Finding
from scoring.seller_turn import SellerTurn

_ALL = 6
_MOST = 4
_DODGES = 2


def grade(call: Call, thresholds: Thresholds) -> Finding:
    """Level 0 to 4 of when and how the seller pitched."""
    if len(call.dodges) >= _DODGES:
        quote = seller_quote(call.dodges[1], "A second problem-question is dodged.")
        return Finding(0, present(quote), "Answer the buyer's 'what makes you say that?' first.")
    if not call.pitches:
        return _held_back(call)
    first = call.pitches[0]
    found = _uninvited(call, first) if first.pitches_uninvited else _invited(call, first)
    dump = _feature_dump(call, thresholds)
    return dump if dump and found.level > dump.level else found


def _held_back(call: Call) -> Finding:
    rungs = call.rungs
    if rungs < _MOST:
        return Finding(
            1,
            (),
            f"No pitch, and {rungs} of six rungs opened: open the others before anything else.",
        )
    evidence = _last_rung(call, f"No pitch; {rungs} of six rungs were opened, this one last.")
    if rungs == _ALL and call.lie_blocks:
        return Finding(4, evidence)
    if call.invited_by is None:
        lacking = "Go on until the buyer asks how you can help; then answer shortly."
    else:
        lacking = "The buyer asked how you can help: answer in a few sentences tied to their words."
    return Finding(3, evidence, lacking)


def _last_rung(call: Call, rule: str) -> tuple[Evidence, ...]:
    full = [item for item in call.told if item.topic in LADDER and item.depth >= 2]
    earned = [item for item in full if call.by_turn.get(item.asked_turn)]
    return earning(call, earned[-1], rule) if earned else ()


def _feature_dump(call: Call, thresholds: Thresholds) -> Finding | None:
    longest = max(call.pitches, key=lambda turn: turn.words)
    if longest.words <= thresholds.pitch_words:
        return None
    quote = seller_quote(longest, f"{longest.words} words: a feature dump.", acts=("pitch",))
    return Finding(
        1, present(quote), f"Keep the pitch under {thresholds.pitch_words} words, tied to facts."
    )


def _uninvited(call: Call, first: SellerTurn) -> Finding:
    rungs = call.rungs_before(first.turn)
    level = 0 if rungs < 2 else 1 if rungs < 4 else 2 if rungs == 4 else 3
    evidence = exchange(
        call,
        first,
        f"The first pitch, with {rungs} of six rungs opened and nobody asking for it.",
        "The buyer's reply to the pitch.",
        acts=("pitch",),
    )
    return Finding(level, evidence, "Wait with the pitch until the buyer asks how you can help.")


def _invited(call: Call, first: SellerTurn) -> Finding:
    evidence = exchange(
        call,
        first,
        "The first pitch came after the buyer had asked for it.",
        "The buyer's reply to the pitch.",
        acts=("pitch",),
    )
    pitch = first.verdict.pitch
    assert pitch is not None
    if not pitch.fits:
        return Finding(3, evidence, "Tie every claim to something the buyer confirmed.")
    if not pitch.asks_fit:
        return Finding(3, evidence, "End the pitch by asking whether it fits.")
    return Finding(4, evidence)
