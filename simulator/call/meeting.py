"""A meeting before its first word: scenario, persona and variant, level, seed, and their versions."""

from dataclasses import dataclass, replace
from functools import cached_property

from personas.casting import cast, variant_for_seed
from personas.catalog import PersonaSource, load_persona
from personas.persona import Persona, PersonaFile, Variant
from personas.vocabulary import Level
from scenarios.catalog import ScenarioSource, load_scenario
from scenarios.scenario import Scenario
from scoring.hearing.reader import version as hearing_version
from scoring.transcript import BriefFactCard, ContentVersion, FactCard, MeetingOpened
from simulator.buyer.engine import VERSION as ENGINE
from simulator.buyer.engine import opening_state
from simulator.buyer.ledger import Ledger, terms_of
from simulator.problem import Problem


@dataclass(frozen=True)
class Meeting:
    """Everything a call is played with; equal meetings and equal lines give equal calls."""

    scenario_source: ScenarioSource
    persona_source: PersonaSource
    persona: Persona
    """Cast in the variant of this call."""
    level: Level
    seed: int

    @property
    def scenario(self) -> Scenario:
        """The scenario played."""
        return self.scenario_source.scenario

    @cached_property
    def ledger(self) -> Ledger:
        """The buyer's engine's view of persona, terms and brief, above that of every easier level."""
        found = None
        for level in Level:
            found = self._ledger(level, found)
            if level is self.level:
                break
        assert found is not None
        return found

    def _ledger(self, level: Level, easier: Ledger | None) -> Ledger:
        scenario = self.scenario
        return Ledger(
            persona=self.persona,
            terms=terms_of(scenario, scenario.levels[level], self.persona),
            brief=scenario.brief.facts,
            own_words=(*scenario.seller.own_words, scenario.seller.company),
            opening=scenario.opening,
            easier=easier,
        )

    def with_seed(self, seed: int) -> "Meeting":
        """The same situation under another seed; what was indexed for it is shared."""
        other = replace(self, seed=seed)
        other.__dict__["ledger"] = self.ledger
        return other

    def opened(
        self,
        *,
        call_id: str,
        at: str,
        purpose: str = "practice",
        prepared: dict[str, str] | None = None,
        retry_of: str = "",
        retry_from: int = 0,
        retry_varied: bool = False,
        drill: str = "",
        attempt: int = 0,
    ) -> MeetingOpened:
        """The opening event: all that grading needs, and no word of an undisclosed fact."""
        scenario = self.scenario
        return MeetingOpened.model_validate(
            {
                "seq": 0,
                "at": at,
                "id": call_id,
                "purpose": purpose,
                "retry_of": retry_of,
                "retry_from": retry_from,
                "retry_varied": retry_varied,
                "drill": drill,
                "attempt": attempt,
                "scenario": scenario.id,
                "persona": self.persona.id,
                "variant": self.persona.variant,
                "seed": self.seed,
                "level": self.level,
                "buyer": self.persona.manner.called,
                "seller_company": scenario.seller.company,
                "seller_words": scenario.seller.own_words,
                "brief": f"{scenario.brief.who}\n\n{scenario.brief.why}",
                "brief_facts": [
                    BriefFactCard(id=fact.id, text=fact.text, about=fact.about)
                    for fact in scenario.brief.facts
                ],
                "opening": scenario.opening,
                "objectives": [objective.text for objective in scenario.objectives],
                "prepared": prepared or {},
                "turn_limit": self.ledger.terms.turn_limit,
                "facts": [
                    FactCard(id=fact.id, topic=fact.topic, depth=fact.depth)
                    for fact in self.persona.facts
                ],
                "content": [
                    ContentVersion(
                        kind="scenario",
                        id=scenario.id,
                        version=scenario.version,
                        sha256=self.scenario_source.sha256,
                    ),
                    ContentVersion(
                        kind="persona",
                        id=self.persona.id,
                        version=self.persona.version,
                        sha256=self.persona_source.sha256,
                    ),
                ],
                "engine": ENGINE,
                "hearing": hearing_version(),
                "state_sha256": opening_state(self.ledger).sha256(),
            }
        )


def set_up(
    scenario_id: str, *, seed: int, level: Level = Level.STANDARD, variant: str | None = None
) -> Meeting:
    """The meeting for a scenario, seed and level.

    Raises ContentError when scenario or persona cannot be used. `variant` overrides the seed's.
    """
    scenario_source = load_scenario(scenario_id)
    persona_source = load_persona(scenario_source.scenario.persona)
    return meeting_of(scenario_source, persona_source, seed=seed, level=level, variant=variant)


def meeting_of(
    scenario_source: ScenarioSource,
    persona_source: PersonaSource,
    *,
    seed: int,
    level: Level,
    variant: str | None = None,
) -> Meeting:
    """The meeting for content already read, such as content kept by the archive.

    Raises Problem when the persona has no such variant.
    """
    file = persona_source.persona
    chosen = variant_for_seed(file, seed) if variant is None else _variant(file, variant)
    return Meeting(scenario_source, persona_source, cast(file, chosen), level, seed)


def _variant(file: PersonaFile, variant: str) -> Variant:
    for item in file.variants:
        if item.id == variant:
            return item
    known = ", ".join(item.id for item in file.variants)
    raise Problem(
        f"{file.id}.toml has no variant {variant!r}, there are {known}; the record that names it "
        "was changed and cannot be played again, but it can be graded"
    )
