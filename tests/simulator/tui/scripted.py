"""A desk and a session without content, archive or engine: whatever the test wants said is said."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

from textual.widgets import Static

from personas.vocabulary import Outcome, Stance, Topic
from scoring.hearing.heard import Span
from scoring.rubric import load_rubric
from scoring.transcript import (
    AnyEvent,
    BuyerDecided,
    BuyerSpoke,
    CoachShown,
    FactDisclosed,
    LookedBack,
    MeetingEnded,
    MeetingOpened,
    SellerSpoke,
    meeting,
)
from scoring.verdict import Verdict
from simulator.archive.rows import Remark
from simulator.call.meeting import Meeting, set_up
from simulator.debrief.debrief import Debrief
from simulator.debrief.look_back import recorded
from simulator.examples.catalog import example_events
from simulator.playback.playback import Playback, playback_of
from simulator.problem import Problem
from simulator.review.turns import Review
from simulator.trends.trends import Held, Trends, trends_of
from simulator.tui.app import ProspectApp
from simulator.tui.ports import (
    Attempts,
    DrillMeeting,
    Graded,
    KeptCall,
    Preferences,
    ScenarioCard,
    Shelf,
)
from simulator.tui.start import Start
from simulator.tui.widgets.page import Page
from tests.simulator.tui.outcomes import REVIEW, SCORECARD, TRUTH

CARD = ScenarioCard(
    id="skeptical-owner",
    title="The skeptical owner",
    difficulty=2,
    buyer="Ruth",
    buyer_name="Ruth Adeyemi-Kolb",
    role="Owner, Kolbridge Signs & Awnings",
    who="Ruth owns a sign shop of 22 people. She picks up the phone herself.",
    why="You are calling her; she did not ask for it.",
    good_ending="She asks how you could help, and you agree a next step.",
    company="Pennant Receivables",
    offer="Shortens the time between finishing a job and having the money.",
    own_words=("Pennant",),
    facts=("Their quotes say payment within 30 days.",),
    objectives=("Find out what she is trying to reach.",),
    turns=24,
)


class ScriptedSession:
    """Answers every line with the next reply; the call ends when there is none left."""

    def __init__(
        self, replies: Sequence[str], *, opening: str = "Kolbridge.", purpose: str = "practice"
    ) -> None:
        self._replies = list(replies)
        self.because = ""
        self.refuses: str = ""
        """What keeping a turn fails with."""
        self.meeting = SimpleNamespace(ledger=SimpleNamespace(terms=SimpleNamespace(trust=32.0)))
        self.events: list[AnyEvent] = [
            MeetingOpened.model_validate(
                {
                    "seq": 0,
                    "id": "call-1",
                    "scenario": CARD.id,
                    "buyer": "Ruth",
                    "opening": opening,
                    "turn_limit": 24,
                    "purpose": purpose,
                }
            ),
            BuyerSpoke(seq=1, turn=0, text=opening),
        ]

    @property
    def ended(self) -> bool:
        """Whether the last reply was given."""
        return any(isinstance(event, MeetingEnded) for event in self.events)

    @property
    def next_turn(self) -> int:
        """The next turn of the record."""
        turns = [e.turn for e in self.events if isinstance(e, SellerSpoke | BuyerSpoke)]
        return max(turns) + 1

    def say(self, text: str, listener: object = None) -> tuple[AnyEvent, ...]:
        """A turn and its scripted reply."""
        if self.ended:
            raise ValueError("the meeting is over")
        if self.refuses:
            raise Problem(self.refuses)
        turn = self.next_turn
        batch: list[AnyEvent] = [
            SellerSpoke(
                seq=0,
                turn=turn,
                text=text,
                acts=("open_question",),
                topics=("problem",),
                spans=(Span(0, len(text), "open_question", ("problem",), 0.9),),
            ),
            BuyerDecided(
                seq=0,
                turn=turn,
                verdict=Verdict(attempted=(Topic.IMPACT,)),
                stance=Stance.OPEN,
                trust=40.0,
                patience=55.0,
                rungs={"goal": 1, "problem": 2},
            ),
            FactDisclosed.model_validate(
                {
                    "seq": 0,
                    "turn": turn + 1,
                    "asked_turn": turn,
                    "fact": f"problem{turn}",
                    "topic": "problem",
                    "depth": 1,
                    "how": "elicited",
                }
            ),
            BuyerSpoke(seq=0, turn=turn + 1, text=self._replies.pop(0)),
        ]
        if not self._replies:
            batch.append(self._end(turn + 1, Outcome.WALKED_AWAY, "buyer"))
        self.events.extend(batch)
        return tuple(batch)

    def stop_waiting(self) -> None:
        """Nothing is waited for."""

    def leave(self, listener: object = None) -> tuple[AnyEvent, ...]:
        """The seller ends the call."""
        turn = self.next_turn
        batch: list[AnyEvent] = [
            BuyerSpoke(seq=0, turn=turn, text="Goodbye then."),
            self._end(turn, Outcome.SELLER_LEFT, "seller"),
        ]
        self.events.extend(batch)
        return tuple(batch)

    def show_coach(self) -> tuple[AnyEvent, ...]:
        """Records a look at the coach."""
        return self.add(CoachShown(seq=0, turn=self.next_turn))

    def add(self, event: AnyEvent) -> tuple[AnyEvent, ...]:
        """Records an event of after the call."""
        if self.refuses:
            raise Problem(self.refuses)
        self.events.append(event)
        return (event,)

    def kinds(self) -> list[str]:
        """Types of the events so far."""
        return [event.type for event in self.events]

    @staticmethod
    def _end(turn: int, outcome: Outcome, by: str) -> MeetingEnded:
        return MeetingEnded.model_validate(
            {"seq": 0, "turn": turn, "ending": "end", "outcome": outcome, "ended_by": by}
        )


class FakeDesk:
    """A desk in memory."""

    def __init__(self, session: ScriptedSession, **changes: Any) -> None:
        self.session: Any = session
        self.card = replace(CARD, **changes)
        self.kept_calls: list[KeptCall] = []
        self.first_time = False
        self.notice = ""
        self.graded = Graded(SCORECARD, {"goals": "Ask what it means to her."})
        self.told = TRUTH
        self.now = Preferences(reply_speed="instant", calls_kept_in="/calls", file="/config.toml")
        self.drafts: dict[str, str] = {}
        self.begun: list[dict[str, Any]] = []
        self.released = 0
        self.said_banner = ""
        self.held: list[Held] = []
        self.other_words = ""
        self.comparison: Any = None
        self.remarks: dict[int, Remark] = {}
        self.coach = True
        self.meetings: list[DrillMeeting] = []
        self.tried = Attempts(DrillMeeting("d", "D", CARD.id, "Tom", 3, 3), (), ())

    @property
    def drills(self) -> "FakeDesk":
        """The same desk answers for drills."""
        return self

    def begin_attempt(self, drill: str, scenario: str, prepared: Mapping[str, str]) -> Any:
        self.begun.append({"drill": drill, "scenario": scenario, "prepared": dict(prepared)})
        return self.session

    def allows_coach(self, session: object) -> bool:
        return self.coach

    def attempts(self, drill: str, scenario: str) -> Attempts:
        return self.tried

    def hand_in(self, drill: str, scenario: str, number: int) -> str:
        self.begun.append({"handed in": number})
        return "Handed in."

    def shelf(self, *, scored: bool) -> Shelf:
        return Shelf(
            drills=self.meetings,
            scenarios=[self.card],
            calls=self.kept_calls,
            scores={CARD.id: [40.0, 52.5, 61.0]} if scored else {},
            first_time=self.first_time,
            notice=self.notice,
        )

    def begin(
        self,
        scenario: str,
        *,
        seed: int | None,
        level: str,
        prepared: Mapping[str, str],
        purpose: str,
    ) -> Any:
        self.begun.append(
            {
                "scenario": scenario,
                "seed": seed,
                "level": level,
                "prepared": dict(prepared),
                "purpose": purpose,
            }
        )
        return self.session

    def resume(self, call_id: str) -> Any:
        self.begun.append({"resumed": call_id})
        return self.session

    def release(self, session: object) -> None:
        self.released += 1

    def banner(self, session: object) -> str:
        return self.said_banner

    def rephrased(self, session: object, text: str) -> str:
        return self.other_words

    def grade(self, session: object) -> Graded:
        return self.graded

    def debrief(self, session: Any) -> Debrief:
        looked = next((e for e in session.events if isinstance(e, LookedBack)), None)
        return Debrief(
            call_id="call-1",
            looked=looked,
            found=recorded(session.events),
            turned=None,
            did_well=(),
            truth=self.told,
            account=None,
            prepared=None,
            reflections=("Whose fault was it?",),
        )

    def review(self, session: object) -> Review:
        return REVIEW

    def trends(self, progress: Callable[[int, int], None]) -> Trends:
        progress(1, 2)
        return trends_of(self.held, date(2026, 11, 22))

    def meeting_for(self, events: Sequence[AnyEvent]) -> Meeting:
        opened = meeting(events)
        return set_up(opened.scenario, seed=opened.seed, level=opened.level)

    def retry(self, events: object, turn: int) -> Any:
        self.begun.append({"retried": turn})
        return self.session

    def compare(self, session: object) -> Any:
        return self.comparison

    def example(self, name: str) -> Playback:
        return self.playback(example_events(name))

    def playback(self, events: Sequence[AnyEvent]) -> Playback:
        return playback_of(events, load_rubric(), self.meeting_for, self.remarks)

    def keep_remark(self, call_id: str, turn: int, remark: Remark) -> None:
        self.remarks[turn] = remark

    def preferences(self) -> Preferences:
        return self.now

    def prefer(self, key: str, value: str) -> Preferences:
        change: Any = value == "on" if key == "coach" else value
        self.now = replace(self.now, **{key: change})
        return self.now

    def close(self) -> None:
        self.released += 1

    def draft(self, key: str) -> str:
        return self.drafts.get(key, "")

    def keep_draft(self, key: str, text: str) -> None:
        self.drafts[key] = text


def app_over(desk: FakeDesk, start: Start | None = None) -> Any:
    """The app over a fake desk; loosely typed, since tests ask every screen for its own."""
    return ProspectApp(lambda: desk, start)


async def settle(pilot: Any) -> None:
    """Waits until no worker and no message is under way."""
    for _ in range(3):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def shown(screen: Any) -> str:
    """All text on the paragraphs and labels of a screen."""
    pages = [
        "\n".join(p.label.plain + p.text.plain for p in page.paragraphs)
        for page in screen.query(Page)
    ]
    labels = [str(label.render()) for label in screen.query(Static)]
    return "\n".join([*pages, *labels])
