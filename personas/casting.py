"""Turns a persona file and one of its variants into the buyer that is played."""

import hashlib
import re
from typing import Any

from personas.persona import GuardedFact, Persona, PersonaFile, Variant

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def variant_for_seed(persona: PersonaFile, seed: int) -> Variant:
    """The variant a seed plays: a hash of persona and seed, so neighbours differ."""
    digest = hashlib.sha256(f"{persona.id}:{seed}".encode()).digest()
    return persona.variants[int.from_bytes(digest[:8], "big") % len(persona.variants)]


def cast(persona: PersonaFile, variant: Variant) -> Persona:
    """The person in this situation, every `{word}` filled.

    Raises KeyError naming a placeholder that the variant does not fill.
    """
    changes = {change.id: change for change in variant.facts}
    facts = []
    for fact in persona.facts:
        change = changes.get(fact.id)
        values = change.model_dump(exclude_none=True, exclude={"id"}) if change else {}
        facts.append(GuardedFact.model_validate({**fact.model_dump(), **values}))
    said = {
        "manner": persona.manner.model_dump(),
        "facts": [fact.model_dump() for fact in facts],
        "topics": {topic: manner.model_dump() for topic, manner in persona.topics.items()},
        "cues": [
            cue.model_dump() for cue in (persona.cues if variant.cues is None else variant.cues)
        ],
        "triggers": [trigger.model_dump() for trigger in persona.triggers],
        "lines": persona.lines,
        "cover_story": (
            None
            if persona.cover_story is None or variant.lie == "none"
            else persona.cover_story.model_dump()
        ),
        "endings": [ending.model_dump() for ending in persona.endings],
    }
    return Persona.model_validate(
        {
            "id": persona.id,
            "version": persona.version,
            "variant": variant.id,
            "small_business": persona.small_business,
            "negatives": persona.negatives,
            "lie": variant.lie,
            "unreachable": variant.unreachable,
            "best_endings": variant.best_endings,
            "needs": persona.needs,
            **_filled(said, variant.words),
        }
    )


def _filled(value: Any, words: dict[str, str]) -> Any:
    """The same structure with every `{name}` in its strings replaced from `words`."""
    if isinstance(value, str):
        return PLACEHOLDER.sub(lambda match: words[match[1]], value)
    if isinstance(value, dict):
        return {key: _filled(item, words) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_filled(item, words) for item in value]
    return value
