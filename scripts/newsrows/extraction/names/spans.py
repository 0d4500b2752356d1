"""From a span that a voice calls a name to the name itself.

A voice (a model of names) marks 'Immigration Minister Tony Brown's', 'the Home
Office' or 'Bill and Ann Carter'; a name has no article, title, possessive or neighbour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import Final, Literal, NamedTuple

from newsrows.extraction.names.gazetteers import (
    ALSO_NAMES,
    ARTICLES,
    CALENDAR,
    COMPANY_ENDINGS,
    COUNTRIES,
    GIVEN_NAMES,
    HONORIFICS,
    MARKS,
    NATIONALITIES,
    ORGANISATION_HEADS,
    PARTICLES,
    POSSESSIVES,
    POSTNOMINALS,
    SUFFIXES,
    TITLE_HEADS,
    is_acronym,
    known_organisations,
)
from newsrows.extraction.names.honorifics import past_honorific
from newsrows.extraction.names.ner import Label, RawName
from newsrows.extraction.parse.tokens import Tokens

Kind = Literal["person", "organisation", "place", "other"]


class Found(NamedTuple):
    """A name as tokens, from `first` up to, not including, `last`; 'other' is what bears a name and is none of ours."""

    first: int
    last: int
    label: Kind


# What a hyphen joins to a name that is no part of it: 'the Carter-era law'.
_JOINED: Final = frozenset(
    {"led", "era", "run", "ite", "like", "born", "held", "made", "type", "wide", "free", "own", "ish"}
)
_MEMBERS: Final = frozenset({"member", "mp", "mla", "msp", "senator", "councillor", "delegate", "representative"})
# Honorifics that are nobody's name; 'Earl', 'Dean' and 'Pope' may be.
_NO_NAMES: Final = (
    frozenset(form for form, row in HONORIFICS.items() if row["kind"] == "rank") - ALSO_NAMES - GIVEN_NAMES.keys()
)
_LINKS: Final = frozenset({"or", "and", "of", "for", "in", "at", "among", "under", "the", "with", "by", "to", "from"})


def clean(tokens: Tokens, raw: Iterable[RawName], breaks: Set[int]) -> Iterator[Found]:
    """The names inside raw spans, in order; spans that hold none are left out.

    `breaks` are offsets where paragraphs begin: no name runs over one.
    """
    for start, end, label in raw:
        within = tokens.within(start, end)
        if not within:
            continue
        for first, last in pieces(tokens, within.start, within.stop, label, breaks):
            found = _trim(tokens, first, last, label)
            if found is not None:
                yield found


def _trim(tokens: Tokens, first: int, last: int, label: Label) -> Found | None:
    words, lower = tokens.words, tokens.lower
    while first < last and _falls_off_left(tokens, first, last, label):
        first += 1
    while first < last and _falls_off_right(tokens, first, last, label):
        last -= 1
    if label == "organisation":
        first = _after_office(tokens, first, last)
        if last - first > 1 and _opens_person(tokens, first, last):
            label = "person"
            while last - first > 1 and _falls_off_right(tokens, first, last, label):
                last -= 1
    if label == "person":
        first, last = _trim_person(tokens, first, last)
    while first < last and (words[last - 1] in MARKS or words[last - 1].isspace()):
        last -= 1
    if first >= last or all(lower[i] in ARTICLES for i in range(first, last)):
        return None
    return Found(first, last, label)


def _trim_person(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    last = _over_hyphens(tokens, first, last)
    if last - first == 1:
        last = _with_surname(tokens, first)
    first = after_title(tokens, first, last)
    first = _after_seat(tokens, first, last)
    while last - first > 1 and tokens.words[last - 1] in POSTNOMINALS:
        last -= 1
    if last - first == 1 and tokens.words[first] in _NO_NAMES:
        return last, last  # 'Lt Gen (retd) Carter': a rank without its name
    return first, last


def _after_seat(tokens: Tokens, first: int, last: int) -> int:
    """Past a seat that a name is run together with: 'Member for Riverton Ann Carter'."""
    is_of_member = first > 1 and tokens.lower[first - 1] in {"for", "of"} and tokens.lower[first - 2] in _MEMBERS
    if not is_of_member or tokens.words[first] in GIVEN_NAMES:
        return first
    return next((i for i in range(first + 1, last - 1) if tokens.words[i] in GIVEN_NAMES), first)


def _after_office(tokens: Tokens, first: int, last: int) -> int:
    """Past an office: 'Rector of Coast College' is about the college."""
    for i in range(first + 1, min(first + 6, last - 1)):
        if tokens.lower[i] in {"of", "for"}:
            if tokens.lower[i - 1] in TITLE_HEADS and tokens.words[i - 1] not in ORGANISATION_HEADS:
                return i + 2 if tokens.lower[i + 1] in ARTICLES and i + 2 < last else i + 1
            break
    return first


def _opens_person(tokens: Tokens, first: int, last: int) -> bool:
    """Whether what a voice takes for an organisation begins as people do: 'Mr Carter', 'T. Carter'."""
    word = tokens.words[first]
    if any(tokens.words[i] in ORGANISATION_HEADS or tokens.words[i] in COMPANY_ENDINGS for i in range(first, last)):
        return False
    if len(word) == 2 and word[0].isupper() and word[1] == ".":
        return "&" not in tokens.words[first:last]
    row = None if word in ALSO_NAMES else HONORIFICS.get(word)
    return (
        row is not None and row["kind"] in {"courtesy", "academic", "royal"} and word not in {"King", "Queen", "Miss"}
    )


def _with_surname(tokens: Tokens, first: int) -> int:
    """The end of a name of which a voice saw the given name alone: 'Ann' of 'Ann May said'."""
    last = first + 1
    if tokens.words[first] not in GIVEN_NAMES or last >= len(tokens) or tokens.tags[last] != "NNP":
        return last
    word = tokens.words[last]
    is_surname = word[0].isupper() and word[1:].islower() and len(word) > 2
    if not is_surname or word in HONORIFICS or opens_sentence(tokens, last) or tokens.lower[last] in TITLE_HEADS:
        return last
    return last if word in COUNTRIES or word in NATIONALITIES or word in ORGANISATION_HEADS else last + 1


def _over_hyphens(tokens: Tokens, first: int, last: int) -> int:
    """The end of a name that a hyphen carries on: 'Akufo' of 'Akufo-Addo', 'Moon Jae' of 'Moon Jae-in'."""
    words = tokens.words
    while last + 1 < len(tokens) and words[last] == "-" and tokens.ends[last - 1] == tokens.starts[last]:
        word = words[last + 1]
        if tokens.starts[last + 1] != tokens.ends[last]:
            break
        is_syllable = word.islower() and len(word) <= 4 and last - first > 1 and word not in _JOINED
        if not (is_syllable or (word[0].isupper() and not is_acronym(word) and word not in NATIONALITIES)):
            break
        last += 2
    return last


def _falls_off_left(tokens: Tokens, first: int, last: int, label: Label) -> bool:
    word = tokens.words[first]
    if word in MARKS or word in POSSESSIVES or word.isspace():
        return True
    if tokens.lower[first] in ARTICLES:
        return last - first == 1 or not belongs(tokens, first)
    if word in CALENDAR and last - first > 1 and tokens.lower[first + 1] in ARTICLES:
        return True  # 'Today The Courier' is how a model may mark a newspaper's name
    # 'ex-president Ann Carter', 'then Mr Carter'
    return label in {"person", "organisation"} and word.islower() and word not in PARTICLES


def belongs(tokens: Tokens, article: int) -> bool:
    """Whether an article is part of the name after it: a capital inside a sentence, as in 'told The Courier that'."""
    if tokens.words[article] != "The" or article == 0:
        return False
    before = tokens.words[article - 1]
    return before not in MARKS - {","} and not opens_sentence(tokens, article)


def opens_sentence(tokens: Tokens, token: int) -> bool:
    """Whether `token` is the first of its sentence."""
    return tokens.sentence_starts[tokens.sentence_of(token)] == token


def _falls_off_right(tokens: Tokens, first: int, last: int, label: Label) -> bool:
    word = tokens.words[last - 1]
    if word in MARKS or word in POSSESSIVES or word.isspace():
        return True
    if label == "person" and any(c.isdigit() for c in word):
        return True  # 'T. Carter 4-55' in lists of results
    if label == "organisation" and (word in _LINKS or _is_date(tokens, first, last)):
        return True
    if label != "person" or not word.islower():
        return False
    return not (last - first > 2 and tokens.words[last - 2] == "-" and len(word) <= 4)  # 'Moon Jae-in'


def _is_date(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a day that a date goes on behind closes a name: 'Coast News Saturday, May 3'."""
    following = tokens.words[last : last + 2]
    is_dated = following[:1] == [","] and following[1:] != [] and following[1] in CALENDAR
    return last - first > 1 and tokens.lower[last - 1].endswith("day") and is_dated


def after_title(tokens: Tokens, first: int, last: int) -> int:
    """Index of the first word of a person's name after the titles and honorifics before it."""
    words, lower = tokens.words, tokens.lower
    start = past_honorific(tokens, first, last)
    for i in range(start, last - 1):
        word = words[i]
        if words[i + 1] in SUFFIXES or word in MARKS:
            continue
        if (
            (word in NATIONALITIES and i == start)
            or (word in HONORIFICS and (word not in ALSO_NAMES or i == start))
            or (lower[i] in TITLE_HEADS and word not in GIVEN_NAMES and i - start < 4)
        ):
            start = i + 1
        elif word in GIVEN_NAMES or is_initial(word):
            break  # 'Stephen King Jones': past the given name nothing is a title
    while start < last - 1 and words[start] in MARKS:
        start += 1
    return start


def is_initial(word: str) -> bool:
    """'J.', 'J', 'J.K.'."""
    return len(word.replace(".", "")) <= 2 and word.isupper()


# A span that a voice calls one name, cut where it holds several.


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
