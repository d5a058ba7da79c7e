"""How well hearing does with voices that were left out of its training.

The frozen lines are one set of foreign voices; these are another, ten times as many. A voice has an
industry of its own here, so that leaving out the one leaves out the other.
"""

from collections.abc import Container, Iterable, Sequence
from pathlib import Path

import numpy as np
from pydantic import BaseModel

from personas.vocabulary import Act, Topic
from scoring.hearing.learning.corpus import Labelled
from scoring.hearing.model import Models
from scoring.hearing.reader import Said, hear_all

UNSEEN = Path(__file__).parent / "unseen.json"


class Unseen(BaseModel):
    """Of the seller turns of voices left out: how many, and the plain means of F1 over the labels."""

    voices: int
    industries: int
    turns: int
    acts_f1: float
    topics_f1: float


def measured(models: Models, lines: Sequence[Labelled]) -> Unseen:
    """How models hear the seller turns among lines of voices that they have not learned."""
    turns = [line for line in lines if line.role == "seller"]
    said = [Said(line.text, "seller", [("buyer", text) for text in line.context]) for line in turns]
    heard = hear_all(said, models)

    def macro(
        truth: Sequence[Container[str]], found: Sequence[Container[str]], of: Iterable[str]
    ) -> float:
        labels = [str(label) for label in of]
        there, taken = (
            np.array([[label in each for label in labels] for each in rows])
            for rows in (truth, found)
        )
        occurs = there.any(axis=0)
        f1 = 2 * (there & taken).sum(axis=0) / (there.sum(axis=0) + taken.sum(axis=0)).clip(1)
        return round(float(f1[occurs].mean()), 4)

    return Unseen(
        voices=len({line.voice for line in turns}),
        industries=len({line.industry for line in turns}),
        turns=len(turns),
        acts_f1=macro([line.acts for line in turns], [each.acts for each in heard], Act),
        topics_f1=macro([line.topics for line in turns], [each.topics for each in heard], Topic),
    )
