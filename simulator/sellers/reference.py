"""The reference seller: explores, follows up, gives back, tests what does not fit, and waits to be asked.

At skill 1 every turn is its best; at skill s each turn is, with chance 1 - s, a common mistake
(`mistakes.py`). It plays from what was said: the topics still in the dark, the last answer, a hint, an
invitation. It does not know thresholds, prerequisites, or whether the buyer lies.
"""

import random
import re
from dataclasses import dataclass

from personas.vocabulary import Topic
from scoring.hearing.words import content_stems
from scoring.wording import clipped
from simulator.sellers.mistakes import mistake
from simulator.sellers.seller import Told, View
from simulator.sellers.wording import from_seller, gist, known_share, lowered, shared

AGENDA: tuple[tuple[Topic, int], ...] = (
    (Topic.GOAL, 1),
    (Topic.PROBLEM, 1),
    (Topic.GOAL, 2),
    (Topic.PROBLEM, 2),
    (Topic.CAUSE, 1),
    (Topic.IMPACT, 1),
    (Topic.CAUSE, 2),
    (Topic.IMPACT, 2),
    (Topic.CHANGE, 1),
    (Topic.PRIORITY, 1),
    (Topic.STAKEHOLDERS, 1),
    (Topic.PRIORITY, 2),
    (Topic.INACTION, 2),
    (Topic.CHANGE, 2),
    (Topic.PROCESS, 2),
    (Topic.COMPETITION, 1),
    (Topic.CURRENT_STATE, 1),
)
"""What to find out, in the order in which one thing leads to another, and how far."""
RUNGS = (Topic.GOAL, Topic.PROBLEM, Topic.CAUSE, Topic.IMPACT, Topic.PRIORITY, Topic.INACTION)
BEFORE_CLOSING = (
    (Topic.CHANGE, 1),
    (Topic.STAKEHOLDERS, 1),
    (Topic.PROCESS, 2),
    (Topic.COMPETITION, 1),
    (Topic.CURRENT_STATE, 1),
)
"""What to know before a next step is proposed, though the buyer has asked for help already."""
MORE = (Topic.IMPACT, Topic.CAUSE, Topic.COMPETITION, Topic.STAKEHOLDERS, Topic.PROBLEM)
"""What is worth another question once all is known."""
REST = 3
"""Turns before a topic that was avoided is tried again."""
CLOSING = 3
"""Turns before the end in which a next step is proposed."""
PROBING = 11
"""Turns before the end from which a call that does not come to the point is tested."""
SUMMARY_EVERY = 5
KNOWN_ENOUGH = 0.5
_SUPPORTER = re.compile(
    r"\b(?:champion|support\w*|sponsor\w*|enthusias\w+|in favou?r|your contact)\b", re.I
)
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][a-z]{2,}(?: [A-Z][a-z]+(?:-[A-Z][a-z]+)?)?\b")
_ABOUT_PEOPLE = re.compile(r"\b(?:he|she|his|her|hers|him|you|your|yours)\b", re.I)
_LEADS = ("So {}.", "You say {}.", "I take it {}.", "So, {}, then.")
_WAY_OUT = "If it's already decided I'd rather know, and there'd be no hard feelings."
_PRESUMING = "Which other firms are you already talking to about this?"
_CHANGED = "What has changed on your side since we last spoke, and what is already under way?"
_PUZZLED = "One thing puzzles me, and I may have it wrong. You said just now:"
_PROBES = 4
_QUOTED = 40
"""Words of the buyer's last answer that are quoted."""
PLAIN: dict[Topic, tuple[str, ...]] = {
    Topic.GOAL: ("What are you trying to reach this year?",),
    Topic.PROBLEM: ("What goes wrong, when it goes wrong?",),
    Topic.CAUSE: ("Why does that happen?", "What's behind that?"),
    Topic.IMPACT: ("What does that cost you?", "What does that mean for you yourself?"),
    Topic.PRIORITY: ("Where does it stand on your list, and why now?",),
    Topic.INACTION: ("What happens if it stays as it is?",),
    Topic.CHANGE: ("What has changed on your side lately?",),
    Topic.STAKEHOLDERS: ("Who else has a say in this?",),
    Topic.PROCESS: ("How is a decision like this made?",),
    Topic.CURRENT_STATE: ("How does it work today, from start to finish?",),
    Topic.COMPETITION: (_PRESUMING,),
    Topic.BUDGET: ("Where would the money for it come from?",),
    Topic.NEXT_STEP: ("What should happen after today?",),
}
"""Ways to ask that fit any buyer."""


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
    if view.left <= CLOSING or (view.answered and not _unasked(view)):
        return _next_step(view)
    if view.asked_back:
        return f"{_basis(view)} {_question(view, Topic.PROBLEM)}"
    if _summary_is_due(view):
        return _summary(view)
    if view.hint:
        return _after_hint(view)
    if _does_not_come_to_the_point(view):
        return _probe(view)
    topic = _next_topic(view)
    return _leaning_on_the_answer(view, topic, _question(view, topic))


def _unasked(view: View) -> bool:
    """Whether something that a next step rests on is still in the dark, and was not avoided."""
    return any(
        view.depth(topic) < wanted and topic not in view.put_off and topic not in view.spent
        for topic, wanted in BEFORE_CLOSING
    )


def _opening(view: View) -> str:
    """What was read beforehand, put to the buyer as a question."""
    return f"Thank you for making the time. {_basis(view)} {_question(view, Topic.GOAL)}"


def _basis(view: View) -> str:
    """A fact of the brief that can be said to the buyer's face."""
    plain = [fact.text for fact in view.brief.facts if not _ABOUT_PEOPLE.search(fact.text)]
    said = view.said_by_seller()
    unsaid = [text for text in plain if not any(text[10:40] in line for line in said)]
    text = next(iter(unsaid or plain), view.brief.facts[0].text)
    return f"Before we spoke I read this: {from_seller(text)}"


def _next_topic(view: View) -> Topic:
    """The first thing on the agenda that is not known and not being avoided just now."""
    for patience in (REST, 1):
        for topic, wanted in AGENDA:
            if (
                view.depth(topic) < wanted
                and topic not in view.spent
                and view.number - view.put_off.get(topic, -REST) > patience
            ):
                return topic
    open_still = [topic for topic in MORE if topic not in view.spent]
    return open_still[view.number % len(open_still)] if open_still else Topic.CURRENT_STATE


def _question(view: View, topic: Topic) -> str:
    """The way of asking that fits best what was said, among those not used yet."""
    used = set(view.said_by_seller())
    ways = [
        way
        for way in (*view.questions.get(topic, ()), *PLAIN[topic])
        if not any(way in line for line in used)
    ]
    if not ways:
        return PLAIN[topic][0]
    known = _known(view)
    recent = [item.words for item in view.told[-2:]]
    if topic is Topic.CAUSE and topic in view.put_off:
        # What the buyer does not see may stand in public: ask with that in hand.
        recent = [fact.text for fact in view.brief.facts]

    def fits(way: str) -> tuple[float, int]:
        familiar = known_share(way, known)
        return min(familiar, KNOWN_ENOUGH), 2 * shared(way, recent) - len(way.split()) // 12

    return max(ways, key=fits)


def _known(view: View) -> frozenset[str]:
    """Content words that were read or heard."""
    read = (view.brief.who, view.brief.why, *(fact.text for fact in view.brief.facts))
    return frozenset().union(
        *(content_stems(text) for text in read),
        *(content_stems(text) for role, text in view.lines if role == "buyer"),
        *(content_stems(way) for ways in PLAIN.values() for way in ways),
    )


def _leaning_on_the_answer(view: View, topic: Topic, question: str) -> str:
    """The last thing told given back, then the question; bare when it cannot be given back."""
    latest = [item for item in view.told if item.number == view.number - 1]
    given = next((words for item in reversed(latest) if (words := gist(item.words))), "")
    if not given:
        last = next((w for item in reversed(view.told[-3:]) if (w := gist(item.words))), "")
        return f"You told me {last}. {question}" if last and topic in RUNGS else question
    return f"{_LEADS[view.number % len(_LEADS)].format(given)} {question}"


def _after_hint(view: View) -> str:
    """Takes up the aside, in its own words."""
    ways = [
        way
        for topic in view.questions
        for way in view.questions[topic]
        if not any(way in line for line in view.said_by_seller())
    ]
    best = max(ways, key=lambda way: (shared(way, [view.hint]), -len(way)), default="")
    words = gist(view.hint)
    lead = f"You mentioned just now: {words}." if words else "You let something drop just now."
    if best and shared(best, [view.hint]):
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
        if item.topic in RUNGS and item.specific and not any(words in line for line in summed)
    ]


def _summary(view: View) -> str:
    said = "; ".join(_to_sum_up(view)[:3])
    return f"Let me check that I've understood you: {said}. Did I get that right?"


def _does_not_come_to_the_point(view: View) -> bool:
    """Something is avoided though most is known, and the way out was not offered yet."""
    used = _probes_used(view)
    known = all(view.depth(topic) > 1 for topic in RUNGS)
    late = view.left <= (PROBING if known else CLOSING + 1)
    return late and used < _PROBES and view.depth(Topic.COMPETITION) < 2


def _probe(view: View) -> str:
    """Asks as if there were somebody, then what is new, makes it easy to say so, and wonders aloud."""
    used = _probes_used(view)
    if used == 0:
        standing = _supporter(view)
        asked = f"And how does {standing} see it by now? " if standing else ""
        return f"{asked}{_PRESUMING}"
    if used == 1:
        return _CHANGED
    if used == 2:
        return f"{_WAY_OUT} {_question(view, Topic.COMPETITION)}"
    return f"{_PUZZLED} {clipped(view.last_said(), _QUOTED)}. What is it for, and why then?"


def _probes_used(view: View) -> int:
    marks = (_PRESUMING, _CHANGED, _WAY_OUT, _PUZZLED)
    return sum(any(mark in line for mark in marks) for line in view.said_by_seller())


def _supporter(view: View) -> str:
    """Somebody of whom the brief says that they were in favour."""
    for fact in view.brief.facts:
        if _SUPPORTER.search(fact.text):
            for name in _NAME.findall(fact.text):
                return str(name)
    return ""


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
        for name in _NAME.findall(item.words)
    ]
    names = " and ".join(dict.fromkeys(people)) or "whoever else decides"
    return (
        f"To sum up what I have: {purpose}. Could we meet next Tuesday at ten, you, {names} and I, to "
        "go through just that? I'll send you a summary tomorrow, and please bring the figures and "
        "papers you have on it."
    )
