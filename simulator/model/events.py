"""The events of a streamed answer, cut out of its bytes as they come.

The SDK's own reader goes on reading after the answer's end, and lets go of its generators without
closing them; this one stops there. What an event stream is: https://html.spec.whatwg.org/#event-stream
"""

from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator

DONE = "[DONE]"
"""The data of the event that is the last one, where a server sends it."""
LONGEST_LINE = 1_000_000
"""Bytes; a line that is longer is no event of any model's."""
COMMENT = ""
"""Given for a comment, which only keeps the connection; an event without data is none."""


async def events_in(parts: AsyncIterable[bytes]) -> AsyncGenerator[str]:
    """The data of each event up to `DONE`, which is not given, and `COMMENT` for each comment.

    Raises ValueError for bytes that are no UTF-8, and for a line without end.
    """
    data: list[str] = []
    async for line in _lines(parts):
        if line.startswith(":"):
            yield COMMENT
        elif line.startswith("data:"):
            data.append(line.removeprefix("data:").removeprefix(" "))
        elif not line and data:
            whole = "\n".join(data)
            if whole.strip() == DONE:
                return
            data = []
            if whole.strip():
                yield whole


async def _lines(parts: AsyncIterable[bytes]) -> AsyncIterator[str]:
    """The lines of a stream without their ends, and an empty one at its end."""
    held = b""
    async for part in parts:
        *whole, held = (held + part).split(b"\n")
        if len(held) > LONGEST_LINE:
            raise ValueError(f"a line is longer than {LONGEST_LINE:,} bytes")
        for line in whole:
            yield line.removesuffix(b"\r").decode()
    yield held.decode()
    yield ""
