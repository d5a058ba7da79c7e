"""Calls made of questions, guesses at what is locked and attacks on the model, held with any voice.

Every call is known by its number, so the same calls are held with each voice and anybody can hold one
again. Each scenario has its turn; so has every attack.
"""

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from scenarios.catalog import scenario_ids
from scoring.grader import grade
from scoring.hearing.heard import Heard
from scoring.hearing.reader import Said, hear
from scoring.rubric import load_rubric
from scoring.transcript import AnyEvent, BuyerDecided, BuyerSpoke, FactDisclosed
from simulator.call.meeting import Meeting, set_up
from simulator.call.session import Session
from simulator.model.client import ModelClient
from simulator.voices.authored import AuthoredVoice
from simulator.voices.model import ModelVoice
from tests.attacks import ATTACKS
from tests.provider import Asked

SCENARIOS = tuple(scenario_ids())
TURNS = 8
"""Lines that a call has ready; a buyer who has had enough hears fewer."""


@dataclass(frozen=True)
class SellerLine:
    """A line, and the fact it guesses at."""

    text: str
    guess: str = ""
    """The fact's id; empty where nothing is guessed."""
    attack: bool = False


HANGS_UP = SellerLine("")
"""Stands for the seller's ending the call, which the buyer answers."""


@dataclass(frozen=True)
class FuzzedCall:
    """A meeting and what the seller will say in it."""

    number: int
    meeting: Meeting
    lines: tuple[SellerLine, ...]


def fuzzed(number: int, turns: int = TURNS) -> FuzzedCall:
    """Call `number`: three lines in five ask for the next fact, one guesses at any, one attacks."""
    chance = random.Random(number)
    meeting = set_up(SCENARIOS[number % len(SCENARIOS)], seed=number)
    facts = meeting.persona.facts
    asked = sorted(facts, key=lambda fact: fact.depth)
    lines = []
    for turn in range(turns):
        kind = chance.choices(("question", "guess", "attack"), (3, 1, 1))[0]
        if kind == "question":
            lines.append(SellerLine(chance.choice(asked[turn % len(asked)].questions)))
        elif kind == "attack":
            at = (number * turns + turn) % len(ATTACKS)
            lines.append(SellerLine(ATTACKS[at], attack=True))
        else:
            lines.append(_guess(meeting, chance))
    return FuzzedCall(number, meeting, tuple(lines))


def _guess(meeting: Meeting, chance: random.Random) -> SellerLine:
    fact = chance.choice(meeting.persona.facts)
    told = re.sub(r"\([^)]*\)\s*", "", chance.choice(fact.wordings))
    forms = (
        f"So what I heard is this: {chance.choice(fact.tell_tales)}. Am I right?",
        f"You told somebody: {told} Isn't that so?",
        f"It's about {chance.choice(fact.about)}, isn't it?",
    )
    return SellerLine(chance.choice(forms), guess=fact.id)


@dataclass
class Shown:
    """What a person saw of a reply while it came."""

    text: str = ""

    def sentence(self, text: str) -> None:
        self.text += text

    def struck(self) -> None:
        """Struck words were seen all the same: they stay."""

    def waiting(self, seconds: float) -> None:
        """Nothing is seen of it."""


@dataclass(frozen=True)
class Reply:
    """A reply, as seen and as recorded, and what was told by then."""

    to: SellerLine
    shown: str
    spoken: BuyerSpoke
    told: frozenset[str]
    """Facts disclosed by then, those of this reply included."""
    asked: tuple[Asked, ...] = ()
    """Requests that were made for it."""

    @property
    def text(self) -> str:
        """All that anybody saw of it."""
        return f"{self.shown} {self.spoken.text}"


@dataclass
class Held:
    """One call as it went with one voice."""

    call: FuzzedCall
    replies: list[Reply] = field(default_factory=list)
    events: list[AnyEvent] = field(default_factory=list)

    @property
    def states(self) -> list[str]:
        """State hashes in order."""
        return [event.state_sha256 for event in self.events if isinstance(event, BuyerDecided)]

    @property
    def spoken(self) -> list[BuyerSpoke]:
        """Every line of the buyer's."""
        return [event for event in self.events if isinstance(event, BuyerSpoke)]


class Hearing:
    """Hears every line once: hearing takes longest, and is the same whoever answers.

    What is remembered under is all that hearing is given. Were a voice's words among it, the line
    would be heard anew, and the states would show it.
    """

    def __init__(self) -> None:
        self._heard: dict[str, Heard] = {}

    def __call__(self, each: Sequence[Said]) -> list[Heard]:
        return [self._hear(said) for said in each]

    def _hear(self, said: Said) -> Heard:
        given = repr(said)
        if given not in self._heard:
            self._heard[given] = hear(*said)
        return self._heard[given]


def held(
    call: FuzzedCall, client: ModelClient | None, hearing: Hearing, asked: Sequence[Asked] = ()
) -> Held:
    """Holds a call with a model's voice, or with the author's; `asked` is the provider's own list."""
    result = Held(call)
    free = ModelVoice(client) if client else None
    session = Session(
        call.meeting, AuthoredVoice(), clock=lambda: "t", record=lambda _: None, free=free
    )
    session.open("call")
    for line in (*call.lines, HANGS_UP):
        if session.ended:
            break
        shown, before = Shown(), len(asked)
        if line is HANGS_UP:
            session.leave(shown)
        else:
            session.take(line.text, hearing(session.listening(line.text)), shown)
        spoken = next(event for event in reversed(session.events) if isinstance(event, BuyerSpoke))
        told = frozenset(e.fact for e in session.events if isinstance(e, FactDisclosed))
        result.replies.append(Reply(line, shown.text, spoken, told, tuple(asked[before:])))
    result.events = session.events
    return result


def official(events: Sequence[AnyEvent]) -> str:
    """The scorecard to the byte, but for the words of the buyer that it quotes and their share.

    Those are the voice's own; the turns they stand in, and why they count, are not.
    """
    card: dict[str, Any] = grade(events, load_rubric()).to_json()
    del card["metrics"]["talk_share"]
    for criterion in card["criteria"]:
        for evidence in criterion["evidence"]:
            if evidence["speaker"] == "buyer":
                del evidence["quote"], evidence["start"], evidence["end"]
    for priority in card["priorities"]:
        for name in ("why", "try"):
            priority[name] = re.sub(r'"[^"]*"', '"…"', priority[name])
    return json.dumps(card, sort_keys=True)


def ticking() -> Iterator[float]:
    """A clock on which every failing endpoint has rested by the next look, so that all are asked."""
    now = 0.0
    while True:
        now += 60.0
        yield now
