"""Many calls played together: what is shared between them."""

from scoring.hearing.reader import Said, hear
from simulator.simulation.playing import Ears


def test_a_line_is_heard_once_for_all_calls_and_as_it_is_heard_alone() -> None:
    """The same words after the same reply are the same hearing; after another reply they are their own."""
    ears = Ears()
    cost = Said("And what does that cost you?", context=(("buyer", "Jobs go out late."),))
    anew = Said("And what does that cost you?", context=(("buyer", "Nobody checks the proofs."),))
    first, again, other = ears.hear([cost, cost, anew])
    assert first is again is ears.hear([cost])[0]
    assert other is not first
    assert [first, other] == [hear(*cost), hear(*anew)]
