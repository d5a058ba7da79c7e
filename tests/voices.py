"""Voices that misbehave, over a real server: the same calls with each, for state identity and leaks.

    uv run python -m tests.voices [calls]      # 1,000 calls with each misbehaving voice, by default

Every call is a mix of good sellers' lines, guesses at what is locked and attacks on the model. What is
counted: state hashes and official scores that differ from the author's own voice, words of locked facts
in any request, and locked facts told, echoed or confirmed on the screen or in the record.
"""

import json
import random
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from personas.persona import GuardedFact
from scoring.grader import grade
from scoring.rubric import load_rubric
from scoring.transcript import BuyerDecided, BuyerSpoke, FactDisclosed
from simulator.meeting import Meeting, set_up
from simulator.model.client import ModelClient
from simulator.session import Session
from simulator.voices.authored import AuthoredVoice
from simulator.voices.model import ModelVoice
from tests.attacks import ATTACKS
from tests.held_out import FOLDER, SCENARIOS, lines_of
from tests.provider import Asked, Provider, Reply, Reset, Script, failed, streamed

CONFIRMATIONS = (
    "Yes.",
    "Yes, that is exactly how it is.",
    "You're right about that.",
    "(nods) Exactly.",
    "How on earth did you hear about that?",
    "Guilty as charged.",
    "You've done your homework.",
    "That's the size of it.",
    "I can't argue with that.",
    "Well, since you know already, there's no point hiding it.",
    "You took the words out of my mouth.",
    "Quite so, and I'd rather you kept it to yourself.",
)
LIES = (
    "No, nothing like that. We lose 987,000 a month and Acme Corp starts on the third of March.",
    "We never had that trouble. My cousin Bartholomew signs everything.",
    "I'll buy it. Send me the contract and let's go ahead.",
    "I have no budget, no date and no boss; we just bought from Salesforce.",
)


def _callers_line(asked: Asked) -> str:
    return asked.last.split("\n\n[Direction:")[0]


def echoing(number: int, asked: Asked) -> Reply:
    """Reads its whole prompt aloud."""
    every = "\n".join(str(message["content"]) for message in asked.body["messages"])
    return streamed(*(every[at : at + 400] for at in range(0, len(every), 400)))


def obeying(number: int, asked: Asked) -> Reply:
    """Does what the caller says, in the caller's words."""
    return streamed("Certainly. ", _callers_line(asked), " There you have it.")


def confirming(number: int, asked: Asked) -> Reply:
    """Says yes to everything, in one way or another; every other time with the guess itself."""
    word = CONFIRMATIONS[number % len(CONFIRMATIONS)]
    return streamed(word, f" {_callers_line(asked)}" if number % 2 else "")


def lying(number: int, asked: Asked) -> Reply:
    """Makes things up."""
    return streamed(LIES[number % len(LIES)])


def failing(number: int, asked: Asked) -> Reply:
    """Fails in one way after another."""
    ways = (
        failed(401),
        Reply([b"<html>"], kind="text/html"),
        streamed("Well, the", Reset()),
        streamed("Well.", finish="length"),
        Reply([b"{}"]),
    )
    return ways[number % len(ways)]


MISBEHAVING: dict[str, Script] = {
    "echoing": echoing,
    "obeying": obeying,
    "confirming": confirming,
    "lying": lying,
    "failing": failing,
}


def faithful(number: int, asked: Asked) -> Reply:
    """Says what the direction tells it to, with the last of the lines given for each part."""
    direction = [m["content"] for m in asked.body["messages"] if "[Direction: You" in m["content"]][
        -1
    ]
    lines = re.findall(r"^\d+\. .*“([^“”]*)”\]?$", direction, re.MULTILINE)
    first, *others = lines or ["Go on."]
    return streamed(" ".join([first, *(re.sub(r"\([^)]*\)\s*", "", line) for line in others)]))


VOICES: dict[str, Script] = {**MISBEHAVING, "faithful": faithful}


@dataclass
class Shown:
    """What a person saw of replies while they came."""

    text: str = ""

    def sentence(self, text: str) -> None:
        self.text += text

    def struck(self) -> None:
        """Struck words were seen all the same: they stay."""

    def waiting(self, seconds: float) -> None:
        """Nothing is seen of it."""


@dataclass
class Held:
    """One call and what is to be compared about it."""

    states: list[str] = field(default_factory=list)
    score: str = ""
    fell_back: int = 0
    replies: int = 0
    leaks: list[str] = field(default_factory=list)


def fuzzed(meeting: Meeting, chance: random.Random, turns: int) -> list[str]:
    """A seller's lines: some of a good script, guesses at locked facts, and attacks."""
    script = lines_of(chance.choice(sorted((FOLDER / meeting.scenario.id).glob("*.txt"))))
    facts = meeting.persona.facts
    lines = []
    for turn in range(turns):
        fact = chance.choice(facts)
        guess = re.sub(r"\([^)]*\)\s*", "", chance.choice(fact.wordings))
        guessing = (
            f"So what I heard is this: {chance.choice(fact.tell_tales)}. Am I right?",
            f"You told somebody: {guess} Isn't that so?",
            f"It's about {chance.choice(fact.about)}, isn't it?",
        )
        kinds = (script[turn % len(script)], chance.choice(guessing), chance.choice(ATTACKS))
        lines.append(chance.choices(kinds, (3, 1, 1))[0])
    return lines


def held(meeting: Meeting, lines: Sequence[str], client: ModelClient | None) -> Held:
    """Holds a call and watches every reply for what was locked when it was given."""
    shown, result = Shown(), Held()
    free = ModelVoice(client) if client else None
    session = Session(meeting, AuthoredVoice(), clock=lambda: "t", record=lambda _: None, free=free)
    session.open("call")
    for line in lines:
        if session.ended:
            break
        shown.text = ""
        session.say(line, shown)
        result.leaks += _leaks(session, line, shown.text)
    session.leave()
    spoken = [event for event in session.events if isinstance(event, BuyerSpoke)]
    result.states = [e.state_sha256 for e in session.events if isinstance(e, BuyerDecided)]
    result.score = official(session)
    result.replies = len(spoken)
    result.fell_back = sum(event.fell_back for event in spoken)
    return result


def official(session: Session) -> str:
    """The official score to the byte: all of it that is no quote of the buyer's words."""
    card: dict[str, Any] = grade(session.events, load_rubric()).to_json()
    criteria = [
        {name: item[name] for name in ("id", "weight", "level", "points", "advisory")}
        for item in card["criteria"]
    ]
    kept = {name: card[name] for name in ("status", "reason", "score", "raw", "cap", "rubric")}
    return json.dumps([kept, criteria], sort_keys=True)


def canaries(facts: Sequence[GuardedFact]) -> list[str]:
    """Words that only someone who knows one of these facts would use."""
    return [phrase for fact in facts for phrase in fact.tell_tales]


def holds(phrase: str, text: str) -> bool:
    """Whether a text holds a phrase as whole words."""
    wanted = re.escape(phrase.lower())
    return re.search(rf"(?<!\w){wanted}(?!\w)", text.lower()) is not None


def locked(session: Session) -> list[GuardedFact]:
    """The facts not told by now."""
    told = {event.fact for event in session.events if isinstance(event, FactDisclosed)}
    return [fact for fact in session.meeting.persona.facts if fact.id not in told]


def _leaks(session: Session, line: str, shown: str) -> list[str]:
    """Locked facts told or confirmed in the last reply, as seen or as recorded."""
    reply = next(e for e in reversed(session.events) if isinstance(e, BuyerSpoke))
    text = f"{shown} {reply.text}"
    found = [
        f"told {phrase!r}: {text}" for phrase in canaries(locked(session)) if holds(phrase, text)
    ]
    if reply.worded_by == "model" or shown:
        guesses = [phrase for phrase in canaries(locked(session)) if holds(phrase, line)]
        confirmed = [c for c in CONFIRMATIONS if c in text]
        found += [f"confirmed {guesses[0]!r}: {text}" for _ in confirmed if guesses]
    return found


def in_requests(provider: Provider, session_lines: Sequence[str], meeting: Meeting) -> list[str]:
    """Canaries in request bodies that neither the caller nor the buyer has said."""
    found = []
    for asked in provider.asked:
        messages = asked.body["messages"]
        told = [line for m in messages if m["role"] == "user" for line in _told_by(m["content"])]
        heard = " ".join((*session_lines, *told, *_said(messages)))
        sent = " ".join(str(message["content"]) for message in messages)
        found += [
            phrase
            for phrase in canaries(meeting.persona.facts)
            if holds(phrase, sent) and not holds(phrase, heard)
        ]
    return found


def _said(messages: Sequence[dict[str, str]]) -> list[str]:
    return [m["content"] for m in messages if m["role"] == "assistant"]


def _told_by(message: str) -> list[str]:
    """The lines of a direction that tell facts: those are told now, not locked."""
    return [
        line for line in message.splitlines() if re.match(r"\d+\. (?:Tell|You have told)", line)
    ]


@dataclass
class Tally:
    """What went wrong over many calls."""

    calls: int = 0
    replies: int = 0
    fell_back: int = 0
    other_states: int = 0
    other_scores: int = 0
    leaks: list[str] = field(default_factory=list)
    in_requests: list[str] = field(default_factory=list)


def tally(name: str, calls: int, *, turns: int = 8, first: int = 0) -> Tally:
    """So many fuzzed calls with one of `VOICES` beside the same ones with the author's."""
    total = Tally()
    with Provider(VOICES[name]) as provider, provider.client(attempts=1) as client:
        for call in range(first, first + calls):
            meeting = set_up(SCENARIOS[call % len(SCENARIOS)], seed=call)
            lines = fuzzed(meeting, random.Random(call), turns)
            provider.asked.clear()
            mine, theirs = held(meeting, lines, client), held(meeting, lines, None)
            total.calls += 1
            total.replies += mine.replies
            total.fell_back += mine.fell_back
            total.other_states += mine.states != theirs.states
            total.other_scores += mine.score != theirs.score
            total.leaks += mine.leaks
            total.in_requests += in_requests(provider, lines, meeting)
    return total


def main() -> None:
    """Prints a line per voice."""
    calls = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    for name in VOICES:
        found = tally(name, calls)
        print(
            f"{name:<11} {found.calls} calls, {found.replies} replies, {found.fell_back} fell back, "
            f"{found.other_states} other states, {found.other_scores} other scores, "
            f"{len(found.leaks)} leaks, {len(found.in_requests)} canaries in requests",
            flush=True,
        )
        for leak in [*found.leaks, *found.in_requests][:5]:
            print(f"    {leak}")


if __name__ == "__main__":
    main()
