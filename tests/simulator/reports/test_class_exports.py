"""A class on paper and for an LMS: inert whatever people wrote, and statements an LMS understands."""

import csv
import io
import json
import re
from datetime import datetime
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

import pytest

from scoring.rubric import CRITERIA
from simulator.drills.assigning.drill import PassRule
from simulator.drills.desk.board import Board
from simulator.drills.register.rows import Dispute
from simulator.reports.class_page import class_page
from simulator.reports.class_table import HEADS, class_table
from simulator.reports.xapi import VERBS, Times, statements
from tests.simulator.drills.a_class import board, graded, handed_in, mark, row

FORMULAS = ("=HYPERLINK('http://x')", "+1+1", "-2+3", "@SUM(A1)", "\t=1", " =1", "|calc", "%0")
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> \x1b]52;c;aGk=\x07 \u202e"
HOME = "https://lms.example"


def a_class(*names: str, advisory: tuple[str, ...] = (), **more: Any) -> Board:
    """These trainees, each with one call at level 3 in everything."""
    rows = [handed_in(name) for name in names]
    return board(
        row(advisory=advisory, **more), [], rows, {item.id: graded(item, 3) for item in rows}
    )


def sent(found: Board, judged: str = "") -> list[dict[str, Any]]:
    """The statements of a class."""
    times = {
        item.submission.id: Times(421.5, judged)
        for item in found.standings
        if item.submission is not None
    }
    return list(statements(found, times, HOME))


@pytest.mark.parametrize("name", FORMULAS)
def test_no_cell_is_a_formula(name: str) -> None:
    """A trainee's name that a spreadsheet would run begins with an apostrophe (F69)."""
    (line,) = csv.DictReader(io.StringIO(class_table(a_class(name))))
    assert line["trainee"].startswith("'")


def test_a_table_holds_the_human_levels_and_the_engines() -> None:
    """A line for each trainee and meeting, every column named."""
    ann = handed_in("Ann")
    found = board(row(), ["Dot"], [ann], {ann.id: graded(ann, 3)}, [mark(ann, "impact", 1)])
    lines = list(csv.DictReader(io.StringIO(class_table(found))))
    assert list(lines[0]) == list(HEADS)
    assert (lines[0]["impact"], lines[0]["engine_impact"], lines[0]["changed"]) == (
        "1",
        "3",
        "impact",
    )
    assert (lines[1]["trainee"], lines[1]["state"], lines[1]["score"]) == ("Dot", "nothing", "")


class _Tags(HTMLParser):
    """The tags and attributes a browser would see."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_a_page_runs_nothing_and_asks_nobody() -> None:
    """Hostile names, titles and disputes stay words; no script, no picture, no address (F69)."""
    hostile = handed_in(HOSTILE)
    objection = Dispute(1, hostile.id, "", 3, HOSTILE, "2026-03-06", "Tara", "refused", HOSTILE)
    found = board(row(title=HOSTILE), [], [hostile], {hostile.id: graded(hostile)}, [], [objection])
    page = class_page(found)
    seen = _Tags(page)
    assert not seen.tags & {"script", "img", "iframe", "link", "object"}
    assert not any(name.startswith("on") or name in {"src", "href"} for name in seen.attributes)
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "alert(1)" in page


def test_a_page_says_what_nobody_asked_and_what_a_file_cannot_prove() -> None:
    """The missed topics in plain words, advisory criteria marked, no ranking on one meeting."""
    ann = handed_in("Ann", flags=["copied"])
    grades = {ann.id: graded(ann, topics=["problem"])}
    page = class_page(board(row(advisory=("impact",)), ["Dot"], [ann], grades))
    for words in ("what has changed", "nobody asked", "cannot prove", "advisory", "No ranking"):
        assert words in page
    assert "Ann, turn 4: copied." in page


def test_every_statement_is_well_formed() -> None:
    """Ids, verbs, IRIs, ranges, instants and durations, as the specification has them."""
    found = sent(a_class("Ann", "Zoë O'Neil", passing=PassRule(score=90)))
    assert len(found) == 4
    for statement in found:
        assert UUID(statement["id"]).version == 5
        assert UUID(statement["context"]["registration"]).version == 5
        assert statement["verb"]["id"] in {f"{VERBS}{v}" for v in ("completed", "passed", "failed")}
        assert statement["actor"]["account"]["homePage"] == HOME
        for iri in (
            statement["object"]["id"],
            statement["object"]["definition"]["type"],
            *statement["context"]["extensions"],
        ):
            assert re.fullmatch(r"https?://[\w.-]+(/[\w.~%-]+)+", iri)
        assert statement["object"]["id"].endswith("/skeptical-owner/1")
        assert datetime.fromisoformat(statement["timestamp"]).tzinfo is not None
        result = statement["result"]
        assert re.fullmatch(r"PT\d+(\.\d{1,2})?S", result["duration"])
        assert result["completion"] is True
        if "score" in result:
            score = result["score"]
            assert (score["min"], score["max"]) == (0, 100)
            assert 0 <= score["scaled"] <= 1
            assert score["scaled"] == pytest.approx(score["raw"] / 100, abs=0.0005)
            assert result["success"] is (statement["verb"]["id"] == f"{VERBS}passed")


def test_an_attempt_is_completed_once_and_passed_or_failed_once() -> None:
    """75 points: passed at 75, failed at 76; what is undecided is only completed."""

    def verbs(found: Board) -> list[str]:
        return [statement["verb"]["display"]["en"] for statement in sent(found)]

    assert verbs(a_class("Ann", passing=PassRule(score=75))) == ["completed", "passed"]
    assert verbs(a_class("Ann", passing=PassRule(score=76))) == ["completed", "failed"]
    strict = PassRule(levels={"impact": 4})
    assert verbs(a_class("Ann", passing=strict, advisory=("impact",))) == ["completed"]


def test_what_has_no_score_makes_no_statement() -> None:
    """Left early, late and not handed in."""
    early, late = handed_in("Ann"), handed_in("Ben", flags=["late"])
    grades = {early.id: graded(early, early=True), late.id: graded(late)}
    assert sent(board(row(), ["Dot"], [early, late], grades)) == []


def test_sending_again_changes_nothing_and_a_new_level_makes_a_new_statement() -> None:
    """Equal content, equal id; only the settled statement hangs on the human score."""
    ann = handed_in("Ann")
    before = board(row(), [], [ann], {ann.id: graded(ann, 3)})
    after = board(row(), [], [ann], {ann.id: graded(ann, 3)}, [mark(ann, "impact", 1)])
    first, again = sent(before), sent(before)
    changed = sent(after, judged="2026-03-06T08:00:00+00:00")
    assert first == again
    assert first[0] == changed[0]
    assert first[1]["id"] != changed[1]["id"]
    assert first[1]["context"]["registration"] == changed[1]["context"]["registration"]


def test_statements_survive_json() -> None:
    """Nothing that JSON cannot hold, and every criterion is out of it: an LMS takes one score."""
    text = json.dumps(sent(a_class("Ann")), allow_nan=False)
    assert not any(f'"{criterion}"' in text for criterion in CRITERIA)
