"""Decides what each clause of a line does and what it is about."""

from collections.abc import Sequence
from typing import NamedTuple

from personas.vocabulary import QUESTIONS, BuyerAct
from scoring.hearing.about import ABOUT, BUYER_ABOUT, About, about, by_rule
from scoring.hearing.clauses import Context, Passage, clause_offsets, clauses_of
from scoring.hearing.courtesy import asks_the_purpose, is_prompt
from scoring.hearing.lines import Line
from scoring.hearing.model import LinearModel, Models
from scoring.hearing.selling import at_most, seller_acts
from scoring.hearing.weighing import boundaries, confidences


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
    about: About
    likeliest: tuple[str, float]
    """What it does at most, where nothing was sure enough to be among its acts."""


def decide(models: Models, role: str, turns: Sequence[Turn]) -> list[list[Decided]]:
    """The clauses of each turn, in order; all turns are of one role."""
    begins = boundaries(models, [turn.line for turn in turns], by_sentence=role == "seller")
    clauses = [
        clauses_of(turn.line, own, turn.context) for turn, own in zip(turns, begins, strict=True)
    ]
    every = [clause for own in clauses for clause in own]
    if not every:
        return [[] for _ in turns]
    model, topical = (models.seller, ABOUT) if role == "seller" else (models.buyer, BUYER_ABOUT)
    instead = at_most if role == "seller" else _at_most_for_buyer
    sure = zip(*confidences(models, model, every), strict=True)
    decided: list[list[Decided]] = []
    for turn, own in zip(turns, clauses, strict=True):
        decided.append([])
        for clause in own:
            acts_sure, topics_sure = next(sure)
            start, end = clause_offsets(clause)
            here = Passage(clause, start, turn.line.text[start:end], turn.opened)
            taken = (
                seller_acts(model.acts, acts_sure, here, turn.names)
                if role == "seller"
                else _buyer_acts(model.acts, acts_sure, here)
            )
            of = About()
            if any(act in topical for act, _ in taken) and not is_prompt(here.said, here.opened):
                asks = any(act in QUESTIONS for act, _ in taken)
                of = about(model.topics, topics_sure, asks)
                of = by_rule(here.said, here.opened, of) if asks else of
            best = max(acts_sure)
            act = model.acts.labels[acts_sure.index(best)]
            likeliest = act if taken else instead(act, here), round(best, 2)
            decided[-1].append(Decided(start, end, tuple(taken), of, likeliest))
    return decided


def _buyer_acts(model: LinearModel, sure: list[float], here: Passage) -> list[tuple[str, float]]:
    """What a buyer does with a clause."""
    return [item for item in model.taken(sure) if not _no_buyers_act(item[0], here)]


def _at_most_for_buyer(act: str, here: Passage) -> str:
    """What a buyer's likeliest act can be where nothing was sure."""
    return str(BuyerAct.OTHER) if _no_buyers_act(act, here) else act


def _no_buyers_act(act: str, here: Passage) -> bool:
    """Whether a rule knows that a buyer does not do this: who asks what a call is about invites nothing."""
    return act == BuyerAct.INVITE and asks_the_purpose(here.said, here.opened)
