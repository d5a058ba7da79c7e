"""A judge's opinion as plain lines, beside the official levels."""

from scoring.judge.opinion import CriterionOpinion, Opinion
from simulator.debrief.words import NAMES


def opinion_lines(opinion: Opinion) -> list[str]:
    """Every level with its spread, where judge and engine differ, and what was void or flagged."""
    lines = ["Second opinion of the judge; it is advisory and changes no score."]
    if opinion.reason:
        lines.append(f"Unavailable: {opinion.reason}")
    else:
        lines += [f"  {_level(item)}" for item in opinion.criteria]
        differ = ", ".join(NAMES[item.id] for item in opinion.disagreements)
        lines.append(f"Judge and engine differ on: {differ or 'nothing'}.")
    lines.append(
        f"Void: {opinion.voided} of the {opinion.yes} times it said yes; "
        f"{opinion.unmatched} of its quotes are not in the call."
    )
    if opinion.flagged:
        lines.append("Words to the grader, which it was not shown:")
        lines += [f'  {item.speaker}, turn {item.turn}: "{item.quote}"' for item in opinion.flagged]
    if opinion.repeated:
        lines.append(
            f"Sentences the seller said again, which it was shown once: {opinion.repeated}."
        )
    return lines


def _level(item: CriterionOpinion) -> str:
    name = f"{NAMES[item.id]}: official level {item.engine}"
    if item.level is None:
        return f"{name}, judge unavailable ({item.voided} void)"
    low, high = min(item.samples), max(item.samples)
    spread = f"{low} each time" if low == high else f"{low} to {high} over three samples"
    return f"{name}, judge {item.level} ({spread}, {item.voided} void)"
