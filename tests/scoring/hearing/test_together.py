"""Many lines at once, and rules behind their gates: faster, never another answer."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.hearing import courtesy, injection, mark_rules, marks, numbers, pushing, reader
from scoring.hearing.gates import OPEN, Rule, opened_by
from scoring.hearing.learning.corpus import TRAINING, read_corpus
from scoring.hearing.lines import read_line
from scoring.hearing.reader import Said, hear, hear_all
from tests.measures import said

LEARNED = read_corpus(TRAINING)
LINES = [
    *(said(line) for line in LEARNED[::149]),
    Said("", "buyer", [("seller", "Why?")]),
    Said("?!"),
    Said("Acme has a tool that fixes that.", own_words=["Acme"]),
    Said("why does it take so long " * 400, "buyer", [("seller", "what " * 2_000)]),
]
RULES = [
    *(rule for _, rule in mark_rules.MARK_RULES),
    *(
        rule
        for module in (courtesy, injection, marks, numbers, pushing)
        for rule in vars(module).values()
        if isinstance(rule, Rule)
    ),
]
PATTERNS = sorted({pattern for rule in RULES for _, pattern in rule.patterns()})


@pytest.mark.parametrize("chunk", [1, 700, reader.CHUNK, 10**9])
def test_lines_are_heard_together_as_they_are_alone(
    monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    """However many lines share a step, and whoever says them, each is heard as if it were alone."""
    alone = [hear(*line) for line in LINES]
    monkeypatch.setattr(reader, "CHUNK", chunk)
    assert hear_all(LINES) == alone


def test_a_gate_never_hides_what_a_rule_would_find() -> None:
    """On lines of the corpus every rule says the same with its gate as with every gate open."""
    for line in LEARNED[::23]:
        opened = opened_by(read_line(line.text).typed)
        for rule in RULES:
            assert rule.holds(line.text, opened) == rule.holds(line.text, OPEN), line.text
        assert numbers.may_count(line.text, opened) or not numbers.numbers(line.text), line.text


@pytest.mark.parametrize("pattern", PATTERNS)
def test_whatever_a_pattern_matches_opens_it(pattern: str) -> None:
    """The words read off a pattern are really ones it cannot do without."""
    rule = Rule(pattern)

    # Words at a pattern's borders are drawn by chance and thrown away where they run into it: that takes many tries.
    @settings(
        max_examples=8,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.filter_too_much],
    )
    @given(st.from_regex(re.compile(pattern, re.IGNORECASE)))
    def matched(text: str) -> None:
        assert rule.may_hold(opened_by(read_line(text).typed)), text

    matched()


def test_most_lines_open_few_patterns() -> None:
    """A gate that is always open saves nothing: one pattern in twenty is searched for, at most."""
    lines = [opened_by(read_line(line.text).typed) for line in LEARNED[::97]]
    every = [needs for rule in RULES for needs, _ in rule.patterns()]
    tried = sum(needs & opened == needs for opened in lines for needs in every)
    assert tried <= 0.05 * len(lines) * len(every)
