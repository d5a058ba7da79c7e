"""One turn in the making: the moves it amounts to, the parts of the reply, the verdict."""

from dataclasses import dataclass, replace
from typing import Any

from personas.vocabulary import How, Intent, Outcome, Topic
from scoring.discovery import full_rungs, rung_depths
from scoring.transcript import EndedBy
from scoring.verdict import Verdict
from simulator.buyer.brief import Part, ReplyBrief, Say
from simulator.buyer.disclosure import Opened
from simulator.buyer.endings import WALKED, closing_outcomes, ending_row
from simulator.buyer.ledger import Ledger
from simulator.buyer.reading import Reading
from simulator.buyer.state import Disclosure, State
from simulator.buyer.transitions import EFFECTS, MOST_TRUST_PER_TURN, Effect, Move

_BY_THE_REPLY = ("counted", "claims_told", "lie_stage", "summary", "confirms")
"""Verdicts on a turn that only the words of the reply make true."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the buyer does about a seller's turn."""

    state: State
    verdict: Verdict
    brief: ReplyBrief
    disclosed: tuple[Opened, ...]
    depths: dict[Topic, int]
    outcome: Outcome | None = None
    """Set when this turn ended the call."""
    ended_by: EndedBy | None = None
    """Who ended it; set with the outcome."""
    easier: "Decision | None" = None
    """The decision on the same line at the next easier level; None at the easiest, or once that call was over."""

    @property
    def gists(self) -> tuple[str, ...]:
        """What the reply comes to, here and at each easier level whose call goes on, the nearest first."""
        goes_on = self.easier is not None and self.easier.outcome is None
        return (self.brief.gist, *(self.easier.gists if self.easier and goes_on else ()))


class Turn:
    """Collects what a turn does; `finish` turns it into a decision."""

    def __init__(self, ledger: Ledger, state: State, reading: Reading) -> None:
        self.ledger = ledger
        self.before = state
        self.state = replace(state, turn=state.turn + 1)
        self.reading = reading
        self.verdict: dict[str, Any] = {}
        self.parts: list[Part] = []
        self.moves: list[tuple[Move, Effect]] = []
        self.disclosed: list[Opened] = []
        self.outcome: Outcome | None = None
        self.ended_by: EndedBy | None = None
        self.contradicts: bool | None = None
        """What `misquoting.contradicts` found; None until it was asked."""
        self.slip_due = False
        """The cover story is worn so thin that something slips."""

    @property
    def number(self) -> int:
        """This seller turn, 1 for the first."""
        return self.state.turn

    def set(self, **changes: Any) -> None:
        """Changes the state that will stand after this turn."""
        self.state = replace(self.state, **changes)

    def move(self, move: Move, *, extra: Effect | None = None, share: float = 1.0) -> None:
        """Applies a row of the table; `extra` is added to it, `share` scales a gain."""
        effect = EFFECTS[move]
        if extra is not None:
            effect = Effect(effect.trust + extra.trust, effect.patience + extra.patience)
        trust = effect.trust * share if effect.trust > 0 else effect.trust
        self.moves.append((move, Effect(trust, effect.patience)))

    def say(self, intent: Intent) -> None:
        """Adds one of the moves every buyer can make."""
        self._part(Say.INTENT, intent, self.ledger.persona.lines[intent])

    def deflect(self, topic: Topic) -> None:
        """Avoids a topic."""
        self._part(Say.DEFLECT, topic, self.ledger.persona.topics[topic].deflections)

    def part(self, say: Say, name: str, lines: tuple[str, ...]) -> None:
        """Adds a part with lines of its own."""
        self._part(say, name, lines)

    def _part(self, say: Say, name: str, lines: tuple[str, ...]) -> None:
        self.parts.append(Part(say, str(name), lines))

    def retell(self, fact_id: str) -> None:
        """Says a fact again that was asked again."""
        fact = self.ledger.facts[fact_id].fact
        self._part(Say.RETELL, fact_id, fact.wordings)

    def tell(self, opened: Opened) -> None:
        """Discloses a fact in the reply; one that came by itself before is now earned."""
        fact = opened.index.fact
        self.parts.append(Part(Say.FACT, fact.id, fact.wordings, fact))
        self.disclosed.append(opened)
        others = tuple(item for item in self.state.said if item.fact != fact.id)
        earned = opened.how is How.ELICITED
        self.set(said=(*others, Disclosure(fact.id, self.number, earned=earned)))

    def hint(self, cue: str, line: str, fact: str) -> None:
        """Drops a hint right behind the fact it goes with: behind another it would point at that one."""
        told = [part.name if part.say is Say.FACT else "" for part in self.parts]
        self.parts.insert(told.index(fact) + 1, Part(Say.CUE, cue, (line,)))

    def follow_up(self, facts: tuple[str, ...]) -> None:
        """Credits the turn with taking up these facts."""
        self.verdict["follows"] = facts
        self.set(
            said=tuple(
                replace(item, follow_ups=item.follow_ups + 1) if item.fact in facts else item
                for item in self.state.said
            )
        )

    def walk_away(self) -> None:
        """The buyer ends the call in place of the reply this turn would have had."""
        self._take_back()
        self.end(WALKED, by="buyer")

    def _take_back(self) -> None:
        """Leaves the reply unsaid: what stands in no words was not told, confirmed or confessed."""
        untold = {opened.index.fact.id for opened in self.disclosed}
        said = {item.fact: item for item in self.state.said if item.fact not in untold}
        self.set(
            said=tuple(said.get(item.fact, item) for item in self.before.said),
            owned=self.before.owned,
            lie=self.before.lie,
        )
        self.parts.clear()
        self.disclosed.clear()
        for judged in _BY_THE_REPLY:
            self.verdict.pop(judged, None)

    def close(self, by: EndedBy) -> None:
        """Ends a call that nobody broke off: as was agreed, or as it stands."""
        outcomes = closing_outcomes(self.ledger, self.state, by_limit=by == "limit")
        self.end(outcomes, self.state.agreed or None, by=by)

    def end(self, outcomes: tuple[Outcome, ...], ending: str | None = None, *, by: EndedBy) -> None:
        """Ends the call with the first fitting ending; its closing line replaces nothing said."""
        row = (
            ending_row(self.ledger, self.state, outcomes)
            if ending is None
            else next(row for row in self.ledger.persona.endings if row.id == ending)
        )
        self.set(ending=row.id)
        self.outcome = row.outcome
        self.ended_by = by
        self._part(Say.CLOSING, row.id, row.lines)

    def settle(self) -> None:
        """Adds the turn's effects to trust and patience, with the factors and the cap."""
        losses = self.ledger.terms.negatives
        gained = sum(effect.trust for _, effect in self.moves if effect.trust > 0)
        lost = sum(effect.trust for _, effect in self.moves if effect.trust < 0) * losses
        patience = sum(
            effect.patience * (losses if effect.patience < 0 and move is not Move.TICK else 1.0)
            for move, effect in self.moves
        )
        self.set(
            trust=_points(self.state.trust + min(gained, MOST_TRUST_PER_TURN) + lost),
            patience=_points(self.state.patience + patience),
        )

    def depths(self) -> dict[Topic, int]:
        """The ladder and side topics after this turn."""
        facts = self.ledger.facts
        return rung_depths(
            (
                (facts[item.fact].fact.topic, facts[item.fact].fact.depth)
                for item in self.state.said
            ),
            self.state.owned,
        )

    def rungs(self) -> int:
        """Rungs at depth 2 or more after this turn."""
        return full_rungs(self.depths())

    def finish(self, seed: int, buyer_turn: int) -> Decision:
        """The decision; nothing may be added afterwards."""
        return Decision(
            state=self.state,
            verdict=Verdict.model_validate(self.verdict),
            brief=ReplyBrief(
                manner=self.ledger.persona.manner,
                stance=self.state.stance,
                parts=tuple(self.parts),
                seed=seed,
                turn=buyer_turn,
            ),
            disclosed=tuple(self.disclosed),
            depths=self.depths(),
            outcome=self.outcome,
            ended_by=self.ended_by,
        )


def _points(value: float) -> float:
    return round(min(100.0, max(0.0, value)), 2)
