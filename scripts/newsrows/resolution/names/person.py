"""Names of people: how they are compared, their parts, and whether two names can be the same person's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from nameparser import HumanName
from nameparser.config import CONSTANTS

from newsrows.lexicon import column, rows
from newsrows.records import Gender
from newsrows.resolution.names.spelling import plain_spelling

JUNIORS: Final = column("naming_words", "word", group="junior")
"""Generations after the first, casefolded: all except 'sr'."""

_GENERATIONS: Final = JUNIORS | column("naming_words", "word", group="senior")
_GENERATION_AFTER: Final = re.compile(rf",? ({'|'.join(sorted(_GENERATIONS))})\b", re.IGNORECASE)
# Given names in the spelling in which names are compared: 'jurgen', not 'Jürgen'.
_GIVEN_NAMES: Final = [(plain_spelling(row["name"]).lower(), row["gender"]) for row in rows("given_names")]
_UNISEX: Final = frozenset(name for name, gender in _GIVEN_NAMES if not gender)
_GENDERS: Final[dict[str, Gender]] = {
    name: "female" if gender == "female" else "male" for name, gender in _GIVEN_NAMES if name not in _UNISEX
}
_COMMON_SURNAMES: Final = frozenset(name.casefold() for name in column("common_surnames", "name"))
# What separates words: white space, full stops, hyphens, and brackets and quotation marks around a name.
_SEPARATOR: Final = re.compile(r"[\s\-.,\[\]()\"“”]+|(?<!\w)'|'(?!\w)")


@lru_cache(maxsize=65536)
def folded(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: casefolded, without accents, full stops and 'Jr'; at least one word."""
    words = tuple(
        word for word in _SEPARATOR.split(plain_spelling(name).casefold()) if word and word not in _GENERATIONS
    )
    return words or (name.casefold(),)


def is_common_surname(word: str) -> bool:
    """Whether a folded surname is so common that it does not identify a person."""
    return word in _COMMON_SURNAMES


# Generations: what distinguishes a son from his father


def generation(name: str) -> str | None:
    """The generation at the end of a name: 'jr', 'sr', 'ii'."""
    if name[-1:] not in ".rRiIvV":
        return None  # decides most names quickly
    last = name.rsplit(" ", 1)[-1].strip(".,").casefold()
    return last if last in _GENERATIONS else None


def generation_after(text: str, end: int) -> str | None:
    """The generation that follows a name that ends at `end` of `text`."""
    match = _GENERATION_AFTER.match(text, end)
    return match.group(1).casefold() if match else None


def is_generation(word: str) -> bool:
    """Whether a casefolded word is a generation."""
    return word in _GENERATIONS


# Given and family names


@dataclass(frozen=True, slots=True)
class NameParts:
    """The given and the family name in a full name, None where it has none."""

    given: str | None
    family: str | None


@lru_cache(maxsize=65536)
def parts(name: str) -> NameParts:
    """Given and family name, by nameparser's rules for particles and suffixes. A single word is neither."""
    name = " ".join(name.split())
    if " " not in name:
        return NameParts(None, None)
    words = name.split(" ")
    if all(_PLAIN_WORD.fullmatch(word) and word.casefold() not in _parser_words() for word in words):
        return NameParts(" ".join(words[:-1]), words[-1])  # the parser would say the same, but is slow
    parsed = HumanName(name)
    given = " ".join(part for part in (parsed.first, parsed.middle) if part) or None
    family = parsed.last or None
    if family is None:
        given, _, family = name.rpartition(" ")
    return NameParts(given, family)


# A word of letters that is not a Roman number, or an initial.
_PLAIN_WORD: Final = re.compile(r"(?![IVXLC]+$)[^\W\d_]{2,}(?:-[^\W\d_]+)*|[A-Z]\.")


@cache
def _parser_words() -> frozenset[str]:
    """Words that nameparser does not take for a given or a family name."""
    lists = (
        CONSTANTS.titles,
        CONSTANTS.first_name_titles,
        CONSTANTS.prefixes,
        CONSTANTS.non_first_name_prefixes,
        CONSTANTS.bound_first_names,
        CONSTANTS.conjunctions,
        CONSTANTS.suffix_acronyms,
        CONSTANTS.suffix_acronyms_ambiguous,
        CONSTANTS.suffix_not_acronyms,
    )
    return frozenset(word for words in lists for word in words)


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    """Both ways: short forms by given name, and given names by short form."""
    nicknames: dict[str, set[str]] = {}
    for row in rows("nicknames"):
        nicknames.setdefault(row["name"], set()).add(row["nickname"])
        nicknames.setdefault(row["nickname"], set()).add(row["name"])
    return {name: frozenset(others) for name, others in nicknames.items()}


def is_same_given_name(one: str, other: str) -> bool:
    """Whether two folded given names can be the same person's: 'tony' and 'anthony', 'j' and 'john'."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return long.startswith(short)
    return other in _nicknames().get(one, frozenset())


@cache
def _usual_nicknames() -> frozenset[tuple[str, str]]:
    pairs = [(row["name"], row["nickname"]) for row in rows("usual_nicknames")]
    return frozenset(pair for name, nickname in pairs for pair in ((name, nickname), (nickname, name)))


def is_usual_nickname(one: str, other: str) -> bool:
    """Whether one given name is certainly short for the other: 'tony' and 'anthony', but not 'rick' and 'frederick'."""
    return (one, other) in _usual_nicknames()


def nicknames_of(given: str) -> frozenset[str]:
    """Other given names that a person with this folded one may use."""
    return _nicknames().get(given, frozenset())


def gender_of(given: str) -> Gender | None:
    """The gender that a folded given name usually shows, if it shows one."""
    return _GENDERS.get(given)


def is_unisex(given: str) -> bool:
    """Whether a folded given name is used for men and women."""
    return given in _UNISEX


def is_compatible(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two folded full names can be the same person's: equal surnames, and given names that agree.

    A middle name may be missing in one of them.
    """
    if one == other:
        return True
    if len(one) < 2 or len(other) < 2 or one[-1] != other[-1]:
        return "".join(one) == "".join(other)
    if not is_same_given_name(one[0], other[0]):
        return False
    middles = one[1:-1], other[1:-1]
    if all(middles) and not _same_middles(*middles):
        return False
    # 'Ann van Berg' and 'Ann Berg' can be the same, 'Anthony van Berg' and 'Tony Berg' differ too much
    return one[0] == other[0] or not (bool(middles[0]) ^ bool(middles[1]))


def _same_middles(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether middle names share a name, or their initials agree in order: 'F' and 'Frederick', not 'W' and 'H W'."""
    if any(len(name) > 1 for name in set(one) & set(other)):
        return True
    if any(len(name) > 1 for name in one) and any(len(name) > 1 for name in other):
        return False
    return all(a[0] == b[0] for a, b in zip(one, other, strict=False))


def short_form_rank(full: tuple[str, ...], short: tuple[str, ...]) -> int:
    """How well a folded short form fits a folded full name.

    Returns:
        3 if it is the end of the name (the surname), 2 if it is the beginning, 1 if it is inside or leaves out middle
        names, 0 if it does not fit.
    """
    n = len(short)
    if n >= len(full):
        return 0
    if full[-n:] == short:
        return 3
    if full[:n] == short:
        return 2
    if any(full[i : i + n] == short for i in range(1, len(full) - n)):
        return 1
    return 1 if n > 1 and short[0] == full[0] and short[-1] == full[-1] else 0
