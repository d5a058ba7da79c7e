"""What a buyer asks of an offer, and how a seller answers it: by saying what it is, or by putting that off.

Source: the labelling guide's rules 13 and 14 (to answer a question on product or price is a pitch, to postpone
it is none).
"""

import re

_OF_OFFER = re.compile(
    r"\b(?:(?:does|do|can|will|would|could|has|is|how does|how do|how can|how would|how will|what does|what do|what can|what would) "
    r"(?:it|they|yours?|you(?! know\b)|you guys|ye|that|this|the (?:thing|system|tool|app|kit|software)|your \w+(?: \w+)?)|"
    r"how much|pric(?:e|es|ing|ey|ed)|costs?|charge|fee|the damage)\b[^.?!]*\?\W*$",
    re.I,
)


def asks_of_offer(text: str) -> bool:
    """Whether a line ends in a question on what the other sells: what it does, or costs."""
    return "?" in text and bool(_OF_OFFER.search(text))


_DESCRIBES = re.compile(
    r"^\W*(?:(?:yes|no|well|oh|sure|and|so|absolutely|exactly|not a bit|of course|right|ok|okay|aye|yeah)[,. ]+)*"
    r"(?:it|they|she|he)(?:['’]ll| will|['’]s| is| does| do| can| has| have|['’]ve| comes?| runs?| takes?| turns?| sends?|"
    r" picks?| holds?| works?| goes| rings?| keeps?| reads?| pulls?| gives?| shows?| fits?| covers?| tells?| checks?|"
    r" flags?| syncs?| uses?| needs?| costs?)\b(?! about\b)(?! (?:a|an|the|my|just|only) (?:\w+ )?question\b)",
    re.I,
)


def describes(clause: str) -> bool:
    """Whether a clause says what something is or does ("It reads the transponder, it opens the barrier")."""
    return "?" not in clause and bool(_DESCRIBES.match(clause))


_POSTPONES = re.compile(
    r"\b(?:first|later|until|till|before (?:i|we|that)|in (?:a|due|good|its) (?:minute|moment|turn|time|course)|at the end|come (?:back )?to|get to|get there|"
    r"deserves?|depends|only be|your question|ask|promise|not sure|i(?:['’]d| would) have to check|tranquil|calm|patien\w+|gladly|"
    r"(?:i['’]m|i am) (?:from|with|calling|ringing)|i don['’]t know|i do not know|cannot (?:say|answer)|can['’]t (?:say|answer))\b",
    re.I,
)


def postpones(clause: str) -> bool:
    """Whether an answer puts off what was asked, or says who answers (the guide's rule 14)."""
    return bool(_POSTPONES.search(clause))
