"""What a buyer asks of an offer, and how a seller answers it: by saying what it is, or by putting that off.

Source: docs/labels.md, rules 13 and 14 (to answer a question on product or price is a pitch, to postpone
it is none).
"""

import re
from enum import Enum, auto


class Asked(Enum):
    """What a line asks of what the other one sells."""

    NOTHING = auto()
    OFFER = auto()
    """Perhaps of it: "Could you…?"."""
    WHAT_IT_DOES = auto()
    PRICE = auto()


OFFER_ANSWERED = 0.13
"""Confidence from which an answer to what may have been asked of an offer is a pitch. Of 56 such answers by voices
left out of a training 52 were. To what an offer does any answer is one: 300 of 305 in the training lines."""
_NOUN = r"(?:thing|system|tool|app|kit|software|product|machine|box|gear|service|company|people|lot|\w+ware)"
_WHAT_IT_DOES = re.compile(
    rf"(?:^|[.?!,] |\b(?:and|but|so|okay|ok) )(?:does|do|can|could|will|would|has) (?:it|they|yours|(?:your|the) {_NOUN})\b(?= \w)[^.?!]*\??\W*$|"
    rf"\b(?:you (?:guys|lot|people|folks)|your {_NOUN}) (?:do|does|have|has|offer|cover|handle|sell|make|work)s?\b[^.?!]*\?\W*$|"
    rf"\b(?:who else (?:uses|has|runs)|what do (?:i|we) get|how does (?:it|your {_NOUN}) (?:work|handle|do)|what does (?:it|your {_NOUN}) do)\b"
    r"[^.?!]*\?\W*$",
    re.I,
)
_PRICE = re.compile(
    r"\b(?:how much(?! (?:longer|time|notice|do you know|did (?:they|he|she))\b)|pric(?:e|es|ing|ey|ed)|costs?|(?<!in )charge|fee|the damage|(?:set|run) (?:me|us)(?: back)?)\b[^.?!]*\?\W*$",
    re.I,
)
_OFFER = re.compile(
    r"\b(?:does|do|can|will|would|could|has|is|how does|how do|how can|how would|how will|what does|what do|what can|what would) "
    rf"(?:it|they|yours?|you(?! know\b)|you guys|ye|that|this|the {_NOUN}|your \w+(?: \w+)?)\b[^.?!]*\?\W*$",
    re.I,
)
_TERMS = re.compile(
    r"(?:^|[.,!?] )(?:(?:so|and|but|ok|okay) )*(?:it|that)(?:['’]s| is| works?| has| can| comes| runs| takes| fits| handles| needs| will|['’]ll) [^.?!]*\?\W*$|"
    r"\bwhat (?:happens )?(?:if|when) (?:it|the \w+|you)\b[^.?!]*\?\W*$|"
    r"\bwho(?:['’]s| is| does| would| will)? (?:\w+ )?(?:install|fit|support|train|service|answer|own)[^.?!]*\?\W*$|"
    r"\bwhy (?:you|should (?:i|we))\b[^.?!]*\?\W*$|"
    r"\b(?:references?|guarantee|warranty|minimum|notice|trial|pilot|discount|certif\w+|insured|accredit\w+|languages|offline|integrat\w+)\b[^.?!]*\?\W*$|"
    r"\bwhat(?:['’]s| is) (?:in it|included|the catch|the difference|(?:the|your) (?:minimum|lead time|term|notice|warranty|guarantee|fix))\b[^.?!]*\?\W*$",
    re.I,
)
"""On what terms and with what risks: of 233 answers to such a question in the training lines 226 were pitches."""
_OPINION = re.compile(
    r"\b(?:(?:why|what|where|how) (?:do|would) you (?:think|suppose|reckon|figure|see|say|make of|ask|want|need)|do you (?:think|reckon|suppose|believe)|"
    r"your (?:\w+ )?(?:opinion|view|take|guess)|yourself)\b[^.?!]*\?\W*$",
    re.I,
)
"""What the seller thinks or wants is asked: nothing of the offer. Of 51 answers to such a question in the training
lines 5 were pitches."""
_ELSEWHERE = re.compile(
    r"\bhow long (?:is|will|would|does) (?:this|it|the|your|that)(?: \w+)?(?: going to)? take\W*$|\bhow (?:long|much time) do you need\b|"
    r"\bis (?:this|that|it) (?:a|another|one of those) (?:\w+ )?(?:pitch|call|survey|scam)\W*$|\b(?:could|can|would|will) you (?:come(?! down)|call|ring|send|talk|speak|phone|email|write)\b|"
    r"\b(?:others?|other (?:people|\w+s)|everyone else|everybody else|anyone else|most (?:people|\w+s)) (?:pay|charge|do|lose|spend|get|have)\b(?! you)",
    re.I,
)
"""How long the call takes and what it is, what is sent or done after it, how others have it: nothing of the offer. Of
48 answers to such questions in the training lines 7 were pitches."""
_FIGURE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    r"hundred|thousand|grand|lakhs?|half|quarter|dozen)\b",
    re.I,
)


def asked_of_offer(text: str) -> Asked:
    """What a line asks, at its end, of what the other sells."""
    if text.endswith((".", "!")):
        return Asked.NOTHING
    if _WHAT_IT_DOES.search(text):
        return Asked.WHAT_IT_DOES
    if "?" not in text or _ELSEWHERE.search(text):
        return Asked.NOTHING
    if _PRICE.search(text):
        return Asked.PRICE
    offered = _OFFER.search(text) or _TERMS.search(text)
    return Asked.OFFER if offered and not _OPINION.search(text) else Asked.NOTHING


def answers_on_offer(asked: Asked, clause: str, pitch: float) -> bool:
    """Whether a clause, a pitch with this confidence, answers what was asked of the offer and does not put it off."""
    if asked is Asked.NOTHING or "?" in clause or postpones(clause) or _GRACIOUS.match(clause):
        return False
    plain = asked is Asked.WHAT_IT_DOES or (asked is Asked.PRICE and bool(_FIGURE.search(clause)))
    return plain or pitch >= OFFER_ANSWERED


_GRACIOUS = re.compile(
    r"^\W*(?:that(?:['’]s| is) (?:very |so |really )?)?(?:an? )?(?:kind|fair|generous|good|great|fine)(?: of you| question| enough)?\W*$",
    re.I,
)
"""Said before the answer: "That's kind", "Good question"."""


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
    r"(?<!come )(?<!comes )\bfirst(?=\W*(?:$|tell\b|let\b|say\b|show\b|explain\b|i (?:must|need)\b|what\b|us how\b))|\b(?:till|until|once|before) (?:i|we)\b|\bbefore that\b|"
    r"\blater\W*(?:$|,)|\bin (?:a|due|good|its) (?:minute|moment|turn|time|course)\b|(?:^\W*|\b(?:prices?|numbers?|money|figures?|speak|tell|say|name|do)\b.{0,30}\b)at the end\b(?! of\b)|"
    r"\b(?:come (?:back )?to|get to|get there|just (?:a|one|two|five|\w+) (?:minutes?|moments?|seconds?)|about your|deserves?|depends|your question|"
    r"entitled to ask|ask me|promise|not sure|i(?:['’]d| would) have to check|tranquil|calm|patien(?:ce|t)(?! \w)|gladly|"
    r"(?:i['’]m|i am) (?:from|with|calling|ringing)|i don['’]t know|i do not know|cannot (?:say|answer)|can['’]t (?:say|answer)|"
    r"(?:bit|too|little) (?:early|soon)|mak(?:e|ing) (?:it|one|them|that|a number) up|(?:be|only|just) guessing|be a guess|dodging|"
    r"(?:leave|park) (?:that|money|price|the money|the price)|for now|not today|not yet|(?:don['’]t|do not) yet know)\b",
    re.I,
)
"""Of 158 answers to what was asked of an offer that hold one of these in the training lines 23 were pitches."""


def postpones(clause: str) -> bool:
    """Whether an answer puts off what was asked, or says who answers (the guide's rule 14)."""
    return bool(_POSTPONES.search(clause))
