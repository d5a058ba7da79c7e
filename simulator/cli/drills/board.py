"""`prospect drill board`: a class on the screen, as plain lines, or as JSON."""

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.drills.desks import desk_at, trainer_option
from simulator.cli.output import emit, is_terminal, table, tell


@click.command(
    cls=Command,
    name="board",
    example="prospect drill board spring-term-3fa2c1\nprospect drill board spring-term-3fa2c1 --plain",
)
@click.argument("drill")
@click.option("--plain", is_flag=True, help="Plain lines, for a screen reader or a pipe.")
@trainer_option
@json_option
def command(*, drill: str, plain: bool, trainer: str, as_json: bool) -> int:
    """The class of a drill: who stands where, what it found hard, what is in dispute.

    On a terminal it opens on the screens, where a call can be read, reviewed, commented and
    marked. Of everybody and every meeting the submission counts that was handed in last before the
    deadline. Nobody's practice is on it.
    """
    from simulator.drills.desk.board_text import HEADS, board_json, class_lines, rows_of

    with desk_at(drill, trainer) as desk:
        if not plain and not as_json and is_terminal():
            from simulator.tui.board_app import run_board

            run_board(desk)
            return 0
        board = desk.board()
    if as_json:
        emit(board_json(board))
        return 0
    tell(f"{board.row.drill.title} ({board.row.drill.id})")
    tell()
    table(rows_of(board), HEADS)
    tell()
    for line in class_lines(board):
        tell(line)
    return 0
