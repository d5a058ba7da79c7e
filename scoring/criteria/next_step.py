"""10. The next step, both ready.

0 none, or 'I'll send you some information' · 1 a meeting or demo asked for and not agreed ·
2 something vague agreed · 3 action, owner and date accepted, or an agreed 'no next step' with its
reason · 4 and it serves an open gap, says who attends and what the buyer brings, and recaps; an
agreed 'no next step' gets there with a recap. A redirect to someone else is a step like any other.
"""

from scoring.call import Call
from scoring.hearing.heard import Mark
from scoring.quoting import exchange, present, seller_quote
from scoring.rubric import Thresholds
from scoring.scorecard import Finding
from scoring.seller_turn import SellerTurn
from scoring.verdict import NextStep
from scoring.wording import only_sends_information

_PARTS = {
    "purpose": "what it is for",
    "attendees": "who attends",
    "buyer_brings": "what the buyer brings",
    "recap": "a recap of what was agreed",
}


def grade(call: Call, _thresholds: Thresholds) -> Finding:
    """Level 0 to 4 of how both leave the call."""
    steps = call.next_steps
    if not steps:
        return Finding(0, (), "Propose one next step with a day and a purpose.")
    agreed = next(((turn, step) for turn, step in steps if step.accepted), None)
    if agreed is None:
        return _not_agreed(steps)
    turn, step = agreed
    if step.no_step_agreed:
        return _no_step(call, turn)
    parts = [part for _, part in steps]
    evidence = exchange(
        call,
        turn,
        "The next step as it was proposed.",
        "The buyer agrees.",
        acts=("next_step",),
    )
    if lacking := [name for name in ("action", "owner", "date") if not _any(parts, name)]:
        return Finding(2, evidence, f"Fix the next step's {' and '.join(lacking)}.")
    if lacking := [text for name, text in _PARTS.items() if not _any(parts, name)]:
        return Finding(3, evidence, f"Add {', '.join(lacking)}.")
    return Finding(4, evidence)


def _any(parts: list[NextStep], name: str) -> bool:
    return any(getattr(part, name) for part in parts)


def _not_agreed(steps: tuple[tuple[SellerTurn, NextStep], ...]) -> Finding:
    turn = steps[-1][0]
    if all(only_sends_information(item.text) for item, _ in steps):
        quote = seller_quote(turn, "Only information is to be sent.", acts=("next_step",))
        return Finding(0, present(quote), "Propose something both of you do, on a day.")
    quote = seller_quote(turn, "A next step is asked for and not agreed.", acts=("next_step",))
    return Finding(
        1, present(quote), "Say what the step is for in the buyer's terms, so it can be agreed."
    )


def _no_step(call: Call, turn: SellerTurn) -> Finding:
    evidence = exchange(
        call,
        turn,
        "Both agree, with a reason, that there is no next step for now.",
        "The buyer agrees.",
    )
    recap = turn.has(Mark.RECAP) or any(
        item.verdict.summary == "confirmed" for item in call.seller if item.turn <= turn.turn
    )
    if recap:
        return Finding(4, evidence)
    return Finding(3, evidence, "Recap why it is not for now and what would reopen it.")
