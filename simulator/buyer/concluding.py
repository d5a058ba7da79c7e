"""What follows a reply that leaves the call open: the points, a dropped hint, 'how can you help?'."""

from personas.vocabulary import Intent, Topic
from simulator.buyer import cover, lying
from simulator.buyer.brief import Say
from simulator.buyer.state import LiveCue
from simulator.buyer.turn import Turn

INVITATION_TRUST = 60
INVITATION_PATIENCE = 15
ALL_RUNGS = 6


def conclude(turn: Turn, *, driven_away: bool = False) -> None:
    """Settles the points, then: out of patience, out of turns, or 'how can you help?'.

    `driven_away`: the same line has ended this buyer's patience at an easier level.
    """
    turn.settle()
    if driven_away:
        turn.set(patience=0.0)
    if turn.state.patience <= 0:
        turn.walk_away()
        return
    _drop_cue(turn)
    _invite(turn)
    limit = turn.ledger.terms.turn_limit
    if limit and turn.number >= limit:
        turn.close("agreement" if turn.state.agreed else "limit")


def _drop_cue(turn: Turn) -> None:
    """With a fact goes the hint it carries, once, while what it hints at is still unsaid."""
    for opened in turn.disclosed:
        for cue, _ in turn.ledger.cues.values():
            if (
                cue.with_fact == opened.index.fact.id
                and cue.id not in turn.state.cues_dropped
                and not turn.state.has_said(cue.leads_to)
            ):
                turn.hint(cue.id, cue.line, cue.with_fact)
                turn.set(
                    cues=(*turn.state.cues, LiveCue(cue.id, turn.number)),
                    cues_dropped=(*turn.state.cues_dropped, cue.id),
                )
                turn.verdict["cues_emitted"] = (cue.id,)
                return


def _invite(turn: Turn) -> None:
    """All six rungs, the impact owned, trust and patience: 'how can you help?', once.

    While a lie hides a closed decision the invitation is blocked and a deferral is heard instead.
    """
    state, depths = turn.state, turn.depths()
    ready = (
        not state.invited_at
        and turn.rungs() == ALL_RUNGS
        and depths[Topic.IMPACT] == 3
        and state.trust >= INVITATION_TRUST
        and state.patience >= INVITATION_PATIENCE
        and not state.problem_question
        and not state.agreed
        and not _confesses(turn)
    )
    if not ready:
        return
    if cover.is_held(state.lie):
        turn.verdict["invitation_blocked"] = True
        told = turn.disclosed or any(part.say in (Say.SLIP, Say.CLAIM) for part in turn.parts)
        if not told:
            turn.parts.clear()
            lying.put_off(turn)
        return
    turn.verdict["invited"] = True
    turn.set(invited_at=turn.number)
    turn.say(Intent.INVITE)


def _confesses(turn: Turn) -> bool:
    """Whether this very turn brought the truth out: nobody owns up and asks for help in one breath."""
    return cover.is_held(turn.before.lie) and not cover.is_held(turn.state.lie)
