"""Tries what a model is needed for, one thing at a time, and says what was found.

Every step is a real request; one that fails says why and what would mend it, and stops only the steps
that cannot work without it.
"""

import time
from collections.abc import Callable

from simulator.check import Check
from simulator.model.answers import strict_json
from simulator.model.asking_json import (
    JSON_MODES,
    JSON_OBJECT,
    JSON_SCHEMA,
    PLAIN,
    UNSUPPORTED,
    json_request,
)
from simulator.model.client import ModelClient
from simulator.model.problems import Kind, ModelProblem

SLOW = 3.0
"""Seconds to a first word beyond which a call begins to feel like one with a bad line."""
_HELLO = [
    {"role": "system", "content": "You are a person on the telephone. Answer in one sentence."},
    {"role": "user", "content": "Good morning. Is this a bad time?"},
]
_SCHEMA = {
    "type": "object",
    "properties": {"answer": {"type": "string", "enum": ["yes", "no"]}},
    "required": ["answer"],
    "additionalProperties": False,
}


def probe(client: ModelClient, clock: Callable[[], float] = time.monotonic) -> list[Check]:
    """Everything a voice, a judge and a rephrasing need, in the order a person would mend it."""
    found = _answers(client)
    if not all(step.works for step in found if step.needed):
        return found
    return [*found, *_streams(client, clock), *(_json(client, mode) for mode in JSON_MODES)]


def _answers(client: ModelClient) -> list[Check]:
    """Whether it is there, takes the key, and knows the model; one short answer shows all three."""
    place, model = client.endpoint.place, client.endpoint.model
    try:
        client.ask(lambda provider: provider.whole({"messages": _HELLO}))
    except ModelProblem as problem:
        return _failed_where(problem, place, model)
    return [
        Check("Reachable", True, place),
        Check("Key", True, "accepted"),
        _listed(client),
    ]


def _failed_where(problem: ModelProblem, place: str, model: str) -> list[Check]:
    """The steps up to the one that failed."""
    what, mend = _split(problem)
    reached = Check("Reachable", True, place)
    match problem.kind:
        case Kind.KEY_REFUSED | Kind.NO_CREDIT:
            return [reached, Check("Key", False, what, mend)]
        case Kind.NO_SUCH_MODEL:
            return [reached, Check("Key", True, "accepted"), Check("Model", False, what, mend)]
        case Kind.UNREACHABLE | Kind.NOT_COMPATIBLE | Kind.TOO_SLOW:
            return [Check("Reachable", False, what, mend)]
    return [reached, Check("Answer", False, what, mend or f"try another model than {model}")]


def _listed(client: ModelClient) -> Check:
    """The model answered; whether the endpoint lists it as well is worth knowing, no more."""
    model = client.endpoint.model
    try:
        names = client.ask(lambda provider: provider.models())
    except ModelProblem:
        names = []
    if not names:
        return Check("Model", True, f"{model} answers; the endpoint lists no models")
    listed = "listed" if model in names else f"not among the {len(names)} it lists"
    return Check("Model", True, f"{model} answers ({listed})")


def _streams(client: ModelClient, clock: Callable[[], float]) -> list[Check]:
    words: list[float] = []
    """When each piece with words came."""
    began = clock()
    try:
        ended = client.ask(
            lambda provider: provider.stream({"messages": _HELLO}, lambda _: words.append(clock()))
        )
    except ModelProblem as problem:
        return [Check("Streaming", False, *_split(problem))]
    if not ended.in_pieces:
        return [
            Check(
                "Streaming",
                False,
                "the answer did not come piece by piece",
                "turn streaming on at the server; without it every reply waits for its last word",
            )
        ]
    first_word = words[0] - began
    return [
        Check("Streaming", True, f"{len(words)} pieces"),
        Check(
            "First word",
            first_word <= SLOW,
            f"after {first_word:.2f} s",
            "use a smaller or nearer model; the call waits this long at every turn",
            needed=False,
        ),
        Check(
            "Keep-alive",
            True,
            f"{ended.comments} comments while it thought" if ended.comments else "none were needed",
            needed=False,
        ),
        Check(
            "End of answer",
            ended.finish is not None,
            f"said to be {ended.finish!r}" if ended.finish else "not said",
            "a reply that broke off cannot be told from a whole one; such replies are marked",
            needed=False,
        ),
        Check(
            "Token count",
            not ended.usage.uncounted,
            "not given" if ended.usage.uncounted else "given",
            "what a call costs cannot be said",
            needed=False,
        ),
    ]


def _json(client: ModelClient, mode: str) -> Check:
    """Whether one way of asking for JSON works. Any one is enough, for the judge and rephrasings."""
    name = {JSON_SCHEMA: "JSON by schema", JSON_OBJECT: "JSON object", PLAIN: "JSON in words"}[mode]
    mend = (
        "the judge and rephrasings need one that can"
        if mode == PLAIN
        else "the next way is used instead"
    )
    request = json_request(mode, _HELLO, _SCHEMA, "answer")
    try:
        text, _ = client.ask(lambda provider: provider.whole(request, unsupported=UNSUPPORTED))
        kept_to = strict_json(text) in ({"answer": "yes"}, {"answer": "no"})
    except ModelProblem as problem:
        if problem.status in UNSUPPORTED:
            return Check(name, False, "not understood", mend, needed=False)
        return Check(name, False, *_split(problem), needed=False)
    except ValueError as error:
        return Check(name, False, str(error), mend, needed=False)
    if not kept_to:
        return Check(name, False, "JSON came, but not by the schema", mend, needed=False)
    return Check(name, True, "understood", needed=False)


def _split(problem: ModelProblem) -> tuple[str, str]:
    """What happened, and the mend after the semicolon."""
    what, _, mend = str(problem).rstrip(".").rpartition("; ")
    return (what, mend) if what else (mend, "")
