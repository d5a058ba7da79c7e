"""Holds a submitted call again: every line is heard, decided on and answered as it was recorded.

A chain and a seal only show that nothing changed since somebody with the ticket sealed it. Whoever
has the ticket can seal what never happened; what the buyer would not have done shows here.
"""

from collections.abc import Iterator, Sequence

from scoring.hearing.reader import version as hearing_version
from scoring.transcript import (
    AnyEvent,
    BuyerDecided,
    BuyerSpoke,
    CoachShown,
    FactDisclosed,
    LookedBack,
    MarkedMisheard,
    MeetingEnded,
    MeetingOpened,
    RephrasingSuggested,
    SellerSpoke,
)
from simulator.call.meeting import Meeting
from simulator.call.session import Session
from simulator.drills.collecting.doubts import Doubt
from simulator.voices.authored import AuthoredVoice

_ASIDES = (CoachShown, RephrasingSuggested, LookedBack, MarkedMisheard)
"""Events that are no part of what was said and decided."""
_WHAT = {
    SellerSpoke: "turn {turn} is recorded as heard in a way it is not heard",
    BuyerDecided: "turn {turn}: the buyer does not decide on this line as recorded",
    FactDisclosed: "turn {turn}: the buyer does not tell this here",
    BuyerSpoke: "turn {turn}: the buyer does not say this here",
    MeetingEnded: "turn {turn}: the call does not end here, or not in this way",
    MeetingOpened: "turn 0: the meeting does not open as recorded",
}


def divergences(meeting: Meeting, events: Sequence[AnyEvent]) -> Iterator[Doubt]:
    """The first turn that this meeting does not lead to, and what could not be compared."""
    recorded = [event for event in events if not isinstance(event, _ASIDES)]
    opened = recorded[0]
    assert isinstance(opened, MeetingOpened)
    if opened.hearing != hearing_version():
        yield Doubt(
            "unchecked",
            f"it was heard by hearing {opened.hearing or 'of no version'}, which is not here, so "
            "how its lines were heard was not compared",
        )
    voiced = [e for e in recorded if isinstance(e, BuyerSpoke) and e.worded_by != "authored"]
    if voiced:
        yield Doubt(
            "unchecked",
            f"a model worded {len(voiced)} replies, the first at turn {voiced[0].turn}; its words "
            "cannot be compared",
            voiced[0].turn,
        )
    first = _first_divergence(meeting, opened, recorded)
    if first is not None:
        turn = getattr(first, "turn", 0)
        yield Doubt("diverges", _WHAT[type(first)].format(turn=turn), turn)


def _first_divergence(
    meeting: Meeting, opened: MeetingOpened, recorded: Sequence[AnyEvent]
) -> AnyEvent | None:
    """The first recorded event that does not come of holding the call again."""
    session = Session(meeting, AuthoredVoice(), clock=lambda: "", record=lambda _: None)
    session.open(
        opened.id,
        purpose="drill",
        prepared=dict(opened.prepared),
        drill=opened.drill,
        attempt=opened.attempt,
    )
    rehears = opened.hearing == hearing_version()
    place = 0
    while place < len(recorded):
        if place == len(session.events):
            _go_on(session, recorded[place], rehears=rehears)
        if place == len(session.events) or not _agree(session.events[place], recorded[place]):
            return recorded[place]
        # What is said next may hang on the words so far, a model's too.
        session.events[place] = recorded[place]
        place += 1
    return recorded[-1] if len(session.events) > place else None


def _go_on(session: Session, recorded: AnyEvent, *, rehears: bool) -> None:
    """Brings about what is recorded next; nothing when it cannot be."""
    if session.ended:
        return
    if isinstance(recorded, SellerSpoke):
        heard = session.hears(recorded.text) if rehears else recorded.hearings
        session.take(recorded.text, heard)
    elif isinstance(recorded, BuyerSpoke):
        session.leave()


def _agree(held: AnyEvent, recorded: AnyEvent) -> bool:
    """Whether two events are the same but for when they happened and where they stand."""
    ignored = {"seq", "at", "chain"}
    if isinstance(recorded, MeetingOpened):
        ignored |= {"hearing"}
    if isinstance(recorded, BuyerSpoke) and recorded.worded_by != "authored":
        ignored |= {"text", "worded_by"}
    if isinstance(recorded, BuyerSpoke):
        ignored |= {"fell_back"}
    return held.model_dump(exclude=ignored) == recorded.model_dump(exclude=ignored)
