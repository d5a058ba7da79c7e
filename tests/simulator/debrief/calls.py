"""Calls for the tests of the debrief: held once with a buyer, whole and ended."""

from collections.abc import Mapping, Sequence

from simulator.call.meeting import Meeting
from simulator.call.session import Session
from simulator.debrief.look_back import looked_back
from simulator.voices.authored import AuthoredVoice


def held(
    meeting: Meeting,
    lines: Sequence[str],
    *,
    prepared: Mapping[str, str] | None = None,
    account: Mapping[str, str] | None = None,
) -> Session:
    """A call of these lines, left by the seller, with a sheet and an account where given."""
    session = Session(meeting, AuthoredVoice(), clock=lambda: "", record=lambda _: None)
    session.open("call-1", prepared=dict(prepared or {}))
    for line in lines:
        if not session.ended:
            session.say(line)
    if not session.ended:
        session.leave()
    if account is not None:
        session.add(looked_back({"goals_met": "yes"}, 1, dict(account)))
    return session
