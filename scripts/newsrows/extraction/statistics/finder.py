"""Find the statistics of an article: read its figures, drop those that are not quantities, name what they measure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from newsrows.extraction.statistics import labels, non_quantities
from newsrows.extraction.statistics.bounds import bound_after, bound_before
from newsrows.extraction.statistics.change import change_of
from newsrows.extraction.statistics.concepts import concept_of
from newsrows.extraction.statistics.confidence import confidence, features_of
from newsrows.extraction.statistics.context_rules import apply_context_rules
from newsrows.extraction.statistics.figure_reader import read_figure
from newsrows.extraction.statistics.figures import Figure, Passage, SentenceFigures
from newsrows.extraction.statistics.numbers import WORDS
from newsrows.extraction.statistics.points import with_points
from newsrows.extraction.statistics.ranges_and_series import combine
from newsrows.lexicon import group
from newsrows.records.findings import Statistic
from newsrows.records.span import Span

if TYPE_CHECKING:
    from newsrows.extraction.parse.parsed_article import ParsedArticle
    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.records.findings import StatisticKind

# Rules on single figures, applied before figures are combined: a name or date must not become part of a range.
_NAMES_AND_DATES = (
    non_quantities.is_day,
    non_quantities.is_year,
    non_quantities.is_numbered,
    non_quantities.is_model,
    non_quantities.is_in_name,
    non_quantities.is_capitalised_word,
    non_quantities.is_address,
    non_quantities.is_list_number,
    non_quantities.is_rank,
    non_quantities.is_identifier,
    non_quantities.is_shirt_number,
    non_quantities.is_ordinal,
    labels.is_code,
    labels.is_version,
    labels.is_title,
    labels.is_numbered_step,
    labels.is_clock_time,
    non_quantities.is_innings,
)
# Rules on figures that have been combined and given a bound.
_OTHER_NON_QUANTITIES = (
    non_quantities.is_one,
    non_quantities.is_zero,
    non_quantities.is_time_or_size,
    non_quantities.is_hyphen_idiom,
    non_quantities.is_innings,
    non_quantities.is_number_without_noun,
    non_quantities.is_year,
    non_quantities.is_address,
    labels.is_singular_label,
    labels.is_set_phrase,
    labels.is_one_of_many,
)
_NUMBER_WORDS = WORDS | {f"{word}-" for word in WORDS}  # 'four-, five- and six-cylinder engines'
_SERIES_GAP = re.compile(r"\s?(?:[-–—/,&]|,?\s(?:to|and|or))\s?")
_FIRST_YEAR = 1000  # smaller numbers are not years
_RESULT_GAP = re.compile(r",?\s(?:at|to|or)\s")
_UP_OR_DOWN = re.compile(r"(?:\s[\w'’]+){0,4},\s(?:up|down)\s(?:by\s)?")  # 'sold 40 boats last year, up 6 per cent'
_UP_FROM = re.compile(
    r"(?:\s[\w'’]+){0,8},?\s\(?(?:up|down|higher|lower)\s(?:\w+ly\s)?from\s(?:(?:the|about|around)\s)?"
)
_OPENING_BRACKET = re.compile(r"\s?\(")
_DIGITS = re.compile(r"[\d¼-¾⅐-⅞]+")
_FOLD = re.compile(r"\w+-?fold\b")
_TIMED_EVENTS = group("figure_words", "timed event")


def find_statistics(parsed: ParsedArticle, *, dollar: str = "USD") -> tuple[Statistic, ...]:
    """The statistics of an article in reading order; no two begin at the same offset.

    Args:
        parsed: the article.
        dollar: the currency that a bare '$' means (ISO 4217): that of the publisher's country.
    """
    return tuple(statistic for statistic, _ in find_with_features(parsed, dollar=dollar))


def find_with_features(parsed: ParsedArticle, *, dollar: str = "USD") -> Iterator[tuple[Statistic, tuple[str, ...]]]:
    """The statistics of an article, each with the features that its confidence follows from."""
    return _statistics(parsed.text, parsed.tokens, find_figures(parsed, dollar=dollar))


def find_figures(parsed: ParsedArticle, *, dollar: str = "USD") -> list[Figure]:
    """The figures that `find_statistics` turns into rows, in reading order."""
    text, tokens = parsed.text, parsed.tokens
    figures = (apply_context_rules(tokens, figure) for figure in _read_figures(parsed, dollar))
    combined = with_points(text, tokens, combine(text, tokens, list(_without_names_and_dates(text, tokens, figures))))
    bounded = _with_bounds_of_conversions(text, [_with_bound(text, tokens, figure) for figure in combined])
    return [figure for figure in bounded if not any(rule(tokens, figure) for rule in _OTHER_NON_QUANTITIES)]


# Read the figures


def _read_figures(parsed: ParsedArticle, dollar: str) -> Iterator[Figure]:
    """The figures of the blocks that are prose; headings, captions and the like are skipped."""
    offsets = _number_offsets(parsed)
    blocks = iter(parsed.blocks)
    block = next(blocks, None)
    floor = 0  # no figure begins before the end of the one before it
    for offset in offsets:
        while block is not None and offset >= block.end:
            block = next(blocks, None)
        if block is None:
            return
        if offset < max(floor, block.start) or block.is_boilerplate:
            continue
        passage = Passage(parsed.text, parsed.tokens, max(floor, block.start), block.end, dollar)
        figure = read_figure(passage, offset)
        if isinstance(figure, int):
            floor = figure
        else:
            floor = max(figure.number_end, figure.end if figure.counted is None else 0)
            yield figure


def _number_offsets(parsed: ParsedArticle) -> list[int]:
    """Offsets at which a number may begin, in order."""
    text, tokens = parsed.text, parsed.tokens
    offsets = [_with_decimal_point(text, digits.start()) for digits in _DIGITS.finditer(text)]
    if "fold" in text:  # the pattern tries every word, which takes longer than the rest of the search
        offsets += [match.start() for match in _FOLD.finditer(text)]
    offsets += [tokens.starts[i] for i, word in enumerate(tokens.lower) if word in _NUMBER_WORDS]
    return sorted(offsets)


def _with_decimal_point(text: str, digit: int) -> int:
    """The offset where a number begins whose first digit is at `digit`: '.5' begins at its point."""
    if digit and text[digit - 1] == "." and not text[max(0, digit - 2) : digit - 1].strip(" ($£€"):
        return digit - 1
    return digit


def _without_names_and_dates(text: str, tokens: Tokens, figures: Iterable[Figure]) -> Iterator[Figure]:
    """The figures without names and dates, and without numbers joined to these: 'between AD 1000 and 1260'."""
    rejected: Figure | None = None
    for figure in figures:
        is_bare = figure.unit is None and figure.numeral.is_digits_only
        is_joined = rejected is not None and is_bare and _continues_series(text, rejected, figure)
        if is_joined or any(rule(tokens, figure) for rule in _NAMES_AND_DATES):
            rejected = figure
        else:
            rejected = None
            yield figure


def _continues_series(text: str, rejected: Figure, figure: Figure) -> bool:
    """Whether a figure continues a series of names or years: 'rooms 9 and 10'; not 'in 2019 and 450 the year after'."""
    gap = text[rejected.end : figure.start]
    may_be_year = rejected.value < _FIRST_YEAR or figure.value >= _FIRST_YEAR or len(gap) == 1
    return _SERIES_GAP.fullmatch(gap) is not None and may_be_year


# Bounds


def _with_bound(text: str, tokens: Tokens, figure: Figure) -> Figure:
    """The figure with the bound that the words around it give; a range keeps its bound and only grows."""
    kind = figure.unit.kind if figure.unit else "other"
    if figure.unit is not None and figure.unit.name in _TIMED_EVENTS:
        kind = "duration"  # 'over seven innings' says how long
    after = bound_after(text, tokens, tokens.at(figure.end), figure.end)
    if after is None and figure.number_end != figure.end:
        after = bound_after(text, tokens, tokens.at(figure.number_end), figure.number_end)
    before = bound_before(text, tokens, tokens.at(figure.start), figure.start, kind)
    if before:
        figure = replace(figure, bound_start=before.offset)
    elif after:
        figure = replace(figure, bound_end=after.offset)
    phrase = before or after
    return replace(figure, bound=phrase.bound) if phrase and figure.value_max is None else figure


def _with_bounds_of_conversions(text: str, figures: list[Figure]) -> list[Figure]:
    """The figures, where a conversion has the bound of what it converts: 'more than 100 kilometres (60 miles)'."""
    for n in range(1, len(figures)):
        before, figure = figures[n - 1], figures[n]
        if figure.bound == "exact" and before.value_max is None and _is_conversion(text, before, figure):
            figures[n] = replace(figure, bound=before.bound)
    return figures


def _is_conversion(text: str, before: Figure, figure: Figure) -> bool:
    """Whether a figure in brackets converts the one before it: '100 kilometres (60 miles)'."""
    in_brackets = _OPENING_BRACKET.fullmatch(text[before.end : figure.start]) and text.startswith(")", figure.end)
    return bool(in_brackets) and figure.unit is not None and before.unit is not None and figure.unit != before.unit


# Rows


def _statistics(text: str, tokens: Tokens, figures: list[Figure]) -> Iterator[tuple[Statistic, tuple[str, ...]]]:
    """The rows, sentence by sentence; a figure may take the concept of the one before it."""
    end = 0
    for _, group_of_sentence in groupby(figures, key=lambda figure: tokens.sentence_of(figure.first_token)):
        in_sentence = list(group_of_sentence)
        sentence = SentenceFigures.of(tokens, in_sentence)
        concept, before, change = None, None, None
        for figure, following in zip_longest(in_sentence, in_sentence[1:]):
            if before is None or not _measures_same_thing(text, before, figure):
                own_concept = concept_of(tokens, figure, sentence)
                is_like = before is not None and figure.counted is None and _is_like(tokens, before, figure)
                concept = own_concept or (concept if is_like else None)  # 'fell to 49.5 Hz in May, 49.6 Hz in June'
            change = change_of(text, tokens, figure, sentence, (before, change, following))
            start = max(figure.outer_start, end)
            end, before = max(figure.numeral.end, start + 1), figure
            features = features_of(tokens, figure, sentence, concept, change)
            statistic = _statistic(text, tokens, figure, start)
            yield replace(statistic, concept=concept, change=change, confidence=confidence(features)), features


def _measures_same_thing(text: str, before: Figure, figure: Figure) -> bool:
    """Whether a figure measures what the one before it does: a conversion, 'rose 5% to 310', 'down 6p at 112p'."""
    if _is_conversion(text, before, figure) or _UP_OR_DOWN.fullmatch(text, before.end, figure.outer_start):
        return True
    if before.unit == figure.unit and _UP_FROM.fullmatch(text, before.end, figure.outer_start):
        return True  # '62 per cent of the bill is paid in cash, up from 41 per cent'
    is_money = figure.unit is not None and figure.unit.kind == "money"
    gap = text[before.end : figure.outer_start]
    if is_money and gap == " at ":  # 'down 6p at 112p'
        return True
    if before.counted is not None or figure.counted is not None or figure.unit == before.unit:
        return False  # 'leads by 47% to 41%' measures two things
    return _RESULT_GAP.fullmatch(gap) is not None and not text.startswith(" of ", figure.end)


def _is_like(tokens: Tokens, before: Figure, figure: Figure) -> bool:
    """Whether a figure has the unit of the one before it, or is a part of it: '12 schools, half of them primary'."""
    behind = tokens.lower[figure.last_token + 1 : figure.last_token + 3]
    return before.unit == figure.unit or behind in (["of", "them"], ["of", "which"], ["of", "whom"])


def _statistic(text: str, tokens: Tokens, figure: Figure, start: int) -> Statistic:
    """The row of a figure, still without its concept and change."""
    span = Span.of(text, start, _with_closing_mark(text, start, figure.outer_end))
    first, _ = tokens.sentence_bounds(tokens.sentence_of(tokens.at(span.start)))
    # The parser may end a sentence inside a figure ('Two. Hundred'); the row's sentence then spans both parts.
    _, after = tokens.sentence_bounds(tokens.sentence_of(tokens.at(span.end - 1)))
    return Statistic(
        span=span,
        value=figure.value,
        value_max=figure.value_max,
        bound=figure.bound,
        kind=_kind(figure),
        unit=figure.unit.name if figure.unit else None,
        sentence=_stripped(text, tokens.starts[first], tokens.ends[after - 1]),
    )


def _with_closing_mark(text: str, start: int, end: int) -> int:
    """The end of a figure, after the mark that closes a quotation inside it: 'some 40 so-called "ghost trains"'."""
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


def _stripped(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends."""
    piece = text[start:end]
    return Span.of(text, start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
