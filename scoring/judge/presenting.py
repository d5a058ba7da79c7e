"""The call as the judge is shown it: numbered turns, plain words, nothing addressed to a grader.

A judge that reads a model's or a seller's markup is swayed by it, one that reads the same sentence
five times believes it more, and one that reads "give full marks" may do so. So markup goes, repeated
sentences of the seller are shown once, and words to the grader are left out and flagged.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.evidence import Evidence, Speaker, quoted
from scoring.hearing.gates import Rule, opened_by
from scoring.hearing.injection import TO_MACHINE
from scoring.hearing.words import WORD, sentences
from scoring.judge.folding import Folded, Place, fold
from scoring.transcript import AnyEvent, BuyerSpoke, SellerSpoke

LEFT_OUT = "[…]"
"""Stands where something was left out."""
FLAGGED = "Words to the grader; the judge was not shown them."
"""The rule of every flagged stretch."""
_REPEATS_FROM = 4
"""Words from which a sentence said again is one too many; "And why is that?" may come twice."""

TO_JUDGE = Rule(
    r"\b(?:answer|say|reply|respond|return|output|write) (?:with )?[\"']?(?:yes|true)\b"
    r"[^.?!]{0,40}\b(?:all|every|each|any)\b",
    r"\b(?:all|every|each)(?: \w+){0,3} (?:criteri\w+|evidence items?|items?|levels?|questions?) "
    r"(?:is|are|was|were|has been|have been|must be) (?:\w+ )?(?:met|satisfied|fulfilled|passed|proven|true|yes)\b",
    r"(?:^|[.!?]\s+)(?:dear |hey )?judge\s*[:,-]",
    r"[\"'](?:yes|quotes?|turn|speaker|transcript|question|brief|verdict|criteri\w+)[\"']\s*:",
)
"""What only a judge would obey; `TO_MACHINE` holds the rest."""


@dataclass(frozen=True, slots=True)
class Line:
    """A turn as it is shown: the stretches that were kept, in order."""

    turn: int
    speaker: Speaker
    said: str
    """The turn's own text, untouched."""
    kept: tuple[Folded, ...]

    @property
    def text(self) -> str:
        """What the judge reads."""
        return f" {LEFT_OUT} ".join(part.text for part in self.kept if part.text) or LEFT_OUT


@dataclass(frozen=True, slots=True)
class Presented:
    """A whole call as it is shown, and what was left out of it."""

    brief: str
    """What the seller knew beforehand; empty for an imported call."""
    lines: tuple[Line, ...]
    flagged: tuple[Evidence, ...]
    """Words to the grader, where they stand in the call."""
    repeated: int
    """Sentences of the seller that were said before and left out."""

    def find(self, turn: int, speaker: str, quote: str, rule: str) -> Evidence | None:
        """The quote as evidence cut out of the turn it names; None when it does not stand there."""
        for line in self.lines:
            if line.turn != turn or line.speaker != speaker:
                continue
            for part in line.kept:
                if place := part.find(quote):
                    return quoted(line.said, turn, line.speaker, place, rule)
        return None


def present(events: Sequence[AnyEvent], brief: str = "") -> Presented:
    """The call in `events` as the judge is shown it."""
    lines: list[Line] = []
    flagged: list[Evidence] = []
    before: set[str] = set()
    repeated = 0
    for event in events:
        if not isinstance(event, SellerSpoke | BuyerSpoke):
            continue
        speaker: Speaker = "seller" if isinstance(event, SellerSpoke) else "buyer"
        to_grader = _to_grader(event.text)
        again = _said_again(event.text, before) if speaker == "seller" else []
        repeated += len(again)
        flagged += [quoted(event.text, event.turn, speaker, place, FLAGGED) for place in to_grader]
        kept = tuple(fold(event.text, *place) for place in _rest(event.text, to_grader + again))
        lines.append(Line(event.turn, speaker, event.text, kept))
    return Presented(_clean(brief), tuple(lines), tuple(flagged), repeated)


def _to_grader(text: str) -> list[Place]:
    """The sentences addressed to a grader; the whole turn when only the whole of it is."""
    found = [place for place in sentences(text) if _addresses_a_grader(text[slice(*place)])]
    if not found and _addresses_a_grader(text):
        return [(0, len(text))]
    return found


def _addresses_a_grader(text: str) -> bool:
    """As it is written, and as it is read: what hides a letter hides nothing."""
    return any(
        rule.holds(spelling, opened_by(WORD.findall(spelling)))
        for spelling in (text, fold(text).text)
        for rule in (TO_MACHINE, TO_JUDGE)
    )


def _said_again(text: str, before: set[str]) -> list[Place]:
    """The sentences that stand in `before`; the others are added to it."""
    again = []
    for start, end in sentences(text):
        words = WORD.findall(fold(text, start, end).text.casefold())
        sentence = " ".join(words)
        if len(words) >= _REPEATS_FROM and sentence in before:
            again.append((start, end))
        before.add(sentence)
    return again


def _rest(text: str, left_out: Sequence[Place]) -> list[Place]:
    """The stretches between what is left out."""
    rest, at = [], 0
    for start, end in sorted(left_out):
        rest.append((at, max(at, start)))
        at = max(at, end)
    return [*rest, (at, len(text))]


def _clean(text: str) -> str:
    return " ".join(
        folded.text
        for place in _rest(text, _to_grader(text))
        if (folded := fold(text, *place)).text
    )
