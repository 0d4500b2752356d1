"""Places that stand for their teams: 'Riverton beat Northtown 2-1' is about two clubs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from newsrows.extraction.names.gazetteers import CALENDAR, POSSESSIVES
from newsrows.extraction.names.spans import NameSpan
from newsrows.extraction.parse.tokens import Tokens
from newsrows.lexicon import column

_Words = tuple[str, ...]
_MATCH_VERBS: Final = column("match_words", "word", use="verb")
_RESULT_VERBS: Final = column("match_words", "word", use="result")
# Verbs such as 'face' have other objects than teams, too.
_VERBS_OF_TEAMS: Final = _MATCH_VERBS - column("match_words", "word", use="other_verb")
_NAMES: Final = frozenset({"NNP", "NNPS"})
_NOUNS_AFTER: Final = column("match_words", "word", use="follower") | column("role_titles", "title", kind="sport")
# After these a name is a place, even in a report on a match: 'beat them in Riverton'.
_VENUE_PREPOSITIONS: Final = column("match_words", "word", use="venue")
# In a report on a match: 'title rivals Riverton', 'gave Riverton a lead', "Riverton's third win"
_NOUNS_BEFORE: Final = column("match_words", "word", use="leader")
_GIVING_VERBS: Final = column("match_words", "word", use="giving")
_AFTER_POSSESSIVE: Final = column("match_words", "word", use="owned") | column("role_titles", "title", kind="sport")
_SCORE: Final = re.compile(r"\d{1,3}(?:-\d{1,3})?")
_AFTER_GIVING: Final = frozenset({"a", "an", "the", "their", "in", "into", "to", "back", "ahead", "up", "out"})
_AFTER_OTHER_NUMBERS: Final = column("match_words", "word", use="unit") | CALENDAR | {"%"}
# An article with fewer signs of a match does not report on one.
_FEWEST_SIGNS: Final = 3


def teams(tokens: Tokens, names: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """The names that are marked as places and stand for a team, in an article that reports on a match."""
    name_at = {name.first: name for name in names if name.label in {"place", "organisation"}}
    signs: Counter[_Words] = Counter()
    for name in name_at.values():
        for team in _teams_in_match(tokens, name_at, name):
            signs[_words(tokens, team)] += 1
    if sum(signs.values()) < _FEWEST_SIGNS:
        return
    for name in name_at.values():
        if _is_opponent_or_winner(tokens, name):
            signs[_words(tokens, name)] += 1
    for one, other in pairwise(name_at.values()):
        if _are_coordinated(tokens, one, other):
            first, second = _words(tokens, one), _words(tokens, other)
            signs[first], signs[second] = (max(signs[first], signs[second]),) * 2
    for name in names:
        if name.label == "place" and signs[_words(tokens, name)] and not _is_venue(tokens, name):
            yield name


def _words(tokens: Tokens, name: NameSpan) -> _Words:
    return tuple(tokens.lower[name.first : name.last])


def _teams_in_match(tokens: Tokens, name_at: dict[int, NameSpan], name: NameSpan) -> Iterator[NameSpan]:
    """The name, and its opponent, if the words after it describe a match."""
    if name.last + 1 >= len(tokens) or _is_venue(tokens, name):
        return
    after = tokens.lower[name.last]
    if after in _MATCH_VERBS:
        nearby = range(name.last + 1, min(name.last + 4, len(tokens)))
        opponent = next((name_at[i] for i in nearby if i in name_at), None)
        if opponent is not None:
            yield name
            yield opponent
    elif (
        name.first > 1 and tokens.lower[name.first - 1] in _VERBS_OF_TEAMS and tokens.tags[name.first - 2] not in _NAMES
    ):
        yield name  # 'Sandhaven, who beat Riverton': not after the name of the other team
    elif after in _NOUNS_AFTER or (_SCORE.fullmatch(after) and not _is_other_number(tokens, name.last)):
        yield name


def _is_other_number(tokens: Tokens, number: int) -> bool:
    """Whether the word after a number shows that it is not a score: '9 million', '2 May'."""
    return not _AFTER_OTHER_NUMBERS.isdisjoint((tokens.lower[number + 1], tokens.words[number + 1]))


def _is_opponent_or_winner(tokens: Tokens, name: NameSpan) -> bool:
    """Signs that count only in a report on a match: 'against Riverton', 'Riverton won'."""
    before = tokens.lower[name.first - 1] if name.first else ""
    after = tokens.lower[name.last] if name.last < len(tokens) else ""
    if before in _MATCH_VERBS or before in {"against", "over"} or after in _RESULT_VERBS:
        return True
    if before in _NOUNS_BEFORE or (before in _GIVING_VERBS and after in _AFTER_GIVING):
        return True
    return after in POSSESSIVES and not _AFTER_POSSESSIVE.isdisjoint(tokens.lower[name.last + 1 : name.last + 3])


def _are_coordinated(tokens: Tokens, one: NameSpan, other: NameSpan) -> bool:
    """Whether 'and' joins two names that are not venues: 'Riverton and Northtown won'."""
    between = tokens.lower[one.last : other.first]
    return between == ["and"] and not _is_venue(tokens, one)


def _is_venue(tokens: Tokens, name: NameSpan) -> bool:
    return name.first > 0 and tokens.lower[name.first - 1] in _VENUE_PREPOSITIONS
