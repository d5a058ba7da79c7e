"""The words by which a mark is recognised. Each rule says what it looks for; precision comes first."""

from scoring.hearing.gates import Rule
from scoring.hearing.heard import Mark
from scoring.hearing.injection import TO_MACHINE
from scoring.hearing.pushing import GIANT_NAMES

MARK_RULES: tuple[tuple[Mark, Rule], ...] = (
    (
        Mark.ATTRIBUTION,
        Rule(
            r"\b(?:as|like) you (?:said|say|told|mentioned|put it)\b",
            r"\byou(?:['’]ve| have|['’]d)?(?: (?:just|already|also|even))* (?:said|told (?:me|us)|mentioned|admitted|described|explained|pointed out)\b",
            r"(?<!once )(?<!after )(?<!when )(?<!until )(?<!before )(?<!if )\byou(?:['’]ve| have| just)? (?:confirmed|agreed)\b",
            r"\b(?:by|on) your (?:own )?(?:account|admission|words|numbers|figures)\b",
            r"\byou were (?:saying|telling)\b",
            r"(?<!the )(?<!much )\bearlier you\b",
            r"\bwhat you(?:'ve|’ve)? (?:said|told)\b",
        ),
    ),
    (
        Mark.PRESUMING,
        Rule(
            r"\b(?:which|what) (?:other )?(?:\w+ ){0,2}(?:firm|company|supplier|vendor|provider|outfit|people|"
            r"contractor|partner|one)s? (?:\w+ ){0,3}(?:already|currently|is it|have you|are you|did you|has|got|"
            r"do you|will|would you|in the)\b",
            r"\bwho(?:'s|’s| is| are| else is| else are)? (?:already|it you|the other|currently|you(?:'re|’re| are) "
            r"(?:already )?(?:using|working|going|talking)|else (?:is|are) (?:in|already|you))\b",
            r"\bwho (?:did|have|has) (?:you|tobias|the college) (?:already )?(?:chosen|choose|picked|pick|appointed|"
            r"engaged|engage|brought|gone|go)\b",
            r"\bwhen (?:do|does|will|are|is) (?:they|the other|your other|the new|the chosen)\b",
            r"\bhow far (?:along )?(?:are you|have you got|is it|have things) (?:\w+ )?with (?:them|the other|another|"
            r"someone|whoever)\b",
            r"\bwhat (?:have|has|did) (?:the other|another|they|the others) (?:\w+ )?(?:offer|promise|quote|propose|say)",
            r"\bwho else (?:have you|are you|is|are|did you)\b",
            r"\bwhat (?:problems|gaps) do(?:es)? (?:it|they|their)\b",
            r"\bwhose (?:proposal|offer|quote)\b",
        ),
    ),
    (
        Mark.ASSUMES_NONE,
        Rule(
            r"(?<!when )(?<!if )(?<!while )\byou(?:['’]?re not| are not| aren['’]?t) (?:\w+ ){0,3}(?:looking|talking|speaking|comparing|using|working|considering|seeing)\b[^?]*"
            r"(?:right|are you|correct|yes)?\?",
            r"(?<!if )(?<!when )(?<!because )(?<!since )(?<!is there )(?<!there['’]s )\b(?:no|nobody|no one|noone)(?: one| body)? else\b[^?]{0,40}(?:right|is there|correct|then|yes)?\?",
            r"(?<!it )(?<!who )(?<!that )(?<!what )\byou haven['’]?t (?:\w+ ){0,3}(?:chosen|picked|signed|decided|talked|spoken|promised)\b(?:(?!\b(?:what|how|who|why|where|when|which)\b)[^?])*\?",
            r"\b(?:just|only) us\b(?: (?:then|now|you(?:['’]?re| are) talking to|you(?:['’]?re| are) speaking to))*\s*\?",
            r"\bwe(?:'re|’re| are) (?:still )?the only (?:one|firm|supplier)s?\b[^?]*\?",
            r"\bthere(?:'s|’s| is) (?:no(?:body| one)?|nothing) (?:else|other)\b[^?]*\?",
            r"\b(?:nothing|nobody|no other|none)\b[^?]{0,60}\b(?:has it|have they|is there|are there|did it|does it|right|correct)\s*\?",
        ),
    ),
    (
        Mark.FISHING,
        Rule(
            r"\b(?<!before )(?:is there )?anything else\b(?! (?:in|on|you(?:'re| are) (?:weigh|compar)))",
            r"\bsomething (?:else )?(?:that )?you(?:'re|’re| are) not (?:telling|saying|sharing)\b",
            r"\banything (?:you(?:'d| would) like to|you want to|i should know|you haven)",
            r"\bwhat (?:aren't|are) you (?:not )?telling me\b",
            r"\bwhat have i missed\b",
            r"\btell me (?:more\W*$|everything\b(?! (?:about|that|you do|you did)))",
        ),
    ),
    (
        Mark.OFFERS_EXIT,
        Rule(
            r"\bno hard feelings\b",
            r"\b(?:if|even if) (?:it(?:'s|’s| is| has| was)|you(?:'ve|’ve| have)|that(?:'s|’s| is)|the decision|things|this) "
            r"(?:\w+ ){0,4}(?:decided|settled|made|done|gone|chosen|committed|agreed|promised|elsewhere|signed|picked|"
            r"taken|someone else|somebody else|another (?:firm|company|supplier))\b[^.?!]{0,120}\b(?:rather|fine|okay|ok|"
            r"understand|respect|tell me|say so|just say|(?:me|rather|to|better) know|honest|straight|no (?:problem|offence|offense)|all right|alright|"
            r"won't|grateful|thank|bow out|step back)\b",
            r"\bi(?:'d|’d| would)(?: much)? rather (?:(?:know|hear)(?=\W*$|[,.;!?]| (?:now|today|straight|early|sooner|if|the truth|where (?:i|we) stand|(?:it|that) (?:now|today|straight|early|from you than from)|than (?:find|wonder|chase))\b)|you (?:told|said)\b)",
            r"\bi won(?:'t|’t) (?:argue|push|try to change|hold it against|take it (?:badly|personally))\b",
            r"\bit(?:'s|’s| is| would be) (?:perfectly |quite |absolutely |completely )?(?:fine|all right|okay|ok|reasonable|"
            r"understandable) (?:if (?:(?:you|u)(?:['’]?ve| have|['’]?re| are)? (?:\w+ ){0,2}(?:chosen|chose|decided|picked|gone|signed|talking|committed|promised|spoken)|it['’]?s|it is|that['’]?s|that is|someone|somebody|there['’]?s|there is|not)\b|to say (?:so|no|it|you)\b)",
            r"\byou (?:can|could|may) (?:just )?(?:tell me|say so) (?:straight|plainly|honestly|if)\b",
            r"\b(?:wouldn['’]t|would not|won['’]t|will not) be your (?:fault|doing)\b",
            r"\b(?:be|is|['’]s) no (?:reflection on|criticism of) (?:you|anyone|anybody)\b",
            r"\b(?:wouldn['’]t|would not|won['’]t|will not|['’]d not|['’]ll not|never) hold (?:it|that|this) against (?:you|anyone|anybody)\b",
            r"\bif (?:it|that|this)(?:['’]s| is| has)[^.?!]{0,40}\byou (?:can|could|may) (?:just )?(?:tell me|say so)\b",
            r"\bi(?:'d|’d| would|'ll|’ll| will) (?:quite |completely |perfectly )?(?:understand\b(?! (?:the|it better|how|what|why|your|more|better|things|quite))|respect that\b)",
            r"\b(?:no (?:worries|problem|shame|pressure)|feel free to (?:tell|say)|won['’]?t (?:offend|upset) me|(?:nobody|no one) (?:will|would) blame you|(?:wouldn['’]?t|would not|don['’]?t) mind)\b[^.?!]{0,20}\bif (?:it|you|u|someone|somebody|there|that)\b[^.?!]{0,25}\b(?:decided|settled|chosen|picked|signed|gone with|someone|somebody|others?|another)\b",
        ),
    ),
    (
        Mark.ACCUSATION,
        Rule(
            r"\byou(?:['’]?re| are)(?: just| clearly| obviously)? (?:lying\b(?! (?:on|in|down|by|there|flat|awake|low|idle|at|under|first|second|third|\w+th)\b)|not being (?:honest|straight|truthful|open) with (?:me|us)|a liar|not telling (?:me )?the truth|being "
            r"dishonest|hiding (?:something|the truth)|making (?:it|this|that) up(?! (?:as|from|with|in|on|by|for|to|over)\b)|stringing me|bluffing|misleading)\b",
            r"\byou(?:'ve|’ve| have)? (?:lied|misled me|been lying|deceived)\b",
            r"(?:^|[.!?]\s*)(?:no, |well, |but |oh, |come on, )?that(?:'s|’s| is) (?:simply |just |plainly )?(?:a lie|not true|untrue|rubbish|nonsense|bull)\b(?=\s*(?:$|[.!]|,? (?:and )?you\b))",
            r"\b(?:are you lying|did you lie) to (?:me|us)\b",
            r"\b(?:stop|quit) lying\b(?! (?:around|in|on|idle|there|empty|under|down))",
            r"\bi (?:don(?:'t|’t)|do not) believe (?:you\W*(?:$|[.,!])|a word|that for)",
            r"\bbe honest with me for once\b",
            r"\bliar\b",
        ),
    ),
    (
        Mark.INSULT,
        Rule(
            r"\byou(?:['’]?re| are)(?: (?!(?:not|no|never|hardly)\b|(?!(?:being|acting|fucking)\b)\w+ing\b)\w+){0,2} (?:an? )?(?:idiots?|stupid|morons?|fools?|clueless|incompetent|pathetic|(?<!the )joke|"
            r"dumb|imbeciles?|clowns?)\b",
            r"\bare you (?:really |actually |just |that |so )?(?:stupid|an idiot|thick|dense)\b|\bshut the (?:fuck|hell|heck) up\b",
            r"\bfuck (?:you|off)\b|(?:^|[.!?,;]\s*|\b(?:oh|well|then|just|go) )screw you\b(?! (?:use|need|buy|fit))",
            r"(?:^|[.!?,;]\s*|\b(?:you can|just|oh|well|now|please) )piss off\b",
            r"(?:^|[.!?,]\s*)(?:just |oh )?shut up\b(?! shop)",
            r"\b(?:stupid|dumb) (?:woman|man(?![- ]?hours?)|cow|bitch|old (?:woman|man|cow|fool|git|bat|bag))\b",
            r"(?<!if )(?<!maybe )(?<!perhaps )(?<!know )(?<!think )(?<!sorry )\bthat(?:['’]?s| is| was) (?:such )?an? (?:stupid|dumb) question\b(?!,? but)",
            r"\basshole|\bbitch\b|\bbastard\b",
            r"\bgo to hell\b",
            r"\bwaste of (?:oxygen|skin)\b|\b(?:you(?:['’]?re| are)|such|what) (?:\w+ )?(?:an? )?(?:\w+ )?waste of space\b",
        ),
    ),
    (
        Mark.INDUCEMENT,
        Rule(
            r"\b(?:gift|gift card|voucher|hamper)s? (?:(?:in it|here|waiting|ready|just) )*for you\b(?! to\b)",
            r"\b(?:i|we)(?:['’]?(?:ll|d)| will| can| could| would|['’]?d like to| would like to)? (?:send|give|get|buy|slip|drop) you (?:\w+ ){0,3}(?:gift|voucher|hamper|whisky|whiskey|champagne|wine)\b",
            r"\bthere(?:['’]?s|['’]?d be| is| would be| will be) (?!nothing\b|little\b|not\b)(?:\w+ ){1,4}in it for you\b(?![^.!]*\?)",
            r"(?<!is it )(?<!is that )(?<!is this )\b(?:something|a little something|a bit|envelope|thank.you|treat) (?:in it )?for you (?:personally|yourself)\b",
            r"\b(?:i|we)(?:'ll|’ll| will| can| could|'d|’d)? (?:\w+ )?make it worth your while\b",
            r"\b(?:have|got|get|give|send|offer|book)(?: you)? (?:\w+ ){0,3}(?:box|tickets?|seats?) (?:at|for|to|in) (?:\w+ ){0,3}(?:game|match|finals?(?! (?:count|week|stage|round))|opera|golf|race|cricket|rugby)\b(?! day)",
            r"\b(?:box|tickets?|seats?) (?:at|for|to) (?:\w+ ){0,3}(?:game|match|final|opera|golf|race|cricket|rugby)\b[^.?!]{0,30}\b(?:for you|yours|if you)\b",
            r"\b(?:offer(?:ing)?|giv(?:e|ing)|slip|pay|add a little)(?: you)? (?:(?:an?|some|little) ){0,2}(?:kick-?back|bribe|sweetener)\b|\b(?:kick-?back|bribe|sweetener)(?: in it)? for you\b",
            r"(?<!pay )\b(?:a|your) (?:cut|commission|percentage) (?:for|to) you\b|\b(?:i|we)(?:['’]\w+| can| could| will| would) pay (?:you )?(?:an? |your )(?:cut|commission|percentage)\b",
            r"\b(?:i|we)(?:['’]\w+)? (?:(?!not\b|never\b)\w+ ){0,3}take you (?:and your \w+ )?(?:out )?(?:to|on|for) (?:\w+ ){0,3}(?:golf|holiday|weekend|dinner|cruise)\b",
            r"(?<!your )\bpersonal (?:bonus|reward|discount)\b",
        ),
    ),
    (
        Mark.THREAT,
        Rule(
            r"\b(?:i(?:'ll|’ll| will|'m going to| might| may| could)|we(?:'ll|’ll| will)) (?:have to |just |be )?(?:go|going|speak|"
            r"take this|talk|escalate|complain|write|report|reach out|call) (?:\w+ ){0,3}(?:over your head|above you|around you|"
            r"to your (?:boss|cfo|ceo|board|manager)|your (?:boss|board|cfo|ceo|manager))\b(?![^.!?]*(?:\?|\btogether\b|\bwith you\b|\bas you\b|\bif you(?:['’]?d)? (?:want|like|agree|prefer)\b))",
            r"\bgo(?:ing)? over your head\b|\bgo(?:ing)? above you\b|\bgo(?:ing)? behind your back\b",
            r"\byou(?:['’]?ll| will) (?:regret|be sorry|lose your job|get fired)\b(?![^.!]*\?)",
            r"\bi(?:['’]?ll| will) (?:make sure|see to it) (?:that )?(?!(?:our|my|nobody|no)\b)(?:\w+ ){0,4}(?:know|knows|hear|hears) (?:about|that) (?:you|this)\b",
            r"\bor else(?=\s*(?:$|[.!…])|,? (?:i|we)(?:['’]|ll\b| will\b| go\b| call\b))",
        ),
    ),
    (
        Mark.PRESSURE,
        Rule(
            r"\b(?:sign|decide|commit|say yes|book|confirm|agree|order|act)\b[^.?!]{0,40}\b(?:today|tonight|now|by (?:noon|friday|"
            r"five|tomorrow|midnight|the end of (?:the )?(?:day|week))|before (?:i|we|friday|the end))\b[^.?!]{0,60}\b(?:discount|"
            r"percent|%|off|waive|free|price|deal|offer|fee)\b",
            r"\b(?:offer|price|discount|deal) (?:only |is only |is )?(?:good|valid|stands?|ends?|expires?|runs? out|lasts?|until|for today)\b",
            r"\bi need (?:a|your) (?:decision|answer|signature|yes) (?:today|tonight|now|by \w+)\b|\bnow or never\b",
            r"\blast chance|\blimited time|\bonly (?:two|three|a few|one) (?:slots?|places?|spots?) left\b",
            r"(?:^|[.!?,]\s*)(?:so |please |come on,? )?just (?:say yes|sign|give me a yes)\b|\bcome on,? say yes\b",
            r"\byou(?:'d|’d| would) be (?:mad|crazy|foolish|a fool) (?:not )?to\b",
            r"\bwhat(?:['’]?s| is) it going to take(?: (?:to (?:get|make|have) you\b|to (?:close|win|earn|sign)\b|for (?:you|us) to (?:sign|say|close|win|do)\b)|\W*$)|\bwhat would it take to get you to sign\b",
            r"\bif you (?:sign|commit|book|decide) (?:today|now|this week)\b(?!,? (?:what|when|who|how|which|where|is|are|does|do)\b)",
            r"\b\d+ ?(?:%|percent) (?:off(?! (?:sick|ill|work|duty|site|days?|spec|target)\b)|discount)\b",
        ),
    ),
    (
        Mark.FEAR,
        Rule(
            r"\byou(?:'ll|’ll| will| could| might) (?:go (?:under|bust|bankrupt|to (?:jail|prison))|be (?:ruined|finished(?! (?:by|with|at|before|in|early|on|for|off|the|sooner)\b)|sued|bankrupt|"
            r"out of business|in the papers|on the front page)|lose everything|end up in court)\b",
            r"\b(?:disaster|catastroph\w*|nightmare|ruin|bankruptcy|jail|prison) (?:is|are) (?:waiting|coming|around the corner)\b|\b(?:ruin|bankruptcy|jail|prison) for you\b|"
            r"\b(?:will|going to|gonna) be a (?:disaster|catastrophe|nightmare) for you\b(?![^.!]*\?)|\byou[^.?!]{0,30}\bdisaster waiting to happen\b",
            r"(?<!went )(?<!gone )\bout of business (?:by|within|in)\b|\b(?:will|going to|could|might) (?:be (?:bust|bankrupt)|go (?:bust|bankrupt|under(?! (?!(?:if|unless|within|by|in|because|without)\b)\w)))\b",
            r"\byou(?:r \w+)? (?:won['’]?t|will not) survive\b",
            r"\bticking time bomb\b",
            r"\bheads will roll\b|\byour head (?:will be |is )?on (?:the|a) (?:block|plate|line|spike|chopping)\b",
        ),
    ),
    (Mark.GIANT_NAME, GIANT_NAMES),
    (
        Mark.DEMO,
        Rule(
            r"\b(?:a|the|our|quick|short|live|free|\d+.minute) (?:\w+ )?(?:demo|demonstration|walkthrough|walk-through|tour of "
            r"(?:our|the)|presentation)\b",
            r"\bshow you (?:how|what) (?:it|our|we|the (?:platform|product|system|software))\b",
            r"\bdemo\b",
        ),
    ),
    (
        Mark.PRICE,
        Rule(
            r"\b(?:our|the|my) (?:price|pricing|fee|fees|rate|rates|cost)s?\b",
            r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred|thousand|half)\b)[^.?!]{0,25}"
            r"\bper (?:user|seat|month|invoice|box)\b",
            r"\bwe charge\b|\bit costs? (?:only|just)\b|\bfor (?:only|just) [$£€]",
        ),
    ),
    (
        Mark.ASKS_FIT,
        Rule(
            r"\b(?:does|would|could|do|is) (?:that|this|it|any of (?:that|this))[^?.!]{0,40}\b(?:fit|help|make sense|work|useful|"
            r"match|suit|right|close|land|answer|sound|solve|touch)\b",
            r"\bwhere (?:does|would) (?:that|this|it) (?:fall short|not fit|miss|not work)\b",
            r"\bhow does that (?:sound|sit|land|fit|compare)\b",
            r"\bis that (?:the sort of|what|anything like)\b",
        ),
    ),
    (Mark.TO_MACHINE, TO_MACHINE),
    (
        Mark.ARE_YOU_REAL,
        Rule(
            r"\bare (?:you|u) (?:(?:really|actually|just|even|maybe|by any chance|in fact) )*(?:an? )?(?:ai|(?:ro)?bot|chatbot|machine|computer|(?:real|actual)(?: (?:person|human))?(?: being)?|human(?: being)?|(?:computer )?program|(?:chat ?)?gpt|automated (?:voice|system|assistant|agent))(?=\W*$|[,.!?;]| or\b)",
            r"\bam i (?:talking|speaking) (?:to|with) (?:an? )?(?:ai|bot|chatbot|robot|machine|computer|real|human)\b",
            r"\bis this (?:an? (?:ai|bot|recording|robot)\b(?! (?:line|cell|arm|project|tool|initiative|system|budget))|(?:a )?real person)\b",
        ),
    ),
    (
        Mark.GOODBYE,
        Rule(
            r"\b(?:good)?bye\b",
            r"(?:^|[.!?,;–—-]\s*|(?:\b(?:we|i|let['’]?s|will|then|ok|okay|thanks|cheers|great|lovely|perfect|bye|so)|['’]ll) )(?:speak|talk|see you|catch you)(?: to you)? (?:soon|then|(?:on )?(?:mon|tues|wednes|thurs|fri)day|next week|tomorrow|later)\b",
            r"(?:^|[.!?,;–—-]\s*)(?:and |so |then )?have a (?:good|great|nice|lovely)\b",
            r"\bhave a (?:good|great|nice|lovely) (?:(?:rest of (?:your|the)|long|safe) )?(?:day|week|weekend|evening|afternoon|morning|night|one|time|trip|holiday|christmas|easter)(?: ahead| sir| madam| everyone)?(?=\W*$|[,.!?;])",
            r"(?:^|[.!?,;–—-]\s*)(?:and |please |do )?enjoy (?:the|your)\b|\benjoy (?:the|your) (?:rest of (?:the|your) )?(?:day|week|weekend|evening|afternoon|lunch|coffee|holiday|trip)\W*$",
            r"(?:^|[.!?,;–—-]\s*|\bbye )(?:and )?take care\b(?! (?:of (?!yoursel)|with|to|when|over))|\btake care(?: of yourself| now| then)?\W*$",
            r"\ball the best(?=\W*$|[,.!?;]| (?:to|with|for|sir|then|now)\b)|\bgood luck with\b",
            r"\bi(?:['’]?ll| will) (?:let you (?:go|get on|get back)|leave you to (?:it|your|get|enjoy))\b",
            r"\bthank(?:s| you)(?: so much| very much)? for (?:your|the|taking) time\b",
        ),
    ),
    (
        Mark.RECAP,
        Rule(
            r"\b(?:to |let me |can i |(?:if|when) i (?:can |may )?|i(?:'d|’d) like to )(?:sum|summari[sz]e|recap|play (?:that|this|it) back|pull (?:it|that|this|things) together)\b",
            r"\b(?:so )?(?:if|let me (?:check|see) (?:if|that|i)|have|did) i(?:'ve|’ve| have)? (?:understood|got (?:it|this|that)|heard|"
            r"followed|right)\b",
            r"\bwhat i(?:['’]?m| am) hearing\b|\bto (?:make sure|check) i(?:['’]?ve| have)? (?:understand|understood|got|heard)\b|\bplay back what\b|"
            r"\bin (?:short(?! supply)|summary|a nutshell)\b|\bto recap\b|\bsumming up\b|\bputting (?:it|that|this) together\b",
            r"\blet me (?:make sure|see if) i\b|\bhere(?:'s|’s| is) what i(?:'ve|’ve| have)? (?:heard|got|understood)\b",
        ),
    ),
    (
        Mark.SAY_AGAIN,
        Rule(
            r"(?:^\W*(?:(?:sorry|pardon|please|what|wait|hang on|excuse me)[, ]+)*|\b(?:can|could|would|will|may|mind|please|sorry)(?: you| i ask you to)?"
            r"(?: please| just| kindly)? )(?:say|repeat)(?:ing)? (?:that|it|the last (?:bit|part|thing|word))(?: last (?:bit|part|thing|word))?"
            r"(?: (?:again|once more|one more time|for me|please|back|to me))*\W*$",
            r"\b(?:say|repeat) (?:that|it) (?:again|once more|one more time)(?: (?:for me|please))*\W*$",
            r"\b(?:can|could|would|will|may i ask|mind) (?:you )?(?:please )?repeat(?:ing)? (?:(?:that|it)(?! (?:on|every|next|each|with|in|at)\b| for (?!me))|yourself)\b",
            r"^\W*(?:(?:sorry|pardon|what|eh)[, ]+)*come again\W*$|\b(?:run|go) (?:over|through) that again\W*$",
            r"\bwhat (?:was (?:that|the last thing)|did you (?:just )?say)(?: (?:just now|again|there|then|last|you said))*\W*$",
            r"\bi (?:didn['’]?t|did not|couldn['’]?t) (?:quite |really )?(?:catch|hear|get) (?:that|it|you|the last(?: \w+)?|all of that)"
            r"(?: (?:there|properly|at all|just now|clearly|very well))*(?=\W*$|[,.!?;–—-]| (?:sorry|can|could|would|please|what)\b)",
            r"\bi (?:only |just )?(?:missed|lost) (?:that|you(?: there| for a second)?|the last (?:bit|part|word|thing)|half of (?:it|that))\W*$",
            r"\bcan you (?:still )?(?:hear|see) me(?: (?:now|all right|ok|okay|clearly|properly))*\W*$",
            r"(?<!are )(?<!were )\byou(?:['’]?re| are| were| keep)? (?:broke|breaking|cutting|cut|dropping) (?:up|out|off)"
            r"(?: (?:a (?:bit|little)|there|for (?:me|a \w+)|again|on me|now))*(?=\W*$|[,.!?;–—-]| (?:sorry|can|could|please)\b)",
            r"(?:^\W*|\bsorry\W+(?:about )?|\b(?:it['’]?s|is|such|got|have|on) )(?:an? |the |this )?(?:(?:really|very|bit of a) )?"
            r"(?:bad|terrible|awful|dreadful) line(?=\W*$|[,.!?;–—-]| (?:sorry|can|could|please|here|today)\b)",
            r"(?:^\W*|\b(?:this|the|your|my|our) |, )(?<!when the )(?<!if the )line['’]?s (?:bad|terrible|awful)\b(?! (?:in|at|on|after|when)\b)",
            r"^\W*(?:sorry|pardon|pardon me|excuse me|beg pardon|i beg your pardon)[ ,]*(?:what|again)?\W*\?",
            r"^\W*sorry,? what\W*$",
        ),
    ),
)


def _rule_of(wanted: Mark) -> Rule:
    return next(rule for mark, rule in MARK_RULES if mark is wanted)


ATTRIBUTION, OFFERS_EXIT, SAY_AGAIN = map(
    _rule_of, (Mark.ATTRIBUTION, Mark.OFFERS_EXIT, Mark.SAY_AGAIN)
)
