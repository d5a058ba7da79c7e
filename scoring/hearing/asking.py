"""Whether a clause asks, and in which form: what was learned of questions, and rules where rules are right."""

import re

from personas.vocabulary import QUESTIONS, Act
from scoring.hearing.clauses import Clause, Passage, sentence_so_far
from scoring.hearing.courtesy import asks_for_a_nod, is_telling, may_tell
from scoring.hearing.forms import CLOSED_FORMS, wrapped_question
from scoring.hearing.model import LinearModel
from scoring.hearing.no_sale import sums_up

SURE_QUESTION = 0.87
"""Confidence a question needs without a mark or a question's form, in a line that is punctuated. On the turns of
`tests/golden` that may be read nothing changes from .8 to .95; two statements before an author's question need it."""
SOME_QUESTION = 0.5
"""Confidence in open and closed together from which a clause is a question of the likelier kind."""
SCRAP = 3
"""Words up to which a clause without a question's form or mark asks nothing ("asdf qwer", "you")."""
LONGEST_NOTICE = 12
"""Words up to which a clause without marks only announces what will be told; a longer one goes on to ask."""


def some_question(model: LinearModel, sure: list[float], said: str) -> list[tuple[str, float]]:
    """A clause that surely asks, though open and closed share the confidence between them.

    With a question mark it is enough that nothing is likelier than a question.
    """
    asked = [
        (label, round(value, 2))
        for label, value in zip(model.labels, sure, strict=True)
        if label in QUESTIONS
    ]
    likeliest = max(asked, key=lambda item: item[1])
    marked = said.rstrip().endswith("?") and likeliest[1] >= round(max(sure), 2)
    return [likeliest] if marked or sum(value for _, value in asked) >= SOME_QUESTION else []


def nods_closed(taken: list[tuple[str, float]], said: str) -> list[tuple[str, float]]:
    """The acts, where a statement with a tag asks for a nod, or an unsure "whose" for a name: they open nothing."""
    acts = dict(taken)
    opened = acts.get(Act.OPEN_QUESTION, 0.0)
    names = opened < SOME_QUESTION and bool(_WHOSE.match(said))
    if Act.OPEN_QUESTION not in acts or not (names or asks_for_a_nod(said)):
        return taken
    del acts[str(Act.OPEN_QUESTION)]
    acts[str(Act.CLOSED_QUESTION)] = max(opened, acts.get(Act.CLOSED_QUESTION, 0.0))
    return list(acts.items())


_WHOSE = re.compile(r"^\W*(?:(?:and|so|but|ok|okay|well|right)[, ]+)*whose\b", re.I)


def may_ask(item: tuple[str, float], here: Passage) -> bool:
    """Whether what was heard as a question can be one."""
    states = here.clause.line.punctuated and "?" not in here.said
    # What is summed up asks nothing, whatever it says of "what" and "if".
    if states and (sums_up(here.said, here.opened) or not _asks(item, here.clause)):
        return False
    return not asks_nothing(here)


def _asks(item: tuple[str, float], clause: Clause) -> bool:
    """Whether a clause without its question mark is a question, in a line that has other marks."""
    return (
        item[1] >= SURE_QUESTION
        or any(not form.startswith(_NOT_ITS_OWN) for form in clause.forms)
        or wrapped_question(clause.texts) is not None
    )


_NOT_ITS_OWN = ("in_", "wrapped_", "tag")
"""Forms that ask only in other words' company, or by the mark behind them."""


def asks_nothing(here: Passage) -> bool:
    """Whether a clause is too little to be a question, announces what will be told, or says what something is."""
    clause, opened = here.clause, here.opened
    if "?" not in here.said and _STATES.match(here.said):
        return True
    scrap = not clause.forms and len(clause.texts) <= SCRAP and "?" not in here.said
    if scrap or not may_tell(opened):
        return scrap
    short = clause.line.punctuated or len(clause.texts) <= LONGEST_NOTICE
    return short and is_telling(sentence_so_far(here), opened)


_STATES = re.compile(
    r"^\W*(?:(?:and|so|but|well|yes|see)[, ]+)?(?:this|that|it)(?:['’]s| is| was) "
    r"(?:exactly |just |precisely |pretty much )?(?:what|how|why|where|when)\b",
    re.I,
)


_WANTS = re.compile(
    r"\bi(?:['’]d| would) be (?:\w+ )?(?:glad|curious|interested|grateful|keen) (?:of|about|in|for)\b|"
    r"\bi(?:['’]d| would| could) (?:like|love|welcome|appreciate|do with) (?:a|an|one|the|some|your) "
    r"(?:\w+ ){0,3}?(?:example|case|story|view|take|read|theory|version|instance|account|picture|number|figure|"
    r"date|idea)\b",
    re.I,
)
"""What a seller would like to be told ("I'd be glad of a case"): of 25 such clauses in the training lines 24 ask."""


def asked_by_form(here: Passage) -> list[tuple[str, float]]:
    """A question without the form of one ("I'd be interested to know what…") by the guide's rule on wrappers."""
    if _WANTS.search(here.said):
        return [(str(Act.OPEN_QUESTION), SOME_QUESTION)]
    inner = wrapped_question(here.clause.texts)
    if inner is None and "tell" not in here.clause.forms:
        return []
    act = Act.CLOSED_QUESTION if inner in CLOSED_FORMS else Act.OPEN_QUESTION
    return [(str(act), SOME_QUESTION)]
