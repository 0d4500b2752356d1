"""A span that a voice calls one name, cut where it holds several."""

from __future__ import annotations

from collections.abc import Iterator, Set

from newsrows.extract.name_words import (
    COMPANY_ENDINGS,
    COUNTRIES,
    ORGANISATION_HEADS,
    is_acronym,
    known_organisations,
)
from newsrows.extract.tokens import Tokens
from newsrows.extract.voice import Label


def pieces(tokens: Tokens, first: int, last: int, label: Label, breaks: Set[int]) -> Iterator[tuple[int, int]]:
    """Parts of a span that are names of their own: 'Ann and Bill Carter' are two, paragraphs end names."""
    begin = first
    for i in range(first, last):
        if tokens.starts[i] in breaks and begin < i:
            yield begin, i
            begin = i
        if begin == i and _opens_with_body(tokens, begin, last, label):
            yield begin, i + 1
            begin = i + 1
        elif _parts(tokens, first, i, last, label):
            if begin < i:
                yield begin, i
            begin = i + 1
    if begin < last:
        yield begin, last


def _opens_with_body(tokens: Tokens, first: int, last: int, label: Label) -> bool:
    """Whether a person's name is run together with an acronym before it: 'the leader of NRT Alan Brown'."""
    word = tokens.words[first]
    is_long = len(word) > 2 and word.isupper() and word.isalpha() and last - first > 2
    return label == "person" and is_long and not any(tokens.words[i].isupper() for i in range(first + 1, last))


def _parts(tokens: Tokens, first: int, i: int, last: int, label: Label) -> bool:
    """Whether token `i` stands between two names."""
    word = tokens.words[i]
    if word in {"|", "•", ";", "(", ")", "["}:
        return True
    if label == "person":
        return word in {"and", "&", "or", "with", ",", "/"}
    if word == "of" and tokens.lower[i + 1 : i + 2] == ["the"] and _names_two(tokens, first, i, last):
        return True
    if word == ",":
        # 'Carter Motors, Inc.' goes on over its comma, 'Ministry of Food, Farming and Fisheries' too
        following = tokens.words[min(i + 1, last - 1)]
        return following not in COMPANY_ENDINGS and not {"and", "&"} & set(tokens.words[i:last])
    if word == "and":
        return _joins_two(tokens, first, i, last)
    # "the BBC's Newsroom": what has an owner with a name of its own is another thing
    owner = tokens.words[i - 1] if i > first else ""
    return word in {"'s", "’s"} and (is_acronym(owner) or owner in ORGANISATION_HEADS or owner in COUNTRIES)


def _joins_two(tokens: Tokens, first: int, conjunction: int, last: int) -> bool:
    """'Defence Ministry and Coast Guard' are two, 'Riverton College and Hospital' is one."""
    words = tokens.words
    if _is_well_known(tokens, first, conjunction) and _is_well_known(tokens, conjunction + 1, last):
        return True  # 'Amnesty International and Human Rights Watch'
    if conjunction == first or not {words[conjunction - 1], words[last - 1]} <= ORGANISATION_HEADS:
        return False
    return last - conjunction > 2 and "of" not in words[first:conjunction]


def _is_well_known(tokens: Tokens, first: int, last: int) -> bool:
    words = tuple(tokens.words[first:last])
    return words in known_organisations().get(words[0] if words else "", ())


def _names_two(tokens: Tokens, first: int, of: int, last: int) -> bool:
    """Whether 'of the' joins two bodies, each with a name: 'Savings Unit of the Northern Bank'."""
    whole = tokens.words[of + 2 : last]
    return of - first > 1 and len(whole) > 1 and whole[-1] in ORGANISATION_HEADS
