"""Places that stand for their teams: 'Riverton beat Northtown 2-1' names two clubs, not two towns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from newsrows.extract.name_spans import Found
from newsrows.extract.name_words import CALENDAR
from newsrows.extract.tokens import Tokens
from newsrows.lexicon import column

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
