"""Holds the same calls with every voice and compares what the buyer became and what the call scored.

    uv run python -m tests.state_identity [calls] [first]      # 200 calls, by default

Over a real server, with voices that echo, obey, confirm, lie and fail, and with one that keeps to its
brief, beside the author's own. Hearing, state hashes, endings and facts told must be the same, and the
official scorecard too, to the byte (but for the buyer's own words in it).
"""

import sys
from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field

from scoring.transcript import MeetingEnded
from tests.fuzzed_calls import FuzzedCall, Hearing, Held, fuzzed, held, official, ticking
from tests.provider import Provider
from tests.voices import VOICES


@dataclass
class Compared:
    """One voice beside the author's."""

    calls: int = 0
    states: int = 0
    """Hashes compared."""
    replies: int = 0
    own_words: int = 0
    """Replies that the guard let the voice word."""
    told: int = 0
    """Facts told in all calls."""
    other_states: list[int] = field(default_factory=list)
    """Calls in which a hash, the ending or a fact told differs."""
    other_scores: list[int] = field(default_factory=list)

    @property
    def same(self) -> bool:
        """Whether nothing differed."""
        return not (self.other_states or self.other_scores)

    def __str__(self) -> str:
        return (
            f"{self.calls:,} calls, {self.states:,} states, {self.told:,} facts told, {self.own_words:,} "
            f"of {self.replies:,} replies in the voice's own words: {len(self.other_states)} other "
            f"states, {len(self.other_scores)} other scorecards"
        )


def compared(calls: Iterable[FuzzedCall]) -> dict[str, Compared]:
    """These calls with every voice of `VOICES`, by name."""
    found = {name: Compared() for name in VOICES}
    clock = ticking()
    with ExitStack() as open_:
        clients = {
            name: open_.enter_context(
                open_.enter_context(Provider(script)).client(clock=clock.__next__, attempts=1)
            )
            for name, script in VOICES.items()
        }
        for call in calls:
            hearing = Hearing()
            authored = held(call, None, hearing)
            for name, client in clients.items():
                _compare(held(call, client, hearing), authored, found[name])
    return found


def _compare(one: Held, authored: Held, result: Compared) -> None:
    result.calls += 1
    result.states += len(one.states)
    result.replies += len(one.spoken)
    result.own_words += sum(event.worded_by == "model" for event in one.spoken)
    result.told += len(one.replies[-1].told)
    if _became(one) != _became(authored):
        result.other_states.append(one.call.number)
    if official(one.events) != official(authored.events):
        result.other_scores.append(one.call.number)


def _became(call: Held) -> tuple[object, ...]:
    """What the buyer became: states in order, facts told, kinds of events, the ending."""
    endings = [event.ending for event in call.events if isinstance(event, MeetingEnded)]
    kinds = Counter(event.type for event in call.events)
    return call.states, [reply.told for reply in call.replies], kinds, endings


def main() -> None:
    """Prints a line per voice; the exit code is 1 when anything differed."""
    calls, first = (*map(int, sys.argv[1:3]), *(200, 0)[len(sys.argv) - 1 :])
    found = compared(map(fuzzed, range(first, first + calls)))
    for name, result in found.items():
        print(f"{name:<11} {result}")
        for number in [*result.other_states, *result.other_scores][:5]:
            print(f"    call {number}")
    sys.exit(not all(result.same for result in found.values()))


if __name__ == "__main__":
    main()
