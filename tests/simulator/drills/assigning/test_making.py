"""A drill is made of what is installed, and travels in tickets that only their owners can use."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personas.vocabulary import Level
from simulator.drills.assigning.drill import Opens, PassRule, Ticket
from simulator.drills.assigning.making import Rules, make, slug
from simulator.drills.assigning.pins import PinsDiffer, differences, require
from simulator.drills.assigning.seals import ticket_key
from simulator.drills.assigning.tickets import names_in, read_ticket, ticket_for, write_ticket
from simulator.problem import Problem
from tests.simulator.drills.classroom import DEADLINE, KEY, MADE, SCENARIO, drill_of

RULES = Rules(level=Level.HARD, attempts=3, deadline=DEADLINE)


def digits(count: int) -> str:
    """Chance that always draws the same."""
    return "ab" * count


def test_a_drill_pins_what_is_installed_and_draws_its_id_and_key() -> None:
    """Clock and chance are given; content, rubric, engine and hearing are this program's."""
    drill, key = make("Spring Term!", "Tom", [SCENARIO, "rfp-broker"], RULES, now=MADE, draw=digits)
    assert (drill.id, key) == ("spring-term-ababab", "ab" * 32)
    assert (drill.scenarios, drill.made) == ((SCENARIO, "rfp-broker"), MADE)
    assert differences(drill) == []
    assert make("Spring Term!", "Tom", [SCENARIO], RULES, now=MADE, draw=digits)[0].seed(
        2
    ) == drill.seed(2)


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (Rules(deadline=MADE - timedelta(days=1)), "has passed"),
        (Rules(truth=Opens.AFTER_DEADLINE), "there is none; add --deadline"),
        (Rules(passing=PassRule(levels={"charm": 2})), "no criterion 'charm'"),
    ],
)
def test_rules_that_contradict_each_other_are_refused(rules: Rules, said: str) -> None:
    """The trainer is told which, before anything is written."""
    with pytest.raises(Problem, match=said):
        make("x", "Tom", [SCENARIO], rules, now=MADE, draw=digits)


def test_what_differs_here_is_named_in_one_sentence() -> None:
    """Another text, engine, hearing or rubric: the trainee learns which, with both versions."""
    drill = drill_of()
    meet = drill.meetings[0]
    other = meet.model_copy(
        update={"persona": meet.persona.model_copy(update={"sha256": "0" * 64, "version": "9"})}
    )
    changed = drill_of(
        meetings=(other,),
        engine="1",
        hearing="older",
        rubric=drill.rubric.model_copy(update={"sha256": "1" * 64}),
    )
    with pytest.raises(PinsDiffer) as refused:
        require(changed)
    for part in ("persona ruth-adeyemi-kolb", "9 (000000000000…)", "engine", "older", "rubric"):
        assert part in str(refused.value)


def test_tickets_are_closed_to_others_and_come_back_as_they_were(tmp_path: Path) -> None:
    """One in a name has a key of its own; a second file takes a free name."""
    drill = drill_of()
    named = ticket_for(drill, KEY, "Ann Lee")
    file = write_ticket(named, tmp_path / "tickets")
    again = write_ticket(named, tmp_path / "tickets")
    assert (file.name, again.name) == ("spring-1-ann-lee.drill", "spring-1-ann-lee-2.drill")
    assert file.stat().st_mode & 0o777 == 0o600
    assert read_ticket(file) == named
    assert named.key == ticket_key(KEY, drill.id, "Ann Lee") != ticket_for(drill, KEY).key


@pytest.mark.parametrize("address", ["drills.db", "postgresql://tom:secret@host/class"])
def test_a_ticket_carries_no_password_and_no_file_for_an_address(address: str) -> None:
    """What travels with it is where to hand in, and nothing that opens a door."""
    with pytest.raises(Problem):
        ticket_for(drill_of(), KEY, address=address)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "JSON"),
        ("{}", "drill: Field required"),
        ("x" * 1_000_001, "larger than"),
        ('{"format": 2, "drill": %s, "key": "%s"}', "newer version"),
        ('{"drill": %s, "key": "%s", "more": 1}', "more: Extra"),
    ],
)
def test_a_file_that_is_no_ticket_is_refused(text: str, said: str, tmp_path: Path) -> None:
    """What is wrong is said with the file's name."""
    file = tmp_path / "x.drill"
    if "%s" in text:
        text = text % (drill_of().model_dump_json(), "a" * 64)
    file.write_text(text)
    with pytest.raises(Problem, match=rf"x\.drill.*{said}"):
        read_ticket(file)


def test_names_are_proper_and_each_once() -> None:
    """Spaces are folded, blank lines left out; what cannot be seen is refused."""
    assert names_in(["Ann  Lee ", "", "Bob", "Ann Lee"]) == ["Ann Lee", "Bob"]
    with pytest.raises(Problem, match=r"U\+202E"):
        names_in(["Ann\u202e"])
    with pytest.raises(Problem, match="longer than"):
        names_in(["x" * 101])


@given(st.text(max_size=80))
def test_any_title_gives_a_name_for_files(title: str) -> None:
    """Whatever a title holds, its files lie in the folder they are meant for."""
    assert set(slug(title)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(slug(title)) <= 40


def test_a_ticket_s_text_is_the_same_when_it_is_read_again() -> None:
    """So that joining twice is known to be joining twice."""
    ticket = ticket_for(drill_of(), KEY)
    assert Ticket.model_validate_json(ticket.model_dump_json()) == ticket
