"""Learns hearing anew: `uv run --group train python -m scoring.hearing.learning.train`.

Same corpus, same bytes. A public sentence model learns the corpus and teaches the small network that
is kept (`teaching.py`). Every decision threshold and every confidence is set on voices left out of a model
learned like the kept one; the frozen test lines in `tests/golden/hearing` are never read here.
"""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed

from personas.vocabulary import Act
from scoring.hearing.boundaries import boundary_keys, gaps_of, ruled_begins
from scoring.hearing.features import line_keys
from scoring.hearing.keys import Array
from scoring.hearing.learning.classroom import Lesson
from scoring.hearing.learning.convolving import convolve
from scoring.hearing.learning.corpus import (
    TRAINING,
    Labelled,
    corpus_version,
    read_corpus,
    unpunctuated,
)
from scoring.hearing.learning.fitting import (
    Fitted,
    Rows,
    as_kept,
    dealt,
    decisions,
    fit,
    margins,
    packed,
    truth_of,
    unseen_margins,
)
from scoring.hearing.learning.lessons import (
    ROLES,
    TOPICS,
    Example,
    examples,
    excerpts,
    held_back,
    lesson,
    parted,
    places,
    told_lesson,
)
from scoring.hearing.learning.teaching import Teacher
from scoring.hearing.learning.unseen import UNSEEN, Unseen, measured
from scoring.hearing.learning.varying import varied
from scoring.hearing.lines import read_line
from scoring.hearing.model import WEIGHTS, LinearModel, pack, together, unpack
from scoring.hearing.network import Network, Sight

FOLDS = 3
"""Boundaries and buyer facts are learned so often, each time without a third of the voices."""
PITCH_PRECISION = 0.975
MOST_BYTES = 3_000_000
"""Of the weights file."""
TOGETHER = 500
"""About so many clauses the network judges in one step, turn by turn."""
REWORDED = 4
"""How often every line is said in other words. Twice as often as before gave voices left out .010 of their acts and
.009 of their topics, by a network of 128 filters."""
UNPUNCTUATED = 3
"""One reworded line in so many is heard as a speech recogniser writes it."""


@dataclass(frozen=True)
class Learned:
    """A linear model, and its decisions as set on the voices held back."""

    fitted: Fitted
    model: LinearModel
    without: Fitted
    """The same, learned without the voices held back; for boundaries and buyer facts `fitted` itself."""


Tables = dict[str, list[Learned]]


@dataclass(frozen=True)
class Training:
    """What a corpus gave."""

    weights: bytes
    """The weights file."""
    unseen: Unseen
    """How well voices were heard that had been left out."""


def train(folder: Path = TRAINING, say: Callable[[str], object] = str) -> Training:
    """Learns from a corpus folder; `say` is told what is begun, for it takes long."""
    written = read_corpus(folder)
    lines = written + [unpunctuated(line) for line in written]
    say(f"{len(written):,} lines; learning where clauses begin")
    boundary, boundaries = learn_boundaries(lines)
    clauses = examples(lines, boundaries)
    lessons = taught(written, lines, clauses, boundary, say)
    back = held_back(clauses)
    held = {clauses[at].voice for at in np.nonzero(back)[0]}
    say(f"{len(lessons):,} lessons; learning the networks")
    first, whole = Parallel(n_jobs=2)(
        delayed(convolve)(
            [one for voice, one in lessons if voice not in left], shared_words(written, left)
        )
        for left in (held, set())
    )
    say("learning the linear models")
    tables: Tables = {"boundary": [boundary], "facts": [learn_buyer_facts(lines)]}
    for role in ROLES:
        chosen = [i for i, item in enumerate(clauses) if item.role == role]
        tables[role] = learn_role([clauses[i] for i in chosen], back[chosen], first)
    say("packing and measuring")
    version = corpus_version(folder)
    apart = {
        name: packed([(one.without, one.model) for one in parts]) for name, parts in tables.items()
    }
    left_out = unpack(pack(version, first, apart))
    kept = {
        name: packed([(one.fitted, one.model) for one in parts]) for name, parts in tables.items()
    }
    return Training(
        _small_enough(pack(version, whole, kept)),
        measured(left_out, [line for line in written if line.voice in held]),
    )


def taught(
    written: Sequence[Labelled],
    lines: Sequence[Labelled],
    clauses: Sequence[Example],
    boundary: Learned,
    say: Callable[[str], object],
) -> list[tuple[str, Lesson]]:
    """Every clause as a lesson, with its voice.

    The labelled ones of `lines`, and those of every written line in other words, which only the
    teacher labels.
    """
    say(f"{len(clauses):,} clauses; learning the teacher")
    shown = excerpts(lines, clauses)
    teacher = Teacher(shown)
    say("the teacher judges them")
    told = zip(clauses, np.concatenate(teacher.margins(shown)), strict=True)
    lessons = [(item.voice, lesson(item, own)) for item, own in told]
    for nth in range(REWORDED):
        say(f"the teacher judges them in other words, {nth + 1} of {REWORDED}")
        reworded = [
            unpunctuated(line) if (at + nth) % UNPUNCTUATED == 0 else line
            for at, line in enumerate(varied(written, nth))
        ]
        more = examples(reworded, boundaries_of(boundary, reworded))
        told = zip(more, np.concatenate(teacher.margins(excerpts(reworded, more))), strict=True)
        lessons += [(item.voice, told_lesson(item, own)) for item, own in told]
    return lessons


def shared_words(written: Sequence[Labelled], left: Container[str]) -> set[str]:
    """Words that two voices or more use, besides these.

    Two fifths of all words were used by one voice alone, names and slips among them. They took a fifth of the bytes;
    without them voices left out lost .002 of their topics and none of their acts, and the network may be larger for it.
    """
    first: dict[str, str] = {}
    shared = set()
    for line in written:
        for text in (line.text, *line.context):
            for word in read_line(text).texts:
                if line.voice not in left and first.setdefault(word, line.voice) != line.voice:
                    shared.add(word)
    return shared


def _small_enough(data: bytes) -> bytes:
    """The weights file, if it is one that may be shipped."""
    if len(data) > MOST_BYTES:
        raise ValueError(f"{len(data):,} bytes are more than {MOST_BYTES:,}: raise LIGHTEST")
    return data


def learn_role(clauses: Sequence[Example], back: Array, network: Network) -> list[Learned]:
    """What a role's clauses do, and what they are about.

    `network` has not seen the voices held back: confidences and thresholds are set on those.
    """
    acts = ROLES[clauses[0].role]
    does, topics = places(clauses[0].role)
    has_topics = np.array([item.has_topics for item in clauses])
    beside = network_margins([clauses[i].sight for i in np.nonzero(back)[0].tolist()], network)
    return [
        _learn(
            [item.acts_keys for item in clauses],
            truth_of([item.acts for item in clauses], acts),
            acts,
            back,
            beside[:, does],
            least_precision={str(Act.PITCH): PITCH_PRECISION},
            compete=clauses[0].role == "buyer",
        ),
        _learn(
            [item.topics_keys for item in clauses if item.has_topics],
            truth_of([item.topics for item in clauses if item.has_topics], TOPICS),
            TOPICS,
            back[has_topics],
            beside[has_topics[back], topics],
            compete=True,
        ),
    ]


def network_margins(sights: Sequence[Sight], network: Network) -> Array:
    """The network's log-odds of whole turns' clauses, which stand together and in order."""
    begins = [at for at, sight in enumerate(sights) if at == 0 or not sight.follows]
    firsts = [begins[0]]
    for at in begins:
        if at - firsts[-1] >= TOGETHER:
            firsts.append(at)
    parts = zip(firsts, [*firsts[1:], len(sights)], strict=True)
    found: Array = np.concatenate([network.margins(sights[start:end]) for start, end in parts])
    return found


def _learn(
    keys: Sequence[Array],
    wanted: Array,
    labels: Sequence[str],
    back: Array,
    beside: Array,
    least_precision: dict[str, float] | None = None,
    *,
    compete: bool,
) -> Learned:
    """A linear model of all voices; its decisions, beside the network, set on those held back."""
    rows = Rows.of(keys)
    (kept,), (held,) = np.nonzero(~back), np.nonzero(back)
    without, fitted = fit(rows.only(kept), wanted[kept]), fit(rows, wanted)
    both = together(margins(as_kept(without), rows.only(held)), beside)
    model = decisions(fitted, labels, both, wanted[held], least_precision, compete=compete)
    return Learned(fitted, model, without)


def learn_boundaries(lines: Sequence[Labelled]) -> tuple[Learned, list[list[int]]]:
    """The model of boundaries, and every line's boundaries as heard when its voice was unseen."""
    keys: list[Array] = []
    begins: list[bool] = []
    voices: list[str] = []
    for item in lines:
        line = read_line(item.text)
        starts = {clause.start for clause in item.clauses[1:]}
        keys += list(boundary_keys([line]))
        voices += [item.voice] * gaps_of(line)
        for before, after in zip(line.ends, line.starts[1:], strict=False):
            begins.append(any(before <= start <= after for start in starts))
    rows, wanted = Rows.of(keys), np.array(begins)[:, None]
    unseen = unseen_margins(rows, wanted, dealt(voices, FOLDS))
    fitted = fit(rows, wanted)
    model = decisions(fitted, ["cut"], unseen, wanted)
    return Learned(fitted, model, fitted), _boundaries(lines, unseen[:, 0], model)


def boundaries_of(boundary: Learned, lines: Sequence[Labelled]) -> list[list[int]]:
    """The boundaries of lines that nobody has cut."""
    rows = Rows.of([keys for line in lines for keys in boundary_keys([read_line(line.text)])])
    return _boundaries(lines, margins(boundary.fitted, rows)[:, 0], boundary.model)


def _boundaries(lines: Sequence[Labelled], margin: Array, model: LinearModel) -> list[list[int]]:
    """Each line's boundaries; `margin` are the log-odds of every gap between words."""
    least = (np.log(model.cuts[0] / (1 - model.cuts[0])) - model.shifts[0]) / model.slopes[0]
    found: list[list[int]] = []
    at = 0
    for item in lines:
        line = read_line(item.text)
        count = gaps_of(line)
        learned = [int(i) + 1 for i in np.nonzero(margin[at : at + count] >= least)[0]]
        ruled = ruled_begins(line) if item.role == "seller" else ()
        found.append(sorted({*learned, *ruled}))
        at += count
    return found


def learn_buyer_facts(lines: Sequence[Labelled]) -> Learned:
    """Whether a buyer's line is specific, and whether it answers what was asked."""
    buyers = [line for line in lines if line.role == "buyer"]
    asked = [item.context[-1] if item.context else "" for item in buyers]
    keys = line_keys([read_line(item.text) for item in buyers], asked)
    rows = Rows.of(parted(keys, len(buyers)))
    wanted = np.array([[item.specific, item.answers] for item in buyers])
    unseen = unseen_margins(rows, wanted, dealt([item.voice for item in buyers], FOLDS))
    fitted = fit(rows, wanted)
    model = decisions(fitted, ["specific", "answers"], unseen, wanted)
    return Learned(fitted, model, fitted)


if __name__ == "__main__":
    found = train(say=print)
    WEIGHTS.write_bytes(found.weights)
    UNSEEN.write_text(found.unseen.model_dump_json(indent=2) + "\n", encoding="utf-8")
    print(f"{WEIGHTS.name}: {len(found.weights):,} bytes; {UNSEEN.name}: {found.unseen}")
