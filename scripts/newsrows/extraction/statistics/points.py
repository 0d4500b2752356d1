"""Points of an index ('to 4,577.10' behind 'rose 64 points') and percentage points ('turnout fell four points')."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newsrows.extraction.statistics.neighbours import word_before
from newsrows.extraction.statistics.units import unit_named
from newsrows.lexicon import group

if TYPE_CHECKING:
    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.extraction.statistics.figures import Figure

_POINT = "point"
_REACH = 12  # tokens around a figure in points in which a word says what is measured
_WIDE = 40  # the same for words that speak against a share
_LARGEST_STEP = 50  # percentage points
_SMALLEST_LEVEL = 100  # points of an index
_OR_PERCENT = re.compile(r",?\s(?:or|about)\s$|,?\s\($")
_IN_PERCENT = group("figure_words", "measured in percent")
_NOT_IN_PERCENT = group("figure_words", "measured in points") | group("figure_words", "index")


def with_points(text: str, tokens: Tokens, figures: list[Figure]) -> list[Figure]:
    """The figures of an article: levels of an index in points, and points of a share as percentage points."""
    result: list[Figure] = []
    index: Figure | None = None  # the latest figure in points of an index
    for n, figure in enumerate(figures):
        if index is not None and tokens.sentence_of(index.first_token) != tokens.sentence_of(figure.first_token):
            index = None
        if figure.unit is not None and figure.unit.name == _POINT:
            is_share = _is_share(text, tokens, figures, n)
            index = index if is_share else figure
            result.append(replace(figure, unit=unit_named("percentage point")) if is_share else figure)
        elif index is not None and _is_level(tokens, figure):
            result.append(replace(figure, unit=index.unit, is_shared=True))
        else:
            result.append(figure)
    return result


def _is_level(tokens: Tokens, figure: Figure) -> bool:
    """Whether a bare number is the level of an index: 'lost 12.5 points to 4,577.10'."""
    is_written_out = figure.numeral.form == "digits" and not figure.numeral.is_digits_only
    is_bare = figure.unit is None and figure.scale == 1 and is_written_out
    return is_bare and figure.value >= _SMALLEST_LEVEL and word_before(tokens, figure) in {"to", "at"}


def _is_share(text: str, tokens: Tokens, figures: list[Figure], n: int) -> bool:
    """Whether a figure in points is a difference of shares: 'a 0.7-point fall in the share'."""
    figure = figures[n]
    if abs(figure.value) > _LARGEST_STEP:
        return False
    first, after = tokens.sentence_bounds(tokens.sentence_of(figure.first_token))
    near = tokens.lower[max(first, figure.first_token - _REACH) : min(after, figure.last_token + _REACH)]
    wide = tokens.lower[max(first, figure.first_token - _WIDE) : min(after, figure.last_token + _WIDE)]
    if any(word in _NOT_IN_PERCENT for word in wide):
        return False
    if n + 1 < len(figures) and _OR_PERCENT.match(text[figure.end : figures[n + 1].start]):
        return False  # 'lost 12 points, or 3 per cent'
    if any(word in _IN_PERCENT for word in near):
        return True
    before = figures[n - 1] if n else None
    is_behind_percent = before is not None and before.unit is not None and before.unit.name == "percent"
    return is_behind_percent and before is not None and before.first_token >= first
