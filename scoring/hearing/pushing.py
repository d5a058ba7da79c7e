"""Clauses that plainly push the seller's own product: rules, because here rules are right.

Source: the labelling guide's rules 13 to 15 (a demo push is a pitch and never a question; speaking
of the buyer's or a rival's demo is not).
"""

import re
from collections.abc import Sequence

from scoring.hearing.gates import Rule

GIANT_NAMES = Rule(
    r"\bfortune (?:500|100|50|five hundred)\b",
    r"\b(?:amazon|google|microsoft|walmart|tesco|coca.cola|pepsi|toyota|bmw|siemens|exxon|mcdonald'?s|starbucks|disney|"
    r"netflix|nestl[eé]|unilever|boeing|airbus|samsung|home depot|costco|hsbc|jpmorgan|deloitte|accenture|salesforce)\b",
    r"(?-i:\b(?:Apple|Nike|Shell|IBM|Tesla|Ford|Sony|IKEA|Barclays|Oracle|SAP|Facebook|Meta)\b)",
    r"\b(?:global|multinational|household.name|biggest|largest|world'?s (?:largest|biggest|leading)|blue.chip|enterprise|"
    r"national|major) (?:\w+ )?(?:brands?|companies|corporations?|clients?|names?|chains?|banks?|retailers?|logos?)\b",
)
"""Giant, famous or Fortune-something companies."""
OURS = Rule(r"\b(?:us|our|ours|we|we've|we’ve)\b")
_DEMO_PUSH = Rule(
    r"\b(?:show|book|schedule|set up|give|offer|arrange|run|grab|have|get|see|do|take)\b[^.?!]{0,40}\b(?:a|an|our|the|that|this|quick|short|live|"
    r"free|full|\d+.minute) (?:\w+[ -]){0,3}demo(?:nstration)?\b",
    r"\b(?:see|try|show you|look at) (?:the|our) (?:product|platform|tool|software|system|dashboard)\b",
    r"\bscreen.?shar(?:e|ing)\b|\bin front of (?:a|your) screen\b",
    r"\bdemo (?:on|next|this|tomorrow|today)\b",
    r"\b(?:the|our|a) demo (?:answers?|shows?|covers?|explains?|will|takes|makes|proves)\b",
    r"\bminutes of (?:\w+ )?demo\b|\bfor (?:the|our|a) (?:\w+ )?demo\b",
)
_SOMEONE_ELSES = Rule(
    r"\b(?:your|their|his|her|another|other) (?:\w+ ){0,2}demo",
    r"\bdemo (?:you|they) (?:saw|had|gave|did)\b",
    r"\b(?:no|not|without|rather than|instead of|before) (?:\w+ ){0,6}demo",
)
_OWN_PRODUCT = Rule(
    r"\bwe(?:'ve|’ve)?(?: have)?(?: got)? (?:a|an) (?:\w+[ -]){0,3}(?:tool|platform|product|software|solution|app) (?:that|which|for|to)\b",
    r"\bour (?:\w+ )?(?:tool|platform|product|software|solution|app)s? (?:can|does|will|would|helps?|makes?|gives?|sends?|saves?|lets?|is the)\b",
)


_CLAIM = Rule(
    r"\byou(?:['’]re| are) (?:\w+ ){0,2}(?:getting|losing|paying|wasting|leaving|missing|bleeding|burning|spending|sitting|throwing)\b",
    r"\bcost(?:s|ing) you\b",
    r"\byour (?:\w+ ){1,3}(?:is|are) (?:\w+ )?(?:broken|outdated|late|too (?:slow|high|low)|a mess|falling|leaking|failing)\b",
)


def claims_about_buyer(clause: str, opened: int) -> bool:
    """Whether a clause asserts something about the buyer's business ("you are losing a fortune")."""
    return "?" not in clause and _CLAIM.holds(clause, opened)


def pushes_product(clause: str, opened: int) -> bool:
    """Whether a clause plainly offers a demo or praises the seller's own product (guide, rules 13, 15)."""
    names_a_giant = GIANT_NAMES.holds(clause, opened) and OURS.holds(clause, opened)
    if names_a_giant or _DEMO_PUSH.holds(clause, opened) or _OWN_PRODUCT.holds(clause, opened):
        return not _SOMEONE_ELSES.holds(clause, opened)
    return False


_OFFERING = (
    r"(?:helps?|takes? (?:over|care)|takes?|runs?|offers?|does|makes?|gives?|keeps?|provides?|delivers?|handles?|"
    r"manages?|saves?|cuts?|shortens?|coach(?:es)?|trains?|refits?|maintains?|can|will|could|would)"
)


def offers_own(clause: str, names: Sequence[str]) -> bool:
    """Whether a clause says what the seller's own company or product does; naming it to say who calls is not."""
    lower = clause.lower()
    return any(
        name in lower
        and re.search(rf"\b{re.escape(name)}\b(?:,? \w+){{0,2}}? {_OFFERING}\b", lower)
        for name in names
    )
