"""Small talk, praise and checks: in the form of a question, or nearly, but asking nothing about the business.

Source: docs/labels.md, rules 8 and 19 (social questions and praise are rapport).
"""

import re

from scoring.hearing.gates import Rule

_DEAR = (
    r"(?:(?:old|little|two|three) )?(?:family|wife|husband|kids?|children|boys?|girls?|sons?|daughters?|baby|grandchildren|lads?|"
    r"dogs?|cats?|mother|father|parents|knee|back|garden|boat|golf|fishing)"
)
_SPORT = r"(?:hockey|golf|football|soccer|rugby|cricket|tennis|baseball|basketball|skiing|fishing|sailing|sports?)"
_THERE = (
    r"(?:,? (?:over there|there|up there|down there|here|out|outside|where you are|today|this (?:morning|week|time of year)|already|yet|"
    r"yesterday|last (?:night|week|weekend)|"
    r"(?:on|in|at|over|up|by|around|near|down)(?: (?:your|the))? (?!the\b)\w+))*"
)
"""Where the weather is: a place, and nothing it does to a business."""
_ASKED = r"^(?:(?!(?:how|why|when|what|where|who|which)\b)\w+[ ,]+){0,3}?"
"""A word or three before a polite question; none that makes it one about something."""
_QUESTIONS = r"(?:something|a (?:quick )?question|(?:a few|a couple of|some|two|three) (?:quick )?questions)(?: first)?"
_SMALL_TALK = Rule(
    r"^(?:\w+[ ,]+){0,2}?how(?:'s|’s|s| is| was| were| are)? (?:your|the) (?:weekend|day|morning|afternoon|evening|week|(?:mon|tues|wednes|thurs|fri)day|"
    r"holidays?|trip|journey|weather|drive|flight|game|match|coffee)(?: been| going| treating you| so far)*\W*$",
    r"^(?:\w+[ ,]+){0,3}?how (?:are|have) (?:you|things)(?: been| doing| keeping| today)*\W*$",
    rf"{_ASKED}(?:did|do|have|are) (?:\w+ ){{1,3}}?(?:get|got|had|have|having|getting)(?: any of| much of| some of)? (?:that|this|the) "
    rf"(?:rain|snow|sun|heat|weather|storm){_THERE}\W*$",
    rf"{_ASKED}(?:did|do|have|are) (?:\w+ ){{1,3}}?(?:catch|caught|see|seen|watch|watching|follow|following) the "
    rf"(?:match|game|final|football|rugby|cricket|racing){_THERE}\W*$",
    rf"{_ASKED}(?:are|is|were) you(?: a| much of a| into| one for)+ (?:{_SPORT}|coffee|tea)(?: (?:fan|man|woman|person|drinker|player))?\W*$",
    rf"{_ASKED}(?:(?:did|have|had|was|is|are)\b(?: \w+){{0,4}}? )?(?:good|nice|lovely|quiet) (?:weekend|holiday|christmas|easter|trip|journey)\s*\?",
    rf"\b(?:how(?:'s|’s| is| was)|what(?:'s|’s| is| was)) the weather(?: (?:like|doing|been|being))?{_THERE}\W*$",
    rf"{_ASKED}(?:is|was) it (?:\w+ ){{0,2}}?(?:cold|hot|warm|sunny|raining|rainy|snowing|snowy|windy|wet|freezing|icy|mild|stormy|"
    rf"chilly|foggy|humid){_THERE}\W*$",
    rf"\bhow(?:'s|’s|s| is| are) (?:the|your) {_DEAR}(?: (?:keeping|doing|these days|getting on|at home|now|all))*\W*$",
    rf"\bdid (?:the|your) {_DEAR} (?:win|lose|play)(?: (?:at |the |on |in |their )?(?:{_SPORT}|match|game|saturday|sunday|"
    r"weekend|final|last night|yesterday))*\W*$",
    rf"\b(?:do|did|can|are) you (?:still )?(?:play|watch|follow|go|like|enjoy|into)(?:ing)? (?:much |any |a lot of )?{_SPORT}\W*$",
    rf"\bwhat(?:'s|’s| is) your (?:{_SPORT} )?handicap\W*$",
    r"^(?:\w+[ ,]+){0,2}?are you (?:keeping )?(?:well|happy|all right|alright|okay|ok)\W*$",
    r"\b(?:can|could|may) i (?:have|get|take|try) (?:some|a|another|the)(?: (?:bit|piece|slice|cup|drop) of)?(?: more)? (?:cake|coffee|"
    r"tea|biscuits?|cookies?|water|pie|chocolates?)\W*$",
    r"\b(?:is|was) (?:this|that|now|it) (?:still )?(?:a|an) (?:bad|good|awkward|poor|difficult|convenient|ok|okay) (?:time|moment)"
    r"(?: (?:for you|to (?:talk|call|ring|speak)|now))*(?:,? or (?:shall|should|can|could|is|are|have|were|do|did)\b[^.?!]{0,60})?\W*$",
    r"\b(?:have|did) i (?:catch|caught|got|get|reach|reached) you (?:at|in) (?:a|an) (?:\w+ )?(?:time|moment)\W*$",
    r"\b(?:do|have) you (?:got |have )?(?:a|a few|a couple of|one|two|three|five|ten|\d+) (?:minutes?|mins?|moments?|seconds?)"
    r"(?: (?:to (?:talk|spare|chat|speak)|for me|now|free))*\W*$",
    rf"\b(?:can|could|may|might) i (?:just )?ask (?:you )?{_QUESTIONS}\W*$",
    rf"\b(?:is it|would it be) (?:all right|alright|ok|okay|fine)(?: with you)? if i (?:just )?ask(?:ed)? (?:you )?{_QUESTIONS}\W*$",
    rf"{_ASKED}how(?:['’]?s| are| is) (?:things|life|it going)(?: with you| today)?\W*$",
    r"\b(?:what(?:['’]?s| is| was)|(?:tell|give|remind) me(?: of)?) your (?:first |last )?name(?: again)?\W*$",
    r"\bdid i (?:get|say|spell|pronounce|hear) your name (?:right|correctly|properly)\W*$",
    r"\bis it your (?:birthday|anniversary)(?: today)?\W*$",
    r"\bwhat (?:kind|sort|type|blend) of (?:tea|coffee|cake|biscuits?) (?:is|are|was) (?:it|that|this|they|these|those)\W*$",
    r"\bshould i be (?:flattered|worried|pleased|honou?red|scared|afraid|offended|insulted)(?: or \w+)?\W*$",
)
_FINE = (
    "remarkable|wonderful|amazing|superhuman|impressive|brilliant|incredible|proud|admirable|smart|talented|"
    "gifted|inspiring|lovely|charming|wise|calm|graceful|patient|generous"
)
_PRAISE = Rule(
    rf"\byou(?:['’]re| are| must be| should be|['’]ve been) (?:(?!\w+ing\b)\w+ ){{0,3}}?(?:{_FINE})\b",
    rf"\b(?:{_FINE}) how \w+(?:ly)? you\b|\bhow you do it all\b",
    rf"\b(?:such an?|what an?) (?!patient\b)(?:\w+ )?(?:{_FINE})\b",
    r"\b(?:understand|know|imagine|see) (?:exactly )?how (?:you|that|it) (?:must )?feels?\b(?! (?:about|when|if)\b)",
    r"\b(?:privilege|honou?r) (?:just )?(?:to|talking|speaking)\b",
)


_LEAD = r"(?:(?:and|so|ok|okay|yes|yeah|right|please|sure|mm+|mhm|well|ah|oh|no|do)[ ,.…]+)*"
_ASKS_TO_TELL = re.compile(
    rf"^\W*{_LEAD}(?:(?:tell|walk|talk|take|run|show|help|give) me|describe|explain)\b|"
    r"\b(?:to (?:hear|know|learn|understand|tell me)|curious|wondering)\b",
    re.I,
)
_PROMPT = Rule(
    rf"^\W*{_LEAD}(?:go on|go ahead|carry on|keep going|continue|tell me more|say more|i'?m listening)"
    r"(?:,? (?:then|please|if you like))*\W*$",
)
_NOD = re.compile(
    r"^\W*(?:(?:interesting|indeed|understood|noted|quite|fine|good|great|right|sure|ok|okay|yes|yeah|yep|no|ah|oh|"
    r"aha|hm+|mm+|mhm|uh[- ]huh|i see|got it|fair enough|makes sense|and so on(?: and so forth)?|(?:ha)+|well|wow|cool|nice|lovely|"
    r"perfect|brilliant|amazing|true|fair|good to know)\b[ ,.…!]*)+$",
    re.I,
)
_THANKS = re.compile(
    r"^\W*(?:(?:thanks|thank you|cheers|ta|sir|madam|ma['’]am|mate|very much|so much)\b[ ,.…!]*)+$",
    re.I,
)
_RIGHT = (
    r"(?:(?:right|correct|fair)(?:ly)?|properly|accurate|true|so|it|agreed|(?:all )?right|ok|okay|how (?:you see it|it (?:is|stands|looks))|what you (?:said|meant|mean)|"
    r"(?:a |the )?(?:fair |right |whole |full )?(?:summary|picture|reading|account|size of it|gist|sum of it)|where (?:we|you|things) (?:are|stand))"
)
_CHECK = re.compile(
    rf"^\W*{_LEAD}(?:and |or |but |so |then )?(?:"
    rf"(?:is|was|isn['’]t|would|does|do|doesn['’]t|have|has|am|are|did)(?: all)? (?:that|this|it|i|we)(?: (?:be|get|got|have|hear|heard|"
    rf"understand|understood|put|read|followed?|caught|seem|sound|look|suit|work|that|this|it|you|them|all|of|about|roughly|broadly|more or less|still|"
    rf"just))* {_RIGHT}|"
    r"(?:does|would) (?:that|this) (?:suit|work|do)(?: you)?|(?:have|did) i (?:understood|understand|followed|follow) (?:you|it|that)|"
    r"(?:have|did|what have|what did|what) (?:i|we) (?:miss(?:ed)?|left?|leave|got|get|forget|forgot(?:ten)?)"
    r"(?: (?:anything|something|out|wrong|in that|there|a bit|much|any of it))*|"
    r"anything i(?:['’]ve| have)? (?:missed|left out|bent|got wrong|forgotten|misheard)(?: [\w’']+){0,4}|"
    r"(?:near|close) enough|am i (?:close|warm|near)|"
    r"(?:please )?(?:tell|correct|stop) me (?:if|where) (?:i['’]m|i am|i['’]ve got it|that['’]s|that is|any of (?:it|that) is) (?:wrong|off)|"
    r"what would you (?:correct|change|add)(?: to| in)?(?: that| it| this)?|how close (?:am i|is that)|"
    rf"{_RIGHT}(?: enough)?|yes|yeah|no)"
    r"(?:,? or (?:is there|am i|have i|did i|is it|do i|are there)(?: [\w’']+){0,8})?"
    r"(?: (?:with|by|for|to) you| ?,? ?(?:then|so far|in your view|do you think|would you say|as you see it|or not|(?-i:[A-Z][a-z]+)))*\W*$",
    re.I,
)
_TELLING = Rule(
    r"\b(?:i(?:['’]?ll| will| can| could| want to|['’]d like to| would like to)|let me|allow me to|we(?:['’]ll| will| can)) "
    r"(?:just |quickly |gladly |happily )?(?:tell|show|explain to) you\b(?! what,)",
)
_LAST = re.compile(r"(?<=[.!?;:,–—])\s+(?=\S)")


def is_check(question: str) -> bool:
    """Whether a question only asks if what was just said is right, or agreed.

    What is said before the check in the same breath ("…, and that costs you a day a week, is that
    right?") asks nothing by itself.
    """
    parts = _LAST.split(question.strip())
    return any(_CHECK.match(" ".join(parts[at:])) for at in range(len(parts) - 1, -1, -1))


_KIN = (
    r"(?:mother|mum|mom|mam|father|dad|gran|granny|grandad|granddad|grandmother|grandfather|wife|husband|kids|children|"
    r"son|daughter|brother|sister|uncle|aunt|auntie|family|dog|cat)"
)
_PRIVATE = Rule(
    rf"^\W*(?:(?:and|but|oh|well|yes|yeah|no)[, ]+)*my {_KIN}(?:['’]s| (?:and|had|has|was|is|did|does|used to|always|never|"
    r"ran|kept|drove|worked|says|said|loves?|hates?|would))\b|"
    r"\bwe (?:had|spent|went|stayed|were)\b[^.?!]*\b(?:weekend|holidays?|summer|honeymoon|wedding|seaside|beach)\b|"
    r"\bwhen (?:the (?:kids|children)|i|we) (?:were|was) (?:\w+ )?(?:small|little|young|a (?:boy|kid|girl|lad|child))\b",
    r"\b(?:i|we)(?:['’]d)? (?:shared (?:a|an|the)|grew up|met (?:at|in|by)|were (?:both )?at|were at school)\b|\bwe['’]d (?:an?|the) (?:whole )?\w+ (?:\w+ )?in (?:our|my)\b|"
    rf"^\W*my {_KIN} \w+ed\b",
)
_SELLING = re.compile(
    r"\b(?:us(?:e[sd]?|ing)|app|customers?|clients?|compan(?:y|ies)|\w+ware|prices?|tool|system|platform|s(?:ell|old)|you|yours?|"
    r"ours|it['’]s)\b",
    re.I,
)


def is_private(clause: str, opened: int) -> bool:
    """Whether a clause tells of the seller's own family or holidays, and of nothing that is sold."""
    return "?" not in clause and _PRIVATE.holds(clause, opened) and not _SELLING.search(clause)


_VIEW = Rule(
    r"\bi(?:['’]d| would)(?: really| very much| much)? (?:(?:love|like|welcome|value|appreciate|be (?:glad|grateful) (?:of|for))"
    r"(?: to (?:have|get|hear))?|(?:sooner|rather) (?:hear|have)) "
    r"(?:yours\b|(?:your|a|an|some)(?: (?:own|best|honest|rough|quick|clear))? "
    r"(?:guess|view|take|sense|thoughts?|picture|idea|read(?:ing)?|opinion|account(?= of\b)|(?:side|version)(?= (?:of|on)\b|\W*$)|story)\b)",
)


_HARM = Rule(
    r"\bhow\b[^.?!]{0,40}\b(?:hurt|hit|affect|cost|slow|delay|harm|upset)\w*\b[^.?!]{0,20}\byou(?:r \w+)?\W*\?"
)


def asks_of_harm(clause: str, opened: int) -> bool:
    """Whether a clause asks what weather or a holiday does to the buyer's work: that is no small talk."""
    return _HARM.holds(clause, opened)


def asks_for_a_view(clause: str, opened: int) -> bool:
    """Whether a clause asks what the other makes of something ("I'd love your best guess at the reason")."""
    return _VIEW.holds(clause, opened)


_TAG = re.compile(
    r"\w, (?:(?:do|does|did|is|are|was|were|has|have|had|could|would|should|ca|wo|ai)n['’]?t|can['’]?t|won['’]?t) "
    r"(?:i|you|he|she|it|we|they|there)\s*\?\s*$",
    re.I,
)


def asks_for_a_nod(clause: str) -> bool:
    """Whether a clause is a statement with a tag ("your people suffer from it, don't they?"): a closed question."""
    return bool(_TAG.search(clause))


_IF_SO = re.compile(
    r", (?:am i right|is(?:n['’]t)? that (?:right|so)|(?:do i have|have i got) that right)\s*\?\s*$",
    re.I,
)
_SPEAKERS = re.compile(r"\b(?:i|we|us|you|let['’]?s)\b", re.I)


def asks_if_so(clause: str) -> bool:
    """Whether a clause says how things are, with neither speaker in it, and asks if that is so: it fixes nothing."""
    tag = _IF_SO.search(clause)
    return tag is not None and not _SPEAKERS.search(clause[: tag.start()])


_WHO_CALLS = re.compile(
    r"\b(?:my name(?:['’]s| is)|name['’]s|i['’]?m|i am|this is|(?<!so )(?<!then )it['’]s(?! (?:always|only|really)\b)) (?:\w+ )?(?-i:[A-Z])[\w-]+(?: (?-i:[A-Z])[\w'’-]+)*,?(?: \w+)?"
    r"(?:,? (?:i['’]m|and i am|and i['’]m))? (?:(?:calling |ringing )?from |(?:with|of|at|over at) (?:the (?:\w+ )?)?(?-i:[A-Z]))|"
    r"\b(?:only|just) to (?:introduce (?:myself|ourselves|me|us)|say who)\b|\bso (?:that )?you know who (?:is|['’]s)\b|"
    r"\bto say who(?:['’]?s| is) (?:calling|ringing|speaking)\b",
    re.I,
)
_PROMISES = re.compile(
    r"\bwe(?:['’]ve| have)? (?:help|save|cut|boost|doubl|halv|guarante)\w*\b|\bup to\b|\d ?(?:%|per ?cent)",
    re.I,
)
_PURPOSE = Rule(
    r"\b(?:what|how) (?:can|could|may) (?:i|we) (?:be of (?:help|service|assistance)|help|do for)\b",
    r"\bwhat(?: is| was|['’]?s) (?:this|it|that|the (?:call|visit|meeting)|your (?:call|visit)) (?:all )?(?:about|in aid of|regarding|"
    r"concerning|in connection with)\b",
    r"\bwhat (?:it is |is it )?(?:you|ye|y['’]all)(?:['’]d| would| wanted| want)? (?:like |wanting |wishing )?to (?:talk|discuss|speak|"
    r"see me|ask)\b",
    r"\bwhat (?:do|did|would) (?:you|ye|y['’]all) (?:want|like|wish) to (?:talk|discuss|speak|see me|ask)\b",
)


def says_who_calls(clause: str) -> bool:
    """Whether a clause names the seller and their company, as one introduces oneself (the guide's rule 14).

    What is promised in the same breath is a pitch.
    """
    return bool(_WHO_CALLS.search(clause)) and not _PROMISES.search(clause)


def asks_the_purpose(clause: str, opened: int) -> bool:
    """Whether a buyer asks why they are called, or offers to serve: neither asks how the seller can help."""
    return _PURPOSE.holds(clause, opened)


def is_prompt(clause: str, opened: int) -> bool:
    """Whether a clause only asks the other to go on: an open question about nothing in particular."""
    return _PROMPT.holds(clause, opened)


def is_nod(clause: str) -> bool:
    """Whether a clause only shows that one is there."""
    return bool(_NOD.match(clause))


def is_thanks(clause: str) -> bool:
    """Whether a clause is "thank you" and no more: with something else beside it that is a bare opener (rule 19)."""
    return bool(_THANKS.match(clause))


def may_tell(opened: int) -> bool:
    """Whether the words for `is_telling` are there."""
    return _TELLING.may_hold(opened)


def is_telling(clause: str, opened: int) -> bool:
    """Whether a clause without a question mark announces what the speaker will tell ("I'll tell you how")."""
    return "?" not in clause and _TELLING.holds(clause, opened)


def is_small_talk(clause: str, opened: int) -> bool:
    """Whether a clause asks only what one asks to be polite."""
    return _SMALL_TALK.holds(clause, opened)


def is_praise(clause: str, opened: int) -> bool:
    """Whether a clause without a question mark praises the other person, or feels with them."""
    if "?" in clause or _ASKS_TO_TELL.search(clause):
        return False
    return _PRAISE.holds(clause, opened)
