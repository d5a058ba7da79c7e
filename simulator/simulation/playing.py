"""Lets scripted sellers play calls to their end, many calls at a time.

The calls go on turn by turn together, because hearing many lines in one step is many times faster
than hearing each alone; no call knows of another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from personas.persona import Persona
from personas.vocabulary import Topic
from scoring.hearing.reader import hear_all
from simulator.call.session import Session
from simulator.sellers.listening import view_of
from simulator.sellers.seller import Seller


@dataclass(frozen=True, slots=True)
class Table:
    """A seller and a buyer in a call."""

    session: Session
    seller: Seller
    questions: Mapping[Topic, tuple[str, ...]]
    """Ways to ask that the seller has."""

    def line(self) -> str | None:
        """The seller's next turn; None to leave."""
        meeting = self.session.meeting
        limit = meeting.ledger.terms.turn_limit
        view = view_of(meeting.scenario, self.questions, self.session.events, limit)
        return self.seller.speak(view)


def play_all(tables: Sequence[Table]) -> None:
    """Plays every call to its end."""
    going = tables
    while going:
        going = play_a_turn(going)


def play_a_turn(tables: Sequence[Table]) -> list[Table]:
    """One seller turn with its reply in every call that goes on; returns those that still do."""
    said: list[tuple[Table, str]] = []
    for table in tables:
        if table.session.ended:
            continue
        line = table.line()
        if line is None:
            table.session.leave()
        else:
            said.append((table, line))
    heard = hear_all([table.session.listening(line) for table, line in said])
    for (table, line), one in zip(said, heard, strict=True):
        table.session.take(line, one)
    return [table for table, _ in said if not table.session.ended]


def questions_about(persona: Persona) -> dict[Topic, tuple[str, ...]]:
    """Ways to ask about each topic, as a practised seller has them: every second example question.

    Which fact a way belongs to is not told, and the order says nothing; the other half is what
    tests of unlocking use.
    """
    found: dict[Topic, list[str]] = {}
    for fact in persona.facts:
        found.setdefault(fact.topic, []).extend(fact.questions[::2])
    return {topic: tuple(sorted(ways)) for topic, ways in found.items()}
