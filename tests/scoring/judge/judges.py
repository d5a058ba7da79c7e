"""Judges made for tests: each a function that answers as a language model might."""

import json
from collections.abc import Callable
from typing import Any

from scoring.grader import grade
from scoring.judge.judging import Completes, judge
from scoring.judge.opinion import Opinion
from scoring.rubric import load_rubric
from scoring.transcript import AnyEvent

Request = dict[str, Any]


def opinion(events: list[AnyEvent], model: Completes) -> Opinion:
    """The model's opinion on a call."""
    return judge(events, grade(events, load_rubric()), model)


def saying(text: str) -> Completes:
    """Answers everything with the same text."""
    return lambda system, user, schema: text


def answer(yes: object, *quotes: tuple[object, object, object]) -> str:
    """An answer as the schema wants it, if its parts are."""
    given = [{"turn": turn, "speaker": who, "quote": words} for turn, who, words in quotes]
    return json.dumps({"yes": yes, "quotes": given}, ensure_ascii=False)


def reading(answers: Callable[[Request], str]) -> Completes:
    """Answers out of the request it is sent."""
    return lambda system, user, schema: answers(json.loads(user))


def quoting(request: Request) -> str:
    """A yes, with a true line of every speaker it is to quote."""
    quotes = []
    for speaker in request["quotes_needed"]:
        line = next(
            line
            for line in request["call"]
            if line["speaker"] == speaker and len(line["text"].split()) > 3
        )
        quotes.append((line["turn"], speaker, line["text"]))
    return answer(True, *quotes)


def is_control(request: Request) -> bool:
    """Whether it is asked what no call holds."""
    return "moon" in request["question"]


def generous(request: Request) -> str:
    """Says yes with true quotes to all but the control."""
    return answer(False) if is_control(request) else quoting(request)
