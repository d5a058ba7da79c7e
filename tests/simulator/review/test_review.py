"""The review of a call: attainable scores, what a turn cost, and the better question."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from personas.vocabulary import Level
from scoring.grader import grade
from scoring.rubric import load_rubric
from scoring.scorecard import shown
from scoring.transcript import AnyEvent, BuyerDecided, BuyerSpoke, SellerSpoke
from simulator.call.meeting import Meeting
from simulator.call.session import Session
from simulator.cli.main import run
from simulator.review.attainable import never_rising, ways_on
from simulator.review.turns import Worth, review, worth_of
from simulator.sellers.adversaries import Script
from simulator.sellers.catalog import seller_named
from simulator.simulation.call import meeting_for, played
from simulator.simulation.playing import Table, play_all, questions_about
from simulator.voices.authored import AuthoredVoice

RUBRIC = load_rubric("explore-before-pitch")


def a_call(scenario: str, seller: str, seed: int) -> tuple[Meeting, list[AnyEvent]]:
    """A simulated call with its meeting."""
    meeting = meeting_for(scenario, seed, Level.STANDARD)
    return meeting, played(meeting, seller_named(seller, seed))


@pytest.mark.parametrize(
    ("scenario", "seller", "seed"),
    [
        ("skeptical-owner", "reference:0.75", 3),
        ("overloaded-decision-maker", "reference:0.5", 2),
        ("rfp-broker", "pitch_first", 4),
        ("polite-cfo", "copy_paste", 1),
    ],
)
def test_what_is_attainable_never_rises_and_ends_at_the_score(
    scenario: str, seller: str, seed: int
) -> None:
    """After the last turn nothing is attainable but the score the call has."""
    meeting, events = a_call(scenario, seller, seed)
    reviewed = review(meeting, events, RUBRIC)
    before = [turn.before for turn in reviewed.turns]
    after = [turn.after for turn in reviewed.turns]
    assert before[1:] == after[:-1]
    assert all(
        one is not None and two is not None and one >= two
        for one, two in zip(before, after, strict=True)
    )
    assert after[-1] == shown(grade(events, RUBRIC).score)


def test_the_same_call_gives_the_same_review() -> None:
    """No clock and no chance: equal records, equal reviews."""
    meeting, events = a_call("busy-executive", "reference:0.75", 5)
    assert review(meeting, events, RUBRIC) == review(meeting, events, RUBRIC)


@pytest.mark.parametrize("seed", range(1, 9))
def test_the_turn_that_set_a_binding_cap_is_marked(seed: int) -> None:
    """Whatever it cost by the curve, it is a mistake at least."""
    meeting, events = a_call("skeptical-owner", "reference:0.5", seed)
    reviewed = review(meeting, events, RUBRIC)
    cap = reviewed.card.cap
    if cap is not None and not cap.advisory:
        marked = next(turn for turn in reviewed.turns if turn.turn == cap.turn)
        assert marked.worth in (Worth.MISTAKE, Worth.BLUNDER)


def test_an_early_pitch_is_a_blunder_with_the_question_that_stood_there() -> None:
    """A pitch at turn 2 takes what was attainable to 60; the question instead is named."""
    meeting = meeting_for("skeptical-owner", 1, Level.STANDARD)
    lines = ["What are you trying to reach this year?", "Our platform is the market leader."]
    reviewed = review(meeting, played(meeting, Script(lines)), RUBRIC)
    pitch = reviewed.turns[1]
    assert pitch.worth is Worth.BLUNDER
    assert "pitch" in pitch.why
    assert pitch.better


@pytest.mark.parametrize("seed", range(1, 6))
def test_the_better_question_opens_what_is_promised_when_really_asked(seed: int) -> None:
    """Said at that turn through the real hearing, it brings out the topics it names."""
    meeting, events = a_call("kick-off-surprise", "reference:0.5", seed)
    reviewed = review(meeting, events, RUBRIC)
    for turn in reviewed.turns:
        for better in turn.better:
            again = retried(meeting, events, turn.turn)
            came = again.say(better.ask)
            topics = {str(event.topic) for event in came if event.type == "fact_disclosed"}
            assert set(better.opens) <= topics


def retried(meeting: Meeting, events: list[AnyEvent], turn: int) -> Session:
    """The call again, up to a turn."""
    session = Session(meeting, AuthoredVoice(), clock=lambda: "", record=lambda _: None)
    session.open_again("again", events, turn)
    return session


def test_a_retry_stands_where_the_call_stood() -> None:
    """Every state before the turn is the original's, and the retry names where it comes from."""
    meeting, events = a_call("contact-gone-cold", "reference:0.75", 2)
    turns = [event.turn for event in events if isinstance(event, SellerSpoke)]
    session = retried(meeting, events, turns[4])
    kept = [event.state_sha256 for event in session.events if isinstance(event, BuyerDecided)]
    original = [event.state_sha256 for event in events if isinstance(event, BuyerDecided)]
    assert kept == original[:4]
    opened = session.events[0]
    assert opened.type == "meeting_opened"
    assert (opened.purpose, opened.retry_of, opened.retry_from) == ("retry", "simulated", turns[4])


def test_a_retry_from_a_turn_that_was_not_spoken_is_refused() -> None:
    """Only turns of the seller's can be played again."""
    meeting, events = a_call("skeptical-owner", "quitter", 1)
    with pytest.raises(ValueError, match="turn 99"):
        retried(meeting, events, 99)


def test_costs_have_published_names() -> None:
    """The thresholds of docs/review.md."""
    assert [worth_of(cost) for cost in (0.0, 1.0, 4.0, 10.0, 20.0)] == [
        *("best", "good", "inaccuracy", "mistake", "blunder")
    ]
    assert worth_of(0.0, sets_cap=True) is Worth.MISTAKE
    assert worth_of(40.0, sets_cap=True) is Worth.BLUNDER


def test_each_value_is_at_least_the_best_after_it() -> None:
    """Walking back from the end."""
    assert never_rising([50.0, 80.0, 60.0, 70.0, 35.0]) == (80.0, 80.0, 70.0, 70.0, 35.0)
    assert never_rising([]) == ()


def test_calls_played_together_are_played_as_alone() -> None:
    """No call knows of the others at the table."""
    alone = [
        played(
            meeting_for("rfp-broker", seed, Level.STANDARD), seller_named("reference:0.75", seed)
        )
        for seed in (1, 2, 3)
    ]
    tables = []
    for seed in (1, 2, 3):
        meeting = meeting_for("rfp-broker", seed, Level.STANDARD)
        session = Session(
            meeting,
            AuthoredVoice(),
            clock=lambda: "2000-01-01T00:00:00+00:00",
            record=lambda _: None,
        )
        session.open("simulated", purpose="program")
        tables.append(
            Table(session, seller_named("reference:0.75", seed), questions_about(meeting.persona))
        )
    play_all(tables)
    assert [table.session.events for table in tables] == alone


def test_a_play_out_that_joins_the_next_is_the_one_it_would_have_been() -> None:
    """Where the practised seller says what was said, the rest is not played twice, nor otherwise."""
    meeting, events = a_call("kick-off-surprise", "reference:0.75", 3)
    ways = ways_on(meeting, events, RUBRIC)
    spoken = [at for at, event in enumerate(events) if isinstance(event, SellerSpoke)]
    joined = 0
    for at, going, reached in zip(spoken, ways.goings, ways.reached, strict=False):
        turn = events[at]
        assert isinstance(turn, SellerSpoke)
        alone = retried(meeting, events, turn.turn)
        play_all([Table(alone, seller_named("reference", 0), questions_about(meeting.persona))])
        assert said(alone.events[at:]) == said(going)
        assert reached == (shown(grade(alone.events, RUBRIC).score) or 0.0)
        joined += said(going)[0] == turn.text
    assert joined > 3


def said(events: Sequence[AnyEvent]) -> list[str]:
    """The words of both sides."""
    return [event.text for event in events if isinstance(event, SellerSpoke | BuyerSpoke)]


def test_a_turn_that_a_cap_had_made_idle_is_not_praised() -> None:
    """After two pitches nothing was left to lose: no star for small talk, and null for programs."""
    meeting = meeting_for("skeptical-owner", 1, Level.STANDARD)
    pitches = "Our platform is the market leader.", "Let me show you a demo of our invoicing tool."
    idle = [
        "Nice weather, isn't it?",
        "What goes wrong, when it goes wrong?",
        "Why does that happen?",
    ]
    lines = ["What are you trying to reach this year?", *pitches, *idle]
    turn = review(meeting, played(meeting, Script(lines)), RUBRIC).turns[3]
    assert turn.worth is Worth.HELD
    assert "held" in turn.why
    assert turn.to_json()["verdict"] is None


def test_a_star_is_for_what_earned_something() -> None:
    """Praise that cost nothing and brought nothing is good, and nothing is proposed in its place."""
    meeting, events = a_call("skeptical-owner", "reference:0.5", 1)
    idle = [
        turn for turn in review(meeting, events, RUBRIC).turns if turn.why.endswith("nothing new.")
    ]
    free = [turn for turn in idle if turn.before == turn.after]
    assert free
    assert {turn.worth for turn in free} == {Worth.GOOD}
    assert not any(turn.better for turn in free)


def test_the_command_reviews_a_log_and_a_transcript(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A log has what was attainable; of a transcript that is null, and what to ask stays."""
    _, events = a_call("skeptical-owner", "pitch_first", 1)
    log = tmp_path / "call.jsonl"
    log.write_text("\n".join(event.model_dump_json() for event in events), encoding="utf-8")
    assert run(["review", str(log), "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert set(rows[0]) == {
        "turn",
        "attainable_before",
        "attainable_after",
        "verdict",
        "why",
        "better",
    }
    assert rows[0]["verdict"] == "blunder"
    plain = tmp_path / "call.txt"
    plain.write_text(
        "Seller: We are the best.\nBuyer: Are you?\nSeller: Yes, buy it.\nBuyer: No.\n"
    )
    assert run(["review", str(plain), "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert rows[0]["attainable_before"] is None
    assert rows[0]["verdict"] is None
    assert rows[0]["better"]


def test_the_command_says_what_it_cannot_find(capsys: pytest.CaptureFixture[str]) -> None:
    """Neither a call nor a file of that name."""
    assert run(["review", "nothing-like-it"]) == 1
    assert "nothing-like-it" in capsys.readouterr().err
