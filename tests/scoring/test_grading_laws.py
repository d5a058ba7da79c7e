"""What never changes a score, and what never raises it."""

import json
import re
from collections.abc import Callable, Sequence

import pytest

from personas.vocabulary import Act, Outcome
from scoring.grader import grade
from scoring.rubric import load_rubric
from scoring.transcript import AnyEvent, BuyerDecided, MeetingEnded, SellerSpoke
from tests.scoring.call_script import Script, moved, reworded, without
from tests.scoring.test_grading_golden import middling
from tests.scoring.written_calls import deceived, exploring, mastered

RUBRIC = load_rubric()


def score(events: Sequence[AnyEvent]) -> int:
    """Units; a call that cannot be graded has none."""
    return grade(events, RUBRIC).score or 0


def late_pitch() -> Script:
    """A thorough call that pitches near the end without being asked."""
    script = exploring(Script())
    script.pitch("Our platform types the sheets the same night.")
    return script.step(accepted=True, action=True, owner=True, date=True)


def two_pitches() -> Script:
    """An early pitch, and another when everything is known."""
    script = late_pitch()
    script.groups.insert(5, Script().pitch().groups[0])
    return script


CALLS = [mastered, deceived, middling, late_pitch, two_pitches]


def uninvited(script: Script) -> list[int]:
    """Places of the pitches nobody asked for."""
    return [
        place
        for place, group in enumerate(script.groups)
        for event in group
        if isinstance(event, BuyerDecided)
        and event.verdict.pitch
        and not event.verdict.pitch.invited
    ]


@pytest.mark.parametrize("call", [middling, late_pitch, two_pitches])
def test_moving_a_pitch_earlier_never_raises_the_score(call: Callable[[], Script]) -> None:
    """Whichever pitch, however much earlier; one step at a time the score never grows."""
    script = call()
    assert uninvited(script)
    for place in uninvited(script):
        scores = [score(moved(script, place, to)) for to in range(place + 1)]
        assert scores == sorted(scores)
        assert scores[-1] == score(script.events)


@pytest.mark.parametrize("call", CALLS)
def test_deleting_a_follow_up_never_raises_the_score(call: Callable[[], Script]) -> None:
    """Each question that grew out of what was said, with its reply, taken out in turn."""
    script = call()
    linked = [
        place
        for place, group in enumerate(script.groups)
        if isinstance(group[1], BuyerDecided) and group[1].verdict.follows
    ]
    assert linked
    for place in linked:
        assert score(without(script, place)) <= score(script.events)


@pytest.mark.parametrize("call", CALLS)
def test_politeness_and_filler_change_nothing(call: Callable[[], Script]) -> None:
    """Words added inside a turn, before or after, heard as rapport or not at all."""
    script = call()
    for change in (
        lambda text: f"{text} Thank you, that is kind.",
        lambda text: f"{text} Um, you know.",
    ):
        assert score(reworded(script, change, seller_only=True)) == score(script.events)


@pytest.mark.parametrize("call", CALLS)
def test_being_heard_as_polite_changes_nothing(call: Callable[[], Script]) -> None:
    """The act of rapport beside any other act earns nothing and costs nothing."""
    script = call()
    warm = [
        event.model_copy(update={"acts": (*event.acts, Act.RAPPORT)})
        if isinstance(event, SellerSpoke)
        else event
        for event in script.events
    ]
    assert score(warm) == score(script.events)


@pytest.mark.parametrize("call", [late_pitch, middling, mastered])
def test_eloquence_in_a_pitch_changes_nothing(call: Callable[[], Script]) -> None:
    """A finer pitch of the same length is the same pitch."""

    def finer(text: str) -> str:
        return re.sub(r"\b(?:platform|type)\b", "marvel", text)

    script = call()
    assert score(reworded(script, finer, seller_only=True)) == score(script.events)


@pytest.mark.parametrize("call", CALLS)
def test_renaming_changes_nothing(call: Callable[[], Script]) -> None:
    """Another buyer, another brother, another town."""

    def other(text: str) -> str:
        return re.sub(r"\b(?:Ruth|Nadine)\b", "Wilhelmina", text)

    script = call()
    renamed = reworded(script, other, seller_only=False)
    opened = renamed[0].model_copy(update={"buyer": "Wilhelmina", "persona": "someone-else"})
    assert score([opened, *renamed[1:]]) == score(script.events)


@pytest.mark.parametrize("call", CALLS)
def test_the_ending_changes_nothing(call: Callable[[], Script]) -> None:
    """Sold, misled or hung up on: the outcome is no input."""
    script = call()
    for outcome in Outcome:
        if outcome is Outcome.OTHER_LANGUAGE:
            continue
        ended = [
            event.model_copy(update={"ending": str(outcome), "outcome": outcome})
            if isinstance(event, MeetingEnded)
            else event
            for event in script.events
        ]
        assert score(ended) == score(script.events)


@pytest.mark.parametrize("call", CALLS)
def test_who_worded_the_reply_changes_no_level(call: Callable[[], Script]) -> None:
    """Another voice says the same facts in other words."""
    script = call()
    other = [
        event
        if event.type != "buyer_spoke"
        else event.model_copy(update={"text": "It goes on and on, that is all that I can say."})
        for event in script.events
    ]
    levels = [item.level for item in grade(script.events, RUBRIC).criteria]
    assert [item.level for item in grade(other, RUBRIC).criteria] == levels


@pytest.mark.parametrize("call", CALLS)
def test_regrading_is_byte_identical(call: Callable[[], Script]) -> None:
    """The same record gives the same bytes, whatever its clock and seals say."""
    script = call()
    again = [
        event.model_copy(update={"at": "2031-01-01T00:00:00Z", "chain": "ab"})
        for event in call().events
    ]
    assert json.dumps(grade(script.events, RUBRIC).to_json()) == json.dumps(
        grade(again, RUBRIC).to_json()
    )


def test_perfection_is_100_with_or_without_a_lie() -> None:
    """A seller who does everything right and is lied to loses nothing by it."""
    assert score(mastered().events) == 400
    assert score(deceived().events) == 400
