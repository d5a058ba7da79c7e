"""What the models cannot say about a persona file: references, cycles, gaps, leaks, arithmetic.

Each check yields (key, problem) pairs; `problems_in` collects them all.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from personas.arithmetic import arithmetic, numbers_worded
from personas.casting import PLACEHOLDER, cast
from personas.persona import LieKind, Persona, PersonaFile, Variant
from personas.vocabulary import LADDER, SIDE_TOPICS, Intent, Outcome, Topic

SURFACE_TOPICS = (Topic.CURRENT_STATE, Topic.COMPETITION, Topic.BUDGET)
WORDINGS_PER_INTENT = 6
ALWAYS_POSSIBLE = (
    Outcome.WALKED_AWAY,
    Outcome.TIMED_OUT,
    Outcome.SELLER_LEFT,
    Outcome.OTHER_LANGUAGE,
)
"""Ways any call can end, whatever was said in it."""
MOST_TRUST = 90
"""Thresholds above it leave no call time enough."""

Problem = tuple[str, str]


def problems_in(persona: PersonaFile) -> list[Problem]:
    """Everything wrong with a persona file beyond its schema, in file order.

    The variants are looked at once the persona itself is sound: they are built on it.
    """
    found = [*_duplicates(persona), *_coverage(persona), *_references(persona)]
    for variant in () if found else persona.variants:
        found += list(_variant_problems(persona, variant))
    return found


def _duplicates(persona: PersonaFile) -> Iterator[Problem]:
    named = {
        "facts": [fact.id for fact in persona.facts],
        "cues": [cue.id for cue in persona.cues],
        "triggers": [trigger.id for trigger in persona.triggers],
        "endings": [ending.id for ending in persona.endings],
        "variants": [variant.id for variant in persona.variants],
    }
    for key, ids in named.items():
        for name, count in Counter(ids).items():
            if count > 1:
                yield (
                    f"{key}.{name}",
                    f"this id is used {count} times; give each its own",
                )


def _coverage(persona: PersonaFile) -> Iterator[Problem]:
    """Nothing the buyer may have to do lacks words."""
    for intent in Intent:
        lines = persona.lines.get(intent, ())
        if len(set(lines)) < WORDINGS_PER_INTENT:
            yield (
                f"lines.{intent}",
                f"has {len(set(lines))} different wordings; at least {WORDINGS_PER_INTENT} "
                "keep the buyer from repeating themselves",
            )
    for topic in Topic:
        if topic not in persona.topics:
            yield (
                f"topics.{topic}",
                "has no deflections, so a locked question has no answer",
            )
    topics = {fact.topic for fact in persona.facts}
    for topic in (*LADDER, *SIDE_TOPICS, *SURFACE_TOPICS):
        if topic not in topics:
            yield "facts", f"none is about {topic}"
    unconditional = {
        ending.outcome
        for ending in persona.endings
        if ending.trust <= 0
        and ending.purpose is None
        and ending.truth_told is None
        and not ending.after
    }
    for outcome in ALWAYS_POSSIBLE:
        if outcome not in unconditional:
            yield (
                "endings",
                f"none is for {outcome} without a condition, and any call can end so",
            )


def _references(persona: PersonaFile) -> Iterator[Problem]:
    facts = {fact.id: fact for fact in persona.facts}
    for fact in persona.facts:
        if fact.id.rstrip("0123456789") != fact.topic:
            yield f"facts.{fact.id}.id", f"must start with its topic, {fact.topic}"
        for required in fact.requires:
            if required not in facts:
                yield (
                    f"facts.{fact.id}.requires",
                    f"names {required}, which does not exist",
                )
    yield from _cycles({fact.id: fact.requires for fact in persona.facts})
    for cue in persona.cues:
        for key, name in (("with_fact", cue.with_fact), ("leads_to", cue.leads_to)):
            if name not in facts:
                yield f"cues.{cue.id}.{key}", f"names {name}, which does not exist"
    yield from _references_of_endings(persona, set(facts))
    story = persona.cover_story
    if story and story.truth not in facts:
        yield "cover_story.truth", f"names {story.truth}, which does not exist"
    lies = {variant.lie for variant in persona.variants}
    if story and lies != set(LieKind):
        yield (
            "variants",
            "a lying persona needs a variant without the lie and one never confessing",
        )
    if not story and lies != {LieKind.NONE}:
        yield "variants", "a variant lies, but the persona has no cover_story"


def _references_of_endings(persona: PersonaFile, facts: set[str]) -> Iterator[Problem]:
    triggers = {trigger.id for trigger in persona.triggers}
    endings = {ending.id for ending in persona.endings}
    named: list[tuple[str, Iterable[str], set[str]]] = [("needs", persona.needs, facts)]
    for trigger in persona.triggers:
        key = f"triggers.{trigger.id}"
        named.append((f"{key}.ends", (trigger.ends,) if trigger.ends else (), endings))
        named.append((f"{key}.unless_said", trigger.unless_said, facts))
    for ending in persona.endings:
        key = f"endings.{ending.id}"
        named.append((f"{key}.after", ending.after, triggers))
        if ending.purpose is not None:
            named.append((f"{key}.purpose.facts", ending.purpose.facts, facts))
        counts = [later.found for later in ending.month_six]
        if counts and (counts[0] != 0 or sorted(set(counts)) != counts):
            yield f"{key}.month_six", "must begin at found = 0 and rise"
        if counts and counts[-1] > len(persona.needs):
            yield f"{key}.month_six", f"counts {counts[-1]} needs of {len(persona.needs)}"
    for key, names, known in named:
        for name in names:
            if name not in known:
                yield key, f"names {name}, which does not exist"


def _cycles(requires: dict[str, tuple[str, ...]]) -> Iterator[Problem]:
    """Facts that wait for each other, or for a fact that does."""
    said: set[str] = set()
    waiting = dict(requires)
    while ready := [fact for fact, needs in waiting.items() if set(needs) <= said]:
        said.update(ready)
        for fact in ready:
            del waiting[fact]
    for fact, needs in waiting.items():
        if set(needs) <= set(requires):
            yield (
                f"facts.{fact}.requires",
                f"can never be met: {', '.join(needs)} waits for it",
            )


def _variant_problems(persona: PersonaFile, variant: Variant) -> Iterator[Problem]:
    key = f"variants.{variant.id}"
    facts = {fact.id for fact in persona.facts}
    endings = {ending.id for ending in persona.endings}
    for change in variant.facts:
        if change.id not in facts:
            yield f"{key}.facts.{change.id}", "changes a fact that does not exist"
    for name in variant.unreachable:
        if name not in facts:
            yield f"{key}.unreachable", f"names {name}, which does not exist"
    for name in variant.best_endings:
        if name not in endings:
            yield f"{key}.best_endings", f"names {name}, which does not exist"
    yield from _out_of_reach(key, persona, variant)
    for check in variant.checks:
        yield from arithmetic(f"{key}.checks", check, variant.numbers)
    yield from numbers_worded(key, variant)
    try:
        played = cast(persona, variant)
    except KeyError as missing:
        yield f"{key}.words", f"does not fill {{{missing.args[0]}}}"
        return
    used = set(PLACEHOLDER.findall(persona.model_dump_json()))
    for name in sorted(set(variant.words) - used):
        yield f"{key}.words.{name}", "is used nowhere"
    yield from _leaks(key, played)
    yield from _never_shown(key, played)


def _out_of_reach(key: str, persona: PersonaFile, variant: Variant) -> Iterator[Problem]:
    """Facts nobody can get in this variant and that it does not say so about."""
    listed = set(variant.unreachable)
    confesses = variant.lie is LieKind.CONFESSES
    for fact in persona.facts:
        if fact.id in listed:
            continue
        if fact.threshold > MOST_TRUST:
            yield f"{key}.unreachable", f"lacks {fact.id}, which needs more trust than there is"
        if not confesses and (
            fact.after_truth or (persona.cover_story and fact.id == persona.cover_story.truth)
        ):
            yield f"{key}.unreachable", f"lacks {fact.id}, which only a confession opens"
        for required in set(fact.requires) & listed:
            yield f"{key}.unreachable", f"lacks {fact.id}, which waits for {required}"


def _leaks(key: str, played: Persona) -> Iterator[Problem]:
    """A tell-tale never stands in words the buyer may say before the fact is out."""
    public: list[tuple[str, str]] = []
    for topic, manner in played.topics.items():
        public += [(f"topics.{topic}.deflections", line) for line in manner.deflections]
    for intent, lines in played.lines.items():
        public += [(f"lines.{intent}", line) for line in lines]
    public += [(f"cues.{cue.id}.line", cue.line) for cue in played.cues]
    if story := played.cover_story:
        deck = (*story.deferrals, *story.denials, *story.hedges, *story.slips)
        public += [("cover_story", line) for line in deck]
        public += [("cover_story.claims", line) for claim in story.claims for line in claim.lines]
    for trigger in played.triggers:
        public += [(f"triggers.{trigger.id}.lines", line) for line in trigger.lines]
    for row in played.endings:
        if not (row.truth_told or (row.purpose and row.purpose.facts)):
            public += [(f"endings.{row.id}.lines", line) for line in row.lines]
    requires = {fact.id: set(fact.requires) for fact in played.facts}
    said = [(where, line.lower()) for where, line in public]
    told = [(fact, tuple(line.lower() for line in fact.wordings)) for fact in played.facts]
    for fact in played.facts:
        for tell_tale in fact.tell_tales:
            for where, lower in said:
                if holds(lower, tell_tale):
                    yield where, f"holds {tell_tale!r}, a tell-tale of {fact.id} ({key})"
            for other, lines in told:
                if not any(holds(line, tell_tale) for line in lines):
                    continue
                if other.id != fact.id and not _needs(other.id, fact.id, requires):
                    yield (
                        f"facts.{other.id}.wordings",
                        f"may be said before {fact.id} and holds its tell-tale "
                        f"{tell_tale!r} ({key})",
                    )


def _never_shown(key: str, played: Persona) -> Iterator[Problem]:
    """What shows a contradiction stands in words that a buyer who lies may say."""
    story = played.cover_story
    if story is None or played.lie is LieKind.NONE:
        return
    told = [line for fact in played.facts for line in fact.wordings]
    told += [line for claim in story.claims for line in claim.lines]
    told += [*story.deferrals, *story.denials, *story.hedges, *story.slips]
    said = [line.lower() for line in told]
    for item in story.contradictions:
        for phrase in item.shown_by:
            if not any(holds(line, phrase) for line in said):
                where = f"cover_story.contradictions.{item.id}.shown_by"
                yield where, f"holds {phrase!r}, which the buyer says nowhere ({key})"


def holds(lower: str, phrase: str) -> bool:
    """Whether a phrase stands in lower-case text as whole words."""
    wanted = phrase.lower()
    if wanted not in lower:
        return False
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", lower) is not None


def _needs(fact: str, wanted: str, requires: dict[str, set[str]]) -> bool:
    """Whether `fact` can only be said after `wanted`, directly or through others."""
    return any(
        need == wanted or _needs(need, wanted, requires) for need in requires.get(fact, set())
    )
