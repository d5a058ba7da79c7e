"""Finding the words of a call that belong to a fact or a turn, and showing them short."""

from collections.abc import Sequence

from personas.gesture import ungestured
from scoring.transcript import AnyEvent, BuyerSpoke, FactDisclosed, SellerSpoke

LONGEST = 180
"""Characters of a quote that is only there to remind."""


def bare(line: str) -> str:
    """A line without its leading gesture."""
    return ungestured(line).strip()


def shortened(text: str, longest: int = LONGEST) -> str:
    """The text on one line, cut at a word with an ellipsis when it is longer than `longest`."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return f"{line[: longest - 1].rsplit(' ', 1)[0].rstrip(' .,;:')}…"


def spoken(wordings: Sequence[str], reply: str) -> str:
    """The wording that the reply holds; the first one when it holds none."""
    return next((bare(line) for line in wordings if bare(line) in reply), bare(wordings[0]))


def told_as(wordings: Sequence[str], fact: str, events: Sequence[AnyEvent]) -> str:
    """A fact in the words in which a call told it; in its first wording when it did not."""
    turns = [e.turn for e in events if isinstance(e, FactDisclosed) and e.fact == fact]
    reply = next((e.text for e in events if isinstance(e, BuyerSpoke) and e.turn in turns), "")
    return spoken(wordings, reply)


def sentence_with(lines: Sequence[str], reply: str) -> str:
    """The line that the reply holds, or else the whole reply."""
    return next((bare(line) for line in lines if bare(line) in reply), bare(reply))


def asking_words(said: SellerSpoke, topic: str) -> str:
    """The clause of a seller's turn that asked about a topic, or else the whole turn, shortened."""
    for span in said.spans:
        if topic in span.topics:
            return shortened(said.text[span.start : span.end])
    return shortened(said.text)
