"""`prospect drill`: what a trainer assigns, and what trainees hand in."""

import click

from simulator.cli.commands import LazyGroup

SUMMARIES = {
    "new": "Make a drill: its meetings, rules, and the ticket that lets people join.",
    "assign": "Write a ticket in each trainee's own name.",
    "list": "List your drills as a trainer, and those you joined.",
    "close": "Close a drill: nothing more is taken in.",
    "join": "Join a drill with the ticket that your trainer sent.",
    "submit": "Hand in one of your attempts.",
    "collect": "Take in what trainees handed in: verify, flag, grade.",
    "board": "Show the class: who stands where, what was hard, what is in dispute.",
    "mark": "Give all ten levels of a call before you see the engine's.",
    "override": "Put a level of yours beside the engine's; yours counts.",
    "comment": "Say something of a turn.",
    "dispute": "Object to a level, or to how a line was heard.",
    "answer": "Answer a dispute.",
    "release": "Mark held grades as released.",
    "agreement": "Show how far people and engine agree in a class.",
    "export": "Write the class as a table, a report, JSON, or xAPI statements for an LMS.",
    "regrade": "Grade every submission anew from its log, on all cores or a cluster.",
    "verify": "Check that what is kept is what was handed in, and its grade the engine's.",
    "setup": "Make the register that a class shares, in PostgreSQL.",
    "login": "Give a trainee or a trainer a login to the shared register.",
    "purge": "Remove a trainee, with all that was said of them, for good.",
}


@click.group(
    cls=LazyGroup,
    name="drill",
    summaries=SUMMARIES,
    package="simulator.cli.drills",
    example='prospect drill new "Spring term" --scenario skeptical-owner --attempts 3',
)
def command() -> None:
    """Assign a class its calls; join a drill, and hand in what you held.

    A trainer makes a drill and sends its tickets. Trainees join, hold their attempts in private with
    'prospect practice --drill DRILL', and hand in one of them for each meeting.
    """
