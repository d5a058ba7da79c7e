"""The guard's tables: what a voice may do only where the author's lines of this turn do it.

All patterns but those of names and markup are matched on folded text: lower case, straight
quotes and dashes.
"""

import re
import unicodedata
from dataclasses import dataclass

NAME = re.compile(r"\b[A-Z][A-Za-z]+(?:['’-][A-Za-z]+)*")
HARMLESS_NAMES = frozenset(
    "i'm i've i'll i'd i’m i’ve i’ll i’d mr mrs ms dr ok okay god english tv".split()
)
CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february april june july
    august september october november december christmas easter""".split()
)
NEGATION = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|neither|without)\b|n['’]t\b", re.IGNORECASE
)

_LEAD = r"^(?:(?:well|oh|ah|um|er|look|hm+|so|but|and|listen|honestly)\b[\s,.…-]*)*"
AFFIRMS = re.compile(
    _LEAD
    + r"(?:yes|yeah|yep|yup|aye|right|correct|exactly|precisely|indeed|true|absolutely|definitely|certainly|"
    r"of course|sure|surely|agreed|quite|spot on|bingo|naturally|mm-?hm+|uh-?huh|i suppose so|i'm afraid so|"
    r"(?:i|we|they|he|she|it|there) (?:do|does|did|am|are|is|was|were|have|has|had|can|will|would)(?:[,.!…-]|$)|"
    r"(?:that|this|it|which)(?: is|'s) (?:quite |perfectly |absolutely )?(?:right|correct|true|so|it|exact\w*)\b)"
    r"|\byou(?: are|'re|'ve got that) (?:quite |absolutely |not )?(?:right|correct|wrong there)\b"
    r"|\byou(?:'ve| have)? (?:guessed|got it|hit it|nailed)\b|\b(?:that|it)(?: is|'s) (?:right|correct|true)\b"
    r"|\b(?:can't|cannot|won't|wouldn't|don't) deny\b|\bi (?:must |have to )?(?:admit|confess|confirm)\b"
    r"|\bhow did you (?:know|find)|\bwho told you\b|\b(?:good|lucky|right) guess\b|\bas you (?:say|said)\b"
    r"|\(\s*(?:he |she )?nod\w*|\bthe answer is yes\b|\baffirmative\b"
)
"""Says that what the caller supposes is so."""
DENIES = re.compile(
    _LEAD
    + r"(?:no\b(?! (?:one|idea|time|hurry|rush|offence|offense|harm))|nope|nah|not at all|not so|nothing of the|"
    r"wrong|never[,.!]|hardly|(?:that|this|it)(?: is|'s)(?: not|n't) (?:right|correct|true|so|it)\b|"
    r"(?:that|it) isn't|(?:i|we|they|he|she|it) (?:don't|didn't|doesn't|aren't|isn't|haven't|hasn't|won't)"
    r"(?:[,.!…-]|$))"
    r"|\byou(?: are|'re) (?:quite |absolutely )?(?:wrong|mistaken)\b|\bthe answer is no\b|\(\s*shakes"
)
"""Says that what the caller supposes is not so."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What is refused where the author does not do it, and the reason the voice is told."""

    reason: str
    pattern: re.Pattern[str]


ONLY_AS_DIRECTED = (
    Rule(
        "it is written like a script; write only the words that are spoken",
        re.compile(
            r"[*_#`{}\[\]<>|\\]|https?:|www\.|^\s*[-•]\s|^\s*\d+[.)]\s"
            r"|^\s*[a-z][a-z' -]{0,24}:\s|\b(?:seller|buyer|user|assistant|system|caller)\s*:"
        ),
    ),
    Rule(
        "it steps out of the role",
        re.compile(
            r"\bas an? (?:ai|assistant|language)|\blanguage model\b|\bchat ?gpt\b|\bopenai\b|\bartificial intell"
            r"|\b(?:system|hidden|my) (?:prompt|instructions?)\b|\bthe (?:direction|instructions?|prompt)\b"
            r"|\brole-?play|\bsimulat(?:ion|or|ed)\b|\bin character\b|\bfictional\b|\bchatbot\b|\ban ai\b"
            r"|\b(?:locked|hidden|secret) facts?\b|\bignor(?:e|ing) (?:all |my |the |previous )*(?:rules|instruct)"
            r"|\bthe (?:user|seller|salesperson) (?:is|wants|asks|asked)\b|\blet me think\b|\bmy (?:rules|role)\b"
        ),
    ),
    Rule(
        "it speaks as the one who sells",
        re.compile(
            r"\bhow (?:can|may|could) (?:i|we) (?:help|assist)|\bhappy to (?:help|assist)\b|\blet me know if\b"
            r"|\bfeel free\b|\bgreat question\b|\b(?:we|i) can help you\b|\bhelp you with\b|\bour (?:solution|"
            r"platform|software|product|customers love)|\bwould you be (?:open|interested)\b|\bbook a demo\b"
            r"|\bi'?d love to (?:show|learn|understand)|\bwhat keeps you\b|\bthank(?:s| you) for (?:calling|reaching)"
        ),
    ),
    Rule(
        "it agrees to something that is not agreed",
        re.compile(
            r"\b(?:i'll|we'll|i will|we will|let's|let us|i'd like to|i want to|we want to|happy to|i'm ready to|"
            r"we're ready to|i would like to|glad to) (?:buy|sign|order|purchase|book|take it|go ahead|move forward|"
            r"proceed|do it|do that|see a|have a (?:demo|meeting)|meet|hire|pay|schedule|start|give you|invite)\b"
            r"|\bsend (?:me|us|it|that|over)\b|\bsign me up\b|\byou(?:'re| are) hired\b|\bit's a deal\b|^deal\b"
            r"|\bwhere do i sign\b|\b(?:i'm|we're) (?:in|sold)[.!]|\bcount me in\b|\bsounds (?:good|great|perfect)\b"
            r"|\b(?:i|we)(?:'d| would) (?:buy|love|like) (?:it|that|to)\b|\bi (?:accept|agree)\b"
        ),
    ),
    Rule(
        "it asks for an offer that was not asked for",
        re.compile(
            r"\bhow (?:can|could|would|do) you help\b|\bwhat (?:can|could|do|would) you (?:do|offer|suggest|propose)\b"
            r"|\btell me (?:more )?about (?:it|your)\b|\bshow me\b|\bhow does it work\b"
            r"|\bhow much (?:does|is) (?:it|that)\b"
        ),
    ),
    Rule(
        "it ends the call, which goes on",
        re.compile(r"\bgood ?-?bye\b|\bhang(?:s|ing)? up\b|\bend this call\b|\bputs the (?:phone|receiver) down\b"),
    ),
)  # fmt: skip

_FOLDED = str.maketrans("‘’‚‛“”„‟′″‐‑‒–—―", "''''\"\"\"\"'\"------")


def folded(text: str) -> str:
    """The text in lower case with straight quotes and dashes, and nothing invisible in it."""
    plain = unicodedata.normalize("NFKC", text).translate(_FOLDED)
    return "".join(char for char in plain if unicodedata.category(char) != "Cf").lower()
