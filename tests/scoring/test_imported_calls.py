"""An imported transcript becomes a record: what is inferred and what is not."""

from collections.abc import Sequence

import pytest

from personas.vocabulary import How, Outcome, Topic
from scoring.grader import grade
from scoring.hearing.heard import Heard, Span
from scoring.hearing.reader import Said
from scoring.hearing.words import sentences
from scoring.imported import read_call
from scoring.inferred import Line, accepts, corrects, is_specific
from scoring.rubric import load_rubric
from scoring.transcript import AnyEvent, BuyerDecided, FactDisclosed, MeetingEnded, SellerSpoke
from scoring.verdict import Verdict

RUBRIC = load_rubric()


def all_noted(lines: Sequence[Said]) -> list[Heard]:
    return [noted(line.text) for line in lines]


def noted(text: str) -> Heard:
    """Hears what a note at the end of each sentence says: '{open_question goal}', '{+mark}', '{~weakly}'."""
    spans, marks = [], []
    flags: dict[str, bool] = {}
    for start, end in sentences(text):
        part = text[start:end]
        for note in part.split("{")[1:]:
            first, *rest = note.split("}")[0].split()
            if first.startswith("+"):
                marks.append(first[1:])
            elif first in ("specific", "answers"):
                flags[first] = True
            else:
                sure = 0.3 if first.startswith("~") else 0.95
                spans.append(Span(start, end, first.lstrip("~"), tuple(rest), sure))
    return Heard(
        acts=tuple(dict.fromkeys(span.act for span in spans)) or ("other",),
        topics=tuple(dict.fromkeys(topic for span in spans for topic in span.topics)),
        spans=tuple(spans),
        marks=tuple(marks),
        specific=flags.get("specific", False),
        answers=flags.get("answers", False),
    )


def call(*lines: str) -> list[AnyEvent]:
    """The record of lines 'S …' and 'B …'."""
    turns = [
        ("seller" if line[0] == "S" else "buyer", line[2:], number)
        for number, line in enumerate(lines, 1)
    ]
    return read_call(turns, hear=all_noted)


def facts(events: Sequence[AnyEvent]) -> list[FactDisclosed]:
    return [event for event in events if isinstance(event, FactDisclosed)]


def verdicts(events: Sequence[AnyEvent]) -> list[Verdict]:
    return [event.verdict for event in events if isinstance(event, BuyerDecided)]


ASKED = "S What goes wrong {open_question problem}"
TOLD = "B The builder pays after 84 days {disclosure problem} {specific}"


def test_turns_lines_and_words_are_kept() -> None:
    """Turns count from 0 and the text stays verbatim with its line of the file."""
    events = call(ASKED, TOLD)
    spoke = next(event for event in events if isinstance(event, SellerSpoke))
    assert (spoke.turn, spoke.text, spoke.line) == (0, ASKED[2:], 1)
    assert [event.seq for event in events] == list(range(len(events)))


def test_a_fact_is_elicited_when_asked_about_just_before() -> None:
    """Otherwise it is volunteered and earns nothing."""
    elicited, volunteered = facts(
        call(ASKED, "B It is late {disclosure problem}. I want out {disclosure goal}")
    )
    assert (elicited.fact, elicited.how, elicited.inferred) == ("problem1", How.ELICITED, True)
    assert (volunteered.fact, volunteered.how) == ("goal1", How.VOLUNTEERED)


def test_a_generic_prompt_elicits_what_answers_it() -> None:
    """'Go on' has no topic; the answer to it was still asked for."""
    told = facts(call("S Go on {open_question}", "B I want out {disclosure goal} {answers}"))
    assert told[0].how is How.ELICITED


def test_only_a_specific_line_gives_depth_two() -> None:
    """A number, date, name or consequence; else it is on the surface."""
    deep, flat = facts(call(ASKED, TOLD, ASKED, "B Stock goes missing {disclosure problem}"))
    assert (deep.depth, deep.quantified) == (2, True)
    assert (flat.depth, flat.quantified) == (1, False)


def test_a_name_makes_the_clause_that_holds_it_specific() -> None:
    """What the line was heard to name: the other clause of the line stays on the surface."""
    told = "The drawings go to Marchetti", "Another firm is asked about price"
    line = Line(1, "buyer", ". ".join(told), None, Heard(names=("Marchetti", "An"), specific=True))
    assert [is_specific(line, text, alone=False) for text in told] == [True, False]


def test_a_number_the_seller_spoke_first_is_not_the_buyers() -> None:
    """Unless the buyer had said it before."""
    lent = facts(
        call(
            "S Is it $1,950 a month {closed_question impact}",
            "B It is $1,950 a month {disclosure impact} {specific}",
        )
    )
    own = facts(
        call(
            "S What does it cost {open_question impact}",
            "B It is $1,950 a month {disclosure impact} {specific}",
        )
    )
    assert (lent[0].quantified, own[0].quantified) == (False, True)


def test_an_impact_needs_its_period() -> None:
    """A figure without its time is no quantified impact."""
    told = facts(
        call("S Cost {open_question impact}", "B Some $1,950 {disclosure impact} {specific}")
    )
    assert told[0].quantified is False


@pytest.mark.parametrize(
    ("asked", "reply", "figure"),
    [
        ("How much is that a month", "Three eighty", True),
        ("How many walk off in a week", "Six", True),
        ("What does that do a month", "Three eighty", False),
    ],
)
def test_who_asks_how_much_names_the_unit(asked: str, reply: str, figure: bool) -> None:
    """A bare number answers "how much" and "how many" with the unit of the question."""
    told = facts(call(f"S {asked} {{open_question impact}}", f"B {reply} {{disclosure impact}}"))
    assert [fact.quantified for fact in told] == [figure]


@pytest.mark.parametrize(
    ("reply", "dates"),
    [
        ("Pay is first, then the routes, and they want a plan by January", [True, False]),
        ("They want a plan by January", [True]),
        ("It comes right behind the pay", [False]),
        ("After the roof it's the next thing, and the grant closes in April", [True, False]),
        ("We will look at it after the holidays, in January", [True]),
    ],
)
def test_a_rank_and_a_date_in_one_breath_are_two_things(reply: str, dates: list[bool]) -> None:
    """Where it ranks and what sets the clock each count, however few sentences they come in."""
    told = facts(
        call(
            "S Where does it sit? {open_question priority}",
            f"B {reply} {{disclosure priority}} {{specific}} {{answers}}",
        )
    )
    assert [fact.dated for fact in told] == dates
    assert [fact.depth for fact in told] == [2, 1][: len(dates)], (
        "the rank beside a date is shallow"
    )
    assert len({fact.fact for fact in told}) == len(dates)


def test_the_same_thing_said_again_is_no_new_fact() -> None:
    """Repeating a fact discloses nothing."""
    assert len(facts(call(ASKED, TOLD, ASKED, TOLD))) == 1


def test_a_question_follows_what_it_takes_up() -> None:
    """By content, for three seller turns, twice at most."""
    again = "S The builder and his 84 days: how come {open_question cause}"
    found = [verdict.follows for verdict in verdicts(call(ASKED, TOLD, again, again, again))]
    assert found == [(), ("problem1",), ("problem1",), ()]
    late = [ASKED, TOLD, "S Hm", "B Hm", "S Hm", "B Hm"]
    assert verdicts(call(*late, again))[-1].follows == ("problem1",)
    assert verdicts(call(*late, "S Hm", "B Hm", again))[-1].follows == ()


def test_a_reflection_is_accepted_when_the_buyer_confirms() -> None:
    """It is wrong when the buyer corrects it, and nothing when neither."""
    mirror = "S So the builder takes 84 days to pay {reflection problem}. Late {other}"

    def reflection(reply: str) -> str:
        return verdicts(call(ASKED, TOLD, "S Hm", "B Hm", mirror, reply))[-1].reflection

    assert reflection("B Yes {confirm}") == "accepted"
    assert reflection("B No, 48 {correct}") == "wrong"
    assert reflection("B Hm") == "none"


def test_a_reflection_stands_when_the_buyer_goes_on_from_it() -> None:
    """Who tells more and puts nothing right has let it stand; beside a pitch, or with a correction, nothing did."""
    told = "B Two nights a week, then {disclosure impact} {answers}"
    mirror = "S So the builder takes 84 days to pay {reflection problem}. Who chases it {open_question impact}"

    def reflection(said: str, reply: str) -> str:
        return verdicts(call(ASKED, TOLD, "S Hm", "B Hm", said, reply))[-1].reflection

    assert reflection(mirror, told) == "accepted"
    assert reflection(f"{mirror}. We chase for you {{pitch}}", told) == "none"
    assert reflection(mirror, f"{told}. Fewer days than that {{correct}}") != "accepted"
    assert reflection(mirror, f"B But {told[2:]}") != "accepted"


def test_a_summary_is_confirmed_by_a_yes_alone() -> None:
    """Going on from it lets what was given back stand; it does not confirm the sum of it."""
    summed = (
        "S So the builder takes 84 days to pay and the overdraft runs to nine thousand a month "
        "because of it {reflection problem impact}. How come {open_question cause}"
    )
    owed = "B Nine thousand a month on the overdraft {disclosure impact} {specific} {answers}"
    before = (ASKED, TOLD, "S What does it cost {open_question impact}", owed)
    gone_on = verdicts(call(*before, summed, "B He can {disclosure cause} {answers}"))[-1]
    agreed = verdicts(call(*before, summed, "B Yes. He can {confirm} {disclosure cause}"))[-1]
    assert (gone_on.reflection, gone_on.summary) == ("accepted", "none")
    assert (agreed.reflection, agreed.summary) == ("accepted", "confirmed")


def test_reckoning_goes_on_from_what_was_just_told() -> None:
    """Other figures than the buyer's are joint arithmetic on the last answer, once the buyer says yes to them."""
    cost = "S What does one cost {open_question impact}"
    each = "B They say four thousand pounds each {disclosure impact} {specific} {answers}"
    reckoned = "S Call it three, so eighteen thousand a month {reflection impact}"
    yes = verdicts(call(ASKED, TOLD, cost, each, reckoned, "B Yes, about right {confirm}"))[-1]
    no = verdicts(call(ASKED, TOLD, cost, each, reckoned, "B Hm"))[-1]
    assert (yes.reflection, yes.reflects, yes.complex) == ("accepted", ("impact1",), True)
    assert no.reflection == "none"


@pytest.mark.parametrize(
    ("said", "presumes"),
    [
        ("You wrote that the rota falls apart at weekends. How", True),
        ("You put on the form that people do not turn up. Tell me more", True),
        ("You mentioned at the trade fair that returns drive you mad. How so", True),
        ("You told me just now that returns drive you mad. How so", False),
        ("You said you lost two of them last week. How so", False),
        ("You told me there was a fire. What then", False),
        ("You wrote off the second lorry. Why", False),
        ("You put in new doors. What for", False),
        ("How do returns reach you", False),
    ],
)
def test_what_the_buyer_wrote_before_the_call_is_a_basis(said: str, presumes: bool) -> None:
    """In an imported call, which has no brief, it stands for one when something is asked of it."""
    assert verdicts(call(f"S {said} {{open_question problem}}", "B Hm"))[0].presumption is presumes


def test_an_insight_goes_on_from_what_was_told_about_its_topic() -> None:
    """A hypothesis earns a further cause as a question does; out of nothing it is linked to nothing."""
    insight = "S Mostly it is the hand-over {insight cause}"
    why = ("S Why {open_question cause}", "B We wait for the lab {disclosure cause} {answers}")
    assert verdicts(call(*why, insight, "B True"))[-1].linked
    assert not verdicts(call(insight, "B True"))[-1].linked


@pytest.mark.parametrize(
    ("second", "level"),
    [("Pay comes first, then this", 3), ("The first of June, when the season opens", 2)],
)
def test_a_second_reason_for_now_is_no_rank(second: str, level: int) -> None:
    """Of an imported call only the buyer's words tell whether a fact ranks it or dates it."""
    asked = "S And where does it stand {open_question priority}"
    events = call(
        "S Why now {open_question priority}",
        "B The audit is in April {disclosure priority} {specific} {answers}",
        *(asked, f"B {second} {{disclosure priority}} {{answers}}"),
        *("S Hm", "B Hm") * 5,
    )
    urgency = next(c for c in grade(events, RUBRIC).criteria if c.id == "urgency")
    assert urgency.level == level


def test_an_echo_is_a_parrot() -> None:
    """Giving the last line back adds nothing."""
    assert verdicts(
        call(ASKED, TOLD, "S The builder pays after 84 days {reflection problem} {specific}")
    )[-1].parrot


def test_a_waiting_problem_question_is_dodged_by_selling() -> None:
    """And answered by a reason."""
    hook = "S You lose money {insight impact}"
    why = "B What makes you say that {problem_question}"
    sold = verdicts(call(hook, why, "S Our demo shows it {pitch}"))[-1]
    reasoned = verdicts(call(hook, why, "S Three in four do {insight}"))[-1]
    assert (sold.problem_question, reasoned.problem_question) == ("dodged", "answered")


def test_a_pitch_is_invited_once_the_buyer_asked_for_it() -> None:
    """'How can you help?' makes every later pitch an invited one."""
    found = verdicts(
        call("S Ours is best {pitch}", "B How can you help {invite}", "S Ours types {pitch}")
    )
    assert [verdict.pitch and verdict.pitch.invited for verdict in found] == [False, True]


def test_what_is_hardly_an_invitation_invites_nothing() -> None:
    """Every later pitch leans on it, so a weak guess does not do."""
    found = verdicts(
        call("S Hm", "B What's this about then {~invite}", "S Ours types {pitch}", "B Hm")
    )
    assert [verdict.pitch and verdict.pitch.invited for verdict in found] == [None, False]


def test_one_short_answer_about_the_product_is_no_pitch() -> None:
    """The buyer asked; a second answer, or a long one, is a pitch."""
    ask = "B What does it do {product_question}"
    found = verdicts(call("S Hm", ask, "S It types {pitch}", ask, "S It files {pitch}"))
    assert [verdict.pitch is not None for verdict in found] == [False, False, True]
    long = verdicts(call("S Hm", ask, f"S {'It types ' * 13} {{pitch}}"))
    assert long[-1].pitch is not None


def test_agreeing_to_be_sent_something_is_no_agreed_next_step() -> None:
    """The rubric's "I'll send info" is none, however gladly it is taken."""
    sent = "S I'll send you the deck {next_step}"
    step = verdicts(call(ASKED, TOLD, sent, "B Lovely {agree_next_step}"))[-1].next_step
    assert step is not None
    assert not step.accepted


def test_a_next_step_is_accepted_when_the_buyer_agrees() -> None:
    """With the parts its words name."""
    events = call(
        "S I'll ring you on Thursday at nine {next_step}", "B Thursday it is {agree_next_step}"
    )
    step = verdicts(events)[0].next_step
    assert step is not None
    assert (step.accepted, step.action, step.owner, step.date) == (True, True, True, True)
    ended = events[-1]
    assert isinstance(ended, MeetingEnded)
    assert (ended.outcome, ended.ended_by) == (Outcome.NEXT_STEP_AGREED, "agreement")


def test_a_buyer_who_ends_the_call_ends_it() -> None:
    """So that a short call is still graded."""
    ended = call("S Ours is best {pitch}", "B Goodbye {end_call}")[-1]
    assert isinstance(ended, MeetingEnded)
    assert ended.ended_by == "buyer"


def test_a_hint_nobody_took_up_is_a_missed_cue() -> None:
    """Something personal that was not asked about, not taken up within two seller turns."""
    hint = "B Late. And I miss my evenings for it {disclosure impact}"
    missed = call("S Stock {open_question goal}", hint, "S Hm", "B Hm", "S Hm", "B Hm")
    taken = call(
        "S Stock {open_question goal}", hint, "S Hm", "B Hm", "S And that {open_question impact}"
    )
    assert grade(missed, RUBRIC).metrics["missed_cues"] == [1]
    assert grade(taken, RUBRIC).metrics["missed_cues"] == []
    assert grade(missed, RUBRIC).metrics["cues_inferred"] is True


def test_a_repeated_question_is_noticed() -> None:
    """Only when it had been answered."""
    found = [verdict.repeated for verdict in verdicts(call(ASKED, TOLD, ASKED, "B Hm"))]
    assert found == [False, True]


def test_what_needs_the_buyers_mind_is_null() -> None:
    """Never an empty list or a zero."""
    metrics = grade(call(ASKED, TOLD), RUBRIC).metrics
    nulls = ("facts_available", "lies_told", "probes", "lies_surfaced")
    assert [metrics[name] for name in nulls] == [None] * 4


def test_a_whole_imported_call_is_graded() -> None:
    """Good questions earn levels on inferred facts."""
    events = call(
        ASKED,
        TOLD,
        "S By when must the builder pay {open_question goal}",
        "B I open a second shop in October {disclosure goal} {specific}",
        "S Why does he pay late {open_question cause}",
        "B Our invoices leave late {disclosure cause}",
        "S Late invoices because of what {open_question cause}",
        "B The sheets sit in the van until Friday {disclosure cause} {specific}",
        "S What do those sheets in the van cost {open_question impact}",
        "B About $1,950 a month in interest {disclosure impact} {specific}",
        "S So the van costs you $1,950 a month of interest {reflection cause impact}",
        "B Exactly {confirm}",
    )
    card = grade(events, RUBRIC)
    levels = {item.id: item.level for item in card.criteria}
    assert (levels["goals"], levels["problem"], levels["causes"], levels["impact"]) == (3, 3, 3, 3)
    assert card.source == "imported"
    assert card.metrics["topics_explored"] == ["goal", "problem", "cause", "impact"]
    assert {event.topic for event in facts(events)} == {
        Topic.GOAL,
        Topic.PROBLEM,
        Topic.CAUSE,
        Topic.IMPACT,
    }


@pytest.mark.parametrize(
    ("turns", "message"),
    [
        ([], "no seller line"),
        ([("buyer", "Hello", 1)], "no seller line"),
        ([("seller", "Hello", 1)], "no buyer line"),
        ([("seller", "Hello", 1), ("waiter", "Soup?", 7)], "line 7: the speaker is 'waiter'"),
    ],
)
def test_a_transcript_without_both_speakers_is_refused(
    turns: list[tuple[str, str, int | None]], message: str
) -> None:
    """Never silently a call of no turns."""
    with pytest.raises(ValueError, match=message):
        read_call(turns, hear=all_noted)


def test_the_real_reader_hears_both_speakers() -> None:
    """Whatever it hears, the record is whole and is graded without a crash."""
    events = read_call(
        [("buyer", "Hello?", 1), ("seller", "What goes wrong?", 2), ("buyer", "…", 3)]
    )
    assert [event.type for event in events] == [
        "meeting_opened",
        "buyer_spoke",
        "seller_spoke",
        "buyer_decided",
        "buyer_spoke",
        "meeting_ended",
    ]
    assert grade(events, RUBRIC).status == "not_evaluable"


@pytest.mark.parametrize(
    ("reply", "accepted"),
    [
        ("Yeah. I've not heard it said like that, but yeah.", True),
        ("No, that's fair. It's more than the new oven.", True),
        ("exactly that's exactly it and it feeds itself", True),
        ("It is, three hundred nights a year.", True),
        ("No, it's the other way round.", False),
        ("Yes, but only on Mondays.", False),
        ("Not quite.", False),
        ("They do. Every week.", True),
        ("You've got it.", True),
        ("Yesterday we lost two.", False),
        ("Correction, it was nine.", False),
        ("We have never said that.", False),
        ("I have no idea.", False),
        ("You've got that wrong.", False),
        ("Ye've got it in one.", True),
        ("When you say it like that, yeah.", True),
    ],
)
def test_a_reply_accepts_by_its_first_words(reply: str, accepted: bool) -> None:
    """What was given back is accepted or not by how the reply begins."""
    line = Line(1, "buyer", reply, None, Heard())
    assert accepts(None, [line]) is accepted


def test_a_short_question_that_points_back_follows_when_it_earns() -> None:
    """'And why is that?' takes up what was just told, if something comes of it."""
    why = "S And why is that {open_question cause}"
    earned = verdicts(call(ASKED, TOLD, why, "B Nobody chases {disclosure cause}"))
    assert earned[1].follows == ("problem1",)
    assert verdicts(call(ASKED, TOLD, why, "B No idea {deflect}"))[1].follows == ()
    late = call(
        ASKED, TOLD, "S Hm", "B Hm", "S Hm", "B Hm", why, "B Nobody chases {disclosure cause}"
    )
    assert verdicts(late)[-1].follows == ("problem1",)


@pytest.mark.parametrize(
    ("said", "presumed"),
    [
        ("Most bakers wait for flour {insight problem}. Do you {closed_question problem}", True),
        ("Is that Ruth {closed_question problem}. I nearly booked it myself {insight}", False),
        ("Most bakers wait for flour {insight problem}", False),
    ],
)
def test_an_insight_is_put_as_a_question_by_what_is_asked_after_it(
    said: str, presumed: bool
) -> None:
    """A question that came before does not put it to the buyer."""
    assert verdicts(call(f"S {said}", "B Well"))[0].presumption is presumed


def test_what_is_added_to_a_reflection_that_is_not_accepted_is_volunteered() -> None:
    """Only an accepted reflection earns what comes with the answer."""
    given = "S So you wait for the builders {reflection cause}"
    added = [
        facts(call(ASKED, TOLD, given, f"B {reply} {{disclosure cause}}"))[-1].how
        for reply in ("Yes, nobody chases them", "We post late, mind")
    ]
    assert added == [How.ELICITED, How.VOLUNTEERED]


def test_an_impacts_period_may_stand_in_the_question() -> None:
    """'What does it cost a month?' needs no second 'a month'."""
    told = facts(
        call(
            "S What does a floor cost you a month {open_question impact}",
            "B Some thirty two thousand a floor {disclosure impact} {specific}",
        )
    )
    assert told[0].quantified is True


@pytest.mark.parametrize(
    ("asked", "reply", "accepted"),
    [
        ("Have I left out something?", "No, it is all there.", True),
        ("Is there more?", "No, that's the whole sorry tale.", True),
        ("did i miss anything", "nope", True),
        ("Is there more?", "No. But you have the date wrong.", False),
        ("Is there more?", "No, only it was nine, but never mind.", False),
        ("Is that right?", "No, it was nine.", False),
    ],
)
def test_a_no_to_what_was_left_out_accepts(asked: str, reply: str, accepted: bool) -> None:
    """Nothing was left out: what was summed up stands."""
    line = Line(0, "seller", f"So it pays late. {asked}", None, Heard())
    assert accepts(line, [Line(1, "buyer", reply, None, Heard())]) is accepted


def heard_as(reply: str, *acts: tuple[str, float]) -> Line:
    spans = tuple(Span(0, len(reply), act, ("problem",), sure) for act, sure in acts)
    return Line(1, "buyer", reply, None, Heard(acts=tuple(a for a, _ in acts), spans=spans))


@pytest.mark.parametrize(
    ("asks", "reply", "acts", "wrong"),
    [
        (True, "They rattle.", (("disclosure", 0.87), ("correct", 0.19)), False),
        (True, "They rattle.", (("disclosure", 0.2), ("correct", 0.7)), True),
        (True, "No, they rattle.", (("disclosure", 0.87), ("correct", 0.19)), True),
        (True, "They rattle.", (("correct", 0.19),), True),
        (False, "They rattle.", (("disclosure", 0.87), ("correct", 0.19)), True),
    ],
)
def test_an_answer_to_the_question_of_the_same_turn_corrects_nothing(
    asks: bool, reply: str, acts: tuple[tuple[str, float], ...], wrong: bool
) -> None:
    """Unless it denies, or is heard as a correction before all else."""
    question = (Span(0, 5, "open_question", (), 0.9),) if asks else ()
    line = Line(0, "seller", "What?", None, Heard(spans=question, acts=("open_question",) * asks))
    assert corrects(line, [heard_as(reply, *acts)]) is wrong


def test_a_reflection_in_words_of_ones_own_takes_up_what_was_told_just_before() -> None:
    """If the buyer's first words accept it; being heard as agreeing is too little for that."""
    given = "S So nobody minds {reflection}"

    def taken_up(reply: str) -> tuple[str, ...]:
        return verdicts(call(ASKED, TOLD, given, reply))[-1].reflects

    assert taken_up("B Correct {confirm}") == ("problem1",)
    assert taken_up("B Aye, that's about the size of it") == ("problem1",)
    assert taken_up("B More like sixty {confirm}") == ()


def test_a_reflection_may_join_two_facts_by_a_word_of_each() -> None:
    """One word shared with a single old fact is too little."""
    other = ("S And who minds {open_question cause}", "B My clerks resent it {disclosure cause}")
    late = ("S Hm", "B Hm")
    joins = "S So clerks suffer from the builder {reflection}"
    joined = verdicts(call(ASKED, TOLD, *other, *late, joins, "B Exactly"))[-1].reflects
    single = verdicts(call(ASKED, TOLD, *late, joins, "B Exactly"))[-1].reflects
    assert (joined, single) == (("problem1", "cause1"), ())


def test_a_bare_question_goes_on_from_what_was_told() -> None:
    """'From what to what?' is about it, and so is its answer; a question of another matter is not."""
    wish = ("S Aim {open_question goal}", "B To reduce the delay {disclosure goal}")
    told = "B It takes nineteen days {disclosure} {specific} {answers}"
    bare = facts(call(*wish, "S Reduce from what to what {open_question}", told))
    other = facts(call(*wish, "S What do you pay now {open_question}", told))
    assert [(fact.topic, fact.how) for fact in bare[1:]] == [(Topic.GOAL, How.ELICITED)]
    assert other[1:] == []


def test_a_short_answers_figure_is_about_what_was_asked() -> None:
    """What else a short answer touches stays on the surface; a long one may be specific about both."""

    def depths(more: str) -> list[int]:
        reply = f"B My boss wants 95 by the end of the quarter{more} {{disclosure goal priority}}"
        return [
            fact.depth for fact in facts(call("S Aim {open_question goal}", reply + " {specific}"))
        ]

    assert depths("") == [2, 1]
    assert depths(" and we are off it by a good deal" * 3) == [2, 2]


@pytest.mark.parametrize(
    ("reply", "how"),
    [
        ("No, hold on", How.VOLUNTEERED),
        ("No, I said we wait", How.VOLUNTEERED),
        ("I just told you, we wait", How.VOLUNTEERED),
        ("Hold on, it is here, we wait", How.ELICITED),
        ("No, we wait", How.ELICITED),
    ],
)
def test_who_holds_the_seller_up_answers_nothing(reply: str, how: How) -> None:
    """What is said once more in protest was not brought out by the question."""
    assert facts(call(ASKED, f"B {reply} {{disclosure problem}}"))[0].how is how


def test_trust_me_dodges_a_waiting_problem_question() -> None:
    """It gives no reason; said along with one it does no harm."""
    asked = ("S You lose money {insight impact}", "B What makes you say that {problem_question}")
    waved = verdicts(call(*asked, "S Trust me, what is your tax number {open_question}"))[-1]
    reasoned = verdicts(call(*asked, "S Believe me, three in four do {insight}"))[-1]
    assert (waved.problem_question, reasoned.problem_question) == ("dodged", "answered")


def test_a_reflection_beside_a_pitch_is_accepted_in_so_many_words() -> None:
    """What 'aha' agrees to after a pitch nobody knows."""
    given = "S So the builder takes 84 days {reflection problem}. Ours takes two {pitch}"
    found = [
        verdicts(call(ASKED, TOLD, given, reply))[-1].reflection
        for reply in ("B Aha {confirm}", "B Yes, it does {confirm}")
    ]
    assert found == ["none", "accepted"]
