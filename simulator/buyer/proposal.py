"""The next step a seller proposes, part by part, and whether this buyer agrees to it."""

import re

from personas.persona import EndingRule
from personas.vocabulary import Act, Outcome, Topic
from scoring.hearing.heard import Mark
from scoring.transcript import NextStep
from simulator.buyer.cover import is_held
from simulator.buyer.ledger import Ledger, phrase_set
from simulator.buyer.reading import Reading
from simulator.buyer.state import LieStage, State

_ACTION = re.compile(
    r"\b(?:meet|meeting|call|ring|phone|send|email|e-mail|mail|visit|sit down|walk through|go through|"
    r"look at|look over|draft|put together|write|note|summary|agenda|session|come (?:by|over|in|back)|"
    r"half an hour|half hour|an hour|minutes|talk again|speak again|work through|bring|share|review|"
    r"introduce|invite|check|workshop|compare|prepare|diary|calendar|follow up|catch up|drop in|"
    r"pop (?:in|over|by)|chat|conversation)\b",
    re.I,
)
_DATE = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\btomorrow\b|\btonight\b|\bthis (?:afternoon|evening|"
    r"week)\b|\bnext (?:week|month)\b|\bin (?:a|two|three|\d+) (?:days?|weeks?)\b|\bby the (?:end|\d)|"
    r"\b\d{1,2}(?:st|nd|rd|th)\b|\b(?:january|february|march|april|june|july|august|september|october|"
    r"november|december)\b|\b\d{1,2}(?::\d\d)?\s?(?:am|pm|o'?clock)\b|\bat (?:noon|\d{1,2}|half|nine|ten|"
    r"eleven|two|three|four)\b|\bweek (?:of|after)\b|\bfirst thing\b|\bend of the week\b",
    re.I,
)
_OWNER = re.compile(
    r"\b(?:i|we)(?:'ll|’ll| will| can| could|'d| would| shall)\b|\bill\b|\blet me\b|\b(?:could|can|would|will) you\b|\byou(?:'ll|"
    r"’ll| will| could| can)\b|\bi (?:ring|call|send|come|bring|write)\b|\bwe (?:sit|meet|speak|talk|go)\b|\blet's\b|\blet us\b"
    r"|\b(?:could|can|shall|may) (?:i|we)\b|\bhow about\b|\bi suggest\b|\bi propose\b",
    re.I,
)
_ATTENDEES = re.compile(
    r"\b(?:with|and|invite|include|involve|bring in|joined by|along with) (?:you and |your |the |both |"
    r"whoever |anyone |someone )?(?:[A-Z][a-z]+|brother|accountant|bookkeeper|partner|wife|husband|team|"
    r"colleagues?|office|finance|manager|whoever|director|crew|foreman|you and)",
)
_BUYER_BRINGS = re.compile(
    r"\b(?:bring|have|pull|dig out|send me|send over|share|get hold of|look out|print|put aside|keep|pick)"
    r"\b[^.?!]{0,60}\b(?:jobs?|invoices?|figures?|numbers?|list|report|files?|statements?|sheets?|ledger|"
    r"accounts?|copy|copies|register|inventory|details?|examples?|paperwork|names?|dates?|papers?|"
    r"to hand|letter|documents?)\b",
    re.I,
)
_NO_STEP = re.compile(
    r"\b(?:leave it (?:there|here|at that|for now)|no next step|not the right time|isn't the time|is not the "
    r"time|nothing (?:more )?to do (?:now|today)|park (?:it|this)|let(?:'s| us) not (?:fix|book|set)|"
    r"doesn't need (?:a|another) (?:meeting|step)|stop here|not now)\b",
    re.I,
)
_BEST_FIRST = (
    Outcome.TRUTH_SURFACED,
    Outcome.REDIRECTED,
    Outcome.INVITED_NEXT,
    Outcome.NEXT_STEP_AGREED,
)


def is_proposed(reading: Reading) -> bool:
    """Whether the turn puts a next step on the table."""
    return reading.does(Act.NEXT_STEP) or Topic.NEXT_STEP in reading.topics_asked


def read_proposal(reading: Reading, before: NextStep | None) -> NextStep:
    """The parts of the next step, joined with those named in earlier turns."""
    text = reading.text
    found = NextStep(
        accepted=before.accepted if before else False,
        action=bool(_ACTION.search(text)),
        owner=bool(_OWNER.search(text)),
        date=bool(_DATE.search(text)),
        purpose=bool(reading.mentioned),
        attendees=bool(_ATTENDEES.search(text)),
        buyer_brings=bool(_BUYER_BRINGS.search(text)),
        recap=reading.has(Mark.RECAP) or len(reading.mentioned) >= 2,
    )
    return found if before is None else joined(before, found)


def joined(before: NextStep, after: NextStep) -> NextStep:
    """Both proposals' parts together."""
    return NextStep.model_validate(
        {name: getattr(before, name) or getattr(after, name) for name in NextStep.model_fields}
    )


def leaves_it(reading: Reading) -> bool:
    """Whether the seller agrees, in words, that there is no next step for now."""
    return bool(_NO_STEP.search(reading.text)) and not reading.questions


def accepting_row(ledger: Ledger, state: State, reading: Reading, rungs: int) -> EndingRule | None:
    """The ending this proposal would lead to, or None when the buyer does not agree.

    Among rows whose conditions hold, the kinds are tried from the rarest to the plainest, rows of
    a kind in the file's order.
    """
    invited = bool(state.invited_at) and not state.withdrawn
    truth_told = state.lie is not None and state.lie.stage is LieStage.CONFESS
    for outcome in _BEST_FIRST:
        if outcome is Outcome.INVITED_NEXT and (not invited or is_held(state.lie)):
            continue
        for row in ledger.persona.endings:
            if (
                row.outcome is outcome
                and state.trust >= row.trust
                and rungs >= row.rungs
                and row.truth_told in (None, truth_told)
                and (row.purpose is None or _serves(row, state, reading))
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
