"""What the reference seller wants to find out, in which order, and how it asks."""

from personas.vocabulary import Topic
from simulator.sellers.seller import View
from simulator.sellers.wording import content_of, known_share, shared

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
    (Topic.INACTION, 2),
    (Topic.STAKEHOLDERS, 1),
    (Topic.PRIORITY, 2),
    (Topic.CHANGE, 2),
    (Topic.PROCESS, 2),
    (Topic.COMPETITION, 1),
    (Topic.CURRENT_STATE, 1),
)
"""What to find out, in the order in which one thing leads to another, and how far."""
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
GROUND = {Topic.INACTION: Topic.IMPACT}
"""What to ask when a question was avoided, before it is put again: who has not counted the cost will not say
where it leads."""
GROUND_HOLDS = 2
"""Turns within which the avoided question is put again, once its ground was told."""
REST = 3
"""Turns before a topic that was avoided is tried again."""
CLOSING = 3
"""Turns before the end in which a next step is proposed."""
KNOWN_ENOUGH = 0.5
"""Share of a question's words from which it is familiar to the buyer."""
PRESUMING = "Which other firms are you already talking to about this?"
"""Asks who else is in it as if there were somebody."""
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
    Topic.COMPETITION: (PRESUMING,),
    Topic.BUDGET: ("Where would the money for it come from?",),
    Topic.NEXT_STEP: ("What should happen after today?",),
}
"""Ways to ask that fit any buyer."""
_OF_PLAIN = content_of(way for ways in PLAIN.values() for way in ways)


def next_topic(view: View) -> Topic:
    """The first thing on the agenda that is not known and not being avoided just now."""
    for topic, ground in GROUND.items():
        avoided = view.put_off.get(topic)
        if avoided is None or view.depth(topic) > 1:
            continue
        since = [
            item.number for item in view.told if item.topic is ground and item.number > avoided
        ]
        if since and view.number - since[-1] <= GROUND_HOLDS and topic not in view.spent:
            return topic
        if view.number - avoided == 1 and ground not in view.spent:
            return ground
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


def question(view: View, topic: Topic) -> str:
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
    recent = content_of(item.words for item in view.told[-2:])
    if topic is Topic.CAUSE and topic in view.put_off:
        # What the buyer does not see may stand in public: ask with that in hand.
        recent = content_of(fact.text for fact in view.brief.facts)

    def fits(way: str) -> tuple[float, int]:
        familiar = known_share(way, known)
        return min(familiar, KNOWN_ENOUGH), 2 * shared(way, recent) - len(way.split()) // 12

    return max(ways, key=fits)


def _known(view: View) -> frozenset[str]:
    """Content words that were read or heard."""
    read = (view.brief.who, view.brief.why, *(fact.text for fact in view.brief.facts))
    heard = (text for role, text in view.lines if role == "buyer")
    return _OF_PLAIN | content_of((*read, *heard))


def unasked(view: View) -> bool:
    """Whether something that a next step rests on is still in the dark, and was not avoided."""
    return any(
        view.depth(topic) < wanted and topic not in view.put_off and topic not in view.spent
        for topic, wanted in BEFORE_CLOSING
    )
