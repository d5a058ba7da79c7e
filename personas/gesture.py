"""Gestures: what a buyer does while speaking, in round brackets; "(puts the pen down) Well…"."""

import re

GESTURE = re.compile(r"\([^()]*\)")
"""A gesture anywhere in a text."""
LEADING = re.compile(r"\([^)]*\)\s*")
"""A gesture where a line, or a sentence of it, begins; to be matched there, never searched for."""


def ungestured(line: str) -> str:
    """The line without the gesture it begins with."""
    gesture = LEADING.match(line)
    return line[gesture.end() :] if gesture else line
