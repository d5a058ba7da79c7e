"""The guide to the labels names everything a line can be labelled with."""

import re
from pathlib import Path

from personas.vocabulary import Act, BuyerAct, Topic

GUIDE = Path(__file__).parents[2] / "docs" / "labels.md"


def test_the_guide_names_every_label() -> None:
    """A label that nobody can look up cannot be given; one that does not exist cannot be heard."""
    text = GUIDE.read_text(encoding="utf-8")
    sellers, topics, buyers = (
        part.split("\n## ")[0]
        for part in re.split(r"## What (?:a seller does|it is about|a buyer does)\n", text)[1:]
    )

    def named(part: str) -> set[str]:
        return set(re.findall(r"^\| `(\w+)`", part, re.M))

    assert named(sellers) == {str(act) for act in Act}
    assert named(topics) == {str(topic) for topic in Topic}
    assert {str(act) for act in BuyerAct} <= set(re.findall(r"`(\w+)`", buyers))
