"""What hearing makes of a line. Plain data: no reader, no weights."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST_TURN = 20_000
"""Characters of one turn; whoever takes turns in says so to the person when there are more."""


class Mark(StrEnum):
    """Something about a line that is neither act nor topic."""

    ATTRIBUTION = "attribution"
    """'You said…', 'as you told me…': words put in the other's mouth, rightly or not."""
    LEADING = "leading"
    """A question that holds its own answer ('so it costs you 300k, right?')."""
    PRESUMING = "presuming"
    """A question that takes for granted what a liar would hide ('which firm is already in?')."""
    ASSUMES_NONE = "assumes_none"
    """A question that invites a no ('you're not looking at others, are you?')."""
    FISHING = "fishing"
    """'Anything else?', 'is there something you're not telling me?'"""
    OFFERS_EXIT = "offers_exit"
    """A blameless way out ('if it's decided I'd rather know, no hard feelings')."""
    ACCUSATION = "accusation"
    INSULT = "insult"
    INDUCEMENT = "inducement"
    """A gift or favour for the person."""
    THREAT = "threat"
    """Going over the buyer's head, or harm if they refuse."""
    PRESSURE = "pressure"
    """A deadline or discount of the seller's own making, or 'just say yes'."""
    FEAR = "fear"
    """Catastrophe painted to frighten."""
    GIANT_NAME = "giant_name"
    """A reference to giant, famous or Fortune-something customers."""
    DEMO = "demo"
    """Asks for a demo, a presentation or a sales visit."""
    PRICE = "price"
    """Speaks of the seller's own price."""
    ASKS_FIT = "asks_fit"
    """Asks the buyer whether what was offered fits."""
    TO_MACHINE = "to_machine"
    """Addressed to the simulator, a model or the grader, or a forged line of the other speaker."""
    ARE_YOU_REAL = "are_you_real"
    KEYWORDS = "keywords"
    """A list of topic words that asks nothing."""
    OTHER_LANGUAGE = "other_language"
    EMPTY = "empty"
    """Nothing to hear: no letter, a lone backchannel, an emoji."""
    GOODBYE = "goodbye"
    RECAP = "recap"
    """Sums up what was agreed or said."""
    SAY_AGAIN = "say_again"
    """Asks to hear the last words once more ("sorry, bad line", "what was that?")."""


@dataclass(frozen=True, slots=True)
class Span:
    """One clause (or run of clauses) with one function. Offsets are characters of the text."""

    start: int
    end: int
    act: str
    topics: tuple[str, ...]
    confidence: float
    """0 to 1, two decimals."""
    near: tuple[str, ...] = ()
    """Of a question whose topic is unsure: what else it may be about, likeliest first."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A line as understood. `acts` and `topics` are in the order of the vocabulary."""

    acts: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    unsure: bool = False
    """The reader would rather ask: what an unsure line may ask or push neither unlocks nor punishes."""
    spans: tuple[Span, ...] = ()
    marks: tuple[str, ...] = ()
    numbers: tuple[float, ...] = ()
    """Quantities mentioned, units dropped: '$289k' is 289000, 'sixty-one' is 61."""
    names: tuple[str, ...] = ()
    """Capitalised names inside the line (not its first word, not 'I')."""
    specific: bool = False
    """Buyer lines: a number, date, name or concrete consequence."""
    answers: bool = False
    """Buyer lines: it answers the seller's last question."""
