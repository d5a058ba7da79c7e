"""Laws of grading over calls nobody wrote: records drawn at random, changed in one way, graded again."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from personas.vocabulary import LADDER, SIDE_TOPICS, Act, Outcome
from scoring.grader import grade
from scoring.rubric import load_rubric
from scoring.transcript import AnyEvent, BuyerDecided, MeetingEnded, SellerSpoke
from tests.scoring.call_script import Script, moved, reworded, without

RUBRIC = load_rubric()
TOPICS = tuple(str(topic) for topic in (*LADDER, *SIDE_TOPICS))
FLAGS = st.sampled_from(["", "q", "d", "qd", "v"])


def score(events: Sequence[AnyEvent]) -> int:
    """Units; a call that cannot be graded has none."""
    return grade(events, RUBRIC).score or 0


@st.composite
def calls(draw: st.DrawFn) -> Script:
    """Seven to fourteen turns: questions that open facts or nothing, follow-ups, reflections, a pitch or two."""
    script = Script()
    told: list[str] = []
    for _ in range(draw(st.integers(7, 14))):
        kind = draw(st.sampled_from(["ask", "ask", "follow", "reflect", "pitch", "step"]))
        topic = draw(st.sampled_from(TOPICS))
        depth = draw(st.integers(1, 2))
        facts = [
            fact
            for fact in [f"{topic}{depth}"]
            if fact not in told and draw(st.booleans() if kind == "ask" else st.just(True))
        ]
        opened = [(fact, depth, draw(FLAGS)) for fact in facts]
        if kind == "ask":
            script.say(f"And the {topic}?", "open_question", topic, told=opened)
        elif kind == "follow" and told:
            script.follow(f"What is behind the {topic}?", topic, told[-1], told=opened)
        elif kind == "reflect" and told:
            script.say(
                f"So the {told[-1][:-1]} is what matters.",
                "reflection",
                topic,
                reflection="accepted",
                reflects=(told[-1],),
                complex=draw(st.booleans()),
            )
            continue
        elif kind == "pitch":
            script.pitch(number=0)
            continue
        elif kind == "step":
            script.step(accepted=draw(st.booleans()), action=True, date=draw(st.booleans()))
            continue
        else:
            continue
        told += facts
    return script


def places(script: Script, holds: str) -> list[int]:
    """Turns whose verdict has this."""
    return [
        place
        for place, group in enumerate(script.groups)
        if isinstance(group[1], BuyerDecided) and getattr(group[1].verdict, holds)
    ]


@settings(max_examples=60, deadline=None)
@given(calls(), st.data())
def test_a_pitch_moved_earlier_never_raises_the_score(script: Script, data: st.DataObject) -> None:
    """Any uninvited pitch, any number of turns earlier, in a record that says nothing else."""
    pitches = places(script, "pitch")
    if not pitches:
        return
    place = data.draw(st.sampled_from(pitches))
    to = data.draw(st.integers(0, place))
    assert score(moved(script, place, to)) <= score(script.events)


@settings(max_examples=60, deadline=None)
@given(calls(), st.data())
def test_a_follow_up_taken_out_never_raises_the_score(script: Script, data: st.DataObject) -> None:
    """The question and what it opened, gone."""
    linked = places(script, "follows")
    if not linked:
        return
    place = data.draw(st.sampled_from(linked))
    assert score(without(script, place)) <= score(script.events)


@settings(max_examples=40, deadline=None)
@given(calls(), st.sampled_from(["Thank you, that is kind.", "Um, you know.", "Well, I mean."]))
def test_filler_and_politeness_change_nothing(script: Script, filler: str) -> None:
    """A few words more in every turn, and the act of rapport beside what the turn does."""
    longer = reworded(script, lambda text: f"{text} {filler}", seller_only=True)
    warm = [
        event.model_copy(update={"acts": (*event.acts, Act.RAPPORT)})
        if isinstance(event, SellerSpoke)
        else event
        for event in longer
    ]
    assert score(longer) == score(warm) == score(script.events)


@settings(max_examples=40, deadline=None)
@given(calls(), st.sampled_from(["marvel", "wonder", "device", "engine"]))
def test_eloquence_and_names_change_nothing(script: Script, word: str) -> None:
    """Another word for what is pitched, another name for who is met and who asks."""
    finer = reworded(script, lambda text: text.replace("platform", word), seller_only=True)
    renamed = [
        event.model_copy(
            update={
                "buyer": "Wilhelmina",
                "persona": "somebody-else",
                "seller_company": "Fennimore",
            }
        )
        if event.type == "meeting_opened"
        else event
        for event in finer
    ]
    assert score(renamed) == score(script.events)


@settings(max_examples=40, deadline=None)
@given(calls(), st.sampled_from([o for o in Outcome if o is not Outcome.OTHER_LANGUAGE]))
def test_the_ending_is_no_input(script: Script, outcome: Outcome) -> None:
    """Whatever became of it, the score is the same."""
    ended = [
        event.model_copy(update={"ending": str(outcome), "outcome": outcome})
        if isinstance(event, MeetingEnded)
        else event
        for event in script.events
    ]
    assert score(ended) == score(script.events)
