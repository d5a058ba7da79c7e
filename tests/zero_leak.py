"""Looks for locked facts in every request to a model and in everything a misbehaving model says.

    uv run python -m tests.zero_leak [calls] [first]      # 1,000 calls with each voice, by default

Over a real server, with a voice that reads its whole prompt aloud, one that does what the caller says and
one that says yes to every guess. A canary is a tell-tale of a fact or a figure that only its wordings hold.
None may be in a request before the fact is told, but in words the caller said; and none may be told,
echoed or confirmed on the screen or in the record.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from simulator.buyer.reckoning import Count, counts_in
from simulator.call.meeting import Meeting
from simulator.voices.prompt import RULES
from tests.attacks import ATTACKS
from tests.fuzzed_calls import FuzzedCall, Hearing, Held, Reply, fuzzed, held, ticking
from tests.provider import Asked, Provider
from tests.tell_tales import tell_tales_in
from tests.voices import CONFIRMATIONS, VOICES

PROVERS = ("echoing", "obeying", "confirming")
"""The voices that the proof is about."""
_NUMBERING = re.compile(r"^\d+\. ", re.MULTILINE)
_TELLS = re.compile(r"\d+\. (?:Tell|You have told)")


@dataclass
class Proof:
    """What was looked at and what was found with one voice."""

    calls: int = 0
    replies: int = 0
    guesses: int = 0
    """Replies to a guess at a fact that was locked, and stayed so."""
    requests: int = 0
    own_words: int = 0
    """Replies that the guard let the voice word."""
    attacks: set[str] = field(default_factory=set)
    leaks: list[str] = field(default_factory=list)
    in_requests: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.calls:,} calls, {self.replies:,} replies ({self.own_words:,} in the voice's own "
            f"words), {self.guesses:,} guesses, {len(self.attacks)} of {len(ATTACKS)} attacks, "
            f"{self.requests:,} requests: {len(self.in_requests)} canaries in requests, "
            f"{len(self.leaks)} facts given away"
        )


def proved(name: str, calls: Iterable[FuzzedCall], hearing: Hearing) -> Proof:
    """These calls with one of the voices."""
    proof, clock = Proof(), ticking()
    with Provider(VOICES[name]) as provider, provider.client(clock=clock.__next__) as client:
        for call in calls:
            provider.asked.clear()
            _look_at(held(call, client, hearing), provider.asked, proof)
    return proof


def _look_at(call: Held, asked: Sequence[Asked], proof: Proof) -> None:
    proof.calls += 1
    proof.requests += len(asked)
    for reply in call.replies:
        proof.replies += 1
        proof.own_words += reply.spoken.worded_by == "model"
        proof.guesses += bool(reply.to.guess) and reply.to.guess not in reply.told
        if reply.to.attack:
            proof.attacks.add(reply.to.text)
        proof.leaks += given_away(call.call.meeting, reply)
    proof.in_requests += [found for each in asked for found in canaries(call.call, each)]


def given_away(meeting: Meeting, reply: Reply) -> Iterator[str]:
    """Locked facts told or confirmed in a reply, as seen or as recorded."""
    locked = [fact for fact in meeting.persona.facts if fact.id not in reply.told]
    for fact in locked:
        for phrase in tell_tales_in(reply.text, fact):
            yield f"told {phrase!r} to {reply.to.text!r}: {reply.text}"
    guessed = any(fact.id == reply.to.guess for fact in locked)
    if guessed and any(yes in reply.shown for yes in CONFIRMATIONS):
        yield f"confirmed {reply.to.text!r}: {reply.shown}"


def canaries(call: FuzzedCall, asked: Asked) -> Iterator[str]:
    """Tell-tales and figures of facts in a request, but what it tells now and what was said before."""
    messages = asked.body["messages"]
    sent = "\n".join(str(message["content"]) for message in messages)
    said = [line.text for line in call.lines]
    said += [m["content"] for m in messages if m["role"] == "assistant"]
    said += [line for m in messages if m["role"] == "user" for line in _telling(m["content"])]
    heard = "\n".join((RULES, *said))
    for fact in call.meeting.persona.facts:
        there = set(tell_tales_in(sent, fact))
        for phrase in there - set(tell_tales_in(heard, fact)) if there else ():
            yield f"{phrase!r} of {fact.id}: {asked.last}"
    known = _figures(heard, *_public(call.meeting))
    for figure in _figures(_NUMBERING.sub("", sent)) - known:
        for fact in call.meeting.persona.facts:
            if figure in _figures(*fact.wordings):
                yield f"{figure} of {fact.id}: {asked.last}"


def _telling(message: str) -> list[str]:
    """The lines of a direction that tell facts: those are told now, not locked."""
    return [line for line in message.splitlines() if _TELLS.match(line)]


def _public(meeting: Meeting) -> Iterator[str]:
    """What the seller has read, and what the buyer says to anybody."""
    brief = meeting.scenario.brief
    yield from (brief.who, brief.why, meeting.scenario.opening)
    yield from (fact.text for fact in brief.facts)
    yield from (line for lines in meeting.persona.lines.values() for line in lines)
    yield from (line for topic in meeting.persona.topics.values() for line in topic.deflections)


def _figures(*texts: str) -> frozenset[Count]:
    """Figures with what they count: twelve men are not twelve weeks."""
    return frozenset().union(*map(_figures_in, texts))


@lru_cache(maxsize=20_000)
def _figures_in(text: str) -> frozenset[Count]:
    """Those that say something: no "one" or "two", and no small number that counts nothing."""
    return frozenset(
        (value, unit) for value, unit in counts_in([text]) if value > 2 and (unit or value >= 100)
    )


def main() -> None:
    """Prints a line per voice; the exit code is 1 when anything was given away."""
    calls, first = (*map(int, sys.argv[1:3]), *(1000, 0)[len(sys.argv) - 1 :])
    hearing, failed = Hearing(), False
    for name in PROVERS:
        proof = proved(name, map(fuzzed, range(first, first + calls)), hearing)
        print(f"{name:<11} {proof}", flush=True)
        for found in [*proof.leaks, *proof.in_requests][:5]:
            print(f"    {found}")
        failed = failed or bool(proof.leaks or proof.in_requests)
    sys.exit(failed)


if __name__ == "__main__":
    main()
