"""What the words next to a name show: 'opposition party Renova', 'the carrier Carl Hansen', 'output gap (OG)'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from newsrows.extraction.names.gazetteers import (
    CALENDAR,
    COUNTRIES,
    GIVEN_NAMES,
    HONORIFICS,
    NATIONALITIES,
    ORGANISATION_HEADS,
    TITLE_HEADS,
    TITLES,
    is_acronym,
    is_known_organisation,
)
from newsrows.extraction.names.spans import NameSpan
from newsrows.extraction.parse.tokens import Tokens
from newsrows.lexicon import column, group

_NOUNS_BEFORE: Final = column("name_neighbours", "word", use="body_before")
_NOUNS_AFTER: Final = column("name_neighbours", "word", use="body_after")
_THINGS_BEFORE: Final = column("name_neighbours", "word", use="thing_before")
_OUTLETS: Final = group("name_words", "outlet")
_LEADING_TITLES: Final = column("name_neighbours", "word", use="title_behind")
_SPORT_TITLES: Final = column("role_titles", "title", kind="sport") | group("name_words", "sport title")
# People with such a title work for an organisation; a person's name before it is the organisation's name:
# 'Brackwell analyst Ann Lee'.
_DESK_TITLES: Final = group("name_words", "desk title")
_OFFICE_TITLES: Final = _LEADING_TITLES | _DESK_TITLES
_TITLES: Final = _OFFICE_TITLES | _SPORT_TITLES
# Initials of fewer letters are too often an organisation's.
_FEWEST_INITIALS: Final = 3
_NOT_ALONE: Final = NATIONALITIES | CALENDAR | ORGANISATION_HEADS | frozenset(HONORIFICS)


def relabel_by_neighbours(tokens: Tokens, names: Iterable[NameSpan]) -> Iterator[NameSpan]:
    """Names marked as a person for which a noun next to them shows another label.

    'opposition party Renova' and 'Renova newspaper' are organisations; the label of 'the carrier Carl Hansen' is
    'other'.
    """
    for name in names:
        if name.label == "person" and _is_thing(tokens, name):
            yield NameSpan(name.first, name.last, "other")
        elif name.label == "person" and _is_organisation(tokens, name):
            yield NameSpan(name.first, name.last, "organisation")


def _is_thing(tokens: Tokens, name: NameSpan) -> bool:
    return name.first > 0 and tokens.lower[name.first - 1] in _THINGS_BEFORE


def _is_organisation(tokens: Tokens, name: NameSpan) -> bool:
    words = tokens.words
    before = words[name.first - 1] if name.first else ""
    after = words[name.last] if name.last < len(tokens) else ""
    if words[name.first] in HONORIFICS or (words[name.first] in GIVEN_NAMES and after not in _OUTLETS):
        return False
    if before in _NOUNS_BEFORE:
        # 'the company Carter left' names its owner
        return tokens.tags[name.last] not in {"VBD", "VBP", "MD"} if after else True
    return after in _NOUNS_AFTER


def organisations_before_titles(tokens: Tokens, names: Iterable[NameSpan]) -> Iterator[NameSpan]:
    """Organisations whose name stands before the title of a named person: 'Renova chairman Ann Carter'.

    A place before a title of sport is a club: 'Riverton striker Ann Carter'.
    """
    names = list(names)
    name_at = {i: name for name in names for i in range(name.first, name.last)}
    for person in names:
        if person.label != "person":
            continue
        head = person.first - 1
        if head < 1 or tokens.words[head].istitle() or tokens.lower[head] not in _TITLES:
            continue
        title_start = head
        while (
            title_start > 0
            and tokens.words[title_start - 1].islower()
            and tokens.tags[title_start - 1] in {"NN", "JJ", "HYPH"}
        ):
            title_start -= 1
        if "campaign" in tokens.lower[title_start:head]:
            continue  # candidates have campaign managers
        is_desk = tokens.lower[head] in _DESK_TITLES
        name = name_at.get(title_start - 1) or (None if is_desk else _unmarked_name(tokens, title_start))
        if name is not None and _can_have_title(tokens, name, head):
            yield NameSpan(name.first, name.last, "organisation")


def _unmarked_name(tokens: Tokens, last: int) -> NameSpan | None:
    """A capitalised word directly before token `last` that the NER model did not mark."""
    first = last - 1
    word = tokens.words[first]
    is_name = word[:1].isupper() and tokens.tags[first] == "NNP" and len(word) > 2
    is_single = (
        first > 0 and not tokens.words[first - 1][:1].isupper() and tokens.tags[first - 1] not in {"HYPH", "POS"}
    )
    is_other_word = word in _NOT_ALONE or word.lower() in TITLE_HEADS
    return NameSpan(first, last, "other") if is_name and is_single and not is_other_word else None


def _can_have_title(tokens: Tokens, name: NameSpan, title_head: int) -> bool:
    """Whether the name can be an organisation in which somebody has the title."""
    words = tokens.words[name.first : name.last]
    title = tokens.lower[title_head]
    if name.label == "organisation" or words[0] in GIVEN_NAMES or words[0] in HONORIFICS:
        return False
    if name.label == "place":
        return title in _SPORT_TITLES and " ".join(words).title() not in COUNTRIES
    if title in _DESK_TITLES and name.label != "person":
        return False
    return title in _OFFICE_TITLES and words[0] not in NATIONALITIES


def acronyms_of_things(tokens: Tokens, names: Iterable[NameSpan]) -> Iterator[NameSpan]:
    """Acronyms in brackets after words that are not an organisation: 'gross domestic product (GDP)'."""
    in_organisations = {i for name in names if name.label == "organisation" for i in range(name.first, name.last)}
    words = tokens.words
    for i in range(2, len(words) - 1):
        if words[i - 1] != "(" or words[i + 1] != ")" or not is_acronym(words[i]):
            continue
        expansion = _expansion(tokens, i)
        if not expansion:
            continue
        is_organisation = any(k in in_organisations or words[k].title() in ORGANISATION_HEADS for k in expansion)
        if not is_organisation or _is_title(tokens, expansion):
            yield NameSpan(i, i + 1, "other")


def _is_title(tokens: Tokens, phrase: range) -> bool:
    """Whether a phrase ends in somebody's title: 'Regional Chief Executive'."""
    return any(" ".join(tokens.lower[k : phrase.stop]) in TITLES for k in phrase)


def initials_of_people(tokens: Tokens, names: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """Acronyms marked as organisations that are the initials of somebody in the article: 'APC' for Ann Poole Cole.

    An acronym of two letters is too often an organisation's, and so is one that an organisation's name explains.
    """
    of_people: set[str] = set()
    of_others: set[str] = set()
    for name in names:
        letters = "".join(word[0] for word in tokens.words[name.first : name.last] if word[:1].isupper())
        if len(letters) >= _FEWEST_INITIALS:
            (of_people if name.label == "person" else of_others).add(letters)
    of_people -= of_others
    for name in names:
        word = tokens.words[name.first]
        is_single = name.label == "organisation" and name.last - name.first == 1
        if is_single and word in of_people and not is_known_organisation((word,)):
            yield NameSpan(name.first, name.last, "other")


def _expansion(tokens: Tokens, acronym: int) -> range | None:
    """The words before the bracket whose initials are the letters of the acronym in it."""
    letters = tokens.words[acronym].removesuffix("s").lower()
    k = acronym - 2
    for letter in reversed(letters):
        while k >= 0 and tokens.lower[k] in {"of", "and", "for", "the", "-"} and not tokens.lower[k].startswith(letter):
            k -= 1
        if k < 0 or not tokens.lower[k].startswith(letter):
            return None
        k -= 1
    return range(k + 1, acronym - 1)
