"""The rubric as data: weights, thresholds and caps. `load_rubric` is its only reader of disk."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from personas.errors import ContentError
from personas.reading import parse_toml, read_content, schema_problems

LIBRARY = Path(__file__).parent / "rubrics"
Percent = Annotated[int, Field(ge=0, le=100, strict=True)]
Points = Annotated[int, Field(ge=0, le=100, strict=True)]
Level = Annotated[int, Field(ge=0, le=4, strict=True)]
Count = Annotated[int, Field(ge=0, strict=True)]

CRITERIA = (
    "opening",
    "goals",
    "problem",
    "causes",
    "impact",
    "urgency",
    "change_people_process",
    "listening",
    "pitch_timing",
    "next_step",
)
"""Ids of the criteria in the order of the page."""


class RubricPart(BaseModel):
    """Base of every part: unknown keys refused, immutable, no NaN or infinity."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Thresholds(RubricPart):
    """The figures the criteria compare with."""

    seller_turns: Count
    """Fewest seller turns of an evaluable call, unless the buyer ended it or a step was agreed."""
    opening_turns: Count
    """How many seller turns count as the opening."""
    follow_up_percent: tuple[Percent, Percent, Percent, Percent]
    """Follow-up rate from which listening reaches level 1, 2, 3 and 4; ascending."""
    follow_up_opportunities: Count
    """Fewest opportunities from which a follow-up rate is stated."""
    complex_reflections: Count
    """Accepted complex reflections needed for listening at level 4."""
    missed_cues: Count
    """Most missed cues allowed at listening level 4."""
    pitch_words: Count
    """Most words of a fitting pitch; a longer one is a feature dump."""
    imported_pitch_confidence: float = Field(ge=0, le=1, strict=True)
    """In an imported call a pitch heard with less than this makes a cap advisory."""


class EarlyPitch(RubricPart):
    """G1: pitching before the problem is understood."""

    by_rungs: tuple[Points, Points, Points, Points, Points, Points, Points]
    """Limit by full rungs (0 to 6) when the first uninvited pitch came; 100 is none."""
    recovery: Points
    """Added to the limit for one early pitch only, when all six rungs were opened later."""


class DodgedQuestions(RubricPart):
    """G2: selling in place of answering 'what makes you say that?'."""

    dodges: Count
    limit: Points


class WastedQuestions(RubricPart):
    """G3: many questions of which more were wasted than facts earned."""

    questions: Count
    listening: Level
    """Highest level of listening then."""


class MadeUpClaims(RubricPart):
    """G4: stating things about the buyer that neither brief nor call holds."""

    claims: Count
    opening: Level
    """Highest level of the opening then."""


class Conduct(RubricPart):
    """G5: accusation, threat, insult or inducement."""

    limit: Points


class Talking(RubricPart):
    """G6: the seller talks nearly alone."""

    percent: Percent
    """Talk share above which it applies."""
    turns: Count
    """Fewest turns of the call, both speakers counted."""
    listening: Level
    """Highest level of listening then."""


class NotFollowingUp(RubricPart):
    """G7: questions that take up nothing of what was said."""

    percent: Percent
    """Follow-up rate below which it applies."""
    opportunities: Count
    """Fewest opportunities."""
    limit: Points


class Caps(RubricPart):
    """What holds a score or a level down whatever else was done."""

    early_pitch: EarlyPitch
    dodged_questions: DodgedQuestions
    wasted_questions: WastedQuestions
    made_up_claims: MadeUpClaims
    conduct: Conduct
    talking: Talking
    not_following_up: NotFollowingUp


class RubricText(RubricPart):
    """One file of `scoring/rubrics`."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    """Equals the file's name without its ending."""
    version: str = Field(min_length=1)
    title: str
    advisory: tuple[str, ...] = ()
    """Criteria shown but not yet settled, because people and engine do not agree on them."""
    weights: dict[str, Points]
    """Points of a hundred by criterion id."""
    thresholds: Thresholds
    caps: Caps


@dataclass(frozen=True, slots=True)
class Rubric:
    """A rubric as read: the figures and the hash of the exact text they came from."""

    text: RubricText
    sha256: str

    @property
    def id(self) -> str:
        """The rubric's id, which is its file's name."""
        return self.text.id


def rubric_named(named: str) -> Rubric:
    """The rubric of an id or of a file: what ends in .toml, or holds a slash, is a file.

    Raises ContentError naming the file and every faulty key.
    """
    path = Path(named)
    if path.suffix != ".toml" and path.name == named:
        return load_rubric(named)
    return parse_rubric(read_content(path), path)


@cache
def load_rubric(rubric_id: str = "explore-before-pitch", folder: Path = LIBRARY) -> Rubric:
    """Reads and checks one rubric.

    Raises ContentError naming the file and every faulty key; also when the id is not there.
    """
    path = folder / f"{rubric_id}.toml"
    known = rubric_ids(folder)
    if rubric_id not in known:
        names = ", ".join(known) or "none"
        raise ContentError(path, [("id", f"there is no such rubric; known: {names}")])
    return parse_rubric(read_content(path), path)


def parse_rubric(text: str, path: Path) -> Rubric:
    """The rubric in `text`; `path` gives its name and is used in errors."""
    try:
        rubric = RubricText.model_validate(parse_toml(text, path))
    except ValidationError as error:
        raise ContentError(path, schema_problems(error)) from None
    problems = list(_problems(rubric))
    if rubric.id != path.stem:
        problems.insert(0, ("id", f"is {rubric.id!r}, but the file is named {path.name}"))
    if problems:
        raise ContentError(path, problems)
    return Rubric(rubric, hashlib.sha256(text.encode()).hexdigest())


def _problems(rubric: RubricText) -> Iterator[tuple[str, str]]:
    """What is wrong though every value by itself is right, as (key, problem)."""
    for name in rubric.weights:
        if name not in CRITERIA:
            yield f"weights.{name}", f"is no criterion; they are {', '.join(CRITERIA)}"
    for name in CRITERIA:
        if name not in rubric.weights:
            yield f"weights.{name}", "is missing; 0 leaves a criterion out of the score"
    if (total := sum(rubric.weights.values())) != 100:
        yield "weights", f"add up to {total}, not 100"
    for name in sorted(set(rubric.advisory) - set(CRITERIA)):
        yield "advisory", f"{name!r} is no criterion; they are {', '.join(CRITERIA)}"
    for key, steps in (
        ("thresholds.follow_up_percent", rubric.thresholds.follow_up_percent),
        ("caps.early_pitch.by_rungs", rubric.caps.early_pitch.by_rungs),
    ):
        if list(steps) != sorted(steps):
            yield key, "must not fall from one figure to the next"


def rubric_ids(folder: Path = LIBRARY) -> list[str]:
    """Ids of the rubrics in a folder, sorted."""
    return sorted(path.stem for path in folder.glob("*.toml"))
