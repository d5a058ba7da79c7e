"""Measures on the held-out lines: `uv run python -m tests.held_out` prints them.

How the paraphrase figure is made: the buyer is put where the plain question can be answered (trust
90, everything said that its facts wait for, nothing else), the plain wording is asked, then each
paraphrase from the same state. A paraphrase counts when it opens the fact that the plain one opened on
the question's topic.
"""

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from personas.persona import Persona
from personas.vocabulary import Topic
from scoring.hearing.reader import hear
from scoring.transcript import AnyEvent
from simulator.buyer.engine import decide, opening_state
from simulator.buyer.state import Disclosure, LieStage, State
from simulator.buyer.turn import Decision
from simulator.call.meeting import Meeting, set_up
from simulator.call.session import Session
from simulator.voices.authored import AuthoredVoice

FOLDER = Path(__file__).parent / "golden" / "held_out"
SCENARIOS = ("skeptical-owner", "overloaded-decision-maker")
SEEN = "paraphrases.json"
"""Failures of these were read while hearing was built."""
UNSEEN = ("paraphrases_2.json", "paraphrases_3.json")
"""Of these only totals were ever looked at."""
PERSONAL = ("impact_self", "personal_impact")


@dataclass(frozen=True)
class Asked:
    """One paraphrase and whether it opened what the plain wording opened."""

    scenario: str
    topic: str
    style: str
    text: str
    wanted: str
    opened: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether the paraphrase worked."""
        return self.wanted in self.opened


def needs(persona: Persona, fact_ids: list[str]) -> list[str]:
    """All facts that must be said before these, themselves left out, in order."""
    found: list[str] = []

    def visit(fact_id: str) -> None:
        for required in persona.fact(fact_id).requires:
            visit(required)
            if required not in found:
                found.append(required)

    for fact_id in fact_ids:
        visit(fact_id)
    return found


def ready_state(meeting: Meeting, topic: str) -> State:
    """A buyer who trusts the seller and has said just what this topic's facts wait for."""
    persona = meeting.persona
    about = Topic.IMPACT if topic in PERSONAL else Topic(topic)
    facts = [fact.id for fact in persona.facts if fact.topic == about]
    said = needs(persona, facts)
    if topic not in PERSONAL:
        said = [fact for fact in said if fact not in facts]
    state = replace(
        opening_state(meeting.ledger),
        trust=90.0,
        patience=90.0,
        turn=6,
        said=tuple(Disclosure(fact, 5) for fact in said),
        easier=None,
    )
    if state.lie is not None and about is Topic.COMPETITION:
        state = replace(state, lie=replace(state.lie, stage=LieStage.HOLD))
    return state


def reply(meeting: Meeting, state: State, text: str) -> Decision:
    """The buyer's decision on one line."""
    heard = hear(text, own_words=meeting.ledger.own_words)
    return decide(meeting.ledger, state, heard, text, seed=1, buyer_turn=2)


def ask_all(scenario: str, seed: int = 1, file: str = SEEN) -> list[Asked]:
    """Every held-out paraphrase of a scenario's file, asked."""
    meeting = set_up(scenario, seed=seed)
    results = []
    for question in json.loads((FOLDER / scenario / file).read_text()):
        state = ready_state(meeting, question["topic"])
        wanted = _wanted(question["topic"], reply(meeting, state, question["plain"]))
        for item in question["paraphrases"]:
            opened = reply(meeting, state, item["text"]).disclosed
            results.append(
                Asked(
                    scenario,
                    question["topic"],
                    item["style"],
                    item["text"],
                    wanted,
                    tuple(found.index.fact.id for found in opened),
                )
            )
    return results


def share_of(results: list[Asked]) -> float:
    """How many of the paraphrases worked, 0 to 1."""
    return sum(item.same for item in results) / len(results)


def _wanted(topic: str, plain: Decision) -> str:
    """The fact that counts: of those the plain wording opens, the first on the question's topic."""
    about = Topic.IMPACT if topic in PERSONAL else Topic(topic)
    opened = [item.index.fact for item in plain.disclosed]
    return next((fact.id for fact in opened if fact.topic is about), opened[0].id if opened else "")


def lines_of(path: Path) -> list[str]:
    """The turns of a script."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def play(scenario: str, lines: list[str], seed: int) -> list[AnyEvent]:
    """A whole call with these lines; the seller leaves when they run out."""
    session = Session(
        set_up(scenario, seed=seed),
        AuthoredVoice(),
        clock=lambda: "2026-01-01T00:00:00+00:00",
        record=lambda _: None,
    )
    session.open("call", purpose="program")
    for line in lines:
        if session.ended:
            break
        session.say(line)
    session.leave()
    return session.events


def main() -> None:
    """Prints the figures."""
    from scoring.grader import grade
    from scoring.rubric import load_rubric

    rubric = load_rubric("explore-before-pitch")
    for scenario in SCENARIOS:
        print(scenario)
        for file in (SEEN, *UNSEEN):
            results = ask_all(scenario, file=file)
            print(f"  {file}: {share_of(results):.1%} of {len(results)} open the same fact")
            by_topic: dict[str, list[bool]] = defaultdict(list)
            for item in results:
                by_topic[item.topic].append(item.same)
            print("   ", {name: f"{sum(found)}/{len(found)}" for name, found in by_topic.items()})
        for path in sorted((FOLDER / scenario).glob("*.txt")):
            cells = []
            for seed in range(1, 9):
                events = play(scenario, lines_of(path), seed)
                card = grade(events, rubric).to_json()
                ended = next(e for e in events if e.type == "meeting_ended")
                invited = any(e.type == "buyer_decided" and e.verdict.invited for e in events)
                cells.append(f"{card['score']}{'*' if invited else ''} {ended.ending}")
            print(f"  {path.stem:22}", " | ".join(cells))


if __name__ == "__main__":
    main()
