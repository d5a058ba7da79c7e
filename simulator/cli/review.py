"""`prospect review`: a call turn by turn, what each was worth and what was better."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.kept import call_named, kept_calls, refuse_closed
from simulator.cli.output import emit, tell
from simulator.problem import Problem

if TYPE_CHECKING:
    from simulator.review.turns import Review, Reviewed


@click.command(
    cls=Command,
    name="review",
    example="prospect review 9f3ac1e2b4\n\nprospect review 41d7c09b2e --compare",
)
@click.argument("call", metavar="CALL|FILE")
@click.option(
    "--rubric",
    default="explore-before-pitch",
    metavar="ID|FILE",
    help="Which rubric to grade by; --debrief grades nothing.",
)
@click.option("--seller", metavar="NAME", help="Who sold, where lines are not labelled 'Seller:'.")
@click.option(
    "--debrief",
    "debriefed",
    is_flag=True,
    help="Not the turns but the debrief: what was never learned and how, lies, your own account.",
)
@click.option(
    "--compare",
    "compare",
    is_flag=True,
    help="CALL is a retry: lay it beside the call it comes from.",
)
@json_option
def command(
    *,
    call: str,
    rubric: str,
    seller: str | None,
    debriefed: bool,
    compare: bool,
    as_json: bool,
) -> int:
    """Review a call turn by turn, like a game of chess.

    Beside every turn of yours stands what could still be attained before and after it, what it was
    worth, and what could have been asked. CALL is a kept call, FILE a log or a transcript; of an
    imported call only what was said is known, so nothing is said about what was attainable.

    With --debrief, what the app shows as The truth: your view beside the record, what was never
    learned with the shortest path to it, lies, your account and your sheet beside what was so.

    With --compare, a retry and the call it comes from are laid side by side instead: score, criteria,
    what was learned, the ending, and what was said from that turn on.

    With --json, one object for each turn of yours; with --debrief or --compare, a single one.
    """
    if debriefed:
        return _debrief(call, seller, as_json=as_json)
    if compare:
        return _compare(call, rubric, seller, as_json=as_json)
    reviewed = _review(call, rubric, seller)
    if as_json:
        for turn in reviewed.turns:
            emit(turn.to_json())
        return 0
    for line in _lines(reviewed):
        tell(line)
    return 0


def _debrief(call: str, seller: str | None, *, as_json: bool) -> int:
    from scoring.transcript import MeetingEnded, meeting
    from simulator.debrief.debrief import debrief_of
    from simulator.debrief.telling import debrief_lines

    with kept_calls(read=True) as archive:
        events = call_named(archive, call, seller)
        if meeting(events).source == "imported":
            raise Problem(
                f"{call} was imported: nobody knows the buyer's mind; leave --debrief out"
            )
        if not any(isinstance(event, MeetingEnded) for event in events):
            raise Problem(f"{call} is not over; the truth is told only then")
        refuse_closed(events, "truth")
        told = debrief_of(archive.meeting_for(events), events)
    if as_json:
        emit(told.to_json())
        return 0
    for line in debrief_lines(told, events):
        tell(line)
    return 0


def _review(call: str, rubric_id: str, seller: str | None) -> "Review":
    from scoring.rubric import rubric_named
    from scoring.transcript import meeting
    from simulator.call.replay import Divergence
    from simulator.review.turns import review, review_imported

    rubric = rubric_named(rubric_id)
    with kept_calls(read=True) as archive:
        events = call_named(archive, call, seller)
        refuse_closed(events, "review")
        if meeting(events).source == "imported":
            return review_imported(events, rubric)
        played = archive.meeting_for(events)
    try:
        return review(played, events, rubric)
    except Divergence as divergence:
        raise Problem(
            f"{call}: {divergence}; it can be graded, but not played on from its turns"
        ) from divergence


def _compare(call: str, rubric_id: str, seller: str | None, *, as_json: bool) -> int:
    from scoring.rubric import rubric_named
    from scoring.transcript import meeting
    from simulator.review.comparing import compared
    from simulator.review.difference import comparison_lines

    rubric = rubric_named(rubric_id)
    with kept_calls(read=True) as archive:
        events = call_named(archive, call, seller)
        retry_of = meeting(events).retry_of
        if not retry_of:
            raise Problem(f"{call} is no retry; Enter on a turn in Review or Replay begins one")
        refuse_closed(archive.events(retry_of), "review")
        two = compared(archive.events(retry_of), events, rubric)
    if as_json:
        emit(two.to_json())
    else:
        for line in comparison_lines(two):
            tell(line)
    return 0


def _lines(reviewed: "Review") -> Iterator[str]:
    for turn in reviewed.turns:
        yield from _turn(turn)


def _turn(turn: "Reviewed") -> Iterator[str]:
    from simulator.review.turns import SIGNS

    worth = ""
    if turn.worth is not None:
        worth = f"{SIGNS[turn.worth]} {turn.worth}, attainable {turn.before:g} to {turn.after:g}. "
    yield f"{turn.number}. You: {turn.said}"
    yield f"   {worth}{turn.why}"
    for better in turn.better:
        opens = f" (it would have opened {_listed(better.opens)})" if better.opens else ""
        yield f"   Better: {better.ask}{opens}"


def _listed(topics: Sequence[str]) -> str:
    return " and ".join(topic.replace("_", " ") for topic in topics)
