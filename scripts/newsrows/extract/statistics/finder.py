"""Every figure that an article claims."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from newsrows.extract.statistics.bounds import bound_after, bound_before
from newsrows.extract.statistics.concepts import concept_of
from newsrows.extract.statistics.confidence import confidence
from newsrows.extract.statistics.figures import Figure, read_figure
from newsrows.extract.statistics.joins import join
from newsrows.extract.statistics.numerals import WORDS
from newsrows.extract.statistics.rejects import is_name_or_date, is_no_claim
from newsrows.extract.statistics.settings import settled
from newsrows.records.findings import Statistic
from newsrows.records.span import Span

if TYPE_CHECKING:
    from newsrows.extract.parsed import ParsedArticle
    from newsrows.extract.tokens import Tokens
    from newsrows.records.findings import StatisticKind

_NUMBERS = re.compile(r"[\d¼-¾⅐-⅞]+|\w+-?fold\b")


def find_statistics(parsed: ParsedArticle, *, dollar: str = "USD") -> tuple[Statistic, ...]:
    """The figures of an article in reading order, no two with the same start.

    Args:
        parsed: the article.
        dollar: the currency that a bare '$' stands for (ISO 4217): that of the publisher's country.
    """
    text, tokens = parsed.text, parsed.tokens
    figures = [f for f in _read(parsed, dollar) if not is_name_or_date(tokens, f)]
    bounded = [_with_bound(text, tokens, settled(tokens, f)) for f in join(text, tokens, figures)]
    return tuple(_statistics(text, tokens, [f for f in bounded if not is_no_claim(tokens, f)]))


def _read(parsed: ParsedArticle, dollar: str) -> Iterator[Figure]:
    """The figures of the blocks that are prose."""
    places = _places(parsed)
    blocks = iter(parsed.blocks)
    block = next(blocks, None)
    floor = 0
    for place in places:
        while block is not None and place >= block.end:
            block = next(blocks, None)
        if block is None:
            return
        if place < max(floor, block.start) or block.is_furniture:
            continue
        found = read_figure(parsed.text, parsed.tokens, place, max(floor, block.start), block.end, dollar)
        if isinstance(found, int):
            floor = found
        else:
            floor = max(found.number_end, found.end if found.counted is None else 0)
            yield found


def _places(parsed: ParsedArticle) -> list[int]:
    """Offsets at which a number may begin, in order."""
    text, tokens = parsed.text, parsed.tokens
    places = [_with_point(text, found.start()) for found in _NUMBERS.finditer(text)]
    places += [tokens.starts[i] for i, word in enumerate(tokens.lower) if word in WORDS]
    return sorted(places)


def _with_point(text: str, digit: int) -> int:
    """'.5' begins at its point."""
    if digit and text[digit - 1] == "." and not text[max(0, digit - 2) : digit - 1].strip(" ($£€"):
        return digit - 1
    return digit


def _with_bound(text: str, tokens: Tokens, figure: Figure) -> Figure:
    kind = figure.unit.kind if figure.unit else "other"
    after_token = tokens.at(figure.end)
    after = bound_after(text, tokens, after_token, figure.end)
    if after is None and figure.number_end != figure.end:
        after = bound_after(text, tokens, tokens.at(figure.number_end), figure.number_end)
    before = bound_before(text, tokens, tokens.at(figure.start), figure.start, kind)
    if before:
        figure = replace(figure, bound_start=before.offset)
        if figure.value_max is None:
            figure = replace(figure, bound=before.bound)
    elif after:
        figure = replace(figure, bound_end=after.offset)
        if figure.value_max is None:
            figure = replace(figure, bound=after.bound)
    return figure


def _statistics(text: str, tokens: Tokens, figures: list[Figure]) -> Iterator[Statistic]:
    previous: str | None = None
    sentence, end = -1, 0
    for figure in figures:
        number = tokens.sentence_of(figure.first)
        if number != sentence:
            previous, sentence = None, number
        start = max(figure.outer_start, end)
        concept = concept_of(text, tokens, figure, previous)
        previous = concept or previous
        end = max(figure.numeral.end, start + 1)
        yield _statistic(text, tokens, figure, Span.of(text, start, figure.outer_end), number, concept)


def _statistic(text: str, tokens: Tokens, figure: Figure, span: Span, sentence: int, concept: str | None) -> Statistic:
    first, after = tokens.sentence_bounds(sentence)
    return Statistic(
        span=span,
        value=figure.value,
        value_max=figure.value_max,
        bound=figure.bound,
        kind=_kind(figure),
        unit=figure.unit.name if figure.unit else None,
        concept=concept,
        sentence=_trimmed(text, tokens.starts[first], tokens.ends[after - 1]),
        confidence=confidence(figure),
    )


def _kind(figure: Figure) -> StatisticKind:
    if figure.unit is not None:
        return figure.unit.kind
    return "ratio" if figure.numeral.form in {"fraction", "fold"} else "other"


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span.of(text, start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
