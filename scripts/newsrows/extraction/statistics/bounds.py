"""Words before and behind a figure that say how it relates to the true value: 'up to', 'nearly', 'or more'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from newsrows.lexicon import column, group, rows

if TYPE_CHECKING:
    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.records.findings import Bound, StatisticKind

_MOST_FILLERS = 2  # words that may come between a phrase and its figure: 'more than an estimated 300'
_SIGN_BEFORE = re.compile(r"(?:(?P<sign>[~≈><≥≤])\s?|(?<![A-Za-z])(?P<word>sub-|c\.?\s?))$")
_SIGNS: dict[str, Bound] = {
    "~": "approximate",
    "≈": "approximate",
    "c": "approximate",
    "sub": "less_than",
    ">": "more_than",
    "<": "less_than",
    "≥": "at_least",
    "≤": "at_most",
}
_HYPHENATED_AFTER = re.compile(r"[-–](plus|odd|ish)(?!\w)", re.IGNORECASE)
_BOUND_ADJECTIVES: dict[str, Bound] = {"maximum": "at_most", "minimum": "at_least", "estimated": "approximate"}
_KINDS_NEAR = frozenset({"percent", "money", "rate", "duration"})
_DIGITS_NEAR = 3
_TAGS_OF_ADDITION = frozenset({"CD", "$", "#", "DT", "PRP$"})
_FILLERS = column("bounds", "phrase", side="filler")
_BEFORE_DIRECTION = group("figure_words", "before up to as a direction")
_BEFORE_DURATION = group("figure_words", "before over as a duration")
_BEFORE_DISTANCE = group("figure_words", "before below as a distance")


@dataclass(frozen=True, slots=True)
class BoundPhrase:
    """A bound, and the offset where its words begin (before a figure) or end (behind a figure)."""

    bound: Bound
    offset: int


def bound_before(text: str, tokens: Tokens, first: int, start: int, kind: StatisticKind) -> BoundPhrase | None:
    """The bound whose words end right before a figure.

    Args:
        text: the text of the article.
        tokens: the parse of the article.
        first: the figure's first token.
        start: offset where the figure begins, including its currency.
        kind: of the figure; some phrases bound one kind only: 'within five years', 'north of £5m'.
    """
    sign = _SIGN_BEFORE.search(text, max(0, start - 4), start)
    if sign:
        return BoundPhrase(_SIGNS[sign["sign"] or sign["word"].strip().rstrip("-.")], sign.start())
    floor = tokens.sentence_starts[tokens.sentence_of(first)]
    last = first - 1
    while last >= floor and tokens.starts[last] >= start:
        last -= 1
    for _ in range(_MOST_FILLERS + 1):
        phrase = _longest_phrase_before(tokens, last, floor, kind)
        if phrase is not None:
            return phrase
        if last < floor or not _is_filler(tokens, last, floor):
            return _bound_of_noun(tokens, last, floor, start)
        last -= 1
    return None


def _is_filler(tokens: Tokens, i: int, floor: int) -> bool:
    """Whether a word may come between a phrase and its figure: 'about another 12', 'more than the 12'."""
    return tokens.lower[i] in _FILLERS or (i - floor > 1 and tokens.lower[i - 2 : i + 1] == ["more", "than", "the"])


def _bound_of_noun(tokens: Tokens, of: int, floor: int, start: int) -> BoundPhrase | None:
    """The bound of 'a maximum fine of', whose last token is `of`, for a figure that begins at the offset `start`."""
    begin = of - 2
    if begin < floor or tokens.lower[of] != "of" or not tokens.tags[of - 1].startswith("NN"):
        return None
    bound = _BOUND_ADJECTIVES.get(tokens.lower[begin])
    return BoundPhrase(bound, start) if bound else None


def bound_after(text: str, tokens: Tokens, after: int, end: int) -> BoundPhrase | None:
    """The bound whose words begin right behind a figure.

    Args:
        text: the text of the article.
        tokens: the parse of the article.
        after: the token behind the figure.
        end: offset behind the figure.
    """
    if end < len(text) and text[end] == "+" and text[end + 1 : end + 2] not in set("0123456789"):
        return BoundPhrase("at_least", end + 1)
    hyphenated = _HYPHENATED_AFTER.match(text, end)
    if hyphenated:
        return BoundPhrase("at_least" if hyphenated[1].lower() == "plus" else "approximate", hyphenated.end())
    bounds, longest = _bounds_after()
    for width in range(min(longest, len(tokens) - after), 0, -1):
        phrase = " ".join(tokens.lower[after : after + width])
        bound = bounds.get(phrase)
        is_more = phrase == "and more" and tokens.tags[after + width : after + width + 1] not in (["IN"], ["."], [","])
        is_name = phrase in {"max", "plus"} and not tokens.words[after].islower()  # 'the 737 Max', 'the 9 Plus'
        if bound and not is_more and not is_name and not (phrase == "plus" and _is_addition(tokens, after)):
            return BoundPhrase(bound, tokens.ends[after + width - 1])
    return None


def _is_addition(tokens: Tokens, plus: int) -> bool:
    """Whether 'plus' adds a second thing instead of meaning 'or more': '£35m plus £5m', '20 guests plus the driver'."""
    return plus + 1 < len(tokens) and tokens.tags[plus + 1] in _TAGS_OF_ADDITION


def _longest_phrase_before(tokens: Tokens, last: int, floor: int, kind: StatisticKind) -> BoundPhrase | None:
    """The longest phrase of the list that ends at the token `last` and bounds a figure of this kind."""
    bounds, longest = _bounds_before()
    for width in range(min(longest, last - floor + 1), 0, -1):
        begin = last - width + 1
        phrase = " ".join(tokens.lower[begin : last + 1])
        entry = bounds.get(phrase)
        if (
            entry
            and (entry[1] == "before" or kind in entry[1].split("|"))
            and _is_bound_here(tokens, phrase, begin, floor, kind)
        ):
            return BoundPhrase(entry[0], tokens.starts[begin])
    return None


def _is_bound_here(tokens: Tokens, phrase: str, begin: int, floor: int, kind: StatisticKind) -> bool:
    """Whether an ambiguous phrase that begins at the token `begin` is a bound, judged by the word before it."""
    previous = tokens.lower[begin - 1] if begin > floor else ""
    if phrase == "up to":  # 'inching back up to 4.8 per cent' is a direction
        return previous not in _BEFORE_DIRECTION
    if phrase == "over" and kind == "duration":  # '£500 over three years' says when, 'for over three years' how long
        return previous in _BEFORE_DURATION
    if phrase == "near":  # 'near 400 pupils', 'a near 5 per cent rise'; not 'near two lakes'
        number = tokens.words[begin + 1].replace(",", "")
        return kind in _KINDS_NEAR or (number.isdecimal() and len(number) >= _DIGITS_NEAR)
    if phrase in {"above", "below", "beneath"}:  # '5 degrees below 20' is a distance
        return previous not in _BEFORE_DISTANCE
    return True


@cache
def _bounds_before() -> tuple[dict[str, tuple[Bound, str]], int]:
    """Phrases before a figure, and the number of words of the longest one.

    Each phrase has its bound, and 'before' or the only kind of figure that it bounds.
    """
    listed = (row for row in rows("bounds") if row["side"] not in {"after", "filler"})
    bounds = {row["phrase"]: (cast("Bound", row["bound"]), row["side"]) for row in listed}
    return bounds, max(len(phrase.split()) for phrase in bounds)


@cache
def _bounds_after() -> tuple[dict[str, Bound], int]:
    """Phrases behind a figure with their bounds, and the number of words of the longest one."""
    bounds = {row["phrase"]: cast("Bound", row["bound"]) for row in rows("bounds") if row["side"] == "after"}
    return bounds, max(len(phrase.split()) for phrase in bounds)
