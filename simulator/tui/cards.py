"""The scenarios as cards: what of each may be known before a call."""

from personas.catalog import load_persona
from personas.errors import ContentError
from scenarios.catalog import load_scenario, scenario_ids
from simulator.tui.ports import ScenarioCard


def cards() -> list[ScenarioCard]:
    """A card per scenario there is, easiest first; a file that cannot be used says why."""
    return sorted(
        map(_card, scenario_ids()),
        key=lambda card: (bool(card.trouble), card.difficulty, card.id),
    )


def _card(name: str) -> ScenarioCard:
    try:
        scenario = load_scenario(name).scenario
        manner = load_persona(scenario.persona).persona.manner
    except ContentError as error:
        return ScenarioCard(name, name, 0, "", "", "", "", "", "", "", "", trouble=str(error))
    brief = scenario.brief
    return ScenarioCard(
        id=scenario.id,
        title=scenario.title,
        difficulty=scenario.difficulty,
        buyer=manner.called,
        buyer_name=manner.name,
        role=manner.role,
        who=brief.who,
        why=brief.why,
        good_ending=brief.good_ending,
        company=scenario.seller.company,
        offer=scenario.seller.offer,
        own_words=scenario.seller.own_words,
        facts=tuple(fact.text for fact in brief.facts),
        objectives=tuple(objective.text for objective in scenario.objectives),
        turns=scenario.turns,
        prepare_required=scenario.prepare_required,
    )
