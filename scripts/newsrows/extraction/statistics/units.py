"""Units behind a number: of measure, time, age and share, and the rates that they are part of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, cast

from newsrows.extraction.statistics.counted_nouns import singular
from newsrows.extraction.statistics.phrase_matcher import PhraseMatcher
from newsrows.lexicon import column, rows

if TYPE_CHECKING:
    import pint

    from newsrows.records.findings import StatisticKind


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit of a figure.

    Attributes:
        name: in the singular, the value of the column `unit`.
        kind: the kind of figure, the value of the column `kind`.
    """

    name: str
    kind: StatisticKind


@dataclass(frozen=True, slots=True)
class _Tables:
    """The units of units.csv, for each way in which they are looked up."""

    units: PhraseMatcher[Unit]
    by_name: dict[str, Unit]
    names_of_prefixable: dict[str, str]  # a unit that takes SI prefixes: pint's name -> our name


_JOINT = re.compile(r"[-–‑]|[\s\u00a0]?")
# Symbols that are units only if they touch the number.
_TONNES_OF = re.compile(r"t(?=\sof\s)")
_TOUCHING = frozenset("sgthlVWAKRJN'\"′″") | {"in", "in.", "PS", "st", "pt", "mi", "min", "PP"}
_WORD_OR_SYMBOL = re.compile(r"[A-Za-zµμ]{2,5}(?![\w])|[A-Za-z]{6,}(?!\w)")
_YEARS_OLD = re.compile(r"(?:[\s-]olds?(?!\w)|[\s-]of[\s-]age(?!\w))", re.IGNORECASE)
_YEARS_OLD_SHORT = re.compile(r"[\s-]?(?:y/?o|yrs?[\s-]old)(?!\w)", re.IGNORECASE)
_PER = re.compile(
    r"[\s-]?/[\s]?|[\s-](?P<per>per|p/)[\s-]|[\s-](?P<article>an?|each|every)[\s-]|[\s](?P<annum>p\.a\.|pa)(?!\w)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"\s+[A-Z“\"]|\s*$")
_OPENING_APOSTROPHE = re.compile(r"(?<!\w)['‘]\w")
_FEET = re.compile(r"'(?=\s|\d|[.,)]|$)")
# '£18m a year earlier' and '3.1% a month ago' are values of another time; '900 a month earlier this year' is a rate.
_AT_OTHER_TIME = re.compile(
    r"\sago(?!\w)|\s(?:earlier|previously)(?!\w|\s(?:this|last|next|in|on|than)\s)"
    r"|\s(?:before|later)(?=\s*(?:[.,;:!?)\"”’]|$)|\s(?:to|and|but)\s)",
    re.IGNORECASE,
)
_DENOMINATORS = {"annum": "year", "capita": "person", "head": "head"}
_SHORTEST_WORD = 6  # letters; shorter units with a prefix are symbols, in which the case counts
# Words and symbols that may be units with a prefix. Only these are looked up with pint, since its import is slow.
_LIKELY_SYMBOL = re.compile(
    r"(?:[QRYZEPTGMkhdcmuµμnpfazyrq]|da|[KMGTPEZY]i)(?:[ABJLNVWglmt]|Bq|Hz|Pa|Sv|amp|bit|cal)s?"
)
_LIKELY_WORD = re.compile(
    r"(?:quett|quect|ronn|ront|yott|yoct|zett|zept|ex|pet|ter|gig|meg|kil|hect|dec|dek|cent|mill|micr|nan|pic|femt|att|kib|meb|gib|teb|peb)"
    r"[aoi]?(?:met(?:re|er)|lit(?:re|er)|gram(?:me)?|watt|volt|amp(?:ere)?|hertz|joule|calorie|pascal|newton|byte|bit"
    r"|tonne|ton|sievert|becquerel)s?",
    re.IGNORECASE,
)


def unit_after(text: str, end: int, limit: int) -> tuple[Unit, int] | None:
    """The unit behind a number that ends at `end`, and the offset behind the unit; None if no unit follows."""
    joint = _JOINT.match(text, end, limit)
    begin = joint.end() if joint else end
    is_touching = begin == end
    match = _tables().units.match(text, begin, limit)
    if match is None:
        return _prefixed_unit(text, begin, limit, is_touching=is_touching)
    unit, unit_end = match
    written = text[begin:unit_end]
    is_amount = _TONNES_OF.match(text, begin, limit) is not None  # '816 000 t of coal'
    if written in _TOUCHING and not is_touching and not is_amount:
        return None
    is_code = written.isalpha() and text.startswith("-", unit_end) and text[unit_end + 1 : unit_end + 2].isdecimal()
    if is_code or (written == "'" and _may_close_quotation(text, begin)):  # '24 L-202'
        return None
    # The full stop of '6 ft.' belongs to the unit, but in 'He is 6 ft. He ...' it ends the sentence.
    is_full_stop = written.endswith(".") and written[:-1].isalpha() and _SENTENCE_END.match(text, unit_end)
    return (unit, unit_end - 1) if is_full_stop else match


def _may_close_quotation(text: str, mark: int) -> bool:
    """Whether an apostrophe at `mark` may close a quotation instead of meaning feet."""
    line = text.rfind("\n", 0, mark) + 1
    return _OPENING_APOSTROPHE.search(text, line, mark) is not None or _FEET.match(text, mark) is None


def age_after(text: str, end: int, limit: int) -> int | None:
    """The offset behind 'old' or 'of age', which turn a time that ends at `end` into an age; None without them."""
    match = _YEARS_OLD.match(text, end, limit)
    return match.end() if match else None


def short_age_after(text: str, end: int, limit: int) -> int | None:
    """The offset behind the 'yo' of '87 yo' or '87 y/o', for a number that ends at `end`; None without it."""
    match = _YEARS_OLD_SHORT.match(text, end, limit)
    return match.end() if match else None


def rate_after(text: str, end: int, limit: int) -> tuple[str, int] | None:
    """The denominator of a rate and the offset behind it: '$5 a month', '20 per cent per annum', '3 per head'."""
    joint = _PER.match(text, end, limit)
    if joint is None:
        return None
    if joint["annum"]:
        return "year", joint.end()
    word = _WORD.match(text, joint.end(), limit)
    if word is None or word.group().lower() == "cent":
        return None
    return _denominator(text, word, limit, joint)


def _denominator(text: str, word: re.Match[str], limit: int, joint: re.Match[str]) -> tuple[str, int] | None:
    """The unit or noun at `word`, which follows 'per', 'a', 'each' or a stroke (`joint`), and the offset behind it."""
    lower = word.group().lower()
    if lower in _DENOMINATORS:
        return _DENOMINATORS[lower], word.end()
    measure = _tables().units.match(text, word.start(), limit)
    if measure and measure[0].kind in {"duration", "measurement"}:
        is_when = joint["article"] is not None and _AT_OTHER_TIME.match(text, measure[1])
        return None if is_when else (measure[0].name, measure[1])
    noun = singular(lower)
    is_named = joint["per"] is not None or (joint["article"] is not None and noun in column("rate_nouns", "noun"))
    return (noun, word.end()) if is_named else None


def rate_unit(unit: Unit | None, denominator: str) -> Unit:
    """The unit of a rate over `denominator`; its kind is measurement for a speed or a known unit, else rate."""
    if unit is None:
        return Unit(f"per {denominator}", "rate")
    name = f"{unit.name} per {denominator}"
    if unit.kind == "measurement" and (listed := _tables().by_name.get(name)):
        return listed
    is_speed = unit.kind == "measurement" and denominator in {"second", "hour"}
    return Unit(name, "measurement" if is_speed else "rate")


def unit_named(name: str) -> Unit:
    """The unit called `name` in the lexicon.

    Raises:
        KeyError: the lexicon has no such unit.
    """
    return _tables().by_name[name]


def unit_of_word(word: str) -> Unit | None:
    """The unit that a word in lower case names ('years', 'miles'), None if it does not name one."""
    match = _tables().units.match(word, 0, len(word))
    return match[0] if match and match[1] == len(word) and len(word) > 2 else None


@cache
def _tables() -> _Tables:
    exact: list[tuple[str, Unit]] = []
    folded: list[tuple[str, Unit]] = []
    by_name: dict[str, Unit] = {}
    names_of_prefixable: dict[str, str] = {}
    for row in rows("units"):
        unit = Unit(row["unit"], cast("StatisticKind", row["kind"]))
        by_name[unit.name] = unit
        if row["prefixes"]:
            names_of_prefixable[row["pint"]] = unit.name
        for word in filter(None, row["words"].split("|")):
            folded.append((word, unit))
            folded.append((word + "s", unit))
        exact += [(symbol, unit) for symbol in row["symbols"].split("|") if symbol]
    return _Tables(PhraseMatcher(exact, folded), by_name, names_of_prefixable)


@cache
def _registry() -> pint.UnitRegistry[Any]:
    import pint  # noqa: PLC0415  the import takes 1.5 s and is only needed for rare units

    return pint.UnitRegistry()


def _prefixed_unit(text: str, begin: int, limit: int, *, is_touching: bool) -> tuple[Unit, int] | None:
    """A unit with an SI prefix that units.csv does not list: '113 gigapascals', '50MPa'."""
    word = _WORD_OR_SYMBOL.match(text, begin, limit)
    if word is None or (len(word.group()) < _SHORTEST_WORD and not is_touching and word.group()[1:].islower()):
        return None  # '358 El' does not mean exalitres
    name = _name_with_prefix(word.group())
    return (Unit(name, "measurement"), word.end()) if name else None


@lru_cache(maxsize=4096)
def _name_with_prefix(word: str) -> str | None:
    """The name of a unit with an SI prefix, None if the word or symbol is not one."""
    if not (_LIKELY_WORD if len(word) >= _SHORTEST_WORD else _LIKELY_SYMBOL).fullmatch(word):
        return None
    for prefix, base, _ in _registry().parse_unit_name(word, case_sensitive=len(word) < _SHORTEST_WORD):
        name = _tables().names_of_prefixable.get(base)
        if prefix and name:
            return prefix + name
    return None
