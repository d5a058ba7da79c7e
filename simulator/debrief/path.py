"""The shortest path to what was never learned: the questions, in order, that would have opened it.

Every prerequisite is required, so there is no shorter way than all of those still unsaid, each before
what waits for it. The truth of a cover story is not asked for but tested: its steps are the fewest
probes whose pressure, beside what the call had put on already, makes it come out.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from personas.persona import GuardedFact
from personas.vocabulary import Topic
from scoring.transcript import AnyEvent, BuyerDecided, FactDisclosed
from simulator.buyer.cover import STRENGTH
from simulator.call.meeting import Meeting


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to ask or do, and what it opens."""

    fact: str
    topic: Topic
    specific: bool
    ask: str
    """A question to ask word for word; or, of a probe, what to do."""
    trust: int
    """Points of trust it takes, at the level of the call."""
    probe: str = ""
    """A test of the story rather than a question: "presuming", "contradiction", "exit"."""
    takes_up: str = ""
    """What of the brief the question must take up; empty when nothing."""


def path_to(meeting: Meeting, fact_id: str, events: Sequence[AnyEvent]) -> tuple[Step, ...]:
    """What was still to be asked in a call to open a fact, the first first; it ends with the fact.

    KeyError when the persona has no such fact.
    """
    said = {event.fact for event in events if isinstance(event, FactDisclosed)}
    order = list(dict.fromkeys(_unsaid(meeting, fact_id, said)))
    story = meeting.persona.cover_story
    truth = story.truth if story else ""
    found: list[Step] = []
    for name in order:
        fact = meeting.persona.fact(name)
        found += _probing(meeting, fact, events) if name == truth else [_asking(meeting, fact)]
    return tuple(found)


def open_from(meeting: Meeting, step: Step, events: Sequence[AnyEvent]) -> int | None:
    """The first seller turn of the record at which a path's first step would have been answered.

    None when trust never sufficed at a turn that was still to come.
    """
    if step.probe:
        return None
    waits_for = set(meeting.persona.fact(step.fact).requires)
    trust = meeting.ledger.terms.trust
    said: set[str] = set()
    for event in events:
        if isinstance(event, BuyerDecided):
            if trust >= step.trust and waits_for <= said:
                return event.turn
            trust = event.trust if event.trust is not None else trust
        elif isinstance(event, FactDisclosed):
            said.add(event.fact)
    return None


def _unsaid(meeting: Meeting, fact_id: str, said: Collection[str]) -> Iterator[str]:
    """What has to come out, and has not, before a fact; then the fact itself."""
    fact = meeting.persona.fact(fact_id)
    story = meeting.persona.cover_story
    before = (story.truth,) if fact.after_truth and story is not None else ()
    for name in (*before, *fact.requires):
        if name not in said:
            yield from _unsaid(meeting, name, said)
    yield fact_id


def _asking(meeting: Meeting, fact: GuardedFact) -> Step:
    texts = {item.id: item.text for item in meeting.scenario.brief.facts}
    return Step(
        fact=fact.id,
        topic=fact.topic,
        specific=fact.depth > 1,
        ask=fact.questions[0],
        trust=meeting.ledger.threshold(fact),
        takes_up=" ".join(texts[name] for name in fact.by_brief if name in texts),
    )


def _probing(meeting: Meeting, fact: GuardedFact, events: Sequence[AnyEvent]) -> Iterator[Step]:
    """The fewest probes that would have brought the truth out."""
    story = meeting.persona.cover_story
    assert story is not None
    used = [p for e in events if isinstance(e, BuyerDecided) for p in e.verdict.probes]
    missing = story.confess_at + meeting.ledger.terms.lie - sum(p.strength for p in used)
    kinds = {probe.kind for probe in used}
    cited = {probe.cites for probe in used}
    steps: list[tuple[str, str]] = []
    if "presuming" not in kinds:
        steps.append(("presuming", fact.questions[0]))
    steps += [("contradiction", c.text) for c in story.contradictions if c.id not in cited]
    way_out = story.needs_exit and "exit" not in kinds
    if way_out:
        missing -= STRENGTH["exit"]
    for kind, ask in steps:
        if missing <= 0:
            break
        missing -= STRENGTH[kind]
        yield _step(fact, kind, ask, story.trust)
    if way_out:
        yield _step(fact, "exit", _WAY_OUT, story.trust)


_WAY_OUT = "If it is settled already, I would rather know, and there would be no hard feelings."


def _step(fact: GuardedFact, kind: str, ask: str, trust: int) -> Step:
    return Step(fact.id, fact.topic, fact.depth > 1, ask, trust, probe=kind)
