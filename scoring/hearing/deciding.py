"""Decides what each clause of a line does and what it is about.

Learned models first; rules where rules are right: wrappers, product pushes, bare claims, courtesy.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from personas.vocabulary import QUESTIONS, Act, BuyerAct
from scoring.hearing.clauses import Line, boundary_keys, clause_offsets, cut
from scoring.hearing.courtesy import is_praise, is_small_talk
from scoring.hearing.features import Context, clause_keys, question_mark, shape
from scoring.hearing.forms import CLOSED_FORMS, question_forms, wrapped_question
from scoring.hearing.model import LinearModel, Models
from scoring.hearing.network import sight_of
from scoring.hearing.pushing import claims_about_buyer, pushes_product

ABOUT = frozenset({Act.OPEN_QUESTION, Act.CLOSED_QUESTION, Act.REFLECTION, Act.INSIGHT})
BUYER_ABOUT = frozenset(
    {
        BuyerAct.DISCLOSURE,
        BuyerAct.CONFIRM,
        BuyerAct.CORRECT,
        BuyerAct.DEFLECT,
        BuyerAct.PROBLEM_QUESTION,
    }
)
SURE_QUESTION = 0.77
"""Confidence a question needs without a mark or a question's form, in a line that is punctuated."""
SOME_QUESTION = 0.5
"""Confidence in open and closed together from which a clause is a question of the likelier kind."""
RULED = 0.95
"""Confidence in what the rules recognise."""
NEAR_SHARE = 0.25
"""Share of the likeliest topic's confidence from which a question may be about another as well."""
NEAR_LEAST = 0.04
"""The least confidence of such a topic."""
LIKELIEST_TOPIC = 0.15
"""Confidence from which a question without any taken topic is about its likeliest one."""
OWN_PITCH = 0.5
"""Confidence from which a clause that names the seller's own product is a pitch."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One clause with what was decided about it."""

    start: int
    end: int
    acts: tuple[tuple[str, float], ...]
    topics: tuple[str, ...]
    near: tuple[str, ...]
    likeliest: tuple[str, float]


def decide(
    models: Models, line: Line, role: str, context: Context, own_words: Sequence[str]
) -> list[Decided]:
    """The clauses of a line, in order. `own_words` are names of the seller's company and products."""
    model, about = (models.seller, ABOUT) if role == "seller" else (models.buyer, BUYER_ABOUT)
    acts_model, acts_end = model.acts, len(model.acts.labels)
    spans = cut(line, _boundaries(models, line))
    names = [name.lower() for name in own_words]
    decided, previous = [], ""
    for place, span in enumerate(spans):
        keys = clause_keys(line, span, (place, len(spans)), context, previous)
        sight = sight_of(line, span, context, asks=question_mark(line, span) == "?")
        beside = models.network.margins(sight)[model.outputs]
        shared = model.table.total(keys.shared)
        does = shared[:acts_end] + model.table.total(keys.acts)[:acts_end]
        previous = shape(line, span)
        start, end = clause_offsets(line, span)
        sure = acts_model.confidences(does, beside[:acts_end])
        taken = [
            (label, round(value, 2))
            for label, value, least in zip(acts_model.labels, sure, acts_model.cuts, strict=True)
            if value >= _least(label, least, line.text[start:end], names)
        ]
        texts = [word.text for word in line.words[span[0] : span[1]]]
        if not taken and role == "seller":
            taken = _some_question(acts_model, sure)
        if role == "seller" and line.punctuated and "?" not in line.text[start:end]:
            taken = [item for item in taken if item[0] not in QUESTIONS or _asks(item, texts)]
        if not taken and role == "seller":
            taken = _by_form(texts)
        if role == "seller":
            taken = _by_rule(line.text[start:end], taken, sure[acts_model.labels.index(Act.PITCH)])
        likeliest = max(zip(acts_model.labels, sure, strict=True), key=lambda item: item[1])
        topics: tuple[str, ...] = ()
        near: tuple[str, ...] = ()
        if any(act in about for act, _ in taken):
            asks = any(act in QUESTIONS for act, _ in taken)
            summed = shared[acts_end:] + model.table.total(keys.topics)[acts_end:]
            topics, near = _topics(
                model.topics, model.topics.confidences(summed, beside[acts_end:]), asks
            )
        decided.append(
            Decided(start, end, tuple(taken), topics, near, (likeliest[0], round(likeliest[1], 2)))
        )
    return decided


def _some_question(model: LinearModel, sure: list[float]) -> list[tuple[str, float]]:
    """A clause that surely asks, though open and closed share the confidence between them."""
    asked = [
        (label, round(value, 2))
        for label, value in zip(model.labels, sure, strict=True)
        if label in QUESTIONS
    ]
    if sum(value for _, value in asked) < SOME_QUESTION:
        return []
    return [max(asked, key=lambda item: item[1])]


def _asks(item: tuple[str, float], texts: list[str]) -> bool:
    """Whether a clause without its question mark is a question, in a line that has other marks."""
    asked_in_form = any(not form.startswith("in_") for form in question_forms(texts))
    return item[1] >= SURE_QUESTION or asked_in_form or wrapped_question(texts) is not None


def _by_form(texts: list[str]) -> list[tuple[str, float]]:
    """A wrapped question ("I'd be interested to know what…") by the guide's rule on wrappers."""
    inner = wrapped_question(texts)
    if inner is None and "tell" not in question_forms(texts):
        return []
    act = Act.CLOSED_QUESTION if inner in CLOSED_FORMS else Act.OPEN_QUESTION
    return [(str(act), SOME_QUESTION)]


def _by_rule(said: str, taken: list[tuple[str, float]], pitch: float) -> list[tuple[str, float]]:
    """What a clause does where a rule knows better than what was learned."""
    if pushes_product(said):
        return [(str(Act.PITCH), max(RULED, pitch))]
    if claims_about_buyer(said) and max((sure for _, sure in taken), default=0.0) < SOME_QUESTION:
        return [(str(Act.INSIGHT), SOME_QUESTION)]
    asks = any(act in QUESTIONS for act, _ in taken)
    if asks and (is_small_talk(said) or is_praise(said)):
        return [(str(Act.RAPPORT), RULED)]
    return taken


def _least(label: str, least: float, said: str, names: list[str]) -> float:
    """The confidence needed for a label; naming one's own product makes a pitch likelier."""
    if label == Act.PITCH and names and any(name in said.lower() for name in names):
        return min(least, OWN_PITCH)
    return least


def _boundaries(models: Models, line: Line) -> list[int]:
    """Word numbers before which a clause begins, the first one left out."""
    if len(line.words) < 2:
        return []
    table, model = models.boundary
    margin = table.totals(boundary_keys(line))[:, 0] * model.steps[0] + model.offsets[0]
    least = math.log(model.cuts[0] / (1 - model.cuts[0]))
    return [
        int(at) + 1 for at in np.nonzero(margin * model.slopes[0] + model.shifts[0] >= least)[0]
    ]


def _topics(
    model: LinearModel, sure: list[float], asks: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Topics taken, and of a question those it may be about as well.

    A question that reaches none has its likeliest, when that is not far off.
    """
    taken = tuple(
        label
        for label, value, least in zip(model.labels, sure, model.cuts, strict=True)
        if value >= least
    )
    if not asks:
        return taken, ()
    ranked = sorted(zip(sure, model.labels, strict=True), reverse=True)
    best, likeliest = ranked[0]
    if not taken and best >= LIKELIEST_TOPIC:
        taken = (likeliest,)
    near = tuple(
        label
        for value, label in ranked
        if label not in taken and value >= max(NEAR_SHARE * best, NEAR_LEAST)
    )
    return taken, near
