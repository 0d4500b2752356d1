"""Every figure that an article claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from newsrows.extraction.statistics import non_quantities as dates
from newsrows.extraction.statistics import non_quantities as idioms
from newsrows.extraction.statistics import non_quantities as names
from newsrows.extraction.statistics.bounds import bound_after, bound_before
from newsrows.extraction.statistics.concepts import concept_of
from newsrows.extraction.statistics.confidence import confidence
from newsrows.extraction.statistics.context_rules import settled
from newsrows.extraction.statistics.figures import Figure, Passage
from newsrows.extraction.statistics.lexicon import words
from newsrows.extraction.statistics.numbers import WORDS
from newsrows.extraction.statistics.ranges_and_series import join
from newsrows.extraction.statistics.reading import read_figure
from newsrows.extraction.statistics.sentence_context import Setting
from newsrows.records.findings import Statistic
from newsrows.records.span import Span

if TYPE_CHECKING:
    from newsrows.extraction.parse.parsed_article import ParsedArticle
    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.records.findings import StatisticKind

_NAMES_AND_DATES = (
    dates.is_day,
    dates.is_year,
    names.is_numbered,
    names.is_model,
    names.is_in_name,
    names.is_capital_word,
    names.is_address,
    names.is_list_number,
    names.is_rank,
    names.is_shirt_number,
    idioms.is_ordinal,
)
_TRIGGERS = WORDS | {f"{word}-" for word in WORDS}  # 'four-, five- and six-cylinder engines'
_NO_CLAIMS = (
    idioms.is_ago,
    idioms.is_one,
    idioms.is_zero,
    idioms.is_no_count,
    idioms.is_hyphen_idiom,
    idioms.is_innings,
    idioms.is_bare,
    dates.is_year,
    names.is_address,
)
_GOES_ON = re.compile(r"\s?(?:[-–—/,&]|,?\s(?:to|and|or))\s?")
_YEARS = 1000  # numbers from here on may be years
_MOVED = re.compile(r",?\s(?:at|to|or)\s")
_OPENS = re.compile(r"\s?\(")
_DIGITS = re.compile(r"[\d¼-¾⅐-⅞]+")
_FOLDS = re.compile(r"\w+-?fold\b")


def find_statistics(parsed: ParsedArticle, *, dollar: str = "USD") -> tuple[Statistic, ...]:
    """The figures of an article in reading order, no two with the same start.

    Args:
        parsed: the article.
        dollar: the currency that a bare '$' stands for (ISO 4217): that of the publisher's country.
    """
    return tuple(_statistics(parsed.text, parsed.tokens, find_figures(parsed, dollar=dollar)))


def find_figures(parsed: ParsedArticle, *, dollar: str = "USD") -> list[Figure]:
    """The figures that `find_statistics` makes rows of, as they were read."""
    text, tokens = parsed.text, parsed.tokens
    read = (settled(tokens, figure) for figure in _read(parsed, dollar))
    joined = join(text, tokens, list(_quantities(text, tokens, read)))
    bounded = _with_conversions(text, [_with_bound(text, tokens, figure) for figure in joined])
    return [figure for figure in bounded if not any(rule(tokens, figure) for rule in _NO_CLAIMS)]


def _quantities(text: str, tokens: Tokens, figures: Iterable[Figure]) -> Iterator[Figure]:
    """The figures without names and dates, and without what is joined to these: 'between AD 1000 and 1260'."""
    named: Figure | None = None
    for figure in figures:
        is_bare = figure.unit is None and figure.numeral.is_bare
        goes_on = named is not None and is_bare and _goes_on(text, named, figure)
        if goes_on or any(rule(tokens, figure) for rule in _NAMES_AND_DATES):
            named = figure
        else:
            named = None
            yield figure


def _goes_on(text: str, named: Figure, figure: Figure) -> bool:
    """'rooms 9 and 10', '1998 and 2003'; not 'in 2019 and 450 the year after'."""
    gap = text[named.end : figure.start]
    return _GOES_ON.fullmatch(gap) is not None and (named.value < _YEARS or figure.value >= _YEARS or len(gap) == 1)


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
        if place < max(floor, block.start) or block.is_boilerplate:
            continue
        passage = Passage(parsed.text, parsed.tokens, max(floor, block.start), block.end, dollar)
        found = read_figure(passage, place)
        if isinstance(found, int):
            floor = found
        else:
            floor = max(found.number_end, found.end if found.counted is None else 0)
            yield found


def _places(parsed: ParsedArticle) -> list[int]:
    """Offsets at which a number may begin, in order."""
    text, tokens = parsed.text, parsed.tokens
    places = [_with_point(text, found.start()) for found in _DIGITS.finditer(text)]
    if "fold" in text:  # a pattern that begins at every word costs more than the rest of the search
        places += [found.start() for found in _FOLDS.finditer(text)]
    places += [tokens.starts[i] for i, word in enumerate(tokens.lower) if word in _TRIGGERS]
    return sorted(places)


def _with_point(text: str, digit: int) -> int:
    """'.5' begins at its point."""
    if digit and text[digit - 1] == "." and not text[max(0, digit - 2) : digit - 1].strip(" ($£€"):
        return digit - 1
    return digit


def _with_bound(text: str, tokens: Tokens, figure: Figure) -> Figure:
    kind = figure.unit.kind if figure.unit else "other"
    if figure.unit is not None and figure.unit.name in words("figure_words", "lasts"):
        kind = "duration"  # 'over seven innings' says how long
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


def _is_conversion(text: str, before: Figure, figure: Figure) -> bool:
    """Whether a figure in brackets says the one before it again: '100 kilometres (60 miles)'."""
    in_brackets = _OPENS.fullmatch(text[before.end : figure.start]) and text[figure.end : figure.end + 1] == ")"
    return bool(in_brackets) and figure.unit is not None and before.unit is not None and figure.unit != before.unit


def _says_again(text: str, before: Figure, figure: Figure) -> bool:
    """Whether a figure measures what the one before it does: a conversion, 'rose 5% to 310', 'down 6p at 112p'."""
    if _is_conversion(text, before, figure):
        return True
    is_money = figure.unit is not None and figure.unit.kind == "money"
    if is_money and text[before.end : figure.outer_start] == " at ":  # 'down 6p at 112p'
        return True
    if before.counted is not None or figure.counted is not None or figure.unit == before.unit:
        return False  # 'leads by 47% to 41%' measures two things
    return _MOVED.fullmatch(text[before.end : figure.outer_start]) is not None and not text.startswith(
        " of ", figure.end
    )


def _with_conversions(text: str, figures: list[Figure]) -> list[Figure]:
    """A conversion is bounded like what it converts: 'more than 100 kilometres (60 miles)'."""
    for n in range(1, len(figures)):
        before, figure = figures[n - 1], figures[n]
        if figure.bound == "exact" and before.value_max is None and _is_conversion(text, before, figure):
            figures[n] = replace(figure, bound=before.bound)
    return figures


def _statistics(text: str, tokens: Tokens, figures: list[Figure]) -> Iterator[Statistic]:
    end = 0
    for _, group in groupby(figures, key=lambda figure: tokens.sentence_of(figure.first)):
        together = list(group)
        setting = Setting.of(tokens, together)
        concept, before = None, None
        for figure in together:
            if before is None or not _says_again(text, before, figure):
                found = concept_of(tokens, figure, setting)
                is_like = before is not None and figure.counted is None and _is_like(tokens, before, figure)
                concept = found or (concept if is_like else None)  # 'fell to 49.5 Hz in May, 49.6 Hz in June'
            start = max(figure.outer_start, end)
            end, before = max(figure.numeral.end, start + 1), figure
            yield _statistic(text, tokens, figure, start, concept)


def _is_like(tokens: Tokens, before: Figure, figure: Figure) -> bool:
    """Whether a figure measures the same kind of thing, or is a part of it: '12 schools, half of them primary'."""
    behind = tokens.lower[figure.last + 1 : figure.last + 3]
    return before.unit == figure.unit or behind in (["of", "them"], ["of", "which"], ["of", "whom"])


def _statistic(text: str, tokens: Tokens, figure: Figure, start: int, concept: str | None) -> Statistic:
    span = Span.of(text, start, _with_closing_mark(text, start, figure.outer_end))
    first, _ = tokens.sentence_bounds(tokens.sentence_of(tokens.at(span.start)))
    # Where the parser ends a sentence inside of a figure ('Two. Hundred'), what it cut belongs together.
    _, after = tokens.sentence_bounds(tokens.sentence_of(tokens.at(span.end - 1)))
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


def _with_closing_mark(text: str, start: int, end: int) -> int:
    """The end of a figure, with the mark that closes what it quotes: 'some 40 so-called "ghost trains"'."""
    inside = text[start:end]
    for opening, closing in ('""', "“”", "‘’"):
        is_open = inside.count(opening) % 2 if opening == closing else inside.count(opening) > inside.count(closing)
        if is_open and text.startswith(closing, end):
            return end + 1
    return end


def _kind(figure: Figure) -> StatisticKind:
    if figure.unit is not None:
        return figure.unit.kind
    is_part = figure.numeral.form in {"fraction", "share"} and (figure.value < 1 or figure.numeral.form == "share")
    return "ratio" if is_part else "other"


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span.of(text, start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
