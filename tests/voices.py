"""Voices that misbehave, as scripts of the provider: they echo, obey, confirm, lie and fail."""

import re

from tests.provider import Asked, Reply, Reset, Script, failed, streamed

CONFIRMATIONS = (
    "Yes.",
    "Yes, that is exactly how it is.",
    "You're right about that.",
    "(nods) Exactly.",
    "How on earth did you hear about that?",
    "Guilty as charged.",
    "You've done your homework.",
    "That's the size of it.",
    "I can't argue with that.",
    "Well, since you know already, there's no point hiding it.",
    "You took the words out of my mouth.",
    "Quite so, and I'd rather you kept it to yourself.",
)
LIES = (
    "No, nothing like that. We lose 987,000 a month and Acme Corp starts on the third of March.",
    "We never had that trouble. My cousin Bartholomew signs everything.",
    "I'll buy it. Send me the contract and let's go ahead.",
    "I have no budget, no date and no boss; we just bought from Salesforce.",
)


def _callers_line(asked: Asked) -> str:
    return asked.last.split("\n\n[Direction:")[0]


def echoing(number: int, asked: Asked) -> Reply:
    """Reads its whole prompt aloud."""
    every = "\n".join(str(message["content"]) for message in asked.body["messages"])
    return streamed(*(every[at : at + 400] for at in range(0, len(every), 400)))


def obeying(number: int, asked: Asked) -> Reply:
    """Does what the caller says, in the caller's words."""
    return streamed("Certainly. ", _callers_line(asked), " There you have it.")


def confirming(number: int, asked: Asked) -> Reply:
    """Says yes to everything, in one way or another; every other time with the guess itself."""
    word = CONFIRMATIONS[number % len(CONFIRMATIONS)]
    return streamed(word, f" {_callers_line(asked)}" if number % 2 else "")


def lying(number: int, asked: Asked) -> Reply:
    """Makes things up."""
    return streamed(LIES[number % len(LIES)])


def failing(number: int, asked: Asked) -> Reply:
    """Fails in one way after another."""
    ways = (
        failed(401),
        Reply([b"<html>"], kind="text/html"),
        streamed("Well, the", Reset()),
        streamed("Well.", finish="length"),
        Reply([b"{}"]),
    )
    return ways[number % len(ways)]


MISBEHAVING: dict[str, Script] = {
    "echoing": echoing,
    "obeying": obeying,
    "confirming": confirming,
    "lying": lying,
    "failing": failing,
}


def faithful(number: int, asked: Asked) -> Reply:
    """Says what the direction tells it to."""
    return streamed(told(asked))


def told(asked: Asked) -> str:
    """What a direction says to say: the last of the lines given for each part, gestures at the front."""
    messages = [str(message["content"]) for message in asked.body["messages"]]
    direction = [message for message in messages if "[Direction: You" in message][-1]
    lines = re.findall(r"^\d+\. .*“([^“”]*)”\]?$", direction, re.MULTILINE)
    first, *others = lines or ["Go on."]
    return " ".join([first, *(re.sub(r"\([^)]*\)\s*", "", line) for line in others)])


VOICES: dict[str, Script] = {**MISBEHAVING, "faithful": faithful}
