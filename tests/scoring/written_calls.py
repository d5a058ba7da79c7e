"""Two calls that do everything right: one ends with an invitation, one is lied to throughout."""

from typing import Any

from personas.vocabulary import Topic
from scoring.transcript import BriefFactCard, FactCard
from tests.scoring.call_script import Script, Told


def mastered() -> Script:
    """A call that does everything right and pitches once asked to."""
    return closing(exploring(Script(facts=_CARDS, brief_facts=_BRIEF)), invited=True)


def deceived() -> Script:
    """The same call with a lie that never gives way: no invitation, no pitch."""
    script = exploring(Script(facts=_CARDS, brief_facts=_BRIEF), lie_stage="hold")
    return closing(script, invited=False)


_CARDS = tuple(
    FactCard(id=name, topic=Topic(name.rstrip("0123456789")), depth=depth)
    for name, depth in (("impact1", 1), ("impact2", 2), ("impact3", 2))
)
_BRIEF = (BriefFactCard(id="terms", text="Her quotes say thirty days.", about=("thirty days",)),)


def exploring(script: Script, **always: Any) -> Script:
    """Opens everything with linked follow-ups, reflections and a confirmed summary."""

    def ask(text: str, topic: str, after: str, *told: Told, reply: str, **more: Any) -> None:
        follows = (after,) if after else ()
        script.say(
            text,
            "open_question",
            topic,
            told=told,
            reply=reply,
            follows=follows,
            opportunity=bool(script.groups and after),
            linked=bool(after),
            **{**always, **more},
        )

    ask(
        "Your quotes say thirty days and your accounts nearer sixty; how does that show up?",
        "problem",
        "",
        ("problem1", 1, ""),
        reply="Customers pay late, all of them.",
        presumption=True,
        basis=("terms",),
    )
    ask(
        "If they paid on time, where would you want to be?",
        "goal",
        "problem1",
        ("goal1", 1, ""),
        ("goal2", 2, "qd"),
        reply="I want a second site. It has to open by October with $180,000 down.",
    )
    ask(
        "Which of those late payers do you remember best?",
        "problem",
        "problem1",
        ("problem2", 2, "q"),
        reply="The builder takes 84 days.",
    )
    ask(
        "What happens here before the builder gets his invoice?",
        "cause",
        "problem2",
        ("cause1", 1, ""),
        reply="Our invoices go out slowly.",
    )
    ask(
        "Slowly because of what?",
        "cause",
        "cause1",
        ("cause2", 2, "qd"),
        reply="The job sheets sit in the van until Friday.",
    )
    ask(
        "What have you tried to get those sheets out of the van?",
        "current_state",
        "cause2",
        ("current_state1", 1, ""),
        reply="We tried a box by the door for a while.",
    )
    ask(
        "What do those days in the van cost you?",
        "impact",
        "cause2",
        ("impact2", 2, "q"),
        reply="The interest is $1,950 a month.",
    )
    ask(
        "And what does that $1,950 mean for you yourself?",
        "impact",
        "impact2",
        ("impact3", 2, "q"),
        reply="Six hours a week, after dinner.",
    )
    script.say(
        "So the sheets wait in the van, the builder waits 84 days, and you pay $1,950 a month.",
        "reflection",
        "impact",
        reply="That is exactly it.",
        reflection="accepted",
        reflects=("goal2", "problem2", "cause2", "impact2"),
        complex=True,
        summary="confirmed",
        confirms=(Topic.GOAL, Topic.PROBLEM, Topic.IMPACT),
        **always,
    )
    ask(
        "Where does that stand next to everything else?",
        "priority",
        "impact3",
        ("priority1", 1, ""),
        ("priority2", 2, "d"),
        reply="Second, after hiring. The option lapses on September 30.",
    )
    ask(
        "If the option lapses and nothing has changed?",
        "inaction",
        "priority2",
        ("inaction2", 2, "q"),
        reply="Then I lose the $40,000.",
        invited=not always,
    )
    ask(
        "What has changed since you set that October date?",
        "change",
        "goal2",
        ("change1", 1, "d"),
        reply="Nadine retired in March.",
    )
    ask(
        "Since Nadine left, who has a say?",
        "stakeholders",
        "change1",
        ("stakeholders1", 1, "q"),
        reply="My brother signs above $10,000.",
    )
    ask(
        "How do you and your brother settle such a thing?",
        "process",
        "stakeholders1",
        ("process1", 2, "d"),
        reply="The accountant looks first, in two weeks.",
    )
    ask(
        "Which other ways out are you looking at already?",
        "competition",
        "process1",
        reply="None worth naming.",
        marks=("presuming",),
    )
    script.say(
        "It sounds as if the typing wears on you more than the interest does.",
        "reflection",
        "impact",
        reply="You could say that.",
        reflection="accepted",
        reflects=("impact2", "impact3"),
        complex=True,
        **always,
    )
    return script


def closing(script: Script, *, invited: bool) -> Script:
    """The pitch where one was asked for, and a next step with all its parts."""
    if invited:
        script.pitch(
            "You said the sheets wait until Friday; we type them the same night. Would that fit?",
            invited=True,
            fits=True,
            asks_fit=True,
        )
    return script.step(
        "To recap: I come on Thursday at nine, with your brother, and you bring five invoices.",
        accepted=True,
        action=True,
        owner=True,
        date=True,
        purpose=True,
        attendees=True,
        buyer_brings=True,
        recap=True,
    )
