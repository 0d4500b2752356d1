"""Read one figure: a number with its currency, magnitude, unit or counted noun, and rate."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newsrows.extraction.statistics import money as amounts
from newsrows.extraction.statistics import money as currencies
from newsrows.extraction.statistics import non_numbers as shapes
from newsrows.extraction.statistics import units
from newsrows.extraction.statistics.bounds import bound_after
from newsrows.extraction.statistics.counted_nouns import counted_noun, noun_behind_of, noun_from
from newsrows.extraction.statistics.figures import Figure, Numeral, Passage
from newsrows.extraction.statistics.numbers import WORDS, read_digits, read_words, scale_after, times, to_number
from newsrows.extraction.statistics.units import Unit

if TYPE_CHECKING:
    from newsrows.extraction.statistics.figures import Passage


_MINUS = re.compile(  # 'a margin of error of plus or minus 3 points', '+/-3 points' are above 0
    r"(?:(?<![\w.,)\]%/])[-−–]|(?<!\w)(?<!plus\sor\s)minus[\s-])$", re.IGNORECASE
)
_PLUS = re.compile(r"(?<![\w.,)])\+$")
_PREFIX = re.compile(  # 'c-1850' is about 1850, 'C-4' an explosive
    r"(?<![A-Za-z])(?:sub|minus|now|then|mid|plus|(?-i:c))[-‑]\s?$|(?<![A-Za-z])(?-i:c)\.?$", re.IGNORECASE
)
_IN_COMPOUND = re.compile(
    r"\b(?!(?:to|and|or|by|in|of|sub|minus|an?|half|now|then|some|plus|c)-)[a-z]+-$", re.IGNORECASE
)
_REST = re.compile(r"\w+(?:[-.]\w+)*")
_INCHES = re.compile(
    r"(?:[\s,-]*(?:and\s)?)(\d{1,2}(?:\.\d+)?)(?:[\s-]?(?:inch(?:es)?|ins?)(?!\w)(?:\.(?=\s[a-z]))?|\"|″|'')"
    r"|[\s-]?(\d{1,2})(?![\w%,.])"
)
_POUNDS = re.compile(r"[\s,-]*(?:and\s)?(\d{1,2}(?:\.\d+)?)[\s-]?(?:pounds?|lbs?)(?!\w)|[\s-]?(\d{1,2})(?![\w%,.])")
_SMALLER = {"foot": (_INCHES, 12), "stone": (_POUNDS, 14)}
_HALF_A = re.compile(r"(?:half|quarter\sof|(?:a|three)\squarters?\sof)\san?(?=\s)", re.IGNORECASE)
_OF = " of "


def read_figure(passage: Passage, at: int) -> Figure | int:
    """The figure whose number has its first character (or its first number word) at `at`.

    Args:
        passage: the stretch of text that the figure may lie in.
        at: offset of a digit, a decimal point or a number word.

    Returns:
        The figure, or, if there is none, the offset to read on at.
    """
    text, tokens = passage.text, passage.tokens
    folded = fold(passage, at)
    if folded:
        return folded
    is_digit = not text[at].isalpha()
    money = currencies.currency_before(text, at, passage.floor) if is_digit else None
    end = _no_digits(passage, at, has_money=money is not None) if is_digit else _no_word(passage, at)
    if end is not None:
        return end
    numeral = (read_digits if is_digit else read_words)(text, at, passage.limit)
    if numeral is None:
        return at + 1 if is_digit else tokens.ends[tokens.at(at)]
    figure = _with_sign(passage, _with_number(passage, numeral, money[1] if money else None))
    ratio = share(passage, figure)
    if ratio:
        return ratio
    figure = amounts.with_sign(passage, figure, money[0]) if money else _with_unit(passage, figure)
    if figure.unit is None and is_digit and text[figure.end : figure.end + 1].isalpha():  # '49ers', '5G'
        return _rest_of_word(passage, figure.end)
    return _with_rate(passage, figure)


def _no_word(passage: Passage, at: int) -> int | None:
    """Where to read on when the number word at `at` belongs to a compound: 'a par-five hole', 'high-five'."""
    is_part = _IN_COMPOUND.search(passage.text, max(passage.floor, at - 12), at)
    return passage.tokens.ends[passage.tokens.at(at)] if is_part else None


def _no_digits(passage: Passage, at: int, *, has_money: bool) -> int | None:
    """Where to read on when the digits at `at` are no number; None if they may be one."""
    text, floor = passage.text, passage.floor
    if not has_money:
        end = shapes.shape_end(text, at, passage.limit)
        if end is not None:
            return end
        if shapes.is_part_of_word(text, at, floor) and not _PREFIX.search(text, max(floor, at - 8), at):
            return _rest_of_word(passage, at)
    return _rest_of_word(passage, at) if shapes.is_in_address(text, at, floor) else None


def _rest_of_word(passage: Passage, at: int) -> int:
    found = _REST.match(passage.text, at, passage.limit)
    return found.end() if found else at + 1


def _with_number(passage: Passage, numeral: Numeral, sign: int | None) -> Figure:
    """The figure of a number, from its currency's `sign` on, with its magnitude."""
    scale, end = scale_after(passage, numeral, has_money=sign is not None)
    top = numeral.value_max
    return Figure(
        numeral,
        numeral.start if sign is None else sign,
        end,
        end,
        times(numeral.value, scale),
        passage.tokens.at(numeral.start),
        passage.tokens.at(end - 1),
        value_max=top if top is None else times(top, scale),
        scale=scale,
        bound="range" if top is not None else "at_least" if numeral.form == "vague" else "exact",
    )


def _with_sign(passage: Passage, figure: Figure) -> Figure:
    """'-1.3%', 'minus 20 degrees', '+0.2%'."""
    minus = _MINUS.search(passage.text, max(passage.floor, figure.start - 6), figure.start)
    if minus:
        return replace(figure, start=minus.start(), value=-figure.value)
    plus = _PLUS.search(passage.text, max(passage.floor, figure.start - 1), figure.start)
    return replace(figure, start=plus.start()) if plus else figure


def _with_unit(passage: Passage, figure: Figure) -> Figure:
    money = amounts.with_name(passage, figure)
    if money:
        return money
    text, limit = passage.text, passage.limit
    short = units.short_age_after(text, figure.end, limit)
    if short:
        return figure.up_to(passage.tokens, short, Unit("year", "age"))
    found = units.unit_after(text, figure.end, limit) or _unit_of_half(passage, figure)
    if found and not _is_material(passage, found[0], found[1]):
        return _with_measure(passage, figure, found[0], found[1])
    return _with_unit_behind_of(passage, figure) or _with_noun(passage, figure)


def _is_material(passage: Passage, unit: Unit, end: int) -> bool:
    """'two stone walls': a word that is a unit before nothing."""
    after = passage.tokens.at(end)
    is_followed = after < len(passage.tokens) and passage.tokens.tags[after] in {"NN", "NNS", "JJ"}
    return unit.name == "stone" and passage.text[end - 1] == "e" and is_followed


def _unit_of_half(passage: Passage, figure: Figure) -> tuple[Unit, int] | None:
    """'half an hour', 'half a century'."""
    article = _HALF_A.match(passage.text, figure.numeral.start, passage.limit)
    return units.unit_after(passage.text, article.end(), passage.limit) if article else None


def _with_measure(passage: Passage, figure: Figure, unit: Unit, end: int) -> Figure:
    """A measure, an age ('18 years old'), feet with inches ('5ft 9in' is 5.75 feet), or stones with pounds."""
    text, limit = passage.text, passage.limit
    if unit.kind == "duration":
        old = units.age_after(text, end, limit)
        if old:
            return figure.up_to(passage.tokens, old, Unit(unit.name, "age"))
    if unit.name in _SMALLER:
        pattern, parts = _SMALLER[unit.name]
        smaller = pattern.match(text, end, limit)
        if smaller and (smaller[1] or text[end - 1] in "'t-"):
            value = figure.value + float(smaller[1] or smaller[2]) / parts
            return replace(figure.up_to(passage.tokens, smaller.end(), unit), value=round(value, 4))
    return figure.up_to(passage.tokens, end, unit)


def _with_unit_behind_of(passage: Passage, figure: Figure) -> Figure | None:
    """'millions of dollars', 'thousands of acres', 'hundreds of times'."""
    is_many = figure.numeral.form == "vague" or figure.scale != 1
    if not is_many or not passage.text.startswith(_OF, figure.end):
        return None
    begin = figure.end + len(_OF)
    money = amounts.behind_of(passage, figure, begin)
    if money:
        return money
    found = units.unit_after(passage.text, begin, passage.limit)
    is_word = found is not None and passage.text[begin : found[1]].isalpha() and found[1] - begin > 2
    return figure.up_to(passage.tokens, found[1], found[0]) if found and is_word else None


def _with_noun(passage: Passage, figure: Figure) -> Figure:
    text, tokens = passage.text, passage.tokens
    is_part = figure.numeral.form == "fraction" and figure.value < 1
    if is_part or text[figure.end : figure.end + 1].isalpha():
        return figure
    bounded = bound_after(text, tokens, tokens.at(figure.end), figure.end)  # '300 or so people', '15-plus years'
    after = tokens.at(bounded.offset if bounded else figure.end)
    if after < len(tokens) and tokens.starts[after] < figure.end:  # 'a population of 1.4m.', its full stop in one token
        after += 1
    if after >= len(tokens) or tokens.starts[after] >= passage.limit:
        return figure
    counted = noun_behind_of(tokens, after) or counted_noun(tokens, figure.first, after, figure.value)
    if counted is None or tokens.ends[counted.end] > passage.limit:
        return figure
    end = tokens.ends[counted.end]
    is_alone = (counted.token > after and not tokens.tags[counted.token - 1].startswith("NN")) or bool(bounded)
    known = units.known(tokens.lower[counted.token]) if is_alone and tokens.lower[after] != "of" else None
    if known and (known.kind == "duration" or bounded):  # 'two more years', '15-plus years', '10 or so miles'
        return figure.up_to(tokens, end, known)
    return replace(figure.up_to(tokens, end, Unit(counted.name, "count")), counted=counted)


def _with_rate(passage: Passage, figure: Figure) -> Figure:
    found = units.rate_after(passage.text, figure.end, passage.limit)
    if figure.unit is None and figure.numeral.form not in {"digits", "words"}:
        return figure
    if found is None:
        return _with_rate_behind_goods(passage, figure)
    return figure.up_to(passage.tokens, found[1], units.per(figure.unit, found[0]))


def _with_rate_behind_goods(passage: Passage, figure: Figure) -> Figure:
    """'34,500 tonnes of copper a year': the rate stands behind what is measured."""
    tokens = passage.tokens
    if figure.unit is None or figure.unit.kind not in {"measurement", "money"}:
        return figure
    if not passage.text.startswith(_OF, figure.end):
        return figure
    goods = noun_from(tokens, tokens.at(figure.end + len(_OF)))
    if goods is None or tokens.ends[goods] > passage.limit:
        return figure
    found = units.rate_after(passage.text, tokens.ends[goods], passage.limit)
    time = units.known(found[0]) if found else None
    if found is None or time is None or time.kind != "duration":
        return figure
    return replace(figure.up_to(tokens, found[1], units.per(figure.unit, found[0])), goods=goods)


# Figures that compare two numbers: 'one in five', '3 to 1', 'sixfold'.

_FOLD = re.compile(r"(\w+)-?fold\b", re.IGNORECASE)
_ODDS = re.compile(r"(?:\s|-)to(?:\s|-)(?:1|one)(?!\w|[.,]\d|%)", re.IGNORECASE)
_OUT_OF = re.compile(
    r"[\s-](?:in(?:\severy)?|out\sof(?:\severy)?|of\severy|of(?=\s(?:10|ten|100)\s))[\s-]", re.IGNORECASE
)
_SCORED = re.compile(r"\d[-–]$")
_BEGIN = re.compile(r"[^\W\d_]+|\d")
_ROUND_WHOLES = frozenset({500, 1e3, 1e4, 1e5, 1e6})


def fold(passage: Passage, at: int) -> Figure | None:
    """'sixfold', '10-fold': so many times."""
    found = _FOLD.match(passage.text, at, passage.limit)
    if found is None:
        return None
    value = float(found[1]) if found[1].isdecimal() else to_number(found[1])
    if value is None:
        return None
    start, end, tokens = found.start(), found.end(), passage.tokens
    numeral = Numeral(start, end, value, "fold")
    return Figure(numeral, start, end, end, value, tokens.at(start), tokens.at(end - 1), unit=units.named("time"))


def share(passage: Passage, figure: Figure) -> Figure | None:
    """The share that begins with `figure`: 'one in five' is 0.2, 'by 3 to 1' is 3."""
    if figure.scale != 1 or figure.start != figure.numeral.start or figure.numeral.form not in {"digits", "words"}:
        return None
    odds = _ODDS.match(passage.text, figure.end, passage.limit)
    if odds and figure.value > 1:
        return _as_share(passage, figure, figure.value, odds.end())
    joint = _OUT_OF.match(passage.text, figure.end, passage.limit)
    is_score = _SCORED.search(passage.text, max(0, figure.start - 4), figure.start)  # '228-9 in 50 overs'
    if joint is None or is_score or not _may_begin(passage.text, joint.end()):
        return None
    reader = read_words if passage.text[joint.end()].isalpha() else read_digits
    whole = reader(passage.text, joint.end(), passage.limit)
    if whole is None or whole.start < joint.end() or whole.form not in {"digits", "words"}:
        return None
    scale, end = scale_after(passage, whole, has_money=False)
    if not _is_share(figure.value, whole.value * scale) or units.unit_after(passage.text, end, passage.limit):
        return None  # 'three in five years'
    return _as_share(passage, figure, figure.value / (whole.value * scale), end)


def _as_share(passage: Passage, figure: Figure, value: float, end: int) -> Figure:
    numeral = replace(figure.numeral, form="share", is_bare=False)
    last = passage.tokens.at(end - 1)
    return replace(figure, end=end, number_end=end, value=value, numeral=numeral, last=last)


def _may_begin(text: str, at: int) -> bool:
    word = _BEGIN.match(text, at)
    return word is not None and (word.group().isdecimal() or word.group().lower() in WORDS)


def _is_share(part: float, whole: float) -> bool:
    """'three in five' but not 'one in 2019' or '8 in 13': wholes are small or round."""
    is_whole = whole <= 12 or (whole % 5 == 0 and whole <= 100) or whole in _ROUND_WHOLES
    return 0 < part < whole and part == int(part) and is_whole
