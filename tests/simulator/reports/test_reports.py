"""Reports: complete, verbatim, self-contained, and inert whatever was said in the call."""

import csv
import io
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
import webvtt

from scoring.grader import grade
from scoring.imported import Turn, read_call
from scoring.rubric import load_rubric
from scoring.transcript import meeting
from simulator.examples.catalog import example_events
from simulator.reports.captions import captions
from simulator.reports.curve import BOTTOM, curve_of
from simulator.reports.page import Failed, html_page, markdown_page
from simulator.reports.report import Report, report_of, stretches
from simulator.reports.strip import WIDTH, strip_of
from simulator.reports.tables import GRADE_HEADS, grades_table, turns_table
from simulator.review.turns import Reviewed, Worth

ASKED = "Good morning. Why is the money late, do you think?"
TOLD = "Honestly, the invoices go out late. About 59 days on average."
PITCH = "We offer a platform that sends your invoices at once; it is the best there is."
HOSTILE = "<script>alert(1)</script> <img src=x onerror=alert(1)> \x1b]52;c;aGk=\x07 \u202e **b** [x](javascript:a)"


def _report(*extra: Turn, file: str = "call.vtt", doubts: tuple[str, ...] = ()) -> Report:
    turns = [
        Turn("seller", ASKED, 1, "Jane"),
        Turn("buyer", TOLD, 2, "Bob"),
        Turn("seller", PITCH, 3, "Jane"),
        Turn("buyer", "What makes you say that?", 4, "Carol"),
    ] * 4
    events = read_call([*turns, *extra], doubts=doubts)
    return report_of(events, grade(events, load_rubric()), file)


@pytest.fixture(scope="module")
def hostile() -> Report:
    """A call in which everything that is said or named attacks its reader."""
    return _report(
        Turn("seller", f"Why {HOSTILE}?", 9, HOSTILE),
        Turn("buyer", f"=HYPERLINK('http://x') {HOSTILE}", 10, f"@{HOSTILE}"),
        file=f"{HOSTILE}",
        doubts=(HOSTILE,),
    )


class _Page(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_a_page_holds_all_it_needs_and_nothing_that_runs(hostile: Report) -> None:
    """F69: no script, handler, picture, font or address; every link leads to a place on the page."""
    page = _Page(html_page([hostile, hostile], [Failed(HOSTILE, HOSTILE)]))
    assert not {"script", "img", "iframe", "link", "object", "form", "base"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "src"]
    ids = {value for name, value in page.attributes if name == "id"}
    links = [value for name, value in page.attributes if name == "href"]
    assert links
    assert all(link.startswith("#") and link[1:] in ids for link in links)
    assert "url(" not in html_page([hostile])


def test_hostile_words_are_shown_as_they_were_said(hostile: Report) -> None:
    """What was said can be read, and nothing in it hides or is obeyed."""
    page = html_page([hostile])
    assert "<script>alert(1)</script>" in "".join(_Page(page).words)
    assert not set("\x1b\x07\u202e") & set(page)


def test_quotes_link_to_the_turn_they_are_from() -> None:
    """Every piece of evidence is marked in the transcript, word for word."""
    report = _report()
    proofs = [item for criterion in report.card["criteria"] for item in criterion["evidence"]]
    assert proofs
    for proof in proofs:
        said = next(said for said in report.said if said.turn == proof["turn"])
        assert said.text[proof["start"] : proof["end"]] == proof["quote"]
        assert any(part.proves for part in said.stretches)
        assert "".join(part.text for part in said.stretches) == said.text
        assert f'href="#c1-turn-{proof["turn"]}"' in html_page([report])


def test_overlapping_quotes_are_cut_where_they_meet() -> None:
    """Words that prove two things name both."""
    found = [(part.text, part.proves) for part in stretches("abcdef", [(0, 4, "x"), (2, 6, "y")])]
    assert found == [("ab", ("x",)), ("cd", ("x", "y")), ("ef", ("y",))]


def test_the_strip_shows_turns_pitches_and_the_cap() -> None:
    """A bar for each turn inside the drawing; the cap stands at the turn that set it."""
    report = _report()
    strip = strip_of(report)
    assert len(strip.bars) == len(report.said)
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH and bar.height > 0 for bar in strip.bars)
    assert {bar.turn for bar in strip.bars if bar.kind == "pitch"} >= {2}
    assert strip.cap is not None
    assert report.cap_turn == 2
    assert strip.bars[2].x < strip.cap[0] < strip.bars[3].x


def test_a_report_tells_what_was_done_well() -> None:
    """The acts of the verdict stand in both reports, quoted, with the buyer's answer."""
    report = _report()
    done = report.view.did_well
    assert done
    for page in (html_page([report]), markdown_page([report])):
        assert "Done well" in page
        assert all(item.what in page for item in done)


def test_the_curve_falls_where_a_turn_cost_much() -> None:
    """Of an own call the page draws what was within reach and Markdown says it; others have none."""
    turns = tuple(
        Reviewed(turn, at, ASKED, before, after, before, worth, "", ())
        for turn, at, before, after, worth in (
            (0, 1, 95.0, 95.0, Worth.BEST),
            (2, 2, 95.0, 35.0, Worth.BLUNDER),
            (4, 3, 35.0, 35.0, Worth.HELD),
        )
    )
    drawn = curve_of(turns)
    assert [dot.sign for dot in drawn.dots] == ["", "??", ""]
    assert drawn.dots[0].y < drawn.dots[1].y == drawn.dots[2].y <= BOTTOM
    report = replace(_report(), reviewed=turns)
    assert "turn 2 took it from 95.0 to 35.0" in markdown_page([report])
    assert f'points="{drawn.line}"' in html_page([report])
    assert "Within reach" not in html_page([_report()])


def test_a_report_tells_nothing_of_the_buyers_mind() -> None:
    """Trust and stance stand in no format."""
    report = _report()
    for text in (html_page([report]), markdown_page([report]), turns_table(report)):
        assert not re.search(r"\btrust|stance|patience", text, re.I)


def test_a_doubt_is_shown_first() -> None:
    """That the speakers look swapped cannot be overlooked."""
    report = _report(doubts=("the speakers look swapped",))
    for page in (html_page([report]), markdown_page([report])):
        assert page.index("the speakers look swapped") < page.index("of 100")


def test_markdown_is_inert(hostile: Report) -> None:
    """F69: no HTML, link or emphasis of the call's survives in Markdown."""
    page = markdown_page([hostile], [Failed("x", HOSTILE)])
    assert not re.search(r"<(?!http)[a-z/]", page)
    assert not re.search(r"(?<!\\)\[x", page)
    assert "\\*\\*b\\*\\*" in page
    assert not set("\x1b\x07\u202e") & set(page)


@pytest.mark.parametrize("begin", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "%x", "|x"])
def test_no_cell_is_a_formula(begin: str) -> None:
    """F69: what a spreadsheet would reckon begins with an apostrophe, and reads back as it was."""
    report = _report(Turn("seller", f"{begin} why?", 9, begin), file=begin)
    rows = list(csv.DictReader(io.StringIO(turns_table(report))))
    assert rows[-1]["text"] == f"'{begin} why?"
    assert rows[-1]["name"] == f"'{begin}"
    graded = grades_table([(begin, report)], [Failed(begin, begin)])
    assert [row["file"] for row in csv.DictReader(io.StringIO(graded))] == [f"'{begin}"] * 2


def test_grades_are_a_line_each() -> None:
    """Score, cap and the ten levels are columns; a file that failed has its reason."""
    report = _report()
    rows = list(csv.DictReader(io.StringIO(grades_table([("a", report)], [Failed("b", "c")]))))
    assert tuple(rows[0]) == GRADE_HEADS
    assert (rows[0]["score"], rows[0]["cap"]) == (
        str(report.card["score"]),
        report.card["cap"]["id"],
    )
    assert (rows[1]["status"], rows[1]["reason"], rows[1]["score"]) == ("error", "c", "")


def test_captions_are_read_by_others(hostile: Report) -> None:
    """webvtt-py finds each turn in order, with its voice, and no cue begins before the last ends."""
    cues = webvtt.from_string(captions(_report())).captions
    assert [cue.voice for cue in cues][:4] == ["Jane", "Bob", "Jane", "Carol"]
    assert [cue.text for cue in cues][:2] == [ASKED, TOLD]
    ends = [cue.end_in_seconds for cue in cues]
    assert all(end <= cue.start_in_seconds for end, cue in zip(ends, cues[1:], strict=False))
    assert len(webvtt.from_string(captions(hostile)).captions) == len(hostile.said)


def test_the_same_call_gives_the_same_page() -> None:
    """Nothing of the day or the machine is in a report."""
    assert html_page([_report()]) == html_page([_report()])


def test_markdown_keeps_what_was_said_apart_and_the_call_s_whole_id() -> None:
    """Each line said is a paragraph of its own, and the id is one that other commands take."""
    events = example_events("good")
    page = markdown_page([report_of(events, grade(events, load_rubric()), "A call")])
    said = page.split("## What was said")[1].split("## About this call")
    lines = [line for line in said[0].split("\n\n") if line.strip()]
    assert len(lines) == 30
    assert all("\n" not in line.strip() for line in lines)
    assert f"- Call: {meeting(events).id}" in said[1].replace("\\", "")
