"""Honorifics as they stand in running words: 'Mr', 'Tan Sri', 'Sgt.' that a parse cuts in two, 'Lt Gen' of two words.

A word of office is an honorific where it stands alone before a name ('President Carter'), not where it ends a longer
office ('Health Secretary Ann Carter', 'Additional Solicitor General Bill Brown').
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from itertools import product
from typing import Final, NamedTuple

from newsrows.extraction.names.gazetteers import (
    CALENDAR,
    COUNTRIES,
    COURTESIES,
    HONORIFICS,
    NATIONALITIES,
    ORGANISATION_HEADS,
    TITLES,
    is_acronym,
)
from newsrows.extraction.parse.tokens import Tokens
from newsrows.lexicon import column

_OFFICES: Final = frozenset({"office", "rank"})
_DEPUTIES: Final = frozenset({"Lt", "Lt.", "Lieut", "Lieut.", "Lieutenant"})
_HYPHENS: Final = frozenset({"-", "‐", "–"})
_NAMING: Final = frozenset({"NNP", "NNPS", "NN", "NNS"})
# What stands before these is where: 'Riverton Mayor', even if no voice takes it for a place.
_OF_PLACES: Final = frozenset(
    {"Ambassador", "Chancellor", "Councillor", "Governor", "Mayor", "Premier", "President", "Senator", "Sheriff"}
)
# 'Deputy Mayor'
_GRADES: Final = column("title_modifiers", "word", effect="part")
# 'former President Carter'
_STATUS: Final = column("title_modifiers", "word") - column("title_modifiers", "word", effect="part")


class Honorific(NamedTuple):
    """Tokens from `first` up to, not including, `last`, and the form that the list has."""

    first: int
    last: int
    form: str


def _spellings(form: str) -> Iterator[tuple[str, ...]]:
    """The token sequences that a form may be cut into: 'Sgt.' is one token or two, an apostrophe straight or not."""
    ways: list[list[tuple[str, ...]]] = []
    for word in re.findall(r"[^\s-]+|-", form):
        stem = word[:-1]
        if word.endswith("'"):
            ways.append([(stem, "'"), (stem, "’"), (word,), (f"{stem}’",)])
        elif word.endswith(".") and "." not in stem:
            ways.append([(word,), (stem, ".")])
        else:
            ways.append([(word,)])
    for way in product(*ways):
        yield tuple(token for part in way for token in part)


_SEQUENCES: Final = {spelling: form for form in HONORIFICS for spelling in _spellings(form)}
_LONGEST: Final = max(map(len, _SEQUENCES))
_FIRST: Final = frozenset(spelling[0] for spelling in _SEQUENCES)
_LAST: Final = frozenset(spelling[-1] for spelling in _SEQUENCES)


def honorific_at(tokens: Tokens, first: int) -> Honorific | None:
    """The longest honorific that begins with token `first`."""
    if first >= len(tokens) or tokens.words[first] not in _FIRST:
        return None
    for size in range(min(_LONGEST, len(tokens) - first), 0, -1):
        form = _SEQUENCES.get(tuple(tokens.words[first : first + size]))
        if form is not None and _is_tight(tokens, first, first + size):
            return Honorific(first, first + size, form)
    return None


def honorific_before(tokens: Tokens, end: int) -> Honorific | None:
    """The longest honorific that ends right before token `end`."""
    if end < 1 or tokens.words[end - 1] not in _LAST:
        return None
    for size in range(min(_LONGEST, end), 0, -1):
        form = _SEQUENCES.get(tuple(tokens.words[end - size : end]))
        if form is not None and _is_tight(tokens, end - size, end):
            return Honorific(end - size, end, form)
    return None


def _is_tight(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a stop, apostrophe or hyphen in an honorific touches the word before it."""
    return all(tokens.words[i][0].isalnum() or tokens.starts[i] == tokens.ends[i - 1] for i in range(first + 1, last))


def courtesy_at(tokens: Tokens, first: int) -> Honorific | None:
    """An honorific that begins with token `first` and leaves no doubt that a person is named behind it."""
    found = honorific_at(tokens, first)
    return found if found is not None and found.form in COURTESIES else None


def honorific_of(tokens: Tokens, name: int, named: Set[int]) -> tuple[str, str] | None:
    """The honorific before a name's first token, and the form that tells its gender.

    Of several it is the first: 'Sir' of 'Sir Dr Brown' says more than 'Dr'. A rank of several words is one: 'Lt Gen'.
    `named` are the tokens of organisations and places, after which an office stands alone: 'Coast Bank Governor'.
    """
    chain: list[Honorific] = []
    while (found := honorific_before(tokens, chain[-1].first if chain else name)) is not None:
        chain.append(found)
    chain.reverse()
    while chain and _is_end_of_office(tokens, chain, named):
        chain.pop(0)
    if not chain:
        return None
    last = chain[0].last
    for honorific in chain[1:]:
        if not (_is_rank(chain[0].form) and _is_rank(honorific.form)):
            break
        last = honorific.last
    return tokens.text_of(chain[0].first, last), chain[0].form


def _kind(form: str) -> str:
    return HONORIFICS[form]["kind"]


def _is_rank(form: str) -> bool:
    return _kind(form) == "rank" or form == "Chief"  # 'Chief Inspector'


def _is_end_of_office(tokens: Tokens, chain: list[Honorific], named: Set[int]) -> bool:
    """Whether the first of the honorifics before a name only ends, or begins, a longer office."""
    form = chain[0].form
    if len(chain) > 1 and _opens_office(form, chain[1].form):
        return True
    before = chain[0].first - 1
    if _kind(form) not in _OFFICES or before < 0:
        return False
    if form != "Secretary" and (before in named or tokens.words[before] in ORGANISATION_HEADS):
        return False  # 'Treasury Secretary' is an office all the same
    if HONORIFICS[form]["title"] and form.lower() not in TITLES:
        # Cut short, it is a style whatever else stands before: 'State Sen.'
        outer = honorific_before(tokens, chain[0].first)
        return outer is not None and outer.form in _DEPUTIES
    return _carries_on(tokens, before, form)


def _opens_office(form: str, following: str) -> bool:
    """Whether an office or rank is one with the word behind it: 'General Secretary', 'Chief Justice', 'Lt. Gov.'."""
    if f"{form} {following}".lower() in TITLES and _kind(following) == "office":
        return True
    is_deputy = _kind(form) == "rank" and _kind(following) == "office" and following != "Chief"
    return is_deputy or (form == "Chief" and _kind(following) == "religious")


def _carries_on(tokens: Tokens, before: int, form: str) -> bool:
    """Whether token `before` is part of the office that `form` ends: 'Health Secretary', 'Vice-President'."""
    word, low = tokens.words[before], tokens.lower[before]
    if word in _HYPHENS:
        is_tight = tokens.starts[before] == tokens.ends[before - 1] and tokens.ends[before] == tokens.starts[before + 1]
        return before > 0 and is_tight and tokens.lower[before - 1] not in _STATUS
    if f"{low} {form.lower()}" in TITLES or word in HONORIFICS:
        return True
    if form in _OF_PLACES and low not in _GRADES:
        return False
    if low in _STATUS or word in CALENDAR or word in NATIONALITIES or word in COUNTRIES or is_acronym(word):
        return False
    opens = tokens.sentence_starts[tokens.sentence_of(before)] == before
    is_adjective = tokens.tags[before] == "JJ" and not opens
    return word[0].isupper() and word[-1].isalpha() and (is_adjective or tokens.tags[before] in _NAMING)


def past_honorific(tokens: Tokens, first: int, last: int) -> int:
    """Past an honorific of several tokens that a name begins in or with: 'Tan Sri' of 'Tan Sri Bob Hill'."""
    for begin in range(max(0, first - 2), first + 1):
        found = honorific_at(tokens, begin)
        if found is not None and found.last - begin > 1 and first < found.last < last:
            return found.last
    return first
