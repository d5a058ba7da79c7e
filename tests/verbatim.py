"""The gate of quotes: what stands as evidence stands in the call, to the letter."""

from collections.abc import Mapping

from scoring.evidence import Evidence


def is_verbatim(evidence: Evidence, transcript: Mapping[int, str]) -> bool:
    """Whether the quote stands in the transcript exactly where it says; `transcript` is by turn."""
    text = transcript.get(evidence.turn)
    return text is not None and text[evidence.start : evidence.end] == evidence.quote != ""
