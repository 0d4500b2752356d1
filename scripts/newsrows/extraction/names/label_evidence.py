"""What an article says about a name that no word list knows: is it a person's, an organisation's, or neither?

The NER model takes many unfamiliar organisations and places for people: 'the newspaper Zorana' here, 'Zorana said it
would close' there. All places where such a name stands are read for signs, and the signs are weighed against the
probabilities that the model gives. A name with a known given name, an honorific or a well-known acronym is not weighed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from math import log
from typing import Final, NamedTuple

from newsrows.extraction.names.gazetteers import (
    COMPANY_ENDINGS,
    COUNTRIES,
    GIVEN_NAMES,
    HONORIFICS,
    NATIONALITIES,
    ORGANISATION_HEADS,
    PARTICLES,
    POSSESSIVES,
    TITLE_HEADS,
    TITLES,
    is_acronym,
    is_known_organisation,
)
from newsrows.extraction.names.honorifics import honorific_before
from newsrows.extraction.names.spans import NameLabel, NameSpan, opens_sentence
from newsrows.extraction.parse.tokens import Tokens
from newsrows.lexicon import column, group, rows

Probabilities = tuple[float, float, float]
"""How probable a person, an organisation and a place are."""

_Words = tuple[str, ...]

_ORGANISATION_NOUNS: Final = (
    column("name_neighbours", "word", use="body_before")
    | column("organisation_nouns", "noun")
    | column("organisation_epithets", "noun")
    | group("reference_words", "organisation_noun")
)
# 'Drinks maker Zorana', but 'film maker Ann Carter'
_EPITHETS: Final = column("organisation_epithets", "noun")
_WORLD_GIVEN_NAMES: Final = column("world_given_names", "name")
_SURNAMES: Final = column("common_surnames", "name")
_PERSON_NOUNS: Final = (
    TITLE_HEADS
    | frozenset(row["noun"] for row in rows("relation_nouns") if row["gender"])
    | group("reference_words", "person_noun")
    | group("name_words", "person noun")
)
# 'the Carter administration'
_RULES_OF_PEOPLE: Final = group("name_words", "rule of a person")
_LIST_MARKS: Final = frozenset({",", "and", "&"})
_MARKS: Final = frozenset("\"'“”‘’")
_COMPANY_NOUNS: Final = column("kind_signs", "word", use="after", kind="company")
_SHARE_VERBS: Final = column("kind_signs", "word", use="shares")
_SPOKES: Final = group("reference_words", "spokesperson")
# 'Zorana-owned'
_OWNED: Final = group("name_words", "owned by")
_SPEECH_VERBS: Final = group("name_words", "speech verb")
# 'it would' continues about the speaker, 'it was raining' may not
_PLANS: Final = group("name_words", "verb of plans")
_PERSON_PRONOUNS: Final = frozenset({"he", "she"})
_NOUN_TAGS: Final = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "HYPH", "VBN", "CD", "VBG"})

# One strong sign outweighs the model unless it is sure; of weak signs it takes several.
_STRONG: Final = 2.0
_WEAK: Final = 1.0
_MOST: Final = 6.0
# Without a sign of a person, a name is not a person's if the model gives it a lower probability.
_DOUBTFUL_PERSON: Final = 0.5
_DOUBTFUL_ORGANISATION: Final = 0.3
_LEAST: Final = 0.02
_SLIGHT: Final = 0.15
# An apposition begins at most this many tokens after a name.
_REACH: Final = 8
_LONGEST_ACRONYM: Final = 4


@dataclass(slots=True)
class _Signs:
    """The weight of the signs that a name is a person's, an organisation's, and that it is not a person's."""

    person: float = 0.0
    organisation: float = 0.0
    not_person: float = 0.0
    is_quoted: bool = False


def weigh_labels(
    tokens: Tokens, names: Sequence[NameSpan], certain: Iterable[NameSpan], probabilities: Mapping[int, Probabilities]
) -> list[NameSpan]:
    """The names, each with the label that the signs in the whole article speak for.

    Args:
        tokens: the article.
        names: its names; names with the same words have the same label.
        certain: names whose label is not weighed.
        probabilities: of the model, by token.
    """
    settled = {_key(tokens, name) for name in certain}
    doubtful: dict[_Words, list[NameSpan]] = {}
    for name in names:
        key = _key(tokens, name)
        if key not in settled and _may_be_wrong(tokens, name):
            doubtful.setdefault(key, []).append(name)
    surnames = {tokens.words[name.last - 1] for name in names if name.label == "person" and name.last - name.first > 1}
    places = _places_of(tokens, doubtful)
    people = [name for name in names if name.label == "person" and _key(tokens, name) not in doubtful]
    starts, ends = {name.first for name in people}, {name.last for name in people}
    labels: dict[_Words, NameLabel] = {}
    for key, spans in doubtful.items():
        if spans[0].label == "person" and len(key) == 1 and tokens.words[spans[0].first] in surnames:
            continue  # follows the full name
        signs = _Signs()
        for first, last in places[key]:
            _add_signs(tokens, first, last, signs)
            signs.person += _WEAK * _is_listed(tokens, first, last, starts, ends)
        if spans[0].label == "person":
            _add_signs_of_parts(tokens, spans[0], signs)
        known = [probabilities[name.first] for name in spans if name.first in probabilities]
        labels[key] = _label(spans[0].label, signs, known)
    return [NameSpan(name.first, name.last, labels.get(_key(tokens, name), name.label)) for name in names]


def _key(tokens: Tokens, name: NameSpan) -> _Words:
    return tuple(tokens.lower[name.first : name.last])


def _may_be_wrong(tokens: Tokens, name: NameSpan) -> bool:
    """Whether only the model says what the name is."""
    words = tokens.words[name.first : name.last]
    if " ".join(words).isupper() and max(map(len, words)) > _LONGEST_ACRONYM:
        return False  # in a headline in capitals
    if name.label == "person":
        return not (
            (words[0] in GIVEN_NAMES and len(words) > 1)
            or honorific_before(tokens, name.first) is not None
            or any(len(word) == 2 and word[1] == "." for word in words)
        )
    if name.label != "organisation" or is_known_organisation(tuple(words)):
        return False
    return not any(word in ORGANISATION_HEADS or word in COMPANY_ENDINGS or is_acronym(word) for word in words)


def _places_of(tokens: Tokens, doubtful: Mapping[_Words, list[NameSpan]]) -> dict[_Words, list[tuple[int, int]]]:
    """Where each name stands as a whole: the first token and the token after the last."""
    forms: dict[str, list[tuple[str, ...]]] = {}
    for spans in doubtful.values():
        form = tuple(tokens.words[spans[0].first : spans[0].last])
        forms.setdefault(form[0], []).append(form)
    places: dict[_Words, list[tuple[int, int]]] = {
        key: [(name.first, name.last) for name in spans] for key, spans in doubtful.items()
    }
    for i, word in enumerate(tokens.words):
        for form in forms.get(word, ()):
            place = (i, i + len(form))
            if tuple(tokens.words[i : place[1]]) == form and _stands_alone(tokens, *place):
                found = places[tuple(part.lower() for part in form)]
                if place not in found[: len(doubtful[tuple(part.lower() for part in form)])]:
                    found.append(place)
    return places


def _stands_alone(tokens: Tokens, first: int, last: int) -> bool:
    """Whether no capitalised word next to the words makes them part of a longer name."""
    before = tokens.words[first - 1] if first else ""
    after = tokens.words[last] if last < len(tokens) else ""
    is_after_name = before[:1].isupper() and not opens_sentence(tokens, first - 1) and before != "The"
    return not is_after_name and not after[:1].isupper()


def _is_listed(tokens: Tokens, first: int, last: int, starts: Set[int], ends: Set[int]) -> bool:
    """Whether the name stands in a list next to the name of a person: 'Ann Carter, Zorana and Bill Brown'."""
    is_before = last + 1 < len(tokens) and tokens.lower[last] in _LIST_MARKS and last + 1 in starts
    return is_before or (first > 1 and tokens.lower[first - 1] in _LIST_MARKS and first - 1 in ends)


# Signs next to a name


def _add_signs(tokens: Tokens, first: int, last: int, signs: _Signs) -> None:
    """Add what the words around one place show."""
    _add_signs_before(tokens, first, last, signs)
    _add_signs_behind(tokens, last, signs)
    _add_signs_of_appositions(tokens, first, last, signs)
    if _is_line(tokens, first, last):
        signs.person += _WEAK  # a byline
    if first and tokens.words[first - 1] in _MARKS and tokens.words[last : last + 1] and tokens.words[last] in _MARKS:
        signs.is_quoted = True  # the title of a work, or a nickname


def _add_signs_before(tokens: Tokens, first: int, last: int, signs: _Signs) -> None:
    """Add what the word before the name shows: 'minister', 'the newspaper', 'the', 'director at'."""
    before = tokens.lower[first - 1] if first else ""
    is_maker = before in _EPITHETS and " ".join(tokens.lower[max(0, first - 2) : first]) not in TITLES
    if before in _PERSON_NOUNS and not is_maker:
        signs.person += _STRONG
    elif before in _ORGANISATION_NOUNS and tokens.tags[first - 1] in {"NN", "NNP"}:
        signs.organisation += _STRONG
    elif before == "the" and (last >= len(tokens) or tokens.tags[last] not in _NOUN_TAGS):
        signs.not_person += _STRONG
    elif before == "at" and first > 1:
        signs.not_person += _WEAK
        if tokens.lower[first - 2] in TITLE_HEADS:
            signs.organisation += _STRONG


def _add_signs_behind(tokens: Tokens, last: int, signs: _Signs) -> None:
    """Add what the words after the name show: 'administration', 'who', 'spokesman', '-owned'."""
    after, second = (*tokens.lower[last : last + 2], "", "")[:2]
    if after in {",", "("} or after in _SPEECH_VERBS:
        _add_signs_after(tokens, last, signs)
    elif after in _RULES_OF_PEOPLE:
        signs.person += _STRONG
    elif after in {"who", "whose"}:
        signs.person += _WEAK
    elif after == "which":
        signs.not_person += _STRONG
    elif (
        (after == "-" and second in _OWNED)
        or (after in POSSESSIVES and second in _COMPANY_NOUNS)
        or (after == "shares" and second in _SHARE_VERBS)
        or after in _COMPANY_NOUNS
        or after in _SPOKES
    ):
        signs.organisation += _STRONG


def _is_line(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the name is a line of its own, or shares it with another after a slash, as bylines do."""
    before = tokens.words[first - 1] if first else "\n"
    after = tokens.words[last] if last < len(tokens) else "\n"
    ends = ["\n" in mark for mark in (before, after)]
    return (
        last - first > 1
        and any(ends)
        and all(is_end or mark == "/" for is_end, mark in zip(ends, (before, after), strict=True))
    )


def _add_signs_after(tokens: Tokens, last: int, signs: _Signs) -> None:
    """Add what follows a comma, a bracket or a verb of speech: ', who', ', 45,', 'said it would', 'said he'."""
    after, lower = tokens.lower[last], tokens.lower
    following = lower[last + 1 : last + 3]
    if not following:
        return
    if after in _SPEECH_VERBS:
        if following[0] in _PERSON_PRONOUNS:
            signs.person += _STRONG
        elif following[0] == "it" and following[1:] and following[1] in _PLANS:
            signs.organisation += _STRONG
    elif following[0] == "who":
        signs.person += _STRONG
    elif following[0] == "which":
        signs.not_person += _STRONG
    elif following[0] == "based":
        signs.organisation += _WEAK
    elif tokens.tags[last + 1] == "CD" and following[1:] and following[1] in {",", ")"} and len(following[0]) == 2:
        signs.person += _STRONG
    elif following[0] in {"a", "an", "the", "one"} or tokens.tags[last + 1] in {"NN", "JJ"}:
        _add_signs_of_description(tokens, last + 1, signs)


def _add_signs_of_description(tokens: Tokens, begin: int, signs: _Signs) -> None:
    """Add what the first noun phrase after a comma shows: ', a private equity firm', ', the mayor of'."""
    for i in range(begin, min(begin + _REACH, len(tokens))):
        if tokens.tags[i] in {"DT", "JJ", "JJS", "POS", "HYPH", "NNP", "VBN", "VBG", "CD", "RB"}:
            continue
        if tokens.tags[i] not in {"NN", "NNS"}:
            return
        if i + 1 < len(tokens) and tokens.tags[i + 1] in {"NN", "HYPH"}:
            continue
        if tokens.lower[i] in TITLE_HEADS:
            signs.person += _STRONG
        elif tokens.lower[i] in _ORGANISATION_NOUNS:
            signs.organisation += _STRONG
        return


def _add_signs_of_appositions(tokens: Tokens, first: int, last: int, signs: _Signs) -> None:
    """Add what a noun before a comma shows: 'the regulator, Zorana,'."""
    if first < 2 or tokens.words[first - 1] != "," or tokens.tags[first - 2] != "NN":
        return
    head = next((tokens.heads[i] for i in range(first, last) if tokens.deps[i] == "appos"), None)
    if head == first - 2:
        if tokens.lower[head] in TITLE_HEADS:
            signs.person += _STRONG
        elif tokens.lower[head] in _ORGANISATION_NOUNS:
            signs.organisation += _STRONG


def _add_signs_of_parts(tokens: Tokens, name: NameSpan, signs: _Signs) -> None:
    """Add what the words of the name show."""
    words = tokens.words[name.first : name.last]
    if _folded(words[0]) in _WORLD_GIVEN_NAMES or words[0] in GIVEN_NAMES:
        signs.person += _WEAK if len(words) > 1 else _WEAK / 2
    if len(words) == 1:
        return
    if {words[0], words[-1]} & _SURNAMES or words[-1] in GIVEN_NAMES or words[0] in HONORIFICS:
        signs.person += _WEAK / 2
    if any(word in PARTICLES for word in words[1:-1]):
        signs.person += _WEAK
    if words[-2] == "-" and words[-1].islower() and len(words) > 3:
        signs.person += _STRONG  # 'Han Sung-min'
    if {*words} & (COUNTRIES | NATIONALITIES) or any(word.islower() and word not in PARTICLES for word in words[1:]):
        signs.not_person += _WEAK


def _folded(word: str) -> str:
    """In small letters without accents, as in the list of names."""
    return unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()


# The decision


def _label(label: NameLabel, signs: _Signs, known: Sequence[Probabilities]) -> NameLabel:
    """The label that the model's probabilities and the signs speak for."""
    if known:
        person, organisation, place = (sum(values) / len(known) for values in zip(*known, strict=True))
    else:
        person, organisation, place = (0.7, 0.1, 0.1) if label == "person" else (0.1, 0.7, 0.1)
    probabilities = _Probable(person, organisation, place)
    if label == "person":
        return _label_of_person(signs, probabilities)
    return _label_of_organisation(signs, probabilities)


class _Probable(NamedTuple):
    """The means of the model's probabilities."""

    person: float
    organisation: float
    place: float

    def weigh(self, signs: _Signs) -> tuple[float, float]:
        """The logarithms of the probabilities plus the signs, for a person and for an organisation."""
        return (
            log(max(self.person, _LEAST)) + min(signs.person, _MOST),
            log(max(self.organisation, _LEAST)) + min(signs.organisation, _MOST),
        )


def _label_of_person(signs: _Signs, mean: _Probable) -> NameLabel:
    for_person, for_organisation = mean.weigh(signs)
    not_person = min(signs.not_person, _MOST)
    if signs.organisation > signs.person and for_organisation + not_person / 2 > for_person:
        return "organisation"
    if signs.not_person > signs.person and log(max(1 - mean.person, _LEAST)) + not_person > for_person:
        is_organisation = mean.organisation > max(mean.place, 2 * _SLIGHT) and not signs.is_quoted
        return "organisation" if is_organisation else "other"
    if mean.person < _DOUBTFUL_PERSON and signs.person <= 0:
        return "organisation" if mean.organisation > mean.person + _SLIGHT else "other"
    return "person"


def _label_of_organisation(signs: _Signs, mean: _Probable) -> NameLabel:
    for_person, for_organisation = mean.weigh(signs)
    has_signs_of_person = signs.person >= _STRONG and signs.person > signs.organisation and mean.person > _SLIGHT
    if has_signs_of_person and for_person > for_organisation + _WEAK:
        return "person"
    is_doubtful = mean.organisation < _DOUBTFUL_ORGANISATION and signs.organisation <= 0 and signs.person <= 0
    return "other" if is_doubtful else "organisation"
