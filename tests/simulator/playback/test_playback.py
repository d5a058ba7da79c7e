"""A call played back: what stands beside each turn, and whether the record is the call it says."""

from dataclasses import replace

from scoring.rubric import load_rubric
from scoring.transcript import AnyEvent, BuyerDecided, BuyerSpoke, MeetingOpened, SellerSpoke
from simulator.archive.errors import ContentMissing
from simulator.archive.rows import Remark
from simulator.call.meeting import Meeting
from simulator.playback.playback import GOES_ON, Playback, playback_of
from simulator.playback.words import plain_lines, step_json
from tests.simulator.playback.calls import (
    LINES,
    call_of,
    imported_call,
    meeting_for,
    own_call,
    resealed,
)


def played(events: list[AnyEvent] | tuple[AnyEvent, ...], **remarks: Remark) -> Playback:
    """A record played back by the standard rubric."""
    kept = {int(name.removeprefix("t")): remark for name, remark in remarks.items()}
    return playback_of(events, load_rubric(), meeting_for, kept)


def test_every_spoken_turn_is_a_step_in_order() -> None:
    """Nothing said is left out, and the seller's turns are numbered from 1."""
    playback = played(own_call())
    said = [e.text for e in own_call() if isinstance(e, SellerSpoke | BuyerSpoke)]
    assert [step.text for step in playback.steps] == said
    assert [step.number for step in playback.steps if step.by_seller] == [1, 2, 3, 4]
    assert [step.same_state for step in playback.steps if step.by_seller] == [True] * 4


def test_beside_a_turn_stands_what_it_earned_and_what_it_cost() -> None:
    """Earned facts, the mark of an early pitch and the buyer's trust, after every turn of the seller's."""
    lines = "\n".join(plain_lines(played(own_call())))
    assert "   Earned: problem, a first answer" in lines
    assert "   Worth: ?? blunder" in lines
    assert "   Heard as: a pitch" in lines
    moods = [step.mood for step in played(own_call()).steps if not step.by_seller and step.number]
    decided = [e for e in own_call() if isinstance(e, BuyerDecided)]
    assert [mood and mood.trust for mood in moods[:4]] == [event.trust for event in decided]
    assert moods[0] is not None
    assert moods[0].trust_by == decided[0].trust - 32  # type: ignore[operator] # she begins at 32


def test_a_cue_that_nobody_took_up_is_quoted_where_it_was_lost() -> None:
    """The words the buyer let drop, verbatim, three turns later."""
    missed = [sentence for step in played(own_call()).steps for sentence in step.missed]
    said = " ".join(step.text for step in played(own_call()).steps)
    cues = [sentence for sentence in missed if sentence.startswith("nobody took up")]
    assert cues
    assert all(cue.split("“")[1].rstrip("”") in said for cue in cues)


def test_a_call_that_goes_on_shows_neither_marks_nor_mind() -> None:
    """What a turn was worth is told when the call is over, so that nobody peeks in the middle."""
    playback = played(call_of(LINES[:2], leaves=False))
    assert GOES_ON in playback.notices
    assert not playback.can_be_forked
    assert all(s.reviewed is None and s.mood is None and not s.missed for s in playback.steps)


def test_of_an_imported_call_no_mind_is_claimed() -> None:
    """What was heard and why it brought nothing stays; trust, marks, states and forks do not."""
    playback = played(imported_call())
    assert playback.identity.status == "unchecked"
    assert not playback.can_be_forked
    for step in playback.steps:
        row = step_json(step, Remark())
        nothing = ("attainable_before", "verdict", "trust", "patience", "same_state")
        assert [row[name] for name in nothing] == [None] * 5
    assert playback.steps[0].heard is not None
    assert playback.steps[0].line == 1
    assert playback.steps[0].name == "Jane"


def test_the_first_turn_that_does_not_replay_is_named() -> None:
    """A forged state is found at its turn, the call is still shown, and nothing can be forked from it."""
    events = list(own_call())
    at = [i for i, event in enumerate(events) if isinstance(event, BuyerDecided)][1]
    events[at] = events[at].model_copy(update={"state_sha256": "0" * 64})
    playback = played(resealed(events))
    turn = events[at].turn  # type: ignore[union-attr]
    assert playback.identity.turn == turn
    assert playback.identity.broken
    assert f"first at turn {turn}: " in playback.identity.sentence
    states = {step.turn: step.same_state for step in playback.steps if step.by_seller}
    assert [same for at_turn, same in states.items() if at_turn < turn] == [True]
    assert states[turn] is False
    assert not playback.can_be_forked
    assert all(step.mood is None for step in playback.steps)


def test_another_engine_that_decides_otherwise_is_said_and_is_no_fault() -> None:
    """A call of an older version says so; the record is not called changed."""
    events = list(own_call())
    at = next(i for i, event in enumerate(events) if isinstance(event, BuyerDecided))
    events[at] = events[at].model_copy(update={"state_sha256": "0" * 64})
    events[0] = events[0].model_copy(update={"engine": "0"})
    identity = played(resealed(events)).identity
    assert (identity.status, identity.broken) == ("differs", False)
    assert identity.sentence.startswith("Played with engine 0, and this is engine ")


def test_another_engine_that_decides_alike_is_said_too() -> None:
    """The states are the same, and the sentence names both versions."""
    events = [own_call()[0].model_copy(update={"engine": "0"}), *own_call()[1:]]
    identity = played(resealed(events)).identity
    assert identity.status == "same"
    assert "engine 0" in identity.sentence


def test_without_its_content_a_call_is_still_played_back() -> None:
    """What is missing is named; marks and trust are left out."""

    def missing(_: object) -> Meeting:
        raise ContentMissing("persona ruth.toml version 0 is not kept here")

    playback = playback_of(own_call(), load_rubric(), missing)
    assert "persona ruth.toml version 0" in playback.identity.sentence
    assert playback.identity.status == "unchecked"
    assert all(step.mood is None and step.same_state is None for step in playback.steps)
    assert len(playback.steps) == len(played(own_call()).steps)


def test_words_are_found_in_lines_and_comments() -> None:
    """In any case, wherever they stand."""
    playback = played(own_call(), t2=Remark(comment="Listen to the PLANNER here"))
    assert playback.holding("demo?") == (5,)
    assert playback.holding("planner") == (2, 3)
    assert playback.holding("  ") == ()


def test_marked_are_slips_and_remarks() -> None:
    """What m jumps to: mistakes of the review, and turns a trainer remarked on."""
    playback = played(own_call())
    slips = [place for place, step in enumerate(playback.steps) if step.slip]
    assert slips
    assert playback.marked == tuple(slips)
    remarked = replace(playback, remarks={playback.steps[0].turn: Remark(breakpoint=True)})
    assert remarked.marked == (0, *slips)


def test_a_turn_is_one_object_with_all_that_is_known() -> None:
    """The public JSON of a turn: its place, words, hearing, worth and remark."""
    playback = played(own_call(), t1=Remark(True, "Good."))
    row = step_json(playback.steps[1], playback.remark(1))
    assert (row["turn"], row["number"], row["speaker"]) == (1, 1, "seller")
    assert row["acts"]
    assert row["verdict"] in ("best", "good", "inaccuracy", "mistake", "blunder")
    assert (row["breakpoint"], row["comment"]) == (True, "Good.")
    told = step_json(playback.steps[2], Remark())["told"]
    assert {"fact", "topic", "depth", "how"} == set(told[0])  # type: ignore[index]


def test_who_sold_is_you_only_in_a_call_of_yours() -> None:
    """An example's seller is somebody else."""
    opened = own_call()[0]
    assert isinstance(opened, MeetingOpened)
    theirs = resealed([opened.model_copy(update={"purpose": "example"}), *own_call()[1:]])
    assert {step.name for step in played(theirs).steps} == {"Seller", "Ruth"}
    assert {step.name for step in played(own_call()).steps} == {"You", "Ruth"}
