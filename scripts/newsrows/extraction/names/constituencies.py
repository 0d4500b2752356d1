"""Constituencies: 'the MP for Ross, Skye and Lochaber' contains one place name and no person called Ross."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from newsrows.extraction.names.gazetteers import GIVEN_NAMES, POSSESSIVES
from newsrows.extraction.parse.tokens import Tokens
from newsrows.lexicon import column, group

# The place after 'for' is the seat of such a person, even if a club has the same name: 'MP for Dover North'.
_SEAT_HOLDERS: Final = group("name_words", "seat holder")
# Candidates and members may also stand for a party or a cause; these only for a place.
_PARLIAMENTARIANS: Final = group("name_words", "parliamentarian")
# 'Cllr Ann Carter (Lab, Dover North)'
_PARTY_FORMS: Final = column("party_forms", "form")
_LONGEST_PARTY_FORM: Final = 6  # tokens
_INNER_WORDS: Final = group("name_words", "inside a constituency") | {"-", "'s", "’s", "&"}


def leads_to_seat(tokens: Tokens, title: int, preposition: int) -> bool:
    """Whether the preposition joins the title to a constituency: 'the member for Dover North'.

    False for 'candidate for the Green Party', 'a staff member for Coast Aid', and "candidate for the party's
    nomination", which does not name an organisation of the candidate.
    """
    holder = tokens.lower[title]
    if tokens.lower[preposition] != "for" or holder not in _SEAT_HOLDERS:
        return False
    if holder in _PARLIAMENTARIANS:
        return True
    is_employee = (
        holder == "member" and title > 0 and tokens.tags[title - 1] == "NN" and tokens.words[title - 1].islower()
    )
    has_article = tokens.lower[preposition + 1 : preposition + 2] == ["the"]
    has_possessive = not POSSESSIVES.isdisjoint(tokens.words[preposition + 2 : preposition + 6])
    return not is_employee and (not has_article or has_possessive)


def seats(tokens: Tokens) -> Iterator[range]:
    """The tokens of each constituency after the title of a member of parliament: 'MP for Dover North'."""
    for i in range(1, len(tokens) - 1):
        if tokens.lower[i] == "for" and tokens.lower[i - 1] in _PARLIAMENTARIANS:
            end = seat_end(tokens, i + 1)
            if end > i + 1:
                yield range(i + 1, end)


def seats_in_brackets(tokens: Tokens) -> Iterator[tuple[range, range]]:
    """The tokens of each party and constituency in brackets after a name: 'Ann Carter (Lab, Dover North)'."""
    for i in range(1, len(tokens) - 3):
        if tokens.words[i] != "(" or not tokens.words[i - 1][:1].isupper():
            continue
        following = range(i + 2, min(i + 2 + _LONGEST_PARTY_FORM, len(tokens)))
        comma = next((k for k in following if tokens.words[k] == ","), None)
        if comma is None or not _is_party(tokens, i + 1, comma):
            continue
        end = seat_end(tokens, comma + 1)
        if comma + 1 < end < len(tokens) and tokens.words[end] == ")":
            yield range(i + 1, comma), range(comma + 1, end)


def _is_party(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the tokens are the short form of one or two parties: 'Lab', 'Lib Dem', 'Lab/Co-op'."""
    return all(word in _PARTY_FORMS for word in tokens.text_of(first, last).split("/"))


def seat_end(tokens: Tokens, start: int) -> int:
    """The token after a constituency's name that begins at token `start`; `start` itself if there is no such name.

    Commas are part of the name only if 'and' follows the last of them.
    """
    end = first_part = _part_end(tokens, start)
    while end > start and end < len(tokens) and tokens.words[end] == ",":
        if end == first_part and _is_full_name(tokens, end + 1):
            return first_part  # 'the MP for Leeds, Ann Carter and Bill Jones'
        next_part = _part_end(tokens, end + 1, in_list=True)
        if next_part == end + 1:
            return first_part
        if "and" in tokens.lower[end + 1 : next_part]:
            return next_part
        end = next_part
    return first_part


def _part_end(tokens: Tokens, start: int, *, in_list: bool = False) -> int:
    """The token after a run of capitalised words and what joins them: 'Stratford-on-Avon', 'Hull and Haltemprice'."""
    end = i = start
    while i < len(tokens):
        if tokens.words[i][:1].isupper():
            if not in_list and i > start and tokens.lower[i - 1] == "and" and _is_full_name(tokens, i):
                break  # 'the MP for Leeds and Ann Carter'
            end = i = i + 1
        elif i > start and (tokens.lower[i] in _INNER_WORDS or tokens.lower[i] == "and"):
            i += 1
        else:
            break
    return end


def _is_full_name(tokens: Tokens, i: int) -> bool:
    """Whether a given name stands at token `i`, with a capitalised word after it."""
    following = tokens.words[i + 1] if i + 1 < len(tokens) else ""
    return i < len(tokens) and tokens.words[i] in GIVEN_NAMES and following[:1].isupper()
