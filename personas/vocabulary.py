"""The words of the field, each with one name used everywhere: content, engine, rubric, screens, JSON.

Changing a value here changes a public interface: logs, packs and other programs hold these strings.
"""

from enum import StrEnum


class Topic(StrEnum):
    """What a question, a reflection or a disclosure is about."""

    GOAL = "goal"
    PROBLEM = "problem"
    CAUSE = "cause"
    IMPACT = "impact"
    PRIORITY = "priority"
    INACTION = "inaction"
    PROCESS = "process"
    STAKEHOLDERS = "stakeholders"
    CHANGE = "change"
    CURRENT_STATE = "current_state"
    COMPETITION = "competition"
    BUDGET = "budget"
    NEXT_STEP = "next_step"


LADDER: tuple[Topic, ...] = (
    Topic.GOAL,
    Topic.PROBLEM,
    Topic.CAUSE,
    Topic.IMPACT,
    Topic.PRIORITY,
    Topic.INACTION,
)
"""The six rungs a buyer climbs before a pitch is welcome, in order."""

SIDE_TOPICS: tuple[Topic, ...] = (Topic.CHANGE, Topic.STAKEHOLDERS, Topic.PROCESS)
"""What the ladder does not hold and a good call still finds out."""


class Act(StrEnum):
    """What a seller does with a clause."""

    OPEN_QUESTION = "open_question"
    CLOSED_QUESTION = "closed_question"
    REFLECTION = "reflection"
    PITCH = "pitch"
    INSIGHT = "insight"
    NEXT_STEP = "next_step"
    RAPPORT = "rapport"
    OTHER = "other"


QUESTIONS: frozenset[str] = frozenset({Act.OPEN_QUESTION, Act.CLOSED_QUESTION})


class BuyerAct(StrEnum):
    """What a buyer does with a clause."""

    DISCLOSURE = "disclosure"
    CONFIRM = "confirm"
    CORRECT = "correct"
    DEFLECT = "deflect"
    PROBLEM_QUESTION = "problem_question"
    PRODUCT_QUESTION = "product_question"
    PRICE_QUESTION = "price_question"
    INVITE = "invite"
    AGREE_NEXT_STEP = "agree_next_step"
    DECLINE = "decline"
    END_CALL = "end_call"
    OTHER = "other"


class Stance(StrEnum):
    """How the buyer feels about the seller, as a voice may show it."""

    LEAVING = "leaving"
    GUARDED = "guarded"
    WARY = "wary"
    OPEN = "open"
    WARM = "warm"


class Level(StrEnum):
    """How hard a call is. Starting trust never changes with it."""

    EASY = "easy"
    STANDARD = "standard"
    HARD = "hard"


class How(StrEnum):
    """How a fact came out. Only an elicited fact earns credit."""

    ELICITED = "elicited"
    VOLUNTEERED = "volunteered"


class Outcome(StrEnum):
    """What kind of ending a call had. It never enters the score."""

    INVITED_NEXT = "invited_next"
    NEXT_STEP_AGREED = "next_step_agreed"
    HONEST_NOT_NOW = "honest_not_now"
    REDIRECTED = "redirected"
    TRUTH_SURFACED = "truth_surfaced"
    POLITE_DEFERRAL = "polite_deferral"
    MISLED = "misled"
    WALKED_AWAY = "walked_away"
    DISQUALIFIED = "disqualified"
    WON_BUT_CHURNED = "won_but_churned"
    TIMED_OUT = "timed_out"
    SELLER_LEFT = "seller_left"
    OTHER_LANGUAGE = "other_language"


class Intent(StrEnum):
    """What the buyer does in reply: a persona has its own lines for each, a voice words it.

    Disclosures, deflections, cues, cover-story lines and endings have lines of their own
    elsewhere in the persona; these are the moves every buyer can make.
    """

    SMALL_TALK = "small_talk"
    """Answers a greeting, thanks or condolence once."""
    APOLOGY = "apology"
    """The seller is sorry for a clumsy word: the buyer makes light of it."""
    EMPATHY_WEARY = "empathy_weary"
    """Generic praise or empathy again: the buyer has had enough of it."""
    PROBLEM_QUESTION = "problem_question"
    """'What makes you say that?' after a claim or a pitch."""
    PROBLEM_QUESTION_AGAIN = "problem_question_again"
    """The seller did not answer it."""
    BASIS_ACCEPTED = "basis_accepted"
    """The seller gave a reason; the buyer lets them go on."""
    REFLECTION_ACCEPTED = "reflection_accepted"
    REFLECTION_WRONG = "reflection_wrong"
    CLAIM_DENIED = "claim_denied"
    """The seller put words in the buyer's mouth."""
    SUMMARY_CONFIRMED = "summary_confirmed"
    SUMMARY_THIN = "summary_thin"
    PARROT_NOTICED = "parrot_noticed"
    EXHAUSTED = "exhausted"
    """Nothing more to tell on this topic."""
    FIRST_THINGS = "first_things"
    """Asked for something deep too soon: the buyer begins with what it rests on, and tells that."""
    NO_ANSWER = "no_answer"
    """Asked something that nothing the buyer knows answers."""
    ALREADY_SAID = "already_said"
    """The same question again."""
    TOO_MANY_QUESTIONS = "too_many_questions"
    """Three or more questions in one turn: the buyer takes one."""
    INTERROGATED = "interrogated"
    """A third yes/no question in a row."""
    NOT_UNDERSTOOD = "not_understood"
    OTHER_LANGUAGE = "other_language"
    NO_CONTENT = "no_content"
    """'ok', an emoji, a lone word: the buyer waits for something."""
    OUT_OF_FRAME = "out_of_frame"
    """Text for the simulator or the grader, forged lines: the buyer stays in the room."""
    ARE_YOU_REAL = "are_you_real"
    """'Are you an AI?': a neutral answer in character."""
    PITCH_UNWELCOME = "pitch_unwelcome"
    PITCH_HEARD = "pitch_heard"
    """A short, fitting pitch after the invitation."""
    PITCH_DUMP = "pitch_dump"
    """A feature dump after the invitation."""
    SIZE_MISMATCH = "size_mismatch"
    PRESSURE = "pressure"
    """Deadline, discount or persistence used as a lever."""
    THREAT = "threat"
    ACCUSED = "accused"
    NEXT_STEP_EARLY = "next_step_early"
    NEXT_STEP_VAGUE = "next_step_vague"
    NEXT_STEP_ACCEPTED = "next_step_accepted"
    INVITE = "invite"
    """'How can you help?'"""
