"""Honorifics in running text: 'Mr', 'Tan Sri', 'Lt Gen', and 'Sgt.' where the tokenizer splits off the full stop.

An office is an honorific if it stands alone before a name ('President Carter'). It is not if it ends a longer office
('Health Secretary Ann Carter', 'Additional Solicitor General Bill Brown').
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from itertools import product
from typing import Final, NamedTuple

from newsrows.extraction.names.gazetteers import (
    CALENDAR,
    COUNTRIES,
    HONORIFICS,
    NATIONALITIES,
    ORGANISATION_HEADS,
    PERSON_HONORIFICS,
    TITLES,
    is_acronym,
)
from newsrows.extraction.parse.tokens import Tokens
from newsrows.lexicon import column, group

# 'General Sir Dr Prof Lord' is longer than anybody's.
MOST_HONORIFICS: Final = 8
_OFFICE_KINDS: Final = frozenset({"office", "rank"})
_DEPUTY_RANKS: Final = group("name_words", "deputy rank")
_HYPHENS: Final = frozenset({"-", "‐", "–"})
_NOUN_TAGS: Final = frozenset({"NNP", "NNPS", "NN", "NNS"})
# The word before such an office is a place, even if the model does not mark it: 'Riverton Mayor'.
_OFFICES_OF_PLACES: Final = group("name_words", "office of a place")
# 'Deputy Mayor'
_GRADES: Final = column("title_modifiers", "word", effect="part")
# 'former President Carter'
_STATUS_WORDS: Final = column("title_modifiers", "word") - _GRADES


class Honorific(NamedTuple):
    """An honorific as tokens `first` (inclusive) to `last` (exclusive), and its form in honorifics.csv."""

    first: int
    last: int
    form: str


def honorific_at(tokens: Tokens, first: int) -> Honorific | None:
    """The longest honorific that begins with token `first`."""
    if first >= len(tokens) or tokens.words[first] not in _FIRST_WORDS:
        return None
    for size in range(min(_LONGEST, len(tokens) - first), 0, -1):
        form = _FORM_OF.get(tuple(tokens.words[first : first + size]))
        if form is not None and _is_joined(tokens, first, first + size):
            return Honorific(first, first + size, form)
    return None


def honorific_before(tokens: Tokens, end: int) -> Honorific | None:
    """The longest honorific whose last token is directly before token `end`."""
    if end < 1 or tokens.words[end - 1] not in _LAST_WORDS:
        return None
    for size in range(min(_LONGEST, end), 0, -1):
        form = _FORM_OF.get(tuple(tokens.words[end - size : end]))
        if form is not None and _is_joined(tokens, end - size, end):
            return Honorific(end - size, end, form)
    return None


def person_honorific_at(tokens: Tokens, first: int) -> Honorific | None:
    """The honorific that begins with token `first`, if only a person's name can follow it."""
    honorific = honorific_at(tokens, first)
    return honorific if honorific is not None and honorific.form in PERSON_HONORIFICS else None


def skip_honorific(tokens: Tokens, first: int, last: int) -> int:
    """The first token of a name after an honorific of several tokens that it starts with or in.

    Example: 'Bob' in 'Tan Sri Bob Hill', whether the name is marked from 'Tan' or from 'Sri' on. Without such an
    honorific, `first`.
    """
    for begin in range(max(0, first - 2), first + 1):
        honorific = honorific_at(tokens, begin)
        if honorific is not None and honorific.last - begin > 1 and first < honorific.last < last:
            return honorific.last
    return first


def honorific_of(tokens: Tokens, name: int, entity_tokens: Set[int]) -> tuple[str, str] | None:
    """The honorific before the name that begins with token `name`: its text, and the form that shows the gender.

    The first of several honorifics is used: 'Sir' of 'Sir Dr Brown' says more than 'Dr'. A rank of several words
    counts as one: 'Lt Gen'. `entity_tokens` are the tokens of organisations and places; an office after one of them
    is not an honorific: 'Coast Bank Governor'.
    """
    chain: list[Honorific] = []
    for _ in range(MOST_HONORIFICS):
        honorific = honorific_before(tokens, chain[-1].first if chain else name)
        if honorific is None:
            break
        chain.append(honorific)
    chain.reverse()
    while chain and _is_part_of_office(tokens, chain, entity_tokens):
        chain.pop(0)
    if not chain:
        return None
    last = chain[0].last
    for honorific in chain[1:]:
        if not (_is_rank(chain[0].form) and _is_rank(honorific.form)):
            break
        last = honorific.last
    return tokens.text_of(chain[0].first, last), chain[0].form


def _is_part_of_office(tokens: Tokens, chain: list[Honorific], entity_tokens: Set[int]) -> bool:
    """Whether the first honorific of the chain is the end or the beginning of a longer office."""
    form = chain[0].form
    if len(chain) > 1 and _begins_office(form, chain[1].form):
        return True
    before = chain[0].first - 1
    if _kind(form) not in _OFFICE_KINDS or before < 0:
        return False
    if form != "Secretary" and (before in entity_tokens or tokens.words[before] in ORGANISATION_HEADS):
        return False  # 'Treasury Secretary' is one office
    if HONORIFICS[form]["title"] and form.lower() not in TITLES:
        # An abbreviated office is an honorific after any other word: 'State Sen.'
        outer = honorific_before(tokens, chain[0].first)
        return outer is not None and outer.form in _DEPUTY_RANKS
    return _is_first_part(tokens, before, form)


def _begins_office(form: str, following: str) -> bool:
    """Whether the word is one office with the next: 'General Secretary', 'Chief Justice', 'Lt. Gov.'."""
    if f"{form} {following}".lower() in TITLES and _kind(following) == "office":
        return True
    is_deputy = _kind(form) == "rank" and _kind(following) == "office" and following != "Chief"
    return is_deputy or (form == "Chief" and _kind(following) == "religious")


def _is_first_part(tokens: Tokens, before: int, form: str) -> bool:
    """Whether token `before` is part of the office that `form` ends: 'Health Secretary', 'Vice-President'."""
    word, lower = tokens.words[before], tokens.lower[before]
    if word in _HYPHENS:
        is_tight = tokens.starts[before] == tokens.ends[before - 1] and tokens.ends[before] == tokens.starts[before + 1]
        return before > 0 and is_tight and tokens.lower[before - 1] not in _STATUS_WORDS
    if f"{lower} {form.lower()}" in TITLES or word in HONORIFICS:
        return True
    if form in _OFFICES_OF_PLACES and lower not in _GRADES:
        return False
    if lower in _STATUS_WORDS or word in CALENDAR or word in NATIONALITIES or word in COUNTRIES or is_acronym(word):
        return False
    opens_sentence = tokens.sentence_starts[tokens.sentence_of(before)] == before
    is_adjective = tokens.tags[before] == "JJ" and not opens_sentence
    return word[0].isupper() and word[-1].isalpha() and (is_adjective or tokens.tags[before] in _NOUN_TAGS)


def _kind(form: str) -> str:
    return HONORIFICS[form]["kind"]


def _is_rank(form: str) -> bool:
    return _kind(form) == "rank" or form == "Chief"  # 'Chief Inspector'


def _is_joined(tokens: Tokens, first: int, last: int) -> bool:
    """Whether no white space stands before a full stop, apostrophe or hyphen of the honorific."""
    return all(tokens.words[i][0].isalnum() or tokens.starts[i] == tokens.ends[i - 1] for i in range(first + 1, last))


def _token_sequences(form: str) -> Iterator[tuple[str, ...]]:
    """All ways that a form may be tokenized: 'Sgt.' as one token or two; apostrophes straight or curly."""
    variants: list[list[tuple[str, ...]]] = []
    for word in re.findall(r"[^\s-]+|-", form):
        stem = word[:-1]
        if word.endswith("'"):
            variants.append([(stem, "'"), (stem, "’"), (word,), (f"{stem}’",)])
        elif word.endswith(".") and "." not in stem:
            variants.append([(word,), (stem, ".")])
        else:
            variants.append([(word,)])
    for combination in product(*variants):
        yield tuple(token for part in combination for token in part)


_FORM_OF: Final = {sequence: form for form in HONORIFICS for sequence in _token_sequences(form)}
_LONGEST: Final = max(map(len, _FORM_OF))
_FIRST_WORDS: Final = frozenset(sequence[0] for sequence in _FORM_OF)
_LAST_WORDS: Final = frozenset(sequence[-1] for sequence in _FORM_OF)
