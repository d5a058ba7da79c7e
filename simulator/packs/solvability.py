"""Whether a scenario can be played and won as it should be: by simulation, each variant for itself.

What is promised of every variant, at the standard level:

- every fact that is not listed `unreachable` is earned by the reference seller or opened by an unlock
  test (`unlocking`), and every unlock test opens its fact;
- the reference seller at skill 1 comes to one of the best endings, or is asked for help, in 95% of calls;
- at skill 0 never; at skill .5 in a tenth of calls at most;
- a seller who recites the rubric's words opens nothing, and one who only pitches is left by turn 12.

The tenth is tested on one side. A few dozen calls cannot tell 8% from 12%, so the share is given with
its 95% interval, and it fails only where that interval lies above a tenth as a whole: a failure is then
wrong in one of forty at most, and more seeds find smaller faults. The other shares are taken as they come.

Nothing is judged by a score.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from personas.vocabulary import Level
from simulator.call.meeting import Meeting, meeting_of
from simulator.packs.checking import Pair
from simulator.packs.unlocking import unlock
from simulator.sellers.adversaries import Script
from simulator.sellers.catalog import seller_named
from simulator.sellers.lines import LINES
from simulator.sellers.seller import Seller
from simulator.simulation.call import Played, play_in
from simulator.simulation.spread import Progress, over_the_cores
from simulator.simulation.table import wilson

EXPERT, HALF, UNSKILLED = "reference:1", "reference:0.5", "reference:0"
KEYWORDS = "keywords"
PITCHES = "pitches only"
WON = 0.95
HALF_WON = 0.1
LEFT_BY = 12
_PITCHES = (LINES["pitch_first"][0], *LINES["asked"], *LINES["as_story"], *LINES["discount"])


@dataclass(frozen=True, slots=True)
class Trial:
    """Calls of one seller with a buyer in one variant, one for each seed."""

    pair: Pair
    variant: str
    seller: str
    seeds: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A share of calls with its 95% interval (Wilson)."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What simulation says of one variant of a scenario."""

    scenario: str
    persona: str
    variant: str
    calls: int
    """Of each reference seller."""
    expert: Share
    """Best endings and invitations at skill 1."""
    half: Share
    """At skill .5."""
    unskilled: Share
    """At skill 0."""
    never_reached: tuple[str, ...]
    """Facts that nobody got, though they are not listed unreachable."""
    locked: tuple[tuple[str, str], ...]
    """Fact and example question that did not open it."""
    questions: int
    """Unlock tests made."""
    keywords: int
    """Facts that the rubric's words opened in a call."""
    pitch_left: int | None
    """Seller turn at which the buyer left the pitching seller; None when not every call ended so."""


def trials(pairs: Sequence[Pair], seeds: int) -> list[Trial]:
    """All calls to be played; a seller without chance needs one."""
    every = tuple(range(1, seeds + 1))
    return [
        Trial(pair, variant.id, seller, every if seller in (EXPERT, HALF, UNSKILLED) else every[:1])
        for pair in pairs
        for variant in pair.persona.persona.variants
        for seller in (EXPERT, HALF, UNSKILLED, KEYWORDS, PITCHES)
    ]


def calls_in(tasks: Sequence[Trial]) -> int:
    """How many calls these are."""
    return sum(len(task.seeds) for task in tasks)


def solve(tasks: Sequence[Trial], progress: Progress, *, jobs: int = 0) -> list[Figures]:
    """Plays all trials and sums them up by variant, in their order."""
    calls = iter(over_the_cores(tasks, play_trial, progress, jobs=jobs))
    together: dict[tuple[str, str], tuple[Pair, dict[str, list[Played]]]] = {}
    for task in tasks:
        key = (task.pair.scenario.sha256, task.variant)
        _, sellers = together.setdefault(key, (task.pair, {}))
        sellers[task.seller] = [next(calls) for _ in task.seeds]
    return [_figures(pair, variant, s) for (_, variant), (pair, s) in together.items()]


def play_trial(task: Trial) -> list[Played]:
    """Plays one trial; the same one gives the same result on any machine."""
    meeting = _meeting(task.pair, task.variant)
    calls = [(meeting.with_seed(seed), _seller(task.seller, seed)) for seed in task.seeds]
    return play_in(calls, task.seller)


def _seller(name: str, seed: int) -> Seller:
    return Script(_PITCHES) if name == PITCHES else seller_named(name, seed)


def _meeting(pair: Pair, variant: str) -> Meeting:
    return meeting_of(pair.scenario, pair.persona, seed=0, level=Level.STANDARD, variant=variant)


def _figures(pair: Pair, variant: str, played: dict[str, list[Played]]) -> Figures:
    meeting = _meeting(pair, variant)
    unlocks = unlock(meeting)
    earned = {fact for call in played[EXPERT] for fact in call.earned}
    reached = earned | {item.fact for item in unlocks if item.opened}
    persona = meeting.persona
    left = [call.turns for call in played[PITCHES] if call.walked_away]
    return Figures(
        scenario=meeting.scenario.id,
        persona=persona.id,
        variant=variant,
        calls=len(played[EXPERT]),
        expert=_share(played[EXPERT]),
        half=_share(played[HALF]),
        unskilled=_share(played[UNSKILLED]),
        never_reached=tuple(
            fact.id for fact in persona.facts if fact.id not in (*reached, *persona.unreachable)
        ),
        locked=tuple((item.fact, item.question) for item in unlocks if not item.opened),
        questions=len(unlocks),
        keywords=max(call.disclosed for call in played[KEYWORDS]),
        pitch_left=max(left) if len(left) == len(played[PITCHES]) else None,
    )


def _share(calls: Sequence[Played]) -> Share:
    won = sum(call.best for call in calls)
    low, high = wilson(won, len(calls))
    return Share(round(won / len(calls), 3), round(low, 3), round(high, 3))
