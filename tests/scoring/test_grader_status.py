"""What is graded at all, and the shape of the answer."""

from pathlib import Path

import pytest

from personas.errors import ContentError
from personas.vocabulary import Outcome
from scoring.grader import grade
from scoring.rubric import LIBRARY, load_rubric, parse_rubric, rubric_named
from scoring.scorecard import shown
from tests.scoring.call_script import Script
from tests.scoring.written_calls import mastered

RUBRIC = load_rubric()


def short(many: int) -> Script:
    """A call with this many seller turns."""
    script = Script()
    for _ in range(many):
        script.say("And?", "open_question")
    return script


@pytest.mark.parametrize(
    ("turns", "status"), [(0, "not_evaluable"), (5, "not_evaluable"), (6, "scored")]
)
def test_six_seller_turns_are_needed(turns: int, status: str) -> None:
    """A seller who leaves before is refused a score, not given a low one."""
    card = grade(short(turns).events, RUBRIC)
    assert card.status == status
    assert (card.score is None) is (status == "not_evaluable")
    assert bool(card.reason) is (status == "not_evaluable")


def test_a_call_the_buyer_ended_is_graded() -> None:
    """Being hung up on after two turns is a result."""
    script = short(2)
    script.ended["ended_by"] = "buyer"
    assert grade(script.events, RUBRIC).status == "scored"


def test_a_short_call_with_an_accepted_step_is_graded() -> None:
    """An agreed 'no next step' is none."""
    agreed = short(1).step(accepted=True, action=True, date=True)
    assert grade(agreed.events, RUBRIC).status == "scored"
    declined = short(1).step(accepted=True, no_step_agreed=True)
    assert grade(declined.events, RUBRIC).status == "not_evaluable"


def test_another_language_is_not_graded() -> None:
    """The reason says so; the metrics are still there."""
    script = short(8)
    script.ended["outcome"] = Outcome.OTHER_LANGUAGE
    card = grade(script.events, RUBRIC)
    assert card.status == "not_evaluable"
    assert "English" in (card.reason or "")
    assert card.metrics["seller_turns"] == 8


def test_a_confirmed_simulator_error_is_never_a_low_score() -> None:
    """The reason is the one the person gave."""
    card = grade(short(8).events, RUBRIC, confirmed_error="Turn 5 was misheard.")
    assert (card.status, card.reason, card.score) == ("not_evaluable", "Turn 5 was misheard.", None)


def test_a_record_without_an_opening_is_refused() -> None:
    """There is nothing to grade without the opening event."""
    with pytest.raises(ValueError, match="meeting_opened"):
        grade(short(6).events[1:], RUBRIC)


def test_the_json_has_exactly_the_public_keys() -> None:
    """In the order of the interface, with the text's hash."""
    result = grade(mastered().events, RUBRIC).to_json()
    assert list(result) == [
        "status", "reason", "source", "score", "raw", "cap", "rubric", "hearing", "criteria",
        "metrics", "priorities",
    ]  # fmt: skip
    assert result["rubric"] == {
        "id": "explore-before-pitch",
        "version": "1",
        "sha256": RUBRIC.sha256,
    }
    criteria = result["criteria"]
    assert isinstance(criteria, list)
    assert list(criteria[0]) == ["id", "weight", "level", "points", "advisory", "evidence"]
    assert list(criteria[0]["evidence"][0]) == ["turn", "speaker", "quote", "start", "end", "rule"]
    short_card = grade(short(6).events, RUBRIC).to_json()
    priorities = short_card["priorities"]
    assert isinstance(priorities, list)
    assert list(priorities[0]) == ["criterion", "turn", "quote", "why", "try"]


def test_low_scores_get_one_priority() -> None:
    """Under 40 points one thing at a time."""
    assert len(grade(short(6).events, RUBRIC).priorities) == 1


@pytest.mark.parametrize(
    ("units", "points"), [(0, 0.0), (1, 0.3), (2, 0.5), (3, 0.8), (337, 84.3), (400, 100.0)]
)
def test_units_are_shown_with_one_decimal(units: int, points: float) -> None:
    """Quarter points, halves up."""
    assert shown(units) == points


def test_the_rubric_has_the_published_weights() -> None:
    """They add up to a hundred and only eight of them are about the pitch."""
    weights = RUBRIC.text.weights
    assert list(weights.values()) == [6, 8, 10, 12, 14, 12, 12, 12, 8, 6]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("opening = 6", "opening = 7", "weights: add up to 101, not 100"),
        ("goals = 8", "goal = 8", "weights.goal: is no criterion"),
        ("goals = 8", "", "weights.goals: is missing"),
        ("impact = 14", 'impact = "14"', "weights.impact: Input should be a valid integer"),
        ("goals = 8", "goals = true", "weights.goals: Input should be a valid integer"),
        ("advisory = []", 'advisory = ["impakt"]', "advisory: 'impakt' is no criterion"),
        ("[35, 35, 55,", "[35, 75, 55,", r"caps\.early_pitch\.by_rungs: must not fall"),
        ("impact = 14", f"impact = {'9' * 5000}", r"thousands of digits \(at line 16\)"),
        ("impact = 14", f"{'a.' * 50_000}a = 14", r"nested too deeply \(at line 16\)"),
        ("advisory = []", f"advisory = {'[' * 50_000}", "nested too deeply"),
        ('title = "', 'colour = "red"\ntitle = "', "Extra inputs"),
        ("limit = 30", "limit = 300", "less than or equal to 100"),
        ("[20, 40, 60, 80]", "[20, 60, 40, 80]", "thresholds.follow_up_percent: must not fall"),
        ("[weights]", "[weights", "TOML"),
        ('id = "explore', 'id = "explored', "the file is named"),
    ],
)
def test_a_faulty_rubric_names_file_and_key(old: str, new: str, problem: str) -> None:
    """Every fault is refused with a sentence its author can act on."""
    path = LIBRARY / "explore-before-pitch.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(ContentError, match=problem) as caught:
        parse_rubric(text.replace(old, new, 1), path)
    assert "explore-before-pitch.toml" in str(caught.value)


@pytest.mark.parametrize(
    ("held", "problem"),
    [
        (bytes(range(256)), "byte 128: is not UTF-8 text"),
        (b"# " + b"x" * 1_000_000, "file: is larger than 1,000,000 bytes"),
        (b"".join(b"k%d = 1\n" % number for number in range(50)), "and 36 more problems"),
    ],
)
def test_a_file_that_is_no_rubric_is_refused_in_few_words(
    held: bytes, problem: str, tmp_path: Path
) -> None:
    """Binary, enormous, or full of keys that do not belong there."""
    file = tmp_path / "ours.toml"
    file.write_bytes(held)
    with pytest.raises(ContentError, match=problem) as caught:
        rubric_named(str(file))
    assert all(line.startswith(str(file)) for line in str(caught.value).splitlines())
    assert len(str(caught.value).splitlines()) <= 21


def test_a_rubric_that_an_editor_marked_and_ended_its_own_way_is_the_same(tmp_path: Path) -> None:
    """A mark of byte order and other ends of lines change no figure and no hash."""
    path = LIBRARY / "explore-before-pitch.toml"
    file = tmp_path / path.name
    file.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert rubric_named(str(file)).sha256 == RUBRIC.sha256


@pytest.mark.parametrize("name", ["nothing-like-it", "../rubrics/explore-before-pitch"])
def test_an_unknown_rubric_names_those_there_are(name: str, tmp_path: Path) -> None:
    """An id that is no file of the folder, a path least of all, is refused."""
    with pytest.raises(ContentError, match="known: explore-before-pitch"):
        load_rubric(name)
    with pytest.raises(ContentError, match="known: none"):
        load_rubric(name, tmp_path)
