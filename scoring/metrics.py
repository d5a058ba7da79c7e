"""Figures reported beside the score; formulas and bands are in `docs/metrics.md`.

Shares are rounded to two decimals. What would need the buyer's mind is null for an imported call.
"""

from personas.vocabulary import Act
from scoring.call import Call
from scoring.caps import questions
from scoring.discovery import Credit, explored
from scoring.hearing.heard import Mark
from scoring.rubric import Thresholds
from scoring.scorecard import Metric
from scoring.seller_turn import SellerTurn

_SURFACED = "confess"


def metrics(call: Call, thresholds: Thresholds) -> dict[str, Metric]:
    """Every metric by name, in the order of the page."""
    return {**_order(call), **_talk(call, thresholds), **_questions(call), **_buyer(call)}


def _order(call: Call) -> dict[str, Metric]:
    """When the pitch came and what had been explored by then."""
    first = call.pitches[0] if call.pitches else None
    end = first.turn if first else None
    pitched = sum(turn.words for turn in call.pitches)
    own, _ = call.talk_words
    return {
        "turns": call.turns,
        "first_pitch_turn": end,
        "topics_before_pitch": [str(topic) for topic in explored(call.told, end)],
        "topics_explored": [str(topic) for topic in explored(call.told)],
        "next_step_agreed": call.step_agreed,
        "missed_cues": list(call.missed_cues),
        "first_pitch_rungs": None if end is None else call.rungs_before(end),
        "pitch_word_share": _share(pitched, own),
        "rungs": call.rungs,
    }


def _talk(call: Call, thresholds: Thresholds) -> dict[str, Metric]:
    own, both = call.talk_words
    many = len(call.opportunities)
    enough = many >= thresholds.follow_up_opportunities
    return {
        "talk_share": _share(own, both),
        "follow_up_rate": _share(len(call.follow_ups), many) if enough else None,
        "questions": questions(call),
        "seller_turns": len(call.seller),
        "longest_seller_turn": max((turn.words for turn in call.seller), default=0),
    }


def _questions(call: Call) -> dict[str, Metric]:
    asked = [turn for turn in call.seller if turn.asks]
    spans = [span for turn in call.seller for span in turn.questions]
    accepted = [turn for turn in call.seller if turn.accepted]
    third = call.turns / 3
    many = questions(call)
    return {
        "effective_questions": sum(_effective(turn) for turn in asked),
        "wasted_questions": sum(turn.wasted for turn in asked),
        "questions_in_first_third": _share(
            sum(turn.asked for turn in asked if turn.turn < third), many
        ),
        "open_share": _share(sum(span.act == Act.OPEN_QUESTION for span in spans), len(spans)),
        "reflections_per_question": _share(_reflections(call), many),
        "complex_share": _share(sum(turn.verdict.complex for turn in accepted), len(accepted)),
        "confirmed_summaries": sum(t.verdict.summary == "confirmed" for t in call.seller),
        "repeats": sum(turn.verdict.repeated for turn in call.seller),
        "price_turn": next((turn.turn for turn in call.seller if turn.has(Mark.PRICE)), None),
    }


def _effective(turn: SellerTurn) -> bool:
    """Whether a turn's question got something it earned."""
    return any(item.credit is not Credit.NONE for item in turn.told)


def _reflections(call: Call) -> int:
    return sum(
        sum(span.act == Act.REFLECTION for span in turn.spans) or Act.REFLECTION in turn.acts
        for turn in call.seller
    )


def _buyer(call: Call) -> dict[str, Metric]:
    """What the buyer asked, hinted and knew."""
    verdicts = [turn.verdict for turn in call.seller]
    stages = [verdict.lie_stage for verdict in verdicts if verdict.lie_stage]
    known = not call.imported
    return {
        "dodged": len(call.dodges),
        "cues_emitted": sum(len(verdict.cues_emitted) for verdict in verdicts),
        "cues_answered": sum(len(verdict.cues_answered) for verdict in verdicts),
        "cues_inferred": call.imported,
        "unsupported_claims": sum(verdict.claim == "unsupported" for verdict in verdicts),
        "facts_found": len(call.facts),
        "facts_available": len(call.opened.facts) if known else None,
        "lies_told": len({c for v in verdicts for c in v.claims_told}) if known else None,
        "probes": sum(len(verdict.probes) for verdict in verdicts) if known else None,
        "lies_surfaced": sum(stage == _SURFACED for stage in stages[-1:]) if known else None,
    }


def _share(part: int, whole: int) -> float | None:
    """Part of a whole to two decimals, halves up; None without a whole."""
    return (part * 200 + whole) // (2 * whole) / 100 if whole else None
