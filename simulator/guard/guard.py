"""Reads every sentence of a free voice before anyone else does.

The guard may know the buyer's secrets; the voice it guards does not. A sentence passes when it keeps
to the role, to what may be known by now, and to what the engine decided: a voice says neither yes nor
no, agrees to nothing and asks for nothing that the author's lines of this turn do not. Reasons for a
refusal are told to the voice, so they name no secret.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import category

from personas.gesture import GESTURE
from scoring.hearing.language import is_other_language
from scoring.hearing.model import load_models
from scoring.hearing.numbers import numbers
from scoring.hearing.words import content_stems, holds_run, sentences, stems, words
from simulator.buyer import cover
from simulator.buyer.brief import Part, Say
from simulator.buyer.fact_index import FactIndex, phrase_set
from simulator.buyer.turn import Decision
from simulator.call.meeting import Meeting
from simulator.guard.known import Known, runs_of
from simulator.guard.rules import (
    AFFIRMS,
    CALENDAR,
    DENIES,
    HARMLESS_NAMES,
    NAME,
    NEGATION,
    ONLY_AS_DIRECTED,
    folded,
)
from simulator.text_safety import inert
from simulator.voices.prompt import RULES
from simulator.voices.voice import Line

LONGEST_SENTENCE = 60
"""Words."""
_WIDEST = 12
"""Characters per word that a reply has room for: dots and dashes in a row are no words, and are seen."""
_EDGE = 200
"""Characters before a sentence with which it may make up a phrase."""
_NEAR, _WORDS_NEAR = 0.4, 3
"""Least share of a sentence's words, and least number of them, that one of the author's lines holds where the
caller made a guess: of fewer words, a phrase that says yes in its own way has as many by accident."""
_KNOWN = 0.6
"""Least share of words that are English words or this call's own."""

_BEFORE_A_CAPITAL = ("", *'.!?…:“"()—–')
"""What stands before a word that has its capital for its place alone."""


class Refused(Exception):
    """A sentence or a reply may not be said; the text is the reason, as told to the voice."""


class Guard:
    """Guards one call."""

    def __init__(self, meeting: Meeting) -> None:
        self._ledger = meeting.ledger
        scenario, persona = meeting.scenario, meeting.persona
        manner = persona.manner
        self._public = (
            manner.name,
            manner.called,
            manner.role,
            scenario.opening,
            scenario.brief.who,
            scenario.brief.why,
            scenario.seller.company,
            scenario.seller.offer,
            *scenario.seller.own_words,
            *(fact.text for fact in scenario.brief.facts),
            *(line for lines in persona.lines.values() for line in lines),
            *(line for topic in persona.topics.values() for line in topic.deflections),
        )
        """What the buyer may say to anybody."""
        self._instructions = runs_of(f"{RULES}\n{manner.style}")

    def reply(self, decision: Decision, lines: Sequence[Line]) -> "Reply":
        """A reply to be read sentence by sentence. `lines` are the call before it."""
        known = Known(self._ledger, self._public, decision, lines)
        return Reply(known, self._instructions)


@dataclass
class Reply:
    """One reply as far as it has been read."""

    known: Known
    instructions: frozenset[tuple[str, ...]]
    """Runs of words of the rules, which are not to be read aloud."""
    text: str = ""
    """What has passed."""

    def take(self, sentence: str) -> None:
        """Lets a sentence pass, with the spaces around it; raises Refused when it may not."""
        self._refuse_form(sentence)
        self._refuse_undirected(sentence)
        self._refuse_unknown(sentence)
        self._refuse_secrets(sentence)
        self._refuse_contradictions(sentence)
        self.text += sentence

    def finish(self) -> None:
        """Raises Refused when what passed is not the reply that was asked for."""
        bare = GESTURE.sub(" ", self.text).strip()
        if not words(bare):
            raise Refused("it says nothing")
        if bare[-1] not in ".!?…\"'”’)-–—":
            raise Refused("its last sentence has no end")
        for part in self.known.decision.brief.parts:
            self._refuse_left_out(part)

    # ---- what is wrong with a sentence ---------------------------------------------------------

    def _refuse_form(self, sentence: str) -> None:
        if inert(sentence) != sentence or any(category(char) == "So" for char in sentence):
            raise Refused("it holds characters that are no text")
        spoken = words(sentence)
        if len(spoken) > LONGEST_SENTENCE:
            raise Refused("a sentence is too long to be said")
        room = self.known.room
        if len(words(self.text)) + len(spoken) > room or len(self.text + sentence) > room * _WIDEST:
            raise Refused("it is too long")
        if is_other_language(sentence, [word.lower() for word in spoken]):
            raise Refused("it is not English")
        known = load_models().network.index
        heard = self.known.heard
        strange = [w for w in spoken if w.lower() not in known and stems(w)[0] not in heard]
        if len(spoken) >= 4 and len(strange) > (1 - _KNOWN) * len(spoken):
            raise Refused("it is not English")
        if GESTURE.search((self.text + sentence).lstrip(), 1):
            raise Refused("a gesture stands only at the beginning")

    def _refuse_undirected(self, sentence: str) -> None:
        """Yes, no, promises, questions and whatever breaks the role: only as the author does."""
        plain = folded(GESTURE.sub(" ", sentence)).strip()
        for rule in ONLY_AS_DIRECTED:
            if rule.pattern.search(plain) and not self.known.author_does(rule.pattern):
                raise Refused(rule.reason)
        for pattern, reason in (
            (AFFIRMS, "it agrees to what the caller supposes"),
            (DENIES, "it denies what the caller supposes"),
        ):
            said = pattern.search(plain) or pattern.search(folded(sentence))
            if said and not (self.known.author_does(pattern) or self.known.answers_freely):
                raise Refused(reason)
        if self.known.guessed_at:
            content = content_stems(GESTURE.sub(" ", sentence))
            near = self.known.shared(content)
            is_near = near >= _WORDS_NEAR and near >= _NEAR * len(content)
            if not content or not (is_near or self.known.author_says_it(plain)):
                raise Refused("it answers a guess in its own way; keep close to the lines given")
        said_runs = runs_of(sentence)
        if said_runs & self.instructions:
            raise Refused("it reads the direction aloud")
        if said_runs & self.known.callers_runs - self.known.authored_runs:
            raise Refused("it says after the caller")

    def _refuse_unknown(self, sentence: str) -> None:
        """Figures and names: only those that may be known by now."""
        if any(number.value not in self.known.values for number in numbers(sentence)):
            raise Refused("it holds a figure that was not given")
        known = load_models().network.index
        for match in NAME.finditer(sentence):
            name = match[0].removesuffix("'s").removesuffix("’s").lower()
            root = stems(name)[0]
            if name in HARMLESS_NAMES or root in self.known.named:
                continue
            begins = sentence[: match.start()].rstrip()[-1:] in _BEFORE_A_CAPITAL
            ordinary = (
                name in known and name not in CALENDAR and root not in self.known.secret_names
            )
            if not (begins and ordinary):
                raise Refused("it holds a name or a date that was not given")

    def _refuse_secrets(self, sentence: str) -> None:
        """What only someone who knows a locked fact would say, also over the edge of a sentence."""
        said = stems(folded(f"{self.text[-_EDGE:]} {sentence}"))
        for index in self.known.locked:
            for phrase in index.fact.tell_tales:
                run = stems(phrase)
                if holds_run(said, run) and not any(
                    holds_run(stems(line), run) for line in self.known.authored
                ):
                    raise Refused("it goes beyond what the direction holds")

    def _refuse_contradictions(self, sentence: str) -> None:
        """Against the cover story while it holds, and against what was told."""
        story = self.known.ledger.persona.cover_story
        said = frozenset(stems(sentence))
        if story is not None and cover.is_held(self.known.decision.state.lie):
            truth = phrase_set(self.known.ledger.facts[story.truth].fact.about)
            if any(p <= said and not self.known.author_says(p) for p in truth):
                raise Refused("it does not fit what was said before")
        if NEGATION.search(sentence) and any(
            _denies(content_stems(sentence), index) for index in self.known.told
        ):
            raise Refused("it does not fit what was said before")

    def _refuse_left_out(self, part: Part) -> None:
        """Every fact, hint and question of the direction is in the reply."""
        asks = bool(part.lines) and all("?" in line for line in part.lines)
        if asks and "?" not in self.text:
            raise Refused("it does not ask what it should ask")
        if part.say in (Say.FACT, Say.RETELL):
            index = self.known.ledger.facts[part.name]
            if not _conveys(self.text, index):
                raise Refused("it leaves out something it should tell, or a figure or name of it")
        elif part.say in (Say.CUE, Say.SLIP):
            mine = content_stems(self.text)
            if not any(_hints(mine, content_stems(line)) for line in part.lines):
                raise Refused("it leaves out what it should add in passing")


def _conveys(text: str, index: FactIndex) -> bool:
    """Whether a text tells a fact: every figure that all wordings share, and enough of its words."""
    shared = frozenset.intersection(
        *(frozenset(n.value for n in numbers(wording)) for wording in index.fact.wordings)
    )
    said = frozenset(number.value for number in numbers(text))
    mine = content_stems(text)
    return (
        shared <= said and index.shared & index.names <= mine and len(mine & index.vocabulary) >= 2
    )


def _denies(negated: frozenset[str], index: FactIndex) -> bool:
    """Whether a negated sentence of these words denies a fact: what it negates is told without a no."""
    denied = negated & index.vocabulary
    if len(denied) < 3 or len(denied) < 0.7 * len(negated):
        return False
    told = [
        wording[slice(*place)]
        for wording in index.fact.wordings
        for place in sentences(wording)
        if len(content_stems(wording[slice(*place)]) & denied) >= 3
    ]
    return bool(told) and not any(NEGATION.search(sentence) for sentence in told)


def _hints(said: frozenset[str], line: frozenset[str]) -> bool:
    """Whether enough of a line's words are there to be picked up."""
    return len(said & line) >= min(3, len(line))
