"""Words before and behind a figure that say how it stands to the true value: 'up to', 'nearly', 'or more'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from newsrows.lexicon import column, rows

if TYPE_CHECKING:
    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.records.findings import Bound, StatisticKind

_LONGEST = 6  # words in the longest phrase, 'in the neighbourhood of' and a word or two that may stand between
_FILLERS = 2  # words that may stand between a phrase and its figure: 'more than an estimated 300'
_SIGN_BEFORE = re.compile(r"(?:(?P<sign>[~≈><≥≤])\s?|(?<![A-Za-z])(?P<word>sub-|c\.?\s?))$")
_MOVES = frozenset(
    [
        "back",
        "rise",
        "rises",
        "rose",
        "risen",
        "rising",
        "go",
        "goes",
        "went",
        "gone",
        "going",
        "climb",
        "climbs",
        "climbed",
        "climbing",
        "edge",
        "edged",
        "edging",
        "inch",
        "inched",
        "inching",
        "jump",
        "jumped",
        "jumping",
        "creep",
        "crept",
        "move",
        "moved",
        "moving",
        "pick",
        "picked",
        "picking",
        "bid",
        "bidding",
        "push",
        "pushed",
        "pushing",
    ]
)
_LASTING = frozenset(
    [
        "for",
        "after",
        "in",
        "of",
        "is",
        "was",
        "are",
        "were",
        "be",
        "been",
        "last",
        "lasts",
        "lasted",
        "lasting",
        "take",
        "takes",
        "took",
        "taken",
        "just",
        "well",
        "little",
        "spent",
        "within",
        "than",
    ]
)


@dataclass(frozen=True, slots=True)
class Bounded:
    """A bound and the offset where its words begin (before a figure) or end (behind it)."""

    bound: Bound
    offset: int


def bound_before(text: str, tokens: Tokens, first: int, start: int, kind: StatisticKind) -> Bounded | None:
    """The bound whose words end right before a figure.

    Args:
        text: the article's text.
        tokens: the article.
        first: the token at which the figure begins.
        start: where the figure begins, currency and all.
        kind: of the figure: 'within five years' bounds a time, 'north of £5m' a sum.
    """
    sign = _SIGN_BEFORE.search(text, max(0, start - 4), start)
    if sign:
        mark = sign["sign"] or sign["word"].strip().rstrip("-.")
        bound = {"~": "approximate", "≈": "approximate", "c": "approximate", "sub": "less_than"}.get(mark) or _SIGNS[
            mark
        ]
        return Bounded(cast("Bound", bound), sign.start())
    floor = tokens.sentence_starts[tokens.sentence_of(first)]
    last = first - 1
    while last >= floor and tokens.starts[last] >= start:
        last -= 1
    for _ in range(_FILLERS + 1):
        found = _phrase(tokens, last, floor, kind)
        if found is not None:
            return found
        if last < floor or tokens.lower[last] not in column("bounds", "phrase", side="filler"):
            return None
        last -= 1
    return None


def bound_after(text: str, tokens: Tokens, after: int, end: int) -> Bounded | None:
    """The bound whose words begin right behind a figure that ends at `end`; `after` is the token there."""
    if end < len(text) and text[end] == "+" and text[end + 1 : end + 2] not in set("0123456789"):
        return Bounded("at_least", end + 1)
    hyphened = _HYPHENED.match(text, end)
    if hyphened:
        return Bounded("at_least" if hyphened[1].lower() == "plus" else "approximate", hyphened.end())
    table = _tables()[1]
    for width in range(min(4, len(tokens) - after), 0, -1):
        phrase = " ".join(tokens.lower[after : after + width])
        bound = table.get(phrase)
        if bound and not (phrase == "plus" and _adds(tokens, after)):
            return Bounded(bound, tokens.ends[after + width - 1])
    return None


def _adds(tokens: Tokens, plus: int) -> bool:
    """'£35m plus £5m in add-ons', '20 guests plus the driver': two things, not more of one."""
    return plus + 1 < len(tokens) and tokens.tags[plus + 1] in {"CD", "$", "#", "DT", "PRP$"}


_HYPHENED = re.compile(r"[-–](plus|odd|ish)(?!\w)", re.IGNORECASE)
_SIGNS = {">": "more_than", "<": "less_than", "≥": "at_least", "≤": "at_most"}


def _phrase(tokens: Tokens, last: int, floor: int, kind: StatisticKind) -> Bounded | None:
    before = _tables()[0]
    for width in range(min(_LONGEST, last - floor + 1), 0, -1):
        begin = last - width + 1
        phrase = " ".join(tokens.lower[begin : last + 1])
        found = before.get(phrase)
        if found and (found[1] in {"before", kind}) and _holds(tokens, phrase, begin, floor, kind):
            return Bounded(found[0], tokens.starts[begin])
    return None


def _holds(tokens: Tokens, phrase: str, begin: int, floor: int, kind: StatisticKind) -> bool:
    """Whether the phrase bounds the figure here."""
    previous = tokens.lower[begin - 1] if begin > floor else ""
    if phrase == "up to":  # 'inching back up to 4.8 per cent' says where it went
        return previous not in _MOVES
    if phrase == "over" and kind == "duration":  # '£500 over three years' says when, 'for over three years' how long
        return previous in _LASTING
    if phrase in {"above", "below", "beneath"}:  # '5 degrees below 20' measures a distance
        return previous not in {"degrees", "percent", "cent", "%", "metres", "feet"}
    return True


@cache
def _tables() -> tuple[dict[str, tuple[Bound, str]], dict[str, Bound]]:
    before: dict[str, tuple[Bound, str]] = {}
    after: dict[str, Bound] = {}
    for row in rows("bounds"):
        bound = cast("Bound", row["bound"])
        if row["side"] == "after":
            after[row["phrase"]] = bound
        elif row["side"] != "filler":
            before[row["phrase"]] = (bound, row["side"])
    return before, after
