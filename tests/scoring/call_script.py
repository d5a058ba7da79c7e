"""Writes the record of a call by hand: turns, what was told in reply, and the verdicts."""

from collections.abc import Callable, Sequence
from typing import Any

from personas.vocabulary import How, Outcome, Topic
from scoring.hearing.heard import Span
from scoring.transcript import (
    AnyEvent,
    BuyerDecided,
    BuyerSpoke,
    FactDisclosed,
    MeetingEnded,
    MeetingOpened,
    SellerSpoke,
)
from scoring.verdict import NextStep, Pitch, Verdict

Told = tuple[str, int, str]
"""Fact id, depth, and flags: q quantified, d dated, v volunteered."""
Group = list[AnyEvent]


class Script:
    """A call in the making; `events` is its record."""

    def __init__(self, *, opening: str = "Ruth speaking.", **opened: Any) -> None:
        self.opened = MeetingOpened(seq=0, id="call", opening=opening, **opened)
        self.groups: list[Group] = []
        self.ended: dict[str, Any] = {
            "ending": "left",
            "outcome": Outcome.SELLER_LEFT,
            "ended_by": "seller",
        }

    def say(
        self,
        text: str,
        act: str = "open_question",
        *topics: str,
        told: Sequence[Told] = (),
        reply: str = "Well, that is how it is here.",
        marks: tuple[str, ...] = (),
        numbers: tuple[float, ...] = (),
        confidence: float = 0.95,
        **verdict: Any,
    ) -> "Script":
        """A seller's turn with one span and the buyer's reply; an empty reply is none."""
        spoke = SellerSpoke(
            seq=0,
            turn=0,
            text=text,
            acts=(act,),
            topics=topics,
            spans=(Span(0, len(text), act, topics, confidence),) if text else (),
            marks=marks,
            numbers=numbers,
        )
        group: Group = [spoke, BuyerDecided(seq=0, turn=0, verdict=Verdict(**verdict))]
        for fact, depth, flags in told:
            group.append(
                FactDisclosed(
                    seq=0,
                    turn=0,
                    asked_turn=0,
                    fact=fact,
                    topic=Topic(fact.rstrip("0123456789")),
                    depth=depth,
                    how=How.VOLUNTEERED if "v" in flags else How.ELICITED,
                    quantified="q" in flags,
                    dated="d" in flags,
                )
            )
        if reply:
            group.append(BuyerSpoke(seq=0, turn=0, text=reply))
        self.groups.append(group)
        return self

    def follow(self, text: str, topic: str, after: str, told: Sequence[Told] = ()) -> "Script":
        """An open question that takes up the fact `after`."""
        return self.say(
            text, "open_question", topic, told=told, follows=(after,), opportunity=True, linked=True
        )

    def pitch(self, text: str = "Our platform fixes that.", **pitch: Any) -> "Script":
        """A pitch, uninvited unless told otherwise."""
        given = {"invited": False, "number": 0, "words": len(text.split()), **pitch}
        return self.say(text, "pitch", reply="What makes you say that?", pitch=Pitch(**given))

    def step(self, text: str = "I'll ring you on Thursday at nine.", **parts: bool) -> "Script":
        """A next step with the parts named."""
        return self.say(text, "next_step", reply="Fine by me.", next_step=NextStep(**parts))

    @property
    def events(self) -> list[AnyEvent]:
        """The record with turns and sequence numbers filled in."""
        return record(self.opened, self.groups, self.ended)


def record(opened: MeetingOpened, groups: Sequence[Group], ended: dict[str, Any]) -> list[AnyEvent]:
    """The groups in order as one record; turns are counted anew."""
    events: list[AnyEvent] = [opened]
    turn = 0
    if opened.opening:
        events.append(BuyerSpoke(seq=0, turn=0, text=opened.opening))
        turn = 1
    for group in groups:
        asked = turn
        for event in group:
            if isinstance(event, SellerSpoke | BuyerDecided):
                events.append(event.model_copy(update={"turn": asked}))
            elif isinstance(event, FactDisclosed):
                events.append(event.model_copy(update={"turn": asked + 1, "asked_turn": asked}))
            else:
                events.append(event.model_copy(update={"turn": asked + 1}))
        turn = asked + 1 + isinstance(group[-1], BuyerSpoke)
    events.append(MeetingEnded(seq=0, turn=max(turn - 1, 0), **ended))
    return [event.model_copy(update={"seq": seq}) for seq, event in enumerate(events)]


def six_rungs(script: Script, *, but: tuple[str, ...] = ()) -> Script:
    """Opens every rung to depth 2 with one question each, save those named."""
    facts = [
        ("goal2", "What are you after, and by when?", "d"),
        ("problem2", "What goes wrong, and how often?", "q"),
        ("cause2", "Why does it?", ""),
        ("impact2", "What does it cost you?", "q"),
        ("priority2", "Why now?", "d"),
        ("inaction2", "What if you leave it?", ""),
    ]
    for fact, text, flags in facts:
        topic = fact.rstrip("0123456789")
        if topic not in but:
            script.say(
                text,
                "open_question",
                topic,
                told=[(fact, 2, flags)],
                reply=f"By October it is $1,950 a month, that is {topic}.",
            )
    return script


def without(script: Script, place: int) -> list[AnyEvent]:
    """The record with one turn and its reply taken out."""
    groups = [group for index, group in enumerate(script.groups) if index != place]
    return record(script.opened, groups, script.ended)


def moved(script: Script, place: int, to: int) -> list[AnyEvent]:
    """The record with one turn and its reply moved."""
    groups = [group for index, group in enumerate(script.groups) if index != place]
    groups.insert(to, script.groups[place])
    return record(script.opened, groups, script.ended)


def reworded(script: Script, change: Callable[[str], str], *, seller_only: bool) -> list[AnyEvent]:
    """The record with its words changed; spans keep their places."""
    events: list[AnyEvent] = []
    for event in script.events:
        if isinstance(event, SellerSpoke) or (isinstance(event, BuyerSpoke) and not seller_only):
            events.append(event.model_copy(update={"text": change(event.text)}))
        else:
            events.append(event)
    return events
