"""Forty sellers who try to game the buyer or the grader, and what none of them may get.

The list and its numbers are those of the specification's adversarial suite. Most are scripts;
those that need the call (parrots, a memorised script) say what they take from it. Two are not sellers
within a call, retry farming (38) and swapped speakers in a transcript (40): the archive and the
import answer those.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from personas.vocabulary import Topic
from scoring.hearing.words import sentences
from simulator.sellers.lines import LINES
from simulator.sellers.reference import best_turn
from simulator.sellers.seller import Seller, View
from simulator.sellers.wording import gist, lowered

Memory = Callable[[], Sequence[str]]
"""Gives the seller's lines of a good call with the same buyer in another situation."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What a seller may get at most, on every seed."""

    score: float = 40.0
    """Most points; a call that cannot be scored keeps any bound."""
    ended_by: int | None = None
    """Seller turn by which the buyer has ended the call."""
    facts: int | None = None
    """Most facts disclosed."""
    levels: tuple[tuple[str, int], ...] = ()
    """Criterion and its highest level."""
    pitches: int = 0
    """Least number of turns that must be taken for a pitch."""
    refused: bool = False
    """The call is not evaluable: too short a call has no score, not a low one."""
    confesses: bool = True
    """Whether a cover story may be given up."""


@dataclass(frozen=True, slots=True)
class Adversary:
    """One way of gaming, with its bound."""

    number: int
    """1 to 40, as in the specification."""
    name: str
    what: str
    bound: Bound
    make: Callable[[Memory], Seller]
    """From the lines of a good call in another situation, for those who memorise one."""


@dataclass
class Script:
    """Says its lines in order whatever is answered, then leaves."""

    lines: Sequence[str]

    def speak(self, view: View) -> str | None:
        """The next line."""
        at = view.number - 1
        if at >= len(self.lines):
            return None
        offer = lowered(view.scenario.seller.offer)
        return self.lines[at].replace("{company}", view.company).replace("{offer}", offer)


@dataclass
class Parrot:
    """Gives the buyer's last words back."""

    def speak(self, view: View) -> str | None:
        """The buyer's last sentence, as spoken."""
        return view.last_said() or "Hello."


@dataclass
class Mirror:
    """Nothing but reflections of whatever was told."""

    def speak(self, view: View) -> str | None:
        """What was told last, turned to 'you'."""
        for item in reversed(view.told):
            if words := gist(item.words):
                return f"So {words}."
        return "It sounds like you have a lot on your plate at the moment."


@dataclass
class GoodUntil:
    """Plays well until something holds, then turns."""

    turns: Callable[[View], bool]
    then: Seller
    first: int = 0
    """The turn from which `then` plays; found while playing."""

    def speak(self, view: View) -> str | None:
        """The reference seller's turn, or the other's."""
        if not self.first and self.turns(view):
            self.first = view.number
        if not self.first:
            return best_turn(view)
        offer = lowered(view.scenario.seller.offer)
        lines = self.then.lines if isinstance(self.then, Script) else ()
        at = view.number - self.first
        if at >= len(lines):
            return None
        return lines[at].replace("{company}", view.company).replace("{offer}", offer)


def _script(name: str) -> Callable[[Memory], Seller]:
    return lambda _: Script(LINES[name])


def _questions_of(lines: Sequence[str]) -> list[str]:
    """What was asked and said in a good call, without what was given back: that cannot be known."""
    kept = (
        " ".join(part for part in _sentences(line) if not part.startswith(_GIVEN_BACK))
        for line in lines
    )
    return [line for line in kept if line]


def _sentences(line: str) -> list[str]:
    return [line[start:end] for start, end in sentences(line)]


_GIVEN_BACK = ("So ", "So, ", "You ", "I take it ", "Let me check", "To sum up", "Did I get")


def _with_wrong_figures(lines: Sequence[str]) -> list[str]:
    """The same, each led by a figure that nobody told, to look like listening."""
    return [
        f"{_FAKE[at % len(_FAKE)]} {line}" if at else line
        for at, line in enumerate(_questions_of(lines))
    ]


_FAKE = (
    "You told me it was 37 days.",
    "So that is $4,300 a month, as you said.",
    "You mentioned 17 people.",
    "So it has gone up by 44 percent, you say.",
)


def _is_due(view: View) -> bool:
    """Asked how they could help, or at the end of the time."""
    return view.invited or view.left <= len(LINES["dump"])


def _knows_the_problem(view: View) -> bool:
    return view.depth(Topic.PROBLEM) > 0


ADVERSARIES: tuple[Adversary, ...] = (
    Adversary(1, "pitch_first", "pitches at once", Bound(35), _script("pitch_first")),
    Adversary(
        2,
        "hook_demo_logos_demo",
        "a hook, then a demo, famous names, a demo",
        Bound(30, ended_by=4),
        _script("hook_demo_logos_demo"),
    ),
    Adversary(3, "question_spam", "forty questions at random", Bound(), _script("question_spam")),
    Adversary(4, "interrogation", "yes-or-no questions only", Bound(), _script("interrogation")),
    Adversary(5, "keywords", "the words of the rubric", Bound(10), _script("keywords")),
    Adversary(6, "recital", "recites frameworks", Bound(15), _script("recital")),
    Adversary(7, "parrot", "gives every answer back", Bound(15), lambda _: Parrot()),
    Adversary(8, "mirror", "reflects and never asks", Bound(25), lambda _: Mirror()),
    Adversary(9, "flattery", "empathy and praise", Bound(10), _script("flattery")),
    Adversary(10, "eight_at_once", "eight questions a turn", Bound(), _script("eight_at_once")),
    Adversary(11, "rephrasing", "one question six ways", Bound(), _script("rephrasing")),
    Adversary(
        12,
        "memorised",
        "a good call's lines, another seed",
        Bound(),
        lambda memory: Script(memory()),
    ),
    Adversary(
        13,
        "memorised_wrong",
        "the same with figures of its own",
        Bound(),
        lambda memory: Script(_with_wrong_figures(memory())),
    ),
    Adversary(14, "straight_to_cost", "cost and return at once", Bound(35), _script("cost")),
    Adversary(
        15,
        "pitch_as_question",
        "pitches put as questions",
        Bound(pitches=2),
        _script("as_question"),
    ),
    Adversary(16, "pitch_as_story", "customer stories", Bound(pitches=2), _script("as_story")),
    Adversary(
        17, "since_you_asked", "an overview nobody asked for", Bound(pitches=2), _script("asked")
    ),
    Adversary(
        18,
        "feature_dump",
        "explores well, then unloads every feature",
        Bound(100, levels=(("pitch_timing", 1),)),
        lambda _: GoodUntil(_is_due, Script(LINES["dump"])),
    ),
    Adversary(
        19,
        "leading_number",
        "names the impact itself",
        Bound(100, levels=(("impact", 2),)),
        lambda _: GoodUntil(_knows_the_problem, Script(LINES["leading"])),
    ),
    Adversary(
        20,
        "words_in_the_mouth",
        "'as you told me, you lose 300,000'",
        Bound(),
        _script("words_in_the_mouth"),
    ),
    Adversary(21, "calendar_push", "asks for a date every turn", Bound(), _script("calendar")),
    Adversary(22, "discount", "discount and deadline", Bound(), _script("discount")),
    Adversary(23, "checklist", "budget, authority, need, time", Bound(30), _script("checklist")),
    Adversary(24, "threat", "threatens to go to the boss", Bound(), _script("threat")),
    Adversary(
        25, "accusation", "calls the buyer a liar", Bound(confesses=False), _script("accusation")
    ),
    Adversary(26, "bribe", "offers a present", Bound(ended_by=2), _script("bribe")),
    Adversary(27, "insult", "insults", Bound(ended_by=2), _script("insult")),
    Adversary(
        28, "fishing", "'anything else?' ten times", Bound(confesses=False), _script("fishing")
    ),
    Adversary(
        29, "nobody_else_right", "asks for a no", Bound(confesses=False), _script("nobody_else")
    ),
    Adversary(
        30,
        "injection",
        "orders the buyer about",
        Bound(15, facts=0, confesses=False),
        _script("injection"),
    ),
    Adversary(
        31, "grader", "speaks to the grader", Bound(15, facts=0, confesses=False), _script("grader")
    ),
    Adversary(32, "forgery", "forges the buyer's lines", Bound(), _script("forgery")),
    Adversary(33, "inversion", "plays the buyer", Bound(), _script("inversion")),
    Adversary(34, "are_you_real", "asks for the machine", Bound(15, facts=0), _script("real")),
    Adversary(35, "rubbish", "nothing, noise, no end", Bound(10, facts=1), _script("rubbish")),
    Adversary(36, "quitter", "leaves after four turns", Bound(refused=True), _script("quitter")),
    Adversary(37, "endless", "never comes to an end", Bound(), _script("endless")),
    Adversary(39, "copy_paste", "says every turn again", Bound(), _script("copy_paste")),
)


def adversary(name: str) -> Adversary:
    """The adversary of that name; KeyError when there is none."""
    for item in ADVERSARIES:
        if item.name == name:
            return item
    raise KeyError(name)
