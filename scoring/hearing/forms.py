"""The form of a question, by the rules of docs/labels.md: what it starts with decides most of it."""

from collections.abc import Sequence

_OPENERS = frozenset(
    """so and but okay ok well now right then also just um uh er hmm yeah yes sure great fine good look
    listen honestly actually alright mm oh ah no thanks cheers please maybe perhaps because or hey hi
    hello morning fair enough first second last finally meanwhile still anyway like even if""".split()
)
_AUXILIARIES = frozenset(
    """is are was were am do does did has have had can could will would shall should may might must isn't
    aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't can't couldn't won't wouldn't
    shouldn't ain't any anyone anybody anything ever""".split()
)
_COUNTS = frozenset("many much long often far big soon late old large fast quickly close".split())
_WH = {
    "how": "how", "how's": "how", "how'd": "how", "what": "what", "what's": "what", "whats": "what",
    "what're": "what", "what'd": "what", "why": "why", "why's": "why", "where": "where",
    "where's": "where", "wheres": "where", "where'd": "where", "who": "who", "who's": "who",
    "whos": "who", "who'd": "who", "who'll": "who", "whom": "who", "whose": "who", "when": "when",
    "when's": "when", "which": "which", "hows": "how",
}  # fmt: skip
_FIGURES = frozenset(
    "date number percentage figure time size share amount percent proportion".split()
)
_TELLING = (
    ("tell", "me"), ("walk", "me"), ("talk", "me"), ("take", "me"), ("run", "me"), ("show", "me"),
    ("describe",), ("explain",), ("help", "me"), ("give", "me"), ("paint", "me"), ("let", "me", "ask"),
    ("educate", "me"), ("remind", "me"), ("fill", "me"), ("say", "more"), ("go", "on"), ("outline",),
    ("quantify",), ("elaborate",), ("sketch",), ("summarise",), ("summarize",), ("illustrate",),
    ("shed",), ("expand", "on"), ("enlighten", "me"), ("lay", "out"), ("spell", "out"),
)  # fmt: skip
_TELLS = frozenset(telling[0] for telling in _TELLING)
_WONDERING = frozenset(
    "curious wonder wondering interested know understand hear ask tell describe explain sketch learn see".split()
)
WONDERS = frozenset({"wonder", "wondered", "wondering"})
_WRAPPING = _WONDERING | WONDERS
"""What a rule takes for a wrapper; what was learned does not know of it."""
_TAGS = frozenset(
    "right correct yeah no yes innit eh isn't aren't don't doesn't didn't won't wouldn't haven't hasn't "
    "is are do does it they you then surely".split()
)
_ASKING_YOU = frozenset("you you'd able kindly please mind".split())
_KNOWING = frozenset("hear know see understand".split())
_LEARNING = frozenset("hear know learn understand".split())
CLOSED_FORMS = frozenset({"count", "figure", "when", "who", "whether"})
"""Inner forms that one looked-up fact answers."""
_LEAD = 9
"""Words within which a wrapped question ("I'd be curious to hear what…") comes to its point."""


def question_forms(texts: Sequence[str]) -> list[str]:
    """Names of the forms a clause has: what it opens with, and what it is wrapped in."""
    at = 0
    while at < len(texts) - 1 and texts[at] in _OPENERS:
        at += 1
    found = []
    opening = _form_at(texts, at)
    if opening:
        found.append(opening)
    if _TELLS.intersection(texts[at : at + 1]):
        found += ["tell" for telling in _TELLING if tuple(texts[at : at + len(telling)]) == telling]
    if _asked_to_tell(texts):
        found.append("asked_to_tell")
    inner = next((_wh_form(texts, i) for i in range(at + 1, len(texts)) if texts[i] in _WH), None)
    if inner:
        found.append(f"in_{inner}")
        if _WONDERING.intersection(texts[:_LEAD]):
            found.append(f"wrapped_{inner}")
    if texts and texts[-1] in _TAGS and len(texts) > 2:
        found.append("tag")
    if len(texts) >= 2 and texts[-2:] in (["is", "it"], ["isn't", "it"], ["do", "you"]):
        found.append("tag2")
    return found


def wrapped_question(texts: Sequence[str]) -> str | None:
    """The inner form of a question in a wrapper, or None.

    "I'd be interested to know what…" and "wondering whether…", "curious to hear about…", "I'd be glad
    if you could talk me through it": the guide's first rule says that wrappers do not matter.
    """
    first = next((at for at in range(len(texts)) if _wonders(texts, at)), None)
    if first is not None:
        whether = texts[first] in WONDERS and texts[first + 1 : first + 2] == ["if"]
        if whether and not _asked_to_tell(texts):
            return "whether"
        for at in range(first + 1, len(texts)):
            if form := _wh_form(texts, at):
                return form
            if texts[at] == "whether":
                return "whether"
            if texts[at] == "about" and texts[at - 1] in _LEARNING:
                return "about"
    return "tell" if _asked_to_tell(texts) else None


def _wonders(texts: Sequence[str], at: int) -> bool:
    """Whether a word may wrap a question; "I hear what you say" and "you know who to call" state something."""
    if texts[at] not in _WRAPPING:
        return False
    if at == 0 or texts[at] not in _KNOWING or texts[at - 1] not in ("i", "you"):
        return True
    return at > 1 and (texts[at - 2] in _AUXILIARIES or texts[at - 2] == "if")


def _asked_to_tell(texts: Sequence[str]) -> bool:
    """Whether somebody is asked to explain: "could you kindly describe", "if you'd walk me"."""
    if _TELLS.isdisjoint(texts):
        return False
    asked = False
    for at, text in enumerate(texts[:-1]):
        asked = asked or text == "you'd" or (text == "you" and at > 0)
        if not asked or texts[at + 1] not in _TELLS:
            continue
        if any(tuple(texts[at + 1 : at + 1 + len(t)]) == t for t in _TELLING):
            gap = texts[max(at - 3, 0) : at + 1]
            return any(word in _ASKING_YOU for word in gap)
    return False


def _form_at(texts: Sequence[str], at: int) -> str | None:
    if at >= len(texts):
        return None
    if texts[at] in _AUXILIARIES:
        polite = texts[at] in ("can", "could", "would", "will", "may", "might") and texts[
            at + 1 : at + 2
        ] in (["you"], ["i"], ["we"])
        return f"polite_{texts[at]}" if polite else "aux"
    return _wh_form(texts, at) or (
        f"prep_{inner}"
        if texts[at]
        in ("from", "to", "by", "with", "in", "at", "on", "for", "of", "since", "until")
        and (inner := _wh_form(texts, at + 1))
        else None
    )


def _wh_form(texts: Sequence[str], at: int) -> str | None:
    if at >= len(texts) or texts[at] not in _WH:
        return None
    word = _WH[texts[at]]
    following = texts[at + 1] if at + 1 < len(texts) else ""
    if word == "how":
        if following in _COUNTS:
            return "count"
        return "how_come" if following == "come" else "how"
    if word == "who":
        return "who_else" if following in ("else", "all") else "who"
    if word == "what":
        if following in _FIGURES or (
            following in ("is", "the") and texts[at + 2 : at + 3] and (texts[at + 2] in _FIGURES)
        ):
            return "figure"
        return "what_if" if following == "if" else "what"
    return word
