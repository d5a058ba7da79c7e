"""What is said when one endpoint fails: the sentence and the mend, without the key."""

from collections.abc import Mapping

from simulator.model.answers import complaint_of
from simulator.model.endpoint import Endpoint
from simulator.model.problems import Kind, ModelProblem
from simulator.text_safety import inert

PATH = "/chat/completions"
TRY_AGAIN = frozenset({408, 409, 429})
"""The only refusals of a request that time alone may mend; so may every 5xx."""
_NO_CREDIT = ("insufficient_quota", "billing_hard_limit_reached", "billing_not_active")


class Complaints:
    """The problems of one endpoint, in words."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    def status(self, status: int, body: object) -> ModelProblem:
        """A refusal, by HTTP status and the error in its body."""
        error = body if isinstance(body, Mapping) else {}
        if status == 402 or error.get("code") in _NO_CREDIT or error.get("type") in _NO_CREDIT:
            return self.problem(
                Kind.NO_CREDIT, "says that its credit is used up; look at your account", status
            )
        if status in TRY_AGAIN or status >= 500:
            return self.problem(Kind.BUSY, f"is too busy or broken ({status}); try later", status)
        if status in (401, 403):
            return self.problem(
                Kind.KEY_REFUSED,
                f"refused the key ({status}); check OPENAI_API_KEY or the file model-key",
                status,
            )
        if status == 404:
            return self.problem(
                Kind.NO_SUCH_MODEL,
                f"knows no model {self._endpoint.model!r}, or no {PATH} at this address (404); "
                "check OPENAI_MODEL and OPENAI_BASE_URL",
                status,
            )
        return self.problem(
            Kind.REQUEST_REFUSED, f"refused the request ({status}): {self._words(body)}", status
        )

    def in_answer(self, error: object) -> ModelProblem:
        """An error that came with status 200, in a body or in the middle of a stream."""
        code = error.get("code") if isinstance(error, Mapping) else None
        if code in _NO_CREDIT:
            return self.status(402, error)
        if isinstance(code, int) and 400 <= code < 600:
            return self.status(code, error)
        return self.problem(
            Kind.NOT_COMPATIBLE, f"sent an error for an answer: {self._words(error)}"
        )

    def unreachable(self, error: Exception) -> ModelProblem:
        """No connection, or one that was lost before the answer began."""
        why = self._words(str(error.__cause__ or error) or "the connection broke")
        return self.problem(
            Kind.UNREACHABLE,
            f"cannot be reached ({why}); check OPENAI_BASE_URL, the network, "
            "and that the server runs",
        )

    def silent(self) -> ModelProblem:
        """Nothing came for as long as a read may take."""
        return self.problem(
            Kind.TOO_SLOW,
            f"sent nothing for {self._endpoint.read_timeout:g} seconds; ask a faster one, or raise "
            "model_timeout",
        )

    def broken_off(self, *, silent: bool) -> ModelProblem:
        """The answer began and did not end; `silent` when nothing came for as long as a read may take."""
        if silent:
            return self.problem(
                Kind.CUT_OFF,
                f"fell silent for {self._endpoint.read_timeout:g} seconds in the middle of its answer; "
                "ask a faster one, or raise model_timeout",
            )
        return self.problem(
            Kind.CUT_OFF,
            "stopped in the middle of its answer; if it does so again, look at its server, or ask "
            "another model",
        )

    def late(self) -> ModelProblem:
        """The whole answer took longer than it may."""
        return self.problem(
            Kind.TOO_SLOW,
            f"did not answer within {self._endpoint.deadline:g} seconds; ask a faster one, or raise "
            "model_deadline",
        )

    def resting(self, seconds: float, why: str) -> ModelProblem:
        """It is not asked for a while. `why` is the sentence of its last failure, with the mend."""
        return ModelProblem(
            Kind.RESTING,
            f"{why} After several failures running it is left alone for {seconds:.0f} seconds.",
        )

    def not_compatible(self, why: str) -> ModelProblem:
        """Something answered that is no model's endpoint."""
        return self.problem(
            Kind.NOT_COMPATIBLE,
            f"is not an OpenAI-compatible endpoint: {why}; check OPENAI_BASE_URL (it often ends "
            "in /v1)",
        )

    def bad_json(self, wrong: ValueError) -> ModelProblem:
        """It was asked for JSON twice, and did not send it."""
        return self.problem(
            Kind.BAD_JSON,
            "did not send the JSON that was asked for, twice "
            f"({self._words(str(wrong))[:160]}); ask a more capable one",
        )

    def problem(self, kind: Kind, what: str, status: int = 0) -> ModelProblem:
        """The problem that "The model at …" and then `what`."""
        return ModelProblem(kind, f"The model at {self._endpoint.place} {what}.", status=status)

    def _words(self, body: object) -> str:
        """What the other side said, harmless and without the key."""
        return inert(self._endpoint.redacted(complaint_of(body)))
