"""What a buyer with a cover story says to keep it up, and when it comes out."""

from dataclasses import replace

from personas.persona import Claim
from simulator.buyer import cover, reflecting
from simulator.buyer.brief import Say
from simulator.buyer.state import LieStage
from simulator.buyer.transitions import Move
from simulator.buyer.turn import Turn


def press(turn: Turn) -> bool:
    """Tests of the cover story; a confession answers the turn alone, and a slip one that asks nothing."""
    pressed = cover.press(turn.ledger, turn.before, turn.reading)
    story = turn.ledger.persona.cover_story
    if pressed is None or story is None:
        return False
    turn.set(lie=pressed.lie)
    turn.verdict["probes"] = pressed.probes
    turn.verdict["lie_stage"] = str(pressed.lie.stage)
    if pressed.confessed:
        turn.tell(reflecting.confession(turn.ledger, story))
        turn.move(Move.QUESTION_EARNS_LINKED)
        return True
    turn.slip_due = pressed.cracked and pressed.lie.slips < len(story.slips)
    if not turn.reading.questions and slip(turn):
        return True
    if any(probe.kind == "assumes_none" for probe in pressed.probes):
        turn.part(Say.DENIAL, story.id, story.denials)
        turn.move(Move.QUESTION_REFUSED)
        return True
    claim = cover.asked_outright(story, turn.reading)
    if claim is not None and cover.is_held(turn.state.lie):
        turn.verdict["attempted"] = (claim.topic,)
        turn.move(Move.QUESTION_REFUSED)
        stand_by(turn, claim)
        return True
    return False


def slip(turn: Turn) -> bool:
    """Lets something slip when it is due, behind what may be told or where there is nothing to tell."""
    story, lie = turn.ledger.persona.cover_story, turn.state.lie
    if not turn.slip_due or story is None or lie is None:
        return False
    turn.part(Say.SLIP, story.id, story.slips)
    turn.set(lie=replace(lie, slips=lie.slips + 1))
    return True


def stand_by(turn: Turn, claim: Claim) -> None:
    """Asserts a claim of the cover story; once it has given way, only what is left of it."""
    story, lie = turn.ledger.persona.cover_story, turn.state.lie
    assert story is not None
    assert lie is not None
    if lie.stage is LieStage.HOLD:
        turn.part(Say.CLAIM, claim.id, claim.lines)
        turn.set(lie=replace(lie, claims=tuple(dict.fromkeys((*lie.claims, claim.id)))))
        turn.verdict["claims_told"] = (claim.id,)
    else:
        turn.part(Say.HEDGE, story.id, story.hedges)


def put_off(turn: Turn) -> bool:
    """Says politely that now is no time for it; False for who has nothing to hide any more."""
    story = turn.ledger.persona.cover_story
    if story is None or not cover.is_held(turn.state.lie):
        return False
    turn.part(Say.DEFERRAL, story.id, story.deferrals)
    return True
