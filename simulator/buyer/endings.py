"""How a call ends: the one table of who ends it and which outcomes that can have."""

from personas.persona import EndingRule
from personas.vocabulary import Outcome
from simulator.buyer.cover import is_held
from simulator.buyer.ledger import Ledger
from simulator.buyer.state import LieStage, State

WALKED = (Outcome.WALKED_AWAY,)
LANGUAGE = (Outcome.OTHER_LANGUAGE,)


PUT_OFF_AFTER = 6
"""Seller turns from which a call that just stops is more than the seller leaving (a scorable one)."""


def closing_outcomes(ledger: Ledger, state: State, *, by_limit: bool) -> tuple[Outcome, ...]:
    """Outcomes to try, first to last, when nobody agreed on anything and the call is over."""
    tried: list[Outcome] = []
    if state.lie is not None and state.lie.stage is LieStage.CONFESS:
        tried.append(Outcome.TRUTH_SURFACED)
    if is_held(state.lie):
        tried += [Outcome.MISLED, Outcome.POLITE_DEFERRAL]
    elif state.proposal is not None and state.proposal.no_step_agreed:
        tried.append(Outcome.HONEST_NOT_NOW)
    if state.turn >= PUT_OFF_AFTER:
        tried += [
            row.outcome for row in ledger.persona.endings if row.after and happened(row, state)
        ]
        tried.append(Outcome.WON_BUT_CHURNED)
        if ledger.persona.cover_story is None and not by_limit:
            tried.append(Outcome.POLITE_DEFERRAL)
    tried.append(Outcome.TIMED_OUT if by_limit else Outcome.SELLER_LEFT)
    return tuple(tried)


def happened(row: EndingRule, state: State) -> bool:
    """Whether what an ending follows from happened in the call."""
    return not row.after or any(trigger in state.triggers for trigger in row.after)


def ending_row(ledger: Ledger, state: State, outcomes: tuple[Outcome, ...]) -> EndingRule:
    """The first row of the persona's table with one of these outcomes whose condition holds.

    Rows of next steps for a purpose are left out: no step was agreed.
    Raises LookupError when the persona lacks a row every call can need (a content check
    keeps that from shipping).
    """
    truth_told = state.lie is not None and state.lie.stage is LieStage.CONFESS
    for outcome in outcomes:
        for row in ledger.persona.endings:
            if (
                row.outcome is outcome
                and (row.purpose is None or outcome is Outcome.HONEST_NOT_NOW)
                and state.trust >= row.trust
                and row.truth_told in (None, truth_told)
                and happened(row, state)
            ):
                return row
    raise LookupError(f"{ledger.persona.id} has no ending for {', '.join(outcomes)}")
