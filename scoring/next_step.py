"""What a proposed next step holds, read from its words alone.

The buyer's engine and the reading of imported calls both use it: an action, an owner, a date, who
attends and what the buyer brings.
"""

import re

from scoring.dates import IN_MAY, MONTH, WEEKDAY
from scoring.verdict import NextStep

_ACTION = re.compile(
    r"\b(?:meet(?:ing)?s?|met|call(?:s|ed|ing)?|rings?|rang|ringing|phon(?:e|ed|ing)|sen[dt]|sending|"
    r"e-?mail(?:ed|ing)?|mail(?:ed|ing)?|visit(?:ed|ing)?|(?:sit|sat|sitting) (?:down|together)|"
    r"(?:walk|go|went|work|run|talk)(?:ed|ing)? (?:you |us |me |them |it )?through|"
    r"look(?:ed|ing)? (?:at|over)|join(?:s|ed|ing)?|come (?:and|to|along)|watch(?:ing)?|coffee|lunch|tour|"
    r"trac(?:e|ing)|see (?:you|it|that|them|the|your)|suits? (?:you|him|her|them|everyone|everybody)|"
    r"get \w+ on\b|draft(?:ed|ing)?|put(?:ting)? together|writ(?:e|ing)|wrote|note|summary|"
    r"agenda|session|(?:come|came|coming) (?:by|over|in|back|round|out)|half an hour|half hour|an hour|"
    r"minutes|talk(?:ed|ing)? again|(?:speak|spoke|speaking|talk|talked|talking)\b|br(?:ing(?:ing)?|ought)|"
    r"shar(?:e|ed|ing)|review(?:ed|ing)?|introduc(?:e|ed|ing)|invit(?:e|ed|ing)|check(?:ed|ing)?|"
    r"workshop|compar(?:e|ed|ing)|prepar(?:e|ed|ing)|diary|calendar|follow(?:ed|ing)? up|follow-up|"
    r"catch(?:ing)? up|(?:drop|dropped|dropping|pop|popped|popping|swing|swung) (?:in|over|by|round)|chat|"
    r"conversation|demo|trial|pilot|site visit|read(?:ing)? (?:it|them|through))\b",
    re.I,
)
_NUMBER = (
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a couple of|a few|\d+)"
)
_SHORT_MONTH = r"(?:jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)"
_DAY_OF_MONTH = r"(?:0?[1-9]|[12]\d|3[01])"
_HOUR = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_DATE = re.compile(
    rf"\b{WEEKDAY}s?\b|"
    r"\b(?:on|by|before|next|this|until|till) (?:mon|tues?|weds?|thur?s?|thu|fri)\b|"
    r"\b(?:tomorrow|tonight|fortnight|eod|eow)\b|\b(?:later|it|this|that|over|out|by) today\b|"
    r"\b(?:i['’]ll|(?:i|we) (?:will|can|could)|let me|(?:may|shall|can|could) (?:i|we))\b[^.?!]{0,60}\btoday\b|"
    r"\bthis (?:afternoon|evening|week|month)\b|\bnext (?:week|month|quarter)\b|"
    rf"\b(?:in|within) {_NUMBER} (?:working |business )?(?:days?|weeks?|months?|fortnights?)\b|"
    rf"\b{_NUMBER} (?:days?|weeks?|months?) (?:from|before|after)\b|"
    r"\bby (?:the (?:end|\d)|end of|close of|noon|lunch)|\bend of (?:the |this |next )?(?:day|week|month|quarter)\b|"
    rf"\b\d{{1,2}}(?:st|nd|rd|th)\b|\b{MONTH}\b|\b{IN_MAY}\b|"
    rf"\b(?:\d{{1,2}}|in|by|before|until|early|late|mid) {_SHORT_MONTH}\b|\b{_SHORT_MONTH}\.? \d|"
    rf"\b(?!24/7){_DAY_OF_MONTH}/{_DAY_OF_MONTH}\b|\b\d{{4}}-\d\d-\d\d\b|"
    r"\b\d{1,2}(?::\d\d)?\s?(?:am|pm|o'?clock)\b|"
    rf"\bat (?:noon|half(?! (?:of|the|your|our|an?)\b)|(?:a )?quarter (?:past|to))\b|"
    # "Look at three of your sites" names no hour: what follows an hour ends it or goes on about the time.
    rf"(?<!look )(?<!looking )\bat {_HOUR}(?::\d\d)?"
    r"(?=\s*(?:[,.;?!]|$|(?:o['’]?clock|on|in the|sharp|tomorrow|or|past|thirty|fifteen|then|for|with)\b))|"
    r"\bweek (?:of|after)\b|\bfirst thing\b|"
    r"\b(?:before|after|over) (?:christmas|easter|thanksgiving|new year)\b",
    re.I,
)
_AS_IT_IS = re.compile(
    r"(?:^|(?<=[.!?,;]))\W*(?:(?:(?:\w+ ){0,2}?(?:how(?! about)|what(?! if| about)|why(?! don)|who|where|which)"
    r"|(?:and |so )?(?:do|does)) )"
    r"[^.?!]*?\b(?:it|this|that|over) today\b(?=[^.?!]*\?)",
    re.I,
)
"""A question about how things are done these days: its "today" is no date."""
_OWNER = re.compile(
    r"\b(?:i|we)(?:'ll|’ll| will| can| could|['’]d| would| shall)\b|\bill\b|\blet me\b|\b(?:could|"
    r"can|would|will) you\b|\byou(?:'ll|’ll| will| could| can)\b|"
    r"\b(?:i|we|(?:two|three|four|five|both|all) of us) (?:ring|rang|call|called|send|sent|come|came|bring|"
    r"brought|write|wrote|sit|sat|meet|met|speak|spoke|talk|talked|go|went|drop|dropped|pop|popped|put|draft|"
    r"drafted|look|looked|walk|walked|prepare|prepared|share|shared|catch|caught)\b|"
    r"\b(?:me|us) (?:sending|coming|ringing|calling|bringing|writing|putting|meeting)\b|"
    r"\blet['’]?s\b|\blet us\b|\b(?:could|can|shall|may|should|might) (?:i|we)\b|\bhow about\b|"
    r"\bi (?:suggest|propose)\b|\bi['’]m (?:happy|glad) to\b",
    re.I,
)
_NO_DAY = rf"(?!(?i:{WEEKDAY}|today|{MONTH}|may)\b)"
_TITLE = r"(?:(?:Dr|Mr|Mrs|Ms|Miss|Prof)\.? )?"
_NAMED = rf"{_NO_DAY}{_TITLE}[A-Z][a-z]+"
_PERSON = rf"{_NO_DAY}{_TITLE}(?:[A-Z][a-z]+|your [a-z]+)"
_ATTENDEES = re.compile(
    r"\b(?:with|and|invite|include|involve|bring(?: in| along)?|joined by|along with) "
    r"(?:you and |your |the |both |whoever |anyone |someone )?"
    rf"(?:{_NAMED}|brother|accountant|bookkeeper|partner|wife|husband|team|colleagues?|office|finance|"
    r"manager|whoever|director|crew|foreman|you and)"
    # "Could you, Tunde and I sit down", "you, me and your brother": a list that no "with" announces.
    rf"|\b[Yy]ou,? {_PERSON},? and (?:I|me|an?|the|your)\b|\b[Yy]ou,? me,? and {_PERSON}\b"
    r"|\b(?:all|the) (?:three|four|five|six) of us\b"
    rf"|\b{_PERSON} (?:joins?|joining|(?:to|could|can|should|will) join|sits? in|sitting in|comes? along)\b",
)
_THEIRS = (
    r"\b(?:jobs?|invoices?|figures?|numbers?|lists?|reports?|files?|statements?|sheets?|ledgers?|accounts?|"
    r"cop(?:y|ies)|registers?|inventory|details?|examples?|paperwork|names?|dates?|papers?|letters?|documents?|"
    r"records?|plans?|returns?|orders?|logs?|notes?|minutes of|drawings?|photos?|pictures?|samples?|contracts?|"
    r"quotes?|spreadsheets?|budgets?|calendars?|data|times|shifts?|timesheets?|rotas?|tickets?|schedules?)\b"
)
_GIVEN = r"(?:bring|send (?:me|us|it|them|over)|get (?:me|us|hold of)|dig out|pull (?:out|up|together)|look out)"
_A_WHILE = r"time|half|an? (?:half|hour|quick|moment|minute|few|couple|look|chat|call|meeting|word)|[\w-]+ minutes"
_HAVE = rf"have(?! (?:{_A_WHILE})\b)"
"""To have half an hour is to have time, and brings nothing."""
_BUYER_BRINGS = re.compile(
    rf"\b(?:{_GIVEN}|{_HAVE}|pull|share|print|put aside|keep|pick)\b[^.?!]{{0,60}}{_THEIRS}|"
    rf"\byou(?:['’]ll|['’]d| will| could| can| would| might)? (?:just |please )?{_GIVEN} \w|"
    rf"\b(?:could|can|would|will|might) you (?:just |please )?(?:{_GIVEN}|print|find|share) \w|"
    r"\bhave\b[^.?!]{3,60}\b(?:ready|to hand|on the table|with you|in front of (?:you|us))\b",
    re.I,
)
_SELLERS_OWN = re.compile(
    r"\b(?:i|we)(?:['’]ll|['’]d| will| can| could| shall| would)? (?:also |then |just )?"
    r"(?:bring|send|have|pull|share|print|put|keep|pick|get)\b[^.,;?!]*",
    re.I,
)
"""What the seller brings, so that it is not taken for the buyer's part."""


def parts_of(text: str, *, purpose: bool, recap: bool) -> NextStep:
    """The parts named in a seller's turn; not yet accepted.

    `purpose` and `recap` need to know what was said before, so the caller judges them.
    """
    return NextStep(
        accepted=False,
        action=bool(_ACTION.search(text)),
        owner=bool(_OWNER.search(text)),
        date=bool(_DATE.search(_AS_IT_IS.sub("", text))),
        purpose=purpose,
        attendees=bool(_ATTENDEES.search(text)),
        buyer_brings=bool(_BUYER_BRINGS.search(_SELLERS_OWN.sub("", text))),
        recap=recap,
    )


def joined(before: NextStep, after: NextStep) -> NextStep:
    """Both proposals' parts together."""
    return NextStep.model_validate(
        {name: getattr(before, name) or getattr(after, name) for name in NextStep.model_fields}
    )
