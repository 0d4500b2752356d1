"""Doubts about names: what looks like one and is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from newsrows.extraction.names.gazetteers import (
    CALENDAR,
    COUNTRIES,
    FIGURES,
    GIVEN_NAMES,
    NATIONALITIES,
    NO_ORGANISATIONS,
    OTHER_NAME_WORDS,
    POSSESSIVES,
    TITLE_HEADS,
    is_acronym,
    known_organisations,
)
from newsrows.extraction.names.honorifics import honorific_before
from newsrows.extraction.names.spans import Found
from newsrows.extraction.parse.tokens import Tokens
from newsrows.lexicon import column

# 'D-Calif.': the party and state of an American politician.
_SEAT: Final = re.compile(r"[DRI]-[A-Z]")
# 'NGOs', 'GDRs': many of a kind are none.
_MANY: Final = re.compile(r"[A-Z]{2,}-?\d*s")
# Police and troops who are called by one name: 'Mounties'.
_COLLECTIVES: Final = column("collectives", "name")
# 'Ottawa said it was reviewing' is about a government.
_GOVERNMENT_SEATS: Final = column("government_seats", "name")
_WORKS: Final = frozenset(
    {"programme", "show", "series", "podcast", "album", "novel", "sitcom", "soap", "quiz", "musical"}
)
_NO_PERSON: Final = frozenset({"family", "families", "brothers", "sisters", "dynasty", "clan", "disease", "syndrome"})


def is_plausible(tokens: Tokens, found: Found) -> bool:
    """Whether what is left can be a name at all."""
    words = tokens.words[found.first : found.last]
    if any("/" in word or "@" in word or "www" in word for word in words):
        return False  # addresses of pages
    if not any(word[:1].isupper() for word in words):
        # 'al-Qaeda', 'wikiHow', 'easyJet' begin small
        return any(any(c.isupper() for c in word) for word in words)
    text = " ".join(words)
    # what a line's end cut ('Brit-'), or a piece of a headline
    if text.endswith("-") or (len(words) > 2 and text.isupper() and "." not in text):
        return False
    if found.label == "person":
        return _is_person(tokens, found, words, text)
    if found.label == "organisation":
        return not _is_no_organisation(tokens, found, words, text)
    return True


def _is_person(tokens: Tokens, found: Found, words: list[str], text: str) -> bool:
    if (
        text in FIGURES
        or text in _COLLECTIVES
        or text in NATIONALITIES
        or text.removesuffix("s") in NATIONALITIES
        or (text in NO_ORGANISATIONS and text not in GIVEN_NAMES)
    ):
        return False
    if (
        len(words) > 1
        and words[-1] in OTHER_NAME_WORDS
        and words[-1] not in GIVEN_NAMES
        and words[0] not in GIVEN_NAMES
    ):
        return False
    if any(any(c.isdigit() for c in word) for word in words) or _is_dateline(tokens, found, text):
        return False
    if len(words) == 1:
        word = words[0]
        if len(word) < 2 or (is_acronym(word) and not word[1:].islower() and len(word) < 5 and "." not in word):
            return False
        if tokens.lower[found.first] in TITLE_HEADS and word not in GIVEN_NAMES:
            return False
    # 'the Carter family', 'Parkinson's disease': neither is a person
    after = found.last
    while after < len(tokens) and tokens.words[after] in POSSESSIVES:
        after += 1
    is_other = after < len(tokens) and tokens.lower[after] in _NO_PERSON
    return not is_other or (after > found.last and tokens.lower[after] not in {"disease", "syndrome"})


def _is_dateline(tokens: Tokens, found: Found, text: str) -> bool:
    """Whether capitals alone open a line that a date or a dash follows: 'RIVERTON 2 May', 'RIVERTON - '."""
    if not text.isupper() or found.last >= len(tokens):
        return False
    following = tokens.words[found.last]
    opens = found.first == 0 or "\n" in tokens.words[found.first - 1]
    return opens and (following[0].isdigit() or following in {"-", "—", "–", "--", ","} or following in CALENDAR)


def _is_no_organisation(tokens: Tokens, found: Found, words: list[str], text: str) -> bool:
    if text in NO_ORGANISATIONS or text in NATIONALITIES or text in COUNTRIES:
        return True
    if len(words) == 1 and (len(text) == 1 or text in CALENDAR):
        return True
    if _MANY.fullmatch(text):
        return True
    if not any(c.isalpha() for c in text) or _SEAT.match("".join(words)):
        return True
    if tuple(words) in known_organisations().get(words[0], ()):
        return False
    return last_word(words) in OTHER_NAME_WORDS or is_broadcast(tokens, found)


def last_word(words: Sequence[str]) -> str:
    """The word that says what a name is of: 'Treaty' of 'Treaty of the Rivers', 'Bank' of 'Rivers Bank'."""
    for i, word in enumerate(words):
        if word in {"of", "for", "on"} and i:
            return words[i - 1]
    return words[-1]


def is_broadcast(tokens: Tokens, found: Found) -> bool:
    """Whether a name is of a programme or a work: 'the Morning Rivers programme'."""
    i = found.last
    while i < len(tokens) and (tokens.words[i][:1].isupper() or tokens.words[i] in {'"', "'", "”", "’"}):
        i += 1
    return i < len(tokens) and tokens.lower[i] in _WORKS and (i > found.last or len(tokens.words[found.first]) > 3)


def without_governments(tokens: Tokens, names: Iterable[Found]) -> Iterator[Found]:
    """The names again; a seat of government that a voice takes for a person's name is a place's.

    Not so where somebody bears the name: 'Ottawa' after 'Ann Ottawa', 'Mr Ottawa', 'Senator Ottawa'.
    """
    names = list(names)
    surnames = {tokens.words[name.last - 1] for name in names if name.label == "person" and _is_borne(tokens, name)}
    for name in names:
        is_seat = name.label == "person" and " ".join(tokens.words[name.first : name.last]) in _GOVERNMENT_SEATS
        is_place = is_seat and tokens.words[name.last - 1] not in surnames
        yield Found(name.first, name.last, "place") if is_place else name


def _is_borne(tokens: Tokens, name: Found) -> bool:
    """Whether a name is more than one word, or stands behind an honorific or a title."""
    if " ".join(tokens.words[name.first : name.last]) not in _GOVERNMENT_SEATS and name.last - name.first > 1:
        return True
    is_titled = name.first > 0 and tokens.lower[name.first - 1] in TITLE_HEADS
    return is_titled or honorific_before(tokens, name.first) is not None
