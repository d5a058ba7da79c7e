"""What can be inferred from the lines of an imported call: facts, and a verdict on every turn.

The same rules as the buyer's engine has, without a ledger: see `docs/rubric.md`.
"""

import re
from collections.abc import Sequence
from typing import Any

from personas.vocabulary import LADDER, QUESTIONS, Act, BuyerAct, How, Topic
from scoring.cues import Cues
from scoring.disclosures import Disclosures
from scoring.discovery import rung_depths
from scoring.hearing.heard import Mark, Span
from scoring.hearing.leaving import leaves_it_for_now
from scoring.hearing.numbers import numbers
from scoring.hearing.words import content_stems, words
from scoring.inferred import (
    Gist,
    Inferred,
    Line,
    accepts,
    accepts_outright,
    corrects,
    gist,
    lets_stand,
    parrots,
    says,
)
from scoring.limits import (
    FITTING_PITCH_WORDS,
    MOST_FOLLOW_UPS,
    RECENT,
    SAME_QUESTION,
    SUMMED_UP_WORDS,
)
from scoring.next_step import joined, parts_of
from scoring.verdict import NextStep, Pitch, Verdict
from scoring.wording import cites_the_buyer, only_sends_information, points_back

ANSWER_WORDS = 25
"""An answer this short to the buyer's own question about product or price is no pitch, once."""
SURE_INVITE = 0.5
"""Confidence from which a buyer's line asks how the seller can help: every later pitch leans on it."""
_ASKED_FOR_IT = (BuyerAct.PRODUCT_QUESTION, BuyerAct.PRICE_QUESTION)
_WAVES_OFF = re.compile(
    r"\b(?:(?:trust|believe) me|take my word|"
    r"let['’]?s (?:just )?(?:get (?:the|this|it|you|going|started)|move (?:on|forward)))\b",
    re.I,
)
"""Says in place of a reason that none is needed."""
_TRIGGERS = (Mark.ACCUSATION, Mark.THREAT, Mark.INSULT, Mark.INDUCEMENT, Mark.PRESSURE, Mark.FEAR)


class Inference:
    """Walks the lines once; `facts` and `verdicts` hold what was inferred."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._told = Disclosures()
        self.facts = self._told.facts
        self.verdicts: dict[int, Verdict] = {}
        self.step_accepted = False
        self._answered: list[frozenset[str]] = []
        self._invited = False
        self._pitches = 0
        self._exempted = False
        self._pending = False
        self._proposal: NextStep | None = None
        self._cues = Cues()
        count = 0
        place = 0
        while place < len(lines):
            line = lines[place]
            after = place + 1
            while after < len(lines) and lines[after].role == "buyer":
                after += 1
            if line.role == "seller":
                count += 1
                before = lines[place - 1] if place else None
                self._judge(line, before, lines[place + 1 : after], count)
            else:
                self._told.disclose(None, lines[place:after], count)
            for said in lines[place:after]:
                self._note(said)
            place = after

    def _note(self, line: Line) -> None:
        self._told.note(line)
        if line.role == "seller":
            return
        invites = any(span.confidence >= SURE_INVITE for span in line.spans(BuyerAct.INVITE))
        self._invited = self._invited or invites
        self._pending = self._pending or line.does(BuyerAct.PROBLEM_QUESTION)

    def _judge(self, line: Line, before: Line | None, reply: Sequence[Line], count: int) -> None:
        """A seller's turn: what it takes up of the past, then what the reply makes of it."""
        asks = line.spans(*QUESTIONS)
        about = gist(line.text)
        mentioned = [fact for fact in self.facts if fact.gist.touches(about)]
        verdict: dict[str, Any] = {
            "opportunity": bool(asks and self.facts),
            "triggers": tuple(str(mark) for mark in _TRIGGERS if mark in line.heard.marks),
            "presumption": _presumes(line, asks),
            "repeated": self._repeats(line, asks),
        }
        if asks:
            taken_up = mentioned or self._echoed(line, before)
            self._follow(asks, taken_up, count, verdict)
        else:
            # A hypothesis about what was told goes on from it as a question does.
            put = {topic for span in line.spans(Act.INSIGHT) for topic in span.topics}
            verdict["linked"] = any(fact.topic in put for fact in self.facts)
        asked = {topic for span in asks for topic in span.topics}
        verdict["cues_answered"], verdict["cues_expired"] = self._cues.take(about, asked, count)
        self._give_back(line, before, reply, mentioned, verdict)
        self._problem_question(line, verdict)
        self._pitch(line, before, mentioned, verdict)
        self._step(line, reply, mentioned, verdict)
        told = self._told.disclose(line, reply, count)
        if any(fact.how is How.ELICITED for fact in told):
            self._point_back(line, asks, count, verdict)
        self._answer(line, asks, told, verdict)
        verdict["cues_emitted"] = self._cues.drop(told, count)
        self.verdicts[line.turn] = Verdict.model_validate(verdict)

    def _follow(
        self,
        asks: Sequence[Span],
        mentioned: Sequence[Inferred],
        count: int,
        verdict: dict[str, Any],
    ) -> None:
        recent = [fact for fact in self.facts if count - fact.number <= RECENT]
        follows = [f for f in mentioned if f in recent and f.follow_ups < MOST_FOLLOW_UPS]
        for fact in follows:
            fact.follow_ups += 1
        asked = {topic for span in asks for topic in span.topics}
        verdict["follows"] = tuple(fact.id for fact in follows)
        verdict["linked"] = bool(follows) or any(fact.topic in asked for fact in recent)

    def _echoed(self, line: Line, before: Line | None) -> list[Inferred]:
        """What the buyer has just told, when a single word of it comes back at once."""
        if before is None or before.role != "buyer":
            return []
        if not content_stems(line.text) & content_stems(before.text):
            return []
        return [fact for fact in self.facts if fact.turn == before.turn][-1:]

    def _point_back(
        self, line: Line, asks: Sequence[Span], count: int, verdict: dict[str, Any]
    ) -> None:
        """A short question that points back ("and why is that?") and earns a fact follows up."""
        if verdict.get("follows"):
            return
        recent = [f for f in self.facts if 1 <= count - f.number <= RECENT and f.turn < line.turn]
        pointing = any(points_back(line.text[span.start : span.end]) for span in asks)
        for fact in reversed(recent):
            if pointing and fact.follow_ups < MOST_FOLLOW_UPS:
                fact.follow_ups += 1
                verdict["follows"], verdict["linked"] = (fact.id,), True
                return

    def _repeats(self, line: Line, asks: Sequence[Span]) -> bool:
        """Whether a question that was answered before is put again."""
        asked = [content_stems(line.text[span.start : span.end]) for span in asks]
        return any(
            len(content) > 1 and len(content & old) >= SAME_QUESTION * len(content | old)
            for content in asked
            for old in self._answered
        )

    def _give_back(
        self,
        line: Line,
        before: Line | None,
        reply: Sequence[Line],
        mentioned: Sequence[Inferred],
        verdict: dict[str, Any],
    ) -> None:
        if not line.does(Act.REFLECTION):
            return
        text = " ".join(line.text[s.start : s.end] for s in line.spans(Act.REFLECTION))
        adds = any(n.value > 2 and n.value not in self._told.from_buyer for n in numbers(text))
        if not adds and not line.does(*QUESTIONS) and before and parrots(line.text, before.text):
            verdict["parrot"] = True
            return
        given = gist(text)
        held = [fact for fact in mentioned if fact.gist.touches(given)]
        # After a pitch, an "Aha" that was heard as agreeing may be about the pitch.
        accepted = (accepts_outright if line.does(Act.PITCH) else accepts)(line, reply)
        if not accepted and corrects(line, reply):
            verdict["reflection"] = "wrong"
            if Mark.ATTRIBUTION in line.heard.marks and not held:
                verdict["claim"] = "unsupported"
            return
        if accepts_outright(line, reply):
            if adds:  # reckons with what was told just before it
                held += [fact for fact in self._told.told_before(line) if fact not in held]
            held = held or self._accepted_besides(line, given)
        stands = accepted or (not line.does(Act.PITCH) and lets_stand(reply))
        if not held or not stands:
            return
        topics = {fact.topic for fact in held}
        verdict["reflection"] = "accepted"
        verdict["claim"] = "supported"
        verdict["reflects"] = tuple(fact.id for fact in held)
        verdict["complex"] = len(topics) > 1 or adds
        depths = rung_depths((fact.topic, fact.depth) for fact in self.facts)
        rungs = tuple(topic for topic in LADDER if topic in topics and depths[topic] >= 2)
        if accepted and len(rungs) > 1 and len(words(text)) >= SUMMED_UP_WORDS:
            verdict["summary"] = "confirmed"
            verdict["confirms"] = rungs

    def _accepted_besides(self, line: Line, given: Gist) -> list[Inferred]:
        """What an accepted reflection in words of one's own is about.

        That is what was told just before it, else two or more facts that share a word with it each.
        """
        alike = [fact for fact in self.facts if fact.gist.content & given.content]
        return self._told.told_before(line) or (alike if len(alike) > 1 else [])

    def _problem_question(self, line: Line, verdict: dict[str, Any]) -> None:
        """A waiting 'what makes you say that?': sold past, answered, or let lapse."""
        if not self._pending:
            return
        self._pending = False
        if line.does(Act.PITCH, Act.NEXT_STEP):
            verdict["problem_question"] = "dodged"
        elif line.does(Act.INSIGHT, Act.REFLECTION):
            verdict["problem_question"] = "answered"
        elif _WAVES_OFF.search(line.text):
            verdict["problem_question"] = "dodged"

    def _pitch(
        self,
        line: Line,
        before: Line | None,
        mentioned: Sequence[Inferred],
        verdict: dict[str, Any],
    ) -> None:
        if not line.does(Act.PITCH):
            return
        many = len(words(line.text))
        asked = before is not None and before.role == "buyer" and before.does(*_ASKED_FOR_IT)
        if asked and many <= ANSWER_WORDS and not self._exempted:
            self._exempted = True
            return
        verdict["pitch"] = Pitch(
            invited=self._invited,
            number=self._pitches,
            words=many,
            fits=bool(mentioned) and many <= FITTING_PITCH_WORDS,
            asks_fit=Mark.ASKS_FIT in line.heard.marks or line.does(*QUESTIONS),
        )
        self._pitches += 1

    def _step(
        self,
        line: Line,
        reply: Sequence[Line],
        mentioned: Sequence[Inferred],
        verdict: dict[str, Any],
    ) -> None:
        agrees = says(reply, BuyerAct.AGREE_NEXT_STEP) and not only_sends_information(line.text)
        asked = [(span.start, span.end) for span in line.spans(*QUESTIONS)]
        leaves = leaves_it_for_now(line.text, asked)
        if leaves and (agrees or says(reply, BuyerAct.CONFIRM)):
            verdict["next_step"] = NextStep(accepted=True, no_step_agreed=True)
            return
        asks = any(Topic.NEXT_STEP in span.topics for span in line.spans(*QUESTIONS))
        if not asks and not line.does(Act.NEXT_STEP):
            return
        recap = Mark.RECAP in line.heard.marks or len(mentioned) > 1
        step = parts_of(line.text, purpose=bool(mentioned), recap=recap)
        if self._proposal is not None:
            step = joined(self._proposal, step)
        step = step.model_copy(update={"accepted": step.accepted or agrees})
        self._proposal = step
        self.step_accepted = self.step_accepted or step.accepted
        verdict["next_step"] = step

    def _answer(
        self, line: Line, asks: Sequence[Span], told: Sequence[Inferred], verdict: dict[str, Any]
    ) -> None:
        """What was asked and refused, and which topic the buyer took."""
        got = {fact.topic for fact in told}
        asked = tuple(dict.fromkeys(Topic(topic) for span in asks for topic in span.topics))
        verdict["attempted"] = () if got else asked
        earned = [fact.topic for fact in told if fact.how is How.ELICITED]
        if earned:
            verdict["counted"] = earned[0]
            self._answered += [content_stems(line.text[s.start : s.end]) for s in asks]


def _presumes(line: Line, asks: Sequence[Span]) -> bool:
    """Whether a question leans on an insight before or within it, or on what the buyer wrote before the call."""
    leans = any(ask.end > insight.start for insight in line.spans(Act.INSIGHT) for ask in asks)
    return leans or bool(asks and cites_the_buyer(line.text))
