"""The trainer's sheets: a level with its reason, words on a turn, an answer, a file to write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, TypeVar, cast

from textual import on
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from scoring.marked import CAP, KEPT, LIFTED
from scoring.scorecard import LEVELS
from simulator.drills.register.rows import Dispute, Label, Outcome
from simulator.tui.board_presenter import LevelRow, level_words
from simulator.tui.ink import QUIET, STRONG, ink, lines
from simulator.tui.screens.sheet import Sheet
from simulator.tui.widgets.choice import Choice
from simulator.tui.widgets.field import Field
from simulator.tui.widgets.picker import Picker

Result = TypeVar("Result")
_LABELS: dict[str, Label] = {"wrong reason": "wrong_reason", "missing evidence": "missing_evidence"}
"""What two levels do not tell by themselves."""
_BY_LEVELS = "by the levels"
_OUTCOMES: dict[str, Outcome] = {
    "upheld": "upheld",
    "refused": "refused",
    "simulator error": "simulator_error",
}
_CAP = {"kept": KEPT, "lifted": LIFTED}
FORMATS = ("csv", "html", "json", "xapi")


class Form(Sheet[Result]):
    """A sheet with fields, kept with Ctrl+S."""

    CSS_PATH: ClassVar = ["sheet.tcss", "fields.tcss"]
    BINDINGS: ClassVar = [Binding("ctrl+s", "keep", "Keep", priority=True)]

    def on_mount(self) -> None:
        """The first question is the one to answer."""
        first = next(iter(self.query("Choice, Field TextArea")), None)
        if first is not None:
            first.focus()

    def written(self, key: str) -> str:
        """What a field holds."""
        return self.query_one(f"#field-{key}", Field).text

    def chosen(self, key: str) -> str:
        """What was chosen; empty for nothing."""
        return self.query_one(f"#choice-{key}", Choice).value

    def done(self, result: Result) -> None:
        """Closes with a result."""
        cast("Sheet[Result]", self).dismiss(result)

    def missing(self, sentence: str) -> None:
        """Says what is missing; nothing is lost."""
        self.app.notify(sentence, severity="error", markup=False)


class LevelSheet(Form[tuple[int, str, "Label | None"]]):
    """A level for a criterion, or what becomes of the cap, with the reason."""

    def __init__(self, row: LevelRow, why: Sequence[str]) -> None:
        super().__init__()
        self.row = row
        self._why = why

    def body(self) -> Iterator[Widget]:
        """The engine's level and its evidence, then the questions."""
        engine = "" if self.row.engine is None else f"   the engine gave level {self.row.engine}"
        yield Static(ink((self.row.name, STRONG), (engine, QUIET)))
        evidence = [ink((line, QUIET)) for line in self._why[:3]]
        yield VerticalScroll(Static(lines(*evidence, ink())), classes="why")
        if self.row.criterion == CAP:
            yield Choice("level", "The cap is", tuple(_CAP), level_words(CAP, self.row.level))
        else:
            levels = [str(level) for level in range(LEVELS + 1)]
            yield Choice("level", "Your level", levels, str(self.row.level))
            yield Choice("label", "What was wrong", (_BY_LEVELS, *_LABELS), _BY_LEVELS)
        yield Field("reason", "Why? It is kept with the level.")

    def action_keep(self) -> None:
        """Keeps level and reason."""
        if not self.written("reason"):
            self.missing("A level needs its reason.")
            return
        level = self.chosen("level")
        cap = self.row.criterion == CAP
        label = None if cap else _LABELS.get(self.chosen("label"))
        self.done((_CAP[level] if cap else int(level), self.written("reason"), label))


class BlindSheet(Form[tuple[int, str]]):
    """A level and its reason, with nothing of the engine's in view."""

    def __init__(self, name: str, asks: str, given: tuple[int, str] | None) -> None:
        super().__init__()
        self._criterion = name
        self._asks = asks
        self._given = given

    def body(self) -> Iterator[Widget]:
        """What is looked at, and the two questions."""
        level, reason = self._given or (None, "")
        yield Static(lines(ink((self._criterion, STRONG)), ink((self._asks, QUIET)), ink()))
        levels = [str(step) for step in range(LEVELS + 1)]
        yield Choice("level", "Level", levels, "" if level is None else str(level))
        yield Field("reason", "What in the call says so?", reason)

    def action_keep(self) -> None:
        """Keeps both for now; nothing is told before all ten are given."""
        if not self.chosen("level") or not self.written("reason"):
            self.missing("A level and its reason, both.")
            return
        self.done((int(self.chosen("level")), self.written("reason")))


class CommentSheet(Form[tuple[str, bool]]):
    """Words on a turn, and whether a replay stops there."""

    def __init__(self, quote: str, *, stops: bool = False) -> None:
        super().__init__()
        self._quote = quote
        self._stops = stops

    def body(self) -> Iterator[Widget]:
        """The turn, the words, the stop."""
        yield Static(lines(ink((self._quote, QUIET)), ink()))
        yield Field("text", "What do you say of it?")
        yield Choice("stop", "A replay stops here", ("no", "yes"), "yes" if self._stops else "no")

    def on_mount(self) -> None:
        """Writing comes first."""
        self.query_one("Field TextArea").focus()

    def action_keep(self) -> None:
        """Keeps the comment; a place to stop needs no words."""
        text, stops = self.written("text"), self.chosen("stop") == "yes"
        if not text and not stops:
            self.missing("A comment needs words, or a place to stop.")
            return
        self.done((text, stops))


class AnswerSheet(Form[tuple[Outcome, str]]):
    """An answer to a dispute."""

    def __init__(self, dispute: Dispute, about: Sequence[str]) -> None:
        """`about` is what it is about, as the call has it."""
        super().__init__()
        self._dispute = dispute
        self._about = about

    def body(self) -> Iterator[Widget]:
        """The objection and the answer."""
        dispute = self._dispute
        at = "" if dispute.turn is None else f", turn {dispute.turn}"
        about = dispute.criterion or "a line misheard"
        yield Static(
            lines(
                ink((f"Dispute {dispute.number}", STRONG), (f"   {about}{at}", QUIET)),
                ink(dispute.text),
                *(ink((line, QUIET)) for line in self._about),
                ink(),
            )
        )
        chosen = (dispute.outcome or "").replace("_", " ")
        yield Choice(
            "outcome",
            "It is",
            tuple(_OUTCOMES),
            chosen,
            "A simulator error makes the attempt not evaluable; the others change no level.",
        )
        yield Field("text", "What do you say? It is kept with the dispute.", dispute.answer)

    def action_keep(self) -> None:
        """Keeps the answer."""
        if not self.chosen("outcome") or not self.written("text"):
            self.missing("An outcome and words, both.")
            return
        self.done((_OUTCOMES[self.chosen("outcome")], self.written("text")))


class ExportSheet(Form[tuple[str, str, str]]):
    """Where the class is to be written, and as what."""

    def __init__(self, drill: str) -> None:
        super().__init__()
        self._drill = drill

    def body(self) -> Iterator[Widget]:
        """Format, file, and the LMS that statements are for."""
        yield Static(lines(ink(("Export the class", STRONG)), ink()))
        yield Choice("kind", "As", FORMATS, "csv", "xapi: statements for an LMS")
        yield Field("path", "To which new file?", f"{self._drill}.csv")
        yield Field("home", "For xapi: the address of the LMS that knows the trainees")

    @on(Choice.Chosen)
    def _renamed(self) -> None:
        """The file is named after the format, until another name is typed."""
        field = self.query_one("#field-path", Field)
        if field.text in {f"{self._drill}.{ending}" for ending in (*FORMATS, "jsonl")}:
            kind = self.chosen("kind")
            field.put(f"{self._drill}.{'jsonl' if kind == 'xapi' else kind}")

    def action_keep(self) -> None:
        """Writes it."""
        self.done((self.chosen("kind"), self.written("path"), self.written("home")))


class PickSheet(Sheet[str]):
    """One of a few things by name."""

    def __init__(self, asks: str, choices: Sequence[tuple[str, str]]) -> None:
        """`choices` are what is returned, and how it is shown."""
        super().__init__()
        self._asks = asks
        self._choices = choices

    def body(self) -> Iterator[Widget]:
        """The choices, one a line."""
        yield Static(lines(ink((self._asks, STRONG)), ink()))
        yield Picker(*(Option(ink(words), id=name) for name, words in self._choices))

    def on_mount(self) -> None:
        """The first is chosen."""
        picker = self.query_one(Picker)
        picker.focus()
        picker.highlighted = 0

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)
