"""The configured model as a judge: `scoring.judge` asks, this carries the questions to the endpoint."""

import json
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from scoring.judge.answers import read_answer
from scoring.judge.judging import Unanswered, judge
from scoring.judge.opinion import Opinion, unavailable
from scoring.judge.presenting import present
from scoring.scorecard import Scorecard
from scoring.transcript import AnyEvent
from simulator.model.asking_json import Message
from simulator.model.client import ModelClient
from simulator.model.problems import Kind, ModelProblem

Asked = TypeVar("Asked")
Got = TypeVar("Got")


def second_opinion(
    events: Sequence[AnyEvent], card: Scorecard, client: ModelClient, at_once: int
) -> Opinion:
    """The model's opinion on a graded call; `at_once` requests are under way at the same time.

    Whatever the model or the way to it does, this returns: a failure is an unavailable opinion.
    """
    with ThreadPoolExecutor(max_workers=at_once) as threads:

        def each(function: Callable[[Asked], Got], items: Iterable[Asked], /) -> Iterable[Got]:
            return threads.map(function, items)

        return judge(events, card, ModelJudge(client), each=each)


def no_opinion(events: Sequence[AnyEvent], _card: Scorecard, *, why: str) -> Opinion:
    """What stands in its place where no model can be asked at all."""
    return unavailable(why, present(events))


class ModelJudge:
    """A model as the judge needs one: cold, and asked once more when its answer is not JSON."""

    def __init__(self, client: ModelClient, *, temperature: float | None = 0.0) -> None:
        self._client = client
        self._temperature = temperature
        self._first = threading.Lock()
        self._asked_before = False

    def __call__(self, system: str, user: str, schema: dict[str, Any]) -> str:
        """The answer. Raises Unanswered with the client's sentence."""
        messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
        try:
            with self._first:
                if not self._asked_before:
                    self._asked_before = True
                    return self._first_answer(messages, schema)
            return self._answer(messages, schema)
        except ModelProblem as problem:
            raise Unanswered(str(problem)) from None

    def _first_answer(self, messages: Sequence[Message], schema: dict[str, Any]) -> str:
        """Some models refuse to be told a temperature. One request finds out; the others wait."""
        try:
            return self._answer(messages, schema)
        except ModelProblem as problem:
            if problem.kind is not Kind.REQUEST_REFUSED:
                raise
        self._temperature = None
        return self._answer(messages, schema)

    def _answer(self, messages: Sequence[Message], schema: dict[str, Any]) -> str:
        return self._client.complete_json(
            messages, schema, name="evidence", check=_readable, temperature=self._temperature
        )


def _readable(value: object) -> str:
    """The answer's text again; raises ValueError when it is not what was asked for."""
    text = json.dumps(value, ensure_ascii=False)
    read_answer(text)
    return text
