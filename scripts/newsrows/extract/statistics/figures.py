"""A number with its currency, magnitude, unit or counted noun, and rate."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from newsrows.extract.statistics import currencies, shapes, units
from newsrows.extract.statistics.lexicon import rows, words
from newsrows.extract.statistics.nouns import Counted, counted_noun, noun_behind_of
from newsrows.extract.statistics.numerals import FOLD, Numeral, read_numeral, to_number
from newsrows.extract.statistics.surfaces import Surfaces
from newsrows.extract.statistics.units import Unit

if TYPE_CHECKING:
    from newsrows.extract.tokens import Tokens
    from newsrows.records.findings import Bound


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, half-open, from its currency or number to its unit or counted noun.

    `first`, `last`: the tokens of its number's first and the whole's last character. `number_end`: where number and
    magnitude end. `scale`: the factor of its magnitude ('million'), 1 where none is written. `counted`: the noun it
    counts. `is_rate`: a rate was read.
    """

    numeral: Numeral
    start: int
    end: int
    number_end: int
    value: float
    first: int
    last: int
    value_max: float | None = None
    unit: Unit | None = None
    bound: Bound = "exact"
    bound_start: int | None = None
    bound_end: int | None = None
    scale: float = 1.0
    counted: Counted | None = None
    is_shared: bool = False

    @property
    def outer_start(self) -> int:
        """Where the figure begins, the words of its bound included."""
        return self.start if self.bound_start is None else self.bound_start

    @property
    def outer_end(self) -> int:
        """Where the figure ends, the words of its bound included."""
        return self.end if self.bound_end is None else max(self.end, self.bound_end)


_MINUS = re.compile(r"(?:(?<![\w.,)\]%])[-−–]|(?<!\w)minus[\s-])$", re.IGNORECASE)
_PLUS = re.compile(r"(?<![\w.,)])\+$")
_PREFIX = re.compile(
    r"(?<![A-Za-z])(?:sub|minus|now|then|mid|over|under|non|pre|post|plus|all|top|per|a|c)[-‑]\s?$|(?<![A-Za-z])c\.?$",
    re.IGNORECASE,
)
_SPACE = re.compile(r"[\s\u00a0]?[-‑]?[\s\u00a0]?")
_SYMBOL = re.compile(r"([\s\u00a0]?)([A-Za-z]{1,3})(?![\w])")
_INCHES = re.compile(
    r"(?:[\s,-]*(?:and\s)?)(\d{1,2}(?:\.\d+)?)(?:[\s-]?(?:inch(?:es)?|ins?)(?!\w)\.?|\"|″|'')|[\s-]?(\d{1,2})(?![\w%,.])"
)
_CENTS = re.compile(r"\s(?:and\s)?(\d{1,2})\s?(?:cents|pence|p)(?!\w)", re.IGNORECASE)
_OUT_OF = re.compile(r"[\s-](?:in(?:\severy)?|out\sof(?:\severy)?)[\s-]", re.IGNORECASE)
_WEIGHT = re.compile(r"\b(?:weigh\w*|heavier|lighter|overweight|shed|gained|lift\w*|bench\w*)\b", re.IGNORECASE)
_MONEY_ONLY = frozenset({"b", "T", "tr", "cr", "mil", "MM", "mn", "mln"})


def read_figure(text: str, tokens: Tokens, at: int, floor: int, limit: int, dollar: str) -> Figure | int:
    """The figure whose number has its first character (or first number word) at `at`.

    Args:
        text: the article's text.
        tokens: its tokens.
        at: offset of a digit, a decimal point or a number word.
        floor: nothing before this offset belongs to the figure.
        limit: nothing from this offset on belongs to it.
        dollar: the currency of a bare '$'.

    Returns:
        The figure, or where to read on if there is none.
    """
    fold = FOLD.match(text, at, limit)
    if fold and (folded := _read_fold(tokens, fold)):
        return folded
    is_digit = not text[at].isalpha()
    money = currencies.currency_before(text, at, floor) if is_digit else None
    if is_digit and (end := _skipped(text, at, floor, limit, has_money=money is not None)):
        return end
    numeral = read_numeral(text, at, limit)
    if numeral is None:
        return at + 1 if is_digit else tokens.ends[tokens.at(at)]
    figure = _with_number(text, tokens, numeral, limit, has_money=money is not None)
    if money:
        figure = replace(figure, start=money[1])
    figure = _with_sign(text, figure, floor)
    ratio = _out_of(text, tokens, figure, limit)
    if ratio:
        return ratio
    figure = _with_unit(text, tokens, figure, money[0] if money else None, limit, dollar)
    if figure.unit is None and is_digit and text[figure.end : figure.end + 1].isalpha():  # '49ers', '5G'
        return _word_end(text, figure.end, limit)
    return _with_rate(text, tokens, figure, limit)


def _skipped(text: str, at: int, floor: int, limit: int, *, has_money: bool) -> int | None:
    """Where to read on when the digits at `at` are no number."""
    if not has_money:
        end = shapes.shape_end(text, at, limit)
        if end is not None:
            return end
        if shapes.is_part_of_word(text, at, floor) and not _PREFIX.search(text, max(floor, at - 8), at):
            return _word_end(text, at, limit)
    return _word_end(text, at, limit) if shapes.is_in_address(text, at, floor) else None


def _word_end(text: str, at: int, limit: int) -> int:
    found = re.compile(r"\w+(?:[-.]\w+)*").match(text, at, limit)
    return found.end() if found else at + 1


def _read_fold(tokens: Tokens, found: re.Match[str]) -> Figure | None:
    value = float(found[1]) if found[1].isdigit() else to_number(found[1])
    if value is None:
        return None
    first, last = tokens.at(found.start()), tokens.at(found.end() - 1)
    numeral = Numeral(found.start(), found.end(), value, "fold")
    return Figure(numeral, found.start(), found.end(), found.end(), value, first, last, unit=units.named("time"))


def _with_number(text: str, tokens: Tokens, numeral: Numeral, limit: int, *, has_money: bool) -> Figure:
    scale, end = _scale_after(text, tokens, numeral, limit, has_money=has_money)
    value, value_max = _times(numeral.value, scale), numeral.value_max
    return Figure(
        numeral,
        numeral.start,
        end,
        end,
        value,
        tokens.at(numeral.start),
        tokens.at(end - 1),
        value_max=value_max if value_max is None else _times(value_max, scale),
        scale=scale,
        bound="range" if value_max is not None else "at_least" if numeral.form == "vague" else "exact",
    )


def _times(value: float, scale: float) -> float:
    """1.1 million is 1100000.0, not 1100000.0000000002."""
    return value if scale == 1 else float(f"{value * scale:.15g}")


def _scale_after(text: str, tokens: Tokens, numeral: Numeral, limit: int, *, has_money: bool) -> tuple[float, int]:
    """The magnitude behind a number ('million', 'bn', '6m') and where it ends."""
    scale, end = 1.0, numeral.end
    if numeral.form == "fraction" and numeral.value < 1 and text[numeral.start].isalpha():
        return scale, end
    for _ in range(2):  # '3 hundred million'
        joint = _SPACE.match(text, end, limit)
        word = _scales()[0].match(text, joint.end() if joint else end, limit)
        if word is None:
            break
        scale, end = scale * word[0], word[1]
    if scale == 1 and numeral.form in {"digits", "fraction"}:
        symbol = _SYMBOL.match(text, end, limit)
        factor = _scales()[1].get(symbol[2]) if symbol else None
        if symbol and factor and _is_scale(tokens, symbol, has_money=has_money):
            return factor, symbol.end()
    return scale, end


def _is_scale(tokens: Tokens, symbol: re.Match[str], *, has_money: bool) -> bool:
    """'£6m' and '35m people' are millions, 'the 100m final' is metres."""
    letters, is_apart = symbol[2], bool(symbol[1])
    if has_money:
        return not is_apart or letters not in {"k", "K", "T", "m", "M"} or letters in {"m", "M"}
    if letters in _MONEY_ONLY - {"mn", "mln"}:
        return False
    if letters in {"k", "K"}:
        return not is_apart
    if letters in {"m", "M", "B"}:
        return _precedes_things(tokens, tokens.at(symbol.end() - 1) + 1) or (letters == "M" and not is_apart)
    return True


def _precedes_things(tokens: Tokens, after: int) -> bool:
    """Whether a plural noun, a unit or 'of' follows: what a million is said of."""
    for i in range(after, min(after + 4, len(tokens))):
        lower, tag = tokens.lower[i], tokens.tags[i]
        if lower in words("figure_words", "metres"):
            return False
        if tag in {"NNS", "NNPS"} or (i == after and lower in {"of", "euro", "yen", "yuan", "people"}):
            return True
        if tag not in {"JJ", "NN", "NNP", "VBN", "JJR"}:
            return False
    return False


@cache
def _scales() -> tuple[Surfaces[float], dict[str, float]]:
    listed = rows("magnitudes")
    spelt = [(row["surface"], float(row["factor"])) for row in listed if row["place"] == "word"]
    return Surfaces([], spelt), {row["surface"]: float(row["factor"]) for row in listed if row["place"] == "symbol"}


def _with_sign(text: str, figure: Figure, floor: int) -> Figure:
    minus = _MINUS.search(text, max(floor, figure.start - 6), figure.start)
    if minus:
        return replace(figure, start=minus.start(), value=-figure.value)
    plus = _PLUS.search(text, max(floor, figure.start - 1), figure.start)
    return replace(figure, start=plus.start()) if plus else figure


def _out_of(text: str, tokens: Tokens, figure: Figure, limit: int) -> Figure | None:
    """'one in five', '9 out of every 10': a share."""
    joint = _OUT_OF.match(text, figure.end, limit)
    if joint is None or figure.value != int(figure.value) or figure.scale != 1 or figure.start != figure.numeral.start:
        return None
    at = joint.end()
    other = read_numeral(text, at, limit) if text[at : at + 1].isalnum() and _may_begin(text, at) else None
    if (
        other is None
        or other.start < at
        or not _is_share(figure.value, other.value)
        or other.form not in {"digits", "words"}
    ):
        return None
    scale, end = _scale_after(text, tokens, other, limit, has_money=False)
    unit = units.unit_after(text, end, limit)
    if unit is not None or units.unit_after(text, figure.end, limit):
        return None
    return replace(
        figure,
        end=end,
        number_end=end,
        value=figure.value / (other.value * scale),
        numeral=replace(figure.numeral, form="fraction"),
        last=tokens.at(end - 1),
        unit=None,
    )


def _may_begin(text: str, at: int) -> bool:
    from newsrows.extract.statistics.numerals import WORDS  # noqa: PLC0415

    word = re.compile(r"[^\W\d_]+|\d").match(text, at)
    return word is not None and (word.group().isdigit() or word.group().lower() in WORDS | {"a"})


def _is_share(part: float, whole: float) -> bool:
    """'three in five' but not 'one in 2019' or '8 in 13': wholes are small or round."""
    return 0 < part < whole and (whole <= 12 or (whole % 5 == 0 and whole <= 100) or whole in {500, 1e3, 1e4, 1e5, 1e6})


def _with_unit(text: str, tokens: Tokens, figure: Figure, currency: str | None, limit: int, dollar: str) -> Figure:
    if currency:
        return _as_money(text, tokens, figure, currency, limit, dollar)
    joint = _SPACE.match(text, figure.end, limit)
    begin = joint.end() if joint else figure.end
    behind = currencies.currency_after(text, begin, limit)
    if behind and not _is_weight(text, begin, behind[1], joint is not None and "-" in joint.group()):
        code = dollar if behind[0] == currencies.DOLLAR else behind[0]
        return _with_cents(text, tokens, _ending(tokens, figure, behind[1], Unit(code, "money")), limit)
    short = units.short_age_after(text, figure.end, limit)
    if short:
        return _ending(tokens, figure, short, Unit("year", "age"))
    found = units.unit_after(text, figure.end, limit)
    if found is None and behind:
        found = units.named("pound"), behind[1]
    if found is None:
        return _with_noun(text, tokens, figure, limit)
    return _with_measure(text, tokens, figure, found[0], found[1], limit)


def _as_money(text: str, tokens: Tokens, figure: Figure, currency: str, limit: int, dollar: str) -> Figure:
    code = dollar if currency == currencies.DOLLAR else currency
    joint = _SPACE.match(text, figure.end, limit)
    begin = joint.end() if joint else figure.end
    if currency == currencies.DOLLAR:
        whose = currencies.dollar_after(text, begin, limit)
        if whose and not _leads_to_noun(tokens, whose[1]):
            return _ending(tokens, figure, whose[1], Unit(whose[0], "money"))
    again = currencies.currency_after(text, begin, limit)  # '$10 dollars'
    if again and text[figure.end : again[1]].strip() not in {"", "p"} and again[0] in {currency, code}:
        return _ending(tokens, figure, again[1], Unit(code, "money"))
    return replace(figure, unit=Unit(code, "money"))


def _leads_to_noun(tokens: Tokens, offset: int) -> bool:
    after = tokens.at(offset)
    return after < len(tokens) and tokens.tags[after].startswith(("NN", "JJ"))


def _is_weight(text: str, begin: int, end: int, is_hyphened: bool) -> bool:
    """'50 pounds of cocaine', 'a 200-pound man', 'it weighs 12 pounds' are no money."""
    if not text[begin:end].lower().startswith("pound") or end - begin > len("pounds"):
        return False
    if text.startswith(" of ", end) or (is_hyphened and text[begin:end].lower() == "pound"):
        return not re.compile(r"[\s-](?:of\s(?:his|her|their|public|taxpayers?)|notes?|coins?|fines?|bills?)\b").match(
            text, end
        )
    return _WEIGHT.search(text, max(0, begin - 60), begin) is not None


def _with_cents(text: str, tokens: Tokens, figure: Figure, limit: int) -> Figure:
    """'15 dollars and 50 cents' is one sum."""
    cents = _CENTS.match(text, figure.end, limit)
    if cents is None:
        return figure
    return replace(figure, end=cents.end(), value=figure.value + int(cents[1]) / 100, last=tokens.at(cents.end() - 1))


def _with_measure(text: str, tokens: Tokens, figure: Figure, unit: Unit, end: int, limit: int) -> Figure:
    if unit.kind == "duration":
        old = units.age_after(text, end, limit)
        if old:
            return _ending(tokens, figure, old, Unit(unit.name, "age"))
    if unit.name == "foot":
        inches = _INCHES.match(text, end, limit)
        if inches and (inches[1] or text[end - 1] in "'t-"):
            value = figure.value + float(inches[1] or inches[2]) / 12
            return replace(_ending(tokens, figure, inches.end(), unit), value=round(value, 4))
    return _ending(tokens, figure, end, unit)


def _ending(tokens: Tokens, figure: Figure, end: int, unit: Unit) -> Figure:
    return replace(figure, end=end, unit=unit, last=tokens.at(end - 1))


def _with_noun(text: str, tokens: Tokens, figure: Figure, limit: int) -> Figure:
    if text[figure.end : figure.end + 1].isalpha():
        return figure
    after = tokens.at(figure.end)
    if (
        after >= len(tokens)
        or tokens.starts[after] >= limit
        or (figure.numeral.form == "fraction" and figure.value < 1)
    ):
        return figure
    counted = noun_behind_of(tokens, after) or counted_noun(tokens, figure.first, after, figure.value)
    if counted is None or tokens.ends[counted.token] > limit:
        return figure
    return replace(
        figure, end=tokens.ends[counted.token], last=counted.token, counted=counted, unit=Unit(counted.name, "count")
    )


def _with_rate(text: str, tokens: Tokens, figure: Figure, limit: int) -> Figure:
    found = units.rate_after(text, figure.end, limit)
    if found is None:
        return figure
    unit = units.per(figure.unit, found[0])
    return replace(figure, end=found[1], unit=unit, last=tokens.at(found[1] - 1))
