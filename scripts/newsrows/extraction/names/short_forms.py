"""The short forms of a name: 'Carter' of 'Ann Carter', 'Council' of 'Rivers Council', 'Lumora' of 'Lumora Mining'."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from newsrows.extraction.names.gazetteers import (
    CALENDAR,
    COMPANY_ENDINGS,
    COUNTRIES,
    GIVEN_NAMES,
    NAME_SUFFIXES,
    NATIONALITIES,
    NOT_ORGANISATIONS,
    ORGANISATION_HEADS,
    PARTICLES,
    is_acronym,
)
from newsrows.extraction.names.spans import NameLabel
from newsrows.lexicon import column, group, rows

_Words = tuple[str, ...]
# 'Coast News' is not called 'the News'.
_TOO_GENERAL: Final = group("name_words", "too general alone")
# Words after the part of a company's name that may stand for the whole: 'Mining', 'Corp'.
_COMPANY_WORDS: Final = frozenset(
    row["word"] for row in rows("organisation_words") if row["kind"] == "company" and row["use"] != "theme"
) | group("name_words", "after a distinctive name")
# 'General Motors' is not called 'General'.
_COMMON_WORDS: Final = column("common_words", "word")
_PLACES: Final = column("government_seats", "name") | column("country_names", "name")


def short_forms(words: _Words, label: NameLabel) -> Iterator[_Words]:
    """'Berg' and 'van der Berg' of 'Ann van der Berg'; 'Carter' of 'Carter Inc.'; 'Council' of 'Rivers Council'."""
    if label == "person" and len(words) > 1:
        without_suffix = words[:-1] if words[-1] in NAME_SUFFIXES else words
        surname = without_suffix[-1]
        if len(surname) > 2 and surname not in NATIONALITIES and surname not in COUNTRIES:
            yield (surname,)
        for i in range(1, len(without_suffix) - 1):
            if without_suffix[i] in PARTICLES:
                yield without_suffix[i:]
                break
    elif label == "organisation" and len(words) > 1:
        if words[-1] in COMPANY_ENDINGS:
            short = words[:-1]
            if len(short) > 1 or _is_distinctive(short[0]):
                yield short
        if words[-1] in ORGANISATION_HEADS and words[-1] not in _TOO_GENERAL:
            yield (words[-1],)
        elif len(words) > 2 and words[0] in ORGANISATION_HEADS and words[1] in {"of", "for", "on"}:
            yield (words[0],)


def leading_words(words: _Words) -> _Words:
    """The words of a company's name before 'Mining', 'Capital', 'Corp': 'Brackwell' of 'Brackwell Mining Corp'.

    Empty if they may mean something else without the rest, as places, nationalities and common words do.
    """
    end = len(words)
    while end and words[end - 1] in _COMPANY_WORDS:
        end -= 1
    if end in {0, len(words)} or not words[0][:1].isupper() or not words[end - 1][:1].isalpha():
        return ()
    if end > 1:
        return words[:end]
    word = words[0]
    is_name = _is_distinctive(word) and not (is_acronym(word) and len(word) < 3)
    is_other = word.lower() in _COMMON_WORDS or word in GIVEN_NAMES or word in CALENDAR or word in _PLACES
    return () if is_other or not is_name else (word,)


def _is_distinctive(word: str) -> bool:
    return len(word) > 2 and word not in NATIONALITIES and word not in COUNTRIES and word not in NOT_ORGANISATIONS
