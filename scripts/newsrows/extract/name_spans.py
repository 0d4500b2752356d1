"""From a span that some voice calls a name to the name itself.

A voice (the pipeline's named entities, or another model) marks 'Immigration Minister Tony Brown's', 'the Home
Office' or 'Bill and Ann Carter'; a name has no article, title, possessive or neighbour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal, NamedTuple

from newsrows.extract.name_words import (
    ARTICLES,
    CALENDAR,
    COMPANY_ENDINGS,
    FIGURES,
    GIVEN_NAMES,
    HONORIFICS,
    MARKS,
    NATIONALITIES,
    NO_ORGANISATIONS,
    PARTICLES,
    POSSESSIVES,
    POSTNOMINALS,
    SUFFIXES,
    TITLE_HEADS,
    is_acronym,
)
from newsrows.extract.tokens import Tokens

Label = Literal["person", "organisation", "place", "group", "other"]


class RawName(NamedTuple):
    """What a voice says: half-open in code points of the text, and what it takes it for."""

    start: int
    end: int
    label: Label


class Found(NamedTuple):
    """A name as tokens: from `first` up to, not including, `last`."""

    first: int
    last: int
    label: Label


_LABELS: Final[dict[str, Label]] = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "PRODUCT": "other",
    "EVENT": "other",
    "WORK_OF_ART": "other",
    "LAW": "other",
    "LANGUAGE": "group",
    "MISC": "other",
}


def named_by_pipeline(tokens: Tokens) -> Iterator[RawName]:
    """The named entities that came with the parse."""
    for first, last, label in tokens.entities:
        if label in _LABELS:
            yield RawName(tokens.starts[first], tokens.ends[last - 1], _LABELS[label])


def clean(tokens: Tokens, raw: Iterable[RawName]) -> Iterator[Found]:
    """The names inside raw spans, in order; spans that hold none are left out."""
    for start, end, label in raw:
        within = tokens.within(start, end)
        if not within:
            continue
        for first, last in _pieces(tokens, within.start, within.stop, label):
            found = _trim(tokens, first, last, label)
            if found is not None and is_plausible(tokens, found):
                yield found


def _pieces(tokens: Tokens, first: int, last: int, label: Label) -> Iterator[tuple[int, int]]:
    """Parts of a span that are names of their own: 'Ann and Bill Carter' are two, lines end names."""
    words = tokens.words
    begin = first
    for i in range(first, last):
        word = words[i]
        joins = label == "person" and (word in {"and", "&", "or", "/", ";", "with"} or word == ",")
        # 'Carter Motors, Inc.' goes on over its comma
        stops = word == "," and label == "organisation" and words[min(i + 1, last - 1)] not in COMPANY_ENDINGS
        if "\n" in word or joins or (stops and not _is_list(tokens, i, last)) or word in {"|", "•"}:
            if begin < i:
                yield begin, i
            begin = i + 1
    if begin < last:
        yield begin, last


def _is_list(tokens: Tokens, comma: int, last: int) -> bool:
    """Whether a comma in an organisation joins parts of its name: 'Ministry of Food, Farming and Fisheries'."""
    return "and" in tokens.words[comma:last] or "&" in tokens.words[comma:last]


def _trim(tokens: Tokens, first: int, last: int, label: Label) -> Found | None:
    words, lower = tokens.words, tokens.lower
    while first < last and _falls_off_left(tokens, first, last, label):
        first += 1
    while first < last and _falls_off_right(words[last - 1], label):
        last -= 1
    if label == "person":
        first = after_title(tokens, first, last)
        while last - first > 1 and words[last - 1] in POSTNOMINALS:
            last -= 1
    while first < last and (words[last - 1] in MARKS or words[last - 1].isspace()):
        last -= 1
    if first >= last or all(lower[i] in ARTICLES for i in range(first, last)):
        return None
    return Found(first, last, label)


def _falls_off_left(tokens: Tokens, first: int, last: int, label: Label) -> bool:
    word = tokens.words[first]
    if word in MARKS or word in POSSESSIVES or word.isspace():
        return True
    if tokens.lower[first] in ARTICLES:
        return last - first == 1 or not belongs(tokens, first)
    if word in CALENDAR and last - first > 1:
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


def _falls_off_right(word: str, label: Label) -> bool:
    if word in MARKS or word in POSSESSIVES or word.isspace():
        return True
    return label == "person" and word.islower()


def after_title(tokens: Tokens, first: int, last: int) -> int:
    """Index of the first word of a person's name after the titles and honorifics before it."""
    words, lower = tokens.words, tokens.lower
    start = first
    for i in range(first, last - 1):
        word = words[i]
        if words[i + 1] in SUFFIXES or word in MARKS:
            continue
        if word in HONORIFICS or (lower[i] in TITLE_HEADS and word not in GIVEN_NAMES and i - start < 4):
            start = i + 1
        elif word in GIVEN_NAMES or is_initial(word):
            break  # 'Stephen King Jones': past the given name nothing is a title
    while start < last - 1 and words[start] in MARKS:
        start += 1
    return start


def is_initial(word: str) -> bool:
    """'J.', 'J', 'J.K.'."""
    return len(word.replace(".", "")) <= 2 and word.isupper()


def is_plausible(tokens: Tokens, found: Found) -> bool:
    """Whether what is left can be a name at all."""
    words = tokens.words[found.first : found.last]
    if not any(word[:1].isupper() for word in words):
        # 'al-Qaeda', 'wikiHow', 'easyJet' begin small
        return any(any(c.isupper() for c in word) for word in words)
    text = " ".join(words)
    if found.label == "person":
        return _is_person(tokens, found, words, text)
    if found.label == "organisation":
        return not _is_no_organisation(words, text)
    return True


def _is_person(tokens: Tokens, found: Found, words: list[str], text: str) -> bool:
    if text in FIGURES or text in NATIONALITIES or text in NO_ORGANISATIONS or words[0] in CALENDAR:
        return False
    if any(any(c.isdigit() for c in word) for word in words):
        return False
    if len(words) == 1:
        word = words[0]
        if len(word) < 2 or (is_acronym(word) and not word[1:].islower() and len(word) < 5 and "." not in word):
            return False
        if tokens.lower[found.first] in TITLE_HEADS and word not in GIVEN_NAMES:
            return False
    following = tokens.lower[found.last] if found.last < len(tokens) else ""
    # 'the Carter family', 'Parkinson's disease': neither is a person
    return following not in {"family", "families", "brothers", "sisters", "dynasty", "clan", "disease", "syndrome"}


def _is_no_organisation(words: list[str], text: str) -> bool:
    if text in NO_ORGANISATIONS or text in NATIONALITIES or (words[0] in CALENDAR and len(words) == 1):
        return True
    if len(words) == 1 and len(text) == 1:
        return True
    return not any(c.isalpha() for c in text) or text.isdigit()
