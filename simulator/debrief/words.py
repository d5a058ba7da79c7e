"""The plain words in which screens and line mode speak of topics, acts, criteria and endings."""

from collections.abc import Iterable
from dataclasses import dataclass

from personas.vocabulary import Act, Outcome, Topic

TOPICS: dict[str, str] = {
    Topic.GOAL: "goal",
    Topic.PROBLEM: "problem",
    Topic.CAUSE: "cause",
    Topic.IMPACT: "impact",
    Topic.PRIORITY: "priority",
    Topic.INACTION: "the cost of doing nothing",
    Topic.PROCESS: "how they decide",
    Topic.STAKEHOLDERS: "who has a say",
    Topic.CHANGE: "what has changed",
    Topic.CURRENT_STATE: "how it works today",
    Topic.COMPETITION: "others in the running",
    Topic.BUDGET: "money",
    Topic.NEXT_STEP: "next step",
}
"""Topic to the words a salesperson would use for it."""

STOOD_IN = "the authored line stood in"
"""The mark on a line whose model voice failed."""

SHORT_TOPICS: dict[str, str] = {**TOPICS, Topic.INACTION: "inaction"}
"""The same where there is room for one word, as on the ladder."""

ACTS: dict[str, str] = {
    Act.OPEN_QUESTION: "an open question",
    Act.CLOSED_QUESTION: "a yes/no question",
    Act.REFLECTION: "giving back what was said",
    Act.PITCH: "a pitch",
    Act.INSIGHT: "an insight",
    Act.NEXT_STEP: "a next step",
    Act.RAPPORT: "small talk",
    Act.OTHER: "something else",
}
"""Act to words that finish the sentence 'it was heard as …'."""

OUTCOMES: dict[str, str] = {
    Outcome.INVITED_NEXT: "You were asked how you can help, and agreed a next step.",
    Outcome.NEXT_STEP_AGREED: "You agreed a next step.",
    Outcome.HONEST_NOT_NOW: "An honest 'not now', understood on both sides.",
    Outcome.REDIRECTED: "The next step is with the person who decides.",
    Outcome.TRUTH_SURFACED: "You got the truth.",
    Outcome.POLITE_DEFERRAL: "A polite 'later', with nothing behind it.",
    Outcome.MISLED: "You were told a story, and left believing it.",
    Outcome.WALKED_AWAY: "The buyer ended the call.",
    Outcome.DISQUALIFIED: "You were ruled out.",
    Outcome.WON_BUT_CHURNED: "You won it, and will lose it again.",
    Outcome.TIMED_OUT: "The time was up.",
    Outcome.SELLER_LEFT: "You ended the call.",
    Outcome.OTHER_LANGUAGE: "The call was not held in English.",
}
"""How a call ended, in one sentence."""

DEPTHS = ("nothing yet", "first answer", "specific", "their own words")
"""What depth 0 to 3 of a rung means."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the ten things a call is scored on."""

    id: str
    name: str
    asks: str
    """What it looks at, as one plain sentence."""


CRITERIA = (
    Criterion(
        "opening", "Opening", "Give a reason for the call that is about them, not about you."
    ),
    Criterion("goals", "Goals", "Find out what they want to reach, by when, and why it matters."),
    Criterion("problem", "Problem", "Get to one concrete case: what goes wrong, where, how often."),
    Criterion("causes", "Causes", "Follow the first answer down to why it really happens."),
    Criterion("impact", "Impact", "Work out with them what it costs, in their numbers."),
    Criterion(
        "urgency", "Urgency", "Learn where it ranks, what sets the clock, what waiting costs."
    ),
    Criterion(
        "change_people_process",
        "Change and people",
        "Learn what has changed, who else has a say, and how they decide.",
    ),
    Criterion("listening", "Listening", "Build each question on what was just said."),
    Criterion("pitch_timing", "Pitch timing", "Say what you sell only once they ask for help."),
    Criterion("next_step", "Next step", "Agree who does what by when, and why it is worth it."),
)
"""The rubric in plain words, in the order of its criteria."""

NAMES: dict[str, str] = {criterion.id: criterion.name for criterion in CRITERIA}


def topics_told(topics: Iterable[str]) -> str:
    """Topics that came out, in plain words, each once: "goal and how they decide"."""
    return " and ".join(dict.fromkeys(TOPICS.get(topic, topic) for topic in topics))


def topic_words(topics: tuple[str, ...]) -> str:
    """Topics in plain words, joined; empty for none."""
    return ", ".join(TOPICS.get(topic, topic) for topic in topics)
