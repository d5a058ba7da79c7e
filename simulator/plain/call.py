"""A whole call as numbered lines: the same call as on the screens, for ears and any terminal.

`Talk` is the person at the other end: it asks and tells. Nothing here knows a terminal.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Protocol

from scoring.hearing.heard import LONGEST_TURN
from scoring.transcript import AnyEvent, BuyerSpoke, LookedBack, SellerSpoke, meeting
from simulator.archive.resume import LiveCall
from simulator.call.meeting import Meeting
from simulator.call.session import Session
from simulator.debrief.debrief import debrief_of
from simulator.debrief.look_back import ACCOUNT, FIVE, TURNED, looked_back
from simulator.debrief.readiness import ONLY_A_PITCH, READINESS, only_a_pitch
from simulator.debrief.telling import debrief_lines
from simulator.plain.text import call_lines, ending_lines, replied, verdict_lines
from simulator.problem import Problem

HELP = "/brief reads the brief again, /end ends the call, Ctrl-C leaves it for later."
_YES = frozenset({"y", "yes"})
_ANSWERS = {
    "": "",
    "y": "yes",
    "yes": "yes",
    "p": "partly",
    "partly": "partly",
    "n": "no",
    "no": "no",
}


Suggest = Callable[[str], str]
"""Other words for a line, empty for none; raises Problem when they cannot be found."""


class Withheld(Exception):
    """The score is not shown yet; its text says when it is."""


class Left(Exception):
    """The person is gone: end of input, or Ctrl-C."""


class Talk(Protocol):
    """The person who practises."""

    def tell(self, line: str = "") -> None:
        """Shows one line."""
        ...

    def ask(self, prompt: str) -> str:
        """Shows a prompt and waits for a line; raises Left when none will come."""
        ...

    @property
    def answers(self) -> bool:
        """Whether somebody sits there, so that questions beside the call make sense."""
        ...


class Grading(Protocol):
    """Grades a record: the scorecard in its public form, and what each next level takes."""

    def __call__(self, events: Sequence[AnyEvent]) -> tuple[Mapping[str, Any], Mapping[str, str]]:
        """The scorecard and, per criterion, what was missing. Raises Withheld."""
        ...


def tell_brief(meeting_: Meeting, talk: Talk) -> None:
    """What may be known before the call."""
    scenario, buyer = meeting_.scenario, meeting_.persona.manner
    talk.tell(f"{scenario.title}. You are meeting {buyer.name}, {buyer.role}.")
    talk.tell(scenario.brief.who)
    talk.tell(scenario.brief.why)
    talk.tell(f"You work for {scenario.seller.company}. {scenario.seller.offer}")
    for number, fact in enumerate(scenario.brief.facts, 1):
        talk.tell(f"Known {number}: {fact.text}")
    for number, objective in enumerate(scenario.objectives, 1):
        talk.tell(f"To do {number}: {objective.text}")
    talk.tell(f"A good ending: {scenario.brief.good_ending}")


def prepare(meeting_: Meeting, talk: Talk) -> dict[str, str]:
    """The readiness questions; what was answered, by field."""
    required = meeting_.scenario.prepare_required
    if not required and not talk.answers:
        return {}
    if (
        not required
        and talk.ask("Prepare first, eight questions? y or Enter: ").lower() not in _YES
    ):
        return {}
    answers: dict[str, str] = {}
    talk.tell("Enter alone skips a question.")
    for number, prompt in enumerate(READINESS, 1):
        said = talk.ask(f"Prepare {number} of {len(READINESS)}. {prompt.asks} ").strip()
        if said:
            answers[prompt.id] = said
    if only_a_pitch(answers, meeting_.scenario.seller.own_words):
        talk.tell(ONLY_A_PITCH)
    return answers


def hold(call: LiveCall, talk: Talk, suggest: Suggest | None = None) -> bool:
    """The conversation from where it stands; whether it came to its end.

    `suggest` gives other words for a line that hearing is unsure about, or none.
    """
    session = call.session
    name = meeting(session.events).buyer
    talk.tell(HELP)
    for line in call_lines(session.events):
        talk.tell(line)
    banner = ""
    while not session.ended:
        number = sum(isinstance(event, SellerSpoke) for event in session.events) + 1
        try:
            said = talk.ask(f"{number}. You: ").strip()
        except Left:
            return False
        if said == "/brief":
            tell_brief(session.meeting, talk)
            continue
        if said == "/help" or not said:
            talk.tell(HELP)
            continue
        if len(said) > LONGEST_TURN:
            talk.tell(f"That is {len(said):,} characters; at most {LONGEST_TURN:,} can be said.")
            continue
        if said == "/end":
            events = session.leave()
        else:
            said = _in_other_words(said, talk, suggest) if suggest else said
            events = session.say(said)
        for event in events:
            if isinstance(event, BuyerSpoke):
                talk.tell(replied(number, name, event))
        if session.because:
            talk.tell(session.because)
        if call.banner != banner:
            banner = call.banner
            talk.tell(banner or "Everything is on disk again.")
    for line in ending_lines(session.events):
        talk.tell(line)
    return True


def _in_other_words(said: str, talk: Talk, suggest: Suggest) -> str:
    """The line, or the words suggested for it when the person takes them."""
    try:
        suggested = suggest(said)
    except Problem as trouble:
        talk.tell(str(trouble))
        return said
    if not suggested:
        return said
    talk.tell("The simulator is not sure how to hear that. It would surely hear:")
    talk.tell(suggested)
    taken = talk.ask("Say that instead? y or Enter for your own words: ").strip().lower() in _YES
    return suggested if taken else said


def look_back(session: Session, talk: Talk) -> None:
    """Five questions and the trainee's own account, before any score; kept with the call."""
    if not talk.answers or any(isinstance(event, LookedBack) for event in session.events):
        return
    talk.tell("Look back first. Answer yes, partly or no; Enter alone skips.")
    answers = {question.id: _answer(question.asks, talk) for question in FIVE}
    turned = _turning_point(session.events, talk)
    account = {
        question.id: talk.ask(f"In your words: {question.asks} ").strip() for question in ACCOUNT
    }
    session.add(looked_back(answers, turned, account))


def verdict(session: Session, talk: Talk, grade: Grading) -> None:
    """The score and what it rests on, or when the drill of the call shows it."""
    try:
        card, missing = grade(session.events)
    except Withheld as until:
        talk.tell(str(until))
        return
    for line in verdict_lines(card, session.events, missing):
        talk.tell(line)


def debrief(session: Session, talk: Talk) -> None:
    """What there was to know, for who wants it: it is told to nobody who does not answer."""
    if not talk.answers:
        return
    if talk.ask("Hear what there was to know? y, or Enter to end: ").strip().lower() in _YES:
        for line in debrief_lines(debrief_of(session.meeting, session.events), session.events):
            talk.tell(line)


def whole_call(call: LiveCall, talk: Talk, grade: Grading, suggest: Suggest | None = None) -> bool:
    """Conversation, look back, verdict and debrief; False when it was left for later."""
    try:
        if not hold(call, talk, suggest):
            return False
        look_back(call.session, talk)
        verdict(call.session, talk, grade)
    except Left:
        return False
    with suppress(Left):  # Who leaves now has had the whole call.
        debrief(call.session, talk)
    return True


def _answer(asks: str, talk: Talk) -> str:
    """Yes, partly or no; empty for a skip. Anything else is asked again, never dropped."""
    while (said := talk.ask(f"{asks} ").strip().lower()) not in _ANSWERS:
        talk.tell("Answer yes, partly or no; Enter alone skips.")
    return _ANSWERS[said]


def _turning_point(events: Sequence[AnyEvent], talk: Talk) -> int | None:
    """The turn of the record that the trainee's turn number means; None for a skip."""
    turns = [event.turn for event in events if isinstance(event, SellerSpoke)]
    known = {str(number): turn for number, turn in enumerate(turns, 1)}
    while (typed := talk.ask(f"{TURNED} Your turn number, or Enter: ").strip()) not in known:
        if not typed:
            return None
        talk.tell(f"You took {len(turns)} turns: a number up to that; Enter alone skips.")
    return known[typed]
