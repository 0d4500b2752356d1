"""The noun that a number counts: 'cases' in '1,100 rejected asylum cases', 'page' in 'a 12-page report'."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from newsrows.extract.statistics.lexicon import rows, words
from newsrows.extract.statistics.plurals import singular

if TYPE_CHECKING:
    from newsrows.extract.tokens import Tokens

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PLURAL = frozenset({"NNS", "NNPS"})
_BEFORE_NOUN = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "POS", "CD", "HYPH", "AFX"})
_ADVERBS = frozenset({"RB", "RBR", "RBS"})
_MARKS = frozenset("\"“”‘’'")
_CLAUSE = frozenset(
    {"IN", "TO", "VBD", "VBZ", "VBP", "VB", "MD", "WDT", "WP", "WRB", "PRP", "EX", ".", ":", "-LRB-", "-RRB-"}
)
_OF = frozenset({"the", "these", "those", "its", "their", "his", "her", "our", "my", "your", "all", "such", "other"})
_REACH = 10


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted noun: the token it is, and its name in the singular. `is_modifier`: it stands in 'a 12-page report'."""

    token: int
    name: str
    is_modifier: bool = False


def counted_noun(tokens: Tokens, number: int, after: int, value: float) -> Counted | None:
    """What the number counts.

    Args:
        tokens: the article.
        number: first token of the number.
        after: the token behind the number (and behind its magnitude).
        value: of the number: '12 page report' counts pages, '1 page' a page.
    """
    if after >= len(tokens):
        return None
    if tokens.words[after] in {"-", "–", "‑"} and tokens.starts[after] == tokens.ends[after - 1]:
        return _hyphenated(tokens, after + 1)
    head = _by_parse(tokens, number, after) or _by_tags(tokens, after)
    if head is None:
        return None
    first = _first_noun(tokens, after, head)
    if first != head and value != 1 and _is_unit_like(tokens, first, head):
        return Counted(first, unit_name(tokens, first), is_modifier=True)
    return Counted(head, unit_name(tokens, head))


def noun_behind_of(tokens: Tokens, after: int) -> Counted | None:
    """The noun of '35m of its devices', 'dozens of cars', '14 of the 20 players': what stands behind 'of'."""
    if after + 1 >= len(tokens) or tokens.lower[after] != "of":
        return None
    begin = after + 1
    while begin < len(tokens) and (tokens.lower[begin] in _OF or tokens.tags[begin] in {"DT", "PRP$", "CD"}):
        begin += 1
    if begin >= len(tokens):
        return None
    head = _by_tags(tokens, begin)
    return Counted(head, unit_name(tokens, head)) if head is not None else None


def unit_name(tokens: Tokens, head: int) -> str:
    """The singular of a noun; people of both sexes and all ages are 'person', names keep their capitals."""
    lower = tokens.lower[head]
    if lower in words("counted_nouns", "people") and _joined_to_people(tokens, head):
        return "person"
    tag = tokens.tags[head]
    if tag in {"NNP", "NNPS"} and tokens.words[head][:1].isupper():
        first = head
        while first > 0 and tokens.tags[first - 1] in {"NNP", "NNPS"} and tokens.heads[first - 1] == head:
            first -= 1
        return " ".join([*tokens.words[first:head], singular(tokens.words[head])])
    return singular(lower)


def _joined_to_people(tokens: Tokens, head: int) -> bool:
    """'4,000 men, women and children': words for people in a row."""
    following = [word for word in tokens.lower[head + 1 : head + 4] if word not in {",", "and", "or"}]
    return bool(following) and following[0] in words("counted_nouns", "people")


def _hyphenated(tokens: Tokens, after: int) -> Counted | None:
    if after < len(tokens) and tokens.tags[after] not in _CLAUSE and tokens.words[after].isalpha():
        return Counted(after, singular(tokens.lower[after]), is_modifier=True)
    return None


def _by_parse(tokens: Tokens, number: int, after: int) -> int | None:
    if tokens.deps[number] != "nummod":
        return None
    head = tokens.heads[number]
    if not after <= head <= after + _REACH or tokens.tags[head] not in NOUNS:
        return None
    if any(
        tokens.tags[i] in _CLAUSE or (tokens.words[i] in {",", ";"} and not _in_adjectives(tokens, i))
        for i in range(after, head)
    ):
        return None
    return _end_of_compound(tokens, head)


def _by_tags(tokens: Tokens, after: int) -> int | None:
    end = min(len(tokens), after + _REACH)
    i = after
    while i < end:
        tag = tokens.tags[i]
        if tag in NOUNS:
            return _end_of_compound(tokens, i)
        if not (tag in _BEFORE_NOUN or tokens.words[i] in _MARKS or _leads_on(tokens, i)):
            return None
        i += 1
    return None


def _leads_on(tokens: Tokens, i: int) -> bool:
    """An adverb before an adjective ('very large'), or what joins two adjectives ('old, grey and tired')."""
    following = tokens.tags[i + 1] if i + 1 < len(tokens) else ""
    if tokens.tags[i] in _ADVERBS:
        return following in {"JJ", "VBN", "VBG"}
    return _in_adjectives(tokens, i)


def _in_adjectives(tokens: Tokens, i: int) -> bool:
    if tokens.lower[i] not in {",", "and", "or"} or not 0 < i < len(tokens) - 1:
        return False
    return tokens.tags[i - 1] in {"JJ", "VBN"} and tokens.tags[i + 1] in {"JJ", "VBN", "NN"}


def _end_of_compound(tokens: Tokens, noun: int) -> int:
    """The last noun of a compound that begins with, or goes on over, `noun`: 'heart' -> 'transplants'."""
    last = noun
    for i in range(noun + 1, min(len(tokens), noun + 6)):
        tag = tokens.tags[i]
        if tag in NOUNS and tokens.deps[i - 1] in {
            "compound",
            "nmod",
            "amod",
            "poss",
            "nummod",
            "case",
            "punct",
            "npadvmod",
        }:
            if tokens.lower[i] in words("counted_nouns", "not a head"):
                break
            last = i
        elif tag in {"POS", "CD", "HYPH"} and i + 1 < len(tokens) and tokens.tags[i + 1] in NOUNS and tag != "CD":
            continue
        else:
            break
    return last


def _first_noun(tokens: Tokens, after: int, head: int) -> int:
    return next((i for i in range(after, head + 1) if tokens.tags[i] in NOUNS), head)


def _is_unit_like(tokens: Tokens, first: int, head: int) -> bool:
    """A singular noun before a singular head is what is counted: '11 member agreement', but '20 police officers'."""
    if tokens.tags[first] != "NN" or tokens.tags[head] in _PLURAL:
        return False
    return tokens.lower[head] not in _uninflected()


@cache
def _uninflected() -> frozenset[str]:
    return frozenset(row["plural"] for row in rows("plurals") if row["plural"] == row["singular"])
