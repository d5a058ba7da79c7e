"""The next step a seller proposes, part by part, and whether this buyer agrees to it."""

import re

from personas.persona import EndingRule
from personas.vocabulary import QUESTIONS, Act, Outcome, Topic
from scoring.discovery import full_rungs
from scoring.hearing.heard import Mark
from scoring.hearing.leaving import leaves_it_for_now, leaving_sentences
from scoring.next_step import joined, parts_of
from scoring.verdict import NextStep
from simulator.buyer.cover import is_held
from simulator.buyer.endings import happened
from simulator.buyer.fact_index import phrase_set
from simulator.buyer.ledger import Ledger
from simulator.buyer.reading import Reading
from simulator.buyer.state import LieStage, State

ABOUT_MEETING = frozenset({Topic.NEXT_STEP, Topic.STAKEHOLDERS})
"""Topics that a question fixing a meeting may have."""
_BEST_FIRST = (
    Outcome.TRUTH_SURFACED,
    Outcome.REDIRECTED,
    Outcome.INVITED_NEXT,
    Outcome.NEXT_STEP_AGREED,
)


def is_proposed(reading: Reading) -> bool:
    """Whether the turn puts a next step on the table.

    Beside a question about something else it takes a day or a time to be one; where the buyer's words
    are given back, with the days in them, somebody must be said to do something.
    """
    if not reading.does(Act.NEXT_STEP) and Topic.NEXT_STEP not in reading.topics_asked:
        return False
    if _gives_days_back(reading):
        return False
    parts = parts_of(reading.text, purpose=False, recap=False)
    if not reading.does(Act.NEXT_STEP) and not (
        parts.action or parts.date or _PROPOSES.search(reading.text)
    ):
        return False
    asks_more = any(set(question.topics) - ABOUT_MEETING for question in reading.questions)
    return not asks_more or parts.date


def _gives_days_back(reading: Reading) -> bool:
    if not (reading.does(Act.REFLECTION) or reading.has(Mark.RECAP, Mark.ATTRIBUTION)):
        return False
    said = [
        _CHECKING.sub("", reading.text[span.start : span.end])
        for span in reading.heard.spans
        if span.act == Act.NEXT_STEP or (span.act in QUESTIONS and Topic.NEXT_STEP in span.topics)
    ]
    return not any(_PROPOSES.search(text) for text in said)


_CHECKING = re.compile(r"\blet me (?:just )?(?:check|see|make sure|sum|play|recap|put)\b", re.I)
_PROPOSES = re.compile(
    r"\b(?:i|we)(?:['’]ll|['’]d| will| can| could| would| shall)\b|\blet(?:['’]s| us)\b|"
    r"\b(?:could|can|would|will|shall|may) (?:i|we|you)\b|\bhow about\b|\bi (?:suggest|propose)\b|"
    r"\b(?:suits?|work for|free on|available|convenient|next|from here|go on from|meet|talk again)\b",
    re.I,
)


def read_proposal(reading: Reading, before: NextStep | None) -> NextStep:
    """The parts of the next step, joined with those named in earlier turns."""
    found = parts_of(
        reading.text,
        purpose=bool(reading.mentioned),
        recap=reading.has(Mark.RECAP) or len(reading.mentioned) >= 2,
    )
    return found if before is None else joined(before, found)


def leaves_it(ledger: Ledger, reading: Reading) -> bool:
    """Whether the seller agrees, in words, that there is no next step for now.

    The buyer's honest "not now" may have words of its own ("we will not bid").
    """
    own = own_words_of_leaving(ledger)
    asked = [] if reading.heard.unsure else reading.heard.spans
    questions = [(span.start, span.end) for span in asked if span.act in QUESTIONS]
    return leaves_it_for_now(reading.text, questions, own)


def may_be_left(ledger: Ledger, state: State, depths: dict[Topic, int]) -> bool:
    """Whether the buyer can agree that there is no next step for now.

    It takes a known reason: where it ranks, the truth behind a cover story, or the rungs of an ending that
    has its own words.
    """
    rows = [row for row in ledger.persona.endings if row.outcome is Outcome.HONEST_NOT_NOW]
    told = state.lie is not None and state.lie.stage is LieStage.CONFESS
    reasoned = any(row.purpose is not None and full_rungs(depths) >= row.rungs for row in rows)
    return told or reasoned or depths[Topic.PRIORITY] >= 1


def own_words_of_leaving(ledger: Ledger) -> tuple[str, ...]:
    """What this buyer's rows of an honest "not now" list as ways to say it."""
    return tuple(
        word
        for row in ledger.persona.endings
        if row.outcome is Outcome.HONEST_NOT_NOW and row.purpose is not None
        for word in row.purpose.words
    )


def only_pitches_while_leaving(ledger: Ledger, reading: Reading) -> bool:
    """Whether all that was heard as a pitch belongs to a sentence in which the seller leaves it."""
    left = leaving_sentences(reading.text, own_words_of_leaving(ledger))
    sold = [span for span in reading.heard.spans if span.act == Act.PITCH]
    return all(any(s.start < end and start < s.end for start, end in left) for s in sold)


def accepting_row(ledger: Ledger, state: State, reading: Reading, rungs: int) -> EndingRule | None:
    """The ending this proposal would lead to, or None when the buyer does not agree.

    Among rows whose conditions hold, the kinds are tried from the rarest to the plainest, rows of
    a kind in the file's order.
    """
    invited = bool(state.invited_at) and not state.withdrawn
    truth_told = state.lie is not None and state.lie.stage is LieStage.CONFESS
    for outcome in _BEST_FIRST:
        if outcome is Outcome.INVITED_NEXT and not invited:
            continue
        if is_held(state.lie) and outcome is not Outcome.REDIRECTED:
            continue
        for row in ledger.persona.endings:
            if (
                row.outcome is outcome
                and state.trust >= row.trust
                and rungs >= row.rungs
                and row.truth_told in (None, truth_told)
                and (row.purpose is None or _serves(row, state, reading))
                and happened(row, state)
            ):
                return row
    return None


def _serves(row: EndingRule, state: State, reading: Reading) -> bool:
    assert row.purpose is not None
    phrases = phrase_set(row.purpose.words)
    named = not phrases or any(
        phrase <= sentence.stems for sentence in reading.sentences for phrase in phrases
    )
    return named and all(state.has_said(fact) for fact in row.purpose.facts)
