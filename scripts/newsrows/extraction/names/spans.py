"""Names inside the spans that the NER model marks.

The model marks 'Immigration Minister Tony Brown's', 'the Home Office' or 'Bill and Ann Carter'. A name has no article,
title or possessive, and it is one name: such spans are split into single names, and each is trimmed at both ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import Final, Literal, NamedTuple

from newsrows.extraction.names.gazetteers import (
    ARTICLES,
    CALENDAR,
    COMPANY_ENDINGS,
    COUNTRIES,
    GIVEN_NAMES,
    HONORIFICS,
    HONORIFICS_IN_NAMES,
    NAME_SUFFIXES,
    NATIONALITIES,
    ORGANISATION_HEADS,
    PARTICLES,
    POSSESSIVES,
    POSTNOMINALS,
    PUNCTUATION,
    SINGULAR_TITLES,
    TITLE_HEADS,
    is_acronym,
    is_known_organisation,
)
from newsrows.extraction.names.honorifics import skip_honorific
from newsrows.extraction.parse.entity_span import EntitySpan, Label
from newsrows.extraction.parse.tokens import Tokens
from newsrows.lexicon import group
from newsrows.records.entity_kinds import BY_TYPE

NameLabel = Literal["person", "organisation", "place", "other"]
"""'other': a named thing of another kind, such as a ship or a law."""

ENTITY_LABELS: Final = frozenset(BY_TYPE)
"""Labels of the names that become mentions: kinds of entity with a table of their own."""


class NameSpan(NamedTuple):
    """A name as tokens `first` (inclusive) to `last` (exclusive)."""

    first: int
    last: int
    label: NameLabel


# A hyphen and one of these after a name are not part of it: 'the Carter-era law'.
_HYPHEN_SUFFIXES: Final = group("name_words", "hyphen suffix")
_MEMBERS_OF_PLACES: Final = group("name_words", "member of a place")
_MONTHS: Final = group("name_words", "month")
_INSTITUTION_NOUNS: Final = group("name_words", "institution noun")
_NEVER_LAST: Final = group("name_words", "ends no organisation")
_OPENS_OTHER_NAMES: Final = group("name_words", "opens other names")
# Ranks that are not also surnames. 'Earl', 'Dean' and 'Pope' may be surnames.
_ONLY_RANKS: Final = (
    frozenset(form for form, row in HONORIFICS.items() if row["kind"] == "rank")
    - HONORIFICS_IN_NAMES
    - GIVEN_NAMES.keys()
)


def name_spans(tokens: Tokens, entities: Iterable[EntitySpan], paragraph_starts: Set[int]) -> Iterator[NameSpan]:
    """The names in the spans that the model marked, in order; a span without a name is left out.

    `paragraph_starts` are offsets in code points. No name continues over one.
    """
    for start, end, label, _ in entities:
        marked = tokens.within(start, end)
        if not marked:
            continue
        for first, last in split_span(tokens, marked.start, marked.stop, label, paragraph_starts):
            name = _trim(tokens, first, last, label)
            if name is not None:
                yield name


def opens_sentence(tokens: Tokens, token: int) -> bool:
    """Whether `token` is the first token of its sentence."""
    return tokens.sentence_starts[tokens.sentence_of(token)] == token


# Splitting

# In 'AC/DC' the slash is part of the name.
_LONGEST_LETTERS: Final = 2

# What a company's name can end with: 'Company', 'Ltd'.
_COMPANY_NOUNS: Final = COMPANY_ENDINGS | {"Company", "Corporation"}


def split_span(
    tokens: Tokens, first: int, last: int, label: Label, paragraph_starts: Set[int]
) -> Iterator[tuple[int, int]]:
    """The parts of a span that are names of their own, as half-open token ranges: 'Ann and Bill Carter' are two."""
    begin = first
    for i in range(first, last):
        if tokens.starts[i] in paragraph_starts and begin < i:
            yield begin, i
            begin = i
        if begin == i and _begins_with_acronym(tokens, begin, last, label):
            yield begin, i + 1
            begin = i + 1
        elif _separates_names(tokens, first, i, last, label):
            if begin < i:
                yield begin, i
            begin = i + 1
    if begin < last:
        yield begin, last


def _begins_with_acronym(tokens: Tokens, first: int, last: int, label: Label) -> bool:
    """Whether a person's span begins with the acronym of an organisation: 'the leader of NRT Alan Brown'."""
    word = tokens.words[first]
    is_long_acronym = len(word) > 2 and word.isupper() and word.isalpha() and last - first > 2
    return label == "person" and is_long_acronym and not any(tokens.words[i].isupper() for i in range(first + 1, last))


def _separates_names(tokens: Tokens, first: int, i: int, last: int, label: Label) -> bool:
    """Whether token `i` of the span stands between two names and is part of neither."""
    word = tokens.words[i]
    if word in {"|", "•", ";", "(", ")", "["} or (word == "/" and _joins_long_words(tokens, i)):
        return True
    if label == "person":
        return word in {"and", "&", "or", "with", ",", "/"}
    if word == "of" and tokens.lower[i + 1 : i + 2] == ["the"] and _is_unit_of_organisation(tokens, first, i, last):
        return True
    if word == ",":
        # 'Carter Motors, Inc.' and 'Ministry of Food, Farming and Fisheries' continue after the comma
        following = tokens.words[min(i + 1, last - 1)]
        return following not in COMPANY_ENDINGS and not {"and", "&"} & set(tokens.words[i:last])
    if word == "and":
        return _joins_organisations(tokens, first, i, last)
    # "the BBC's Newsroom": the owner's name is a name of its own
    owner = tokens.words[i - 1] if i > first else ""
    return word in {"'s", "’s"} and (is_acronym(owner) or owner in ORGANISATION_HEADS or owner in COUNTRIES)


def _joins_long_words(tokens: Tokens, slash: int) -> bool:
    """'Brackwell/Lumora' are two names, 'AC/DC' is one."""
    around = (tokens.words[slash - 1], tokens.words[slash + 1]) if 0 < slash < len(tokens) - 1 else ("", "")
    return min(map(len, around)) > _LONGEST_LETTERS


def _joins_organisations(tokens: Tokens, first: int, conjunction: int, last: int) -> bool:
    """'Defence Ministry and Coast Guard' are two organisations, 'Riverton College and Hospital' is one.

    A second part without a name of its own continues the first: 'Riverton Mining and Construction Company'.
    """
    words = tokens.words
    second = words[conjunction + 1 : last]
    if second[-1:] and second[-1] in _COMPANY_NOUNS and set(second[:-1]) <= ORGANISATION_HEADS:
        return False
    if is_known_organisation(tuple(words[first:conjunction])) and is_known_organisation(
        tuple(words[conjunction + 1 : last])
    ):
        return True  # 'Amnesty International and Human Rights Watch'
    if conjunction == first or not {words[conjunction - 1], words[last - 1]} <= ORGANISATION_HEADS:
        return False
    return last - conjunction > 2 and "of" not in words[first:conjunction]


def _is_unit_of_organisation(tokens: Tokens, first: int, of: int, last: int) -> bool:
    """Whether 'of the' joins the names of a unit and its organisation: 'Savings Unit of the Northern Bank'."""
    organisation = tokens.words[of + 2 : last]
    return of - first > 1 and len(organisation) > 1 and organisation[-1] in ORGANISATION_HEADS


# Trimming


def _trim(tokens: Tokens, first: int, last: int, label: Label) -> NameSpan | None:
    """The name without the words around it; None if nothing is left."""
    words, lower = tokens.words, tokens.lower
    while first < last and _trims_left(tokens, first, last, label):
        first += 1
    while first < last and _trims_right(tokens, first, last, label):
        last -= 1
    if label == "organisation":
        first = _skip_office(tokens, first, last)
        if last - first > 1 and _begins_like_person(tokens, first, last):
            label = "person"
            while last - first > 1 and _trims_right(tokens, first, last, label):
                last -= 1
    if label == "person":
        first, last = _trim_person(tokens, first, last)
    while first < last and (words[last - 1] in PUNCTUATION or words[last - 1].isspace()):
        last -= 1
    if first >= last or all(lower[i] in ARTICLES for i in range(first, last)):
        return None
    return NameSpan(first, last, label)


def _trims_left(tokens: Tokens, first: int, last: int, label: Label) -> bool:
    """Whether the first token of the span is not part of the name."""
    word = tokens.words[first]
    if word in PUNCTUATION or word in POSSESSIVES or word.isspace():
        return True
    if tokens.lower[first] in ARTICLES:
        return last - first == 1 or not _is_article_of_name(tokens, first)
    if word in CALENDAR and last - first > 1 and tokens.lower[first + 1] in ARTICLES:
        return True  # the model may mark 'Today The Courier'
    if word in _MONTHS and last - first > 1 and first > 0 and tokens.lower[first - 1] in {"a", "an", "the"}:
        # 'a March Lumora poll', 'a May Lumora/Brackwell poll', but not 'the April Carter case'
        is_before_slash = last < len(tokens) and tokens.words[last] == "/"
        return tokens.lower[first + 1] != "of" and (label == "organisation" or is_before_slash)
    # 'ex-president Ann Carter', 'then Mr Carter'
    return label in {"person", "organisation"} and word.islower() and word not in PARTICLES


def _is_article_of_name(tokens: Tokens, article: int) -> bool:
    """Whether an article is part of the name after it, with a capital inside a sentence: 'told The Courier that'."""
    if tokens.words[article] != "The" or article == 0:
        return False
    before = tokens.words[article - 1]
    return before not in PUNCTUATION - {","} and not opens_sentence(tokens, article)


def _trims_right(tokens: Tokens, first: int, last: int, label: Label) -> bool:
    """Whether the last token of the span is not part of the name."""
    word = tokens.words[last - 1]
    if word in PUNCTUATION or word in POSSESSIVES or word.isspace():
        return True
    if label == "person" and any(c.isdigit() for c in word):
        return True  # 'T. Carter 4-55' in lists of results
    if label == "organisation" and (word in _NEVER_LAST or _ends_with_date(tokens, first, last)):
        return True
    if label == "organisation" and word.islower() and _follows_name(tokens, first, last):
        return True
    if label != "person" or not word.islower():
        return False
    return not (last - first > 2 and tokens.words[last - 2] == "-" and len(word) <= 4)  # 'Moon Jae-in'


def _follows_name(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the last word only says what the name before it is: 'side' in 'Riverton Rovers side'.

    'board' in 'Riverton health board' and 'islamiya' in 'al-Jamaa al-islamiya' are part of the name.
    """
    word, before = tokens.lower[last - 1], tokens.words[last - 2] if last - first > 1 else ""
    if last - first < 2 or not before[:1].isalpha() or word in _INSTITUTION_NOUNS or word in PARTICLES:
        return False
    return tokens.tags[last - 1] in {"NN", "NNS", "JJ", "VBD", "VBZ", "VBG", "IN"}


def _ends_with_date(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the last token is the day of a date that continues after the span: 'Coast News Saturday, May 3'."""
    following = tokens.words[last : last + 2]
    is_before_date = following[:1] == [","] and following[1:] != [] and following[1] in CALENDAR
    return last - first > 1 and tokens.lower[last - 1].endswith("day") and is_before_date


def _skip_office(tokens: Tokens, first: int, last: int) -> int:
    """The first token after an office: 'Rector of Coast College' names the college."""
    for i in range(first + 1, min(first + 6, last - 1)):
        if tokens.lower[i] in {"of", "for"}:
            if tokens.lower[i - 1] in TITLE_HEADS and tokens.words[i - 1] not in ORGANISATION_HEADS:
                return i + 2 if tokens.lower[i + 1] in ARTICLES and i + 2 < last else i + 1
            break
    return first


def _begins_like_person(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a span marked as an organisation begins like a person's name: 'Mr Carter', 'T. Carter'."""
    word = tokens.words[first]
    if any(tokens.words[i] in ORGANISATION_HEADS or tokens.words[i] in COMPANY_ENDINGS for i in range(first, last)):
        return False
    if len(word) == 2 and word[0].isupper() and word[1] == ".":
        return "&" not in tokens.words[first:last]
    row = None if word in HONORIFICS_IN_NAMES else HONORIFICS.get(word)
    return row is not None and row["kind"] in {"courtesy", "academic", "royal"} and word not in _OPENS_OTHER_NAMES


def _trim_person(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    last = _extend_over_hyphens(tokens, first, last)
    if last - first == 1:
        last = _extend_to_surname(tokens, first)
    first = _skip_titles(tokens, first, last)
    first = _skip_constituency(tokens, first, last)
    while last - first > 1 and tokens.words[last - 1] in POSTNOMINALS:
        last -= 1
    if last - first == 1 and tokens.words[first] in _ONLY_RANKS:
        return last, last  # 'Lt Gen (retd) Carter': a rank without its name
    return first, last


def _extend_over_hyphens(tokens: Tokens, first: int, last: int) -> int:
    """The end of a name with what hyphens join to it: 'Akufo' to 'Akufo-Addo', 'Moon Jae' to 'Moon Jae-in'."""
    words = tokens.words
    while last + 1 < len(tokens) and words[last] == "-" and tokens.ends[last - 1] == tokens.starts[last]:
        word = words[last + 1]
        if tokens.starts[last + 1] != tokens.ends[last]:
            break
        is_syllable = word.islower() and len(word) <= 4 and last - first > 1 and word not in _HYPHEN_SUFFIXES
        if not (is_syllable or (word[0].isupper() and not is_acronym(word) and word not in NATIONALITIES)):
            break
        last += 2
    return last


def _extend_to_surname(tokens: Tokens, first: int) -> int:
    """The end of a name of which the model marked only the given name: 'Ann' of 'Ann May said'."""
    last = first + 1
    if tokens.words[first] not in GIVEN_NAMES or last >= len(tokens) or tokens.tags[last] != "NNP":
        return last
    word = tokens.words[last]
    is_surname = word[0].isupper() and word[1:].islower() and len(word) > 2
    if not is_surname or word in HONORIFICS or opens_sentence(tokens, last) or tokens.lower[last] in TITLE_HEADS:
        return last
    return last if word in COUNTRIES or word in NATIONALITIES or word in ORGANISATION_HEADS else last + 1


def _skip_titles(tokens: Tokens, first: int, last: int) -> int:
    """The first token of a person's name after titles and honorifics."""
    words, lower = tokens.words, tokens.lower
    start = skip_honorific(tokens, first, last)
    for i in range(start, last - 1):
        word = words[i]
        if words[i + 1] in NAME_SUFFIXES or word in PUNCTUATION:
            continue
        if (
            (word in NATIONALITIES and i == start)
            or _is_short_title(tokens, i)
            or (word in HONORIFICS and (word not in HONORIFICS_IN_NAMES or i == start))
            or ((lower[i] in TITLE_HEADS or lower[i] in SINGULAR_TITLES) and word not in GIVEN_NAMES and i - start < 4)
        ):
            start = i + 1
        elif word in GIVEN_NAMES or _is_initial(word):
            break  # 'Stephen King Jones': no title follows a given name
    while start < last - 1 and words[start] in PUNCTUATION:
        start += 1
    return start


def _is_short_title(tokens: Tokens, token: int) -> bool:
    """Whether an acronym is a title that the article explains: 'Riverton DA Ann Carter', 'District Attorney (DA)'."""
    word = tokens.words[token]
    is_acronym_of_letters = len(word) > 1 and word.isalpha() and word.isupper()
    return is_acronym_of_letters and not TITLE_HEADS.isdisjoint(tokens.before_brackets.get(word, ()))


def _is_initial(word: str) -> bool:
    """'J.', 'J', 'J.K.'."""
    return len(word.replace(".", "")) <= 2 and word.isupper()


def _is_place_of_office(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a name begins with the place of an office: 'Governor of Riverton Ann Carter'."""
    is_after_title = first > 1 and tokens.lower[first - 1] == "of" and tokens.lower[first - 2] in TITLE_HEADS
    return is_after_title and last - first > 2 and tokens.words[first + 1] in GIVEN_NAMES


def _skip_constituency(tokens: Tokens, first: int, last: int) -> int:
    """The first token after a constituency that the model marked with the name: 'Member for Riverton Ann Carter'."""
    is_after_member = (
        first > 1 and tokens.lower[first - 1] in {"for", "of"} and tokens.lower[first - 2] in _MEMBERS_OF_PLACES
    )
    if not is_after_member:
        return first + 1 if _is_place_of_office(tokens, first, last) else first
    if tokens.words[first] in GIVEN_NAMES:
        return first
    return next((i for i in range(first + 1, last - 1) if tokens.words[i] in GIVEN_NAMES), first)
