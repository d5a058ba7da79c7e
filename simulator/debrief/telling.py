"""The debrief as plain lines: every line whole by itself, turns counted as the trainee counts them."""

from collections.abc import Iterator, Sequence

from scoring.transcript import AnyEvent
from simulator.debrief.account import Account, Recognised
from simulator.debrief.debrief import Debrief
from simulator.debrief.lie import Contradiction, LieTruth
from simulator.debrief.look_back import FIVE
from simulator.debrief.path import Step
from simulator.debrief.prepared import Prepared
from simulator.debrief.truth import Came, FactTruth
from simulator.debrief.turns import your_turn
from simulator.debrief.words import TOPICS


def debrief_lines(debrief: Debrief, events: Sequence[AnyEvent]) -> Iterator[str]:
    """All that is said after the verdict, which has what was done well."""
    yield from _look_back(debrief, events)
    if debrief.truth.lie is not None:
        yield from _lie(debrief.truth.lie, events)
    yield from _never_learned(debrief, events)
    if debrief.account is not None:
        yield from _account(debrief.account)
    if debrief.prepared is not None:
        yield from _prepared(debrief.prepared)
    if debrief.truth.epilogue:
        yield f"Afterwards: {' '.join(debrief.truth.epilogue.split())}"
    for question in debrief.reflections:
        yield f"To think about: {question}"


def _look_back(debrief: Debrief, events: Sequence[AnyEvent]) -> Iterator[str]:
    answers = debrief.looked.answers if debrief.looked else {}
    for question in FIVE:
        found = debrief.found[question.id]
        mine = f"You said {answers[question.id]}. " if question.id in answers else ""
        yield f"{question.asks} {mine}The record says {found.answer}: {found.because}"
    chosen = debrief.looked.turned_at if debrief.looked else None
    if chosen is not None:
        yield f"Where it turned: you said your turn {your_turn(events, chosen)}."
    if debrief.turned is not None:
        turn = your_turn(events, debrief.turned.turn)
        yield f"Where it turned, by the record: your turn {turn}. {debrief.turned.because}"


def _lie(lie: LieTruth, events: Sequence[AnyEvent]) -> Iterator[str]:
    yield f"You were not told the truth. It was: {lie.truth}"
    yield f"  Why: {' '.join(lie.motive.split())}"
    for claim in lie.claims:
        turn = your_turn(events, claim.turn)
        yield f'  Told at your turn {turn}: "{claim.told}" In truth: {claim.truth}'
    for item in lie.contradictions:
        yield f"  What did not fit ({named_told(item, events)}): {item.text}"
    for probe in lie.probes:
        turn = your_turn(events, probe.turn)
        yield f'  What you tried, turn {turn}: {probe.told}: "{probe.quote}"'
    if not lie.surfaced:
        yield from (f"  Not tried: {untried}" for untried in lie.untried)
    yield f"  {lie.verdict}"


def named_told(item: Contradiction, events: Sequence[AnyEvent]) -> str:
    """Whether what did not fit was named, and when."""
    if item.named_at is None:
        return "not named"
    return f"you named it, turn {your_turn(events, item.named_at)}"


def _never_learned(debrief: Debrief, events: Sequence[AnyEvent]) -> Iterator[str]:
    missed = debrief.never_learned
    if missed:
        yield "What you never learned, in the order in which it opens:"
    places = {fact.fact: number for number, fact in enumerate(missed, 1)}
    for number, fact in enumerate(missed, 1):
        yield f"  {number}. {capital(name_of(fact))}: {fact.text}"
        if fact.came is Came.OUT_OF_REACH:
            yield "     Out of anybody's reach in this call."
            continue
        after = sorted({places[step.fact] for step in fact.path if step.fact != fact.fact})
        first = f"After {', '.join(map(str, after))}: " if after else ""
        for step in fact.path:
            if step.fact == fact.fact:
                yield f"     {first}{step_told(step)}"
        if when := when_open(fact, events):
            yield f"     {when}"


def name_of(fact: FactTruth) -> str:
    """A fact by its topic and layer."""
    return f"{TOPICS[fact.topic]}{', in detail' if fact.specific else ''}"


def capital(text: str) -> str:
    """The text with a capital at its start, the rest as it is."""
    return f"{text[:1].upper()}{text[1:]}"


def step_told(step: Step) -> str:
    """A step of a path in one sentence."""
    match step.probe:
        case "presuming":
            told = f"ask as if it were so: “{step.ask}”"
        case "contradiction":
            told = f"name calmly what did not fit: {step.ask}"
        case "exit":
            told = f"offer a way out: “{step.ask}”"
        case _:
            told = f"ask “{step.ask}”"
    taken = f" (it takes up: {step.takes_up})" if step.takes_up else ""
    return f"{capital(told)}{taken}"


def when_open(fact: FactTruth, events: Sequence[AnyEvent]) -> str:
    """From when a path could have been taken, or what trust it took; empty when from the start."""
    if fact.open_from is not None:
        turn = your_turn(events, fact.open_from)
        return f"By trust it was open to you from your turn {turn} on." if turn > 1 else ""
    if fact.trust is not None:
        reached, needed = fact.trust
        return f"It takes trust {needed}; you had {int(reached)} at most."
    return ""


def _account(account: Account) -> Iterator[str]:
    yield (
        f"Your account of them: {account.points} of {account.of}, matched by words and figures; "
        "beside the score, never part of it."
    )
    for part in account.parts:
        if not part.wrote:
            yield f"  {part.asks} You left it empty. It was: {' '.join(part.truth)}"
            continue
        yield f"  {part.asks} You wrote: {part.wrote}"
        yield from (f"    {recognised_told(item)}" for item in part.recognised)
        yield from (f"    Belongs elsewhere. {recognised_told(item)}" for item in part.elsewhere)
        if not part.recognised:
            yield f"    Nothing of it is recognised. It was: {' '.join(part.truth)}"


def recognised_told(item: Recognised) -> str:
    """A match in one sentence: the words it rests on, and the buyer's."""
    guessed = "" if item.heard else " You guessed it; it was never said."
    figure = " The figure is another." if item.match.other_figure else ""
    return f"“{item.match.words}” is: {item.text}{figure}{guessed}"


def _prepared(prepared: Prepared) -> Iterator[str]:
    grade = prepared.grade
    yield f"Your sheet: {grade.points} of {grade.of}; beside the score, never part of it."
    if grade.only_a_pitch:
        yield "  It only described a pitch: nothing on it was about them."
    for item in prepared.fields:
        if not item.field.wrote:
            continue
        cited = f" Tied to: {item.field.cites}" if item.field.cites else ""
        yield f"  {item.field.asks} You wrote: {item.field.wrote}"
        yield f"    {item.field.points} of 2. {item.field.why or cited.strip()}"
        yield f"    {capital(str(item.became))}: {item.because}"
    for key in prepared.keys:
        said = f" You said {key.said}." if key.said else ""
        yield f"  {key.asks}{said} {key.before} {key.after}"
