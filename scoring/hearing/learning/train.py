"""Learns hearing anew: `uv run --group train python -m scoring.hearing.learning.train`.

Same corpus, same bytes. Every decision threshold and every confidence is set on voices the model had
not seen (five folds by voice); the frozen test lines in `tests/golden/hearing` are never read here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from personas.vocabulary import Act, BuyerAct, Topic
from scoring.hearing.boundaries import boundary_keys, gaps_of, sentences_begin
from scoring.hearing.clauses import clause_offsets, clauses_of, context_of
from scoring.hearing.features import Keys, clause_keys, line_keys
from scoring.hearing.keys import Array
from scoring.hearing.learning.convolving import Lesson, convolve
from scoring.hearing.learning.corpus import (
    TRAINING,
    Labelled,
    corpus_version,
    read_corpus,
    unpunctuated,
)
from scoring.hearing.learning.fitting import (
    LARGEST,
    Fitted,
    Rows,
    dealt,
    decisions,
    fit,
    margins,
    packed,
    truth_of,
    unseen_margins,
)
from scoring.hearing.lines import read_line
from scoring.hearing.model import WEIGHTS, LinearModel, pack
from scoring.hearing.network import Network, Sight, sight_of

FOLDS = 3
"""Boundaries and buyer facts are learned so often, each time without a third of the voices."""
HELD_BACK = 5
"""One voice in so many is held back to set confidences and thresholds; then all are learned."""
PITCH_PRECISION = 0.975
MOST_BYTES = 3_000_000
"""Of the weights file."""
TOGETHER = 500
"""Clauses that the network judges in one step."""
TOPIC_ACTS = frozenset(
    {Act.OPEN_QUESTION, Act.CLOSED_QUESTION, Act.REFLECTION, Act.INSIGHT}
) | frozenset({BuyerAct.DISCLOSURE, BuyerAct.CORRECT, BuyerAct.CONFIRM, BuyerAct.DEFLECT})
COVERS, COVERED = 0.4, 0.6
"""A cut clause has a labelled one's acts when that covers this much of it, or lies this much in it."""


Learned = tuple[Fitted, LinearModel]
"""A linear model and its decisions."""


@dataclass(frozen=True)
class Example:
    """One clause as cut by the model: what is looked at, and the labels it should get."""

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


def examples(lines: Sequence[Labelled], cuts: Sequence[list[int]]) -> list[Example]:
    """The clauses of all lines as examples; `cuts` are each line's boundaries."""
    found = []
    for item, boundaries in zip(lines, cuts, strict=True):
        context = context_of(item.context[-1] if item.context else "")
        clauses = clauses_of(read_line(item.text), boundaries, context)
        if not clauses:
            continue
        shared, does, about = (_parted(keys, len(clauses)) for keys in clause_keys(clauses))
        for number, clause in enumerate(clauses):
            acts, topics = labels_of(item, *clause_offsets(clause))
            found.append(
                Example(
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


def _parted(keys: Keys, count: int) -> list[Array]:
    """The keys of each of so many clauses or lines."""
    order = np.argsort(keys.of, kind="stable")
    return np.split(keys.keys[order], np.searchsorted(keys.of[order], np.arange(1, count)))


ROLES: dict[str, tuple[str, ...]] = {
    "seller": tuple(str(act) for act in Act),
    "buyer": tuple(str(act) for act in BuyerAct),
}
TOPICS = tuple(str(topic) for topic in Topic)


def outputs() -> dict[str, int]:
    """Where each role's outputs begin in the network: its acts, then the topics."""
    found, at = {}, 0
    for role, acts in ROLES.items():
        found[role] = at
        at += len(acts) + len(TOPICS)
    return found


def lesson(item: Example) -> Lesson:
    """A clause as the network learns it: only its own role is judged, topics where it has any."""
    total = sum(len(acts) + len(TOPICS) for acts in ROLES.values())
    wanted, judged = np.zeros(total), np.zeros(total)
    at, acts = outputs()[item.role], ROLES[item.role]
    here = slice(at + len(acts), at + len(acts) + len(TOPICS))
    wanted[at : at + len(acts)] = [act in item.acts for act in acts]
    judged[at : at + len(acts)] = 1
    wanted[here] = [topic in item.topics for topic in TOPICS]
    judged[here] = item.has_topics
    return Lesson(item.sight, wanted, judged)


def train(folder: Path = TRAINING) -> bytes:
    """The weights file for a corpus folder."""
    lines = read_corpus(folder)
    lines += [unpunctuated(line) for line in lines]
    boundary, cuts = learn_boundaries(lines)
    clauses = examples(lines, cuts)
    back = dealt([item.voice for item in clauses], HELD_BACK) == 0
    first = convolve([lesson(item) for item, held in zip(clauses, back, strict=True) if not held])
    tables = {"boundary": [boundary], "facts": [learn_buyer_facts(lines)]}
    for role in ROLES:
        chosen = [i for i, item in enumerate(clauses) if item.role == role]
        tables[role] = learn_role([clauses[i] for i in chosen], back[chosen], first)
    network = convolve([lesson(item) for item in clauses])
    return _small_enough(corpus_version(folder), network, tables)


def _small_enough(version: str, network: Network, tables: dict[str, list[Learned]]) -> bytes:
    """The weights file, with as many light features as there is room for."""
    for least in range(LARGEST):
        data = pack(
            version, network, {name: packed(parts, least) for name, parts in tables.items()}
        )
        if len(data) <= MOST_BYTES:
            return data
    raise ValueError(f"the network alone takes more than {MOST_BYTES:,} bytes")


def learn_role(clauses: Sequence[Example], back: Array, network: Network) -> list[Learned]:
    """What a role's clauses do, and what they are about.

    `network` has not seen the voices held back: confidences and thresholds are set on those.
    """
    acts = ROLES[clauses[0].role]
    at = outputs()[clauses[0].role]
    about = np.array([item.has_topics for item in clauses])
    return [
        _learn(
            [item.acts_keys for item in clauses],
            truth_of([item.acts for item in clauses], acts),
            acts,
            back,
            _beside(network, clauses, back, slice(at, at + len(acts))),
            least_precision={str(Act.PITCH): PITCH_PRECISION},
        ),
        _learn(
            [item.topics_keys for item in clauses if item.has_topics],
            truth_of([item.topics for item in clauses if item.has_topics], TOPICS),
            TOPICS,
            back[about],
            _beside(
                network, clauses, back & about, slice(at + len(acts), at + len(acts) + len(TOPICS))
            ),
        ),
    ]


def _beside(network: Network, clauses: Sequence[Example], chosen: Array, here: slice) -> Array:
    sights = [clauses[i].sight for i in np.nonzero(chosen)[0].tolist()]
    parts = [sights[at : at + TOGETHER] for at in range(0, len(sights), TOGETHER)]
    found: Array = np.concatenate([network.margins(part)[:, here] for part in parts])
    return found


def _learn(
    keys: Sequence[Array],
    wanted: Array,
    labels: Sequence[str],
    back: Array,
    beside: Array,
    least_precision: dict[str, float] | None = None,
) -> Learned:
    """A linear model of all voices; its decisions, beside the network, set on those held back."""
    rows = Rows.of(keys)
    (kept,), (held,) = np.nonzero(~back), np.nonzero(back)
    unseen = margins(fit(rows.only(kept), wanted[kept]), rows.only(held))
    fitted = fit(rows, wanted)
    return fitted, decisions(fitted, labels, (unseen + beside) / 2, wanted[held], least_precision)


def learn_boundaries(lines: Sequence[Labelled]) -> tuple[Learned, list[list[int]]]:
    """The model of boundaries, and every line's boundaries as heard when its voice was unseen."""
    keys: list[Array] = []
    is_cut: list[bool] = []
    voices: list[str] = []
    gaps: list[int] = []
    for item in lines:
        line = read_line(item.text)
        gaps.append(gaps_of(line))
        starts = {clause.start for clause in item.clauses[1:]}
        keys += list(boundary_keys([line]))
        voices += [item.voice] * gaps[-1]
        for before, after in zip(line.ends, line.starts[1:], strict=False):
            is_cut.append(any(before <= start <= after for start in starts))
    rows, wanted = Rows.of(keys), np.array(is_cut)[:, None]
    unseen = unseen_margins(rows, wanted, dealt(voices, FOLDS))
    fitted = fit(rows, wanted)
    model = decisions(fitted, ["cut"], unseen, wanted)
    least = (np.log(model.cuts[0] / (1 - model.cuts[0])) - model.shifts[0]) / model.slopes[0]
    cuts: list[list[int]] = []
    at = 0
    for item, count in zip(lines, gaps, strict=True):
        learned = [int(i) + 1 for i in np.nonzero(unseen[at : at + count, 0] >= least)[0]]
        sentences = sentences_begin(read_line(item.text)) if item.role == "seller" else []
        cuts.append(sorted({*learned, *sentences}))
        at += count
    return (fitted, model), cuts


def learn_buyer_facts(lines: Sequence[Labelled]) -> Learned:
    """Whether a buyer's line is specific, and whether it answers what was asked."""
    buyers = [line for line in lines if line.role == "buyer"]
    asked = [item.context[-1] if item.context else "" for item in buyers]
    keys = line_keys([read_line(item.text) for item in buyers], asked)
    rows = Rows.of(_parted(keys, len(buyers)))
    wanted = np.array([[item.specific, item.answers] for item in buyers])
    unseen = unseen_margins(rows, wanted, dealt([item.voice for item in buyers], FOLDS))
    fitted = fit(rows, wanted)
    return fitted, decisions(fitted, ["specific", "answers"], unseen, wanted)


if __name__ == "__main__":
    data = train()
    WEIGHTS.write_bytes(data)
    print(f"{WEIGHTS.name}: {len(data):,} bytes")
