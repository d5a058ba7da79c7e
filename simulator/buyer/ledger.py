"""The persona as the engine reads it: what this buyer can tell, on which terms, and whose words are whose."""

import math
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache, wraps
from typing import TypeVar

from personas.persona import Cue, GuardedFact, Persona
from scenarios.scenario import BriefFact, LevelChange, Scenario
from scoring.hearing.numbers import numbers
from scoring.hearing.words import content_stems, sentences, stems
from simulator.buyer.fact_index import FactIndex, index_fact, phrase_set
from simulator.buyer.reckoning import Count, counts_in

Reckoned = TypeVar("Reckoned")

SOUNDS_LIKE = 0.45
"""Likeness to an example question at which it opens the fact, whatever its topic was heard to be."""
LEAST_LIKE = 2
"""Content words of a question from which sounding like an example is enough by itself."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a scenario at a level fixes: points, limits, multipliers."""

    trust: float
    patience: float
    turn_limit: int
    negatives: float
    depth_two: int
    """Added to the threshold of depth-2 facts."""
    lie: float
    """Added to the thresholds of a cover story."""


def terms_of(scenario: Scenario, level: LevelChange, persona: Persona) -> Terms:
    """The terms of a call."""
    return Terms(
        trust=float(scenario.trust),
        patience=float(scenario.patience + level.patience),
        turn_limit=scenario.turns + level.turns,
        negatives=persona.negatives * level.negatives,
        depth_two=level.depth_two,
        lie=level.lie,
    )


SLIPS = "slips"


def _for_all_levels(reckon: "Callable[[Ledger], Reckoned]") -> "cached_property[Reckoned]":
    """A part of a ledger that no level changes: reckoned once, at the easiest, and shared by the harder ones."""

    @wraps(reckon)
    def once(ledger: "Ledger") -> Reckoned:
        easier = ledger.easier
        found: Reckoned = reckon(ledger) if easier is None else getattr(easier, reckon.__name__)
        return found

    return cached_property(once)


@dataclass(frozen=True)
class Ledger:
    """A cast persona, its terms and the brief, indexed once per call."""

    persona: Persona
    terms: Terms
    brief: tuple[BriefFact, ...]
    own_words: tuple[str, ...]
    """Names of the seller's company and products."""
    opening: str = ""
    """The buyer's first line."""
    easier: "Ledger | None" = None
    """The same buyer at the next easier level; None at the easiest."""

    @_for_all_levels
    def facts(self) -> dict[str, FactIndex]:
        """Every fact by id, in the order of the file."""
        return {fact.id: index_fact(fact) for fact in self.persona.facts}

    @_for_all_levels
    def rarity(self) -> dict[str, float]:
        """How much a word says about which fact is asked for: rare among all example questions."""
        counts = Counter(
            part for index in self.facts.values() for asked in index.asked_as for part in asked
        )
        total = sum(len(index.asked_as) for index in self.facts.values())
        return {part: math.log((total + 1) / (n + 0.5)) for part, n in counts.items()}

    @_for_all_levels
    def likenesses(self) -> Callable[[frozenset[str]], dict[str, float]]:
        """How much a question sounds like the nearest example question of every fact by id, 0 to 1.

        Of what was asked last it is kept, for several steps of a turn ask it.
        """
        return lru_cache(maxsize=1_000)(self._reckoned)

    def _reckoned(self, content: frozenset[str]) -> dict[str, float]:
        """Summed exactly: a set has no order of its own, and every machine must come to the same."""
        rarity = self.rarity
        unknown = math.log(2 * len(rarity) + 2)
        mine = math.fsum(rarity.get(part, unknown) ** 2 for part in content)
        found = dict.fromkeys(self.facts, 0.0)
        for fact, index in self.facts.items():
            for asked in index.asked_as:
                both = content & asked
                if both:
                    shared = math.fsum(rarity[part] ** 2 for part in both)
                    near = shared / math.sqrt(mine * self._weight(asked))
                    found[fact] = max(found[fact], near)
        return found

    def sounds_familiar(self, content: frozenset[str]) -> bool:
        """Whether a question sounds like one that its author wrote for some fact."""
        likenesses = self.likenesses(content).values() if len(content) >= LEAST_LIKE else ()
        return any(near >= SOUNDS_LIKE for near in likenesses)

    def _weight(self, asked: frozenset[str]) -> float:
        """The squared length of an example question, reckoned once."""
        found = self._weights.get(asked)
        if found is None:
            found = self._weights[asked] = math.fsum(self.rarity[part] ** 2 for part in asked)
        return found

    @_for_all_levels
    def _weights(self) -> dict[frozenset[str], float]:
        return {}

    @_for_all_levels
    def cues(self) -> dict[str, tuple[Cue, tuple[frozenset[str], ...]]]:
        """Every cue by id with its phrases."""
        return {cue.id: (cue, phrase_set(cue.about)) for cue in self.persona.cues}

    @_for_all_levels
    def brief_phrases(self) -> dict[str, tuple[frozenset[str], ...]]:
        """Phrases of every public fact by id."""
        return {fact.id: phrase_set(fact.about) for fact in self.brief}

    @_for_all_levels
    def public_values(self) -> frozenset[float]:
        """Numbers anyone may know: those of the brief."""
        return frozenset(number.value for fact in self.brief for number in numbers(fact.text))

    @_for_all_levels
    def public_counts(self) -> frozenset[Count]:
        """What the brief counts, and what this buyer counts before anybody.

        Without the latter's bare figures: "soup at six" makes no six of anything known.
        """
        before_anybody = {count for count in counts_in(self._told_to_anybody) if count[1]}
        return counts_in(fact.text for fact in self.brief) | before_anybody

    @_for_all_levels
    def public_stems(self) -> frozenset[str]:
        """Stems of every word of the brief, of who meets whom, and of what this buyer tells anybody."""
        manner = self.persona.manner
        texts = (manner.name, manner.called, manner.role, *self.own_words)
        brief = (text for fact in self.brief for text in (fact.text, *fact.about))
        every = (*texts, *brief, *self._told_to_anybody)
        return frozenset(stem for text in every for stem in stems(text))

    @_for_all_levels
    def _told_to_anybody(self) -> tuple[str, ...]:
        """Lines of the moves every buyer makes, of topics that are avoided, and of putting off."""
        persona, story = self.persona, self.persona.cover_story
        lines = (line for each in persona.lines.values() for line in each)
        avoided = (line for topic in persona.topics.values() for line in topic.deflections)
        put_off = (*story.deferrals, *story.denials, *story.hedges) if story else ()
        return (*lines, *avoided, *put_off)

    @_for_all_levels
    def story_words(self) -> dict[str, tuple[frozenset[str], frozenset[Count]]]:
        """Stems and quantities of the cover story's claims by id, and of its slips under "slips"."""
        story = self.persona.cover_story
        if story is None:
            return {}
        told = {claim.id: claim.lines for claim in story.claims} | {SLIPS: story.slips}
        return {
            name: (frozenset(stem for line in lines for stem in stems(line)), counts_in(lines))
            for name, lines in told.items()
        }

    @_for_all_levels
    def own_sentences(self) -> frozenset[tuple[str, ...]]:
        """Every sentence the author gave the buyer, as stems: what a parrot would say.

        Not what anybody says: who asks "What makes you say that?" or owns "I don't know" need have heard it of nobody.
        """
        persona = self.persona
        story = persona.cover_story
        lines = [
            self.opening,
            *(line for fact in persona.facts for line in fact.wordings),
            *self._told_to_anybody,
            *(cue.line for cue in persona.cues),
            *(line for trigger in persona.triggers for line in trigger.lines),
            *(story.slips if story else ()),
            *(line for claim in (story.claims if story else ()) for line in claim.lines),
        ]
        own = (line[start:end] for line in lines for start, end in sentences(line))
        return frozenset(tuple(stems(sentence)) for sentence in own if not _anybodys(sentence))

    def threshold(self, fact: GuardedFact) -> int:
        """Trust needed for a fact at this level."""
        return fact.threshold + (self.terms.depth_two if fact.depth == 2 else 0)


def _anybodys(sentence: str) -> bool:
    """Whether a sentence is without a matter: any statement is, and a question without the buyer in it."""
    asks = sentence.rstrip().endswith("?")
    return not content_stems(sentence) and not (asks and _OWN_PERSON.search(sentence))


_OWN_PERSON = re.compile(r"\b(?:i|we|us|our|ours|my|me|mine)\b", re.I)
