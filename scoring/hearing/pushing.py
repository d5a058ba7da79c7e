"""Clauses that plainly push the seller's own product: rules, because here rules are right.

Source: docs/labels.md, rules 13 to 15 (a demo push is a pitch and never a question; speaking
of the buyer's or a rival's demo is not).
"""

import re
from collections.abc import Sequence

from scoring.hearing.gates import Rule
from scoring.hearing.no_sale import SHOWN

_GIANTS = (
    r"\bfortune (?:500|100|50|five hundred)\b",
    r"\b(?:amazon|(?<!on )google(?! (?:meet|maps?|reviews?|calendar|sheets?|docs|drive|ads?)\b)|microsoft(?! (?:teams|office|excel|word|outlook|365)\b)|walmart|tesco|coca.cola|pepsi|toyota|bmw|siemens|exxon|mcdonald'?s|starbucks|disney|"
    r"netflix|nestl[eé]|unilever|boeing|airbus|samsung|home depot|costco|hsbc|jpmorgan|deloitte|accenture|salesforce)\b",
    r"(?-i:\b(?:Apple|Nike|Shell|IBM|Tesla|Ford|Sony|IKEA|Barclays|Oracle|SAP|Facebook|Meta)\b)",
    r"\b(?<!your )(?:global|multinational|household.name|biggest|largest|world'?s (?:largest|biggest|leading)|blue.chip|enterprise|"
    r"national|major) (?:\w+ )?(?:brands?|companies|corporations?|clients?|names?|chains?|banks?|retailers?|logos?)\b",
)
GIANT_NAMES = Rule(*_GIANTS)
"""Giant, famous or Fortune-something companies; the buyer's own biggest client is none."""
_THEIR_GIANT = re.compile(
    r"\byou(?:r \w+)?(?:['’]\w+)?(?: \w+){0,2} (?:us(?:e[ds]?|ing)|run(?:s|ning)?|s(?:ells?|old|elling)|buy(?:s|ing)?|bought|through)"
    rf"\b[^.?!;,]{{0,30}}?(?:{'|'.join(_GIANTS)})|"
    rf"\byour (?:\w+ ){{0,3}}?(?:{'|'.join(_GIANTS)})|"
    rf"\b(?:tell us|told us|talk(?:ed|ing) about|spoke (?:about|of)) (?:\w+ ){{0,6}}?(?:{'|'.join(_GIANTS)})|"
    r"\b(?:microsoft teams|google (?:meet|maps|calendar|invite|ads|search)|meta ads|facebook (?:group|ads|page))\b|"
    rf"(?:{'|'.join(_GIANTS)})\b[^.?!]{{0,12}}\b(?:you told us|tells? us|told us)\b",
    re.I,
)
"""A giant whose things the buyer uses, that they sell through or told of, that is their own, or a way to meet."""
OURS = Rule(r"\b(?:us|our|ours|we|we've|we’ve)\b")
_OURS_TOLD = Rule(
    r"(?<!tell )(?<!let )(?<!show )(?<!give )\bus\b|\b(?:our|ours|we)\b(?! (?:noticed|saw|see|read|heard|hear|found|know|both know)\b)"
)
_A_DEMO = r"\b(?:a|an|our|the|that|this|quick|short|live|free|full|\d+.minute) (?:\w+[ -]){0,3}demo(?:nstration)?\b"
_DEMO_PUSH = Rule(
    rf"\b(?:show|book|schedule|set up|give|offer|arrange|run|grab|take)\b[^.?!]{{0,40}}{_A_DEMO}",
    rf"\b(?:can|could|shall|should|let|like to|love to|want to|happy to)\b[^.?!]{{0,20}}\b(?:have|get|see|do)\b[^.?!]{{0,40}}{_A_DEMO}",
    r"\b(?:show you (?:the|our)|(?:see|try|look at) our) (?:product|platform|tool|software|system|dashboard)\b",
    r"\b(?:i|we|me|us)\b[^.?!]{0,60}\bscreen.?shar(?:e|ing)\b|\b(?:get|put|have) you (?:\w+ ){0,3}?in front of (?:a|your) screen\b",
    r"\bdemo (?:on|next|this|tomorrow|today)\b",
    r"\b(?:the|our|a) demo (?:answers?|shows?|covers?|explains?|will|takes|makes|proves)\b",
    r"\bminutes of (?:\w+ )?demo\b|\bfor (?:the|our|a) (?:\w+ )?demo\b",
    r"\bshar(?:e|ing) (?:my|our) screen\b|\b(?:i|we|me|us)\b[^.?!]{0,30}\bshar(?:e|ing) the screen\b",
    r"\b(?:deck|slides|presentation)\b[^.?!]{0,30}\bto (?:walk|take|show|run|talk|guide) you\b",
    r"\b(?:walk|take|run|guide|talk) you through (?:our|my|a|the|some|these|a few)(?: \w+){0,2} (?:deck|slides|presentation|brochure|features|"
    r"product)\b",
    r"\bshow you (?:our|my|some|a few|a couple of)(?: \w+)? (?:slides|deck|presentation|brochure)\b",
)
_DEMO_TOLD = Rule(rf"\b(?:have|get|see|do)\b[^.?!]{{0,40}}{_A_DEMO}")
"""In a question it may be about somebody else's demo, long past."""
_NOT_OURS_NOW = Rule(
    r"\b(?:your|their|his|her|another|other) (?:\w+ ){0,2}demo",
    r"\b(?:did|have|has|had|was|were) (?:they|he|she|you|anyone|anybody|(?:the|your|any) (?:\w+ )?\w+)\b[^.?!]{0,40}\bdemo",
    r"\bdemo (?:you|they) (?:saw|had|gave|did)\b",
    r"\b(?<!why )(?:no|not|without|rather than|instead of|before) (?:\w+ ){0,6}demo",
    rf"\b(?:won['’]t|will not|don['’]t|didn['’]t|never|not (?:here|going)) (?:\w+ ){{0,6}}{SHOWN}\b",
)
_NO_PUSH = re.compile(
    r"^\W*(?:(?:and|so|but|then|ok|okay)[, ]+)*(?:what(?! (?:about|if))|who|which|when|where|how(?! about)|why(?! (?:not|don)))\b[^.?!]*\bdemo|"
    r"\b(?:ask(?:ed|ing)? (?:\w+ )?for|the form for|(?:sat|were|was) in|out of|after|away from) (?:a|the|that|this) (?:\w+ )?demo|"
    r"\bour (?:\w+ )?(?:camera|machine|kit|device|tablet|unit) (?:is|has) (?:off|down|dying|frozen|broken|acting|playing|not work\w*)\b|"
    r"\bshar(?:e|ing) my screen\b[^.?!]*\b(?:my notes?|your (?:own )?(?:numbers|figures|words)|you (?:told|said|say)|correct me)\b|"
    r"\b(?:have|has) us (?:for (?:half|an|\w+ min)|booked|resume|start|begin)\b|\byou (?:chose|came to|moved to|switched to) us\b|"
    r"\bwe(?:['’]re| are) (?:better off|the only (?:\w+ )?(?:ones? |two |three )?on (?:the|this))\b|\bthe best of friends\b|\bthan we can (?:see|say|tell)\b|"
    r"^\W*we (?:cut (?:a lot of )?corners|cover a lot of ground|make mistakes|sell nothing|save (?:the price|that|it|this) (?:for|till|until)|train on \w+day|manage to)\b",
    re.I,
)
"""Somebody's demo asked after, one's own things out of order, the call itself: words of a seller that push nothing."""
_OWN_PRODUCT = Rule(
    r"\bwe(?:'ve|’ve)?(?: have)?(?: got)? (?:a|an) (?:\w+[ -]){0,3}(?:tool|platform|product|software|solution|app) (?:that|which|for|to)\b",
    r"\bour (?:\w+ )?(?:tool|platform|product|software|solution|app)s? (?:can|does|will|would|helps?|makes?|gives?|sends?|saves?|lets?|is the)\b",
    r"\b(?:i|we)(?:['’]d| would| want| could| can|['’]ll) (?:love |like |be happy )?(?:to )?(?:get|have) (?:you|your \w+) (?:all )?"
    r"(?:set|signed) up\b",
    r"\bwhat (?:worked|works|we did)\b[^.?!]{0,60}\bfor [^.?!]{2,60}(?: (?:will|would|can|could)|['’]ll) work for you\b",
)

_OWN_TOLD = Rule(
    r"\b(?:clients?|customers?|users?|members?) of ours\b",
    r"\bours(?:['’]?ll| will| can| does| do| is| are| has| runs?| never| just)\b(?! not|n)|\bour (?:\w+ ){0,2}\w+['’]ll (?!be (?:here|there|late)\b)|\bbread and butter\b",
    r"\bwe (?:look after|work with|do|have done|['’]ve done|run|supply|serve|support) (?:about |over |some |nearly |around )?(?:\d+|[a-z]+teen|[a-z]+ty|two|three|four|five|"
    r"six|seven|eight|nine|ten|eleven|twelve|a hundred|hundreds|thousands)\b",
    r"\b(?:get|put|have) (?:you|me|your \w+|them|her|him)(?: and \w+)? (?:all )?in front of (?:it|one|our|the|them)\b",
    r"^\W*(?:\w+[,.] )?(?:hear me out, )?i (?:can|could) (?:do|go to|get (?:it|you) (?:down )?to|offer|give you)\b[^?]*(?:\d|percent|%|"
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|[a-z]+teen|[a-z]+ty|hundred|thousand)\b)",
    r"\b(?:i['’]?ll|we['’]?ll|i can|we can|and i|i will|we will) (?:chuck|throw|sling|toss|bung) (?:in|you in|it in)\b",
    r"\b(?:the|this|our) (?:app|tablet|scanner|sensor|camera|tag|chip|box|unit|software|platform|system|dashboard) (?:just |simply |then )?(?:tells|sends|shows|sees|"
    r"knows|picks|flags|counts|finds|handles|texts|alerts)\b",
    r"\b(?:since|once|after|when|before) (?:they|she|he) (?:switched|moved|came|changed|went) (?:over|to us|across|with us)\b",
    r"\byou(?:['’]d|['’]ll| would| will) (?:sleep (?:at night|better|easy)|have your (?:\w+ ){1,2}back|never (?:have to|need|lose|miss|worry about|chase))\b",
    r"^(?!\W*(?:(?:and|so|but|well)[, ]+)?you\b)[^.?!]*\b(?:better|more|less|cheaper|faster|quicker|safer|closer|longer) than (?:us|ours|we (?:do|can))\b",
    r"\b(?<!to )(?:have|has|use|uses|choose|chose|picked|trust|trusts|love|loves|went with|moved to|switched to|came to|signed with) us\b"
    r"(?! (?:to|all|both|proceed|do|go|meet|take|send|bring|come|out|in|over|up|down|round|back)\b)",
    r"\bwe(?:['’]re| are) (?:exactly |simply |just |still |probably |easily )?(?:the answer|what you|who you|number one|the number|the best|the only|"
    r"the leading|the biggest|the largest|the cheapest|the fastest|cheaper|better|faster|certified|award|ranked|rated|trusted|used (?:by|in|at|all)\b)\b",
    r"\b(?:our|my) (?:\w+ )?(?:clients|customers|users|references)\b(?! (?:would|like you))",
    r"\b(?:i|we|my (?:manager|boss|director))(?:['’]ll|['’]d| can| could| will| would)? (?:waive|throw in|knock (?:off|\d|the))\b|\bto waive the\b|"
    r"\b(?:last|final) (?:day|chance) (?:of|for|to)\b[^.?!]{0,20}\b(?:offer|price|rate|discount)\b",
    r"\blet (?:me|us) (?:just )?(?:hook|plug|install|fit|wire|sign) (?:one|it|you|them|your \w+) (?:up|in|on)\b",
    r"\bour (?:\w+ ){0,2}(?:machine|box|sensors?|tags?|tablet|scanner|kit|robot|device|unit|camera|coupler|module|package|engine|bot|service)s? "
    r"(?:will|would|can|could|does|do|is|are|has|have|cuts?|saves?|takes?|handles?|gives?|makes?|finds?|catch(?:es)?|sees?|knows?|runs?|keeps?|"
    r"tells?|reads?|stops?)\b",
    r"^\W*we (?:build|(?:make|run|handle|cover)(?! (?:(?:it|this|that)\b(?! (?:at|for|in|with|ourselves|easy)\b)|(?:two|three|four|until|till|through|late|over|out)\b))|sell|supply|scan|index|chase|train|install|fit|provide|offer|guarantee|deliver|cut|save|support|"
    r"speciali[sz]e|monitor|integrate|manage)\b",
    r"\b(?:is|are|be|that['’]?s) (?:exactly |precisely |just )?what (?:i|we) (?:sell|offer|do|make|fix)\W*$",
    r"\b(?:i|we) (?:don['’]?t|do not|never) (?:bill|charge|invoice)\b|\bour (?:\w+ )?(?:fee|price|rate)s? (?:is|are|starts?|comes?|begins?|works? out)\b|"
    r"\bcheaper than (?!you\b)|\b(?:well|far|way) below (?:the )?market\b",
    r"\b(?:most|all|half|each|every one|one|some) (?:of )?(?:the |my )?\w+ (?:i|we) (?:look after|supply|serve|sell to)\b|"
    r"\b(?:hands down|bar none|second to none)\b|\byou (?:won['’]?t|will not|will never|['’]?ll never) \w+ another\b|"
    r"\bgets? (?:you |him |her |them )?(?:his|her|their|your) (?:\w+ ){0,2}(?:mornings?|evenings?|weekends?|sundays?|saturdays?|nights?|life) back\b",
)
"""Told, and not asked: what the seller's own company has, is and gives. Nearly all of the clauses of training with these words are pitches."""


_ASKED = (
    r"^(?!\W*(?:(?:and|so|but|ok|okay|well|now)[, ]+)*(?:what|how|tell me|walk me|talk me|give me|show me|help me|describe|"
    r"i(?:['’]m| am) (?:wondering|curious)|i(?:['’]d| would) (?:like|love)|if|i (?:hope|don['’]t know|have no idea))\b).*?"
)
"""Nowhere behind the words of somebody who asks."""
_CLAIM = Rule(
    rf"{_ASKED}\byou(?:['’]re| are) (?:\w+ ){{0,2}}(?:getting(?! (?:there|a bit)\b)|losing|paying|wasting(?! (?:my|me|our)\b)|leaving|missing|bleeding|burning|spending|"
    r"sitting(?! down)|throwing)\b",
    rf"{_ASKED}\bcost(?:s|ing) you\b",
    r"\byour (?:\w+ ){1,3}(?:is|are) (?:\w+ )?(?:broken|outdated|late|too (?:slow|high|low)|a mess|falling|leaking|failing)\b",
)


def claims_about_buyer(clause: str, opened: int) -> bool:
    """Whether a clause asserts something about the buyer's business ("you are losing a fortune")."""
    return "?" not in clause and _CLAIM.holds(clause, opened)


def pushes_product(clause: str, opened: int) -> bool:
    """Whether a clause plainly offers a demo or praises the seller's own product (guide, rules 13, 15)."""
    told = "?" not in clause and (
        boasts_of_giants(clause, opened)
        or _DEMO_TOLD.holds(clause, opened)
        or _OWN_TOLD.holds(clause, opened)
    )
    if told or _DEMO_PUSH.holds(clause, opened) or _OWN_PRODUCT.holds(clause, opened):
        return not (_NOT_OURS_NOW.holds(clause, opened) or _NO_PUSH.search(clause))
    return False


def boasts_of_giants(text: str, opened: int) -> bool:
    """Whether a text brings up giant companies beside "us" or "our", and not those the buyer deals with."""
    return (
        GIANT_NAMES.holds(text, opened)
        and _OURS_TOLD.holds(text, opened)
        and not _THEIR_GIANT.search(text)
    )


_THING = r"(?:tool|platform|product|software|solution|app|module|feature|service|system|package|program(?:me)?|suite|portal|dashboard)"
_OFFERING = (
    r"(?:helps?|takes? (?:over|care)|takes?|runs?(?! late\b)|offers?|does(?!n| not| nothing)|makes?|gives?|keeps?|provides?|delivers?|handles?|"
    r"manages?|saves?|cuts?|shortens?|coach(?:es)?|trains?|refits?|maintains?|"
    r"(?:can|will|could|would)(?!['’n]|not| (?:not|wait|need|like|love|be (?:glad|happy|grateful|interested|delighted)|i|we|you)\b))"
)


def offers_own(clause: str, names: Sequence[str]) -> bool:
    """Whether a clause says what the seller's own company or product does; naming it to say who calls is not."""
    return _names(
        clause,
        names,
        rf"(?:(?:,? (?!(?:i|we|you|and|cannot|not)\b)\w+){{0,2}}? {_OFFERING}\b|"
        rf"(?:['’]s| has| have)(?: \w+)? (?:a|an|the) (?:[\w-]+ ){{0,3}}?{_THING}s?\b)",
    )


def names_own(clause: str, names: Sequence[str]) -> bool:
    """Whether a clause names the seller's own company or product, as a word of its own; names in lower case."""
    return _names(clause, names, "")


def _names(clause: str, names: Sequence[str], then: str) -> bool:
    """Whether one of the names stands in a clause, with this pattern right behind it."""
    lower = clause.lower()
    return any(
        name in lower and re.search(rf"(?<!\w){re.escape(name)}(?!\w){then}", lower)
        for name in names
    )
