"""What a seller does with a clause: what was learned, and rules where rules are right.

Rules know product pushes, closes, answers on the product, bare claims, courtesy and leaving.
"""

import re
from collections.abc import Sequence

from personas.vocabulary import QUESTIONS, Act
from scoring.hearing.answering import answers_on_offer, describes
from scoring.hearing.asking import (
    LONGEST_NOTICE,
    SOME_QUESTION,
    asked_by_form,
    asks_nothing,
    may_ask,
    nods_closed,
    some_question,
)
from scoring.hearing.clauses import Passage, sentence_so_far
from scoring.hearing.closing import presses, shows_own, sits_down
from scoring.hearing.courtesy import (
    asks_for_a_nod,
    asks_for_a_view,
    asks_if_so,
    asks_of_harm,
    is_nod,
    is_praise,
    is_private,
    is_prompt,
    is_small_talk,
    is_thanks,
    says_who_calls,
)
from scoring.hearing.leaving import admits_no_fit, leaving_sentences
from scoring.hearing.mark_rules import ATTRIBUTION, OFFERS_EXIT, SAY_AGAIN
from scoring.hearing.model import LinearModel
from scoring.hearing.no_sale import (
    asks_for_frankness,
    asks_for_news,
    cites_what_they_publish,
    falls_short,
    rules_selling_out,
    sizes_up,
    speaks_of_the_call,
    speaks_of_their_offer,
    sums_up,
    tells_of_theirs,
)
from scoring.hearing.pushing import (
    OURS,
    claims_about_buyer,
    names_own,
    offers_own,
    pushes_product,
)

Taken = list[tuple[str, float]]
"""What a clause does, with the confidence in each act."""
RULED = 0.95
"""Confidence in what the rules recognise."""
COURTESY = 0.8
"""Confidence from which a clause that may be a courtesy is one, whatever it says of the buyer."""
REFLECTED = 0.2
"""Confidence in a reflection from which what "you said" is given back, and not sold."""
LIKELY_PITCH = 0.7
"""Confidence from which a clause is a pitch where pitches are likely: it names the seller's own product, holds a
question mark (few questions come near it), or opens the answer to what the buyer just said. By voices left out of a
training nine more of 1,086 pitches were heard so at .6, and no more wrong ones; at .7 the lines of
`tests/golden/hearing_seen` lose none, and honest calls are taken for selling less often."""
RECAPPED = 0.9
"""Confidence in a reflection from which a clause answers nothing that was asked of the offer. Chosen: on the turns of
`tests/golden` that may be read nothing is lost by it, and a recap after "How could you help?" is no pitch."""
ANSWERED = 0.2
"""Confidence from which "it does, with four cameras" is a pitch, where the buyer has just asked. Of 65 answers
of that form in the training lines 60 are; the others say who is calling, or what about."""
LONE_CLAUSE, LONE_UNLIKELY = 0.45, 0.6
"""Confidence from which a clause that does nothing else is a pitch; who asks something beside it seldom sells. On 780
lines written for this by six voices 78 pitches in 100 were found at .7 and .8, 81 at these, and 98 in 100 of what was
found were pitches either way. Who says what the buyer does needs what any pitch does: 8 in 100 such clauses sell."""
LONE_SHARE = 0.8
"""Share of its threshold from which it does what else is likeliest, if that asks nothing."""


def seller_acts(
    model: LinearModel, sure: list[float], here: Passage, names: Sequence[str]
) -> Taken:
    """What a seller does with a clause, with the confidence in each act, by the seller's `model` of acts.

    `sure` are its confidences, `names` those of the seller's company and products.
    """
    plain = _plainly(here)
    if plain is not None:
        return plain
    pitch = sure[model.labels.index(Act.PITCH)]
    if _offers(here, names, pitch, sure[model.labels.index(Act.REFLECTION)]):
        return [(str(Act.PITCH), max(RULED, pitch))]
    taken = [
        item
        for item in nods_closed(_learned(model, sure, here, names), here.said)
        if item[0] not in QUESTIONS or may_ask(item, here)
    ]
    admits = pitch >= LIKELY_PITCH and _goes_on_admitting(here)
    if admits:
        taken = [item for item in taken if item[0] != Act.PITCH]
    if asks_if_so(here.said):
        taken = [item for item in taken if item[0] != Act.NEXT_STEP]
    if not taken and "?" not in here.said and _summing_up(here):
        taken = [(str(Act.REFLECTION), SOME_QUESTION)]
    if not taken and not asks_nothing(here):
        taken = asked_by_form(here)
    if not taken and not admits:
        taken = _alone(model, sure, here)
    reflects = sure[model.labels.index(Act.REFLECTION)] >= REFLECTED
    if any(act == Act.PITCH for act, _ in taken) and _is_given_back(here, reflects=reflects):
        taken = [item for item in taken if item[0] != Act.PITCH] or [(str(Act.REFLECTION), 0.5)]
    return _by_rule(here.said, here.opened, taken, pitch)


def _plainly(here: Passage) -> Taken | None:
    """What a clause does whose very words say it: "say again?", a prompt, a nod, "your view?"; None for any other."""
    # Housekeeping is about the line and not the business (the guide's rule 8).
    if SAY_AGAIN.holds(here.said, here.opened):
        return [(str(Act.OTHER), RULED)]
    if is_prompt(here.said, here.opened):
        return [(str(Act.OPEN_QUESTION), RULED)]
    beside = len(here.said) < len(here.clause.line.text)
    if is_nod(here.said) or (beside and is_thanks(here.said)):
        return []
    return [(str(Act.OPEN_QUESTION), RULED)] if asks_for_a_view(here.said, here.opened) else None


def _offers(here: Passage, names: Sequence[str], pitch: float, reflection: float) -> bool:
    """Whether a clause tells of the seller's own product: in answer to a question, or by its name.

    Who is asked how they can help may first say again what they were told.
    """
    before = here.clause.context
    if here.clause.start == 0 and reflection < RECAPPED and not _summing_up(here):
        if before.asks and pitch >= ANSWERED and describes(here.said):
            return True
        if answers_on_offer(before.of_offer, here.said, pitch):
            return True
    return "?" not in here.said and offers_own(here.said, names)


def _learned(model: LinearModel, sure: list[float], here: Passage, names: Sequence[str]) -> Taken:
    """The acts that are sure enough; a pitch needs less where one is likely."""
    cuts, at = model.cuts, model.labels.index(Act.PITCH)
    if LIKELY_PITCH <= sure[at] < cuts[at] and _may_well_sell(here, names):
        cuts = (*cuts[:at], LIKELY_PITCH, *cuts[at + 1 :])
    return model.taken(sure, cuts) or some_question(model, sure, here.said)


def _may_well_sell(here: Passage, names: Sequence[str]) -> bool:
    """Whether a clause stands where a pitch is likely (`LIKELY_PITCH`)."""
    answers = here.clause.start == 0 and bool(here.clause.context.words)
    return answers or "?" in here.said or names_own(here.said, names)


def _alone(model: LinearModel, sure: list[float], here: Passage) -> Taken:
    """The likeliest act of a clause that does nothing else: it needs less than beside others."""
    best = max(sure)
    act = model.labels[sure.index(best)]
    if act in QUESTIONS or act in (Act.OTHER, Act.REFLECTION):
        return []
    least = LONE_SHARE * model.cuts[sure.index(best)]
    if act == Act.PITCH:
        line, end = here.clause.line.text, here.start + len(here.said)
        asks = "?" in line[: here.start] + line[end:]
        least = LONE_UNLIKELY if asks else LONE_CLAUSE
        if _OF_THEIRS.search(here.said):
            least = model.cuts[model.labels.index(Act.PITCH)]
    return [(act, round(best, 2))] if best >= least else []


_OF_THEIRS = re.compile(
    r"^\W*(?:(?:and|so|but|well|now)[, ]+)*you(?:['’]re|['’]ve)? "
    r"(?!get\b|can\b|could\b|will\b|would\b|just\b|won['’]?t\b|save\b|never\b|pay\b)|\byour own\b",
    re.I,
)


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


def _summing_up(here: Passage) -> bool:
    """Whether the line has said, up to the end of a clause, that it sums up what the buyer told."""
    return sums_up(here.clause.line.text[: here.start + len(here.said)], here.opened)


def _is_given_back(here: Passage, *, reflects: bool) -> bool:
    """Whether a clause stands where something is given back, and speaks of no doing of the seller's.

    That the line has begun to sum up is enough; that its sentence says who told it, where the clause also `reflects`.

    What a buyer told is full of what a seller would say of a product: figures, savings, a way of working.
    """
    told = _summing_up(here) or (reflects and ATTRIBUTION.holds(sentence_so_far(here), here.opened))
    return told and not OURS.holds(_OURS_FAILS.sub("", here.said), here.opened)


_OURS_FAILS = re.compile(r"\bours (?:is|are|was|were|does|did)(?:n['’]t| not)\b", re.I)


def at_most(act: str, here: Passage) -> str:
    """What the likeliest act can be where nothing was sure: another, or `other`, where a rule knows better."""
    said, opened = here.said, here.opened
    none = (
        asks_nothing(here)
        if act in QUESTIONS
        else act == Act.PITCH and (sells_nothing(said, opened) or _observes(said, opened))
    )
    if none:
        return str(Act.OTHER)
    if act in QUESTIONS and is_praise(said, opened):
        return str(Act.RAPPORT)
    nods = act == Act.OPEN_QUESTION and asks_for_a_nod(said)
    return str(Act.CLOSED_QUESTION) if nods else act


def _by_rule(said: str, opened: int, taken: Taken, pitch: float) -> Taken:
    """What a clause does where a rule knows better than what was learned."""
    pushes = pushes_product(said, opened) or presses(said, opened)
    if pushes and not rules_selling_out(said, opened):
        dated = [item for item in taken if item[0] == Act.NEXT_STEP]
        return [(str(Act.PITCH), max(RULED, pitch)), *dated]
    acts = {act for act, _ in taken}
    if Act.NEXT_STEP not in acts and sits_down(said, opened):
        return [*taken, (str(Act.NEXT_STEP), RULED)]
    # A word alone gives nothing back (rule 10): of 212 such clauses behind a buyer's line in the training lines 4 do.
    if acts == {Act.REFLECTION} and (says_who_calls(said) or len(said.split()) == 1):
        return []
    if Act.NEXT_STEP in acts and Act.PITCH not in acts and shows_own(said, opened):
        taken = [*taken, (str(Act.PITCH), RULED)]
    # A greeting before it does not make a claim about the buyer a courtesy.
    courteous = (Act.RAPPORT, Act.OTHER)
    heard = max(
        (sure for act, sure in taken if act not in courteous or sure >= COURTESY), default=0.0
    )
    if heard < SOME_QUESTION and claims_about_buyer(said, opened):
        return [(str(Act.INSIGHT), SOME_QUESTION)]
    if any(act == Act.PITCH for act, _ in taken):
        taken = _if_it_sells(said, opened, taken)
    if any(act == Act.RAPPORT for act, _ in taken) and asks_of_harm(said, opened):
        return [(str(Act.OPEN_QUESTION), SOME_QUESTION)]
    return _if_it_asks(said, opened, taken)


def _if_it_sells(said: str, opened: int, taken: Taken) -> Taken:
    """What is left of acts with a pitch among them, where the words tell of something else."""
    if is_private(said, opened):
        return [(str(Act.RAPPORT), RULED)]
    if _observes(said, opened):
        return [(str(Act.INSIGHT), SOME_QUESTION)]
    if not sells_nothing(said, opened):
        return taken
    rest = [item for item in taken if item[0] != Act.PITCH]
    return [(str(Act.CLOSED_QUESTION), SOME_QUESTION)] if "?" in said and not rest else rest


def _if_it_asks(said: str, opened: int, taken: Taken) -> Taken:
    """Acts without a question that is only a social one, and with the one that fixes a meeting."""
    asks = any(act in QUESTIONS for act, _ in taken)
    if asks and (is_small_talk(said, opened) or is_praise(said, opened)):
        return [(str(Act.RAPPORT), RULED)]
    # A question that is heard as small talk too is a social one (the guide's rule 8): of 94 such clauses by voices left
    # out of a training 74 were, and 24 asked about the business.
    if any(act == Act.RAPPORT for act, _ in taken):
        return [item for item in taken if item[0] not in QUESTIONS]
    # A question that fixes a meeting is a closed one (rule 18): all 687 in the training lines that sell nothing.
    if "?" in said and {act for act, _ in taken} == {Act.NEXT_STEP}:
        return [*taken, (str(Act.CLOSED_QUESTION), SOME_QUESTION)]
    return taken


def _observes(said: str, opened: int) -> bool:
    """Whether a clause says how things are with the buyer, or what their papers say, and nothing of the seller's."""
    cites = "?" not in said and cites_what_they_publish(said) and not OURS.holds(said, opened)
    return cites or tells_of_theirs(said)


def sells_nothing(said: str, opened: int) -> bool:
    """Whether a clause in the words of a seller is no pitch all the same.

    It rules selling out, offers a blameless way out, says that the own offer will not do or that what is known
    falls short, leaves it for now, asks how an offer stands or for an open word, or speaks of somebody else's or of the
    call (the guide's rule 14).
    """
    return (
        rules_selling_out(said, opened)
        or admits_no_fit(said, opened)
        or falls_short(said, opened)
        or is_private(said, opened)
        or says_who_calls(said)
        or (OFFERS_EXIT.holds(said, opened) and not OURS.holds(said, opened))
        or asks_for_news(said, opened)
        or asks_for_frankness(said, opened)
        or speaks_of_their_offer(said, opened)
        or speaks_of_the_call(said, opened)
        or sizes_up(said)
        or bool(leaving_sentences(said))
    )
