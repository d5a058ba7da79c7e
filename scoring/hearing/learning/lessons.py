"""What is taught: every clause as it is cut, with its labels and what the teacher makes of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from personas.vocabulary import Act, BuyerAct, Topic
from scoring.hearing.about import ABOUT, BUYER_ABOUT
from scoring.hearing.clauses import clause_offsets, clauses_of, context_of
from scoring.hearing.features import Keys, clause_keys
from scoring.hearing.keys import Array
from scoring.hearing.learning.classroom import Lesson
from scoring.hearing.learning.corpus import Labelled
from scoring.hearing.learning.fitting import dealt
from scoring.hearing.learning.teaching import Excerpt
from scoring.hearing.lines import read_line
from scoring.hearing.network import Sight, sight_of

TOPIC_ACTS = ABOUT | BUYER_ABOUT
COVERS, COVERED = 0.4, 0.6
"""A cut clause has a labelled one's acts when that covers this much of it, or lies this much in it."""
TRUSTED = 0.5
"""How much of what a labelled clause should be heard as is the teacher's word."""
ASIDE = 0.3
"""What the teacher's topics of a clause weigh where the labels have it about nothing."""
VARIED = 0.5
"""What a clause that only the teacher has labelled weighs beside one that a person has."""
HELD_BACK = 5
"""One voice in so many is held back to set confidences and thresholds; then all are learned."""
NATURAL_PITCHES = 0.25
"""The largest share of pitches among the clauses of a voice of natural mix."""
LONGEST_CONTEXT = 160
"""Characters of what was said before that the teacher is shown."""

ROLES: dict[str, tuple[str, ...]] = {
    "seller": tuple(str(act) for act in Act),
    "buyer": tuple(str(act) for act in BuyerAct),
}
TOPICS = tuple(str(topic) for topic in Topic)


@dataclass(frozen=True)
class Example:
    """One clause as cut by the model: what is looked at, and the labels it should get."""

    line: int
    """The number of its line."""
    span: tuple[int, int]
    """Where it begins and ends, in characters."""
    voice: str
    role: str
    acts_keys: Array
    topics_keys: Array
    sight: Sight
    acts: frozenset[str]
    topics: frozenset[str]

    @property
    def has_topics(self) -> bool:
        """Whether it does something that is about something."""
        return bool(self.acts & TOPIC_ACTS)


def labels_of(item: Labelled, start: int, end: int) -> tuple[frozenset[str], frozenset[str]]:
    """What a clause cut from `start` to `end` should be heard as."""
    acts: set[str] = set()
    topics: set[str] = set()
    for clause in item.clauses:
        shared = min(end, clause.end) - max(start, clause.start)
        if shared > 0 and (
            shared >= COVERS * (end - start) or shared >= COVERED * (clause.end - clause.start)
        ):
            acts.update(clause.acts)
            topics.update(clause.topics)
    return frozenset(acts), frozenset(topics)


def examples(lines: Sequence[Labelled], boundaries: Sequence[list[int]]) -> list[Example]:
    """The clauses of all lines as examples; `boundaries` are each line's."""
    found = []
    for at, (item, own) in enumerate(zip(lines, boundaries, strict=True)):
        context = context_of(item.context[-1] if item.context else "")
        clauses = clauses_of(read_line(item.text), own, context)
        if not clauses:
            continue
        shared, does, about = (parted(keys, len(clauses)) for keys in clause_keys(clauses))
        for number, clause in enumerate(clauses):
            span = clause_offsets(clause)
            acts, topics = labels_of(item, *span)
            found.append(
                Example(
                    line=at,
                    span=span,
                    voice=item.voice,
                    role=item.role,
                    acts_keys=np.concatenate((shared[number], does[number])),
                    topics_keys=np.concatenate((shared[number], about[number])),
                    sight=sight_of(clause),
                    acts=acts,
                    topics=topics,
                )
            )
    return found


def held_back(clauses: Sequence[Example]) -> Array:
    """Which clauses set confidences and thresholds: one voice in `HELD_BACK`, of natural mix.

    Voices written to show many pitches would make a pitch look likelier than it is.
    """
    said = Counter(item.voice for item in clauses)
    pitched = Counter(item.voice for item in clauses if Act.PITCH in item.acts)
    chosen = dealt([item.voice for item in clauses], HELD_BACK) == 0
    natural = [pitched[item.voice] <= NATURAL_PITCHES * said[item.voice] for item in clauses]
    found: Array = chosen & np.array(natural)
    return found


def parted(keys: Keys, count: int) -> list[Array]:
    """The keys of each of so many clauses or lines."""
    order = np.argsort(keys.of, kind="stable")
    return np.split(keys.keys[order], np.searchsorted(keys.of[order], np.arange(1, count)))


def places(role: str) -> tuple[slice, slice]:
    """Which of the network's outputs are a role's acts, and which its topics."""
    at = 0
    for other, acts in ROLES.items():
        if other == role:
            break
        at += len(acts) + len(TOPICS)
    first = at + len(ROLES[role])
    return slice(at, first), slice(first, first + len(TOPICS))


def labelled(item: Example) -> tuple[Array, Array]:
    """What a clause should be heard as, and which outputs that judges.

    Those are its own role's acts, and topics where it has any.
    """
    total = sum(len(acts) + len(TOPICS) for acts in ROLES.values())
    wanted, judged = np.zeros(total, np.float32), np.zeros(total, np.float32)
    does, about = places(item.role)
    wanted[does] = [act in item.acts for act in ROLES[item.role]]
    judged[does] = 1
    wanted[about] = [topic in item.topics for topic in TOPICS]
    judged[about] = item.has_topics
    return wanted, judged


def lesson(item: Example, told: Array) -> Lesson:
    """A labelled clause as the network learns it; `told` are the teacher's log-odds."""
    wanted, judged = labelled(item)
    sure = _chance(told)
    if not item.has_topics:
        about = places(item.role)[1]
        wanted[about] = sure[about]
        judged[about] = ASIDE * _has_topics(item.role, sure)
    return Lesson(item.sight, (1 - TRUSTED) * wanted + TRUSTED * sure, judged)


def told_lesson(item: Example, told: Array) -> Lesson:
    """A clause that only the teacher has labelled, as the network learns it."""
    sure, judged = _chance(told), np.zeros(len(told), np.float32)
    does, about = places(item.role)
    judged[does] = VARIED
    judged[about] = VARIED * _has_topics(item.role, sure)
    return Lesson(item.sight, sure, judged)


def excerpts(lines: Sequence[Labelled], clauses: Sequence[Example]) -> list[Excerpt]:
    """The lines with their clauses as the teacher sees them; lines without a clause are left out."""
    found = []
    for at, group in groupby(clauses, key=lambda item: item.line):
        line, own = lines[at], list(group)
        pairs = [labelled(item) for item in own]
        found.append(
            Excerpt(
                role=line.role,
                context=(line.context[-1] if line.context else "")[-LONGEST_CONTEXT:],
                text=line.text,
                spans=[item.span for item in own],
                wanted=np.stack([wanted for wanted, _ in pairs]),
                judged=np.stack([judged for _, judged in pairs]),
            )
        )
    return found


def _chance(log_odds: Array) -> Array:
    found: Array = (1 / (1 + np.exp(-log_odds))).astype(np.float32)
    return found


def _has_topics(role: str, sure: Array) -> float:
    """How sure the teacher is that a clause does something that is about something."""
    does = places(role)[0]
    return max(
        float(chance)
        for act, chance in zip(ROLES[role], sure[does], strict=True)
        if act in TOPIC_ACTS
    )
