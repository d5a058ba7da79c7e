"""1. Open and earn the right to ask.

0 product, logos, or nothing asked and no reason given · 1 asks, without a reason for the call ·
2 a reason, and asks their aim or their time · 3 a research presumption or insight put as a
question, with its basis named in the brief · 4 and the buyer says what makes it worth their time.
Courtesy neither adds nor takes away. An imported call has no brief: there an insight put as a
question counts.
"""

from personas.vocabulary import Act, Topic
from scoring.call import Call
from scoring.hearing.heard import Mark
from scoring.quoting import earning, exchange, present, seller_quote
from scoring.rubric import Thresholds
from scoring.scorecard import Finding
from scoring.seller_turn import SellerTurn
from scoring.wording import asks_for_time, gives_a_reason

_AIM = (Topic.GOAL, Topic.PRIORITY)
_WORTH_IT = (Topic.GOAL, Topic.PROBLEM, Topic.PRIORITY)


def grade(call: Call, thresholds: Thresholds) -> Finding:
    """Level 0 to 4 of the first seller turns."""
    opening = call.seller[: thresholds.opening_turns]
    sold = next((t for t in opening if t.pitches_uninvited or t.has(Mark.GIANT_NAME)), None)
    if sold is not None:
        quote = seller_quote(sold, "The opening sells.", acts=("pitch",))
        return Finding(
            0, present(quote), "Open without product or famous names: say why you called."
        )
    presumed = next((turn for turn in opening if _presumes(call, turn)), None)
    if presumed is not None:
        return _presumption(call, presumed, thresholds)
    reasoned = _reason_and_ask(opening)
    if reasoned is not None:
        return Finding(
            2,
            exchange(
                call,
                reasoned,
                "The opening gives a reason and asks the buyer's aim or time.",
                "The buyer's reply to the opening.",
            ),
            "Put something you looked up to the buyer as a question, and name where it comes from.",
        )
    asked = next((turn for turn in opening if turn.asks), None)
    if asked is not None:
        return Finding(
            1,
            present(seller_quote(asked, "The opening asks, and gives no reason for the call.")),
            "Say why you called this buyer, and ask what they want from the talk.",
        )
    return Finding(0, (), "Give the buyer a reason for this conversation and ask something.")


def _presumes(call: Call, turn: SellerTurn) -> bool:
    return turn.verdict.presumption and (call.imported or bool(turn.verdict.basis))


def _reason_and_ask(opening: tuple[SellerTurn, ...]) -> SellerTurn | None:
    """The turn with the reason, when the opening also asks the buyer's aim or time."""
    reasons = [turn for turn in opening if _has_reason(turn)]
    asking = [turn for turn in opening if _asks_aim_or_time(turn)]
    if not reasons or not asking:
        return None
    return next((turn for turn in reasons if turn in asking), reasons[0])


def _has_reason(turn: SellerTurn) -> bool:
    verdict = turn.verdict
    return bool(verdict.basis) or Act.INSIGHT in turn.acts or gives_a_reason(turn.text)


def _asks_aim_or_time(turn: SellerTurn) -> bool:
    return any(turn.asks_about(topic) for topic in _AIM) or asks_for_time(turn.text)


def _presumption(call: Call, turn: SellerTurn, thresholds: Thresholds) -> Finding:
    put = exchange(
        call,
        turn,
        "A presumption or insight with its basis is put to the buyer as a question.",
        "The buyer's reply to it.",
    )
    worth = next(
        (
            item
            for item in call.earned_on(*_WORTH_IT)
            if call.by_turn[item.asked_turn].number <= thresholds.opening_turns
        ),
        None,
    )
    if worth is None:
        return Finding(3, put, "Ask what makes this conversation worth the buyer's time.")
    return Finding(
        4,
        (*put, *earning(call, worth, "The buyer says what makes it worth talking about.")),
    )
