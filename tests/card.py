"""The card of hearing: `uv run python -m tests.card` writes `scoring/hearing/CARD.md`.

Everything in it is computed from the frozen lines and the weights; a test writes it again and compares.
"""

import itertools
from collections import Counter
from pathlib import Path

import numpy as np

from personas.vocabulary import QUESTIONS, Act, BuyerAct, Topic
from scoring.hearing.heard import Heard
from scoring.hearing.keys import Array
from scoring.hearing.learning.corpus import TRAINING, Labelled, read_corpus
from scoring.hearing.learning.unseen import UNSEEN, Unseen
from scoring.hearing.model import WEIGHTS
from scoring.hearing.reader import version
from tests.disturbances import DISTURBANCES
from tests.measures import Figure, buyers, figure, hard, heard, sellers, whole_calls

CARD = Path(__file__).parents[1] / "scoring" / "hearing" / "CARD.md"
DRAWS = 400
"""Bootstrap samples of lines behind every interval."""
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)

Pairs = list[tuple[Labelled, Heard]]


def main() -> None:
    """Writes the card."""
    CARD.write_text(card(), encoding="utf-8")
    print(f"{CARD.name} written")


def card() -> str:
    """The card's text."""
    sold = list(zip(sellers(), heard(sellers()), strict=True))
    bought = list(zip(buyers(), heard(buyers()), strict=True))
    parts = [
        _heading(),
        "## Seller turns\n",
        _headline(sold, [str(act) for act in Act]),
        _labels(sold, [str(act) for act in Act]),
        "### What is heard instead\n",
        _confusion(sold, [str(act) for act in Act]),
        "### How honest the confidences are\n",
        _calibration(sold),
        "### Voices left out\n",
        _left_out(sold),
        "### Whole calls\n",
        _whole_calls(),
        "### Made hard\n",
        _made_hard(),
        "### By voice\n",
        _by_voice(sold, [str(act) for act in Act]),
        "### Spoilt lines\n",
        _spoilt(sold),
        "## Buyer lines\n",
        _headline(bought, [str(act) for act in BuyerAct]),
        _flags(bought),
        _labels(bought, [str(act) for act in BuyerAct]),
    ]
    return "\n".join(parts)


def _heading() -> str:
    learned = read_corpus(TRAINING)
    count = Counter(line.role for line in learned)
    voices = len({line.voice for line in learned})
    frozen = Counter(line.role for line in (*sellers(), *buyers()))
    others = sorted({line.voice for line in sellers()})
    return f"""# Hearing: the card

Version {version()}; weights {WEIGHTS.stat().st_size:,} bytes. Written by `uv run python -m tests.card`.

Learned from {count["seller"]:,} seller turns and {count["buyer"]:,} buyer lines in {voices} voices. Measured
on {frozen["seller"]:,} seller turns and {frozen["buyer"]:,} buyer lines in {len(others)} other voices
({", ".join(others)}), from industries that training does not have.

All lines, in training and here, were written and labelled one by one by language-model writers
working from the labelling guide, not by people on calls: figures on real calls will be lower.
A macro figure is the plain mean over the labels that occur. Intervals are 95%, from {DRAWS}
bootstrap samples of lines. Kappa is Cohen's, of a label's presence per line.
"""


def _grid(pairs: Pairs, labels: list[str], kind: str) -> tuple[Array, Array]:
    """Lines x labels: there, and heard."""
    there = np.array([[label in getattr(line, kind) for label in labels] for line, _ in pairs])
    found = np.array([[label in getattr(ear, kind) for label in labels] for _, ear in pairs])
    return there, found


def _f1(there: Array, found: Array) -> Array:
    """Per label, over the first axis."""
    both = (there & found).sum(axis=0)
    sizes = there.sum(axis=0) + found.sum(axis=0)
    score: Array = np.where(sizes > 0, 2 * both / np.maximum(sizes, 1), 0.0)
    return score


def _macro(there: Array, found: Array) -> float:
    """The mean over the labels that occur."""
    return float(_f1(there, found)[there.any(axis=0)].mean())


def _drawn(count: int) -> Array:
    return np.random.default_rng(0).integers(0, count, (DRAWS, count))


def _interval(values: list[float]) -> str:
    low, high = np.percentile(values, [2.5, 97.5])
    return f"{low:.3f} to {high:.3f}"


def _headline(pairs: Pairs, acts: list[str]) -> str:
    rows = ["| | F1 | 95% |", "|---|---|---|"]
    asked = [[bool(QUESTIONS & set(item.acts))] for pair in pairs for item in pair]
    grids = {
        "acts, macro": _grid(pairs, acts, "acts"),
        "topics, macro": _grid(pairs, [str(topic) for topic in Topic], "topics"),
        "any question": (np.array(asked[::2]), np.array(asked[1::2])),
    }
    if "pitch" not in acts:
        del grids["any question"]
    draws = _drawn(len(pairs))
    for name, (there, found) in grids.items():
        spread = [_macro(there[draw], found[draw]) for draw in draws]
        rows.append(f"| {name} | {_macro(there, found):.3f} | {_interval(spread)} |")
    return "\n".join(rows) + "\n"


def _labels(pairs: Pairs, acts: list[str]) -> str:
    rows = [
        "| label | lines | precision | recall | F1 | 95% | kappa |",
        "|---|---|---|---|---|---|---|",
    ]
    draws = _drawn(len(pairs))
    for kind, labels in (("acts", acts), ("topics", [str(topic) for topic in Topic])):
        there, found = _grid(pairs, labels, kind)
        both = (there & found).sum(axis=0)
        spread = np.array([_f1(there[draw], found[draw]) for draw in draws])
        scores = _f1(there, found)
        for at, label in enumerate(labels):
            precision = both[at] / max(found[:, at].sum(), 1)
            recall = both[at] / max(there[:, at].sum(), 1)
            rows.append(
                f"| {label} | {there[:, at].sum()} | {precision:.3f} | {recall:.3f} | {scores[at]:.3f} | "
                f"{_interval(spread[:, at].tolist())} | {_kappa(there[:, at], found[:, at]):.3f} |"
            )
    return "\n".join(rows) + "\n"


def _kappa(there: Array, found: Array) -> float:
    agreed = float((there == found).mean())
    yes, heard_yes = float(there.mean()), float(found.mean())
    chance = yes * heard_yes + (1 - yes) * (1 - heard_yes)
    return (agreed - chance) / (1 - chance) if chance < 1 else 1.0


def _confusion(pairs: Pairs, acts: list[str]) -> str:
    """Of lines with exactly one act: what was heard of them."""
    rows = [f"| one act there | {' | '.join(acts)} |", "|---" * (len(acts) + 1) + "|"]
    for act in acts:
        ears = [ear for line, ear in pairs if line.acts == {act}]
        counts = [sum(other in ear.acts for ear in ears) for other in acts]
        rows.append(f"| {act} ({len(ears)}) | {' | '.join(map(str, counts))} |")
    return "\n".join(rows) + "\n"


def _calibration(pairs: Pairs) -> str:
    rows = ["| confidence | acts heard | right |", "|---|---|---|"]
    judged = [(span.confidence, span.act in line.acts) for line, ear in pairs for span in ear.spans]
    for low, high in itertools.pairwise(BANDS):
        here = [right for sure, right in judged if low <= sure < high]
        if here:
            rows.append(
                f"| {low:.2f} to {min(high, 1):.2f} | {len(here)} | {sum(here) / len(here):.3f} |"
            )
    unsure = sum(ear.unsure for _, ear in pairs)
    return "\n".join(rows) + f"\n\nCalled unsure: {unsure} of {len(pairs)} turns.\n"


def _left_out(pairs: Pairs) -> str:
    """One voice in five was left out of a training for this: more turns than there are frozen ones."""
    unseen = Unseen.model_validate_json(UNSEEN.read_text(encoding="utf-8"))
    acts = _macro(*_grid(pairs, [str(act) for act in Act], "acts"))
    topics = _macro(*_grid(pairs, [str(topic) for topic in Topic], "topics"))
    return f"""The linear models and the network, learned without one voice in five, on the {unseen.turns:,} seller
turns of the {unseen.voices} voices left out, in {unseen.industries} industries, hardly any of which another
voice has. (The teacher and the model that cuts clauses had met them; thresholds are set on their
clauses.) Beside them the frozen lines.

| | acts F1 | topics F1 |
|---|---|---|
| voices and industries left out | {unseen.acts_f1:.3f} | {unseen.topics_f1:.3f} |
| frozen lines | {acts:.3f} | {topics:.3f} |
"""


def _made_hard() -> str:
    """Where a sale is slipped in: what is heard least."""
    lines = hard()
    pitches = _pitches(list(zip(lines, heard(lines), strict=True)))
    voices = len({line.voice for line in lines})
    return (
        f"{len(lines)} turns that {voices} writers made as hard as they could, most of them with a sale slipped in.\n"
        "How sure a lone claim must be was chosen with them in view.\n"
        f"Of {pitches.hits + pitches.missed} pitches {pitches.recall:.3f} are heard, "
        f"with precision {pitches.precision:.3f}.\n"
    )


def _pitches(pairs: Pairs) -> Figure:
    return figure([(Act.PITCH in a.acts, Act.PITCH in b.acts) for a, b in pairs])


def _whole_calls() -> str:
    """Calls as they go, good sellers and bad: harder than lines, for most is said in passing."""
    lines = whole_calls()
    pairs = list(zip(lines, heard(lines), strict=True))
    rows = [
        "| | calls | turns | acts F1 | topics F1 | pitches | precision | recall |",
        "|---|---|---|---|---|---|---|---|",
    ]
    kinds = sorted({line.industry for line in lines})
    for kind in (*kinds, "all"):
        own = [pair for pair in pairs if kind in (pair[0].industry, "all")]
        acts, topics = (
            _macro(*_grid(own, labels, of))
            for of, labels in (
                ("acts", [str(act) for act in Act]),
                ("topics", [str(topic) for topic in Topic]),
            )
        )
        pitches = _pitches(own)
        rows.append(
            f"| {kind} | {len({line.voice for line, _ in own})} | {len(own)} | {acts:.3f} | {topics:.3f} | "
            f"{pitches.hits + pitches.missed} | {pitches.precision:.3f} | {pitches.recall:.3f} |"
        )
    return (
        "Twenty calls from dreadful to excellent, written and labelled turn by turn after hearing was built.\n\n"
        + "\n".join(rows)
        + "\n"
    )


def _by_voice(pairs: Pairs, acts: list[str]) -> str:
    rows = ["| voice | industries | turns | acts F1 | topics F1 |", "|---|---|---|---|---|"]
    for voice in sorted({line.voice for line, _ in pairs}):
        own = [pair for pair in pairs if pair[0].voice == voice]
        industries = ", ".join(sorted({line.industry for line, _ in own}))
        scores = [
            _macro(*_grid(own, labels, kind))
            for kind, labels in (("acts", acts), ("topics", [str(topic) for topic in Topic]))
        ]
        rows.append(f"| {voice} | {industries} | {len(own)} | {scores[0]:.3f} | {scores[1]:.3f} |")
    return "\n".join(rows) + "\n"


def _spoilt(pairs: Pairs) -> str:
    rows = ["| | acts F1 | lost | topics F1 | lost |", "|---|---|---|---|---|"]
    lists = (("acts", [str(act) for act in Act]), ("topics", [str(topic) for topic in Topic]))
    whole = [_macro(*_grid(pairs, labels, kind)) for kind, labels in lists]
    rows.append(f"| as written | {whole[0]:.3f} | | {whole[1]:.3f} | |")
    for name, spoil in DISTURBANCES.items():
        ears = heard([spoil(line) for line, _ in pairs])
        spoilt = [(line, ear) for (line, _), ear in zip(pairs, ears, strict=True)]
        scores = [_macro(*_grid(spoilt, labels, kind)) for kind, labels in lists]
        rows.append(
            f"| {name} | {scores[0]:.3f} | {whole[0] - scores[0]:.3f} | {scores[1]:.3f} | "
            f"{whole[1] - scores[1]:.3f} |"
        )
    return "\n".join(rows) + "\n"


def _flags(pairs: Pairs) -> str:
    rows = ["| flag | F1 |", "|---|---|"]
    for flag in ("specific", "answers"):
        there = np.array([[getattr(line, flag)] for line, _ in pairs])
        found = np.array([[getattr(ear, flag)] for _, ear in pairs])
        rows.append(f"| {flag} | {_f1(there, found)[0]:.3f} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    main()
