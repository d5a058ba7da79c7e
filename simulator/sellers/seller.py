"""What a scripted seller is, and what it knows before it speaks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from personas.vocabulary import Topic
from scenarios.scenario import Brief, Scenario


@dataclass(frozen=True, slots=True)
class Told:
    """Something the buyer said that a listener would note down."""

    topic: Topic
    specific: bool
    """It held a figure, a date, a name or a mechanism."""
    words: str
    """The sentence that carried it, as spoken."""
    number: int
    """The seller turn (1 for the first) it answered."""


@dataclass(frozen=True, slots=True)
class View:
    """What a person on the seller's chair knows before the next turn."""

    scenario: Scenario
    questions: Mapping[Topic, tuple[str, ...]]
    """Ways to ask about each topic, in no order that says anything."""
    number: int
    """The seller turn about to be spoken, 1 for the first."""
    left: int
    """Seller turns left in the time agreed, this one included."""
    lines: tuple[tuple[str, str], ...]
    """The call so far as (role, text)."""
    told: tuple[Told, ...] = ()
    put_off: Mapping[Topic, int] = field(default_factory=dict)
    """Topics the buyer avoided, and the turn when last."""
    spent: frozenset[Topic] = frozenset()
    """Topics of which the buyer said there is nothing more to tell."""
    hint: str = ""
    """An aside in the last reply."""
    asked_back: bool = False
    """'What makes you say that?' is in the air."""
    invited: bool = False
    """The buyer asked how the seller could help."""
    answered: bool = False
    """The seller has answered that."""
    agreed: bool = False
    """A next step is agreed."""
    offers: int = 0
    """Next steps proposed and not agreed."""

    @property
    def brief(self) -> Brief:
        """The public brief."""
        return self.scenario.brief

    @property
    def company(self) -> str:
        """The seller's company."""
        return self.scenario.seller.company

    def depth(self, topic: Topic) -> int:
        """How far a topic is known: 0 not at all, 1 on the surface, 2 in particulars."""
        return max((1 + item.specific for item in self.told if item.topic is topic), default=0)

    def last_said(self) -> str:
        """The buyer's last words."""
        return next((text for role, text in reversed(self.lines) if role == "buyer"), "")

    def said_by_seller(self) -> tuple[str, ...]:
        """The seller's own turns so far."""
        return tuple(text for role, text in self.lines if role == "seller")


class Seller(Protocol):
    """Plays the seller's part, one turn at a time."""

    def speak(self, view: View) -> str | None:
        """The next turn; None to end the call."""
        ...
