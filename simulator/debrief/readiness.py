"""Before the call: eight readiness questions, two keys, a word to a sheet that is a pitch."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prompt:
    """One field of the prepare sheet."""

    id: str
    """Key in `MeetingOpened.prepared`."""
    asks: str


READINESS = (
    Prompt("reason", "Why did they take this meeting? (Not: to learn about your product.)"),
    Prompt("their_goals", "What do they want to get out of it?"),
    Prompt("priorities", "What presses their company, and this person? How do you know?"),
    Prompt("missing", "What may they be missing? What is changing around them?"),
    Prompt("value", "What could you tell them about their business that they would value?"),
    Prompt("they_prepare", "What do they need to bring or prepare: figures, people?"),
    Prompt("both_ready", "What must be done by the end for both of you to call it worth it?"),
    Prompt("derail", "What could derail it, and how will you avoid or handle that?"),
)
"""The eight, in the order they are asked."""

KEYS = (
    Prompt("we_ready", "Are we ready?"),
    Prompt("customer_ready", "Is the customer ready?"),
)
"""The two keys: both must turn."""

ONLY_A_PITCH = (
    "This sheet is about what you will say. Nothing on it is about them yet: "
    "what would you like to find out?"
)

_SELLING = re.compile(
    r"\b(?:demo\w*|pitch\w*|present\w*|slides?|deck|features?|product|platform|solution|offer\w*|"
    r"price|pricing|discount|show (?:them|her|him)|tell (?:them|her|him)|our (?:tool|service|software|company))\b",
    re.I,
)
_ABOUT_THEM = re.compile(
    r"\?|\b(?:they|their|them|she|her|he|his|him|why|what|who|how|whether|find out|ask|learn|"
    r"understand)\b",
    re.I,
)


def only_a_pitch(answers: Mapping[str, str], own_words: Sequence[str] = ()) -> bool:
    """Whether everything on the sheet describes what the seller will present.

    `own_words` are the names of the seller's company and products. An empty sheet is not a pitch.
    """
    lines = [
        line.strip()
        for prompt in READINESS
        for line in re.split(r"[.!;\n]+", answers.get(prompt.id, ""))
        if line.strip()
    ]
    selling = [line for line in lines if sells(line, own_words)]
    return bool(selling) and not any(about_them(line) for line in lines if line not in selling)


def sells(line: str, own_words: Sequence[str] = ()) -> bool:
    """Whether a line speaks of showing, offering or the seller's own names."""
    names = (word.lower() for word in own_words)
    return bool(_SELLING.search(line)) or any(name in line.lower() for name in names)


def about_them(line: str) -> bool:
    """Whether a line, what it sells left out, wonders about the buyer or speaks of them."""
    return bool(_ABOUT_THEM.search(_SELLING.sub("", line)))
