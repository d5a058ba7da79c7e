"""The reference seller: explores, follows up, gives back, tests what does not fit, and waits to be asked.

At skill 1 every turn is its best; at skill s each turn is, with chance 1 - s, a common mistake
(`mistakes.py`). It plays from what was said: the topics still in the dark, the last answer, a hint, an
invitation. It does not know thresholds, prerequisites, or whether the buyer lies.
"""

import random
import re
from dataclasses import dataclass

from personas.vocabulary import LADDER, Topic
from scoring.hearing.words import content_stems
from simulator.sellers.agenda import CLOSING, next_topic, question, unasked
from simulator.sellers.mistakes import mistake
from simulator.sellers.probing import does_not_come_to_the_point, probe
from simulator.sellers.seller import Told, View
from simulator.sellers.wording import from_seller, gist, lowered, names_in, shared

SUMMARY_EVERY = 5
"""Turns from one summary to the next."""
_ABOUT_PEOPLE = re.compile(r"\b(?:he|she|his|her|hers|him|you|your|yours)\b", re.I)
_LEADS = ("So {}.", "You say {}.", "I take it {}.", "So, {}, then.")


@dataclass
class ReferenceSeller:
    """Plays at one skill. `chance` decides which turns go wrong and how."""

    skill: float
    chance: random.Random

    def speak(self, view: View) -> str | None:
        """The next turn."""
        slips = self.chance.random() >= self.skill
        if view.agreed:
            return None
        return mistake(view, self.chance) if slips else best_turn(view)


def reference(skill: float, seed: int) -> ReferenceSeller:
    """A reference seller whose slips are drawn from a seed."""
    return ReferenceSeller(skill, random.Random(f"reference {skill} {seed}"))  # noqa: S311 - chance, no secret


def best_turn(view: View) -> str | None:
    """The best next turn that this seller knows."""
    if view.number == 1:
        return _opening(view)
    if view.invited and not view.answered:
        return _answer_to_the_invitation(view)
    if view.left <= CLOSING or (view.answered and not unasked(view)):
        return _next_step(view)
    if view.asked_back:
        return f"{_basis(view)} {question(view, Topic.PROBLEM)}"
    if _summary_is_due(view):
        return _summary(view)
    if view.hint:
        return _after_hint(view)
    if does_not_come_to_the_point(view):
        return probe(view)
    topic = next_topic(view)
    return _leaning_on_the_answer(view, topic, question(view, topic))


def _opening(view: View) -> str:
    """What was read beforehand, put to the buyer as a question."""
    return f"Thank you for making the time. {_basis(view)} {question(view, Topic.GOAL)}"


def _basis(view: View) -> str:
    """A fact of the brief that can be said to the buyer's face."""
    plain = [fact.text for fact in view.brief.facts if not _ABOUT_PEOPLE.search(fact.text)]
    said = view.said_by_seller()
    unsaid = [text for text in plain if not any(text[10:40] in line for line in said)]
    text = next(iter(unsaid or plain), view.brief.facts[0].text)
    return f"Before we spoke I read this: {from_seller(text)}"


def _leaning_on_the_answer(view: View, topic: Topic, question: str) -> str:
    """The last thing told given back, then the question; bare when it cannot be given back."""
    latest = [item for item in view.told if item.number == view.number - 1]
    given = next((words for item in reversed(latest) if (words := gist(item.words))), "")
    if not given:
        last = next((w for item in reversed(view.told[-3:]) if (w := gist(item.words))), "")
        return f"You told me {last}. {question}" if last and topic in LADDER else question
    return f"{_LEADS[view.number % len(_LEADS)].format(given)} {question}"


def _after_hint(view: View) -> str:
    """Takes up the aside, in its own words."""
    said = view.said_by_seller()
    ways = [
        way
        for topic in view.questions
        for way in view.questions[topic]
        if not any(way in line for line in said)
    ]
    hinted = content_stems(view.hint)
    best = max(ways, key=lambda way: (shared(way, hinted), -len(way)), default="")
    words = gist(view.hint)
    lead = f"You mentioned just now: {words}." if words else "You let something drop just now."
    if best and shared(best, hinted):
        return f"{lead} {best}"
    return f"{lead} What is behind that?"


def _particulars(view: View) -> list[tuple[Told, str]]:
    """What was told in particular, the newest of each topic, in words that can be given back."""
    newest: dict[Topic, tuple[Told, str]] = {}
    for item in view.told:
        words = gist(item.words)
        if words and (item.specific or item.topic not in newest):
            newest[item.topic] = (item, words)
    return list(newest.values())


def _summary_is_due(view: View) -> bool:
    """Whether two rungs are known in particular that were not summed up yet, and it is time."""
    if view.number % SUMMARY_EVERY and view.left > CLOSING + 1:
        return False
    return len(_to_sum_up(view)) > 1


def _to_sum_up(view: View) -> list[str]:
    summed = [line for line in view.said_by_seller() if "Let me check" in line]
    return [
        words
        for item, words in _particulars(view)
        if item.topic in LADDER and item.specific and not any(words in line for line in summed)
    ]


def _summary(view: View) -> str:
    said = "; ".join(_to_sum_up(view)[:3])
    return f"Let me check that I've understood you: {said}. Did I get that right?"


def _answer_to_the_invitation(view: View) -> str:
    """Short, and tied to what the buyer said."""
    impact = [words for item, words in _particulars(view) if item.topic is Topic.IMPACT]
    cause = [words for item, words in _particulars(view) if item.topic is Topic.CAUSE]
    tied = " and ".join((*cause[-1:], *impact[-1:]))
    told = f"You told me {tied}. " if tied else ""
    offer = lowered(view.scenario.seller.offer)
    return f"{told}That is where we come in: {view.company} {offer} Would that fit what you need?"


def _next_step(view: View) -> str | None:
    """Who does what by when, what for, who comes and what the buyer brings."""
    if view.offers > 1 and view.left > 1 and not view.answered:
        return "Then let's leave it there for now, for the reasons you gave me. Thank you."
    # What others offered is not what the meeting is for, unless it is what was hidden.
    found = [
        (item, words)
        for item, words in _particulars(view)
        if item.topic is not Topic.COMPETITION or item.specific
    ]
    purpose = "; ".join(words for item, words in found[-3:]) or "what you told me"
    people = [
        name
        for item in view.told
        if item.topic in (Topic.STAKEHOLDERS, Topic.PROCESS)
        for name in names_in(item.words)
    ]
    names = " and ".join(dict.fromkeys(people)) or "whoever else decides"
    return (
        f"To sum up what I have: {purpose}. Could we meet next Tuesday at ten, you, {names} and I, to "
        "go through just that? I'll send you a summary tomorrow, and please bring the figures and "
        "papers you have on it."
    )
