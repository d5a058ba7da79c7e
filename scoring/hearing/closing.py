"""Clauses that press for the close, or put an offer so that only yes can be said to it: pitches, whatever their form.

Source: docs/labels.md, rules 4, 13 and 15 (a closing push or a rhetorical question about an offer is
a pitch only; a demo push with a day is a pitch and a next step). Of the 488 clauses in which
one of these is found, among all that sellers say in the training lines, 485 are pitches.
"""

import re

from scoring.hearing.gates import Rule

_CLOSES = Rule(
    r"\b(?:do|have) we (?:have|got) a deal\b|\bis (?:it|that|this) a deal\b|"
    r"^\W*(?:(?:so|right|well|good|then|come on|ok|okay)[ ,.]+){0,2}deal(?:,? then)?\s*\?",
    r"\b(?:shall|can|could|should|may|might|let|why don['’]t) (?:i|we|me|us)\b[^.?!]{0,25}\b(?:block|reserve|write|put|draw|sign|"
    r"agree|order|raise|place|close|have|get|send|start)\b[^.?!]{0,25}\b(?:the (?:order|contract|paperwork|subscription|deal)(?! (?:book|desk|end|date|term|number|history|with)s?\b)|"
    r"an? (?:order|licen[cs]e|subscription)(?! (?:book|desk|end|date|form|number)s?\b)|your (?:signature|order|name (?:on|down))|you (?:signed|set) up|you down for|"
    r"this (?:signed|closed)|the (?:\w+ )?(?:letter|agreement) sent)\b",
    r"(?:^\W*(?:(?:so|and|but|well|right|ok|okay|then)[, ]+)*|[,;] )(?:(?:are|is) (?:you|we|y['’]all|everyone|everybody)|you(?:['’]re| are)?|we(?:['’]re| are)|i(?:['’]m| am)|(?-i:[A-Z])\w+,?)?(?: \w+)? ?"
    r"(?:ready|good|set|happy|willing|prepared) to (?:sign|commit|order|buy|get started|pull the trigger|come (?:aboard|on board)|"
    r"go ahead|move forward|proceed|get going|close)\b",
    r"\b(?:let['’]?s|shall we|can we|could we) (?:just )?shake (?:hands )?on (?:it|this|that)\b|"
    r"\b(?:shall|can|could|may|let|i|we)(?:['’]ll)?\b[^.?!]{0,20}\bput (?:you|ye|your \w+) (?:down|in) for\b|"
    r"\bi can (?:write|ring|draw) (?:it|you|them|either|both|that|this) up\b",
    r"\b(?:we|you and (?:i|me)) (?:got|have) (?:us |ourselves )?a deal\b|^\W*(?:so[, ]+)?shake on it\b|\bmake it official\b|\bwe close (?:today|now)\b|"
    r"\bconsider (?:the matter|it|this) (?:settled|done|closed)\b|\b(?:leave|send) you the (?:order form|contract)\b|"
    r"\bto get (?:one of our|this (?:thing )?signed|you (?:all )?(?:signed|on board|onboarded))\b|\bwe got this (?:thing )?signed\b|^\W*sign (?:here|and)\b",
    r"(?:^\W*(?:(?:so|and|then|well|right)[, ]+)*(?:let['’]?s |let us )?get|\b(?:let['’]?s|let us|(?:we|i)(?:['’]ll|['’]d| can| could| will| would)?(?: \w+)?(?: to)?) get|\b(?:we|i)(?:['’]ll|['’]d| can| could)? have) you (?:all )?(?:signed|on (?:the )?(?:board|books)|up and running|onboarded)\b",
    r"\bbuy (?:one|two|three|four|five|six|ten|\d+) and (?:the|you|get|i)\b|\buntil the end of the (?:week|month|quarter|year)\b[^.?!]*\b(?:percent|%|only|price|"
    r"discount|offer)\b",
    r"\bwhat (?:have|do) you (?:got |have )?to lose\W*$|\byou (?:won['’]t|will not) (?:know yourself|believe|regret|look back)\b|"
    r"\bimagine (?:you )?(?:never|not having|no more|a \w+ where)\b|\bno obligation\b|\btear up the (?:invoice|contract|bill)\b",
    r"^\W*(?:(?:so|well|and|right|then)[,. ]+)?(?:do|will|would) you (?:buy|order|sign|take it)(?: (?:it|now|today|then))*\W*\?",
    r"\bwhy (?:not|don['’]t you|don['’]t we)\b[^.?!]{0,20}\b(?:sign|grab|come (?:aboard|on board)|get you started|(?:buy|order)(?= (?:one|it|now|today|ours|from us)\b)|join us)\b",
    r"\b(?:have|take|try) (?:it|one|this|them|our \w+)\b[^.?!]{0,25}\b(?:on trial|for (?:free|nothing)|no charge|free of charge|on us|risk[- ]free)\b",
    r"(?<!can )(?<!could )(?<!may )(?<!might )(?<!do )(?<!would )(?<!should )\bwe help(?:ed)? (?!ourselves\b|each\b|out\b)(?:(?!how |what |when |who |why |where )[\w'’-]+ ){1,6}?(?:to|get|gets?|got|save|"
    r"cut|grow|reduce|increase|improve|win|close|find|run|make|like|with|do|stop|turn)\b|"
    r"\b(?:our|an|the) (?:[\w-]+ )?(?:award[- ]winning|state[- ]of[- ]the[- ]art|world[- ]class|(?:market|industry)[- ]leading|best[- ]in[- ]class|"
    r"cutting[- ]edge|ai[- ]powered|all[- ]in[- ]one|end[- ]to[- ]end) (?:\w+ )?(?:platform|solution|software|system|tool|product|service|app|suite|team|support)",
    r"\btake (?:for you to say yes(?! or)|to get (?:you|this|us) (?:started|signed|going|over the line|on board))\b|"
    r"\bgive me (?:just )?\w+ (?:minutes?|mins?) with\b|\bgive me (?:their|his|her|\w+ \w+['’]s) number\b[^.?!]{0,20}\bi['’]ll\b|"
    r"\b(?:give|tell) me (?:a )?yes\b(?! or\b)|^\W*(?:just )?say yes\b(?! or\b)|\byou['’]?re(?: \w+)? leaving (?:money|cash) on the table\b",
    r"\b(?:founders?['’]?|launch|introductory|early[- ]bird|last year['’]s) (?:rate|price|offer|deal|discount)s?\b|"
    r"\b(?:i|we)(?:['’]ll| will| can| could)? (?:still )?(?:hold|lock(?: in)?|honou?r|guarantee)(?: you)? (?:last year['’]s|this|that|the(?: old| present)?|today['’]s) "
    r"(?:price|rate|discount|offer)\b",
    r"\bif i (?:could )?(?:(?:find|knock(?:ed)?|drop(?:ped)?|throw|threw) (?:you|for you|it|the price|another|in|off)|"
    r"(?:get|got|take|took) (?:away|another|the price|(?:it|that) down to))\b[^?]*\?|\bwhat would you say to (?:a|an|one|our|having)\b(?! friend| colleague)[^?]*\?",
    r"\bpencil you in\b|\b(?:we|i) have your (?:go.ahead|signature|approval)\b|\b(?:shall|can|could) we call it (?:done|settled)\b",
)
_LEADS_TO_YES = Rule(
    r"(?<!why )(?<!what )(?<!who )\b(?:wouldn['’]t|would(?= (?:it|that|you|this)(?: really)? not\b)) (?:it|you|that|this|your \w+|everyone|anyone)(?: really)?(?: not)? "
    r"(?:be|like|love|want|feel|prefer|sleep|make|agree|rather|seize|help)\b",
    r"(?<!why )(?<!what )(?<!who )\bdon['’]t you (?:think|agree|want|wish|feel) (?:it|that|this|you|your|to)\b",
    r"\bhow(?: would|['’]d) (?:it (?:be|feel)|you (?:like|feel|love)(?: it)?) (?:if|to never|to (?:have|see|get) (?:your|every|all|half|twice)|to cut|to save|to double|"
    r"to halve|never)\b",
    r"\bwhat if (?:you|your (?:\w+ ){1,2}|i|we|there|every \w+|all \w+|it)[^.?!]{0,20}\b(?:could (?!not\b)|had (?!to\b|not\b|no\b)|(?:was|were) just\b)",
    r"\bwhy (?:wouldn['’]t (?:you|anyone|anybody)|would (?:you|anyone|anybody) not|would (?:anyone|anybody)) (?:want|choose|say no|turn)\b",
    r"\bwhat better (?:way|time|moment)\b|\bwhat['’]?s not to (?:like|love)\b",
    r"\byou['’]?(?:ll| will) (?:wonder how|never (?:look back|have to|need to|go back)|thank me|love (?:it|this|us|what)|"
    r"see the difference|be (?:amazed|delighted|glad you))\b",
    r"^\W*we(?:['’]d| would|['’]ll| will) (?:(?:handle|sort|fix|cut|save|lift|halve|bring) (?:all |you\b|your\b|it\b|that\b|the\b)|(?:take|give|make|put|have) (?:all |you\b|your\b))|"
    r"^\W*we(?:['’]d| would) (?:take|make|put|have) (?:it|that|the)\b",
)
_STAYS = re.compile(
    r"\b(?:stay|remain|leave (?:it|things)|as (?:it is|you are)|say|yourself|nothing (?:chang|happen|is|was)\w*|still)\b",
    re.I,
)
"""Asked of doing without, nothing is sold."""
_HONEST = re.compile(
    r"\bwhat if (?:you|we|it|your \w+) (?:could (?:only )?(?:change|fix|pick|choose|wind|start)|had (?:another|a (?:strike|fire|flood|breakdown|recall|free|bad|magic))|"
    r"(?:was|were) just (?:a|an|one|the))\b|"
    r"\bsigned (?:off|internally|on your|at your|through|inside|in your)\b|\bget you started (?:in|on|with|each|every)\b|"
    r"\bto (?:go ahead|move forward|proceed|commit) (?:with (?:your|that|the (?:new|call|merger|move|plans?|project|questions?))|whenever|staff|people|time|[^.?!]*\b(?:when|once|after|until) (?:the|your|you|they|he|she))\b|"
    r"\border of magnitude\b|\bstart with\b|\b(?:contract|deal|order) (?:volume|value|process|size|you|they)\b|"
    r"\bwouldn['’]t (?:it|that|this|your \w+) (?:be (?:a (?:problem|risk|worry|pain)|slower|harder|worse|late)|make\b[^.?!]*\b(?:worse|harder|slower|late)|feel (?:it|that|this)|"
    r"help to (?:have|bring|include|ask|hear|know|talk)|(?:be|help)\b[^.?!]*\b(?:meet|speak|talk|include|bring|invite|on the call))\b|"
    r"\bfeel if (?:(?:it|that|this|things) (?:went|goes|carried|kept|stayed|dragged)|(?:you|we) (?:lost|lose|missed|had to)|(?:your|the) (?:\w+ ){0,3}(?:left|quit|walked|went|resigned|closed|failed|broke))\b|"
    r"\bwhat(?:['’]?s| is| would be) different\b|\bno obligation to (?:answer|tell|say|share)\b|"
    r"\b(?:make|put) it (?:on )?(?:a )?\w+day\b|\bhave you back\b|\bthe time you\b|\byour word\b|"
    r"\bwant to (?:leave|work|quit|stay|join|wait|do|sell)\b|\bthink (?:that|it) (?:is|was|might be|could be) (?:the|why|where)\b|\bfeel (?:it|that|this) (?:in|on|at|when|by|already)\b|"
    r"\b(?:which|what|who|where|when)\b[^.?!]*\bwould (?:you|they|he|she) not\b|\bdeal(?:[- ](?:breaker|breaking|killer)| (?:for|with|over) you)\b|\b(?:write|draw) (?:that|it|this) up and send\b|\bsaid you['’]?re\b|\bsay yes if\b",
    re.I,
)
"""The same words in an honest question or promise: what would change, who signs, when one meets."""
_SHOWS = Rule(
    r"\bdemo(?:s|ed|nstrat\w+)?\b|\bshow (?:your|his|her|their) \w+(?: \w+)? (?:how|what|that) (?:it|one|they|we)\b|\b(?:guided|nickel) tour\b|\b(?:it|this|ours|one|them|our \w+|the (?:system|platform|tool|machine|unit|software|product)) in action\b|\b(?:have a|a) play with\b|\bfire (?:it|her|him|one) up\b|"
    r"\bour show ?room\b|\b(?:through our|(?:walk|run|take|show) (?:you|him|her|them|everyone|your \w+)(?: and \w+| \w+)? through the) (?:\w+ )?(?:system|platform|tool|software|product|portal|line)\b|\bshow (?:it|the \w+) live\b",
    r"\b(?:i|we)(?:['’]ll|['’]d| will| can| could| would)?(?: \w+){0,9}? (?:show|present) (?:it |them )?(?:to )?(?:you|ye|him|her|them|(?-i:[A-Z])\w+)\b|"
    r"\blet me (?:show|present)\b|\b(?:can|i['’]?ll) show (?:u|you)\b|\b(?:run|walk|take) you through it (?:live|on)\b",
    r"\byou (?:can |could |will |may )?(?:see|watch) (?:it|her|him|ours|one|them|our \w+) (?:run|work|live|running|working|going)\b",
    r"\b(?:bring|send|set up|put on)\b[^.?!]{0,20}\b(?:test (?:unit|device)|demo|sample machine|prototype)\b",
)
_SHOWN_TO_US = re.compile(
    r"\b(?:your|their|his|her|another|other|no|not an?|without an?|than an?) (?:\w+ )?demo|\bshow (?:me|us)\b|\b(?:walk|run|take|show) (?:me|us) ",
    re.I,
)


def presses(clause: str, opened: int) -> bool:
    """Whether a clause presses for the close, or asks what only praises an offer ("why wouldn't you want…")."""
    closes = _CLOSES.holds(clause, opened) or (
        _LEADS_TO_YES.holds(clause, opened) and not _STAYS.search(clause)
    )
    return closes and not _HONEST.search(clause)


_SITS_DOWN = Rule(
    r"\b(?:would you be (?:ok|okay|happy|willing|open|up)\b[^.?!]*|(?:could|can|shall) (?:we|you(?: and \w+)?|the \w+ of us)\b[^.?!,]{0,25})"
    r"\b(?:sit(?:ting)? down|get(?:ting)? together)\b",
)


def sits_down(clause: str, opened: int) -> bool:
    """Whether a question proposes that one sits down together ("would you be OK with the three of us sitting down?")."""
    return "?" in clause and _SITS_DOWN.holds(clause, opened)


def shows_own(clause: str, opened: int) -> bool:
    """Whether a meeting is proposed to show what the seller sells: a visit to learn shows nothing (guide, rule 15)."""
    return _SHOWS.holds(clause, opened) and not _SHOWN_TO_US.search(clause)
