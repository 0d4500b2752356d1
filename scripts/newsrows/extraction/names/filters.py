"""Filters: what looks like a name of a person or an organisation but is not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Final

from newsrows.extraction.names.gazetteers import (
    CALENDAR,
    COUNTRIES,
    FICTIONAL_FIGURES,
    GIVEN_NAMES,
    NATIONALITIES,
    NOT_ORGANISATIONS,
    OTHER_NAME_WORDS,
    POSSESSIVES,
    TITLE_HEADS,
    is_acronym,
    is_known_organisation,
)
from newsrows.extraction.names.honorifics import honorific_before
from newsrows.extraction.names.spans import NameSpan
from newsrows.extraction.parse.tokens import Tokens
from newsrows.lexicon import column, group

# 'D-Calif.': party and state of an American politician.
_PARTY_AND_STATE: Final = re.compile(r"[DRI]-[A-Z]")
# 'NGOs' and 'GDRs' are kinds of things, not names.
_PLURAL_ACRONYM: Final = re.compile(r"[A-Z]{2,}-?\d*s")
# Collective words for police and troops: 'Mounties'.
_COLLECTIVES: Final = column("collectives", "name")
# In 'Ottawa said it was reviewing', the name stands for a government.
_GOVERNMENT_SEATS: Final = column("government_seats", "name")
_WORKS: Final = group("name_words", "work")
_DISEASES: Final = group("name_words", "disease")
# 'the Carter family', "Parkinson's disease"
_FAMILIES_AND_DISEASES: Final = group("name_words", "family") | _DISEASES

_EVENTS_AND_LAWS: Final = column("other_name_words", "word", kind="event") | column(
    "other_name_words", "word", kind="law"
)
# 'Duchess of Sussex', of which the model marks the last words
_NEVER_FIRST: Final = frozenset({"of", "for", "and", "in", "the", "to", "from"})
# 'the Maulana' is nobody's name.
_STYLES: Final = column("honorifics", "form", kind="religious") | column("honorifics", "form", kind="courtesy")
_ORDINARY_WORDS: Final = column("common_words", "word") | group("name_words", "headline verb")
_SURNAMES: Final = column("common_surnames", "name")
# At most this many words of a longer name are read.
_LONGEST_REST: Final = 5


def is_plausible(tokens: Tokens, name: NameSpan) -> bool:
    """Whether the words can be a name with this label."""
    words = tokens.words[name.first : name.last]
    if any("/" in word or "@" in word or "www" in word for word in words):
        return False  # web and mail addresses
    if not any(word[:1].isupper() for word in words):
        # 'al-Qaeda', 'wikiHow' and 'easyJet' begin with a small letter
        return any(any(c.isupper() for c in word) for word in words)
    text = " ".join(words)
    # a word that the end of a line cut off ('Brit-'), or part of a headline in capitals
    if text.endswith("-") or (sum(map(str.isalpha, words)) > 2 and text.isupper() and "." not in text):
        return False
    if name.label == "person":
        return _is_plausible_person(tokens, name, words, text)
    if name.label == "organisation":
        return _is_plausible_organisation(tokens, name, words, text)
    return True


def _is_plausible_person(tokens: Tokens, name: NameSpan, words: list[str], text: str) -> bool:
    if (
        words[0] in _NEVER_FIRST
        or (text in _STYLES and name.first > 0 and tokens.lower[name.first - 1] == "the")
        or text in FICTIONAL_FIGURES
        or text in _COLLECTIVES
        or text in NATIONALITIES
        or text.removesuffix("s") in NATIONALITIES
        or (text in NOT_ORGANISATIONS and text not in GIVEN_NAMES)
    ):
        return False
    if (
        len(words) > 1
        and words[-1] in OTHER_NAME_WORDS
        and words[-1] not in GIVEN_NAMES
        and words[0] not in GIVEN_NAMES
    ):
        return False
    if any(any(c.isdigit() for c in word) for word in words) or _is_dateline(tokens, name, text):
        return False
    if len(words) == 1:
        word = words[0]
        if len(word) < 2 or (is_acronym(word) and not word[1:].islower() and len(word) < 5 and "." not in word):
            return False
        if tokens.lower[name.first] in TITLE_HEADS and word not in GIVEN_NAMES:
            return False
    return not _is_family_or_disease(tokens, name)


def _is_family_or_disease(tokens: Tokens, name: NameSpan) -> bool:
    """'the Carter family', "Parkinson's disease". "Carter's family" is about a person."""
    after = name.last
    while after < len(tokens) and tokens.words[after] in POSSESSIVES:
        after += 1
    if after >= len(tokens) or tokens.lower[after] not in _FAMILIES_AND_DISEASES:
        return False
    return after == name.last or tokens.lower[after] in _DISEASES


def _is_dateline(tokens: Tokens, name: NameSpan, text: str) -> bool:
    """Whether capitals open a line and a date or a dash follows: 'RIVERTON 2 May', 'RIVERTON - '."""
    if not text.isupper() or name.last >= len(tokens):
        return False
    following = tokens.words[name.last]
    opens_line = name.first == 0 or "\n" in tokens.words[name.first - 1]
    return opens_line and (following[0].isdigit() or following in {"-", "—", "–", "--", ","} or following in CALENDAR)


def _is_plausible_organisation(tokens: Tokens, name: NameSpan, words: list[str], text: str) -> bool:
    if text in NOT_ORGANISATIONS or text in NATIONALITIES or text in COUNTRIES:
        return False
    if len(words) == 1 and (len(text) == 1 or text in CALENDAR):
        return False
    if _PLURAL_ACRONYM.fullmatch(text):
        return False
    if not any(c.isalpha() for c in text) or _PARTY_AND_STATE.match("".join(words)):
        return False
    if is_known_organisation(tuple(words)):
        return not _is_in_longer_name(tokens, name)
    return (
        _head_word(words) not in OTHER_NAME_WORDS
        and not _is_work(tokens, name)
        and not _is_in_longer_name(tokens, name)
    )


def _is_in_longer_name(tokens: Tokens, name: NameSpan) -> bool:
    """Whether the name opens the name of something else: 'Coast Bank' in 'the Coast Bank Open Cup'."""
    i = name.last
    while i < min(name.last + _LONGEST_REST, len(tokens)) and (
        tokens.words[i][:1].isupper() or (i > name.last and tokens.words[i] == ")") or _opens_bracket(tokens, i)
    ):
        if tokens.lower[i] in TITLE_HEADS or tokens.words[i] in GIVEN_NAMES or tokens.words[i] in CALENDAR:
            return False
        if tokens.words[i] in _EVENTS_AND_LAWS:
            return True
        i += 1
    return False


def _opens_bracket(tokens: Tokens, i: int) -> bool:
    """Whether a bracket with one capitalised word begins here: '(Amendment)' in the name of a law."""
    return tokens.words[i] == "(" and tokens.words[i + 2 : i + 3] == [")"] and tokens.words[i + 1][:1].isupper()


def _head_word(words: Sequence[str]) -> str:
    """The word that says what the name is of: 'Treaty' in 'Treaty of the Rivers', 'Bank' in 'Rivers Bank'."""
    for i, word in enumerate(words):
        if word in {"of", "for", "on"} and i:
            return words[i - 1]
    return words[-1]


def _is_work(tokens: Tokens, name: NameSpan) -> bool:
    """Whether the name is the title of a programme or another work: 'the Morning Rivers programme'."""
    i = name.last
    while i < len(tokens) and (tokens.words[i][:1].isupper() or tokens.words[i] in {'"', "'", "”", "’"}):
        i += 1
    return i < len(tokens) and tokens.lower[i] in _WORKS and (i > name.last or len(tokens.words[name.first]) > 3)


def without_headline_verbs(tokens: Tokens, names: Iterable[NameSpan]) -> Iterator[NameSpan]:
    """All names; a verb that a headline with capitals joins to a person's name is cut off: 'Ann Carter Hammers Rival'.

    The rest must be a person's name elsewhere in the article.
    """
    names = list(names)
    people = {tuple(tokens.words[name.first : name.last]) for name in names if name.label == "person"}
    people |= {words[-1:] for words in people if len(words) > 1}
    for name in names:
        last = _end_before_verb(tokens, name, people)
        yield name if last is None else NameSpan(name.first, last, "person")


def _end_before_verb(tokens: Tokens, name: NameSpan, people: Set[tuple[str, ...]]) -> int | None:
    """The end of the person's name that a name with a verb in it begins with; None if there is no such verb.

    A name of a person has nothing after the verb. One of an organisation may: 'Ann Carter Slams Council'.
    """
    if name.label == "person":
        ends: Iterable[int] = (name.last - 1,)
    else:
        ends = range(name.first + 2, name.last - 1) if name.label == "organisation" else ()
    for last in ends:
        if tuple(tokens.words[name.first : last]) in people and _is_verb_in_headline(tokens, last):
            return last
    return None


def is_name_in_headline(tokens: Tokens, name: NameSpan) -> bool:
    """Whether a person is the subject of a headline with capitals: 'Ann Carter' in 'Ann Carter Slams Council'."""
    return name.label == "person" and name.last < len(tokens) and _is_verb_in_headline(tokens, name.last)


def _is_verb_in_headline(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is an ordinary word with a capital, before another word with one."""
    word = tokens.words[i]
    is_common = {word.lower(), word.lower().removesuffix("s")} & _ORDINARY_WORDS
    return bool(is_common) and word not in _SURNAMES and i + 1 < len(tokens) and tokens.words[i + 1][:1].isupper()


def relabel_governments(tokens: Tokens, names: Iterable[NameSpan]) -> Iterator[NameSpan]:
    """All names; seats of government that the model marked as a person become places.

    A seat stays a person if somebody in the article has this name: 'Ottawa' after 'Ann Ottawa', 'Mr Ottawa' or
    'Senator Ottawa'.
    """
    names = list(names)
    surnames = {
        tokens.words[name.last - 1] for name in names if name.label == "person" and _is_certain_person(tokens, name)
    }
    for name in names:
        is_seat = name.label == "person" and " ".join(tokens.words[name.first : name.last]) in _GOVERNMENT_SEATS
        is_place = is_seat and tokens.words[name.last - 1] not in surnames
        yield NameSpan(name.first, name.last, "place") if is_place else name


def _is_certain_person(tokens: Tokens, name: NameSpan) -> bool:
    """Whether a name has several words, or an honorific or a title stands before it."""
    if " ".join(tokens.words[name.first : name.last]) not in _GOVERNMENT_SEATS and name.last - name.first > 1:
        return True
    has_title = name.first > 0 and tokens.lower[name.first - 1] in TITLE_HEADS
    return has_title or honorific_before(tokens, name.first) is not None
