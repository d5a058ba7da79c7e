"""What a review is worth, and what it costs: `uv run python -m tests.benchmarks.review_worth [calls]`.

Over calls of half-skilled sellers, three in four of the time skilled ones and pitchers with every buyer:
is the turn that set a binding cap marked, does the better question open what it promises when it is
really asked at that turn, through the real hearing, and how long does a review take. Last a call with
every buyer in words that the practised seller would not choose: there no play-out joins the next.
"""

import itertools
import sys
import time
from dataclasses import dataclass

from personas.vocabulary import LADDER, Level, Topic
from scoring.rubric import Rubric, load_rubric
from scoring.scorecard import shown
from scoring.transcript import AnyEvent, SellerSpoke
from simulator.call.meeting import Meeting
from simulator.call.session import Session
from simulator.review.turns import Review, Worth, review
from simulator.sellers.agenda import PLAIN
from simulator.sellers.catalog import seller_named
from simulator.sellers.seller import Seller, View
from simulator.simulation.call import meeting_for, played
from simulator.voices.authored import AuthoredVoice

CALLS = 100
SELLERS = ("reference:0.5", "reference:0.75", "reference:0.9", "pitch_first", "straight_to_cost")
SCENARIOS = (
    "skeptical-owner",
    "overloaded-decision-maker",
    "contact-gone-cold",
    "rfp-broker",
    "busy-executive",
    "polite-cfo",
    "kick-off-surprise",
)


def main(calls: int) -> None:
    """Reviews so many calls and prints what was found."""
    rubric = load_rubric()
    bound = marked = promised = kept = steady = 0
    longest: list[tuple[int, float]] = []
    for number in range(calls):
        meeting = meeting_for(SCENARIOS[number % len(SCENARIOS)], number, Level.STANDARD)
        events = played(meeting, seller_named(_seller(number), number))
        spent = time.process_time()
        reviewed = review(meeting, events, rubric)
        spent = time.process_time() - spent
        longest.append((len(reviewed.turns), spent))
        steady += _never_rises(reviewed)
        cap = reviewed.card.cap
        if cap is not None and not cap.advisory:
            bound += 1
            worth = next(turn.worth for turn in reviewed.turns if turn.turn == cap.turn)
            marked += worth in (Worth.MISTAKE, Worth.BLUNDER)
        asked, opened = _questions(meeting, events, reviewed)
        promised, kept = promised + asked, kept + opened
    turns, spent = max(longest)
    print(f"{calls} calls; the curve never rises and ends at the score in {steady}")
    print(f"binding caps {bound}, the turn that set it marked {marked}")
    print(f"better questions that promise something {promised}, that open all of it {kept}")
    print(f"the longest call, {turns} seller turns: {spent:.2f} s of a processor")
    print(f"the slowest {max(s for _, s in longest):.2f} s")
    print(f"mean {sum(s for _, s in longest) / len(longest):.2f} s")
    for scenario in SCENARIOS:
        print(f"in other words, {scenario}: {_in_other_words(scenario, rubric)}")


@dataclass
class InOtherWords:
    """Asks on through the rungs, never as the practised seller would put it."""

    def speak(self, view: View) -> str:
        """A topic's plain question, led in by other words each turn."""
        topics = (*LADDER, Topic.STAKEHOLDERS, Topic.PROCESS, Topic.CURRENT_STATE)
        topic = topics[view.number % len(topics)]
        return f"{_LEADS[view.number % len(_LEADS)]} {PLAIN[topic][-1]}"


_LEADS = (
    "That helps me, thank you.",
    "I would like to understand this properly.",
    "Let me ask it as I would ask a friend.",
    "I am curious about one thing more.",
    "Take your time with this one.",
)


def _in_other_words(scenario: str, rubric: Rubric) -> str:
    """How many turns the call had and what its review cost."""
    meeting = meeting_for(scenario, 1, Level.EASY)
    seller: Seller = InOtherWords()
    events = played(meeting, seller)
    spent = time.process_time()
    turns = review(meeting, events, rubric).turns
    spent = time.process_time() - spent
    return f"{len(turns)} seller turns, {spent:.2f} s of a processor"


def _seller(number: int) -> str:
    return SELLERS[number // len(SCENARIOS) % len(SELLERS)]


def _never_rises(reviewed: Review) -> bool:
    curve = [value for turn in reviewed.turns for value in (turn.before, turn.after)]
    known = [value for value in curve if value is not None]
    falls = all(one >= two for one, two in itertools.pairwise(known))
    return falls and known[-1] == (shown(reviewed.card.score) or 0.0)


def _questions(meeting: Meeting, events: list[AnyEvent], reviewed: Review) -> tuple[int, int]:
    """How many better questions promise something, and how many of them open all of it."""
    asked = opened = 0
    spoken = {event.turn for event in events if isinstance(event, SellerSpoke)}
    for turn in reviewed.turns:
        for better in turn.better:
            if not better.opens or turn.turn not in spoken:
                continue
            session = Session(meeting, AuthoredVoice(), clock=lambda: "", record=lambda _: None)
            session.open_again("again", events, turn.turn)
            came = {str(e.topic) for e in session.say(better.ask) if e.type == "fact_disclosed"}
            asked += 1
            opened += set(better.opens) <= came
    return asked, opened


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CALLS)
