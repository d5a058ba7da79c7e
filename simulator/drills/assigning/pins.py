"""What a drill is played with: pinned when it is made, compared wherever it is played or taken in."""

from personas.catalog import load_persona
from scenarios.catalog import load_scenario
from scoring.hearing.reader import version as hearing_version
from scoring.rubric import load_rubric
from scoring.transcript import ContentVersion
from simulator.buyer.engine import VERSION as ENGINE
from simulator.call.meeting import Meeting, set_up
from simulator.drills.assigning.drill import Drill, Meet
from simulator.problem import Problem

__all__ = [
    "ENGINE",
    "PinsDiffer",
    "differences",
    "hearing_version",
    "meeting_of",
    "pinned",
    "pinned_rubric",
    "require",
]


class PinsDiffer(Problem):
    """What is installed here is not what the drill was made with."""


def pinned(scenario_id: str) -> Meet:
    """A meeting with the texts that are installed. Raises ContentError when there is none such."""
    scenario = load_scenario(scenario_id)
    persona = load_persona(scenario.scenario.persona)
    return Meet(
        scenario=ContentVersion(
            kind="scenario",
            id=scenario.scenario.id,
            version=scenario.scenario.version,
            sha256=scenario.sha256,
        ),
        persona=ContentVersion(
            kind="persona",
            id=persona.persona.id,
            version=persona.persona.version,
            sha256=persona.sha256,
        ),
    )


def pinned_rubric(rubric_id: str) -> ContentVersion:
    """The rubric that is installed."""
    rubric = load_rubric(rubric_id)
    return ContentVersion(
        kind="rubric", id=rubric.id, version=rubric.text.version, sha256=rubric.sha256
    )


def differences(drill: Drill) -> list[str]:
    """What here is not what the drill was made with, one phrase each; empty when all is.

    Raises ContentError when a scenario, persona or rubric of the drill is not installed at all.
    """
    found = _played_otherwise(drill)
    rubric = pinned_rubric(drill.rubric.id)
    if rubric.sha256 != drill.rubric.sha256:
        found.append(_other(drill.rubric, rubric))
    if drill.hearing and drill.hearing != hearing_version():
        found.append(f"hearing is {hearing_version()} here and {drill.hearing} in the drill")
    return found


def require(drill: Drill) -> None:
    """Raises PinsDiffer naming all that differs, ContentError for what is not installed."""
    _refuse(drill, differences(drill))


def meeting_of(drill: Drill, scenario: str, attempt: int) -> Meeting:
    """The meeting of an attempt, from what is installed.

    Raises PinsDiffer when a buyer here would not do what they do in the drill, Problem when the
    drill has no such meeting.
    """
    _refuse(drill, _played_otherwise(drill))
    if scenario not in drill.scenarios:
        raise Problem(
            f"drill {drill.id} has no meeting {scenario}; it has {', '.join(drill.scenarios)}"
        )
    return set_up(scenario, seed=drill.seed(attempt), level=drill.level)


def _played_otherwise(drill: Drill) -> list[str]:
    """What makes a buyer here another one than in the drill."""
    found = []
    for wanted in drill.meetings:
        here = pinned(wanted.scenario.id)
        pairs = ((wanted.scenario, here.scenario), (wanted.persona, here.persona))
        found += [_other(one, other) for one, other in pairs if one.sha256 != other.sha256]
    if drill.engine != ENGINE:
        found.append(f"the buyer's engine is {ENGINE} here and {drill.engine} in the drill")
    return found


def _refuse(drill: Drill, found: list[str]) -> None:
    if found:
        raise PinsDiffer(
            f"drill {drill.id} was made with other texts or another version: {'; '.join(found)}; "
            "install what the trainer has, or ask for the drill to be made anew"
        )


def _other(wanted: ContentVersion, here: ContentVersion) -> str:
    """Two texts of one thing, by version and the beginning of their hashes."""
    return (
        f"{wanted.kind} {wanted.id} is version {here.version} ({here.sha256[:12]}…) here and "
        f"{wanted.version} ({wanted.sha256[:12]}…) in the drill"
    )
