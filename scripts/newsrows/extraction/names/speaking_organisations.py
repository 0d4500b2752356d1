"""Organisations that the NER model misses and that only their speaking shows.

A government named by its place or nation ('the Kenyan government said', 'Marsh County recommends') and a news outlet
whose name has no word for one ('Harbour Digest reported that'). Elsewhere in the article, the same words may name a
place, so these names are not looked up again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from newsrows.extraction.names.gazetteers import (
    CALENDAR,
    COUNTRIES,
    GIVEN_NAMES,
    HONORIFICS,
    PARTICLES,
    TITLE_HEADS,
)
from newsrows.extraction.names.spans import NameLabel, NameSpan
from newsrows.extraction.parse.tokens import Tokens
from newsrows.lexicon import column, group, rows

_VERBS: Final = frozenset(
    form
    for row in rows("reporting_verbs")
    if row["class"] in {"say", "tell", "direct", "commit", "judge"} and row["lemma"] != "call"
    for form in row["forms"].split()
)
_REPORTING: Final = frozenset({"reported", "reports"})
_GOVERNMENT: Final = "government"
_COUNTIES: Final = group("name_words", "local government")
# 'The Conservative government' is one of many.
_PLACES: Final = (
    column("nationalities", "word", kind="nationality")
    | COUNTRIES
    | column("country_names", "name")
    | {"UK", "US", "U.S.", "U.K.", "EU"}
)
_ACCORDING: Final = ["according", "to"]
# More words do not stand in the name of a government or an outlet.
_LONGEST: Final = 4


def speaking_organisations(tokens: Tokens, names: Iterable[NameSpan]) -> Iterator[NameSpan]:
    """Governments and outlets that are the subject of a verb of speech, or whose words are given 'according to' them.

    Args:
        tokens: the article.
        names: its names. What they call a person or an organisation stays so.
    """
    labels = {i: name.label for name in names for i in range(name.first, name.last)}
    for i, dep in enumerate(tokens.deps):
        if dep not in {"nsubj", "pobj"} or labels.get(i) in {"person", "organisation"}:
            continue
        verb = tokens.heads[i]
        says = tokens.lower[verb] in _VERBS if dep == "nsubj" else tokens.lower[verb - 1 : verb + 1] == _ACCORDING
        if not says:
            continue
        name = _government(tokens, i)
        if name is None and dep == "nsubj" and tokens.lower[verb] in _REPORTING and i not in labels:
            name = _outlet(tokens, i, verb)
        if name is not None and not any(
            labels.get(k) in {"person", "organisation"} for k in range(name.first, name.last)
        ):
            yield name
    yield from _governments_meant_later(tokens, labels)


def _governments_meant_later(tokens: Tokens, labels: Mapping[int, NameLabel]) -> Iterator[NameSpan]:
    """'The Kenyan government' in any place if 'the government' speaks elsewhere and no other one is named."""
    heads = [i for i, word in enumerate(tokens.lower) if word == _GOVERNMENT]
    governments = [name for i in heads if (name := _government(tokens, i)) is not None]
    speaks = any(
        tokens.deps[i] == "nsubj" and tokens.lower[tokens.heads[i]] in _VERBS and i > 0 and tokens.lower[i - 1] == "the"
        for i in heads
    )
    if speaks and len({tuple(tokens.words[name.first : name.last]) for name in governments}) == 1:
        free = (name for name in governments if labels.get(name.last - 1) not in {"person", "organisation"})
        yield from (name for name in free if labels.get(name.first) != "organisation")


def _government(tokens: Tokens, head: int) -> NameSpan | None:
    """'Kenyan government' and 'Marsh County', but not 'the government' and 'county'."""
    first = head
    while first > 0 and head - first < _LONGEST and _is_capital(tokens, first - 1):
        first -= 1
    if first == head:
        return None
    place = " ".join(tokens.words[first:head])
    if tokens.lower[head] == _GOVERNMENT and place in _PLACES:
        return NameSpan(first, head + 1, "organisation")
    return NameSpan(first, head + 1, "organisation") if tokens.words[head] in _COUNTIES else None


def _outlet(tokens: Tokens, head: int, verb: int) -> NameSpan | None:
    """'Harbour Digest' and 'MarketWire' that report something; people and places are known by other words."""
    if not any(tokens.deps[i] in {"ccomp", "dobj"} for i in tokens.children[verb]) and verb > head:
        return None
    first, last = head, head + 1
    while first > 0 and head - first < _LONGEST and _is_capital(tokens, first - 1):
        first -= 1
    words = tokens.words[first:last]
    if not all(word[:1].isupper() and tokens.tags[i] in {"NNP", "NNPS"} for i, word in enumerate(words, first)):
        return None
    is_person = words[0] in GIVEN_NAMES or bool({*words} & (HONORIFICS.keys() | PARTICLES))
    is_title = any(word.lower() in TITLE_HEADS for word in words)
    has_inner_capital = any(letter.isupper() for letter in words[0][1:]) and any(map(str.islower, words[0]))
    is_name = len(words) > 1 or has_inner_capital
    return NameSpan(first, last, "organisation") if is_name and not is_person and not is_title else None


def _is_capital(tokens: Tokens, i: int) -> bool:
    """Whether a token can be a part of such a name: a capitalised word that is neither 'The' nor a day."""
    word = tokens.words[i]
    return word[:1].isupper() and word not in CALENDAR and tokens.tags[i] in {"NNP", "NNPS", "JJ"}
