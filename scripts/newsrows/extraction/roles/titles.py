"""Titles of offices in running words: where one begins and ends, what it is called, and of which organisation it is."""

from __future__ import annotations

from typing import Final, NamedTuple

from newsrows.extraction.names.constituencies import leads_to_seat, seat_end
from newsrows.extraction.names.gazetteers import CALENDAR, COUNTRIES, NATIONALITIES, POSSESSIVES, TITLES
from newsrows.extraction.parse.tokens import Tokens
from newsrows.extraction.roles.context import (
    STATUS,
    Phrase,
    Scene,
    is_abbreviated,
    is_compound,
    is_plain_honorific,
    is_title_head,
    title_text,
)
from newsrows.lexicon import column
from newsrows.records import Span
from newsrows.records.findings import RoleStatus

# Adjectives that are part of a title; others only describe ('the embattled minister').
_GRADES: Final = column("title_modifiers", "word", effect="part")
_SKIPPED: Final = frozenset(
    {"the", "a", "an", "its", "their", "our", "his", "her", "one", "new", "current", "both", "all"}
    | {"also", "now", "currently", "still", "himself", "herself"}
)
_DESCRIBES: Final = frozenset({"compound", "nmod", "amod"})
# 'Democratic nominee for governor Ann Carter' governs nothing yet.
_HOPEFUL: Final = frozenset({"nominee", "candidate", "contender", "hopeful", "challenger"})


def phrase_before(scene: Scene, name: int) -> Phrase | None:
    """The title that stands right before token `name`: 'Immigration Minister', 'Northern Bank chief executive'."""
    tokens = scene.tokens
    head = _past_stop(tokens, name - 1)
    if head < 0:
        return None
    status: RoleStatus = "current"
    if tokens.lower[head] in {"designate", "elect"} and head > 0:
        status, head = "elect", head - (2 if tokens.words[head - 1] == "-" else 1)
    if not is_title_head(tokens, head):
        return None
    first = title_start(scene, head)
    if first > 1 and tokens.lower[first - 1] == "for" and tokens.lower[first - 2] in _HOPEFUL:
        return None
    opening, organisation, held = _owner(scene, first)
    title = title_text(tokens, first, head + 1)
    return Phrase(opening, head + 1, title, organisation, held if status == "current" else status)


def _past_stop(tokens: Tokens, head: int) -> int:
    """The word that a stop cuts short, where the parse makes a token of the stop: 'Sgt.'."""
    is_stop = head > 0 and tokens.words[head] == "." and tokens.starts[head] == tokens.ends[head - 1]
    return head - 1 if is_stop and is_abbreviated(tokens.words[head - 1]) else head


def title_start(scene: Scene, head: int) -> int:
    """First token of the title that ends with `head`: names, nationalities and describing words stay outside."""
    tokens = scene.tokens
    first = head
    while first > 0 and first not in scene.ends:
        before = first - 1
        if _stands_outside(scene, before, head):
            break
        word, tag = tokens.words[before], tokens.tags[before]
        if word == "-" or (tag == "CC" and _joins(scene, before, head)):
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


def _joins(scene: Scene, joint: int, head: int) -> bool:
    """Whether 'and' stands inside a title: 'chairman and chief executive', 'Immigration and Asylum Minister'."""
    tokens = scene.tokens
    before = joint - 1
    if before < 0 or tokens.lower[joint] not in {"and", "&"}:
        return False
    if is_title_head(tokens, before):
        return True
    if before in scene.places or joint in scene.ends or before in scene.begins:
        return False
    rest = " ".join(tokens.lower[joint + 1 : head + 1])
    if rest in TITLES or joint + 1 == head:
        return False  # 'Asia and Prime Minister Ann Carter'
    if tokens.words[head][0].isupper():
        return tokens.words[before][0].isupper() and tokens.tags[before] in {"NNP", "NNPS", "NN", "NNS"}
    return tokens.words[before].islower() and tokens.deps[before] in _DESCRIBES


def _stands_outside(scene: Scene, i: int, head: int) -> bool:
    """Whether a word before a title is no part of it: a place, a status, an honorific, a mark, a mere noun."""
    tokens = scene.tokens
    word, low = tokens.words[i], tokens.lower[i]
    if i in scene.places or word in NATIONALITIES or word in COUNTRIES or low in STATUS or is_plain_honorific(word):
        return True
    if _is_one_time(tokens, i) or word in CALENDAR or low in {"yesterday", "today", "tomorrow"}:
        return True
    if word in {"-", "&"}:
        # 'ex-minister'; '1987 - Minister Ann Carter' is a line of a list
        is_tight = i > 0 and tokens.ends[i - 1] == tokens.starts[i] and tokens.ends[i] == tokens.starts[i + 1]
        return i == 0 or tokens.lower[i - 1] in STATUS or (word == "-" and not is_tight)
    if not word[0].isalnum():
        return True
    if is_abbreviated(tokens.words[head]):
        is_one = title_text(tokens, i, head + 1).lower() in TITLES  # 'Lt. Gov.'
        return (not is_one and is_title_head(tokens, i)) or (word.islower() and word != "state")
    # 'in case President Carter'
    return tokens.words[head][0].isupper() and word.islower() and not _is_grade(tokens, i) and low != "and"


def _is_one_time(tokens: Tokens, i: int) -> bool:
    """Whether a token ends 'one-time'."""
    return i > 1 and tokens.lower[i - 2 : i + 1] == ["one", "-", "time"]


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
        if tokens.lower[i] in STATUS:
            status = STATUS[tokens.lower[i]]
            opening = i
        elif _is_one_time(tokens, i):
            status, opening = "former", i - 2
            i = opening
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
        if tokens.lower[k] in STATUS:
            return STATUS[tokens.lower[k]]
        if tokens.tags[k] not in {"JJ", "NN", "NNP", "CC"} or tokens.words[k] in POSSESSIVES:
            break
    return "current"


def with_owner(scene: Scene, phrase: Phrase) -> Phrase:
    """A title found before a name, with the organisation and the status that stand before it."""
    opening, organisation, status = _owner(scene, phrase.first)
    if phrase.organisation is not None:
        organisation = phrase.organisation
    status = status if phrase.status == "current" else phrase.status
    return Phrase(opening, phrase.last, phrase.title, organisation, status)


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
            return phrase if _is_own(scene, phrase, i, limit, must_end=must_end) else None
        i = step.following
        opening = _Opening(
            first, i if step.is_outside else opening.begin, step.owner or opening.owner, step.status or opening.status
        )
    return None


def _is_own(scene: Scene, phrase: Phrase, head: int, limit: int, *, must_end: bool) -> bool:
    """Whether a title found after a name is that name's, and whole."""
    tokens = scene.tokens
    if must_end:
        return phrase.last >= limit
    if phrase.last == head + 1 and scene.names_person(phrase.last):
        return False  # 'Brown, President Ann Carter' are two people
    is_owner = phrase.last < len(tokens) and tokens.words[phrase.last] in POSSESSIVES
    # "an economist at Coast Bank's policy unit" is one all the same
    return not is_owner or phrase.last in scene.ends


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
    if i in scene.begins:
        return _past_name(scene, i, limit)
    word, low = tokens.words[i], tokens.lower[i]
    if low in STATUS or (low == "-" and tokens.lower[i - 1] in STATUS):
        return _Step(i + 1, is_outside=True, status=STATUS.get(low))
    if low in _SKIPPED or word in POSSESSIVES or word in NATIONALITIES or word in COUNTRIES or i in scene.places:
        return _Step(i + 1, is_outside=True)
    if is_title_head(tokens, i) and not (i + 1 < limit and is_compound(scene, i)):
        is_owner = i + 1 < limit and tokens.words[i + 1] in POSSESSIVES  # "the minister's adviser"
        return _Step(i + 2, is_outside=True) if is_owner else _Step(i + 1, is_head=True)
    if tokens.tags[i] == "CD":
        return _past_age(tokens, i, limit)
    is_inside = tokens.tags[i] in NOUNS or (tokens.tags[i] == "CC" and _links_describers(tokens, i))
    return _Step(i + 1) if is_inside else None


def _past_name(scene: Scene, i: int, limit: int) -> _Step | None:
    """Past a name on the way to a title: the person's or the organisation's that owns it."""
    tokens = scene.tokens
    following, name = scene.begins[i]
    if name.type == "person":
        # "Ann Carter's campaign manager", but not 'Ann Carter, Bill Brown'
        is_possessor = following < limit and tokens.words[following] in POSSESSIVES
        return _Step(following, is_outside=True) if is_possessor else None
    # 'a Coast University-trained surgeon' works elsewhere
    is_owner = following >= len(tokens) or tokens.words[following] != "-"
    return _Step(following, is_outside=True, owner=name.span if is_owner else None)


def _links_describers(tokens: Tokens, joint: int) -> bool:
    """Whether 'and' joins words that describe the title to come: 'health and social services minister'."""
    return joint > 0 and tokens.tags[joint - 1] in {"NN", "NNP", "NNS"} and tokens.deps[joint - 1] in _DESCRIBES


def _whole(scene: Scene, opening: _Opening, head: int, limit: int) -> Phrase:
    last, named = complement(scene, head, limit)
    begin = max(opening.begin, title_start(scene, head))
    title = title_text(scene.tokens, begin, title_end(scene, head, last, named))
    return Phrase(opening.first, last, title, named or opening.owner, opening.status)


def _past_age(tokens: Tokens, i: int, limit: int) -> _Step | None:
    """Past an age that describes: 'a 34-year-old teacher'."""
    end = i + 5
    is_age = end < limit and tokens.lower[i + 1 : end] == ["-", "year", "-", "old"]
    return _Step(end, is_outside=True) if is_age else None


# What a title goes on with: 'of ...', 'for ...', and the organisation that is named there.

NOUNS: Final = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "VBG", "VBN", "DT", "HYPH", "POS", "PRP$"})
_COMPLEMENTS: Final = frozenset({"of", "for", "to", "on"})
_PLACED: Final = frozenset({"of", "for", "at", "with", "in", "from"})


def complement(scene: Scene, head: int, limit: int) -> tuple[int, Span | None]:
    """Where the title with the last word `head` ends, 'of ...' and 'for ...' in it, and the organisation in them."""
    tokens = scene.tokens
    head = _joined(scene, _over_hyphens(tokens, head, limit), limit)
    last, organisation = head + 1, None
    i = last
    while i < limit and tokens.lower[i] in _PLACED | _COMPLEMENTS:
        is_seat = leads_to_seat(tokens, head, i)
        named = None if is_seat else _organisation_at(scene, i + 1, limit)
        if named is not None:
            last, organisation = named
            break
        if tokens.lower[i] not in _COMPLEMENTS or (tokens.lower[i] == "to" and i > head + 1):
            break
        end = _seat_end(scene, i + 1, limit) if is_seat else _noun_phrase_end(scene, i + 1, limit)
        if end == i + 1:
            break
        last = i = end
    return last, organisation


def _over_hyphens(tokens: Tokens, head: int, limit: int) -> int:
    """The last word of 'editor-in-chief', 'ambassador-at-large'."""
    end = head + 5
    is_chain = end <= limit and tokens.words[head + 1] == "-" and tokens.words[head + 3] == "-"
    return end - 1 if is_chain and tokens.lower[head + 2] in {"in", "at"} else head


def _joined(scene: Scene, head: int, limit: int) -> int:
    """The last word of the title that 'and' joins to another: 'executive' of 'founder and chief executive'."""
    tokens = scene.tokens
    joint = head + 1
    if joint >= limit or tokens.lower[joint] not in {"and", "&"}:
        return head
    for k in range(joint + 1, min(joint + 5, limit)):
        if k in scene.begins or tokens.lower[k] in STATUS or tokens.tags[k] not in NOUNS - {"DT", "PRP$"}:
            break
        if is_title_head(tokens, k) and not (k + 1 < limit and is_compound(scene, k)):
            # 'Brown, director and chairman Bill Green' are two people's
            return head if scene.names_person(k + 1) and k + 1 < limit else k
    return head


def _seat_end(scene: Scene, i: int, limit: int) -> int:
    """Where the name of a constituency ends, whatever a voice takes it for."""
    end = scene.begins[i][0] if i in scene.begins else _noun_phrase_end(scene, i, limit)
    return min(max(end, seat_end(scene.tokens, i)), limit)


def _organisation_at(scene: Scene, i: int, limit: int) -> tuple[int, Span] | None:
    """The organisation that a complement names, a few describing words on: 'of the small charity Coast Aid'."""
    tokens = scene.tokens
    for k in range(i, min(i + 8, limit)):
        if k in scene.begins:
            end, name = scene.begins[k]
            return (end, name.span) if name.type == "organisation" else None
        if tokens.tags[k] not in {"DT", "JJ", "NN", "NNS", "HYPH", "VBN", "NNP", "RB", "POS", "PRP$"}:
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
    if tag == "VBN":
        return i + 1 < limit and tokens.tags[i + 1] in {"HYPH", "NN", "NNS"}  # 'of fixed-income research'
    return tag in {"DT", "NN", "NNS", "NNP", "NNPS", "JJ", "HYPH", "POS", "VBG"} and (
        tokens.lower[i] not in {"yesterday", "today"} and tokens.words[i] not in CALENDAR
    )


def title_end(scene: Scene, head: int, last: int, organisation: Span | None) -> int:
    """The title's own end: without the organisation that has a column to itself."""
    if organisation is None:
        return last
    tokens = scene.tokens
    begin = tokens.within(organisation.start, organisation.end).start
    for i in range(begin, head, -1):
        if tokens.lower[i] in _PLACED and all(not is_title_head(tokens, k) for k in range(i, begin)):
            return i
    return head + 1
