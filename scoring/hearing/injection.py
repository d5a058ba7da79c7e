"""Words for the simulator, a model or the grader instead of for the buyer.

Precision comes first: a seller who says "forget the rules for a second" or "does that expose private
data?" is talking to the buyer.
"""

from scoring.hearing.gates import Rule

TO_MACHINE = Rule(
    # Orders to drop the part that is played.
    r"\b(?:ignore|disregard|forget|override|bypass) (?:(?:all|any|the|your|these|those|every) )*(?:previous|prior|above|earlier) "
    r"(?:\w+ ){0,2}(?:instructions?|prompts?|rules?|messages|context|conversation)\b",
    r"\b(?:ignore|disregard|forget) everything (?:above|before this|you(?:['’]?ve| were| have)? (?:\w+ )?told)\b",
    r"(?:^|[.!?,;:\n]\s*|\b(?:now|and|please|then|just|you (?:can|must|may|should|will)) )(?:ignore|disregard|forget|override|bypass|drop|leave) (?:all )?your (?:role|rules|instructions?|persona|character|prompt|"
    r"guidelines|programming)\b|\b(?:ignore|disregard) all (?:instructions?|rules)\b",
    r"\b(?:system|developer|hidden|secret|your initial) prompt\b|\bdeveloper (?:override|instructions?)\b|\byour system instructions?\b|\bsystem override\b(?! (?:the|that|they|codes?|keys?|switch))|\bprompt injection\b",
    r"\b(?:you are|you're|act as|pretend (?:to be|you(?:'re| are))|roleplay as|from now on you(?:'re| are)?) (?:now )?(?:an? |in )?"
    r"(?:ai\b|language model|chatbot|debug|developer mode|dan\b|unrestricted|helpful assistant|bot\b)",
    r"\b(?:debug|admin|god|jailbreak|developer) mode\b|\bas an ai\b(?! (?:company|firm|vendor|team|business|start))|\b(?:dear|to the|as an?|the|you(?:['’]?re| are) an?) language model\b(?! (?:you|for|they|in))",
    r"\bbreak (?:out of )?character\b|\bstop (?:role.?playing|pretending to be|the (?:simulation|role.?play))\b|\bend (?:of )?simulation\b",
    r"\b(?:built|wrote|designed|programmed|coded|run|administer) this (?:simulation|simulator|role.?play|bot)\b|\bi (?:built|wrote|designed|programmed|run|administer) this exercise\b",
    r"\bcharacter sheet\b|\byour (?:persona file|hidden state)\b|\b(?:show|print|reveal|dump|output|read) (?:me |us )?your source code\b|\bgame in which you(?:'re|’re| are)\b",
    # Forged lines and markup of a conversation.
    r"(?:^|\n)\s*(?:system|assistant|buyer|user|developer|admin|grader|judge|ruth|tobias)\s*:",
    r"<\|?/?(?:im_start|im_end|system|assistant|user|inst|s)\|?>|\[/?INST\]|```|###\s*(?:system|instruction)",
    r"^\s*[/!](?:admin|debug|unlock|reveal|reset|system|sudo|set|show)\b",
    # Fishing in the machine for what is hidden.
    r"\b(?:list|reveal|print|dump|output|show|display|repeat|tell|give|disclose|unlock) (?:me |us )?(?:(?:all|your|the|every|out|any) )*"
    r"(?:hidden|secret|locked|undisclosed|unrevealed|internal) (?:facts?|information|state|variables?|prompt|instructions?|topics?|answers?)\b",
    r"\b(?:print|dump|output|reveal|unlock) (?:\w+ ){0,3}(?:variables|facts|topics|(?:internal|hidden|your) state|prompt)\b",
    r"\b(?:developer|author|creator|tester) of this (?:simulat\w+|game|exercise|bot)\b|\b(?:i(?:['’]?m| am)|as) (?:the |an? )?(?:developer|author|creator|tester|owner|admin\w*) of this (?:simulat\w+|program|game|exercise|software|bot)\b",
    r"\b(?:hidden|secret|locked) facts?\b|\bfacts would you reveal\b|\bfact ?ids?\b",
    r"\brepeat (?:the|your|all|everything)\b[^.?!]{0,20}\b(?:text above|above|prompt|instructions)\b",
    r"\bfor debugging\b|\b(?:answer|respond|reply|dump|output|(?:give|print|list|show|tell) me)\b[^.?!]{0,40}\b(?:as|in) (?:raw )?(?:json|yaml|base64)\b|\bjson (?:object|format) (?:with|of) (?:all|your)\b",
    # Words for whoever grades.
    r"(?:\bdear|(?:^|[.!?]\s+|\n)\s*(?:note to|note for|attention|message (?:to|for)(?: the)?)) (?:the )?(?:grader|judge|evaluator|scorer|simulator|examiner|ai|model|"
    r"rubric|scoring engine|machine)\b",
    r"(?:^|[.!?]\s+|\n)\s*(?:grader|evaluator|scorer|scoring engine|rubric engine|simulator)\s*[:,-]",
    r"(?:^|[.!?]\s+|\n)\s*(?:(?:final|total|overall|rubric) )?(?:score|grade|marks|points|rating|result)\s*:\s*\d{1,3}\b",
    r"\b(?:give|award|assign|mark|score|grade|record) (?:me|this|it|the seller|this call|this conversation|all)? ?(?:as |with |an? |the |at )*"
    r"(?:100\b(?!\s*%|\s+(?!points|marks|out)\w)|full marks(?! to\b)|maximum (?:score|marks|points)|top (?:score|marks|grade)|perfect score|highest (?:score|marks?|grade|rating)(?! of\b)|level 4)",
    r"\bset (?:your|my) (?:trust|patience|score)\b|\bset (?:the )?(?:trust|patience|score) to\b|\b(?:trust|patience|score)\s*(?:=|:=)\s*\d+",
    r"\"(?:score|role|level|trust|facts?)\"\s*:|\b(?:goal|cause|impact|problem)[12]\b",
)
