"""What the judge is asked: per criterion four yes/no questions, one for each level.

A judge agrees with people on one narrow question and not on an impression, so a level is never asked
for: it is made of what stands. Each question is one cell of the table in `docs/rubric.md`, and each
yes must be proved by quotes: at level 1 the seller's words, above it the seller's and the buyer's.
"""

from collections.abc import Set
from dataclasses import dataclass

from scoring.evidence import Speaker
from scoring.rubric import CRITERIA


@dataclass(frozen=True, slots=True)
class Item:
    """One question, answered yes or no."""

    id: str
    """Criterion and level, as in "impact.3"."""
    level: int
    """The level a yes is evidence for: 1 to 4; 0 for the control."""
    question: str
    quotes: tuple[Speaker, ...]
    """Whose words a yes must quote, at least once each."""


QUESTIONS: dict[str, tuple[str, str, str, str]] = {
    "opening": (
        "In the first four seller turns, does the seller ask the buyer something instead of selling?",
        "In the first four seller turns, does the seller give a reason for this call that is about the buyer, and ask what they aim at or whether they have time?",
        "In the first four seller turns, does the seller put a presumption or an insight about the buyer as a question, and say what in the brief it rests on?",
        "In answer to one of the first four seller turns, does the buyer tell a goal, a problem or a priority of theirs, or why they give this conversation time?",
    ),
    "goals": (
        "Does the seller ask what the buyer wants to reach?",
        "Does the buyer, asked for it, say what they want to reach?",
        "Does the buyer, asked for it, give their goal a measure or a date, before any cause was talked about or tied to one of their problems?",
        "Does the seller give the buyer's goal back with what it means to the buyer personally, and does the buyer accept that?",
    ),
    "problem": (
        "Does the seller ask what goes wrong or is hard for the buyer?",
        "Does the buyer, asked for it, name a problem of theirs?",
        "Does the buyer, asked for it, tell a concrete case of a problem: where, when or how often it happens?",
        "Does the buyer tell a second problem, or who else is affected, and accept the seller's summary of it?",
    ),
    "causes": (
        "Does the seller ask why the buyer's problem happens?",
        "Does the buyer, asked for it, name a reason why their problem happens?",
        "Does the seller follow up a reason the buyer gave with another question, and does the buyer then tell a deeper cause?",
        "Does the buyer, asked for it, tell what was tried against the problem or why it persists, or does the seller give up a presumption of their own about the cause when the buyer corrects it?",
    ),
    "impact": (
        "Does the seller ask what the buyer's problem costs or leads to?",
        "Does the buyer, asked for it, name a consequence of their problem?",
        "Does the buyer state a number with its unit and period for a consequence before the seller names one, or accept a sum the seller worked out from the buyer's own figures?",
        "Does the buyer tell a second consequence of another kind (for themselves, their customers, or a risk), and confirm the whole when the seller gives it back?",
    ),
    "urgency": (
        "Does the seller ask whether this is a priority, or what sets the time?",
        "Does the buyer, asked for it, say where this ranks against other work, or name a dated reason to act?",
        "Does the buyer, asked for it, say both where this ranks against other work and a dated reason to act?",
        "Does the buyer, asked for it, say what happens if nothing is done, or do both agree openly that it is not for now?",
    ),
    "change_people_process": (
        "Does the seller ask what has changed, who has a say, or how the buyer's side decides?",
        "Does the buyer, asked for it, tell one of these: what has changed, who else has a say, the steps of their decision?",
        "Does the buyer, asked for it, tell at least two of these: what has changed, who else has a say, the steps of their decision?",
        "Does the buyer, asked for it, tell what has changed, who else has a say and the steps of their decision, and does the seller ask about earlier supporters and, taking for granted that there are some, about alternatives?",
    ),
    "listening": (
        "Does at least one in five of the seller's questions take up something the buyer told shortly before?",
        "Do at least two in five of the seller's questions take up something the buyer told shortly before?",
        "Do at least three in five of the seller's questions take up something the buyer told shortly before, and does the buyer confirm a summary?",
        "Do at least four in five of the seller's questions take up something the buyer told shortly before, does the buyer accept two reflections that add meaning, and is no question of the buyer dodged?",
    ),
    "pitch_timing": (
        "Before the seller first speaks of their own product, company, customers or price, does the buyer tell something specific on at least two of these six: goal, problem, cause, impact, priority, what happens if nothing is done?",
        "Before the seller first speaks of their own product, company, customers or price, does the buyer tell something specific on at least four of these six: goal, problem, cause, impact, priority, what happens if nothing is done?",
        "Does the buyer tell something specific on at least five of these six before the seller first speaks of their own product, company, customers or price, or on four while the seller never does: goal, problem, cause, impact, priority, what happens if nothing is done?",
        "Does the buyer ask how the seller can help, and does the seller then pitch in 120 words at most, tie every claim to something the buyer told, and ask whether it fits?",
    ),
    "next_step": (
        "Does the seller ask for a meeting, a demonstration or another next step?",
        "Does the buyer agree to a next step, however vague?",
        "Is a next step agreed with what is done, by whom and when, or do both agree, with the reason, that there is none?",
        "Is it said what open point the agreed next step settles, who attends and what the buyer brings, and does the seller sum it up?",
    ),
}
"""By criterion, the questions for levels 1 to 4."""
_COUNTS_AFTER = {"opening.3": 0}
"""The level that must stand before an item counts, where that is not the one below its own."""


def _items(criterion: str) -> tuple[Item, ...]:
    return tuple(
        Item(
            id=f"{criterion}.{level}",
            level=level,
            question=question,
            quotes=("seller",) if level == 1 else ("seller", "buyer"),
        )
        for level, question in enumerate(QUESTIONS[criterion], 1)
    )


ITEMS: dict[str, tuple[Item, ...]] = {criterion: _items(criterion) for criterion in CRITERIA}
"""The questions by criterion, lowest level first."""

CONTROL = Item(
    id="control",
    level=0,
    question="Does the seller tell the buyer that this call is being held on the moon, and does the buyer agree that it is?",
    quotes=("seller", "buyer"),
)
"""A question whose answer is no. Who proves a yes to it with true quotes proves nothing by any yes."""


def level_of(criterion: str, standing: Set[str]) -> int:
    """The level, 0 to 4, that the standing items come to; `standing` holds their ids.

    It begins at 0 and rises step by step: a yes above a step that does not stand counts nothing.
    """
    level = 0
    for item in ITEMS[criterion]:
        if item.id in standing and level >= _COUNTS_AFTER.get(item.id, item.level - 1):
            level = item.level
    return level
