"""What the words beside a name say it is: 'opposition party Renova', 'the carrier Carl Hansen', 'output gap (OG)'."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from newsrows.extraction.names.gazetteers import (
    CALENDAR,
    COUNTRIES,
    GIVEN_NAMES,
    HONORIFICS,
    NATIONALITIES,
    ORGANISATION_HEADS,
    TITLE_HEADS,
    is_acronym,
)
from newsrows.extraction.names.spans import Found
from newsrows.extraction.parse.tokens import Tokens
from newsrows.lexicon import column

_BEFORE: Final = column("name_neighbours", "word", use="body_before")
_AFTER: Final = column("name_neighbours", "word", use="body_after")
_PAPERS: Final = frozenset({"newspaper", "daily", "magazine", "television", "airline"})
_TITLES: Final = column("name_neighbours", "word", use="title_behind")
_SPORT: Final = column("role_titles", "title", kind="sport") | {
    "manager",
    "chairman",
}
# Whoever has such a desk has it at a body; a person's name before it is the body's: 'Brackwell analyst Ann Lee'.
_DESKS: Final = frozenset({"analyst", "economist", "strategist", "correspondent", "columnist"})
_ORDINARY: Final = NATIONALITIES | CALENDAR | ORGANISATION_HEADS | frozenset(HONORIFICS)
_THINGS: Final = column("name_neighbours", "word", use="thing_before")


def told_by_neighbours(tokens: Tokens, found: Iterable[Found]) -> Iterator[Found]:
    """Names that a noun beside them calls an organisation: 'opposition party Renova', 'Renova newspaper'.

    A ship or another thing that bears a person's name is given as such, too.
    """
    for name in found:
        if name.label == "person" and _is_thing(tokens, name):
            yield Found(name.first, name.last, "other")
        elif name.label == "person" and _is_body(tokens, name):
            yield Found(name.first, name.last, "organisation")


def _is_thing(tokens: Tokens, name: Found) -> bool:
    return name.first > 0 and tokens.lower[name.first - 1] in _THINGS


def _is_body(tokens: Tokens, name: Found) -> bool:
    words = tokens.words
    before = words[name.first - 1] if name.first else ""
    after = words[name.last] if name.last < len(tokens) else ""
    if words[name.first] in HONORIFICS or (words[name.first] in GIVEN_NAMES and after not in _PAPERS):
        return False
    if before in _BEFORE:
        # 'the company Carter left' says whose it was
        return tokens.tags[name.last] not in {"VBD", "VBP", "MD"} if after else True
    return after in _AFTER


def told_by_titles(tokens: Tokens, found: Iterable[Found]) -> Iterator[Found]:
    """Names before the title of somebody named: 'Renova chairman Ann Carter' leads an organisation.

    A place is one only where the title is of sport: 'Riverton striker Ann Carter' plays for a club.
    """
    found = list(found)
    labels = {i: name for name in found for i in range(name.first, name.last)}
    for person in found:
        if person.label != "person":
            continue
        head = person.first - 1
        if head < 1 or tokens.words[head].istitle() or tokens.lower[head] not in _TITLES | _SPORT | _DESKS:
            continue
        last = head
        while last > 0 and tokens.words[last - 1].islower() and tokens.tags[last - 1] in {"NN", "JJ", "HYPH"}:
            last -= 1
        if "campaign" in tokens.lower[last:head]:
            continue  # candidates have campaign managers
        is_desk = tokens.lower[head] in _DESKS
        name = labels.get(last - 1) or (None if is_desk else _unnamed(tokens, last))
        if name is not None and _leads(tokens, name, head):
            yield Found(name.first, name.last, "organisation")


def _unnamed(tokens: Tokens, last: int) -> Found | None:
    """A capitalised word that no voice speaks of, which ends before token `last`."""
    first = last - 1
    word = tokens.words[first]
    is_name = word[:1].isupper() and tokens.tags[first] == "NNP" and len(word) > 2
    is_alone = first > 0 and not tokens.words[first - 1][:1].isupper() and tokens.tags[first - 1] not in {"HYPH", "POS"}
    is_ordinary = word in _ORDINARY or word.lower() in TITLE_HEADS
    return Found(first, last, "other") if is_name and is_alone and not is_ordinary else None


def _leads(tokens: Tokens, name: Found, head: int) -> bool:
    words = tokens.words[name.first : name.last]
    if name.label == "organisation" or words[0] in GIVEN_NAMES or words[0] in HONORIFICS:
        return False
    if name.label == "place":
        return tokens.lower[head] in _SPORT and " ".join(words).title() not in COUNTRIES
    if tokens.lower[head] in _DESKS and name.label != "person":
        return False
    return tokens.lower[head] in _TITLES | _DESKS and words[0] not in NATIONALITIES


def acronyms_of_things(tokens: Tokens, found: Iterable[Found]) -> Iterator[Found]:
    """Acronyms in brackets behind words that are no organisation: 'gross domestic product (GDP)'."""
    held = {i for name in found if name.label == "organisation" for i in range(name.first, name.last)}
    words = tokens.words
    for i in range(2, len(words) - 1):
        if words[i - 1] != "(" or words[i + 1] != ")" or not is_acronym(words[i]):
            continue
        spelled = _spelled_out(tokens, i)
        if spelled and not any(k in held or words[k].title() in ORGANISATION_HEADS for k in spelled):
            yield Found(i, i + 1, "other")


def _spelled_out(tokens: Tokens, acronym: int) -> range | None:
    """The words right before a bracket whose initials the acronym in it is made of."""
    letters = tokens.words[acronym].removesuffix("s").lower()
    k = acronym - 2
    for letter in reversed(letters):
        while k >= 0 and tokens.lower[k] in {"of", "and", "for", "the", "-"} and not tokens.lower[k].startswith(letter):
            k -= 1
        if k < 0 or not tokens.lower[k].startswith(letter):
            return None
        k -= 1
    return range(k + 1, acronym - 1)


# Places that stand for their teams: 'Riverton beat Northtown 2-1' names two clubs, not two towns.

Words = tuple[str, ...]
_VERBS: Final = column("match_words", "word", use="verb")
_FOLLOWERS: Final = column("match_words", "word", use="follower") | column("role_titles", "title", kind="sport")
_SCORE: Final = re.compile(r"\d{1,3}(?:-\d{1,3})?")
# After these a name is a place even in a report of a match: 'beat them in Riverton'.
_WHERE: Final = frozenset({"in", "at", "near", "around", "across", "from", "outside", "of"})
_NO_SCORE: Final = (
    frozenset({"percent", "per", "%", "million", "billion", "miles", "km", "people", "years", "a.m.", "p.m."})
    | CALENDAR
)
_RESULTS: Final = frozenset({"won", "win", "wins", "lost", "lose", "scored", "drew", "trail", "trailed", "lead", "led"})
# Fewer signs than this are no report of a match.
_SIGNS: Final = 3


def teams(tokens: Tokens, named: Sequence[Found]) -> Iterator[Found]:
    """The places among `named` that mean a team, in an article that reports matches."""
    begins = {name.first: name for name in named if name.label in {"place", "organisation"}}
    signs: Counter[Words] = Counter()
    for name in begins.values():
        for sign in _signs(tokens, begins, name):
            signs[_words(tokens, sign)] += 1
    if sum(signs.values()) < _SIGNS:
        return
    for name in begins.values():
        if _plays(tokens, name):
            signs[_words(tokens, name)] += 1
    for one, other in pairwise(begins.values()):
        if _stand_together(tokens, one, other):
            first, second = _words(tokens, one), _words(tokens, other)
            signs[first], signs[second] = (max(signs[first], signs[second]),) * 2
    for name in named:
        if name.label == "place" and signs[_words(tokens, name)] and not _is_where(tokens, name):
            yield name


def _words(tokens: Tokens, name: Found) -> Words:
    return tuple(tokens.lower[name.first : name.last])


def _signs(tokens: Tokens, begins: dict[int, Found], name: Found) -> Iterator[Found]:
    """`name`, and its opponent, where words around them tell of a match."""
    if name.last + 1 >= len(tokens) or _is_where(tokens, name):
        return
    after = tokens.lower[name.last]
    if after in _VERBS:
        opponent = next((begins[i] for i in range(name.last + 1, min(name.last + 4, len(tokens))) if i in begins), None)
        if opponent is not None:
            yield name
            yield opponent
    elif after in _FOLLOWERS or (
        _SCORE.fullmatch(after) and not {tokens.lower[name.last + 1], tokens.words[name.last + 1]} & _NO_SCORE
    ):
        yield name


def _plays(tokens: Tokens, name: Found) -> bool:
    """What is a sign only in a report of a match: 'against Riverton', 'Riverton won'."""
    before = tokens.lower[name.first - 1] if name.first else ""
    after = tokens.lower[name.last] if name.last < len(tokens) else ""
    return before in _VERBS or before in {"against", "over"} or after in _RESULTS


def _stand_together(tokens: Tokens, one: Found, other: Found) -> bool:
    """Whether two names are alike in what they do: 'Riverton and Northtown won'."""
    between = tokens.lower[one.last : other.first]
    return between == ["and"] and not _is_where(tokens, one)


def _is_where(tokens: Tokens, name: Found) -> bool:
    return name.first > 0 and tokens.lower[name.first - 1] in _WHERE
