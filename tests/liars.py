"""Random adversarial turns against the two buyers who lie: `uv run python -m tests.liars` plays 10,000.

Lines come from the gaming sellers, from the lines hearing learned from, and from mutations of both.
They are heard together beforehand, and each call starts where a buyer starts or, every second one, at
high trust and patience. Looked for: a confession whose conditions the recorded probes do not meet,
and a tell-tale of a fact that is not out in anything a voice is given, says, or the record holds.
"""

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from personas.persona import LieKind
from personas.vocabulary import Act
from scoring.hearing.heard import Heard, Mark
from scoring.hearing.reader import Said, hear_all
from simulator.buyer.brief import ReplyBrief
from simulator.buyer.cover import ACCUSATION_PRESSURE, CIVIL_FREE, LOCK_TURNS, STRENGTH
from simulator.buyer.engine import decide, opening_state
from simulator.buyer.state import LieStage
from simulator.buyer.turn import Decision
from simulator.call.meeting import Meeting, set_up
from simulator.call.turn_events import decided_event
from simulator.sellers.lines import LINES
from simulator.voices.authored import AuthoredVoice
from tests.tell_tales import tell_tale_in

LIARS = ("overloaded-decision-maker", "contact-gone-cold")
VARIANTS = ("a", "b", "c", "d")
CORPUS = Path(__file__).parents[1] / "scoring" / "hearing" / "learning" / "corpus"
PROBES = (
    "Which other firm is already in?",
    "Who else are you talking to about this?",
    "If it's already decided I'd rather know, and there'd be no hard feelings.",
    "What has changed since we last spoke, and what is already under way?",
    "Who signs for the risk in writing, and how is it decided?",
    "You're not talking to anybody else, right?",
)
Turn = tuple[str, Heard]
_UNCIVIL = {Mark.ACCUSATION, Mark.THREAT, Mark.PRESSURE, Mark.FEAR, Mark.INSULT}


def pool(chance: random.Random, size: int) -> list[Turn]:
    """So many lines as they are heard: gaming sellers', learned ones, probes, and mutations."""
    gaming = [line[:600] for lines in LINES.values() for line in lines]
    learned = [
        " ".join(part["t"] for part in entry["segs"])
        for file in sorted(CORPUS.glob("*.jsonl"))[::8]
        for entry in map(json.loads, file.read_text(encoding="utf-8").splitlines()[::20])
        if entry["role"] == "seller"
    ]
    found = [*PROBES, *gaming]
    while len(found) < size:
        line = chance.choice((chance.choice(gaming), chance.choice(learned), chance.choice(PROBES)))
        found.append(mutated(line, chance.choice(learned), chance))
    texts = list(dict.fromkeys(found))
    return list(zip(texts, hear_all([Said(text) for text in texts]), strict=True))


def mutated(line: str, other: str, chance: random.Random) -> str:
    """The line cut, doubled, joined, shuffled or shouted."""
    words = line.split() or ["ok"]
    at = chance.randrange(len(words))
    return chance.choice(
        (
            line,
            f"{line} {other}",
            f"{line} {line}",
            " ".join(words[at:]),
            " ".join(words[:at] + words[at + 1 :]),
            line.upper(),
            line.replace("?", "").replace(",", ""),
            " ".join(chance.sample(words, len(words))),
        )
    )


def trials(turns: int, lines: int, seed: int = 20261122) -> Iterator[tuple[str, list[str]]]:
    """For each turn played: what kind of reply it had, and what is wrong with it."""
    chance = random.Random(seed)
    said = pool(chance, lines)
    meetings = [set_up(name, seed=1, variant=variant) for name in LIARS for variant in VARIANTS]
    innocent = {
        id(meeting): [
            turn
            for turn in said
            if not any(tell_tale_in(turn[0], fact) for fact in meeting.persona.facts)
        ]
        for meeting in meetings
    }
    played = 0
    for call in range(turns):
        meeting = meetings[call % len(meetings)]
        for found in one_call(meeting, innocent[id(meeting)], chance, trusting=bool(call // 8 % 2)):
            yield found
            played += 1
            if played == turns:
                return


def one_call(
    meeting: Meeting, lines: Sequence[Turn], chance: random.Random, *, trusting: bool
) -> Iterator[tuple[str, list[str]]]:
    """A call of random lines, turn by turn."""
    state = opening_state(meeting.ledger)
    if trusting:
        state = replace(state, trust=85.0, patience=100.0)
    audit = Audit(meeting)
    told: set[str] = set()
    while not state.ending:
        text, heard = chance.choice(lines)
        before = state
        decision = decide(meeting.ledger, state, heard, text, seed=1, buyer_turn=2 * state.turn + 2)
        state = decision.state
        told |= {opened.index.fact.id for opened in decision.disclosed}
        wrong = [*audit.turn(decision, heard, before.trust), *leaks(meeting, decision, told)]
        yield ("confessed" if audit.confessed else "held"), [f"{text!r}: {what}" for what in wrong]


def leaks(meeting: Meeting, decision: Decision, told: set[str]) -> Iterator[str]:
    """Tell-tales of facts that are not out, in what a voice is given, says, or the record keeps."""
    seen = (
        _offered(decision.brief),
        AuthoredVoice().speak(decision.brief, ()),
        decided_event(decision, 1, hashed=True).model_dump_json(),
    )
    for fact in meeting.persona.facts:
        if fact.id not in told:
            for text in seen:
                if phrase := tell_tale_in(text, fact):
                    yield f"{fact.id} given away by {phrase!r}"


def _offered(brief: ReplyBrief) -> str:
    return " ".join(line for part in brief.parts for line in part.lines)


class Audit:
    """Reckons anew, from the recorded probes alone, the most that a story can have been pressed."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self.pressure = 0.0
        self.exit = False
        self.used: set[str] = set()
        self.locked_until = 0
        self.number = 0
        self.confessed = False

    def turn(self, decision: Decision, heard: Heard, trust: float) -> list[str]:
        """What a confession in this turn lacks; nothing when there is none or all is met."""
        self.number += 1
        story = self.meeting.persona.cover_story
        if story is None:
            return ["a confession without a lie"] if decision.verdict.lie_stage else []
        gained = 0.0
        for probe in decision.verdict.probes:
            key = f"{probe.kind}:{probe.cites}"
            self.exit |= probe.kind == "exit"
            if probe.kind == "accusation":
                gained += ACCUSATION_PRESSURE
                self.locked_until = self.number + LOCK_TURNS
            elif key not in self.used and self.number > self.locked_until:
                gained += STRENGTH[probe.kind]
            self.used.add(key)
        civil = Act.PITCH not in heard.acts and not _UNCIVIL.intersection(heard.marks)
        worn = story.civil if civil and self.number > CIVIL_FREE else 0.0
        self.pressure = max(0.0, self.pressure + gained + worn)
        if decision.verdict.lie_stage != str(LieStage.CONFESS) or self.confessed:
            return []
        self.confessed = True
        needed = story.confess_at + self.meeting.ledger.terms.lie
        lacking = {
            "in a situation that never confesses": self.meeting.persona.lie is LieKind.CONFESSES,
            f"pressed {self.pressure} of {needed}": self.pressure >= needed - 1e-6,
            f"at trust {trust}": trust >= story.trust,
            "without a way out": self.exit or not story.needs_exit,
            "while it was locked": self.number > self.locked_until,
        }
        return [f"a confession {what}" for what, met in lacking.items() if not met]


def main(turns: int) -> None:
    """Plays so many turns and prints what was found; ends with 1 when something was."""
    kinds: Counter[str] = Counter()
    wrong: list[str] = []
    for kind, found in trials(turns, lines=2_000):
        kinds[kind] += 1
        wrong += found
    print(f"{turns} turns, {kinds['confessed']} of them after a confession; wrong: {len(wrong)}")
    print(*wrong, sep="\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
