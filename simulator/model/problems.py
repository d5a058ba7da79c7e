"""What can go wrong with a model, sorted by what a person can do about it."""

from enum import StrEnum

from simulator.problem import Problem


class Kind(StrEnum):
    """Why a model did not answer."""

    NOT_SET_UP = "not set up"
    """No model is named, or the key cannot be used."""
    UNREACHABLE = "unreachable"
    """No connection: refused, no such name, TLS."""
    KEY_REFUSED = "key refused"
    NO_SUCH_MODEL = "no such model"
    NO_CREDIT = "no credit"
    BUSY = "busy"
    """429, 5xx and their like, after every retry that was allowed."""
    REQUEST_REFUSED = "request refused"
    NOT_COMPATIBLE = "not compatible"
    """It answered, but not as an OpenAI-compatible endpoint does."""
    TOO_SLOW = "too slow"
    """A read or the whole answer took longer than allowed."""
    CUT_OFF = "cut off"
    """The answer began and did not end: a broken stream, or no room left for it."""
    WITHHELD = "withheld"
    """A content filter or a refusal."""
    BAD_JSON = "bad JSON"
    """It answered, but not with the JSON that was asked for."""
    RESTING = "resting"
    """It failed so often that it is left alone for a while."""
    CANCELLED = "cancelled"


class ModelProblem(Problem):
    """A model did not answer. The sentence says what happened and the mend, never the key."""

    def __init__(self, kind: Kind, sentence: str, *, status: int = 0) -> None:
        super().__init__(sentence)
        self.kind = kind
        self.status = status
        """HTTP status of the answer; 0 when there was none."""
