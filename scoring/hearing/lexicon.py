"""Phrases that point at a topic, an act or a mood, whatever the industry.

Written from docs/labels.md and from general knowledge of how people talk, never from the test
sentences. Hearing does not obey them: each match is one feature beside the words themselves, and
training decides what it weighs. A phrase is matched on stems; "a * b" wants both parts in the same
clause, in any order.
"""

from personas.vocabulary import Topic

TOPIC_PHRASES: dict[str, str] = {
    Topic.GOAL: """
        goal; aim; aiming for; aiming at; target; objective; ambition; dream; vision; hope; hoping; hope to;
        trying to; try to achieve; achieve; accomplish; working towards; work toward; building towards; heading;
        where do you want; want to be; want to get to; want to reach; like to see; like to be; like it to be;
        good year; great year; success; successful; succeed; look like in; in an ideal world; ideal; ideally;
        perfect; magic wand; wave a wand; a year from now; this time next year; next year; in five years;
        in three years; in two years; in twelve months; by christmas; what would winning; win for you; what matters most;
        what does good; good look like; great look like; done well; happy with; pleased with; proud of; delighted;
        get out of this; get out of today; out of this call; out of this meeting; useful for you today; make this worthwhile;
        what are you after; what are you chasing; going for; shooting for; big thing; main thing; plan for; plans for;
        planning; growth; grow to; expand; number you want; number to hit; hit your number; measure * success;
        judged on; measured on; graded on; bonus depend; want for the business; want from; what do you want; point of it;
        bring you back; grinning; celebrate; champagne; finish line; end game; picture * future; paint me a picture;
        sort of place; kind of company; what's it all for; driving at; purpose; mission; worth getting up
    """,
    Topic.PROBLEM: """
        problem; trouble; issue; wrong; go wrong; goes wrong; going wrong; went wrong; hurt; pain; painful; ache; headache; bug you;
        bother; bothers you; bugging; nag; frustrate; annoy; struggle; struggling; difficult; difficulty; hard part; hardest; tricky;
        trip you up; trips; fall over; falls over; falling down; break; breaks down; broken; fail; failing; failure; miss; missing;
        get lost; lost; leak; slip; slips through; slipping; drop the ball; mess; messy; chaos; worst; worst of; badly; how bad;
        how often; how many times; late; delay; delayed; slow; slowest; stuck; hold up; holds you up; held up; bottleneck; jam; snag;
        complaint; complain; moan; grumble; grief; error; mistake; wrong order; rework; redo; reject; scrap; waste; shortage; short of;
        run out; what's not working; isn't working; not working; doesn't work; not happy; unhappy; worry; worries; keep you awake;
        up at night; lose sleep; an example; for instance; for example; last time; recent example; talk me through one; one that stands out;
        what happened; happen a lot; happens when; one-off; sore point; fire; firefighting; putting out fires; weak; weakest; gap; gaps;
        what does it look like; show up; showing up; notice it; symptom; first notice; get on your nerves; drive you mad; drives you
    """,
    Topic.CAUSE: """
        why; why is that; why do you; why does; why are; why would; why did; how come; cause; causing; caused; root; root of; reason; behind;
        behind it; behind that; what's behind; come from; comes from; coming from; come about; came about; where does that; stem;
        down to; put it down; put that down; put the * down; due to; because of; explain; explains; accounts for; account for; trace; trace it;
        traces back; start; started; starts; where did it start; origin; source; underneath; at the bottom; bottom of; driving; drives;
        what drives; making it; makes it; makes it so; what makes; lead to; leads to; led to; responsible for; to blame; blame; fault;
        contribute; contributing; trigger; triggers; is it the * or; is it training; people or; in the way; gets in the way; getting in the way;
        stopping you; stops you; what stops; what's stopping; hold it back; holding; prevent; block; blocking; what do you think is going on;
        going on there; diagnose; diagnosis; theory; your theory; guess; hunch; suspect; pin it on; point at; finger on; underlying;
        where is it sitting; where do the * go; what changed to cause; what's feeding; eats; eating; what's keeping
    """,
    Topic.IMPACT: """
        impact; cost; costs you; costing; cost you; what does it cost; how much does; price of; effect; affect; affects; affecting; consequence;
        result; what does that do; what does it do; do to your; do to the; doing to; does to; what that does; mean for you; mean to you; mean for;
        what does that mean; knock on; knock-on; ripple; hit; hits; hit you; hit your; hurting; damage; toll; lose; losing; lost; loss; losses;
        how much; how many hours; hours a week; worth; figure; number on; put a number; put a figure; rough number; ballpark; in dollars;
        in money; in pounds; per month; a month; per year; a year; per week; add up; adds up; tot up; work out; worked out; total; margin;
        profit; revenue; overtime; wages; cash; bottom line; p&l; penalty; fine; fines; refund; claim; bill for; pay for; paying for;
        your week; your weekend; your evenings; evening; your day; your own; for you personally; personally; you personally; for you as;
        for you yourself; on you; feel; how do you feel; how does that feel; sit with you; sleep; family; home; kids; morale; mood; stress;
        customers notice; lose customers; customers say; reputation; trust; how big; how serious; how far; end up; ends up; what suffers; suffer;
        pay the price; who pays; burn; wasted; drain; take out of; takes out of; go without; put off; give up; opportunity; turn away; turned down
    """,
    Topic.PRIORITY: """
        priority; priorities; prioritise; rank; ranks; ranking; where does it sit; where does this sit; on the list; on your list; your list;
        top of; top three; top five; top of the pile; pile; pecking order; compared with; compared to; against everything; next to; alongside;
        else on your plate; on your plate; urgent; urgency; how soon; soon; quickly; deadline; by when; when do you need; when does it need;
        need it by; needs to be done; due; date; time limit; clock; ticking; running out; timeline; timescale; timing; why now; why today;
        why this; right now; at the moment; at this point; this quarter; this year; before the; by the end; push it up; pushes it up; move it up;
        move up; bump; higher; lower; what would make; what would it take; matter more; important; how important; importance; attention; focus;
        first thing; one thing; only fix; fix first; pick one; choose one; wait; can wait; could wait; put it off; back burner; burning; pressing;
        why did you take; took this call; take this meeting; agree to meet; agreed to talk; made you pick up; made you say yes; give me the time;
        gave me this; what made you; prompted; prompts; what got you; brought this up; back of the queue; front of the queue; on the radar
    """,
    Topic.INACTION: """
        if nothing; do nothing; does nothing; nothing changes; nothing happens; nothing is done; nothing gets done; don't do anything;
        didn't do anything; not do anything; leave it; leave things; left it; leave that; let it run; let it go on; let it ride; let it slide;
        keep going; keeps going; keep on; carry on; carries on; carrying on; goes on like; go on like; go on as; stay as; stays as; stays the same;
        stay the same; stay put; same as; as it is; as they are; as is; another year; another season; another winter; another quarter; year like this;
        if you don't; if it doesn't; if you didn't; if it isn't; if this isn't; if you never; if you ignore; ignore it; ignore; if it's still;
        still there; still like; still the same; if you wait; wait another; sit tight; sit on it; live with it; put up with; park it; park this;
        parked; shelve; postpone; put it off again; say you * leave; say you park; suppose you don't; suppose nothing; imagine * same; roll the * forward;
        fast forward; in six months; in a year; a year on; down the line; where does that take; where does that leave; end up if; what happens if;
        what happens when; what happens then; what if; what would happen; status quo; standing still; stand still; do without; worst case; if it keeps;
        if that keeps; if this keeps; if it went on; unchanged; not fixed; don't fix; never fix; doesn't get fixed; isn't sorted; not sorted; no change
    """,
    Topic.PROCESS: """
        decide; decided; decides; decision; decision made; how do you decide; make the decision; make up your mind; choose; choosing; selection; select;
        buy; buying; purchase; purchasing; procurement; procure; sign; signs; sign off; signed off; signature; signing; approve; approval; approved; authorise;
        authority; authorised; say yes; says yes; final say; last word; rubber stamp; green light; go ahead; nod; okay it; limit; threshold; above what;
        how much can you; without asking; on your own; off your own bat; board; committee; panel; tender; bid; quote; three quotes; rfp; scoring;
        score sheet; criteria; evaluate; evaluation; assess; compare; compare them; steps; step by step to; stages; stage; route; path; hoops; hurdles;
        how does it work when you buy; how does something like this; get through; gets through; get it through; get over the line; go through; goes through;
        from here to; from idea to; paperwork; contract; legal; due diligence; trial; pilot; reference; references; vendor list; approved list; compliance check;
        how would you go about; go about taking on; what has to happen; what would have to happen; what needs to happen; need to see; before you could; before you can;
        last time you bought; last thing you bought; bought anything; who has to; who would have to; needs to agree; have to agree; write the cheque
    """,
    Topic.STAKEHOLDERS: """
        who else; anyone else; anybody else; someone else; somebody else; other people; others; everyone; everybody; who; whom; whose; who would; who will; who should;
        who feels; who gets; who has; who needs; who cares; who'd; involved; involve; involving; include; in the room; at the table; in the loop; have a say; has a say;
        voice; opinion; opinions; view on; views; your boss; boss; manager; director; owner; partner; wife; husband; family; board members; cfo; ceo; coo; finance;
        accountant; it department; it people; hr; union; team; the team; staff; crew; lads; drivers; nurses; colleagues; peers; head office; operations; foreman; supervisor;
        on side; on board; for it; against it; object; objects; objection; resist; resistance; push back; pushback; fight it; support; supports; supporter; champion; ally;
        sceptic; skeptic; unhappy about; worried about it; affected; who does it touch; touch; talk it over; talk to; run it past; run it by; run past; check with; consult;
        convince; persuade; bring round; win over; what would your * say; how would your * feel; how would your * react; react; who signs; who decides; who owns; in charge;
        responsible; answer to; report to; reports to; pulls the strings; besides you; apart from you; other than you; as well as you; behind you; whose face; whose door
    """,
    Topic.CHANGE: """
        change; changed; changes; what's changed; changing; different; differently; difference; new; what's new; anything new; news; since; since when; ever since; since then; lately;
        recently; recent; these days; used to; used to be; before; before that; back then; compared with last year; last year; a year ago; two years ago; six months ago; months ago;
        previous; previously; former; past year; past few; last few; over the last; in the last; has it always; always been; always like; always the case; shift; shifted; shifting; moved;
        move; moving; turned; switch; switched; switching to; new boss; new owner; new manager; new people; took over; taken over; takeover; merge; merged; merger; acquire; acquired;
        reorganise; reorganisation; restructure; restructuring; left; leave; leaving; retire; retired; joined; hired; new rule; new rules; regulation; law; legislation; come in; came in;
        when did; when did it start; start happening; began; begin; first start; turning point; what happened in; something happen; has something; what's altered; alter; evolve; evolved;
        grown; growing; shrunk; things were; how it was; how things were; not the same; isn't true any more; any more; no longer; until; wasn't like; it wasn't
    """,
    Topic.CURRENT_STATE: """
        today; now; currently; current; at present; presently; nowadays; these days; right now; existing; in place; how do you; how does; how are you; how is it; how's it; do it now; do you do;
        work today; works today; works now; set up; setup; system; systems; software; tool; tools; spreadsheet; paper; whiteboard; app; machine; machines; kit; equipment; fleet; process look;
        walk me through; talk me through; take me through; show me how; run me through; step by step; day to day; typical day; typical week; normal day; usual; usually; normally; routine; workflow;
        from the moment; from when; start to finish; beginning to end; what happens next; what happens after; what happens when a; who does what; who does it; who handles; who runs; handle; handled; handling;
        manage; managing; keep track; track; record; log; schedule; plan the; how many; how much do you; how big; number of; volume; volumes; per day; per week; a day; sites; branches; people do you; staff do you;
        size of; how long does; how long have; how old; capacity; tried; tried before; have you tried; already tried; done before; done so far; do about it; doing about it; did you do; cope; coping; get round;
        get around; workaround; make do; what do you use; using; use; run on; rely on; whose job; shift; shifts; lay of the land; picture; describe; tell me about your; tell me about the
    """,
    Topic.COMPETITION: """
        competitor; competitors; competition; other supplier; other suppliers; supplier; suppliers; another supplier; vendor; vendors; provider; providers; incumbent; other firm; other firms; another firm; other company;
        other companies; another company; somebody else; someone else; anyone else; who else have you; who else are you; who else is; talking to; spoken to; speaking to; looked at; looking at; look at; seen; shortlist; short list; quote from; quotes;
        quoted; bid; bidder; bidders; offer from; alternative; alternatives; option; options; other options; other ways; choices; in the running; in the frame; in the picture; up against; measure up; stack up;
        current provider; current supplier; present supplier; existing supplier; use at the moment; who do you use; who does your; using now; stay with; stick with; sticking with; staying with; switch from; leave them; loyal; happy with them;
        like about them; do well; do they do well; do better; do badly; fall short; in house; in-house; inhouse; build it; build your own; do it yourself; do it yourselves; yourselves; own people; make it yourself; hire someone; do without us;
        if we vanished; if we weren't here; if i hadn't called; if we didn't exist; without us; why not them; why not just; went with; go with; chose; last contract; last tender; demo from; pitch from; in talks; already in; worked with; history with
    """,
    Topic.BUDGET: """
        budget; budgets; budgeted; money; money for; money for it; money aside; set aside; put aside; put by; ring-fenced; ringfenced; earmarked; fund; funds; funding; funded; fund it; financed; finance it; pot; pots; whose pot; which pot; purse;
        purse strings; pocket; out of which; out of whose; come out of; comes out of; where would the money; where does the money; find the money; pay for it; pays for it; pay for this; who pays; who'd pay; would pay; afford; affordable; can you afford;
        spend; spending; spent; to spend; allocated; allocation; allocate; capex; opex; capital; operating; cost centre; cost center; line item; budget line; line for; grant; grants; loan; lease; cash for; cash available; available; left this year;
        this year's; next year's; fiscal; financial year; year end; room for; room in; headroom; appetite; price range; range; ceiling; how much have you; how much is there; how much do you have; what have you got; tight; stretch; kitty; war chest; reserves
    """,
    Topic.NEXT_STEP: """
        next step; next steps; what next; where next; happen next; from here; after this; after today; after this call; when we hang up; when we're done; meet again; meet; meeting; speak again; talk again; catch up; follow up; call you; call back; ring you;
        thursday; friday; monday; tuesday; wednesday; tomorrow; next week; week after; this afternoon; morning; o'clock; half past; noon; diary; calendar; in the diary; book; pencil; pencil in; set up a; set a time; arrange; slot; suit; suits; suit you;
        work for you; works for you; convenient; available; free on; free next; time on; date; when can we; when could we; when shall we; how about; shall we; shall i; would it help; useful next; sensible next; way forward; move forward; take it forward;
        take this forward; proceed; leave it there; pick this up; pick it up; come by; come over; come in; visit; stop by; drop by; bring; join us; sit down; sit down with; half an hour; twenty minutes; where do we go; what should we do; what would you like to do
    """,
}

MOOD_PHRASES: dict[str, str] = {
    "pitch": """
        our platform; our product; our system; our service; our software; our solution; our tool; our team; our customers; our clients; our users; our price; our pricing; our fee; we offer; we provide;
        we deliver; we help; we specialise; we do; we can; we could; we'd; we guarantee; we've helped; we saved; we cut; we built; we make; we work with; we've been; years experience; award; certified; accredited;
        number one; market leader; leading; best in class; state of the art; industry leading; demo; demonstration; free trial; trial; discount; percent off; special offer; offer; deal; sign up; sign today; contract; save you; saves you; saving; savings;
        roi; return on; pays for itself; payback; guarantee; guaranteed; integrate; integrates; automates; automated; ai powered; dashboard; feature; features; package; plan; subscription; per user; per month; imagine if; wouldn't it be; what if i told; what if you could;
        one of our; a customer of ours; client of ours; case study; they saw; they cut; they saved; never looked back; swear by; love it; you'd love; you'll love; trust me; game changer; right for you; perfect for you; solve that; solves that; fix that for you; take that off; ours does; ours will
    """,
    "insight": """
        most; most of the; many; a lot of; nine times; one thing i; i've noticed; i noticed; we see; we're seeing; i see; i've seen; i keep seeing; seen that; across the; in your industry; in this business; in your trade; in your line; shops like; firms like; companies like; places like; others in;
        other; everybody; everyone; average; on average; typically; tends to; tend to; usually; often; survey; report; study; research; data; figures; numbers show; statistics; benchmark; trend; market; sector; industry; peers; i read; i saw; i looked; i drove; i walked; i counted; your website;
        your accounts; your site; your reviews; your advert; your job ads; public; published; filed; according to; regulator; new rule; rates; prices; going up; going down; rising; falling
    """,
    "rapport": """
        thanks; thank you; cheers; appreciate; appreciated; grateful; good morning; good afternoon; how are you; how's things; lovely; nice to; pleasure; sorry; apologies; congratulations; congrats; well done; fair play; bless; hope you; weather; weekend; holiday; football; coffee; tea;
        sounds rough; that's tough; must be; must have been; rough; awful; dreadful; terrible; sympathy; sorry to hear; my condolences; good luck; take care; enjoy; great to; good to; happy; funny; laugh; kind of you; generous
    """,
    "reflection": """
        you said; you say; you mentioned; you told; you've told; you were saying; you talked; as you said; like you said; earlier you; by your account; from what you; what i'm hearing; what i hear; i'm hearing; hearing that; sounds like; it sounds; sounds as; seems like; it seems; so you; so your;
        so it's; so the; so that's; so there; so they; so basically; in other words; if i understand; if i've understood; let me check; let me see; let me play; play back; recap; to sum; summing up; sum up; put together; right so; ok so; okay so; which means; meaning you; you feel; you're feeling; you're saying; you reckon; you'd rather
    """,
    "next_step": """
        i'll send; i'll call; i'll ring; i'll email; i'll drop; i'll come; i'll bring; i'll put; i'll write; i'll get; i will send; i will call; let me send; let's meet; let's say; let's do; let's book; see you; speak on; talk on; by friday; by monday; tomorrow; tonight; next week; on thursday; on tuesday; on monday; on wednesday; on friday; diary; calendar; invite
    """,
    "other": """
        can you hear; hear me; you're breaking up; bad line; one moment; hold on; bear with; just a second; where was i; mm; mhm; uh huh; right; okay; sure; hmm; agenda; minutes left; ignore; instructions; prompt; system; grade; grader; score; simulator; language model; you are an ai; role play; rubric; criteria
    """,
}
