"""Hints in an imported call: something personal or consequential that nobody asked about."""

from collections.abc import Sequence

from personas.vocabulary import How, Topic
from scoring.inferred import Gist, Inferred
from scoring.limits import CUE_LIFE

_CONSEQUENCES = (Topic.IMPACT, Topic.INACTION)


class Cues:
    """The hints that wait to be taken up."""

    def __init__(self) -> None:
        self._waiting: dict[str, tuple[int, Inferred]] = {}
        """Per hint, the number of the seller's turn it followed, and the fact."""

    def take(
        self, about: Gist, asked: set[str], count: int
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Hints that a seller's turn takes up, and those it lets lapse."""
        answered, expired = [], []
        for cue, (dropped, fact) in list(self._waiting.items()):
            if fact.topic in asked or fact.gist.touches(about):
                answered.append(cue)
            elif count - dropped >= CUE_LIFE:
                expired.append(cue)
            else:
                continue
            del self._waiting[cue]
        return tuple(answered), tuple(expired)

    def drop(self, told: Sequence[Inferred], count: int) -> tuple[str, ...]:
        """Hints among the facts that a reply told."""
        dropped = [
            fact
            for fact in told
            if fact.how is How.VOLUNTEERED and (fact.topic in _CONSEQUENCES or fact.personal)
        ]
        for fact in dropped:
            self._waiting[f"cue_{fact.id}"] = (count, fact)
        return tuple(f"cue_{fact.id}" for fact in dropped)
