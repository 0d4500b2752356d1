"""Read one figure: a number with its currency, magnitude, unit or counted noun, and rate."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newsrows.extraction.statistics import money, non_numbers, units
from newsrows.extraction.statistics.bounds import bound_after
from newsrows.extraction.statistics.counted_nouns import counted_noun, noun_behind_of, noun_from
from newsrows.extraction.statistics.figures import AGE_IN_YEARS, Figure, Numeral
from newsrows.extraction.statistics.magnitudes import read_magnitude, times
from newsrows.extraction.statistics.numbers import WORDS, read_digits, read_words, to_number
from newsrows.extraction.statistics.units import Unit

if TYPE_CHECKING:
    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.extraction.statistics.figures import Passage


_MINUS = re.compile(  # not in 'plus or minus 3 points' and '+/-3 points', which are positive
    r"(?:(?<![\w.,)\]%/])[-−–]|(?<!\w)(?<!plus\sor\s)minus[\s-])$", re.IGNORECASE
)
_ACRONYM = re.compile(r"\b[A-Z]{2,}\s$")
_LONGEST_ACRONYM = 12  # characters
_PLUS = re.compile(r"(?<![\w.,)])\+$")
_PREFIX_BEFORE_NUMBER = re.compile(  # 'sub-3', 'c-1850'; 'C-4' is an explosive
    r"(?<![A-Za-z])(?:sub|minus|now|then|mid|plus|to|(?-i:c))[-‑]\s?$|(?<![A-Za-z])(?-i:c)\.?$", re.IGNORECASE
)
_COMPOUND_BEFORE = re.compile(
    r"\b(?!(?:to|and|or|by|in|of|sub|minus|an?|half|now|then|some|plus|c)-)[a-z]+-$", re.IGNORECASE
)
_REST_OF_WORD = re.compile(r"\w+(?:[-.]\w+)*")
_INCHES = re.compile(
    r"(?:[\s,-]*(?:and\s)?)(\d{1,2}(?:\.\d+)?)(?:[\s-]?(?:inch(?:es)?|ins?)(?!\w)(?:\.(?=\s[a-z]))?|\"|″|'')"
    r"|[\s-]?(\d{1,2})(?![\w%,.])"
)
_POUNDS = re.compile(r"[\s,-]*(?:and\s)?(\d{1,2}(?:\.\d+)?)[\s-]?(?:pounds?|lbs?)(?!\w)|[\s-]?(\d{1,2})(?![\w%,.])")
_SMALLER_UNITS = {"foot": (_INCHES, 12), "stone": (_POUNDS, 14)}
"""Unit -> the pattern of the smaller unit behind it, and how many of these make one."""
_OF_A = re.compile(r"\s(?:of\s)?(?:an?|one)(?=\s)", re.IGNORECASE)
_AND_A_HALF = re.compile(r"\sand\s(?:a|one)[\s-](half|quarter)(?!\w|\sof)", re.IGNORECASE)
_OF = " of "


def read_figure(passage: Passage, at: int) -> Figure | int:
    """Read the figure whose number begins at `at`.

    Args:
        passage: the part of the text that the figure may lie in.
        at: offset of the number's first digit, decimal point or number word.

    Returns:
        The figure; if there is none, the offset from which to search for the next one.
    """
    text, tokens = passage.text, passage.tokens
    special = _read_multiple(passage, at) or _read_negative_sum(passage, at)
    if special:
        return special
    is_digit = not text[at].isalpha()
    currency = money.currency_before(text, at, passage.floor) if is_digit else None
    skipped = _non_number_end(passage, at, has_currency=bool(currency)) if is_digit else _compound_end(passage, at)
    if skipped is not None:
        return skipped
    numeral = (read_digits if is_digit else read_words)(text, at, passage.limit)
    if numeral is None:
        return at + 1 if is_digit else tokens.ends[tokens.at(at)]
    figure = _with_sign(passage, _figure_of(passage, numeral, currency[1] if currency else None))
    share = _read_share(passage, figure)
    if share:
        return share
    figure = money.with_currency_before(passage, figure, currency[0]) if currency else _with_unit(passage, figure)
    if figure.unit is None and is_digit and text[figure.end : figure.end + 1].isalpha():  # '49ers', '5G'
        return _rest_of_word_end(passage, figure.end)
    return _with_rate(passage, figure)


def _read_negative_sum(passage: Passage, at: int) -> Figure | None:
    """The sum whose minus stands between its currency sign and the digit at `at`: '$-50.8bn'."""
    text = passage.text
    is_negative = at - 2 >= passage.floor and text[at - 1] in "-−–" and text[at - 2] in "$£€¥" and text[at].isdecimal()
    currency = money.currency_before(text, at - 1, passage.floor) if is_negative else None
    numeral = read_digits(text, at, passage.limit) if currency else None
    if currency is None or numeral is None:
        return None
    figure = _figure_of(passage, numeral, currency[1])
    return _with_rate(passage, money.with_currency_before(passage, replace(figure, value=-figure.value), currency[0]))


def _compound_end(passage: Passage, at: int) -> int | None:
    """The offset behind a number word that belongs to a compound ('a par-five hole', 'high-five'), else None."""
    is_compound = _COMPOUND_BEFORE.search(passage.text, max(passage.floor, at - 12), at)
    return passage.tokens.ends[passage.tokens.at(at)] if is_compound else None


def _non_number_end(passage: Passage, at: int, *, has_currency: bool) -> int | None:
    """The offset behind digits that are not a number; None if they may be one."""
    text, floor = passage.text, passage.floor
    if not has_currency:
        end = non_numbers.non_number_end(text, at, passage.limit)
        if end is not None:
            return end
        is_part_of_word = non_numbers.is_part_of_word(text, at, floor)
        if is_part_of_word and not _PREFIX_BEFORE_NUMBER.search(text, max(floor, at - 8), at):
            return _rest_of_word_end(passage, at)
    return _rest_of_word_end(passage, at) if non_numbers.is_in_url(text, at, floor) else None


def _rest_of_word_end(passage: Passage, at: int) -> int:
    rest = _REST_OF_WORD.match(passage.text, at, passage.limit)
    return rest.end() if rest else at + 1


def _figure_of(passage: Passage, numeral: Numeral, currency_start: int | None) -> Figure:
    """The figure of a number and its magnitude; it begins at the currency, if there is one before the number."""
    scale, end = read_magnitude(passage, numeral, has_money=currency_start is not None)
    upper_end = numeral.value_max
    return Figure(
        numeral,
        numeral.start if currency_start is None else currency_start,
        end,
        end,
        times(numeral.value, scale),
        passage.tokens.at(numeral.start),
        passage.tokens.at(end - 1),
        value_max=None if upper_end is None else times(upper_end, scale),
        scale=scale,
        bound="range" if upper_end is not None else "at_least" if numeral.form == "vague" else "exact",
    )


def _with_sign(passage: Passage, figure: Figure) -> Figure:
    """'-1.3%', 'minus 20 degrees', '+0.2%'."""
    minus = _MINUS.search(passage.text, max(passage.floor, figure.start - 6), figure.start)
    if minus and not _ends_with_acronym(passage, minus.start()):  # 'COVID -19'
        return replace(figure, start=minus.start(), value=-figure.value)
    plus = _PLUS.search(passage.text, max(passage.floor, figure.start - 1), figure.start)
    return replace(figure, start=plus.start()) if plus else figure


def _ends_with_acronym(passage: Passage, end: int) -> bool:
    """Whether an acronym and a space stand right before `end`, so that a dash behind is not a minus: 'COVID -19'."""
    return _ACRONYM.search(passage.text, max(passage.floor, end - _LONGEST_ACRONYM), end) is not None


# Units and counted nouns


def _with_unit(passage: Passage, figure: Figure) -> Figure:
    """The figure with what follows it: a currency, an age, a unit, or the noun that it counts."""
    sum_of_money = money.with_currency_after(passage, figure)
    if sum_of_money:
        return sum_of_money
    text, limit = passage.text, passage.limit
    age_end = units.short_age_after(text, figure.end, limit)
    if age_end:
        return figure.with_unit(passage.tokens, age_end, AGE_IN_YEARS)
    measure = units.unit_after(text, figure.end, limit) or _unit_of_fraction(passage, figure)
    if measure and not _is_stone_as_material(passage, *measure):
        return _with_measure(passage, figure, *measure)
    return _with_unit_behind_of(passage, figure) or _with_counted_noun(passage, figure)


def _is_stone_as_material(passage: Passage, unit: Unit, end: int) -> bool:
    """'two stone walls'."""
    after = passage.tokens.at(end)
    precedes_noun = after < len(passage.tokens) and passage.tokens.tags[after] in {"NN", "NNS", "JJ"}
    return unit.name == "stone" and passage.text[end - 1] == "e" and precedes_noun


def _unit_of_fraction(passage: Passage, figure: Figure) -> tuple[Unit, int] | None:
    """The unit of 'half an hour', '1/8 of a gallon', 'two-thirds of a mile'."""
    if figure.numeral.form != "fraction" or figure.value >= 1:
        return None
    article = _OF_A.match(passage.text, figure.numeral.end, passage.limit)
    return units.unit_after(passage.text, article.end(), passage.limit) if article else None


def _with_measure(passage: Passage, figure: Figure, unit: Unit, end: int) -> Figure:
    """The figure as a measure or an age ('18 years old'), with inches or pounds added: '5ft 9in' is 5.75 feet."""
    text, limit = passage.text, passage.limit
    if unit.kind == "duration":
        age_end = units.age_after(text, end, limit)
        if age_end:
            return figure.with_unit(passage.tokens, age_end, Unit(unit.name, "age"))
    if unit.name in _SMALLER_UNITS:
        pattern, parts = _SMALLER_UNITS[unit.name]
        smaller = pattern.match(text, end, limit)
        if smaller and (smaller[1] or text[end - 1] in "'t-"):
            value = figure.value + float(smaller[1] or smaller[2]) / parts
            return replace(figure.with_unit(passage.tokens, smaller.end(), unit), value=round(value, 4))
    return _with_half(passage, figure.with_unit(passage.tokens, end, unit))


def _with_half(passage: Passage, figure: Figure) -> Figure:
    """The figure with the part of its unit behind it: 'two hours and a half'."""
    half = _AND_A_HALF.match(passage.text, figure.end, passage.limit)
    if half is None or figure.value != int(figure.value):
        return figure
    part = {"half": 0.5, "quarter": 0.25}[half[1].lower()]
    last = passage.tokens.at(half.end() - 1)
    return replace(figure, end=half.end(), value=figure.value + part, last_token=last)


def _with_unit_behind_of(passage: Passage, figure: Figure) -> Figure | None:
    """'millions of dollars', 'thousands of acres', 'hundreds of times'."""
    is_large = figure.numeral.form == "vague" or figure.scale != 1
    if not is_large or not passage.text.startswith(_OF, figure.end):
        return None
    begin = figure.end + len(_OF)
    sum_of_money = money.with_currency_after_of(passage, figure, begin)
    if sum_of_money:
        return sum_of_money
    measure = units.unit_after(passage.text, begin, passage.limit)
    if measure is None:
        return None
    unit, end = measure
    is_word = passage.text[begin:end].isalpha() and end - begin > 2
    return figure.with_unit(passage.tokens, end, unit) if is_word else None


def _with_counted_noun(passage: Passage, figure: Figure) -> Figure:
    """The figure with the noun that it counts, or with a unit behind other words ('two more years')."""
    text, tokens = passage.text, passage.tokens
    is_fraction = figure.numeral.form == "fraction" and figure.value < 1
    if is_fraction or text[figure.end : figure.end + 1].isalpha():
        return figure
    bound = bound_after(text, tokens, tokens.at(figure.end), figure.end)  # '300 or so people', '15-plus years'
    after = tokens.at(bound.offset if bound else figure.end)
    if after < len(tokens) and tokens.starts[after] < figure.end:  # '1.4m.' with its full stop is one token
        after += 1
    if after >= len(tokens) or tokens.starts[after] >= passage.limit:
        return figure
    counted = noun_behind_of(tokens, after) or counted_noun(tokens, figure.first_token, after, figure.value)
    if counted is None or tokens.ends[counted.end] > passage.limit:
        return figure
    end = tokens.ends[counted.end]
    is_alone = (counted.token > after and not tokens.tags[counted.token - 1].startswith("NN")) or bool(bound)
    unit = units.unit_of_word(tokens.lower[counted.token]) if is_alone and tokens.lower[after] != "of" else None
    if unit and (unit.kind == "duration" or bound):  # 'two more years', '15-plus years', '10 or so miles'
        return figure.with_unit(tokens, end, unit)
    return replace(figure.with_unit(tokens, end, Unit(counted.name, "count")), counted=counted)


def _with_rate(passage: Passage, figure: Figure) -> Figure:
    """The figure with the denominator of a rate behind it: '$5 a month'."""
    if figure.unit is None and figure.numeral.form not in {"digits", "words"}:
        return figure
    rate = units.rate_after(passage.text, figure.end, passage.limit)
    if rate is None:
        return _with_rate_behind_substance(passage, figure)
    denominator, end = rate
    return figure.with_unit(passage.tokens, end, units.rate_unit(figure.unit, denominator))


def _with_rate_behind_substance(passage: Passage, figure: Figure) -> Figure:
    """'34,500 tonnes of copper a year': the rate follows what is measured."""
    tokens = passage.tokens
    if figure.unit is None or figure.unit.kind not in {"measurement", "money"}:
        return figure
    if not passage.text.startswith(_OF, figure.end):
        return figure
    substance = noun_from(tokens, tokens.at(figure.end + len(_OF)))
    if substance is None or tokens.ends[substance] > passage.limit:
        return figure
    rate = units.rate_after(passage.text, tokens.ends[substance], passage.limit)
    period = units.unit_of_word(rate[0]) if rate else None
    if rate is None or period is None or period.kind != "duration":
        return figure
    denominator, end = rate
    return replace(figure.with_unit(tokens, end, units.rate_unit(figure.unit, denominator)), substance=substance)


# Multiples and shares: 'sixfold', 'one in five', '3 to 1'

_FOLD = re.compile(r"(\w+)-?fold\b", re.IGNORECASE)
_ODDS = re.compile(r"(?:\s|-)to(?:\s|-)(?:1|one)(?!\w|[.,]\d|%)", re.IGNORECASE)
_OUT_OF = re.compile(
    r"[\s-](?:in(?:\severy)?|out\sof(?:\severy)?|of\severy|of(?=\s(?:10|ten|100)\s))[\s-]", re.IGNORECASE
)
_ONE_NOUN_IN = re.compile(r"\s([a-z]+)\s(?:in(?:\severy)?|out\sof(?:\severy)?)\s")  # 'one patient in three'
_LARGEST_ODDS = 1000
_SCORE_BEFORE = re.compile(r"\d[-–]$")
_WORD_OR_DIGIT = re.compile(r"[^\W\d_]+|\d")
_ROUND_TOTALS = frozenset({500, 1e3, 1e4, 1e5, 1e6})


def _read_multiple(passage: Passage, at: int) -> Figure | None:
    """'sixfold', '10-fold': a figure with the unit time."""
    fold = _FOLD.match(passage.text, at, passage.limit)
    if fold is None:
        return None
    value = float(fold[1]) if fold[1].isdecimal() else to_number(fold[1])
    if value is None:
        return None
    start, end, tokens = fold.start(), fold.end(), passage.tokens
    numeral = Numeral(start, end, value, "fold")
    return Figure(numeral, start, end, end, value, tokens.at(start), tokens.at(end - 1), unit=units.unit_named("time"))


def _read_share(passage: Passage, figure: Figure) -> Figure | None:
    """The share that begins with `figure`: 'one in five' and 'one child in five' are 0.2, 'by 3 to 1' is 3."""
    if figure.scale != 1 or figure.start != figure.numeral.start or figure.numeral.form not in {"digits", "words"}:
        return None
    odds = _ODDS.match(passage.text, figure.end, passage.limit)
    if odds and 1 < figure.value < _LARGEST_ODDS:
        return _as_share(passage, figure, figure.value, odds.end())
    is_one = figure.value == 1 and figure.numeral.form == "words"
    named = _ONE_NOUN_IN.match(passage.text, figure.end, passage.limit) if is_one else None
    out_of = named or _OUT_OF.match(passage.text, figure.end, passage.limit)
    is_score = _SCORE_BEFORE.search(passage.text, max(0, figure.start - 4), figure.start)  # '228-9 in 50 overs'
    if out_of is None or is_score or not _may_begin_number(passage.text, out_of.end()):
        return None
    reader = read_words if passage.text[out_of.end()].isalpha() else read_digits
    total = reader(passage.text, out_of.end(), passage.limit)
    if total is None or total.start < out_of.end() or total.form not in {"digits", "words"}:
        return None
    scale, end = read_magnitude(passage, total, has_money=False)
    is_share = _is_part_of_total(figure.value, total.value * scale)
    if not is_share or units.unit_after(passage.text, end, passage.limit):  # 'three in five years'
        return None
    share = _as_share(passage, figure, figure.value / (total.value * scale), end)
    return share if named is None else _with_noun_inside(passage.tokens, share, passage.tokens.at(named.start(1)))


def _with_noun_inside(tokens: Tokens, share: Figure, noun: int) -> Figure | None:
    """The share of the noun inside it: 'one patient in three'; None in 'one man in three cars'."""
    behind = tokens.tags[share.last_token + 1 : share.last_token + 2]
    is_share = behind not in (["NN"], ["NNS"], ["JJ"], ["HYPH"]) and tokens.tags[noun] == "NN"
    return replace(share, substance=noun) if is_share else None


def _as_share(passage: Passage, figure: Figure, value: float, end: int) -> Figure:
    numeral = replace(figure.numeral, form="share", is_digits_only=False)
    last = passage.tokens.at(end - 1)
    return replace(figure, end=end, number_end=end, value=value, numeral=numeral, last_token=last)


def _may_begin_number(text: str, at: int) -> bool:
    first = _WORD_OR_DIGIT.match(text, at)
    return first is not None and (first.group().isdecimal() or first.group().lower() in WORDS)


def _is_part_of_total(part: float, total: float) -> bool:
    """Whether two numbers may be a share ('three in five'); totals are small or round ('one in 2019', '8 in 13')."""
    is_usual_total = total <= 12 or (total % 5 == 0 and total <= 100) or total in _ROUND_TOTALS
    return 0 < part < total and part == int(part) and is_usual_total
