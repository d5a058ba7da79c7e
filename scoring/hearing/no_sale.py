"""What a seller says that sells nothing, though the words are a seller's: ruled out, somebody else's, given back, cited.

Source: docs/labels.md, rules 10, 14 and 16.
"""

import re

from scoring.hearing.gates import Rule

SHOWN = r"(?:demo|products?|deck|slides?|presentation|brochure|pitch|screen|sales (?:talk|pitch)|sell you)"

_RULES_OUT = Rule(
    rf"\b(?:i|we)(?:['’]m| am|['’]re| are|['’]ve| have)? ?(?:won['’]t|will not|['’]ll not|not (?:here|going|trying)|"
    rf"don['’]t (?:want|mean|intend|plan|have)|didn['’]t (?:come|bring|ring|call)|brought no|have no|(?:am|are) not)\b(?: \w+){{0,5}}? {SHOWN}\b|"
    r"\b(?:i|we)(?:['’]d| would)(?: much| far)? (?:rather|sooner) (?:hear|listen|learn|understand|know|ask)\b[^.?!]* than\b|"
    r"\b(?:i|we)(?:['’]d| would)? (?:rather|sooner) not (?:show|open|present|bring out)\b|"
    r"\bi(?:['’]ve| have|['’]m|['’]ll)?(?: \w+){0,2}? (?:left|leav(?:e|ing)|kept|keep(?:ing)?) "
    r"(?:it|them|(?:the|my|our) \w+) (?:closed|shut|in (?:the|my) (?:bag|car|drawer))\b",
    r"\bno (?:script|slides?|deck|pitch|sales talk|brochure)\b|\b(?:was|is)(?:n['’]t| not) (?:a |the |my )?(?:pitch|sales (?:pitch|talk|line))\b",
    r"\b(?:skip|spare you|save you|leave out) (?:the |my |our )?(?:\w+ )?(?:speech|spiel|pitch|slides|preamble|brochure|sales talk)\b",
)

_NEWS = Rule(
    r"\b(?:any|an) (?:updates?|news|word|movement|decision|progress|feedback)\b(?: yet)?(?: (?:on|about|from|of|regarding|as to)\b|\W*$)|"
    r"\bwhere (?:do|does|are|is) (?:we|things|it|our|the|my)(?: \w+)? stand|\bheard (?:anything|back)\b|\bstatus of (?:our|my|the)\b",
)

_THEIR_OFFER = Rule(
    r"\b(?:you|she|he|they)(?:['’]d|['’]ve| have| had)? (?:said|mentioned|told|spoke|asked|were (?:offered|given|quoted|promised)|offered|"
    r"promised|wanted)\b[^.?!]*(?:\b(?:discounts?|rebates?|percent|prices?|deals?|offers?|fees?)\b|\d ?%)|"
    r"\b(?:your|their|his|her) (?:\w+ ){0,3}?(?:discount|rebate|price|deal|offer|fee)\b|"
    r"\b(?:the|your) \w+(?:['’]s)? (?:gives?|gave|offers?|offered|promised|took|takes) (?:you|them|us|off)\b[^.?!]*(?:discount|rebate|percent|%)",
)

_OUR_OFFER = re.compile(
    r"\b(?:i|we)(?:['’]ll|['’]d| will| can| could| would| are| offer| give| knock)\b|\b(?:our|my)\b|\bif you (?:sign|order|commit|book|say)\b|"
    r"\b(?:price|discount|deal|offer|fee) (?:only )?(?:expires|ends|runs out|is (?:only )?(?:valid|good until))\b"
    r"(?![^.?!]*\b(?:with|from) (?:them|your|the)\b)",
    re.I,
)


_OF_THE_CALL = Rule(
    r"\bour (?:\w+ )?(?:camera|machine|kit|device|tablet|unit|line|connection) (?:is|has) (?:off|down|dying|frozen|broken|acting|playing|not work\w*)\b|"
    r"\bwe(?:['’]re| are) (?:better off|the only (?:\w+ )?(?:ones? |two |three )?on (?:the|this) (?:call|line))\b|"
    r"\bwe (?:cover|have|do|take) (?:two|three|four|five) (?:things|points|topics|questions)\b|"
    r"\b(?:we|i)(?:['’]d|['’]ve| had| have)? (?:talked|spoke|spoken|met|been in touch)\b[^.?!]{0,20}\bwith (?:your|the) (?:\w+ )?"
    r"(?:colleagues?|predecessor|team|boss|people|office|manager)\b",
    r"\bi(?:['’]m| am)? ask(?:ing)? (?:only )?because you (?:said|told|mentioned)\b|^\W*(?:(?:and|so|well)[, ]+)*we (?:bid|quoted|priced|proposed) ",
    r"\b(?:try|hazard|venture|risk|have) (?:out )?a (?:wild )?guess\b|\bmy (?:guess|hunch) (?:is|would)\b|\b(?:shoot me down|correct me) if\b",
    r"\byou know (?:this|the|your) (?:\w+ )?(?:trade|business|work|market|job|industry|place) better\b",
)


_SIZES_UP = re.compile(
    r"^\W*(?:(?:and|so|but|oh|well|right)[, ]+)*that (?:takes?|must take|must cost|costs?|sounds?|hurts?|adds? up|eats?|wastes?)\b",
    re.I,
)


_FRANK = Rule(
    r"\b(?:you can|you could|you may|feel free to|please) (?:just |always |really )?(?:be (?:straight|honest|frank|open|blunt|candid|rude)|"
    r"tell me so|say so|speak (?:freely|plainly|your mind)|level)\b|\bbe (?:straight|honest|frank|blunt|candid) with me\b|"
    r"\bgive it to me straight\b|\byou can tell me\b",
)


def asks_for_frankness(clause: str, opened: int) -> bool:
    """Whether the buyer is told that they may speak openly: none of 26 such clauses in the training lines is a pitch."""
    return _FRANK.holds(clause, opened)


def sizes_up(clause: str) -> bool:
    """Whether a clause weighs what was just told ("That takes hours."): none of 12 in the training lines is a pitch."""
    return "?" not in clause and bool(_SIZES_UP.search(clause))


def speaks_of_the_call(clause: str, opened: int) -> bool:
    """Whether a clause is about the conversation: who is on it, what is out of order, what it will cover.

    And what was talked of or quoted before, why something is asked, that one guesses.
    """
    return _OF_THE_CALL.holds(clause, opened)


def rules_selling_out(clause: str, opened: int) -> bool:
    """Whether a seller says that nothing will be sold or shown now ("I won't show you slides")."""
    return "?" not in clause and _RULES_OUT.holds(clause, opened)


_FALLS_SHORT = Rule(
    r"\b(?:we|i)(?:(?:['’]d| would|['’]ll| will) (?:rather )?not| (?:won|wouldn)['’]t) (?:bid|tender)\b|"
    r"\b(?:we|i)(?:['’]d| would|['’]ll| will) (?:withdraw|step aside|stand down|bow out)\b(?! (?:the|our|my|any|that)\b)|"
    r"\b(?:i|we)(?:['’]ve| have)?(?: \w+)? ?(?:wrote|written|made|built|drew|drawn) (?:it|this|that)\b[^.?!]{0,30}"
    r"\b(?:without (?:ever )?(?:meeting|seeing|asking|knowing|talking)|before (?:i|we) (?:met|knew|saw))\b|"
    r"\b(?:none of (?:it|that|this|them|those|which)|nothing(?: \w+){0,4}|"
    r"(?:that|it|this|they|which|paper|papers|the \w+)(?: does| do| can| will)?(?:n['’]t| not))"
    r" (?:really )?(?:tells?|told|says?|said|shows?|showed) (?:me|us)\b|"
    r"\b(?:our|my) (?:\w+ )?(?:proposal|numbers?|figures?|offer|quote|bid|plan|paper|letter)\b[^.?!]{0,40}"
    r"\b(?:was|were) (?:written|made|built|guess\w*|based|drawn|wrong|late|ours|only)\b|"
    r"\byou(?:['’]d| would) have (?:recommended|trusted|called|rung|asked|picked|chosen) us\b|"
    r"\bthat was (?:only )?our (?:own )?(?:number|figure|guess|idea|view|side)\b|"
    r"\bwe(?:['’]ve| have) (?:both )?been (?:talking|acting|writing|assuming|guessing)\b|"
    r"\bwe(?:['’]d| had| only)? ?(?:had|reckoned|guessed|assumed|estimated|worked out|came to)\b[^.?!]{0,20}\d[^.?!]{0,30}\b(?:as|for|from)\b"
    r"(?![^.?!]*\b(?:clients?|customers?|others?|compan(?:y|ies))\b)",
)


def falls_short(clause: str, opened: int) -> bool:
    """Whether a seller says that what they read, wrote or assumed is not enough ("that was our number")."""
    return "?" not in clause and _FALLS_SHORT.holds(clause, opened)


def asks_for_news(clause: str, opened: int) -> bool:
    """Whether a clause asks how it stands with an offer ("any update on our quote?")."""
    return _NEWS.holds(clause, opened)


def speaks_of_their_offer(sentence: str, opened: int) -> bool:
    """Whether a discount or price is the buyer's or somebody else's, and not the seller's own."""
    return _THEIR_OFFER.holds(sentence, opened) and not _OUR_OFFER.search(sentence)


_SUMS_UP = Rule(
    r"\b(?:to|let me|(?:can|may|could) i|(?:if|when) i(?: may| can)?|i(?:['’]d| would) like to) (?:sum(?: it| this| that)? up|summari[sz]e|recap|play (?:that|this|it) back|"
    r"check (?:(?:that|if) i|(?:that )?i(?:['’]ve| have) (?:understood|got|followed|heard)))\b|\b(?:in summary|summing up|here(?:['’]s| is) what i(?:['’]ve| have)? (?:heard|got|understood))\b|"
    r"\bif i(?:['’]ve| have)? (?:understood|understand|heard|hear|followed|follow|got|have|get)(?: (?:it|this|that|you))?(?: all)? "
    r"(?:right(?:ly)?|straight|correctly|properly)\b",
    r"\bas i (?:have|hear|heard|see|understand|understood|read) (?:it|you|this|that)\b|\bif i(?:['’]m| am) (?:following|hearing|reading|getting)\b|"
    r"\b(?:see|check|make sure) (?:if |that |whether )?i(?:['’]ve| have)? (?:got|followed|understood)\b|\bwhat i(?:['’]m| am) hearing\b|\b(?:let me|to|can i|may i) (?:just )?(?:say|read|tell|give|put) (?:it|that|this) back\b",
)
"""Of 54 clauses with the last of these words in the training lines 52 give back."""


def sums_up(sentence: str, opened: int) -> bool:
    """Whether a sentence announces that it gives back what the other told."""
    return _SUMS_UP.holds(sentence, opened)


_THEIRS = re.compile(r"^\W*(?:(?:and|so|well|now|but)[, ]+)?your \w", re.I)

_NOT_ONLY_THEIRS = re.compile(
    r"\?|\b(?:we|our|ours|us|i|my|me|(?:i|we)['’]\w+|wo(?:n['’]t|uld(?:n['’]t)?)|will|could|can|may|might|if|let|deserves?|needs?|should|must|"
    r"its?|it['’]s|this|these|those)\b|\w['’](?:ll|d)\b|\bgonna\b",
    re.I,
)


def tells_of_theirs(clause: str) -> bool:
    """Whether a clause says how something of the buyer's is, and speaks of nothing else ("your fourth truck has…")."""
    return bool(_THEIRS.match(clause)) and not _NOT_ONLY_THEIRS.search(clause)


_PUBLISHED = re.compile(
    r"\b(?:your|the) (?:\w+ ){0,2}?(?:quotes?|quotations?|accounts|filings?|web ?site|ads?|adverts?|(?:job )?(?:listing|posting|advert)s?|"
    r"(?:annual |yearly )?reports?|terms|brochures?|tender|letter|profile|reviews?|paper|press release|interview|invoices?|minutes) "
    r"(?:\w+ )?(?:says?|said|suggests?|suggested|shows?|mentions?|mentioned|states?|reads?|lists?|asks? for|promise[sd]?)\b|"
    r"\byour (?:company|firm|board|group|plant|trust|council|bank|school|club|owner|director) (?:has |have |just |recently )?"
    r"(?:posted|advertised|announced|published|reported|put out)\b",
    re.I,
)


def cites_what_they_publish(clause: str) -> bool:
    """Whether a clause says what the buyer's own papers say ("your quotes say thirty days")."""
    return bool(_PUBLISHED.search(clause))
