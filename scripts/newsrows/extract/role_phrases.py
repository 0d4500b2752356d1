"""Titles of offices in running words: where one begins and ends, what it is called, and of which organisation it is."""

from __future__ import annotations

from typing import Final, NamedTuple

from newsrows.extract.name_words import (
    CALENDAR,
    COUNTRIES,
    NATIONALITIES,
    POSSESSIVES,
)
from newsrows.extract.role_scene import Phrase, Scene, is_abbreviated, is_plain_honorific, is_title_head, title_text
from newsrows.extract.tokens import Tokens
from newsrows.lexicon import rows
from newsrows.records import Span
from newsrows.records.findings import RoleStatus

_STATUS: Final[dict[str, RoleStatus]] = {
    row["word"]: row["effect"]  # type: ignore[misc]
    for row in rows("title_modifiers")
    if row["effect"] != "part"
}
# Adjectives that are part of a title; others only describe ('the embattled minister').
_GRADES: Final = frozenset(row["word"] for row in rows("title_modifiers") if row["effect"] == "part")
_SKIPPED: Final = frozenset({"the", "a", "an", "its", "their", "our", "his", "her", "one", "new", "current", "both"})
_NOUNS: Final = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "VBG", "VBN", "DT", "HYPH", "POS", "PRP$"})
_COMPLEMENTS: Final = frozenset({"of", "for", "to", "on"})
_PLACED: Final = frozenset({"of", "for", "at", "with", "in", "from"})


def phrase_before(scene: Scene, name: int) -> Phrase | None:
    """The title that stands right before token `name`: 'Immigration Minister', 'Northern Bank chief executive'."""
    tokens = scene.tokens
    head = name - 1
    if head < 0:
        return None
    status: RoleStatus = "current"
    if tokens.lower[head] in {"designate", "elect"} and head > 0:
        status, head = "elect", head - (2 if tokens.words[head - 1] == "-" else 1)
    if not is_title_head(tokens, head):
        return None
    first = title_start(scene, head)
    opening, organisation, held = _owner(scene, first)
    title = title_text(tokens, first, head + 1)
    return Phrase(opening, head + 1, title, organisation, held if status == "current" else status)


def title_start(scene: Scene, head: int) -> int:
    """First token of the title that ends with `head`: names, nationalities and describing words stay outside."""
    tokens = scene.tokens
    first = head
    while first > 0 and first not in scene.ends:
        before = first - 1
        if _stands_outside(scene, before, head):
            break
        word, tag = tokens.words[before], tokens.tags[before]
        joins = word in {"-", "and", "&"} and before > 0 and is_title_head(tokens, before - 1) and tag in {"CC", "HYPH"}
        if joins or word == "-":
            first = before - 1  # 'chairman and chief executive', 'vice-president'
        elif (
            tag in {"NN", "NNP", "NNPS"}
            or (tag == "NNS" and tokens.deps[before] == "compound")
            or _is_grade(tokens, before)
        ):
            first = before
        else:
            break
    return first


def _stands_outside(scene: Scene, i: int, head: int) -> bool:
    """Whether a word before a title is no part of it: a place, a status, an honorific, a mark, a mere noun."""
    tokens = scene.tokens
    word, low = tokens.words[i], tokens.lower[i]
    if i in scene.places or word in NATIONALITIES or word in COUNTRIES or low in _STATUS or is_plain_honorific(word):
        return True
    if word in {"-", "&"}:
        return i == 0 or tokens.lower[i - 1] in _STATUS
    if not word[0].isalnum():
        return True
    if is_abbreviated(tokens.words[head]):
        return is_title_head(tokens, i) or (word.islower() and word != "state")
    # 'in case President Carter'
    return tokens.words[head][0].isupper() and word.islower() and not _is_grade(tokens, i) and low != "and"


def _is_grade(tokens: Tokens, i: int) -> bool:
    return tokens.lower[i] in _GRADES or (tokens.words[i][0].isupper() and tokens.tags[i] == "JJ")


def _owner(scene: Scene, first: int) -> tuple[int, Span | None, RoleStatus]:
    """What stands before a title: its organisation ('Northern Bank', "the council's"), a place, a status."""
    tokens = scene.tokens
    status: RoleStatus = "current"
    opening = first
    organisation: Span | None = None
    i = first - 1
    while i >= 0:
        word = tokens.words[i]
        if tokens.lower[i] in _STATUS:
            status = _STATUS[tokens.lower[i]]
            opening = i
        elif i in scene.places or word in NATIONALITIES or word in COUNTRIES:
            opening = i
        elif i + 1 in scene.ends and scene.ends[i + 1][1].type == "organisation" and organisation is None:
            opening, name = scene.ends[i + 1]
            organisation = name.span
            i = opening
        elif word == "-" or (word in POSSESSIVES and (i in scene.ends or tokens.tags[i - 1] in {"NNP", "NNPS"})):
            if i not in scene.ends and word != "-":
                opening = i - 1
        else:
            break
        i -= 1
    return opening, organisation, status if status != "current" else _status_before(tokens, i)


def _status_before(tokens: Tokens, i: int) -> RoleStatus:
    """The status that words stand between: 'former world heavyweight champion'."""
    for k in range(i, max(-1, i - 4), -1):
        if tokens.lower[k] in _STATUS:
            return _STATUS[tokens.lower[k]]
        if tokens.tags[k] not in {"JJ", "NN", "NNP", "CC"} or tokens.words[k] in POSSESSIVES:
            break
    return "current"


def phrase_after(scene: Scene, first: int, limit: int, *, must_end: bool = False) -> Phrase | None:
    """The title that begins at or soon after token `first`, before token `limit`.

    With `must_end` the phrase has to reach `limit`, as a title does that stands before a comma and a name.
    """
    opening = _Opening(first, first)
    i = first
    while i < limit and i - first <= 12:
        step = _toward_title(scene, i, limit)
        if step is None:
            return None
        if step.is_head:
            phrase = _whole(scene, opening, i, limit)
            # 'Brown, President Ann Carter' are two people
            is_anothers = phrase.last == i + 1 and scene.names_person(i + 1)
            is_owner = phrase.last < len(scene.tokens) and scene.tokens.words[phrase.last] in POSSESSIVES
            unfinished = phrase.last < limit if must_end else is_anothers or is_owner
            return None if unfinished else phrase
        i = step.following
        opening = _Opening(
            first, i if step.is_outside else opening.begin, step.owner or opening.owner, step.status or opening.status
        )
    return None


class _Opening(NamedTuple):
    """What was read before a title: where the phrase and the title itself begin, whose the title is."""

    first: int
    begin: int
    owner: Span | None = None
    status: RoleStatus = "current"


class _Step(NamedTuple):
    """What one token tells on the way to a title's last word."""

    following: int
    is_head: bool = False
    is_outside: bool = False
    status: RoleStatus | None = None
    owner: Span | None = None


def _toward_title(scene: Scene, i: int, limit: int) -> _Step | None:
    tokens = scene.tokens
    word, low = tokens.words[i], tokens.lower[i]
    if i in scene.begins:
        following, name = scene.begins[i]
        if name.type == "person":
            # "Ann Carter's campaign manager", but not 'Ann Carter, Bill Brown'
            is_possessor = following < limit and tokens.words[following] in POSSESSIVES
            return _Step(following, is_outside=True) if is_possessor else None
        # 'a Coast University-trained surgeon' works elsewhere
        is_owner = following >= len(tokens) or tokens.words[following] != "-"
        return _Step(following, is_outside=True, owner=name.span if is_owner else None)
    if low in _STATUS or (low == "-" and tokens.lower[i - 1] in _STATUS):
        return _Step(i + 1, is_outside=True, status=_STATUS.get(low))
    if low in _SKIPPED or word in POSSESSIVES or word in NATIONALITIES or word in COUNTRIES or i in scene.places:
        return _Step(i + 1, is_outside=True)
    if is_title_head(tokens, i) and not (i + 1 < limit and is_compound(scene, i)):
        return _Step(i + 1, is_head=True)
    return _Step(i + 1) if tokens.tags[i] in _NOUNS else None


def _whole(scene: Scene, opening: _Opening, head: int, limit: int) -> Phrase:
    last, named = _complement(scene, head + 1, limit)
    begin = max(opening.begin, title_start(scene, head))
    title = title_text(scene.tokens, begin, _title_end(scene, head, last, named))
    return Phrase(opening.first, last, title, named or opening.owner, opening.status)


def is_compound(scene: Scene, i: int) -> bool:
    """Whether a title word only describes the one that ends the title: 'deputy' of 'deputy executive director'."""
    tokens = scene.tokens
    for k in range(i + 1, min(i + 4, len(tokens))):
        if k in scene.begins or tokens.tags[k] not in {"NN", "NNP", "JJ", "HYPH"}:
            return False
        if is_title_head(tokens, k):
            return True
    return tokens.tags[i + 1] in {"NN", "NNP"} and tokens.heads[i] == i + 1


def _complement(scene: Scene, i: int, limit: int) -> tuple[int, Span | None]:
    """Where a title's 'of ...', 'for ...' ends, and the organisation named there."""
    tokens = scene.tokens
    last, organisation = i, None
    if i < limit and tokens.lower[i] in {"and", "&"}:
        following = next(
            (k for k in range(i + 1, min(i + 5, limit - 1)) if is_title_head(tokens, k) and not is_compound(scene, k)),
            None,
        )
        if following is not None and all(tokens.tags[k] in _NOUNS for k in range(i + 1, following)):
            last = i = following + 1
    while i < limit and tokens.lower[i] in _PLACED | _COMPLEMENTS:
        named = _organisation_at(scene, i + 1, limit)
        if named is not None:
            last, organisation = named
            break
        if tokens.lower[i] not in _COMPLEMENTS:
            break
        end = _noun_phrase_end(scene, i + 1, limit)
        if end == i + 1:
            break
        last = i = end
    return last, organisation


def _organisation_at(scene: Scene, i: int, limit: int) -> tuple[int, Span] | None:
    """The organisation that a complement names, a few describing words on: 'of the small charity Coast Aid'."""
    tokens = scene.tokens
    for k in range(i, min(i + 8, limit)):
        if k in scene.begins:
            end, name = scene.begins[k]
            return (end, name.span) if name.type == "organisation" else None
        if tokens.tags[k] not in {"DT", "JJ", "NN", "HYPH", "VBN", "NNP", "RB", "POS", "PRP$"}:
            return None
    return None


def _noun_phrase_end(scene: Scene, i: int, limit: int) -> int:
    """Where the noun phrase of a complement ends; people in it count: 'chief of staff to President Ann Carter'."""
    tokens = scene.tokens
    end = i
    while end < limit and end - i < 8:
        if scene.names_person(end):
            end = scene.begins[end][0]
            continue
        if not _goes_on(tokens, end, limit):
            break
        end += 1
    while end > i and end not in scene.ends and tokens.tags[end - 1] in {"DT", "CC", "JJ", "HYPH", "POS"}:
        end -= 1
    return min(end, limit)


def _goes_on(tokens: Tokens, i: int, limit: int) -> bool:
    """Whether a token is still of a title's complement."""
    tag = tokens.tags[i]
    if tag == "CC":
        return i + 1 < limit and tokens.tags[i + 1] in {"NN", "NNS", "NNP", "NNPS", "JJ"}
    return tag in {"DT", "NN", "NNS", "NNP", "NNPS", "JJ", "HYPH", "POS", "VBG"} and (
        tokens.lower[i] not in {"yesterday", "today"} and tokens.words[i] not in CALENDAR
    )


def _title_end(scene: Scene, head: int, last: int, organisation: Span | None) -> int:
    """The title's own end: without the organisation that has a column to itself."""
    if organisation is None:
        return last
    tokens = scene.tokens
    begin = tokens.within(organisation.start, organisation.end).start
    for i in range(begin, head, -1):
        if tokens.lower[i] in _PLACED and all(not is_title_head(tokens, k) for k in range(i, begin)):
            return i
    return head + 1
