"""Names of people and organisations: several voices, one name a place.

A model marks spans (`ParsedArticle.voice`), words give names away (honorifics, 'Council', a list of well-known
organisations, acronyms in brackets), and what was named once is looked for in the whole article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from typing import Final

from newsrows.extraction.names.constituencies import seats, seats_in_brackets
from newsrows.extraction.names.context import acronyms_of_things, teams, told_by_neighbours, told_by_titles
from newsrows.extraction.names.filters import is_plausible, without_governments
from newsrows.extraction.names.gazetteers import (
    CALENDAR,
    COMPANY_ENDINGS,
    GIVEN_NAMES,
    HONORIFICS,
    MARKS,
    ORGANISATION_HEADS,
    TITLE_HEADS,
    is_acronym,
    known_organisations,
)
from newsrows.extraction.names.honorifics import honorific_before, honorific_of
from newsrows.extraction.names.patterns import (
    fellowships,
    in_brackets,
    organisation_by_list,
    organisation_by_words,
    person_after_honorific,
)
from newsrows.extraction.names.propagation import again, agree
from newsrows.extraction.names.spans import Found, clean
from newsrows.extraction.parse.parsed_article import ParsedArticle
from newsrows.extraction.parse.tokens import Tokens
from newsrows.lexicon import column
from newsrows.records import Mention, Span
from newsrows.records.findings import MentionForm

_HOUSES: Final = column("name_neighbours", "word", use="house")


def find_names(parsed: ParsedArticle) -> tuple[Mention, ...]:
    """Names of people and organisations in reading order, none overlapping another."""
    tokens = parsed.tokens
    breaks = {block.start for block in parsed.blocks}
    brackets = list(seats_in_brackets(tokens))
    bracketed = {i for _, seat in brackets for i in seat}
    parties = {i for party, _ in brackets for i in party}
    raw = [
        name
        for name in clean(tokens, parsed.voice, breaks)
        if name.first not in bracketed and not (name.label == "person" and name.first in parties)
    ]
    seated = {i for seat in seats(tokens) for i in seat}
    given = [
        name
        for name in without_governments(tokens, _without_titles(tokens, raw))
        if is_plausible(tokens, name) and not (name.label == "person" and name.first in seated)
    ]
    certain = [
        *person_after_honorific(tokens),
        *fellowships(tokens, given),
        *_without_surnames(tokens, organisation_by_list(tokens), given),
        *told_by_neighbours(tokens, given),
        *told_by_titles(tokens, given),
    ]
    names = _settle(certain, _settle(_by_words(tokens, given), given, tokens), tokens)
    introduced = [*in_brackets(tokens, names), *acronyms_of_things(tokens, names)]
    names = agree(tokens, _settle(introduced, names, tokens), [*certain, *introduced])
    found_again = [name for name in again(tokens, names) if name.label != "person" or name.first not in seated]
    names = _settle(names, found_again, tokens)
    playing = set(teams(tokens, names))
    names = [Found(name.first, name.last, "organisation") if name in playing else name for name in names]
    kept = [
        name
        for name in names
        if name.label in {"person", "organisation"} and name.first not in bracketed and _is_kept(tokens, name, playing)
    ]
    named = {i for name in kept for i in range(name.first, name.last)}
    named.update(i for first, last, label in tokens.names if label == "place" for i in range(first, last))
    return tuple(_mention(parsed, name, named) for name in kept)


def _without_surnames(tokens: Tokens, listed: Iterable[Found], given: Iterable[Found]) -> Iterator[Found]:
    """Well-known organisations but for those named like somebody in the article: 'Ford' where there is a Tim Ford.

    Where a voice mostly takes the name alone for an organisation's, it is one: 'Ford shares fell as Mr Ford left'.
    """
    surnames: set[str] = set()
    alone: Counter[tuple[str, str]] = Counter()
    for name in given:
        word = tokens.words[name.last - 1]
        if name.last - name.first == 1:
            alone[word, name.label] += 1
        if name.label == "person" and (name.last - name.first > 1 or honorific_before(tokens, name.first)):
            surnames.add(word)
    surnames = {word for word in surnames if alone[word, "person"] >= alone[word, "organisation"]}
    return (name for name in listed if name.last - name.first > 1 or tokens.words[name.first] not in surnames)


def _is_kept(tokens: Tokens, name: Found, playing: set[Found]) -> bool:
    """Whether a name passes the doubts; a country's team has the country's name."""
    return Found(name.first, name.last, "place") in playing or is_plausible(tokens, name)


def _by_words(tokens: Tokens, given: list[Found]) -> list[Found]:
    """Organisations that words give away, but for places and events whose names hold such a word: 'Salt Lake City'."""
    others = {
        i: name
        for name in given
        if (name.label not in {"person", "organisation"} and not _is_house(tokens, name))
        or _is_given_name_first(tokens, name)
        for i in range(name.first, name.last)
    }
    found: list[Found] = []
    for name in organisation_by_words(tokens):
        other = others.get(name.first)
        if other is None or other.last < name.last:
            found.append(name)
    return found


def _is_house(tokens: Tokens, name: Found) -> bool:
    """Whether what a voice takes for a place is a body that lives in a house: 'Coast Gallery', 'Coast University'."""
    return name.label == "place" and name.last - name.first > 1 and tokens.words[name.last - 1] in _HOUSES


def _is_given_name_first(tokens: Tokens, name: Found) -> bool:
    """Whether a person's name opens with a given name: 'Ann Mills' is no mill."""
    word = tokens.words[name.first]
    return name.label == "person" and name.last - name.first > 1 and word in GIVEN_NAMES


def _without_titles(tokens: Tokens, raw: list[Found]) -> list[Found]:
    """Leave out dates, and offices that a model takes for organisations: 'Communities' in 'Communities Minister'."""
    return [
        name
        for name in raw
        if not (
            name.last - name.first == 1 and tokens.words[name.first] in CALENDAR and not _is_partner(tokens, name, raw)
        )
        and (name.label != "organisation" or not _is_title(tokens, name))
    ]


def _is_partner(tokens: Tokens, name: Found, raw: list[Found]) -> bool:
    """Whether a month's name is a person's after another's: 'Ant and Dec'."""
    joint = name.first - 1
    is_joined = name.label == "person" and joint > 0 and tokens.lower[joint] == "and"
    return is_joined and any(other.label == "person" and other.last == joint for other in raw)


def _is_title(tokens: Tokens, name: Found) -> bool:
    words, lower = tokens.words, tokens.lower
    held = words[name.first : name.last]
    if _is_sure(held):
        return False
    if lower[name.last - 1] in TITLE_HEADS:
        return True
    following = name.last
    if following < len(words) and words[following][:1].isupper() and lower[following] in TITLE_HEADS:
        return True
    # 'Minister for Young People', 'Secretary of State for Energy and Climate Change'
    before = name.first - 1
    if before > 0 and lower[before] == "the":
        before -= 1
    return before > 0 and lower[before] in {"for", "of"} and lower[before - 1] in {"minister", "secretary", "state"}


def _is_sure(words: list[str]) -> bool:
    if any(word in ORGANISATION_HEADS or is_acronym(word) for word in words):
        return True
    return tuple(words) in known_organisations().get(words[0], ())


def _settle(first: list[Found], second: list[Found], tokens: Tokens) -> list[Found]:
    """Both lists in reading order without overlaps: the first is believed, unless the second's name holds it whole."""
    taken: dict[int, Found] = {}
    for name in sorted(first, key=lambda n: (n.first - n.last, n.first)):
        if not any(i in taken for i in range(name.first, name.last)):
            _take(taken, name)
    for name in sorted(second, key=lambda n: (n.first - n.last, n.first)):
        rivals = {taken[i] for i in range(name.first, name.last) if i in taken}
        if all(_yields(rival, name, tokens) for rival in rivals):
            for rival in rivals:
                _drop(taken, rival)
            _take(taken, name)
    return sorted(set(taken.values()))


def _take(taken: dict[int, Found], name: Found) -> None:
    for i in range(name.first, name.last):
        taken[i] = name


def _drop(taken: dict[int, Found], name: Found) -> None:
    for i in range(name.first, name.last):
        taken.pop(i, None)


def _yields(rival: Found, name: Found, tokens: Tokens) -> bool:
    """Whether a believed name gives way: 'BBC' to 'BBC Radio Coast', which is longer and of the same kind."""
    if rival == name or not (name.first <= rival.first and rival.last <= name.last):
        return False
    longer = name.last - name.first > rival.last - rival.first
    if name.label == "organisation":
        return longer and (rival.label == "organisation" or tokens.words[name.last - 1] in ORGANISATION_HEADS)
    return longer and name.label == rival.label


def _mention(parsed: ParsedArticle, name: Found, named: Set[int]) -> Mention:
    tokens = parsed.tokens
    end = tokens.ends[name.last - 1] - _ends_sentence(tokens, name)
    span = Span.of(parsed.text, tokens.starts[name.first], end)
    if name.label == "organisation":
        form: MentionForm = "acronym" if name.last - name.first == 1 and is_acronym(span.text) else "name"
        return Mention(span, "organisation", form, tokens.sentence_of(name.first))
    honorific, listed = honorific_of(tokens, name.first, named) or (None, None)
    gender = HONORIFICS[listed]["gender"] if listed is not None else ""
    return Mention(
        span,
        "person",
        "name",
        tokens.sentence_of(name.first),
        honorific=honorific,
        gender="female" if gender == "female" else "male" if gender == "male" else None,
    )


def _ends_sentence(tokens: Tokens, name: Found) -> bool:
    """Whether the stop of 'Carter Corp.' is the sentence's too: it is then no part of the name."""
    word = tokens.words[name.last - 1]
    if name.last - name.first < 2 or not word.endswith(".") or word not in COMPANY_ENDINGS:
        return False
    i = name.last
    while i < len(tokens) and (tokens.words[i].isspace() or tokens.words[i] in MARKS - {",", "-", "(", "&"}):
        i += 1
    return i >= len(tokens) or tokens.sentence_of(i) != tokens.sentence_of(name.last - 1)
