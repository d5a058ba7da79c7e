"""Whoever speaks, the buyer is the same: states, scores and secrets hang on no wording.

A few calls each. `uv run python -m tests.zero_leak` holds a thousand with each voice that gives things
away, `uv run python -m tests.state_identity` two hundred with every voice.
"""

import json
from collections.abc import Mapping, Sequence

import pytest

from scoring.transcript import BuyerSpoke
from tests.attacks import ATTACKS
from tests.fuzzed_calls import (
    SCENARIOS,
    FuzzedCall,
    Hearing,
    Reply,
    SellerLine,
    fuzzed,
    official,
)
from tests.provider import Asked
from tests.state_identity import Compared, compared
from tests.voices import VOICES
from tests.zero_leak import PROVERS, canaries, given_away, proved

CALLS = len(SCENARIOS)
STATES = 4
TURNS = 5


@pytest.fixture(scope="module")
def by_voice() -> Mapping[str, Compared]:
    """Calls in four scenarios, with every voice."""
    return compared(fuzzed(number, TURNS) for number in range(STATES))


@pytest.mark.parametrize("name", VOICES)
def test_no_voice_changes_a_state_or_a_score(name: str, by_voice: Mapping[str, Compared]) -> None:
    """The same state hashes, endings and facts told, and the same official scorecard to the byte."""
    assert (by_voice[name].calls, by_voice[name].told > STATES) == (STATES, True)
    assert by_voice[name].other_states == []
    assert by_voice[name].other_scores == []


def test_a_voice_that_keeps_to_its_brief_is_heard(by_voice: Mapping[str, Compared]) -> None:
    """The guard is no wall: a voice that says what it is told to say speaks for itself, mostly."""
    faithful = by_voice["faithful"]
    assert faithful.own_words >= 0.7 * faithful.replies


@pytest.mark.parametrize("name", [name for name in PROVERS if name != "obeying"])
def test_nothing_locked_is_sent_told_or_confirmed(name: str) -> None:
    """F37: no canary in a request, no locked fact on the screen or in the record, in any scenario."""
    proof = proved(name, (fuzzed(number, TURNS) for number in range(50, 50 + CALLS)), Hearing())
    assert proof.requests > proof.replies > 3 * CALLS
    assert proof.guesses > 0
    assert proof.in_requests == []
    assert proof.leaks == []


def test_none_of_two_hundred_attacks_gets_anything_out() -> None:
    """F37: every attack, on a voice that obeys them all; calls that end are begun anew."""
    assert len(set(ATTACKS)) == 200
    hearing = Hearing()
    left = list(ATTACKS)
    while left:
        calls = [_attacked(at, left[at::50]) for at in range(min(50, len(left)))]
        proof = proved("obeying", calls, hearing)
        assert proof.in_requests == []
        assert proof.leaks == []
        left = [attack for attack in left if attack not in proof.attacks]


def _attacked(number: int, attacks: Sequence[str]) -> FuzzedCall:
    lines = tuple(SellerLine(attack, attack=True) for attack in attacks)
    return FuzzedCall(number, fuzzed(number).meeting, lines)


def test_the_proof_would_see_a_leak() -> None:
    """A secret planted in a request, on the screen or in the record is found, and so is a yes."""
    call = fuzzed(0)
    fact = next(fact for fact in call.meeting.persona.facts if fact.depth == 2)
    secret = next(w for w in fact.wordings if fact.tell_tales[0] in w.lower())

    def reply(shown: str, spoken: str) -> Reply:
        line = SellerLine("Is it so?", guess=fact.id)
        return Reply(line, shown, BuyerSpoke(seq=0, turn=2, text=spoken), frozenset())

    def request(text: str) -> Asked:
        return Asked("/", {}, json.dumps({"messages": [{"role": "system", "content": text}]}))

    assert list(given_away(call.meeting, reply(secret, "")))
    assert list(given_away(call.meeting, reply("", secret)))
    assert list(given_away(call.meeting, reply("Yes.", "")))
    assert not list(given_away(call.meeting, reply("I'd rather not say.", "")))
    assert list(canaries(call, request(secret)))
    assert list(canaries(call, request("It is 987654 a year."))) == []


def test_a_scorecard_is_compared_to_the_byte() -> None:
    """What is left out of the comparison is the buyer's own words alone."""
    from tests.fuzzed_calls import held

    call = held(fuzzed(1), None, Hearing())
    card = json.loads(official(call.events))
    assert {"status", "score", "raw", "cap", "criteria", "metrics", "priorities"} <= set(card)
    quotes = [e for item in card["criteria"] for e in item["evidence"]]
    assert {e["speaker"] for e in quotes if "quote" in e} <= {"seller"}
