"""Decides what each clause of a line does and what it is about.

Learned models first; rules where rules are right: wrappers, product pushes, bare claims, courtesy.
"""

import math
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from personas.vocabulary import QUESTIONS, Act, BuyerAct
from scoring.hearing.clauses import Clause, Context, clause_offsets, clauses_of
from scoring.hearing.courtesy import (
    asks_for_a_nod,
    asks_for_a_view,
    is_nod,
    is_praise,
    is_private,
    is_prompt,
    is_small_talk,
    is_telling,
    may_tell,
)
from scoring.hearing.forms import CLOSED_FORMS, wrapped_question
from scoring.hearing.gates import OPEN
from scoring.hearing.leaving import admits_no_fit, leaving_sentences
from scoring.hearing.lines import Line
from scoring.hearing.model import LinearModel, Models
from scoring.hearing.pushing import (
    OURS,
    asks_for_news,
    claims_about_buyer,
    describes,
    falls_short,
    offers_own,
    pushes_product,
    rules_selling_out,
    speaks_of_their_offer,
    sums_up,
)
from scoring.hearing.weighing import boundaries, confidences

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
CAUTION = 0.5
"""Log-odds by which a seller's topic must pass its learned threshold: that is set clause by clause, on
voices that ask about more than people do. Chosen on `tests/golden/hearing_seen` (.741 to .750)."""
SCRAP = 3
"""Words up to which a clause without a question's form or mark asks nothing ("asdf qwer", "you")."""
OWN_PITCH = 0.5
"""Confidence from which a clause that names the seller's own product is a pitch."""

ANSWERED = 0.2
"""Confidence from which "it does, with four cameras" is a pitch, where the buyer has just asked. Of 65 answers
of that form in the training lines 60 are; the others say who is calling, or what about."""


class Turn(NamedTuple):
    """A line with what it is heard by."""

    line: Line
    context: Context
    opened: int
    """The rules its words could match (`gates.opened_by`)."""
    names: tuple[str, ...]
    """Of the seller's company and products, in lower case."""


class Decided(NamedTuple):
    """One clause with what was decided about it."""

    start: int
    end: int
    acts: tuple[tuple[str, float], ...]
    about: "About"
    likeliest: tuple[str, float]


class Passage(NamedTuple):
    """A clause where it stands in its line's text."""

    clause: Clause
    start: int
    said: str
    opened: int
    """As of its turn."""


def decide(models: Models, role: str, turns: Sequence[Turn]) -> list[list[Decided]]:
    """The clauses of each turn, in order; all turns are of one role."""
    cuts = boundaries(models, [turn.line for turn in turns], by_sentence=role == "seller")
    clauses = [
        clauses_of(turn.line, cut, turn.context) for turn, cut in zip(turns, cuts, strict=True)
    ]
    every = [clause for own in clauses for clause in own]
    if not every:
        return [[] for _ in turns]
    model, about = (models.seller, ABOUT) if role == "seller" else (models.buyer, BUYER_ABOUT)
    sure = zip(*confidences(models, model, every), strict=True)
    decided: list[list[Decided]] = []
    for turn, own in zip(turns, clauses, strict=True):
        decided.append([])
        for clause in own:
            acts_sure, topics_sure = next(sure)
            start, end = clause_offsets(clause)
            here = Passage(clause, start, turn.line.text[start:end], turn.opened)
            if role == "seller":
                taken = _sold(model.acts, acts_sure, here, turn.names)
            else:
                taken = _taken(model.acts, acts_sure, model.acts.cuts)
            of = About()
            if any(act in about for act, _ in taken) and not is_prompt(here.said, here.opened):
                asks = any(act in QUESTIONS for act, _ in taken)
                of = _about(model.topics, topics_sure, asks, cautious=role == "seller")
            best = max(acts_sure)
            likeliest = model.acts.labels[acts_sure.index(best)], round(best, 2)
            if role == "seller" and _cannot_be(likeliest[0], here):
                likeliest = str(Act.OTHER), likeliest[1]
            decided[-1].append(Decided(start, end, tuple(taken), of, likeliest))
    return decided


def _taken(model: LinearModel, sure: list[float], cuts: Sequence[float]) -> list[tuple[str, float]]:
    """The labels that are sure enough, with their confidences."""
    return [
        (label, round(value, 2))
        for label, value, least in zip(model.labels, sure, cuts, strict=True)
        if value >= least
    ]


def _sold(
    model: LinearModel, sure: list[float], here: Passage, names: Sequence[str]
) -> list[tuple[str, float]]:
    """What a seller does with a clause: what was learned, and rules where rules are right.

    `names` are those of the seller's company and products.
    """
    clause, said, opened = here.clause, here.said, here.opened
    if is_prompt(said, opened):
        return [(str(Act.OPEN_QUESTION), RULED)]
    if is_nod(said):
        return []
    if asks_for_a_view(said):
        return [(str(Act.OPEN_QUESTION), RULED)]
    cuts = model.cuts
    if names and any(name in said.lower() for name in names):
        cuts = tuple(map(_least_for_own, model.labels, cuts))
    taken = _taken(model, sure, cuts) or _some_question(model, sure)
    if asks_for_a_nod(said):
        taken = [item for item in taken if item[0] != Act.OPEN_QUESTION]
    asks_nothing = _asks_nothing(here)
    taken = [item for item in taken if item[0] not in QUESTIONS or not asks_nothing]
    if clause.line.punctuated and "?" not in said:
        taken = [item for item in taken if item[0] not in QUESTIONS or _asks(item, clause)]
    pitch = sure[model.labels.index(Act.PITCH)]
    if here.start == 0 and clause.context.asks and pitch >= ANSWERED and describes(said):
        return [(str(Act.PITCH), max(RULED, pitch))]
    if "?" not in said and offers_own(said, names):
        return [(str(Act.PITCH), max(RULED, pitch))]
    if any(act == Act.PITCH for act, _ in taken) and _is_given_back(here):
        taken = [item for item in taken if item[0] != Act.PITCH] or [(str(Act.REFLECTION), 0.5)]
    if not taken and not asks_nothing:
        taken = _by_form(clause)
    return _by_rule(said, opened, taken, pitch)


def _is_given_back(here: Passage) -> bool:
    """Whether a clause stands in a sentence that says it sums up, and speaks of nobody's own doing.

    What a buyer told is full of what a seller would say of a product: figures, savings, a way of working.
    """
    return sums_up(_sentence_so_far(here)) and not OURS.holds(here.said, OPEN)


def _sentence_so_far(here: Passage) -> str:
    """The sentence that a clause stands in, up to the clause's end."""
    text, start = here.clause.line.text, here.start
    first = max(text.rfind(mark, 0, start) for mark in ".?!") + 1
    return text[first : start + len(here.said)]


def _cannot_be(act: str, here: Passage) -> bool:
    """Whether a rule knows that the likeliest act is none."""
    if act in QUESTIONS:
        return _asks_nothing(here)
    return act == Act.PITCH and sells_nothing(here.said)


def _asks_nothing(here: Passage) -> bool:
    """Whether a clause is too little to be a question, or announces what will be told."""
    clause, opened = here.clause, here.opened
    scrap = not clause.forms and len(clause.texts) <= SCRAP and "?" not in here.said
    return scrap or (may_tell(opened) and is_telling(_sentence_so_far(here), opened))


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


def _asks(item: tuple[str, float], clause: Clause) -> bool:
    """Whether a clause without its question mark is a question, in a line that has other marks."""
    return (
        item[1] >= SURE_QUESTION
        or any(not form.startswith("in_") for form in clause.forms)
        or wrapped_question(clause.texts) is not None
    )


def _by_form(clause: Clause) -> list[tuple[str, float]]:
    """A wrapped question ("I'd be interested to know what…") by the guide's rule on wrappers."""
    inner = wrapped_question(clause.texts)
    if inner is None and "tell" not in clause.forms:
        return []
    act = Act.CLOSED_QUESTION if inner in CLOSED_FORMS else Act.OPEN_QUESTION
    return [(str(act), SOME_QUESTION)]


def _by_rule(
    said: str, opened: int, taken: list[tuple[str, float]], pitch: float
) -> list[tuple[str, float]]:
    """What a clause does where a rule knows better than what was learned."""
    if pushes_product(said, opened) and not rules_selling_out(said):
        return [(str(Act.PITCH), max(RULED, pitch))]
    if max((sure for _, sure in taken), default=0.0) < SOME_QUESTION and claims_about_buyer(
        said, opened
    ):
        return [(str(Act.INSIGHT), SOME_QUESTION)]
    if any(act == Act.PITCH for act, _ in taken) and is_private(said):
        return [(str(Act.RAPPORT), RULED)]
    if any(act == Act.PITCH for act, _ in taken) and sells_nothing(said):
        taken = [item for item in taken if item[0] != Act.PITCH]
        if "?" in said and not taken:
            taken = [(str(Act.CLOSED_QUESTION), SOME_QUESTION)]
    asks = any(act in QUESTIONS for act, _ in taken)
    if asks and (is_small_talk(said, opened) or is_praise(said, opened)):
        return [(str(Act.RAPPORT), RULED)]
    return taken


def sells_nothing(said: str) -> bool:
    """Whether a clause in the words of a seller is no pitch all the same.

    It rules selling out, says that the own offer will not do or that what is known falls short, leaves it
    for now, asks how an offer stands, or speaks of somebody else's (the guide's rule 14).
    """
    return (
        rules_selling_out(said)
        or admits_no_fit(said)
        or falls_short(said)
        or is_private(said)
        or asks_for_news(said)
        or speaks_of_their_offer(said)
        or bool(leaving_sentences(said))
    )


def _least_for_own(label: str, least: float) -> float:
    """The confidence needed for a label where the seller's own product is named: a pitch is likelier."""
    return min(least, OWN_PITCH) if label == Act.PITCH else least


@cache
def _with_caution(least: float) -> float:
    """A learned threshold, with `CAUTION` added to its log-odds."""
    return 1 / (1 + (1 - least) / least * math.exp(-CAUTION))


class About(NamedTuple):
    """What a clause is about."""

    topics: tuple[str, ...] = ()
    """Sure enough to say so."""
    likely: tuple[str, ...] = ()
    """Of a question: past the learned threshold, and short of caution."""
    near: tuple[str, ...] = ()
    """Of a question: what else it may be about, likeliest first."""


def _about(model: LinearModel, sure: list[float], asks: bool, cautious: bool) -> About:
    """The topics of a clause. A question that reaches none has its likeliest, when that is not far off."""
    found = [
        (label, value, least)
        for label, value, least in zip(model.labels, sure, model.cuts, strict=True)
        if value >= least
    ]
    taken = tuple(
        label
        for label, value, least in found
        if value >= (_with_caution(least) if cautious else least)
    )
    if not asks:
        return About(taken)
    ranked = sorted(zip(sure, model.labels, strict=True), reverse=True)
    best, likeliest = ranked[0]
    if not taken and best >= LIKELIEST_TOPIC:
        taken = (likeliest,)
    likely = tuple(label for label, _, _ in found if label not in taken)
    told, least_near = (*taken, *likely), max(NEAR_SHARE * best, NEAR_LEAST)
    near = tuple([label for value, label in ranked if value >= least_near and label not in told])
    return About(taken, likely, near)
