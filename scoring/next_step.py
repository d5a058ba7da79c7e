"""What a proposed next step holds, read from its words alone.

The buyer's engine and the reading of imported calls both use it: an action, an owner, a date, who
attends and what the buyer brings.
"""

import re

from scoring.verdict import NextStep

_ACTION = re.compile(
    r"\b(?:meet|meeting|call|ring|phone|send|email|e-mail|mail|visit|sit down|walk through|"
    r"go through|"
    r"look at|look over|draft|put together|write|note|summary|agenda|session|come (?:by|over|in|"
    r"back)|"
    r"half an hour|half hour|an hour|minutes|talk again|speak again|work through|bring|share|"
    r"review|"
    r"introduce|invite|check|workshop|compare|prepare|diary|calendar|follow up|catch up|drop in|"
    r"pop (?:in|over|by)|chat|conversation)\b",
    re.I,
)
_DATE = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\btomorrow\b|\btonight\b|"
    r"\bthis (?:afternoon|evening|"
    r"week)\b|\bnext (?:week|month)\b|\bin (?:a|two|three|\d+) (?:days?|weeks?)\b|"
    r"\bby the (?:end|\d)|"
    r"\b\d{1,2}(?:st|nd|rd|th)\b|\b(?:january|february|march|april|june|july|august|september|"
    r"october|"
    r"november|december)\b|\b\d{1,2}(?::\d\d)?\s?(?:am|pm|o'?clock)\b|\bat (?:noon|\d{1,2}|half|"
    r"nine|ten|"
    r"eleven|two|three|four)\b|\bweek (?:of|after)\b|\bfirst thing\b|\bend of the week\b",
    re.I,
)
_OWNER = re.compile(
    r"\b(?:i|we)(?:'ll|’ll| will| can| could|'d| would| shall)\b|\bill\b|\blet me\b|\b(?:could|"
    r"can|would|will) you\b|\byou(?:'ll|"
    r"’ll| will| could| can)\b|\bi (?:ring|call|send|come|bring|write)\b|\bwe (?:sit|meet|speak|"
    r"talk|go)\b|\blet's\b|\blet us\b"
    r"|\b(?:could|can|shall|may) (?:i|we)\b|\bhow about\b|\bi suggest\b|\bi propose\b",
    re.I,
)
_ATTENDEES = re.compile(
    r"\b(?:with|and|invite|include|involve|bring in|joined by|along with) (?:you and |your |"
    r"the |both |"
    r"whoever |anyone |someone )?(?:[A-Z][a-z]+|brother|accountant|bookkeeper|partner|wife|"
    r"husband|team|"
    r"colleagues?|office|finance|manager|whoever|director|crew|foreman|you and)"
    # "Could you, Tunde and I sit down": a list of who comes, which no "with" announces.
    r"|\b[Yy]ou,? (?!(?:[A-Z][a-z]+day|January|February|March|April|May|June|July|August|"
    r"September|October|November|December)\b)(?:[A-Z][a-z]+|your [a-z]+),? and (?:I|me)\b",
)
_BUYER_BRINGS = re.compile(
    r"\b(?:bring|have|pull|dig out|send me|send over|share|get hold of|look out|print|put aside|"
    r"keep|pick)"
    r"\b[^.?!]{0,60}\b(?:jobs?|invoices?|figures?|numbers?|list|report|files?|statements?|"
    r"sheets?|ledger|"
    r"accounts?|copy|copies|register|inventory|details?|examples?|paperwork|names?|dates?|"
    r"papers?|"
    r"to hand|letter|documents?)\b",
    re.I,
)


def parts_of(text: str, *, purpose: bool, recap: bool) -> NextStep:
    """The parts named in a seller's turn; not yet accepted.

    `purpose` and `recap` need to know what was said before, so the caller judges them.
    """
    return NextStep(
        accepted=False,
        action=bool(_ACTION.search(text)),
        owner=bool(_OWNER.search(text)),
        date=bool(_DATE.search(text)),
        purpose=purpose,
        attendees=bool(_ATTENDEES.search(text)),
        buyer_brings=bool(_BUYER_BRINGS.search(text)),
        recap=recap,
    )


def joined(before: NextStep, after: NextStep) -> NextStep:
    """Both proposals' parts together."""
    return NextStep.model_validate(
        {name: getattr(before, name) or getattr(after, name) for name in NextStep.model_fields}
    )
