"""What may be known, and what was decided, by the time of one reply."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from personas.gesture import GESTURE
from scoring.hearing.numbers import numbers
from scoring.hearing.words import holds_run, sentences, stems, words
from simulator.buyer.brief import Say
from simulator.buyer.fact_index import FactIndex, read_sentences
from simulator.buyer.ledger import Ledger
from simulator.buyer.turn import Decision
from simulator.guard.rules import folded
from simulator.voices.voice import Line

LEAST_ROOM = 60
"""Words that any reply may have; a longer reply of the author's gives twice its own."""
RUN = 7
"""Words in a row that are not there by accident: taken from the rules, or from the caller."""
GUESSES_LAST = 2
"""Lines of the caller's for which a guess is in the air."""


@dataclass
class Known:
    """One reply's surroundings. `public` is what the buyer may say to anybody."""

    ledger: Ledger
    public: tuple[str, ...]
    decision: Decision
    lines: Sequence[Line]
    """The call before the reply."""

    @cached_property
    def authored(self) -> tuple[str, ...]:
        """The author's lines for this turn."""
        return tuple(line for part in self.decision.brief.parts for line in part.lines)

    @cached_property
    def open(self) -> tuple[str, ...]:
        """Every text whose names and figures are no secret by now."""
        told = (wording for index in self.told for wording in index.fact.wordings)
        said = (line.text for line in self.lines if line.by_buyer)
        return (*self.public, *self.authored, *told, *said)

    @cached_property
    def told(self) -> tuple[FactIndex, ...]:
        """The facts that are out, those of this reply included."""
        facts = self.ledger.facts
        return tuple(facts[item.fact] for item in self.decision.state.said)

    @cached_property
    def locked(self) -> tuple[FactIndex, ...]:
        """The facts that are not."""
        said = {item.fact for item in self.decision.state.said}
        return tuple(i for name, i in self.ledger.facts.items() if name not in said)

    @cached_property
    def values(self) -> frozenset[float]:
        """Figures that are no secret by now."""
        return frozenset(number.value for text in self.open for number in numbers(text))

    @cached_property
    def named(self) -> frozenset[str]:
        """Stems of every word that is no secret: a name among them may be said."""
        return frozenset(stem for text in self.open for stem in stems(text))

    @cached_property
    def secret_names(self) -> frozenset[str]:
        """Stems of the names in locked facts."""
        return frozenset(name for index in self.locked for name in index.names)

    @cached_property
    def heard(self) -> frozenset[str]:
        """The same, and what the caller said: words of this call, known or not."""
        return self.named | {stem for line in self.lines for stem in stems(line.text)}

    def shared(self, content: frozenset[str]) -> int:
        """How many of these stems one of the author's lines for this turn holds, at best."""
        return max((len(content & line) for line in self._authored_stems), default=0)

    def author_says_it(self, sentence: str) -> bool:
        """Whether a sentence, folded, stands in one of the author's lines for this turn."""
        return bool(sentence) and any(sentence in folded(line) for line in self.authored)

    @cached_property
    def _authored_stems(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(stems(line)) for line in self.authored)

    def author_says(self, phrase: frozenset[str]) -> bool:
        """Whether one sentence of the author's lines for this turn holds these stems."""
        return any(phrase <= frozenset(stems(said)) for said in self._authored_sentences)

    @cached_property
    def _authored_sentences(self) -> tuple[str, ...]:
        return tuple(line[slice(*place)] for line in self.authored for place in sentences(line))

    @cached_property
    def authored_runs(self) -> frozenset[tuple[str, ...]]:
        """Runs of words of the author's lines for this turn."""
        return frozenset().union(*(runs_of(line) for line in self.authored))

    @cached_property
    def callers_line(self) -> str:
        """What the caller has just said; empty when they hung up."""
        last = self.lines[-1] if self.lines else None
        return last.text if last and not last.by_buyer else ""

    @cached_property
    def callers_runs(self) -> frozenset[tuple[str, ...]]:
        """Runs of words of it."""
        return runs_of(self.callers_line)

    @cached_property
    def room(self) -> int:
        """Words the reply may have."""
        return max(LEAST_ROOM, 2 * len(words(self.decision.brief.gist)))

    @cached_property
    def guessed_at(self) -> bool:
        """One of the caller's last lines touches a locked fact."""
        last = [line.text for line in self.lines if not line.by_buyer][-GUESSES_LAST:]
        return any(
            any(index.referred_to(sentence) for sentence in read_sentences(line))
            or any(holds_run(stems(line), stems(phrase)) for phrase in index.fact.tell_tales)
            for line in last
            for index in self.locked
        )

    @cached_property
    def answers_freely(self) -> bool:
        """A fact is told and the caller guesses at no other: a yes or no gives nothing away."""
        tells = any(part.say in (Say.FACT, Say.RETELL) for part in self.decision.brief.parts)
        return tells and not self.guessed_at

    def author_does(self, pattern: re.Pattern[str]) -> bool:
        """Whether a line of the author's for this turn does what a pattern finds."""
        return any(pattern.search(folded(GESTURE.sub(" ", line)).strip()) for line in self.authored)


def runs_of(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of `RUN` words."""
    said = stems(folded(text))
    return frozenset(said[at : at + RUN] for at in range(len(said) - RUN + 1))
