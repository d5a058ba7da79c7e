"""A seller's turn with all that is recorded of it, and the plain questions asked of it."""

from dataclasses import dataclass

from personas.vocabulary import Act, Topic
from scoring.discovery import Told
from scoring.hearing.heard import Mark, Span
from scoring.verdict import Verdict
from scoring.wording import asks_a_figure

MOST_QUESTIONS = 5
"""What one turn can count: nobody answers more, and a line of a thousand whys is one bad turn."""


@dataclass(slots=True, eq=False)
class SellerTurn:
    """A seller's turn with all that is recorded of it; nothing changes it once it is read."""

    # Not frozen: a frozen dataclass takes twice as long to build, and grading builds one per turn.

    turn: int
    number: int
    """Seller turns so far, 1 for the first."""
    text: str
    acts: tuple[str, ...]
    topics: tuple[str, ...]
    spans: tuple[Span, ...]
    marks: tuple[str, ...]
    numbers: tuple[float, ...]
    words: int
    verdict: Verdict
    reply: int | None
    """Turn of the buyer's reply; None when there was none."""
    questions: tuple[Span, ...]
    """The spans that ask."""
    asks: bool
    """Whether the turn asks anything."""
    told: list[Told]
    """Facts told in the reply."""

    def asks_about(self, topic: Topic) -> bool:
        """Whether a question of the turn is about a topic, or was refused as one about it."""
        if topic in self.verdict.attempted or topic in self.verdict.exhausted:
            return True
        if not self.asks:
            return False
        spans = self.questions
        return topic in self.topics if not spans else any(topic in span.topics for span in spans)

    @property
    def asks_honestly(self) -> bool:
        """Whether what it asks is asked for an answer's sake, so that in vain it is an attempt.

        A question that holds its own answer asks for a yes, and one within an uninvited pitch is a
        turn of the pitch ("it does that by itself, pretty cool, right?").
        """
        return not self.has(Mark.LEADING) and not self.pitches_uninvited

    def has(self, mark: Mark) -> bool:
        """Whether hearing put this mark on the turn."""
        return mark in self.marks

    @property
    def asked(self) -> int:
        """Questions it counts as: the spans that ask, or one when it asks without; five at most."""
        return min(len(self.questions) or self.asks, MOST_QUESTIONS)

    @property
    def pitches(self) -> bool:
        """Whether the turn pitches: the verdict says so, or something graver hid the pitch."""
        verdict = self.verdict
        return verdict.pitch is not None or (Act.PITCH in self.acts and bool(verdict.triggers))

    @property
    def pitches_uninvited(self) -> bool:
        """Whether it pitches without having been asked 'how can you help?'."""
        return self.pitches and not (self.verdict.pitch and self.verdict.pitch.invited)

    @property
    def follows_up(self) -> bool:
        """Whether it earns a follow-up: it asks, and takes up what was told; nothing twice."""
        verdict = self.verdict
        return (
            verdict.opportunity
            and bool(verdict.follows)
            and not verdict.parrot
            and not verdict.repeated
        )

    @property
    def wasted(self) -> bool:
        """Whether it asks and nothing new comes of it, or it is addressed to the machine."""
        return self.asks and (not self.told or self.has(Mark.TO_MACHINE))

    @property
    def accepted(self) -> bool:
        """Whether it gives something back and the buyer accepts it."""
        return self.verdict.reflection == "accepted"

    def only_yes_or_no(self) -> bool:
        """Whether a yes would have answered it: closed and no figure asked, or leading."""
        if Act.CLOSED_QUESTION not in self.acts or Act.OPEN_QUESTION in self.acts:
            return False
        if self.has(Mark.LEADING):
            return True
        spans = self.questions
        asked = [self.text[span.start : span.end] for span in spans] or [self.text]
        return not any(asks_a_figure(part) for part in asked)
