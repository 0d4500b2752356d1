"""Bodies named after those in them: 'Friends of the River', 'Teachers without Frontiers', 'Mums Against Noise'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from newsrows.extract.name_spans import Found, opens_sentence
from newsrows.extract.name_words import CALENDAR, HONORIFICS, ORGANISATION_HEADS, TITLE_HEADS, is_acronym
from newsrows.extract.tokens import Tokens
from newsrows.lexicon import column

_OF: Final = column("fellowship_words", "word", use="of")
_FOR_A_CAUSE: Final = column("fellowship_words", "word", use="cause")
_WITHOUT: Final = frozenset({"without", "sans"})
_CAUSES: Final = frozenset({"for", "against"}) | _WITHOUT
_LONGEST: Final = 4
# With a capital, these stand in headlines: 'Friends of Carter Wait In Riverton'.
_SMALL: Final = frozenset({"after", "as", "at", "by", "for", "from", "in", "of", "on", "over", "to", "with"})


def fellowships(tokens: Tokens, given: Iterable[Found]) -> Iterator[Found]:
    """Names of the shape 'Friends of the River'; `given` are the names that a voice speaks of."""
    begins: dict[int, Found] | None = None
    for i, word in enumerate(tokens.words):
        if word not in _OF and word not in _FOR_A_CAUSE:
            continue
        found = _fellowship(tokens, i)
        if found is None:
            continue
        if begins is None:
            begins = {name.first: name for name in given}
        if not (opens_sentence(tokens, i) and _may_be_plain_words(tokens, found, begins)):
            yield found


def _fellowship(tokens: Tokens, first: int) -> Found | None:
    words, size = tokens.words, len(tokens)
    if first + 2 >= size or _goes_back(tokens, first):
        return None
    joint = tokens.lower[first + 1]
    if not ((words[first] in _OF and joint == "of") or (words[first] in _FOR_A_CAUSE and joint in _CAUSES)):
        return None
    begin = last = _cause(tokens, first)
    while last < size and words[last][0].isupper() and last - begin < _LONGEST:
        last += 1
    is_headline = (last < size and words[last][0].isupper()) or not _SMALL.isdisjoint(tokens.lower[begin:last])
    is_of_somebody = last > begin and (words[begin] in HONORIFICS or tokens.lower[last - 1] in TITLE_HEADS)
    if last == begin or is_headline or is_of_somebody or not CALENDAR.isdisjoint(words[begin:last]):
        return None
    return Found(first, last, "organisation")


def _goes_back(tokens: Tokens, first: int) -> bool:
    """Whether a capital before the members makes them part of a longer name: 'The Silent Sons of Riverton', a film."""
    return first > 0 and tokens.words[first - 1][:1].isupper() and not opens_sentence(tokens, first)


def _cause(tokens: Tokens, first: int) -> int:
    """First token of what the members have in common, an article left out."""
    return first + 3 if tokens.lower[first + 2] == "the" and first + 3 < len(tokens) else first + 2


def _may_be_plain_words(tokens: Tokens, found: Found, begins: dict[int, Found]) -> bool:
    """Whether a capital only opens the sentence: 'Friends of Ann Carter said', 'Workers for Coast Bank'."""
    joint = tokens.lower[found.first + 1]
    if joint in _WITHOUT:
        return False
    begin = _cause(tokens, found.first)
    name = begins.get(begin)
    word = tokens.words[begin]
    is_of_body = is_acronym(word) or tokens.words[found.last - 1] in ORGANISATION_HEADS
    if joint == "of" and begin == found.first + 3:
        return is_of_body or (name is not None and name.label in {"person", "place"})
    return is_of_body or name is not None
