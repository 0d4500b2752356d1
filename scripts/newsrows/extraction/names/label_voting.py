"""One label per name in an article: the NER model may mark 'Rivers' as a person here and as a place there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from newsrows.extraction.names.gazetteers import (
    COUNTRIES,
    GIVEN_NAMES,
    HONORIFICS,
    ORGANISATION_HEADS,
    is_acronym,
    is_known_organisation,
)
from newsrows.extraction.names.short_forms import leading_words
from newsrows.extraction.names.spans import ENTITY_LABELS, NameLabel, NameSpan
from newsrows.extraction.parse.tokens import Tokens
from newsrows.lexicon import column, group

_Words = tuple[str, ...]
_PLACE_PREPOSITIONS: Final = group("name_words", "place preposition")
_DIRECTIONS: Final = _PLACE_PREPOSITIONS | {"from", "to"}
# 'the Rivers district'
_PLACE_NOUNS: Final = group("name_words", "place noun")
# 'the city of Riverton'
_NOUNS_BEFORE_OF: Final = column("name_neighbours", "word", use="place_before_of")
# The order decides between labels with equally many votes.
_LABELS: Final[tuple[NameLabel, ...]] = ("person", "organisation", "place", "other")


def vote_labels(tokens: Tokens, names: Iterable[NameSpan], certain: Iterable[NameSpan]) -> list[NameSpan]:
    """The names, each with the label that names with the same words have in this article.

    It is the label of a name in `certain`, if there is one, otherwise the most frequent label. Capitals do not matter.
    Full names also vote for their surname, and the words around a name can show that it is a place.
    """
    names = list(names)
    votes: dict[_Words, Counter[NameLabel]] = {}
    for name in names:
        votes.setdefault(_words(tokens, name), Counter())[name.label] += 1
    _add_votes_for_surnames(votes, _place_contexts(tokens, names))
    labels = {words: _winner(counter) for words, counter in votes.items()}
    for words in _places(tokens, names, votes):
        labels[words] = "place"
    spelled = {_words(tokens, name): tuple(tokens.words[name.first : name.last]) for name in names}
    for words in _short_names_of_companies(labels, spelled):
        labels[words] = "organisation"
    for name in certain:
        labels[_words(tokens, name)] = name.label
    return [NameSpan(name.first, name.last, labels[_words(tokens, name)]) for name in names]


def _words(tokens: Tokens, name: NameSpan) -> _Words:
    return tuple(tokens.lower[name.first : name.last])


def _winner(votes: Counter[NameLabel]) -> NameLabel:
    most = max(votes.values())
    return next(label for label in _LABELS if votes[label] == most)


def _place_contexts(tokens: Tokens, names: list[NameSpan]) -> Counter[_Words]:
    """How often each name of one word follows a preposition of place: 'in Florence'."""
    return Counter(
        _words(tokens, name)
        for name in names
        if name.last - name.first == 1 and name.first and tokens.lower[name.first - 1] in _DIRECTIONS
    )


def _add_votes_for_surnames(votes: dict[_Words, Counter[NameLabel]], place_contexts: Mapping[_Words, int]) -> None:
    """Let full names of people vote for their surname: 'Carter' is not a place if 'Ann Carter' is a person.

    If a surname seldom follows a preposition of place, votes for a place count for the person: 'Florence said' after
    'Ann Florence'. Changes `votes`.
    """
    for words, counter in list(votes.items()):
        surname_votes = votes.get(words[-1:])
        if len(words) < 2 or surname_votes is None or _winner(counter) != "person":
            continue
        is_seldom_place = 2 * place_contexts[words[-1:]] < sum(surname_votes.values())
        signs = (is_seldom_place, surname_votes["person"] > 0)
        if all(signs) if words[-1].title() in COUNTRIES else any(signs):
            surname_votes["person"] += counter["person"] + 1
            if is_seldom_place:
                surname_votes["person"] += surname_votes.pop("place", 0)


def _places(tokens: Tokens, names: list[NameSpan], votes: Mapping[_Words, Counter[NameLabel]]) -> Iterator[_Words]:
    """Names that stand next to a sign of a place at least half of the time: 'in Rivers', 'the Rivers district'."""
    surnames = {words[-1] for words, counter in votes.items() if len(words) > 1 and counter["person"]}
    signs: dict[_Words, list[bool]] = {}
    for name in names:
        if _may_be_place(tokens, name, surnames):
            before = tokens.lower[name.first - 1] if name.first else ""
            after = tokens.words[name.last] if name.last < len(tokens) else ""
            is_after_of = before == "of" and name.first > 1 and tokens.lower[name.first - 2] in _NOUNS_BEFORE_OF
            signs.setdefault(_words(tokens, name), []).append(
                is_after_of or before in _PLACE_PREPOSITIONS or after in _PLACE_NOUNS
            )
    for words, is_place in signs.items():
        if 2 * sum(is_place) >= len(is_place):
            yield words


def _may_be_place(tokens: Tokens, name: NameSpan, surnames: set[str]) -> bool:
    """Whether only the NER model says that the name is a person's or an organisation's."""
    word = tokens.words[name.first]
    if name.last - name.first > 1:
        return name.label == "person" and word not in GIVEN_NAMES and word not in HONORIFICS and "." not in word
    if name.label not in ENTITY_LABELS or word.lower() in surnames:
        return False
    return not (is_acronym(word) or word in ORGANISATION_HEADS or is_known_organisation((word,)))


def _short_names_of_companies(labels: Mapping[_Words, NameLabel], spelled: Mapping[_Words, _Words]) -> Iterator[_Words]:
    """First words of companies that are labelled as a person but are nobody's surname.

    Example: 'Brackwell' in an article with 'Brackwell Motors Inc.'.
    """
    companies = {
        tuple(word.lower() for word in leading_words(spelled[words]))
        for words, label in labels.items()
        if len(words) > 1 and label == "organisation"
    }
    surnames = {words[-1] for words, label in labels.items() if len(words) > 1 and label == "person"}
    yield from (words for words in sorted(companies) if labels.get(words) == "person" and words[-1] not in surnames)
