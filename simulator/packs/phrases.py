"""Phrases that mean less than their author thinks: of "at this time", hearing keeps "time".

Hearing compares stems and leaves out words that carry no meaning, so a phrase can shrink to one
everyday word that any turn may hold; everything that waits for it is then set off by accident.
"""

from collections.abc import Iterator
from pathlib import Path

from personas.casting import cast
from personas.persona import Persona, PersonaFile
from personas.vocabulary import Outcome
from scenarios.scenario import Scenario
from scoring.hearing.words import STOP_WORDS, stem
from simulator.buyer.fact_index import phrase_set
from simulator.packs.findings import Finding, warning

EVERYDAY = frozenset(
    stem(word)
    for word in (
        *STOP_WORDS,
        *"""after again ago alone already always another answer around ask away back bad before best
        better big bring business call change come company day different down else enough ever every
        few find first full give good happen hear help here high hope hour idea important issue keep
        know last late least leave less little long look meeting minute moment month move need
        never new next now number only open other own part past people person place plan point
        possible problem question ready reason rest same second short show since small something
        soon start stay still stop take talk than thank through time today together tomorrow top
        try turn understand until use usual wait way week well without word work year yesterday
        yet""".split(),
    )
)
"""Words that a turn about anything may hold."""


def thin_phrases_of_persona(path: Path, persona: PersonaFile) -> Iterator[Finding]:
    """Warnings about the phrases of a persona, as they are in each of its variants."""
    found: dict[str, dict[str, list[str]]] = {}
    for variant in persona.variants:
        try:
            played = cast(persona, variant)
        except KeyError:  # a word is not filled, which the persona's own check says
            continue
        for key, phrases in _phrases(played):
            for phrase in filter(_is_thin, phrases):
                found.setdefault(key, {}).setdefault(phrase, []).append(variant.id)
    for key, thin in found.items():
        yield _finding(
            path,
            key,
            [
                repr(phrase)
                if len(variants) == len(persona.variants)
                else f"{phrase!r} (variant {', '.join(variants)})"
                for phrase, variants in thin.items()
            ],
        )


def thin_phrases_of_scenario(path: Path, scenario: Scenario) -> Iterator[Finding]:
    """Warnings about the phrases of a scenario's brief."""
    for fact in scenario.brief.facts:
        if thin := [repr(phrase) for phrase in fact.about if _is_thin(phrase)]:
            yield _finding(path, f"brief.facts.{fact.id}.about", thin)


def _phrases(persona: Persona) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every list of phrases that a seller's words are compared with, by key."""
    for fact in persona.facts:
        yield f"facts.{fact.id}.about", fact.about
    for cue in persona.cues:
        yield f"cues.{cue.id}.about", cue.about
    for ending in persona.endings:
        # Ways to leave it for now are compared word by word, not by what is kept of them.
        if ending.purpose is not None and ending.outcome is not Outcome.HONEST_NOT_NOW:
            yield f"endings.{ending.id}.purpose.words", ending.purpose.words


def _finding(path: Path, key: str, phrases: list[str]) -> Finding:
    return warning(
        path,
        key,
        f"{', '.join(phrases)}: all that is heard of it is one everyday word, which any turn may hold; "
        "add a word of its own, or take it out",
    )


def _is_thin(phrase: str) -> bool:
    """Whether all that hearing keeps of a phrase is one everyday word."""
    kept = [part for parts in phrase_set((phrase,)) for part in parts]
    return len(kept) == 1 and kept[0] in EVERYDAY
