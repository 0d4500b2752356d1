"""Organisations named after their members: 'Friends of the River', 'Teachers without Frontiers'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from newsrows.extraction.names.gazetteers import CALENDAR, HONORIFICS, ORGANISATION_HEADS, TITLE_HEADS, is_acronym
from newsrows.extraction.names.spans import NameSpan, opens_sentence
from newsrows.extraction.parse.tokens import Tokens
from newsrows.lexicon import column, group

# 'Friends of', 'Daughters of'
_MEMBERS_OF: Final = column("membership_words", "word", use="of")
# 'Teachers for', 'Mothers against'
_MEMBERS_FOR_A_CAUSE: Final = column("membership_words", "word", use="cause")
_WITHOUT: Final = group("name_words", "without")
_CAUSE_PREPOSITIONS: Final = frozenset({"for", "against"}) | _WITHOUT
_LONGEST_CAUSE: Final = 4  # tokens
# In names these are not capitalised; in headlines they may be: 'Friends of Carter Wait In Riverton'.
_HEADLINE_WORDS: Final = group("name_words", "headline")


def member_organisations(tokens: Tokens, names: Iterable[NameSpan]) -> Iterator[NameSpan]:
    """Names of the form 'Friends of the River'; `names` are the names that the NER model marked."""
    name_at: dict[int, NameSpan] | None = None
    for i, word in enumerate(tokens.words):
        if word not in _MEMBERS_OF and word not in _MEMBERS_FOR_A_CAUSE:
            continue
        organisation = _organisation_at(tokens, i)
        if organisation is None:
            continue
        if name_at is None:
            name_at = {name.first: name for name in names}
        if not (opens_sentence(tokens, i) and _may_be_ordinary_words(tokens, organisation, name_at)):
            yield organisation


def _organisation_at(tokens: Tokens, first: int) -> NameSpan | None:
    """The organisation whose name begins with the members at token `first`."""
    words, size = tokens.words, len(tokens)
    if first + 2 >= size or _is_inside_longer_name(tokens, first):
        return None
    preposition = tokens.lower[first + 1]
    is_of = words[first] in _MEMBERS_OF and preposition == "of"
    is_for_a_cause = words[first] in _MEMBERS_FOR_A_CAUSE and preposition in _CAUSE_PREPOSITIONS
    if not (is_of or is_for_a_cause):
        return None
    begin = last = _cause_start(tokens, first)
    while last < size and words[last][0].isupper() and last - begin < _LONGEST_CAUSE:
        last += 1
    is_headline = (last < size and words[last][0].isupper()) or not _HEADLINE_WORDS.isdisjoint(tokens.lower[begin:last])
    is_of_person = last > begin and (words[begin] in HONORIFICS or tokens.lower[last - 1] in TITLE_HEADS)
    if last == begin or is_headline or is_of_person or not CALENDAR.isdisjoint(words[begin:last]):
        return None
    return NameSpan(first, last, "organisation")


def _is_inside_longer_name(tokens: Tokens, first: int) -> bool:
    """Whether a capitalised word stands before the members: 'The Silent Sons of Riverton' is a film."""
    return first > 0 and tokens.words[first - 1][:1].isupper() and not opens_sentence(tokens, first)


def _cause_start(tokens: Tokens, first: int) -> int:
    """The first token after the preposition and an article."""
    return first + 3 if tokens.lower[first + 2] == "the" and first + 3 < len(tokens) else first + 2


def _may_be_ordinary_words(tokens: Tokens, organisation: NameSpan, name_at: dict[int, NameSpan]) -> bool:
    """Whether the members may have their capital only from the sentence: 'Friends of Ann Carter said'."""
    preposition = tokens.lower[organisation.first + 1]
    if preposition in _WITHOUT:
        return False
    begin = _cause_start(tokens, organisation.first)
    name = name_at.get(begin)
    is_of_organisation = is_acronym(tokens.words[begin]) or tokens.words[organisation.last - 1] in ORGANISATION_HEADS
    if preposition == "of" and begin == organisation.first + 3:
        return is_of_organisation or (name is not None and name.label in {"person", "place"})
    return is_of_organisation or name is not None
