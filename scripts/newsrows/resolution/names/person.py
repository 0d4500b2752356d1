"""What a person's name says: its parts, and whether two names can be one person's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from nameparser import HumanName
from nameparser.config import CONSTANTS

from newsrows.lexicon import column, rows
from newsrows.records import Gender
from newsrows.resolution.names.spelling import plain

_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
# Names are asked for as they are compared: 'jurgen', not 'Jürgen'.
_GIVEN: Final = [(plain(row["name"]).lower(), row["gender"]) for row in rows("given_names")]
_EITHER: Final = frozenset(name for name, gender in _GIVEN if not gender)
_GENDERS: Final[dict[str, Gender]] = {
    name: "female" if gender == "female" else "male" for name, gender in _GIVEN if name not in _EITHER
}
_COMMON_SURNAMES: Final = frozenset(name.casefold() for name in column("common_surnames", "name"))


@lru_cache(maxsize=65536)
def folded(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: no accents, case and stops; hyphens part words."""
    words = tuple(word for word in _BETWEEN.split(plain(name).casefold()) if word and word not in _SUFFIXES)
    return words or (name.casefold(),)


# What parts words: white space, stops, and brackets and quotation marks that came along.
_BETWEEN: Final = re.compile(r"[\s\-.,\[\]()\"“”]+|(?<!\w)'|'(?!\w)")


def is_common_surname(word: str) -> bool:
    """Whether a folded surname alone tells nobody apart."""
    return word in _COMMON_SURNAMES


def generation(name: str) -> str | None:
    """What tells father from son: 'jr', 'sr', 'ii'."""
    if name[-1:] not in ".rRiIvV":
        return None  # most names, at once
    last = name.rsplit(" ", 1)[-1].strip(".,").casefold()
    return last if last in _SUFFIXES else None


_BEHIND: Final = re.compile(r",? (jr|sr|ii|iii|iv)\b", re.IGNORECASE)


def generation_behind(text: str, end: int) -> str | None:
    """What stands behind a name that ends at `end` of `text`: 'Jr'."""
    found = _BEHIND.match(text, end)
    return found.group(1).casefold() if found else None


def is_generation(word: str) -> bool:
    """Whether a word tells father from son."""
    return word in _SUFFIXES


@dataclass(frozen=True, slots=True)
class NameParts:
    """A full name taken apart."""

    given: str | None
    family: str | None


@lru_cache(maxsize=65536)
def parts(name: str) -> NameParts:
    """Given and family name, by nameparser's rules for particles and suffixes; a single word is neither."""
    flat = " ".join(name.split())
    if " " not in flat:
        return NameParts(None, None)
    words = flat.split(" ")
    if all(_PLAIN.fullmatch(word) and word.casefold() not in _parser_words() for word in words):
        return NameParts(" ".join(words[:-1]), words[-1])  # no need of the parser, which is slow
    parsed = HumanName(flat)
    given = " ".join(part for part in (parsed.first, parsed.middle) if part) or None
    family = parsed.last or None
    if family is None:
        given, _, family = flat.rpartition(" ")
    return NameParts(given, family)


# A word of letters that is no Roman number, or an initial.
_PLAIN: Final = re.compile(r"(?![IVXLC]+$)[^\W\d_]{2,}(?:-[^\W\d_]+)*|[A-Z]\.")


@cache
def _parser_words() -> frozenset[str]:
    """Words that nameparser takes for something else than a given or a family name."""
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
    found: dict[str, set[str]] = {}
    for row in rows("nicknames"):
        found.setdefault(row["name"], set()).add(row["nickname"])
        found.setdefault(row["nickname"], set()).add(row["name"])
    return {name: frozenset(others) for name, others in found.items()}


def same_given(one: str, other: str) -> bool:
    """Whether two given names can be one person's: 'Tony' and 'Anthony', 'J' and 'John'."""
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
    """Whether one given name is short for the other without doubt: 'Tony', 'Anthony', but not 'Rick', 'Frederick'."""
    return (one, other) in _usual_nicknames()


def nicknames_of(given: str) -> frozenset[str]:
    """Other given names that a person of this one may go by."""
    return _nicknames().get(given, frozenset())


def gender_of(given: str) -> Gender | None:
    """What a given name, folded, usually tells; None where it tells nothing."""
    return _GENDERS.get(given)


def is_unisex(given: str) -> bool:
    """Whether men and women bear a given name, folded."""
    return given in _EITHER


def compatible(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names (folded) can be one person's: same surname, given names that agree, middle names free."""
    if one == other:
        return True
    if len(one) < 2 or len(other) < 2 or one[-1] != other[-1]:
        return "".join(one) == "".join(other)
    if not same_given(one[0], other[0]):
        return False
    middles = one[1:-1], other[1:-1]
    if all(middles) and not _same_middles(*middles):
        return False
    # 'Ann van Berg' and 'Ann Berg' yes; a nickname and a further name together are too little
    return one[0] == other[0] or not (bool(middles[0]) ^ bool(middles[1]))


def _same_middles(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether middle names agree: a name in both, or initials in order ('F' and 'Frederick', but not 'W' and 'H W')."""
    if any(len(name) > 1 for name in set(one) & set(other)):
        return True
    if any(len(name) > 1 for name in one) and any(len(name) > 1 for name in other):
        return False
    return all(a[0] == b[0] for a, b in zip(one, other, strict=False))


def holds(full: tuple[str, ...], short: tuple[str, ...]) -> int:
    """How a shorter form fits a full name: 3 as its end (surname), 2 as its beginning, 1 as its middle, 0 not."""
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
