"""A sample of what `tests.benchmarks.replay_identity` measures on a thousand calls."""

from tests.benchmarks.replay_identity import SELLERS, tally


def test_simulated_calls_replay_to_the_same_states_events_and_grades() -> None:
    """A call per seller of one buyer, played from its record: nothing differs, forks included."""
    found = tally(len(SELLERS))
    assert found.pop("calls") == len(SELLERS)
    assert found.pop("turns") > len(SELLERS)
    assert not found
