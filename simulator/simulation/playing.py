"""Lets scripted sellers play calls to their end, many calls at a time.

The calls go on turn by turn together, because hearing many lines in one step is many times faster
than hearing each alone, and what was heard in one call is not heard again in another, for it would be
heard alike; no call knows of another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from personas.persona import Persona
from personas.vocabulary import Topic
from scoring.hearing.heard import Heard
from scoring.hearing.reader import Said, hear_all
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


class Ears:
    """Hears what is said in many calls: many lines in one step, and none twice."""

    def __init__(self) -> None:
        self._heard: dict[Said, Heard] = {}

    def hear(self, lines: Sequence[Said]) -> list[Heard]:
        """What each line does and what it is about."""
        new = [line for line in dict.fromkeys(lines) if line not in self._heard]
        self._heard.update(zip(new, hear_all(new), strict=True))
        return [self._heard[line] for line in lines]


def play_all(tables: Sequence[Table], ears: Ears | None = None) -> None:
    """Plays every call to its end. `ears` may have heard some of its lines before."""
    ears = ears or Ears()
    going = tables
    while going:
        going = play_a_turn(going, ears)


def play_a_turn(tables: Sequence[Table], ears: Ears) -> list[Table]:
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
    given = [table.session.listening(line) for table, line in said]
    ears.hear([one for each in given for one in each])
    for (table, line), each in zip(said, given, strict=True):
        table.session.take(line, ears.hear(each))
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
