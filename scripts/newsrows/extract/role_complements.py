"""What a title goes on with: 'of ...', 'for ...', and the organisation that is named there."""

from __future__ import annotations

from typing import Final

from newsrows.extract.name_words import CALENDAR
from newsrows.extract.role_scene import STATUS, Scene, is_compound, is_title_head
from newsrows.extract.seats import leads_to_seat, seat_end
from newsrows.extract.tokens import Tokens
from newsrows.records import Span

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
