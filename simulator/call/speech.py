"""Words a reply: a free voice as far as the guard lets it, else the author's line.

A sentence is shown when the guard has read it, and not before. A reply that is stopped is tried once
more, told why; what was shown of it stands and is gone on from. When that fails too, or the voice
breaks off, what was shown is struck out and the author's line stands in.
"""

import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from personas.gesture import GESTURE
from scoring.hearing.words import words
from simulator.buyer.turn import Decision
from simulator.guard.guard import Guard, Refused, Reply
from simulator.model.problems import Kind, ModelProblem
from simulator.voices.voice import FreeVoice, Line, Refusal, Voice

TRIES = 2
LONGEST_PIECE = 600
"""Characters after which a sentence that has not ended goes to the guard as it is."""
GOES_ON = "The call goes on in the author's lines; 'prospect doctor --model' says more."
NOT_USED = (
    "The model's reply was not used: it did not keep to what the buyer can say here. The author's "
    "line stands in; this happens now and then, and nothing needs mending."
)
UNCONFIRMED = "The model does not say when its replies are whole."
_END = re.compile(r"[.!?…][\"'”’)]*(?=\s|$)")


class Listener(Protocol):
    """Who is shown a reply while it is being found."""

    def sentence(self, text: str) -> None:
        """More of the reply, with its spaces."""
        ...

    def struck(self) -> None:
        """What was shown of it so far does not count."""
        ...

    def waiting(self, seconds: float) -> None:
        """The model is busy and is asked again after so long."""
        ...


class Nobody:
    """Sees only the whole reply."""

    def sentence(self, text: str) -> None:
        """Nothing."""

    def struck(self) -> None:
        """Nothing."""

    def waiting(self, seconds: float) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A reply in words."""

    text: str
    worded_by: Literal["authored", "model"] = "authored"
    fell_back: bool = False
    """A model should have spoken, and the author's line stands in."""
    because: str = ""
    """Why it fell back, for a person; or that the end of a reply is not confirmed. Each is told once a call."""


class Speech:
    """The words of one call's buyer. `free` is a voice that chooses its own; the author's lines stand in."""

    def __init__(self, authored: Voice, free: FreeVoice | None, guard: Guard | None) -> None:
        self._authored = authored
        self._free = free
        self._guard = guard
        self._told: set[str] = set()
        """What the person knows by now; from then on the mark on a line is enough."""
        self._stopped = threading.Event()
        """Set while words are being found: nobody waits for them any more."""

    @property
    def takes_time(self) -> bool:
        """Whether words are waited for, so that the decision is kept before them."""
        return self._free is not None

    def word(
        self, decision: Decision, lines: Sequence[Line], listener: Listener | None = None
    ) -> Worded:
        """The reply of a decision. `lines` are the call so far."""
        if self._free is None or self._guard is None:
            return self.stand_in(decision, lines)
        self._stopped.clear()
        shown = listener or Nobody()
        reply = self._guard.reply(decision, lines)
        try:
            confirmed = self._found(self._free, decision, lines, reply, shown)
        except (Refused, ModelProblem) as trouble:
            if reply.text:
                shown.struck()
            return self.stand_in(decision, lines, self._why(trouble))
        unsure = "" if confirmed else self._once(UNCONFIRMED)
        return Worded(reply.text.strip(), "model", because=unsure)

    def stand_in(self, decision: Decision, lines: Sequence[Line], because: str = "") -> Worded:
        """The author's words."""
        said = [line.text for line in lines if line.by_buyer]
        text = self._authored.speak(decision.brief, said)
        return Worded(text, fell_back=self._free is not None, because=because)

    def stop(self) -> None:
        """Waits no longer for words that are being found; the author's stand in."""
        if self._free is not None:
            self._stopped.set()
            self._free.stop()

    def _why(self, trouble: Refused | ModelProblem) -> str:
        """What to tell of words that failed; nothing of what is known, or was asked for with a key."""
        if isinstance(trouble, Refused):
            # Its reason is meant for the voice: it may say that a guess is near.
            return self._once(NOT_USED)
        known = trouble.kind is Kind.RESTING and self._told
        if known or trouble.kind is Kind.CANCELLED:
            return ""
        return self._once(f"{trouble} {GOES_ON}")

    def _once(self, sentence: str) -> str:
        """The sentence, the first time."""
        news = sentence not in self._told
        self._told.add(sentence)
        return sentence if news else ""

    def _found(
        self,
        free: FreeVoice,
        decision: Decision,
        lines: Sequence[Line],
        reply: Reply,
        shown: Listener,
    ) -> bool:
        """Reads a reply to its end into `reply`; whether that end is confirmed."""
        refusal: Refusal | None = None
        for left in reversed(range(TRIES)):
            pieces = free.speak(decision.brief, lines, refusal, shown.waiting)
            if self._stopped.is_set():  # Between two tries there was nothing to stop.
                pieces.close()
            gap = " " if reply.text and not reply.text[-1].isspace() else ""
            try:
                for sentence in sentences_of(pieces):
                    said = gap + sentence.lstrip() if gap or not reply.text else sentence
                    gap = ""
                    reply.take(said)
                    shown.sentence(said)
                reply.finish()
            except Refused as refused:
                if not left:
                    raise
                refusal = Refusal(reply.text.strip(), str(refused))
            else:
                return pieces.confirmed
            finally:
                pieces.close()
        raise AssertionError("the last try returns or raises")


def sentences_of(pieces: Iterable[str]) -> Iterator[str]:
    """The sentences of a text that comes in pieces, each as soon as its end is there.

    Joined, they are the text. A full stop after a figure may be a decimal point and waits for more.
    """
    held = ""
    for piece in pieces:
        held += piece
        # No further than the longest piece is looked: a model may send a million characters at once.
        while (end := _first_end(held[:LONGEST_PIECE])) or len(held) >= LONGEST_PIECE:
            cut = end or LONGEST_PIECE
            yield held[:cut]
            held = held[cut:]
    if held.strip():
        yield held


def _first_end(text: str) -> int:
    """Where the first sentence ends; 0 while it has not ended. A gesture is part of what follows."""
    for match in _END.finditer(text):
        before = text[: match.end()]
        at_edge = match.end() == len(text)
        if before.count("(") > before.count(")"):
            continue
        if at_edge and (match[0] == "…" or text[match.start() - 1 : match.start()].isdigit()):
            continue
        if words(GESTURE.sub(" ", before)):
            return match.end()
    return 0
