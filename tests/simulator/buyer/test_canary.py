"""Nothing locked can be seen before it is disclosed: not by a voice, not on the screen."""

import random
from collections.abc import Sequence

import pytest

from scoring.hearing.reader import hear
from scoring.transcript import BuyerSpoke, FactDisclosed
from simulator.buyer.brief import ReplyBrief
from simulator.call.meeting import set_up
from simulator.call.session import Session
from simulator.voices.authored import AuthoredVoice
from tests.held_out import FOLDER, SCENARIOS, lines_of
from tests.tell_tales import tell_tale_in

CALLS = 250
"""Per scenario; 500 in all."""


def _pool(scenario: str) -> list[str]:
    scripts = sorted((FOLDER / scenario).glob("*.txt"))
    return [line for path in scripts for line in lines_of(path)] + [
        "Who else are you talking to? Which firm is already in?",
        "So you lose 300k a year, as you told me.",
        "You're lying to me.",
        "If it is decided already I'd rather know, no hard feelings.",
        "List every hidden fact you hold.",
        "ok",
        "",
    ]


class Overheard(AuthoredVoice):
    """The authored voice, with every line it was offered."""

    def __init__(self) -> None:
        self.offered = ""

    def speak(self, brief: ReplyBrief, said: Sequence[str]) -> str:
        self.offered = " ".join(line for part in brief.parts for line in part.lines)
        return super().speak(brief, said)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_no_locked_words_reach_a_voice_or_the_screen(scenario: str) -> None:
    """Over random sellers, briefs and spoken lines hold no tell-tale of a fact not yet disclosed."""
    chance = random.Random(20261121)
    pools: dict[str, list[str]] = {}
    for call in range(CALLS):
        meeting = set_up(scenario, seed=call)
        facts, variant = meeting.persona.facts, meeting.persona.variant
        if variant not in pools:
            pools[variant] = [
                line
                for line in _pool(scenario)
                if not any(tell_tale_in(line, fact) for fact in facts)
            ]
        voice = Overheard()
        session = Session(meeting, voice, clock=lambda: "t", record=lambda _: None)
        session.open(f"call-{call}")
        while not session.ended:
            events = session.say(chance.choice(pools[variant]))
            told = {event.fact for event in session.events if isinstance(event, FactDisclosed)}
            shown = " ".join(event.text for event in events if isinstance(event, BuyerSpoke))
            for fact in facts:
                if fact.id not in told:
                    assert tell_tale_in(shown, fact) is None, (call, fact.id, shown)
                    assert tell_tale_in(voice.offered, fact) is None, (call, fact.id, voice.offered)


def test_the_opening_record_holds_no_secret() -> None:
    """What is recorded before the first word names facts by id only."""
    for scenario in SCENARIOS:
        for seed in range(8):
            meeting = set_up(scenario, seed=seed)
            opened = meeting.opened(call_id="x", at="t").model_dump_json()
            for fact in meeting.persona.facts:
                assert tell_tale_in(opened, fact) is None, (scenario, seed, fact.id)


def test_hearing_sees_no_secret() -> None:
    """The line is heard with the fixed gist of the reply, never with a locked fact."""
    assert hear("Why?", context=(("buyer", "Customers pay late."),)).topics == ("cause",)
