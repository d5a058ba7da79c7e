"""Hears a line: acts, topics, spans, confidence and marks."""

import re
from collections.abc import Sequence
from typing import Literal

from scoring.hearing.heard import Heard, Span
from scoring.hearing.numbers import numbers
from scoring.hearing.words import sentences

VERSION = "0"

_TOPICS = {
    "goal": r"\b(goal|trying to|aim|achieve|success|hoping|want to|plans?|working towards)\b",
    "problem": r"\b(problem|wrong|late|issue|trouble|slow|example|struggl)\w*",
    "cause": r"\b(why|cause|behind|reason|come from|root)\b",
    "impact": r"\b(cost|impact|mean for|consequence|evening|effect|affect|worth)\w*",
    "priority": r"\b(priorit|why now|urgent|rank|deadline|list|soon)\w*",
    "inaction": r"\b(nothing|leave it|carry on|another year|as it is|if you don)\w*",
    "process": r"\b(decide|decision|sign|approv|process)\w*",
    "stakeholders": r"\b(who else|involved|anyone else)\b",
    "change": r"\b(chang|different|new since|shifted)\w*",
    "current_state": r"\b(walk me through|how do you|today|currently|step by step)\b",
    "competition": r"\b(supplier|vendor|competit|other firms?|alternativ)\w*",
    "budget": r"\b(budget|money set aside|fund)\w*",
    "next_step": r"\b(next step|thursday|friday|monday|tuesday|wednesday)\b",
}


def hear(
    text: str,
    role: Literal["seller", "buyer"] = "seller",
    context: Sequence[tuple[str, str]] = (),
    own_words: Sequence[str] = (),
) -> Heard:
    """Reads one line."""
    spans = []
    for start, end in sentences(text):
        part = text[start:end]
        low = part.lower()
        topics = tuple(name for name, rule in _TOPICS.items() if re.search(rule, low))
        if "?" in part or re.search(r"\b(tell me|curious|walk me|wonder)\b", low):
            wh = re.search(r"\b(what|how|why|tell me|walk me|curious|who else)\b", low)
            spans.append(
                Span(start, end, "open_question" if wh else "closed_question", topics, 0.8)
            )
        elif re.search(r"\b(you said|you mentioned|so you|so the|it sounds)\b", low):
            spans.append(Span(start, end, "reflection", topics, 0.8))
        elif re.search(r"\b(our|we can|demo|platform|product)\b", low):
            spans.append(Span(start, end, "pitch", (), 0.8))
        elif re.search(r"\b(i'll|let's)\b", low):
            spans.append(Span(start, end, "next_step", (), 0.8))
        elif re.search(r"\b(firms|most|accounts|survey)\b", low):
            spans.append(Span(start, end, "insight", topics, 0.8))
    acts = tuple(dict.fromkeys(span.act for span in spans)) or ("other",)
    return Heard(
        acts=acts,
        topics=tuple(dict.fromkeys(t for span in spans for t in span.topics)),
        spans=tuple(spans),
        numbers=tuple(n.value for n in numbers(text)),
    )
