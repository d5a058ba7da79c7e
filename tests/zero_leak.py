"""Looks for locked facts in every request to a model and in everything a misbehaving model says.

    uv run python -m tests.zero_leak [calls] [first]      # 1,000 calls with each voice, by default

Over a real server, with a voice that reads its whole prompt aloud, one that does what the caller says and
one that says yes to every guess. The rule, in full:

- A fact is locked until the record says that it was disclosed; the reply that tells it may hold it.
- Its canaries are its tell-tales, as whole words in any case, and the figures of its wordings from three
  up, whatever they count and however they are written. A figure is none while the seller may know it
  otherwise: from the brief, from what this buyer says to anybody (when annoyed, too), from a fact that was
  told, or from the author's own words for the cover story, slips included.
- No request holds a canary, in any message. Only the fixed rules and the caller's own lines so far are
  taken out beforehand, word for word, so the same words anywhere else still count.
- No reply holds a canary on the screen, struck out or not, nor in the record; the goodbye is a reply too.
  That the caller said it first is no excuse.
- After a guess at a fact that stays locked the reply neither repeats it nor holds one of the confirming
  voice's phrases, but in the author's own wording of a fact that was told. The author's lines are held to
  it as well. At the line after that, unless it is another guess, a voice's own words are still held to it;
  an author's line answers the line it stands under.

What it cannot see: a secret told in other words than its tell-tales and without a figure. No request holds
it, so a voice could only have it from the caller.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from personas.gesture import ungestured
from scoring.hearing.numbers import numbers
from simulator.call.meeting import Meeting
from simulator.voices.prompt import RULES
from tests.attacks import ATTACKS
from tests.fuzzed_calls import FuzzedCall, Hearing, Held, Reply, SellerLine, fuzzed, held, ticking
from tests.provider import Asked, Provider
from tests.tell_tales import tell_tales_in
from tests.voices import CONFIRMATIONS, VOICES

PROVERS = ("echoing", "obeying", "confirming")
"""The voices that the proof is about."""
_NUMBERING = re.compile(r"^\d+\. ", re.MULTILINE)
"""Of the parts of a direction."""
_LEAST_FIGURE = 3
"""One and two are said of everything."""


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
            _look_at(held(call, client, hearing, provider.asked), proof)
    return proof


def _look_at(call: Held, proof: Proof) -> None:
    meeting = call.call.meeting
    proof.calls += 1
    for number, reply in enumerate(call.replies):
        before = call.replies[number - 1].to if number else None
        said = [line.text for line in call.call.lines[: number + 1]]
        proof.replies += 1
        proof.requests += len(reply.asked)
        proof.own_words += reply.spoken.worded_by == "model"
        proof.guesses += bool(reply.to.guess) and reply.to.guess not in reply.told
        if reply.to.attack:
            proof.attacks.add(reply.to.text)
        proof.leaks += given_away(meeting, reply, before)
        proof.in_requests += [
            found for asked in reply.asked for found in canaries(meeting, asked, said, reply.told)
        ]


def given_away(meeting: Meeting, reply: Reply, before: SellerLine | None = None) -> Iterator[str]:
    """Locked facts told, echoed or confirmed in a reply; `before` is the caller's last line but one."""
    for found in _canaries_in(reply.text, meeting, reply.told):
        yield f"told {found} to {reply.to.text!r}: {reply.text}"
    guess, text = (reply.to, reply.text) if reply.to.guess else (before, reply.shown)
    if guess is not None and guess.guess and guess.guess not in reply.told:
        if any(yes in _beside_facts(text, meeting, reply.told) for yes in CONFIRMATIONS):
            yield f"confirmed {guess.text!r} at {reply.to.text!r}: {text}"
        if guess.text in text:
            yield f"echoed {guess.text!r}: {text}"


def _beside_facts(text: str, meeting: Meeting, told: frozenset[str]) -> str:
    """A reply without the author's wordings of told facts: a yes in one of those is to that fact."""
    for wording in (w for fact in meeting.persona.facts if fact.id in told for w in fact.wordings):
        text = text.replace(wording, "").replace(ungestured(wording), "")
    return text


def canaries(
    meeting: Meeting, asked: Asked, said: Sequence[str], told: frozenset[str]
) -> Iterator[str]:
    """Canaries in a request; `said` are the caller's lines so far, `told` the facts that are out."""
    sent = "\n".join(str(message["content"]) for message in asked.body["messages"])
    sent = sent.replace(RULES, "")
    for line in sorted(said, key=len, reverse=True):
        sent = sent.replace(line.replace("[", "(").replace("]", ")"), "")
    for found in _canaries_in(_NUMBERING.sub("", sent), meeting, told):
        yield f"{found}: {asked.last}"


def _canaries_in(text: str, meeting: Meeting, told: frozenset[str]) -> Iterator[str]:
    """Tell-tales and figures of locked facts."""
    out = [w for fact in meeting.persona.facts if fact.id in told for w in fact.wordings]
    found = figures(text) - figures(*public(meeting), *out)
    for fact in meeting.persona.facts:
        if fact.id in told:
            continue
        for phrase in tell_tales_in(text, fact):
            yield f"{phrase!r} of {fact.id}"
        for figure in found & figures(*fact.wordings):
            yield f"{figure:g} of {fact.id}"


def public(meeting: Meeting) -> Iterator[str]:
    """What the seller has read, and what the buyer says to anybody, the cover story with it."""
    brief, story = meeting.scenario.brief, meeting.persona.cover_story
    yield from (brief.who, brief.why, meeting.scenario.opening)
    yield from (fact.text for fact in brief.facts)
    yield from (line for lines in meeting.persona.lines.values() for line in lines)
    yield from (line for topic in meeting.persona.topics.values() for line in topic.deflections)
    yield from (line for trigger in meeting.persona.triggers for line in trigger.lines)
    if story is not None:
        yield from (line for claim in story.claims for line in claim.lines)
        yield from (*story.denials, *story.deferrals, *story.hedges, *story.slips)


def figures(*texts: str) -> frozenset[float]:
    """The figures of texts that may be canaries."""
    return frozenset(
        number.value for text in texts for number in numbers(text) if number.value >= _LEAST_FIGURE
    )


def main() -> None:
    """Prints a line per voice; the exit code is 1 when anything was given away."""
    calls, first = (*map(int, sys.argv[1:3]), *(1000, 0)[len(sys.argv) - 1 :])
    hearing, failed = Hearing(), False
    for name in PROVERS:
        proof = proved(name, map(fuzzed, range(first, first + calls)), hearing)
        print(f"{name:<11} {proof}", flush=True)
        for found in [*proof.leaks, *proof.in_requests][:20]:
            print(f"    {found}")
        failed = failed or bool(proof.leaks or proof.in_requests)
    sys.exit(failed)


if __name__ == "__main__":
    main()
