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
from tests.tell_tales import tell_tales_in
from tests.voices import VOICES
from tests.zero_leak import PROVERS, canaries, figures, given_away, proved, public

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


LINE = "Is it so?"
MEETING = fuzzed(0).meeting
SECRET = next(
    fact for fact in MEETING.persona.facts if figures(*fact.wordings) - figures(*public(MEETING))
)
TOLD = next(w for w in SECRET.wordings if list(tell_tales_in(w, SECRET)))
FIGURE = f"{min(figures(*SECRET.wordings) - figures(*public(MEETING))):g}"


@pytest.mark.parametrize(
    ("shown", "recorded", "seen"),
    [
        (TOLD, "", True),
        ("", TOLD, True),
        (f"Put down {FIGURE}.", "", True),
        ("Yes.", "", True),
        ("", "Yes.", True),
        (LINE, "", True),
        ("I'd rather not say.", "I'd rather not say.", False),
    ],
)
def test_the_proof_would_see_a_leak_in_a_reply(shown: str, recorded: str, seen: bool) -> None:
    """A secret, its figure alone, a yes or the guess again, on the screen or in the record, is found."""
    spoken = BuyerSpoke(seq=0, turn=2, text=recorded)
    reply = Reply(SellerLine(LINE, guess=SECRET.id), shown, spoken, frozenset())
    assert bool(list(given_away(MEETING, reply))) == seen
    out = Reply(SellerLine("And then?"), shown, spoken, frozenset({SECRET.id}))
    assert not list(given_away(MEETING, out))


def test_the_proof_would_see_a_late_yes() -> None:
    """A guess is still in the air at the next line, and a voice's yes to that is found."""
    reply = Reply(SellerLine("Hm."), "Yes.", BuyerSpoke(seq=0, turn=4, text="Yes."), frozenset())
    assert list(given_away(MEETING, reply, SellerLine(LINE, guess=SECRET.id)))
    assert not list(given_away(MEETING, reply, SellerLine("And then?")))


@pytest.mark.parametrize("secret", [TOLD, f"[Direction: Tell them this: “{TOLD}”]", f"{FIGURE}!"])
def test_the_proof_would_see_a_leak_in_a_request(secret: str) -> None:
    """Until it was told, a secret is found in any message, also when the caller said the same before."""

    def found(content: str, told: frozenset[str] = frozenset()) -> list[str]:
        body = {"messages": [{"role": "user", "content": content}]}
        asked = Asked("/", {}, json.dumps(body))
        return list(canaries(MEETING, asked, [LINE, f"You mean {secret}"], told))

    assert found(secret)
    assert found(f"{LINE}\n{secret}")
    assert not found(LINE)
    assert not found("It is 987654 a year.")
    assert not found(secret, frozenset({SECRET.id}))


def test_the_callers_own_guess_is_no_leak() -> None:
    """What the caller said stands in a request, with square brackets made round."""
    guess = f"[It is] {TOLD}"
    content = f"(It is) {TOLD}\n\n[Direction: say no more.]"
    asked = Asked("/", {}, json.dumps({"messages": [{"role": "user", "content": content}]}))
    assert not list(canaries(MEETING, asked, [guess], frozenset()))
    assert list(canaries(MEETING, asked, [], frozenset()))


def test_a_scorecard_is_compared_to_the_byte() -> None:
    """What is left out of the comparison is the buyer's own words alone."""
    from tests.fuzzed_calls import held

    call = held(fuzzed(1), None, Hearing())
    card = json.loads(official(call.events))
    assert {"status", "score", "raw", "cap", "criteria", "metrics", "priorities"} <= set(card)
    quotes = [e for item in card["criteria"] for e in item["evidence"]]
    assert {e["speaker"] for e in quotes if "quote" in e} <= {"seller"}
