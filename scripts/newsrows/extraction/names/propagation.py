"""A name found once is looked for in the whole article: a model finds 'Rivers' here and misses it there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from newsrows.extraction.names.gazetteers import (
    CALENDAR,
    COMPANY_ENDINGS,
    COUNTRIES,
    GIVEN_NAMES,
    HONORIFICS,
    NATIONALITIES,
    NO_ORGANISATIONS,
    ORGANISATION_HEADS,
    PARTICLES,
    SUFFIXES,
    is_acronym,
    known_organisations,
)
from newsrows.extraction.names.spans import Found, Kind, opens_sentence
from newsrows.extraction.parse.tokens import Tokens
from newsrows.lexicon import column

Words = tuple[str, ...]
_TOO_GENERAL: Final = frozenset({"Today", "Daily", "News", "Group", "Government", "Media", "Network", "Team", "Police"})
_PLACE_BEFORE: Final = frozenset({"in", "at", "near", "across", "outside", "inside", "around", "throughout", "visit"})
_DATING: Final = frozenset(
    {
        "in",
        "on",
        "since",
        "last",
        "next",
        "by",
        "until",
        "till",
        "from",
        "of",
        "early",
        "late",
        "mid",
        "to",
        "and",
        "this",
    }
)
_PLACE_AFTER: Final = frozenset(
    {
        "district",
        "province",
        "region",
        "county",
        "city",
        "town",
        "village",
        "river",
        "valley",
        "dam",
        "airport",
        "port",
        "ports",
        "districts",
        "villages",
    }
    | {"border", "island", "area", "prison", "road", "street", "State", "highlands", "peninsula", "suburb"}
)


# 'the city of Riverton'
_PLACES: Final = column("name_neighbours", "word", use="place_before_of")
_ENDINGS: Final = frozenset(ending.lower().rstrip(".") for ending in COMPANY_ENDINGS)


def agree(tokens: Tokens, found: Iterable[Found], sure: Iterable[Found]) -> list[Found]:
    """One label a string in the article: that of names that are `sure`, else the commonest."""
    found = list(found)
    votes: dict[Words, Counter[Kind]] = {}
    for name in found:
        votes.setdefault(_words(tokens, name), Counter())[name.label] += 1
    _vote_of_surnames(votes, _where(tokens, found))
    decided = {words: _winner(counter) for words, counter in votes.items()}
    for words in _places(tokens, found, votes):
        decided[words] = "place"
    for words in _short_for_companies(decided):
        decided[words] = "organisation"
    for name in sure:
        decided[_words(tokens, name)] = name.label
    return [Found(name.first, name.last, decided[_words(tokens, name)]) for name in found]


def _short_for_companies(decided: Mapping[Words, Kind]) -> Iterator[Words]:
    """'Brackwell' where the article has 'Brackwell Motors Inc.' and no person of that surname."""
    companies = {
        words[0]
        for words, label in decided.items()
        if len(words) > 1 and label == "organisation" and words[-1].rstrip(".") in _ENDINGS
    }
    surnames = {words[-1] for words, label in decided.items() if len(words) > 1 and label == "person"}
    yield from ((word,) for word in sorted(companies - surnames) if decided.get((word,)) == "person")


def _places(tokens: Tokens, found: list[Found], votes: dict[Words, Counter[Kind]]) -> Iterator[Words]:
    """Names that mostly stand where places stand: 'in Rivers', 'the Rivers district'."""
    surnames = {words[-1] for words, counter in votes.items() if len(words) > 1 and counter["person"]}
    stands: dict[Words, list[bool]] = {}
    for name in found:
        if _may_be_place(tokens, name, surnames):
            before = tokens.lower[name.first - 1] if name.first else ""
            after = tokens.words[name.last] if name.last < len(tokens) else ""
            is_of = before == "of" and name.first > 1 and tokens.lower[name.first - 2] in _PLACES
            stands.setdefault(_words(tokens, name), []).append(
                is_of or before in _PLACE_BEFORE or after in _PLACE_AFTER
            )
    for words, seen in stands.items():
        if 2 * sum(seen) >= len(seen):
            yield words


def _may_be_place(tokens: Tokens, name: Found, surnames: set[str]) -> bool:
    """Whether nothing but a voice says that a name is a person's or an organisation's."""
    word = tokens.words[name.first]
    if name.last - name.first > 1:
        return name.label == "person" and word not in GIVEN_NAMES and word not in HONORIFICS and "." not in word
    if name.label not in {"person", "organisation"} or word.lower() in surnames:
        return False
    return not (is_acronym(word) or word in ORGANISATION_HEADS or (word,) in known_organisations().get(word, ()))


def _words(tokens: Tokens, name: Found) -> Words:
    return tuple(tokens.lower[name.first : name.last])


def _winner(counter: Counter[Kind]) -> Kind:
    best = max(counter.values())
    order: tuple[Kind, ...] = ("person", "organisation", "place", "other")
    return next(label for label in order if counter[label] == best)


def _where(tokens: Tokens, found: list[Found]) -> Counter[Words]:
    """How often each word stands where places do: 'in Florence'."""
    return Counter(
        _words(tokens, name)
        for name in found
        if name.last - name.first == 1 and name.first and tokens.lower[name.first - 1] in _PLACE_BEFORE | {"from", "to"}
    )


def _vote_of_surnames(votes: dict[Words, Counter[Kind]], where: Mapping[Words, int]) -> None:
    """A full name vouches for its surname: 'Carter' is no place where 'Ann Carter' is a person.

    What mostly stands where no place would is that person, however often a voice calls it a place: 'Florence said'
    after 'Ann Florence'.
    """
    for words, counter in list(votes.items()):
        alone = votes.get(words[-1:])
        if len(words) < 2 or alone is None or _winner(counter) != "person":
            continue
        is_seldom_where = 2 * where[words[-1:]] < sum(alone.values())
        signs = (is_seldom_where, alone["person"] > 0)
        if all(signs) if words[-1].title() in COUNTRIES else any(signs):
            alone["person"] += counter["person"] + 1
            if is_seldom_where:
                alone["person"] += alone.pop("place", 0)


def again(tokens: Tokens, found: Iterable[Found]) -> Iterator[Found]:
    """Every further place where a name, a person's surname or a short form of an organisation stands."""
    table = _lookup(tokens, list(found))
    words = tokens.words
    size = len(words)
    for i, word in enumerate(words):
        for name, label in table.get(word, ()):
            last = i + len(name)
            if last <= size and tuple(words[i:last]) == name and _fits(tokens, i, last, label):
                yield Found(i, last, label)
                break


def _lookup(tokens: Tokens, found: list[Found]) -> dict[str, list[tuple[Words, Kind]]]:
    forms: dict[Words, Kind] = {}
    for name in found:
        if name.label in {"person", "organisation"}:
            forms.setdefault(tuple(tokens.words[name.first : name.last]), name.label)
    for words, label in list(forms.items()):
        for form in _short_forms(words, label):
            forms.setdefault(form, label)
    for words, label in list(forms.items()):
        if max(map(len, words)) > 3:  # headlines of capitals
            forms.setdefault(tuple(word.upper() for word in words), label)
    taken = {_words(tokens, name) for name in found if name.label not in {"person", "organisation"}}
    table: dict[str, list[tuple[Words, Kind]]] = {}
    for form, label in forms.items():
        if tuple(word.lower() for word in form) not in taken:
            table.setdefault(form[0], []).append((form, label))
    for entries in table.values():
        entries.sort(key=lambda entry: (-len(entry[0]), entry))
    return table


def _short_forms(words: Words, label: Kind) -> Iterator[Words]:
    if label == "person" and len(words) > 1:
        tail = words[:-1] if words[-1] in SUFFIXES else words
        if len(tail[-1]) > 2 and tail[-1] not in NATIONALITIES and tail[-1] not in COUNTRIES:
            yield (tail[-1],)
        for i in range(1, len(tail) - 1):
            if tail[i] in PARTICLES:
                yield tail[i:]
                break
    elif label == "organisation" and len(words) > 1:
        if words[-1] in COMPANY_ENDINGS:
            short = words[:-1]
            if len(short) > 1 or _is_telling(short[0]):
                yield short
        if words[-1] in ORGANISATION_HEADS and words[-1] not in _TOO_GENERAL:
            yield (words[-1],)
        elif len(words) > 2 and words[0] in ORGANISATION_HEADS and words[1] in {"of", "for", "on"}:
            yield (words[0],)


def _is_telling(word: str) -> bool:
    return len(word) > 2 and word not in NATIONALITIES and word not in COUNTRIES and word not in NO_ORGANISATIONS


def _fits(tokens: Tokens, first: int, last: int, label: Kind) -> bool:
    """Whether the words at a place are the name and no part of another one."""
    words = tokens.words
    before = words[first - 1] if first else ""
    after = words[last] if last < len(words) else ""
    if last - first == 1:
        word = words[first]
        if word in ORGANISATION_HEADS and label == "organisation":
            # 'the Council said', never 'Council' in 'Council tax' or a headline
            return before.lower() in {"the", "a", "our", "their"} and not after[:1].isupper() and before != "The"
        if word in CALENDAR and not (label == "person" and _is_no_date(before, after)):
            return False
        if tokens.tags[first] not in {"NNP", "NNPS", "NN", "NNS", "FW", "JJ"}:
            return False
        if opens_sentence(tokens, first) and word.lower() in tokens.lower[:first] and word not in GIVEN_NAMES:
            return is_acronym(word) or label == "person"
    return not _runs_on(before, after, label, tokens, first)


def _is_no_date(before: str, after: str) -> bool:
    """Whether 'May' is a person here: 'May said', not 'in May', 'last May', '5 May'."""
    return before.lower() not in _DATING and not before[:1].isdigit() and not after[:1].isdigit()


def _runs_on(before: str, after: str, label: Kind, tokens: Tokens, first: int) -> bool:
    """Whether capitals beside the words make them part of a longer name: 'Carter' in 'Carter Street'."""
    if label == "person" and after in {
        "family",
        "families",
        "Street",
        "Road",
        "Avenue",
        "Square",
        "County",
        "Institute",
    }:
        return True
    if label == "person" and before in _PLACE_BEFORE and tokens.tags[first] == "NNP" and after in {",", "."}:
        return False
    if label != "organisation":
        return False
    # 'Labour' in 'Child Labour'; but 'Scottish Labour', 'Former Labour'
    is_longer = before[:1].isupper() and before.isalpha() and before not in NATIONALITIES and before != "The"
    if (
        is_longer
        and not opens_sentence(tokens, first - 1)
        and before not in ORGANISATION_HEADS
        and not before.isupper()
    ):
        return True
    return after in ORGANISATION_HEADS and len(after) > 3
