"""A language model as the buyer's voice."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from simulator.buyer.brief import ReplyBrief
from simulator.voices.prompt import messages
from simulator.voices.voice import Line, Pieces, Refusal


class Streams(Protocol):
    """A model that answers messages piece by piece."""

    def stream(
        self, messages: Sequence[Mapping[str, str]], waiting: Callable[[float], None]
    ) -> Pieces:
        """The answer as it comes; `waiting` is told of pauses."""
        ...

    def cancel(self) -> None:
        """Ends every answer under way."""
        ...


class ModelVoice:
    """Puts a brief before a model, in the words of `voices.prompt`."""

    def __init__(self, model: Streams) -> None:
        self._model = model

    def speak(
        self,
        brief: ReplyBrief,
        lines: Sequence[Line],
        refusal: Refusal | None,
        waiting: Callable[[float], None],
    ) -> Pieces:
        """The model's reply as it comes."""
        return self._model.stream(messages(brief, lines, refusal), waiting)

    def stop(self) -> None:
        """Ends what is being said."""
        self._model.cancel()
