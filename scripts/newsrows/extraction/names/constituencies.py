"""Constituencies: 'the MP for Ross, Skye and Lochaber' names one place, not three, and no person called Ross."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from newsrows.extraction.names.gazetteers import GIVEN_NAMES, POSSESSIVES
from newsrows.extraction.parse.tokens import Tokens
from newsrows.lexicon import column

# Whoever has such a seat sits for a place, even where a place bears the name of a club: 'MP for Dover North'.
_SEATED: Final = frozenset(
    {"mp", "msp", "mep", "mla", "td", "senator", "representative", "councillor", "candidate", "member"}
)
# ... and not for a party or a cause, as a candidate or member may.
_FOR_PLACES_ALONE: Final = frozenset({"mp", "msp", "mep", "mla", "td"})
# 'Cllr Ann Carter (Lab, Dover North)'
_PARTIES: Final = column("party_forms", "form")
_LONGEST_FORM: Final = 6
_INNER: Final = frozenset({"of", "upon", "on", "by", "-", "'s", "’s", "the", "&"})


def leads_to_seat(tokens: Tokens, head: int, joint: int) -> bool:
    """Whether token `joint` leads from a title to a seat: 'the member for Dover North'.

    Not so 'candidate for the Green Party', 'a staff member for Coast Aid'; "candidate for the party's nomination" names
    no body that the candidate is in.
    """
    holder = tokens.lower[head]
    if tokens.lower[joint] != "for" or holder not in _SEATED:
        return False
    if holder in _FOR_PLACES_ALONE:
        return True
    is_employed = holder == "member" and head > 0 and tokens.tags[head - 1] == "NN" and tokens.words[head - 1].islower()
    is_body = tokens.lower[joint + 1 : joint + 2] == ["the"]
    is_owner = not POSSESSIVES.isdisjoint(tokens.words[joint + 2 : joint + 6])
    return not is_employed and (not is_body or is_owner)


def seats(tokens: Tokens) -> Iterator[range]:
    """The tokens of each constituency that a member of a parliament sits for."""
    for i in range(1, len(tokens) - 1):
        if tokens.lower[i] == "for" and tokens.lower[i - 1] in _FOR_PLACES_ALONE:
            end = seat_end(tokens, i + 1)
            if end > i + 1:
                yield range(i + 1, end)


def seats_in_brackets(tokens: Tokens) -> Iterator[tuple[range, range]]:
    """A party's short form and the constituency behind it, as tokens: 'Ann Carter (Lab, Dover North)'."""
    for i in range(1, len(tokens) - 3):
        if tokens.words[i] != "(" or not tokens.words[i - 1][:1].isupper():
            continue
        comma = next((k for k in range(i + 2, min(i + 2 + _LONGEST_FORM, len(tokens))) if tokens.words[k] == ","), None)
        if comma is None or not _is_party(tokens, i + 1, comma):
            continue
        end = seat_end(tokens, comma + 1)
        if comma + 1 < end < len(tokens) and tokens.words[end] == ")":
            yield range(i + 1, comma), range(comma + 1, end)


def _is_party(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the tokens are a short form of a party, or two: 'Lab', 'Lib Dem', 'Lab/Co-op'."""
    return all(word in _PARTIES for word in tokens.text_of(first, last).split("/"))


def seat_end(tokens: Tokens, start: int) -> int:
    """Where the name of a constituency ends that begins with token `start`; `start` itself if none does.

    Commas belong to it only where 'and' follows the last of them.
    """
    end = first = _part_end(tokens, start)
    while end > start and end < len(tokens) and tokens.words[end] == ",":
        if end == first and _is_person(tokens, end + 1):
            return first  # 'the MP for Leeds, Ann Carter and Bill Jones'
        following = _part_end(tokens, end + 1, in_list=True)
        if following == end + 1:
            return first
        if "and" in tokens.lower[end + 1 : following]:
            return following
        end = following
    return first


def _part_end(tokens: Tokens, start: int, *, in_list: bool = False) -> int:
    """Where a run of capitalised words ends, with what joins them: 'Stratford-on-Avon', 'Hull and Haltemprice'."""
    end = i = start
    while i < len(tokens):
        if tokens.words[i][:1].isupper():
            if not in_list and i > start and tokens.lower[i - 1] == "and" and _is_person(tokens, i):
                break  # 'the MP for Leeds and Ann Carter'
            end = i = i + 1
        elif i > start and (tokens.lower[i] in _INNER or tokens.lower[i] == "and"):
            i += 1
        else:
            break
    return end


def _is_person(tokens: Tokens, i: int) -> bool:
    """Whether a full name begins with token `i`."""
    following = tokens.words[i + 1] if i + 1 < len(tokens) else ""
    return i < len(tokens) and tokens.words[i] in GIVEN_NAMES and following[:1].isupper()
