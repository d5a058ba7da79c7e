"""What a seller does with a clause: what was learned, and rules where rules are right.

Rules know wrappers ("tell me what…"), product pushes, bare claims, courtesy and leaving.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from personas.vocabulary import QUESTIONS, Act
from scoring.hearing.clauses import Clause
from scoring.hearing.courtesy import (
    asks_for_a_nod,
    asks_for_a_view,
    asks_if_so,
    is_nod,
    is_praise,
    is_private,
    is_prompt,
    is_small_talk,
    is_telling,
    may_tell,
)
from scoring.hearing.forms import CLOSED_FORMS, wrapped_question
from scoring.hearing.leaving import admits_no_fit, leaving_sentences
from scoring.hearing.mark_rules import ATTRIBUTION, OFFERS_EXIT, SAY_AGAIN
from scoring.hearing.model import LinearModel
from scoring.hearing.pushing import (
    OURS,
    asks_for_news,
    cites_what_they_publish,
    claims_about_buyer,
    describes,
    falls_short,
    names_own,
    offers_own,
    pushes_product,
    rules_selling_out,
    speaks_of_their_offer,
    sums_up,
)
from scoring.hearing.words import sentences

SURE_QUESTION = 0.77
"""Confidence a question needs without a mark or a question's form, in a line that is punctuated."""
SOME_QUESTION = 0.5
"""Confidence in open and closed together from which a clause is a question of the likelier kind."""
RULED = 0.95
"""Confidence in what the rules recognise."""
SCRAP = 3
"""Words up to which a clause without a question's form or mark asks nothing ("asdf qwer", "you")."""
COURTESY = 0.8
"""Confidence from which a clause that may be a courtesy is one, whatever it says of the buyer."""
LONGEST_NOTICE = 12
"""Words up to which a clause without marks only announces what will be told; a longer one goes on to ask."""
REFLECTED = 0.2
"""Confidence in a reflection from which what "you said" is given back, and not sold."""
OWN_PITCH = 0.5
"""Confidence from which a clause that names the seller's own product is a pitch."""

ANSWERED = 0.2
"""Confidence from which "it does, with four cameras" is a pitch, where the buyer has just asked. Of 65 answers
of that form in the training lines 60 are; the others say who is calling, or what about."""


class Passage(NamedTuple):
    """A clause where it stands in its line's text."""

    clause: Clause
    start: int
    said: str
    opened: int
    """As of its turn."""


def sold(
    model: LinearModel, sure: list[float], here: Passage, names: Sequence[str]
) -> list[tuple[str, float]]:
    """What a seller does with a clause, with the confidence in each act, by the seller's `model` of acts.

    `sure` are its confidences, `names` those of the seller's company and products.
    """
    plain = _plainly(here)
    if plain is not None:
        return plain
    pitch = sure[model.labels.index(Act.PITCH)]
    if _offers(here, names, pitch):
        return [(str(Act.PITCH), max(RULED, pitch))]
    taken = [
        item
        for item in _nods_closed(_learned(model, sure, here.said, names), here.said)
        if item[0] not in QUESTIONS or _may_ask(item, here)
    ]
    if any(act == Act.PITCH for act, _ in taken) and _goes_on_admitting(here):
        taken = [item for item in taken if item[0] != Act.PITCH]
    if asks_if_so(here.said):
        taken = [item for item in taken if item[0] != Act.NEXT_STEP]
    reflects = sure[model.labels.index(Act.REFLECTION)] >= REFLECTED
    if any(act == Act.PITCH for act, _ in taken) and _is_given_back(here, reflects=reflects):
        taken = [item for item in taken if item[0] != Act.PITCH] or [(str(Act.REFLECTION), 0.5)]
    if not taken and "?" not in here.said and sums_up(here.said, here.opened):
        taken = [(str(Act.REFLECTION), SOME_QUESTION)]
    if not taken and not _asks_nothing(here):
        taken = _by_form(here.clause)
    return _by_rule(here.said, here.opened, taken, pitch)


def _plainly(here: Passage) -> list[tuple[str, float]] | None:
    """What a clause does whose very words say it: "say again?", a prompt, a nod, "your view?"; None for any other."""
    # Housekeeping is about the line and not the business (the guide's rule 8).
    if SAY_AGAIN.holds(here.said, here.opened):
        return [(str(Act.OTHER), RULED)]
    if is_prompt(here.said, here.opened):
        return [(str(Act.OPEN_QUESTION), RULED)]
    if is_nod(here.said):
        return []
    return [(str(Act.OPEN_QUESTION), RULED)] if asks_for_a_view(here.said, here.opened) else None


def _offers(here: Passage, names: Sequence[str], pitch: float) -> bool:
    """Whether a clause tells of the seller's own product: in answer to a question, or by its name."""
    answers = here.clause.start == 0 and here.clause.context.asks and pitch >= ANSWERED
    if answers and describes(here.said):
        return True
    return "?" not in here.said and offers_own(here.said, names)


def _learned(
    model: LinearModel, sure: list[float], said: str, names: Sequence[str]
) -> list[tuple[str, float]]:
    """The acts that are sure enough; a pitch needs less where the seller's own product is named."""
    cuts = model.cuts
    if names_own(said, names):
        cuts = tuple(map(_least_for_own, model.labels, cuts))
    return model.taken(sure, cuts) or _some_question(model, sure, said)


def _nods_closed(taken: list[tuple[str, float]], said: str) -> list[tuple[str, float]]:
    """The acts, where a statement with a tag asks for a nod and opens nothing: it is a closed question."""
    acts = dict(taken)
    if Act.OPEN_QUESTION not in acts or not asks_for_a_nod(said):
        return taken
    opened = acts.pop(Act.OPEN_QUESTION)
    acts[str(Act.CLOSED_QUESTION)] = max(opened, acts.get(Act.CLOSED_QUESTION, 0.0))
    return list(acts.items())


def _may_ask(item: tuple[str, float], here: Passage) -> bool:
    """Whether what was heard as a question can be one."""
    states = here.clause.line.punctuated and "?" not in here.said
    # What is summed up asks nothing, whatever it says of "what" and "if".
    if states and (sums_up(here.said, here.opened) or not _asks(item, here.clause)):
        return False
    return not _asks_nothing(here)


def _goes_on_admitting(here: Passage) -> bool:
    """Whether a scrap with nobody in it follows the seller's word that the own offer will not do."""
    before = here.clause.line.text[: here.start]
    nobody = _SOMEBODY.isdisjoint(here.clause.texts)
    return (
        nobody and len(here.clause.texts) <= LONGEST_NOTICE and admits_no_fit(before, here.opened)
    )


_SOMEBODY = frozenset(
    "i i'm i'd i'll i've we we'll we're we've us our ours you your you'll you'd".split()
)


def _is_given_back(here: Passage, *, reflects: bool) -> bool:
    """Whether a clause stands in a sentence that says it gives back, and speaks of no doing of the seller's.

    That it sums up is enough; that the buyer said it, where the clause also `reflects`.

    What a buyer told is full of what a seller would say of a product: figures, savings, a way of working.
    """
    sentence = _sentence_so_far(here)
    told = sums_up(sentence, here.opened) or (reflects and ATTRIBUTION.holds(sentence, here.opened))
    return told and not OURS.holds(_OURS_FAILS.sub("", here.said), here.opened)


_OURS_FAILS = re.compile(r"\bours (?:is|are|was|were|does|did)(?:n['’]t| not)\b", re.I)


def _sentence_so_far(here: Passage) -> str:
    """The sentence that a clause stands in, up to the clause's end; without marks, the clause alone."""
    line, start = here.clause.line, here.start
    if not line.punctuated:
        return here.said
    first = max((since for since, _ in sentences(line.text) if since <= start), default=start)
    return line.text[first : start + len(here.said)]


def at_most(act: str, here: Passage) -> str:
    """What the likeliest act can be where nothing was sure: another, or `other`, where a rule knows better."""
    said, opened = here.said, here.opened
    none = (
        _asks_nothing(here)
        if act in QUESTIONS
        else act == Act.PITCH and (sells_nothing(said, opened) or _observes(said, opened))
    )
    if none:
        return str(Act.OTHER)
    nods = act == Act.OPEN_QUESTION and asks_for_a_nod(said)
    return str(Act.CLOSED_QUESTION) if nods else act


def _asks_nothing(here: Passage) -> bool:
    """Whether a clause is too little to be a question, announces what will be told, or says what something is."""
    clause, opened = here.clause, here.opened
    if "?" not in here.said and _STATES.match(here.said):
        return True
    scrap = not clause.forms and len(clause.texts) <= SCRAP and "?" not in here.said
    if scrap or not may_tell(opened):
        return scrap
    short = clause.line.punctuated or len(clause.texts) <= LONGEST_NOTICE
    return short and is_telling(_sentence_so_far(here), opened)


_STATES = re.compile(
    r"^\W*(?:(?:and|so|but|well|yes|see)[, ]+)?(?:this|that|it)(?:['’]s| is| was) "
    r"(?:exactly |just |precisely |pretty much )?(?:what|how|why|where|when)\b",
    re.I,
)


def _some_question(model: LinearModel, sure: list[float], said: str) -> list[tuple[str, float]]:
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


def _asks(item: tuple[str, float], clause: Clause) -> bool:
    """Whether a clause without its question mark is a question, in a line that has other marks."""
    return (
        item[1] >= SURE_QUESTION
        or any(not form.startswith(("in_", "wrapped_")) for form in clause.forms)
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
    if pushes_product(said, opened) and not rules_selling_out(said, opened):
        return [(str(Act.PITCH), max(RULED, pitch))]
    # A greeting before it does not make a claim about the buyer a courtesy.
    courteous = (Act.RAPPORT, Act.OTHER)
    heard = max(
        (sure for act, sure in taken if act not in courteous or sure >= COURTESY), default=0.0
    )
    if heard < SOME_QUESTION and claims_about_buyer(said, opened):
        return [(str(Act.INSIGHT), SOME_QUESTION)]
    if any(act == Act.PITCH for act, _ in taken):
        if is_private(said, opened):
            return [(str(Act.RAPPORT), RULED)]
        if _observes(said, opened):
            return [(str(Act.INSIGHT), SOME_QUESTION)]
        if sells_nothing(said, opened):
            taken = [item for item in taken if item[0] != Act.PITCH]
            if "?" in said and not taken:
                taken = [(str(Act.CLOSED_QUESTION), SOME_QUESTION)]
    asks = any(act in QUESTIONS for act, _ in taken)
    if asks and (is_small_talk(said, opened) or is_praise(said, opened)):
        return [(str(Act.RAPPORT), RULED)]
    return taken


def _observes(said: str, opened: int) -> bool:
    """Whether a clause holds up to the buyer what their own papers say, and speaks of nothing of the seller's."""
    return "?" not in said and cites_what_they_publish(said) and not OURS.holds(said, opened)


def sells_nothing(said: str, opened: int) -> bool:
    """Whether a clause in the words of a seller is no pitch all the same.

    It rules selling out, offers a blameless way out, says that the own offer will not do or that what is
    known falls short, leaves it for now, asks how an offer stands, or speaks of somebody else's (the
    guide's rule 14).
    """
    return (
        rules_selling_out(said, opened)
        or admits_no_fit(said, opened)
        or falls_short(said, opened)
        or is_private(said, opened)
        or (OFFERS_EXIT.holds(said, opened) and not OURS.holds(said, opened))
        or asks_for_news(said, opened)
        or speaks_of_their_offer(said, opened)
        or bool(leaving_sentences(said))
    )


def _least_for_own(label: str, least: float) -> float:
    """The confidence needed for a label where the seller's own product is named: a pitch is likelier."""
    return min(least, OWN_PITCH) if label == Act.PITCH else least
