"""The cover story under pressure: HOLD, HEDGE, CRACK, CONFESS.

Pressure comes from probes, each kind once (a contradiction once each); a confession also needs
trust and, where the story says so, a blameless way out. Tone never gives a lie away.
"""

from dataclasses import dataclass, replace

from personas.persona import Claim, CoverStory, LieKind
from personas.vocabulary import Act, Topic
from scoring.hearing.heard import Mark
from scoring.hearing.words import holds_run, stem, stems
from scoring.verdict import Probe
from simulator.buyer.fact_index import phrase_set
from simulator.buyer.ledger import Ledger
from simulator.buyer.reading import Reading
from simulator.buyer.state import Lie, LieStage, State

LOCK_TURNS = 4
ACCUSATION_PRESSURE = -4.0
STRENGTH = {
    "presuming": 3.0,
    "contradiction": 3.0,
    "change": 2.0,
    "process": 2.0,
    "exit": 1.0,
    "fishing": 0.3,
    "assumes_none": 0.0,
}
FIRST_SLIP = 3
"""Seller turn from which a story can give way: nobody lets slip or confesses in reply to 'good morning'."""
CIVIL_FREE = 2
"""Seller turns before a white lie begins to wear thin."""
_UNCIVIL = (Mark.ACCUSATION, Mark.THREAT, Mark.PRESSURE, Mark.FEAR, Mark.INSULT)
_RISK_OWNER = frozenset(
    stem(word) for word in ("sign", "risk", "accept", "writing", "owner", "own")
)


@dataclass(frozen=True, slots=True)
class Pressed:
    """The cover story after a turn."""

    lie: Lie
    probes: tuple[Probe, ...] = ()
    confessed: bool = False
    """It came out in reply to this turn."""
    cracked: bool = False
    """A slip is due in reply to this turn."""


def opening_lie(ledger: Ledger) -> Lie | None:
    """The cover story at the start of the call; None when this variant does not lie."""
    return None if ledger.persona.lie is LieKind.NONE else Lie()


def is_held(lie: Lie | None) -> bool:
    """Whether a lie still hides the truth."""
    return lie is not None and lie.stage is not LieStage.CONFESS


def press(ledger: Ledger, state: State, reading: Reading) -> Pressed | None:
    """What the turn does to an active cover story; None when there is none."""
    lie, story = state.lie, ledger.persona.cover_story
    if lie is None or story is None or lie.stage is LieStage.CONFESS:
        return None
    turn = state.turn + 1
    probes = tuple(_probes(story, lie, reading, locked=turn <= lie.locked_until))
    worn = _worn_thin(story, turn, reading)
    pressure = max(0.0, round(lie.pressure + sum(probe.strength for probe in probes) + worn, 2))
    lie = replace(
        lie,
        pressure=pressure,
        exit_offered=lie.exit_offered or reading.has(Mark.OFFERS_EXIT),
        locked_until=turn + LOCK_TURNS if reading.has(Mark.ACCUSATION) else lie.locked_until,
        probes=tuple(dict.fromkeys((*lie.probes, *(_key(probe) for probe in probes)))),
    )
    probed = any(probe.strength > 0 for probe in probes)
    moved = probed or (worn > 0 and _asks_openly(reading))
    if not moved or turn <= lie.locked_until:
        return Pressed(lie, probes)
    confessed = (
        turn >= FIRST_SLIP
        and ledger.persona.lie is LieKind.CONFESSES
        and pressure >= story.confess_at + ledger.terms.lie
        and state.trust >= story.trust
        and (lie.exit_offered or not story.needs_exit)
        and (state.easier is None or not is_held(state.easier.lie))
    )
    cracked = (
        not confessed
        and turn >= FIRST_SLIP
        and pressure >= story.crack_at + ledger.terms.lie
        and (probed or _asks_what_it_covers(story, reading))
    )
    stage = (
        LieStage.CONFESS
        if confessed
        else LieStage.CRACK
        if cracked
        else LieStage.HEDGE
        if pressure >= story.crack_at / 2 and lie.stage is LieStage.HOLD
        else lie.stage
    )
    lie = replace(lie, stage=stage)
    return Pressed(lie, probes, confessed, cracked)


def _worn_thin(story: CoverStory, turn: int, reading: Reading) -> float:
    """What a civil turn adds by itself to a lie that its teller is ashamed of."""
    civil = not reading.does(Act.PITCH) and not reading.has(*_UNCIVIL)
    return story.civil if civil and turn > CIVIL_FREE else 0.0


def _asks_openly(reading: Reading) -> bool:
    """An honest question that leaves room for the answer; fishing and 'nobody else, right?' do not."""
    return reading.does(Act.OPEN_QUESTION) and not reading.has(Mark.ASSUMES_NONE, Mark.FISHING)


def _asks_what_it_covers(story: CoverStory, reading: Reading) -> bool:
    """Whether a question is about something the story has a claim on: a slip answers nothing else."""
    claimed = {claim.topic for claim in story.claims}
    return not claimed.isdisjoint(reading.topics_asked)


def _key(probe: Probe) -> str:
    return f"{probe.kind}:{probe.cites}" if probe.cites else probe.kind


def _probes(story: CoverStory, lie: Lie, reading: Reading, *, locked: bool) -> list[Probe]:
    if reading.has(Mark.ACCUSATION):
        return [Probe(kind="accusation", strength=ACCUSATION_PRESSURE)]
    truth_topic = Topic(story.truth.rstrip("0123456789"))
    asked = set(reading.topics_asked)
    found: list[tuple[str, str]] = []
    if reading.has(Mark.ASSUMES_NONE) and truth_topic in asked:
        found.append(("assumes_none", ""))
    elif reading.has(Mark.PRESUMING) and truth_topic in asked:
        found.append(("presuming", ""))
    found += [
        ("contradiction", contradiction.id)
        for contradiction in story.contradictions
        if all(_holds(group, reading) for group in contradiction.groups)
    ]
    if reading.has(Mark.ASSUMES_NONE):
        asked = set()
    if Topic.CHANGE in asked:
        found.append(("change", ""))
    if Topic.PROCESS in asked or (
        Topic.STAKEHOLDERS in asked
        and any(_RISK_OWNER & sentence.stems for sentence in reading.sentences)
    ):
        found.append(("process", ""))
    if reading.has(Mark.OFFERS_EXIT):
        found.append(("exit", ""))
    if reading.has(Mark.FISHING):
        found.append(("fishing", ""))
    return [
        Probe.model_validate(
            {
                "kind": kind,
                "strength": 0.0
                if locked or (f"{kind}:{cites}" if cites else kind) in lie.probes
                else STRENGTH[kind],
                "cites": cites,
            }
        )
        for kind, cites in found
    ]


def asked_outright(story: CoverStory, reading: Reading) -> Claim | None:
    """The claim whose very subject a turn asks for or states ("have we lost it?"), in so many words."""
    said = stems(reading.text)
    return next(
        (
            claim
            for claim in story.claims
            if any(holds_run(said, stems(phrase)) for phrase in claim.asked_as)
        ),
        None,
    )


def _holds(group: tuple[str, ...], reading: Reading) -> bool:
    phrases = phrase_set(group)
    return any(phrase <= sentence.stems for sentence in reading.sentences for phrase in phrases)
