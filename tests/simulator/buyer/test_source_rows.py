"""Every row of the five source articles is answered by something that exists.

The ids are those of the rows the product was built from: a, needs learned only at kick-off; b, ready for the
meeting; c, provocative outreach; d, know the customer's process; e, the decision maker who misled.
"""

from collections.abc import Callable

import pytest

from personas.persona import Persona
from personas.vocabulary import LADDER, Intent, Outcome, Topic
from scenarios.catalog import load_scenario
from scenarios.scenario import Scenario
from scoring.grader import grade
from scoring.rubric import CRITERIA, load_rubric
from simulator.buyer.cover import STRENGTH
from simulator.buyer.transitions import (
    DODGES_TO_LEAVE,
    EFFECTS,
    PITCH_GROWTH,
    PITCHES_TO_LEAVE,
    Move,
)
from simulator.call.meeting import set_up
from simulator.debrief.look_back import FIVE
from simulator.debrief.readiness import KEYS, READINESS, only_a_pitch
from simulator.sellers.adversaries import adversary
from tests.simulator.scripted import SCENARIOS, call_of, record_of

MISSING = "missing from the source"


def scenario(name: str) -> Scenario:
    """A scenario by its id."""
    return load_scenario(name).scenario


def persona(name: str) -> Persona:
    """The buyer of a scenario in the situation of its ledger."""
    return set_up(name, seed=1, variant="a").persona


def everyone() -> list[Persona]:
    """All seven buyers."""
    return [persona(name) for name in SCENARIOS]


def endings(name: str) -> set[Outcome]:
    """The kinds of ending a scenario can have."""
    return {row.outcome for row in persona(name).endings}


def triggers(name: str) -> set[str]:
    """What a scenario's buyer cannot stand."""
    return {trigger.id for trigger in persona(name).triggers}


def brief(name: str) -> str:
    """What the trainee of a scenario reads beforehand."""
    found = scenario(name).brief
    return " ".join((found.who, found.why, *(fact.text for fact in found.facts))).lower()


def metrics() -> set[str]:
    """Names of everything that is measured in a call."""
    return set(grade(record_of("polite-cfo", "quitter", "a"), load_rubric()).metrics)


def needs_beyond_the_paper(name: str) -> int:
    """Real needs of a buyer that stand in no public fact."""
    return len(persona(name).needs)


Row = Callable[[], object]

ROWS: dict[str, tuple[str, Row]] = {
    "a-1": ("kick-off-surprise opens after the award", lambda: "won" in brief("kick-off-surprise")),
    "a-2": ("the broker's trigger bypass", lambda: "bypass" in triggers("rfp-broker")),
    "a-3": (
        "agreeing to all ends in won_but_churned",
        lambda: (
            "agree_all" in triggers("rfp-broker")
            and Outcome.WON_BUT_CHURNED in endings("rfp-broker")
        ),
    ),
    "a-4": (
        "three needs or more that no tender holds",
        lambda: min(map(needs_beyond_the_paper, ("rfp-broker", "kick-off-surprise"))) >= 3,
    ),
    "a-5": (
        "eloquence is worth nothing: criterion pitch_timing, tests of the grading laws",
        lambda: "pitch_timing" in CRITERIA,
    ),
    "a-6": (
        "month six in the epilogue",
        lambda: any(row.month_six for row in persona("kick-off-surprise").endings),
    ),
    "a-7": (
        "a next step at level 4 needs what the buyer brings: criterion next_step",
        lambda: "next_step" in CRITERIA,
    ),
    "a-8": (
        "exploring earns patience, pitching burns it",
        lambda: EFFECTS[Move.QUESTION_EARNS_LINKED].patience > 0 > EFFECTS[Move.PITCH].patience,
    ),
    "a-9": (
        "the broker's best ending is a needs session for all bidders",
        lambda: "needs_session" in {row.id for row in persona("rfp-broker").endings},
    ),
    "b-1": (
        "patience under 100, a point a turn",
        lambda: (
            all(scenario(name).patience < 100 for name in SCENARIOS)
            and EFFECTS[Move.TICK].patience == -1
        ),
    ),
    "b-2": (
        "a prepare sheet that is a pitch is flagged",
        lambda: only_a_pitch({"reason": "I will present our platform."}),
    ),
    "b-3": ("eight readiness questions", lambda: len(READINESS) == 8),
    "b-4": ("two keys", lambda: len(KEYS) == 2),
    "b-5": ("five questions before the score", lambda: len(FIVE) == 5),
    "b-6": (
        "out of patience the buyer ends it",
        lambda: all(Outcome.WALKED_AWAY in endings(name) for name in SCENARIOS),
    ),
    "c-1": ("an insight earns trust", lambda: EFFECTS[Move.INSIGHT].trust == 4),
    "c-2": (
        "hook, demo, famous names, demo: ended by turn 4, at most 30 points",
        lambda: (
            adversary("hook_demo_logos_demo").bound.ended_by == 4
            and all(call_of(name, "hook_demo_logos_demo", "a").turns <= 4 for name in SCENARIOS)
        ),
    ),
    "c-3": ("a second dodge ends the call", lambda: DODGES_TO_LEAVE == 2),
    "c-4": (
        "famous names put a small business off",
        lambda: (
            EFFECTS[Move.SIZE_MISMATCH].trust == -5 and persona("skeptical-owner").small_business
        ),
    ),
    "c-5": ("topics_explored is a metric", lambda: "topics_explored" in metrics()),
    "c-6": ("six rungs before an invitation", lambda: len(LADDER) == 6),
    "c-7": (
        "92 of 100 points are not for the pitch",
        lambda: 100 - load_rubric().text.weights["pitch_timing"] == 92,
    ),
    "c-8": ("criteria goals and causes", lambda: {"goals", "causes"} <= set(CRITERIA)),
    "c-9": (
        "a presumption with a basis earns more than a plain question",
        lambda: EFFECTS[Move.PRESUMPTION].trust > EFFECTS[Move.QUESTION_EARNS].trust,
    ),
    "c-10": ("criterion change_people_process", lambda: "change_people_process" in CRITERIA),
    "c-11": (
        "'how can you help?' has lines in every buyer",
        lambda: all(len(each.lines[Intent.INVITE]) >= 6 for each in everyone()),
    ),
    "c-12": (
        "claimed results of coaching are shown nowhere as fact",
        lambda: not any("30–40%" in brief(name) for name in SCENARIOS),
    ),
    "c-13": (
        "five business facts or more in every brief",
        lambda: all(len(scenario(name).brief.facts) >= 5 for name in SCENARIOS),
    ),
    "d-1": (
        "two quotes and four follow-ups in the brief",
        lambda: (
            {"quote", "requote", "follow_ups"}
            <= {fact.id for fact in scenario("contact-gone-cold").brief.facts}
        ),
    ),
    "d-2": (
        "she chases nothing: trigger chasing, and a white lie that wears thin",
        lambda: (
            "chasing" in triggers("contact-gone-cold")
            and (story := persona("contact-gone-cold").cover_story)
            and story.civil > 0
        ),
    ),
    "d-3": (
        "the five false comforts stand in the brief",
        lambda: "right technology, right price" in brief("contact-gone-cold"),
    ),
    "d-4": (
        "every buyer has a change to tell",
        lambda: all(any(f.topic is Topic.CHANGE for f in each.facts) for each in everyone()),
    ),
    "d-5": (
        "the process comes out by asking: every buyer has it, none as an opening surface fact",
        lambda: all(any(f.topic is Topic.PROCESS for f in each.facts) for each in everyone()),
    ),
    "d-6": (
        "trust comes from questions and reflections, never from selling uninvited",
        lambda: EFFECTS[Move.REFLECTION_ACCEPTED].trust > 0 > EFFECTS[Move.PITCH].trust,
    ),
    "d-7": (MISSING, lambda: True),
    "e-1": (
        "the outcome is no criterion",
        lambda: not {"outcome", "ending", "sale"} & set(CRITERIA),
    ),
    "e-2": (
        "champion and CFO stand in the brief",
        lambda: (
            "castor" in brief("overloaded-decision-maker")
            and "lund" in brief("overloaded-decision-maker")
        ),
    ),
    "e-3": (
        "a restructuring to be found out in both",
        lambda: all(
            any(fact.id == "change1" for fact in persona(name).facts)
            for name in ("overloaded-decision-maker", "polite-cfo")
        ),
    ),
    "e-4": (
        "true facts beside the lie",
        lambda: len(persona("overloaded-decision-maker").facts) >= 12,
    ),
    "e-5": (
        "eight deferrals",
        lambda: (
            (story := persona("overloaded-decision-maker").cover_story)
            and len(story.deferrals) >= 8
        ),
    ),
    "e-6": (
        "'only half an hour' is a trigger, and a probe used twice adds nothing",
        lambda: "half_hour" in triggers("overloaded-decision-maker"),
    ),
    "e-7": (
        "the saving beside the budget is a contradiction to cite",
        lambda: (
            (story := persona("overloaded-decision-maker").cover_story)
            and len(story.contradictions) >= 2
        ),
    ),
    "e-8": (
        "fear costs trust in both",
        lambda: (
            EFFECTS[Move.FEAR].trust < 0
            and "fear" in triggers("overloaded-decision-maker")
            and "fear" in triggers("polite-cfo")
        ),
    ),
    "e-9": (
        "the lie, its truth, and the ending misled",
        lambda: Outcome.MISLED in endings("overloaded-decision-maker"),
    ),
    "e-10": (
        "three kinds of probe, counted by a metric",
        lambda: {"presuming", "change", "process"} <= set(STRENGTH) and "probes" in metrics(),
    ),
    "e-11": (
        "endings that lead back to others",
        lambda: (
            Outcome.REDIRECTED in endings("overloaded-decision-maker")
            and Outcome.REDIRECTED in endings("polite-cfo")
        ),
    ),
    "e-12": (
        "an accusation costs trust and locks the lie",
        lambda: EFFECTS[Move.ACCUSATION].trust == -20,
    ),
}
COUNTS = {"a": 9, "b": 6, "c": 13, "d": 7, "e": 12}


def test_every_row_of_the_sources_is_listed() -> None:
    """a-1 to e-12, none left out; what the source itself lacks says so."""
    wanted = [f"{letter}-{n}" for letter, last in COUNTS.items() for n in range(1, last + 1)]
    assert list(ROWS) == wanted
    assert [row for row, (what, _) in ROWS.items() if what == MISSING] == ["d-7"]


@pytest.mark.parametrize("row", ROWS)
def test_what_answers_a_row_exists(row: str) -> None:
    """The scenario, criterion, trigger, ending or metric that is named is there."""
    _, exists = ROWS[row]
    assert exists()


def test_pitching_on_ends_the_call() -> None:
    """The patience economy has its end: a third pitch, each dearer than the one before."""
    assert PITCHES_TO_LEAVE == 3
    assert PITCH_GROWTH.trust < 0
    assert PITCH_GROWTH.patience < 0
