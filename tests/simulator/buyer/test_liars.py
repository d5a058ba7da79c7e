"""Random adversarial turns bring out no truth before its time (10,000: `python -m tests.liars`)."""

from dataclasses import replace

from scoring.hearing.heard import Heard
from simulator.buyer.engine import decide, opening_state
from simulator.call.meeting import set_up
from tests.liars import Audit, trials

TURNS = 2_500


def test_no_confession_without_its_conditions_and_no_locked_word_anywhere() -> None:
    """Over both liars and all their situations; some do confess, so the conditions are put to use."""
    found = list(trials(TURNS, lines=500))
    assert [what for _, wrong in found for what in wrong] == []
    assert len(found) == TURNS
    assert any(kind == "confessed" for kind, _ in found)


def test_a_confession_that_lacks_everything_is_noticed() -> None:
    """The audit names each condition that was not met, so that none above passes in silence."""
    meeting = set_up("overloaded-decision-maker", seed=1, variant="c")
    decision = decide(
        meeting.ledger, opening_state(meeting.ledger), Heard(), "Hm.", seed=1, buyer_turn=2
    )
    told = replace(decision, verdict=decision.verdict.model_copy(update={"lie_stage": "confess"}))
    lacking = " ".join(Audit(meeting).turn(told, Heard(), trust=10.0))
    for what in ("never confesses", "pressed 0.0 of 8.0", "at trust 10.0", "without a way out"):
        assert what in lacking
