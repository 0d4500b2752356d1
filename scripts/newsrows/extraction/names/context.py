"""What the words next to a name show: 'opposition party Renova', 'the carrier Carl Hansen', 'output gap (OG)'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from newsrows.extraction.names.gazetteers import (
    CALENDAR,
    COUNTRIES,
    GIVEN_NAMES,
    HONORIFICS,
    NATIONALITIES,
    ORGANISATION_HEADS,
    POSSESSIVES,
    TITLE_HEADS,
    TITLES,
    is_acronym,
    is_known_organisation,
)
from newsrows.extraction.names.honorifics import honorific_before
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
_OFFICE_TITLES: Final = _LEADING_TITLES | _DESK_TITLES | group("reference_words", "spokesperson")
_TITLES: Final = _OFFICE_TITLES | _SPORT_TITLES
# Initials of fewer letters are too often an organisation's.
_FEWEST_INITIALS: Final = 3
_SPOKES: Final = group("reference_words", "spokesperson")
_DIRECTIONS: Final = group("name_words", "direction")
# At most this many words of a name are read before a title.
_LONGEST_RUN: Final = 4
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
        honorific = honorific_before(tokens, person.first)
        head = (person.first if honorific is None else honorific.first) - 1
        if head > 1 and tokens.words[head] == "," and tokens.lower[head - 1] in _SPOKES:
            head -= 1  # 'a Brackwell spokeswoman, Ann Lee'
        if head < 1 or tokens.words[head].istitle() or tokens.lower[head] not in _TITLES:
            continue
        title_start = _title_start(tokens, head)
        if "campaign" in tokens.lower[title_start:head]:
            continue  # candidates have campaign managers
        is_desk = tokens.lower[head] in _DESK_TITLES
        name = _run_of_capitals(tokens, title_start, name_at)
        if name is None:
            name = name_at.get(title_start - 1) or (None if is_desk else _unmarked_name(tokens, title_start))
        if name is not None and _can_have_title(tokens, name, head):
            yield NameSpan(name.first, name.last, "organisation")


def _title_start(tokens: Tokens, head: int) -> int:
    """The first token of a title in small letters: 'managing director and head', 'senior Norwegian economist'."""
    start = head
    while start > 0:
        word, tag = tokens.words[start - 1], tokens.tags[start - 1]
        if word.islower() and tag in {"NN", "JJ", "HYPH", "VBG"}:
            start -= 1
        elif word in {"and", "&"} and tokens.lower[start - 2] in TITLE_HEADS and tokens.words[start - 2].islower():
            start -= 2
        elif (word in NATIONALITIES or word in _DIRECTIONS) and start > 1 and _is_inside_title(tokens, start):
            start -= 1
        else:
            break
    return start


def _is_inside_title(tokens: Tokens, after: int) -> bool:
    """Whether a title began in small letters before the capitalised words before token `after`: 'senior Baltic'."""
    i = after - 1
    while i > 0 and (tokens.words[i] in NATIONALITIES or tokens.words[i] in _DIRECTIONS):
        i -= 1
    return tokens.words[i].islower() and tokens.tags[i] == "JJ"


def _run_of_capitals(tokens: Tokens, last: int, name_at: Mapping[int, NameSpan]) -> NameSpan | None:
    """Several capitalised words before token `last` of which the model did not mark all: 'Brackwell Economics'.

    A possessive may stand between them and the title: "Brackwell Norway's senior economist".
    """
    if last > 1 and tokens.words[last - 1] in POSSESSIVES:
        last -= 1
    first = last
    while first > 0 and last - first < _LONGEST_RUN and _is_capitalised_name(tokens, first - 1):
        first -= 1
    words = tokens.words[first:last]
    if last - first < 2 or any(word in GIVEN_NAMES or word in CALENDAR or word in HONORIFICS for word in words):
        return None
    if words[0] in NATIONALITIES or any(word.lower() in TITLE_HEADS for word in words):
        return None
    marked = {name_at[i] for i in range(first, last) if i in name_at}
    if any(name.label == "person" or name.first < first for name in marked):
        return None
    if any(name.last - name.first == last - first for name in marked):
        return None  # marked as a whole
    is_place = any(name.label == "place" and name.last == last for name in marked)
    return None if is_place and words[-1] not in COUNTRIES else NameSpan(first, last, "other")


def _is_capitalised_name(tokens: Tokens, i: int) -> bool:
    return tokens.words[i][:1].isupper() and tokens.words[i][-1].isalpha() and tokens.tags[i] in {"NNP", "NNPS"}


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
    if title in _DESK_TITLES and name.label != "person" and len(words) == 1:
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
