"""Caps: what holds a score (G1, G2, G5, G7) or one level (G3, G4, G6) down whatever else was done.

In an imported call a cap binds only when every pitch it rests on was heard with at least the
rubric's published confidence; a cap that rests on no pitch is always advisory there.
"""

from collections.abc import Iterable

from personas.vocabulary import Act
from scoring.call import Call
from scoring.rubric import RubricText
from scoring.scorecard import UNITS, Cap, Ceiling
from scoring.seller_turn import SellerTurn

_ALL = 6
_MOST = 100
MISCONDUCT = {
    "accusation": "An accusation was put to the buyer.",
    "threat": "A threat was put to the buyer.",
    "insult": "An insult was put to the buyer.",
    "inducement": "An inducement was put to the buyer.",
    "misquoting": "Words the buyer never said were put into their mouth, again and again.",
}
"""The triggers that G5 rests on, and what each of them is to be told as."""


def caps(call: Call, rubric: RubricText) -> list[Cap]:
    """Every cap that applies, in the order of their ids."""
    found = (_early_pitch, _dodged_questions, _conduct, _not_following_up)
    return [cap for make in found if (cap := make(call, rubric)) is not None]


def counting(applicable: list[Cap]) -> Cap | None:
    """The cap that counts: the lowest that binds, else the lowest advisory one; None if none."""
    return min(applicable, key=lambda cap: (cap.advisory, cap.limit, cap.id), default=None)


def held_down(raw: int, limit: int | None) -> int:
    """A score in quarter points under a limit in points; as it is without one."""
    return raw if limit is None else min(raw, limit * UNITS)


def ceilings(call: Call, rubric: RubricText) -> list[Ceiling]:
    """Every limit on a criterion's level that applies, in the order of their ids."""
    found = (_wasted_questions, _made_up_claims, _talking)
    return [item for make in found if (item := make(call, rubric)) is not None]


def _early_pitch(call: Call, rubric: RubricText) -> Cap | None:
    """G1: rungs opened when the first uninvited pitch came."""
    figures = rubric.caps.early_pitch
    uninvited = [turn for turn in call.pitches if turn.pitches_uninvited]
    if not uninvited:
        return None
    first = uninvited[0]
    rungs = call.rungs_before(first.turn)
    limit = figures.by_rungs[rungs]
    why = f"The first pitch came with {rungs} of the six rungs opened, and nobody had asked for it."
    early = sum(call.rungs_before(turn.turn) < _ALL for turn in uninvited)
    if early == 1 and call.rungs == _ALL and rungs < _ALL:
        limit = min(_MOST, limit + figures.recovery)
        why += (
            f" It stayed the only one and all six were opened later: {figures.recovery} given back."
        )
    if limit >= _MOST:
        return None
    return Cap("G1", limit, first.turn, why, _advisory(call, rubric, [first]))


def _dodged_questions(call: Call, rubric: RubricText) -> Cap | None:
    """G2: the buyer asked 'what makes you say that?' and was sold to instead."""
    figures = rubric.caps.dodged_questions
    if len(call.dodges) < figures.dodges:
        return None
    turns = call.dodges[: figures.dodges]
    why = f"{len(call.dodges)} times the buyer asked for a reason and was sold to instead."
    return Cap("G2", figures.limit, turns[-1].turn, why, _advisory(call, rubric, turns))


def _conduct(call: Call, rubric: RubricText) -> Cap | None:
    """G5: an accusation, a threat, an insult, an inducement, or misquoting the buyer to the last."""
    for turn in call.seller:
        done = [kind for kind in MISCONDUCT if kind in turn.verdict.triggers]
        if done:
            why = MISCONDUCT[done[0]]
            if done[0] == "misquoting":
                why += _in_turns(one for one in call.seller if one is turn or _misquotes(one))
            return Cap("G5", rubric.caps.conduct.limit, turn.turn, why, call.imported)
    return None


def _misquotes(turn: SellerTurn) -> bool:
    """Whether the buyer put right, or denied, what they were said to have said."""
    return turn.verdict.reflection == "wrong" or turn.verdict.claim == "unsupported"


def _in_turns(turns: Iterable[SellerTurn]) -> str:
    """Where it was, for the person to look: " That was in the seller's turns 3, 5 and 7."."""
    *first, last = [str(turn.number) for turn in turns]
    where = f"turns {', '.join(first)} and {last}" if first else f"turn {last}"
    return f" That was in the seller's {where}."


def _not_following_up(call: Call, rubric: RubricText) -> Cap | None:
    """G7: questions that take up nothing. Set by the turn from which the rate stayed too low."""
    figures = rubric.caps.not_following_up
    many, credited = len(call.opportunities), len(call.follow_ups)
    if many < figures.opportunities or credited * 100 >= many * figures.percent:
        return None
    so_far, since = 0, None
    for count, turn in enumerate(call.opportunities, 1):
        so_far += turn.follows_up
        low = count >= figures.opportunities and so_far * 100 < count * figures.percent
        since = (since or turn) if low else None
    # The last opportunity closes the count at `credited` of `many`, which is too low as asked above.
    assert since is not None
    why = f"Only {credited} of {many} questions took up something the buyer had told."
    return Cap("G7", figures.limit, since.turn, why, call.imported)


def _advisory(call: Call, rubric: RubricText, turns: Iterable[SellerTurn]) -> bool:
    if not call.imported:
        return False
    least = rubric.thresholds.imported_pitch_confidence
    return any(_pitch_confidence(turn) < least for turn in turns)


def _pitch_confidence(turn: SellerTurn) -> float:
    return max((span.confidence for span in turn.spans if span.act == Act.PITCH), default=0.0)


def _wasted_questions(call: Call, rubric: RubricText) -> Ceiling | None:
    """G3: many questions, more of them wasted than facts earned."""
    figures = rubric.caps.wasted_questions
    asked, wasted = questions(call), sum(turn.wasted for turn in call.seller)
    earned = sum(len(facts) for facts in call.earned.values())
    if asked < figures.questions or wasted <= earned:
        return None
    why = f"{asked} questions, {wasted} turns of them in vain, against {earned} facts earned."
    return Ceiling("G3", "listening", figures.listening, why)


def _made_up_claims(call: Call, rubric: RubricText) -> Ceiling | None:
    """G4: things stated about the buyer that neither brief nor call holds."""
    figures = rubric.caps.made_up_claims
    made_up = [turn for turn in call.seller if turn.verdict.claim == "unsupported"]
    if len(made_up) < figures.claims:
        return None
    why = f"{len(made_up)} things were stated about the buyer that neither brief nor call holds."
    why += _in_turns(made_up)
    return Ceiling("G4", "opening", figures.opening, why)


def _talking(call: Call, rubric: RubricText) -> Ceiling | None:
    """G6: the seller talks nearly alone."""
    figures = rubric.caps.talking
    own, both = call.talk_words
    if call.turns < figures.turns or own * 100 <= both * figures.percent:
        return None
    why = f"{own} of {both} words were the seller's."
    return Ceiling("G6", "listening", figures.listening, why)


def questions(call: Call) -> int:
    """Questions asked, each turn for what it can count."""
    return sum(turn.asked for turn in call.seller)
