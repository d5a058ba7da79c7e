"""What a voice is told to say, and nothing else: the need-to-know brief of one reply.

A voice sees this module and the facts to convey now. It never sees a locked fact, a threshold
or the truth behind a cover story.
"""

from dataclasses import dataclass
from enum import StrEnum

from personas.fact import Fact, Manner
from personas.vocabulary import Intent, Stance


class Say(StrEnum):
    """What one part of a reply is."""

    INTENT = "intent"
    """One of the moves every buyer can make; `name` is the `Intent`."""
    OPENING = "opening"
    """Say the first words of the call again, when asked to before anything was told."""
    FACT = "fact"
    """Tell a fact; `name` is its id."""
    RETELL = "retell"
    """Tell a fact that was told before, when asked again."""
    DEFLECT = "deflect"
    """Avoid a topic; `name` is the topic."""
    CUE = "cue"
    """Drop a hint; `name` is the cue's id."""
    TRIGGER = "trigger"
    """React to something this buyer cannot stand; `name` is the trigger's id."""
    CLAIM = "claim"
    """Assert what the buyer holds to be said on a topic; `name` is the claim's id."""
    DENIAL = "denial"
    DEFERRAL = "deferral"
    HEDGE = "hedge"
    SLIP = "slip"
    CLOSING = "closing"
    """Last words; `name` is the ending's id."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a reply: what it does and the lines the buyer has for it."""

    say: Say
    name: str
    lines: tuple[str, ...]
    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class ReplyBrief:
    """One reply: the parts in the order they are said."""

    manner: Manner
    stance: Stance
    parts: tuple[Part, ...]
    seed: int
    """Of the call; a voice draws every choice from it."""
    turn: int
    """The buyer's turn that is being worded."""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts to convey now."""
        return tuple(part.fact for part in self.parts if part.fact and part.say is Say.FACT)

    @property
    def gist(self) -> str:
        """The reply in fixed words, whoever words it: the context in which the next line is heard.

        So hearing, and with it the state, never depends on a voice.
        """
        return " ".join(part.lines[0] for part in self.parts if part.lines)

    def does(self, intent: Intent) -> bool:
        """Whether the reply makes this move."""
        return any(part.say is Say.INTENT and part.name == intent for part in self.parts)
