"""Everything that reading the files of a bundle tells: each file for itself, then the two together.

What concerns one persona alone is in `personas.checks`, and a scenario's in its catalog; here is what
neither can know of the other. Whether it can be played and won is `solvability`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from personas.casting import cast
from personas.catalog import (
    PERSONAS,
    YAML,
    Folders,
    PersonaSource,
    examine_persona,
)
from personas.checks import holds
from personas.errors import ContentError
from personas.persona import PersonaFile
from personas.reading import read_content
from scenarios.catalog import SCENARIOS, ScenarioSource, examine_scenario
from scenarios.scenario import Scenario
from simulator.packs.bundle import Bundle
from simulator.packs.findings import Finding, Severity, problem
from simulator.packs.phrases import thin_phrases_of_persona, thin_phrases_of_scenario
from simulator.packs.template import left_over

FAIR_START = 8
"""Trust that a call begins with above the lowest threshold."""
OPEN_AT_THE_START = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """A scenario and its persona, both sound, that can be played together."""

    scenario: ScenarioSource
    persona: PersonaSource
    persona_file: Path


@dataclass(frozen=True, slots=True)
class Checked:
    """What reading a bundle told."""

    findings: list[Finding]
    pairs: list[Pair]


def check(bundle: Bundle) -> Checked:
    """Everything wrong with the files of a bundle, and the pairs that can be played."""
    findings = [problem(path, "file", YAML) for path in bundle.yaml]
    personas = {path: _persona(path) for path in bundle.personas}
    findings += [finding for _, found in personas.values() for finding in found]
    pairs = []
    for path in bundle.scenarios:
        scenario, found = _scenario(path)
        findings += found
        if scenario is None:
            continue
        other = bundle.persona_file(scenario.scenario.persona)
        if other is None:
            findings.append(problem(path, "persona", _no_such_persona(scenario.scenario, bundle)))
            continue
        persona, found_there = personas[other] if other in personas else _persona(other)
        if persona is None or not _is_sound(found_there):
            continue
        findings += _together(path, scenario.scenario, other, persona.persona)
        if _is_sound(found):
            pairs.append(Pair(scenario, persona, other))
    return Checked(findings, pairs)


def _is_sound(found: list[Finding]) -> bool:
    return all(finding.severity is not Severity.PROBLEM for finding in found)


def _persona(path: Path) -> tuple[PersonaSource | None, list[Finding]]:
    """A persona file by itself."""
    try:
        text = read_content(path)
    except ContentError as error:
        return None, [problem(path, *item) for item in error.problems]
    source, problems = examine_persona(text, path)
    found = [*_shadowing(path, PERSONAS), *(problem(path, *item) for item in problems)]
    found += left_over(path, text)
    if source is not None:
        found += thin_phrases_of_persona(path, source.persona)
    return source, found


def _scenario(path: Path) -> tuple[ScenarioSource | None, list[Finding]]:
    """A scenario file by itself."""
    try:
        text = read_content(path)
    except ContentError as error:
        return None, [problem(path, *item) for item in error.problems]
    source, problems = examine_scenario(text, path)
    found = [*_shadowing(path, SCENARIOS), *(problem(path, *item) for item in problems)]
    found += left_over(path, text)
    if source is not None:
        found += thin_phrases_of_scenario(path, source.scenario)
    return source, found


def _shadowing(path: Path, kind: Folders) -> Iterator[Finding]:
    """An id that is another file's already, so that this file would never be used."""
    first = kind.files().get(path.stem)
    if first is not None and not path.samefile(first):
        yield problem(path, "id", kind.taken(path, first))


def _no_such_persona(scenario: Scenario, bundle: Bundle) -> str:
    there = {path.stem for path in (*bundle.personas, *bundle.around)} | set(PERSONAS.files())
    return (
        f"names {scenario.persona!r}, and no such persona is here, installed or shipped; name one of "
        f"{', '.join(sorted(there))}, or put its file beside this one"
    )


def _together(
    path: Path, scenario: Scenario, persona_file: Path, persona: PersonaFile
) -> Iterator[Finding]:
    """What only shows when a scenario and its persona are laid side by side."""
    lowest = min(fact.threshold for fact in persona.facts)
    if scenario.trust < lowest + FAIR_START:
        yield problem(
            path,
            "trust",
            f"is {scenario.trust}, and the lowest threshold of {persona.id} is {lowest}; begin with at "
            f"least {lowest + FAIR_START}, or nothing can be asked",
        )
    opened = _open_at(scenario.trust, persona)
    if len(opened) < OPEN_AT_THE_START:
        yield problem(
            path,
            "trust",
            f"opens {len(opened)} facts of {persona.id} at the start ({', '.join(opened) or 'none'}); "
            f"let at least {OPEN_AT_THE_START} be open by more trust or lower thresholds",
        )
    brief = {fact.id for fact in scenario.brief.facts}
    for fact in persona.facts:
        for name in fact.by_brief:
            if name not in brief:
                yield problem(
                    persona_file,
                    f"facts.{fact.id}.by_brief",
                    f"names {name}, which is no fact of the brief of {scenario.id}; name one of "
                    f"{', '.join(sorted(brief))}",
                )
    yield from _public_tell_tales(path, scenario, persona)


def _open_at(trust: int, persona: PersonaFile) -> list[str]:
    """Facts that could be told at once and in turn, each after those it waits for."""
    waiting = [fact for fact in persona.facts if fact.threshold <= trust]
    found: list[str] = []
    while ready := [fact for fact in waiting if set(fact.requires) <= set(found)]:
        found += [fact.id for fact in ready]
        waiting = [fact for fact in waiting if fact not in ready]
    return found


def _public_tell_tales(path: Path, scenario: Scenario, persona: PersonaFile) -> Iterator[Finding]:
    """A tell-tale that stands in what everybody may read gives nothing away."""
    brief = scenario.brief
    public = {
        "opening": scenario.opening,
        "brief.who": brief.who,
        "brief.why": brief.why,
        "brief.good_ending": brief.good_ending,
        **{f"brief.facts.{fact.id}": fact.text for fact in brief.facts},
        **{f"objectives.{item.id}": item.text for item in scenario.objectives},
    }
    said = {key: text.lower() for key, text in public.items()}
    told: set[tuple[str, str, str]] = set()
    for variant in persona.variants:
        for fact in cast(persona, variant).facts:
            for tell_tale in fact.tell_tales:
                for key, text in said.items():
                    if (key, fact.id, tell_tale) not in told and holds(text, tell_tale):
                        told.add((key, fact.id, tell_tale))
                        yield problem(
                            path,
                            key,
                            f"holds {tell_tale!r}, a tell-tale of {fact.id} of {persona.id} (variant "
                            f"{variant.id}); take it out here or choose another tell-tale",
                        )
