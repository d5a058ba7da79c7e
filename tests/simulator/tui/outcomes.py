"""What became of the scripted call: its scorecard, the truth about it, and its review."""

from typing import Any

from personas.vocabulary import Topic
from scoring.scorecard import Scorecard
from simulator.debrief.lie import ClaimTruth, Contradiction, LieTruth, ProbeUsed
from simulator.debrief.path import Step
from simulator.debrief.truth import Came, FactTruth, Truth
from simulator.review.turns import Better, Review, Reviewed, Worth

SCORECARD: dict[str, Any] = {
    "status": "scored",
    "reason": None,
    "source": "own",
    "score": 55.0,
    "raw": 71.5,
    "cap": {
        "id": "G1",
        "limit": 55,
        "turn": 3,
        "advisory": False,
        "why": "a pitch came with two of six rungs opened.",
    },
    "rubric": {"id": "explore-before-pitch", "version": "1", "sha256": "0"},
    "hearing": {"version": "1"},
    "criteria": [
        {
            "id": name,
            "weight": weight,
            "level": level,
            "points": weight * level / 4,
            "advisory": False,
            "evidence": [
                {
                    "turn": 1,
                    "speaker": "seller",
                    "quote": "What goes wrong?",
                    "start": 0,
                    "end": 16,
                    "rule": "An open question the buyer answered.",
                }
            ]
            if level
            else [],
        }
        for name, weight, level in (
            ("opening", 6, 3),
            ("goals", 8, 2),
            ("problem", 10, 4),
            ("causes", 12, 3),
            ("impact", 14, 3),
            ("urgency", 12, 2),
            ("change_people_process", 12, 3),
            ("listening", 12, 3),
            ("pitch_timing", 8, 0),
            ("next_step", 6, 3),
        )
    ],
    "metrics": {
        "turns": 5,
        "first_pitch_turn": 3,
        "topics_before_pitch": [],
        "topics_explored": [],
        "next_step_agreed": False,
        "missed_cues": [],
        "talk_share": 0.41,
        "follow_up_rate": 0.8,
        "questions": 9,
    },
    "priorities": [
        {
            "criterion": "impact",
            "turn": 3,
            "quote": "Shall I show you?",
            "why": "Without a cost a problem is only a story.",
            "try": "What does that cost you in a month?",
        }
    ],
}

TRUTH = Truth(
    facts=(
        FactTruth("problem1", Topic.PROBLEM, False, Came.EARNED, "They pay late.", "How?", 1),
        FactTruth("impact1", Topic.IMPACT, False, Came.VOLUNTEERED, "Cash is tight.", "", 1),
        FactTruth(
            "cause1",
            Topic.CAUSE,
            False,
            Came.MISSED,
            "The bills leave late.",
            path=(
                Step("problem2", Topic.PROBLEM, True, "Which of them?", 35),
                Step("cause1", Topic.CAUSE, False, "Why is that?", 30),
            ),
        ),
        FactTruth(
            "problem2",
            Topic.PROBLEM,
            True,
            Came.MISSED,
            "61 days.",
            path=(Step("problem2", Topic.PROBLEM, True, "Which of them?", 35),),
        ),
        FactTruth("competition1", Topic.COMPETITION, False, Came.OUT_OF_REACH, "It is signed."),
    ),
    lie=LieTruth(
        truth="It is signed.",
        motive="He is new and wants it off his desk.",
        claims=(ClaimTruth("We leave it as it is.", 1, "A firm starts on Monday."),),
        contradictions=(Contradiction("Five percent is not nothing.", 1), Contradiction("Dates.")),
        probes=(ProbeUsed(1, "asked what had changed", "What changed?"),),
        surfaced=False,
        never=True,
    ),
    epilogue="She put the phone down.",
)


REVIEW = Review(
    card=Scorecard("scored", None, "own", ("explore-before-pitch", "1", ""), "4"),
    turns=(
        Reviewed(
            1, 1, "What goes wrong?", 90.0, 90.0, 90.0, Worth.BEST, "It brought out problem.", ()
        ),
        Reviewed(
            3,
            2,
            "Shall I show you?",
            90.0,
            60.0,
            90.0,
            Worth.BLUNDER,
            "A pitch that nobody had asked for.",
            (Better("cause", "Why is that?", ("cause",)),),
        ),
    ),
)
