"""Units of measure, time, age and share behind a number, and the rates that they are part of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, cast

from newsrows.extraction.statistics.counted_nouns import singular
from newsrows.extraction.statistics.phrase_matcher import Surfaces
from newsrows.lexicon import column, rows

if TYPE_CHECKING:
    import pint

    from newsrows.records.findings import StatisticKind


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number is in: a name in the singular, and the kind of figure that it makes."""

    name: str
    kind: StatisticKind


@dataclass(frozen=True, slots=True)
class _Tables:
    units: Surfaces[Unit]
    by_name: dict[str, Unit]
    bases: dict[str, str]  # pint's name of a unit that takes prefixes -> our name


_JOINT = re.compile(r"[-–‑]|[\s\u00a0]?")
# Symbols of one letter are units only where they touch the number, or stand one space behind it and end a word.
_TOUCHING = frozenset("sgthlVWAKRJN'\"′″") | {"in", "in.", "PS", "st", "pt", "mi", "min", "PP"}
_SYMBOL = re.compile(r"[A-Za-zµμ]{2,5}(?![\w])|[A-Za-z]{6,}(?!\w)")
_OLD = re.compile(r"(?:[\s-]olds?(?!\w)|[\s-]of[\s-]age(?!\w))", re.IGNORECASE)
_YO = re.compile(r"[\s-]?(?:y/?o|yrs?[\s-]old)(?!\w)", re.IGNORECASE)
_PER = re.compile(
    r"[\s-]?/[\s]?|[\s-](?P<per>per|p/)[\s-]|[\s-](?P<article>an?|each|every)[\s-]|[\s](?P<annum>p\.a\.|pa)(?!\w)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
# '£18m a year earlier', '3.1% a month ago' are of another time; '900 a month earlier this year' is a rate
_BACK_THEN = re.compile(
    r"\sago(?!\w)|\s(?:earlier|previously)(?!\w|\s(?:this|last|next|in|on|than)\s)"
    r"|\s(?:before|later)(?=\s*(?:[.,;:!?)\"”’]|$)|\s(?:to|and|but)\s)",
    re.IGNORECASE,
)
_PER_FIXED = {"annum": "year", "capita": "person", "head": "head"}


def unit_after(text: str, end: int, limit: int) -> tuple[Unit, int] | None:
    """The unit behind a number that ends at `end`, and where the unit ends."""
    joint = _JOINT.match(text, end, limit)
    begin = joint.end() if joint else end
    touching = begin == end
    found = _tables().units.match(text, begin, limit)
    if found:
        surface = text[begin : found[1]]
        if surface in _TOUCHING and not touching:
            return None
        is_code = surface.isalpha() and text[found[1] : found[1] + 1] == "-"
        if is_code and text[found[1] + 1 : found[1] + 2].isdecimal():  # '24 L-202'
            return None
        if surface == "'" and _is_quoted(text, begin):
            return None
        # '6 ft.' ends in its own full stop, and 'He is 6 ft. He ...' in the sentence's.
        is_stop = surface.endswith(".") and surface[:-1].isalpha() and _SENTENCE_END.match(text, found[1])
        return (found[0], found[1] - 1) if is_stop else found
    return _prefixed(text, begin, limit, touching=touching)


def _is_quoted(text: str, mark: int) -> bool:
    """Whether an apostrophe at `mark` may close a quotation: then it is no sign for feet."""
    line = text.rfind("\n", 0, mark) + 1
    return _OPENED.search(text, line, mark) is not None or _FEET.match(text, mark) is None


_SENTENCE_END = re.compile(r"\s+[A-Z“\"]|\s*$")
_OPENED = re.compile(r"(?<!\w)['‘]\w")
_FEET = re.compile(r"'(?=\s|\d|[.,)]|$)")


def age_after(text: str, end: int, limit: int) -> int | None:
    """Where the words end that make a time behind a number an age: 'years old', 'years of age'."""
    found = _OLD.match(text, end, limit)
    return found.end() if found else None


def short_age_after(text: str, end: int, limit: int) -> int | None:
    """Where '87 yo' or '87 y/o' ends, if that is what it is."""
    found = _YO.match(text, end, limit)
    return found.end() if found else None


def rate_after(text: str, end: int, limit: int) -> tuple[str, int] | None:
    """What a rate is counted in, and where its words end: '$5 a month', '20 per cent per annum', '3 per head'."""
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
    lower = word.group().lower()
    if lower in _PER_FIXED:
        return _PER_FIXED[lower], word.end()
    measure = _tables().units.match(text, word.start(), limit)
    if measure and measure[0].kind in {"duration", "measurement"}:
        is_when = joint["article"] is not None and _BACK_THEN.match(text, measure[1])
        return None if is_when else (measure[0].name, measure[1])
    noun = singular(lower)
    is_named = joint["per"] is not None or (joint["article"] is not None and noun in column("rate_nouns", "noun"))
    return (noun, word.end()) if is_named else None


def per(unit: Unit | None, denominator: str) -> Unit:
    """The unit of a rate: speeds stay measurements, everything else becomes a rate."""
    if unit is None:
        return Unit(f"per {denominator}", "rate")
    name = f"{unit.name} per {denominator}"
    if unit.kind == "measurement" and (known := _tables().by_name.get(name)):
        return known
    is_speed = unit.kind == "measurement" and denominator in {"second", "hour"}
    return Unit(name, "measurement" if is_speed else "rate")


def named(name: str) -> Unit:
    """The unit called `name` in the lexicon.

    Raises:
        KeyError: there is none.
    """
    return _tables().by_name[name]


def known(word: str) -> Unit | None:
    """The unit that a word in lower case names ('years', 'miles'), None if it names none."""
    found = _tables().units.match(word, 0, len(word))
    return found[0] if found and found[1] == len(word) and len(word) > 2 else None


@cache
def _tables() -> _Tables:
    exact: list[tuple[str, Unit]] = []
    folded: list[tuple[str, Unit]] = []
    by_name: dict[str, Unit] = {}
    bases: dict[str, str] = {}
    for row in rows("units"):
        unit = Unit(row["unit"], cast("StatisticKind", row["kind"]))
        by_name[unit.name] = unit
        if row["prefixes"]:
            bases[row["pint"]] = unit.name
        for word in filter(None, row["words"].split("|")):
            folded.append((word, unit))
            folded.append((word + "s", unit))
        exact += [(symbol, unit) for symbol in row["symbols"].split("|") if symbol]
    return _Tables(Surfaces(exact, folded), by_name, bases)


@cache
def _registry() -> pint.UnitRegistry[Any]:
    import pint  # noqa: PLC0415  it takes a second and a half: only articles with rare units pay for it

    return pint.UnitRegistry()


def _prefixed(text: str, begin: int, limit: int, *, touching: bool) -> tuple[Unit, int] | None:
    """A unit with an SI prefix that the list does not spell out: '113 gigapascals', '50MPa'."""
    word = _SYMBOL.match(text, begin, limit)
    if word is None or (len(word.group()) < 6 and not touching and word.group()[1:].islower()):
        return None  # '358 El' is no number of exalitres
    name = _with_prefix(word.group())
    return (Unit(name, "measurement"), word.end()) if name else None


@lru_cache(maxsize=4096)
def _with_prefix(word: str) -> str | None:
    if not (_LONG if len(word) >= 6 else _SHORT).fullmatch(word):
        return None
    for prefix, base, _ in _registry().parse_unit_name(word, case_sensitive=len(word) < 6):
        name = _tables().bases.get(base)
        if prefix and name:
            return prefix + name
    return None


# What may be a unit with a prefix, which pint then decides: most words behind numbers are not, and are not looked up.
_SHORT = re.compile(r"(?:[QRYZEPTGMkhdcmuµμnpfazyrq]|da|[KMGTPEZY]i)(?:[ABJLNVWglmt]|Bq|Hz|Pa|Sv|amp|bit|cal)s?")
_LONG = re.compile(
    r"(?:quett|quect|ronn|ront|yott|yoct|zett|zept|ex|pet|ter|gig|meg|kil|hect|dec|dek|cent|mill|micr|nan|pic|femt|att|kib|meb|gib|teb|peb)"
    r"[aoi]?(?:met(?:re|er)|lit(?:re|er)|gram(?:me)?|watt|volt|amp(?:ere)?|hertz|joule|calorie|pascal|newton|byte|bit"
    r"|tonne|ton|sievert|becquerel)s?",
    re.IGNORECASE,
)
