"""`play` and `hear`: a program converses with them line by line, and gets the same bytes again."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from simulator.cli.main import run

Typed = Callable[[str | bytes], None]
Said = pytest.CaptureFixture[str]


def _play(typed: Typed, said: Said, lines: str | bytes, *more: str) -> tuple[int, str, str]:
    typed(lines)
    code = run(["play", "skeptical-owner", *more])
    captured = said.readouterr()
    return code, captured.out, captured.err


def _events(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_every_event_is_one_line_in_order(
    typed: Typed, capsys: Said, script: tuple[str, ...]
) -> None:
    """Events have seq, type and turn; facts come before the words that tell them; no chain."""
    code, out, _ = _play(typed, capsys, "\n".join(script), "--seed", "7", "--json")
    *events, card = _events(out)
    assert code == 0
    assert [event["seq"] for event in events] == list(range(len(events)))
    assert [event["type"] for event in events[:2]] == ["meeting_opened", "buyer_spoke"]
    assert events[-1]["type"] == "meeting_ended"
    assert (card["type"], "file" in card) == ("scorecard", False)
    assert not [event for event in events if "chain" in event]
    spoke = {e["turn"]: e["seq"] for e in events if e["type"] == "buyer_spoke"}
    told = [e for e in events if e["type"] == "fact_disclosed"]
    assert told
    assert all(event["seq"] < spoke[event["turn"]] for event in told)
    assert {"acts", "topics"} <= next(e for e in events if e["type"] == "seller_spoke").keys()


def test_the_same_lines_give_the_same_bytes(
    typed: Typed, capsys: Said, script: tuple[str, ...]
) -> None:
    """Twice the same scenario, seed, level and lines: equal but for id and at."""
    outs = []
    for _ in range(2):
        _, out, _ = _play(typed, capsys, "\n".join(script), "--seed", "3", "--json")
        outs.append(re.sub(r'"(id|at)":"(?:\d{8}-\w{10}|\d{4}-[^"]*)"', r'"\1":""', out))
    assert outs[0] == outs[1]


def test_the_seed_is_one_unless_given(typed: Typed, capsys: Said) -> None:
    """A program that says nothing about the seed gets the same call every time."""
    _, out, _ = _play(typed, capsys, "Why?", "--json")
    assert (_events(out)[0]["seed"], _events(out)[0]["level"]) == (1, "standard")


def test_what_play_writes_is_a_log_that_grade_and_import_read(
    typed: Typed, capsys: Said, script: tuple[str, ...], tmp_path: Path, folder: Path
) -> None:
    """The last line of `play` and the grade of its log are one object; import replays the log."""
    _, out, _ = _play(typed, capsys, "\n".join(script), "--seed", "7", "--json")
    log = tmp_path / "call.jsonl"
    log.write_text(out)
    assert run(["grade", str(log), "--json"]) == 0
    graded = json.loads(capsys.readouterr().out)
    assert graded.pop("file") == str(log)
    assert {"type": "scorecard", **graded} == _events(out)[-1]
    assert run(["calls", "import", str(log)]) == 0
    assert "played again, with the same result" in capsys.readouterr().out


def test_a_program_can_converse(script: tuple[str, ...]) -> None:
    """Each reply is written through before the next line is read."""
    with subprocess.Popen(
        [sys.executable, "-m", "simulator.cli", "play", "skeptical-owner", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None

        def reply() -> str:
            assert program.stdout is not None
            for line in program.stdout:
                event = json.loads(line)
                if event["type"] == "buyer_spoke":
                    return str(event["text"])
            return ""

        assert reply()
        for line in script[:2]:
            program.stdin.write(line + "\n")
            program.stdin.flush()
            assert reply()
        program.stdin.close()
        assert json.loads(program.stdout.readlines()[-1])["type"] == "scorecard"
    assert program.returncode == 0


def test_json_lines_use_their_text_and_blank_lines_are_skipped(typed: Typed, capsys: Said) -> None:
    """A JSON object's text is the turn, also an empty one; braces alone are words."""
    lines = '\n{"text": "Why late?"}\n   \n{"text": ""}\n{not json}\n["a list"]\n'
    _, out, _ = _play(typed, capsys, lines, "--json")
    spoken = [event["text"] for event in _events(out) if event["type"] == "seller_spoke"]
    assert spoken == ["Why late?", "", "{not json}", '["a list"]']


def test_end_of_input_ends_the_meeting(typed: Typed, capsys: Said) -> None:
    """No line at all is a meeting that the seller left, and not evaluable."""
    _, out, _ = _play(typed, capsys, "", "--json")
    *events, card = _events(out)
    assert (events[-1]["type"], events[-1]["ended_by"]) == ("meeting_ended", "seller")
    assert (card["status"], card["score"]) == ("not_evaluable", None)


def test_a_buyer_who_hangs_up_ends_the_program(typed: Typed, capsys: Said) -> None:
    """Lines after the end are not said."""
    insult = "You are an idiot. Buy our platform or I go over your head.\n"
    _, out, _ = _play(typed, capsys, insult * 30, "--json")
    *events, card = _events(out)
    assert sum(event["type"] == "meeting_ended" for event in events) == 1
    assert sum(event["type"] == "seller_spoke" for event in events) < 30
    assert card["type"] == "scorecard"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (b"Why?\n" + b"x" * 20_001 + b"\n", "standard input:2: is longer than 20,000 characters"),
        (b"y" * 10_000_000, "standard input:1: is longer than 20,000 characters"),
        (b'{"words": "x"}\n', 'standard input:1: the JSON object has no "text"'),
    ],
)
def test_lines_that_cannot_be_said_are_refused_with_their_number(
    typed: Typed, capsys: Said, lines: bytes, said: str
) -> None:
    """A program learns which of its lines was wrong, with code 1."""
    code, _, err = _play(typed, capsys, lines, "--json")
    assert (code, said in err, err.count("\n")) == (1, True, 1)


def test_twenty_thousand_characters_can_be_said(typed: Typed, capsys: Said) -> None:
    """The longest turn is allowed, spelled with escapes too."""
    line = json.dumps({"text": "é" * 20_000})
    code, out, _ = _play(typed, capsys, line, "--json")
    spoken = [event for event in _events(out) if event["type"] == "seller_spoke"]
    assert (code, len(spoken[0]["text"])) == (0, 20_000)


def test_bytes_that_are_not_text_are_replaced_and_told(typed: Typed, capsys: Said) -> None:
    """Invalid UTF-8 and halves of characters stand as a replacement, with the line's number."""
    code, out, err = _play(typed, capsys, b'Why caf\xe9?\n{"text": "half \\ud83d"}\n', "--json")
    spoken = [event["text"] for event in _events(out) if event["type"] == "seller_spoke"]
    assert (code, spoken) == (0, ["Why caf\ufffd?", "half \ufffd"])
    assert "standard input:1: is not UTF-8" in err
    assert "standard input:2: half a character" in err


def test_plain_output_can_be_read_aloud(
    typed: Typed, capsys: Said, script: tuple[str, ...]
) -> None:
    """Without --json: numbered lines, the end, and the score; nothing a terminal obeys."""
    lines = "\x1b[2J" + "\n".join(script)
    code, out, _ = _play(typed, capsys, lines)
    assert code == 0
    assert out.startswith("0. Ruth: ")
    assert "1. You: ␛Hello" in out
    assert "The call is over." in out
    assert re.search(r"^(Score: \d|No score: )", out, re.M)
    assert "\x1b" not in out


def test_hear_labels_sellers_and_buyers(typed: Typed, capsys: Said) -> None:
    """One output line per input line, in order; buyers' lines say specific and answers too."""
    typed(
        '{"id":"t1","text":"What does that cost you?","context":[{"role":"buyer","text":"x"}]}\n\n'
        '{"id":2.5,"role":"buyer","text":"About 1,600 a month."}\n'
    )
    assert run(["hear"]) == 0
    seller, buyer = map(json.loads, capsys.readouterr().out.splitlines())
    assert list(seller) == ["id", "acts", "topics", "unsure", "spans"]
    assert list(buyer) == [*list(seller), "specific", "answers"]
    assert (seller["id"], buyer["id"]) == ("t1", 2.5)
    assert seller["acts"] == ["open_question"]
    span = seller["spans"][0]
    assert sorted(span) == ["act", "confidence", "end", "start", "topics"]


def test_hear_answers_a_line_before_the_next_one_comes() -> None:
    """Lines are heard together only when they are there together: who waits for an answer gets it."""
    with subprocess.Popen(
        [sys.executable, "-m", "simulator.cli", "hear"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as told:
        assert told.stdin
        assert told.stdout
        for number in range(3):
            told.stdin.write(b'{"id":%d,"text":"What goes wrong?"}\n' % number)
            told.stdin.flush()
            assert json.loads(told.stdout.readline())["id"] == number
        told.stdin.write(b'{"id":3,"text":"Why?"}')
        told.stdin.close()
        assert json.loads(told.stdout.readline())["id"] == 3


def test_hear_keeps_the_order_of_many_lines(typed: Typed, capsys: Said) -> None:
    """Sellers, buyers and lines that cannot be read come out as they went in, each as if alone."""
    lines = [
        b'{"id":%d,"text":"What goes wrong on Fridays?"}' % number
        if number % 3
        else b'{"id":%d,"role":"buyer","text":"About 1,600 a month."}' % number
        for number in range(2_000)
    ]
    lines[700] = b"not json"
    typed(b"\n".join(lines))
    assert run(["hear"]) == 3
    heard = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [item["id"] for item in heard] == [*range(700), None, *range(701, 2_000)]
    assert heard[1_999] == heard[1] | {"id": 1_999}
    assert heard[1_998] == heard[0] | {"id": 1_998}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (b"not json", None),
        (b"[1]", None),
        (b"\xff", None),
        (b"[" * 50_000, None),
        (b'{"id":"a"}', "a"),
        (b'{"id":"a","text":3}', "a"),
        (b'{"id":"a","text":"x","role":"boss"}', "a"),
        (b'{"id":"a","text":"x","context":"y"}', "a"),
        (b'{"id":"a","text":"x","context":[{"role":"buyer"}]}', "a"),
        (b'{"id":{},"text":"x"}', None),
        (b'{"id":NaN,"text":"x"}', None),
        (b'{"id":1e999,"text":"x"}', None),
        (b'{"id":"a","text":"' + b"x" * 20_001 + b'"}', "a"),
    ],
)
def test_a_line_hear_cannot_read_does_not_stop_the_rest(
    typed: Typed, capsys: Said, line: bytes, name: str | None
) -> None:
    """The bad line gives its id and an error, the next is heard, and the code is 3."""
    typed(line + b'\n{"id":"next","text":"Why?"}\n')
    assert run(["hear"]) == 3
    bad, good = map(json.loads, capsys.readouterr().out.splitlines())
    assert (bad["id"], "error" in bad, good["id"]) == (name, True, "next")
