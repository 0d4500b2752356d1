"""Names that words and well-known names show, without the NER model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from newsrows.extraction.names.gazetteers import (
    CALENDAR,
    HONORIFICS,
    HONORIFICS_IN_NAMES,
    NAME_SUFFIXES,
    ORGANISATION_HEADS,
    OTHER_NAME_WORDS,
    PARTICLES,
    POSSESSIVES,
    POSTNOMINALS,
    PUNCTUATION,
    TITLE_HEADS,
    is_acronym,
    is_known_organisation,
    known_organisations,
)
from newsrows.extraction.names.honorifics import Honorific, honorific_at, person_honorific_at
from newsrows.extraction.names.spans import NameSpan, opens_sentence
from newsrows.extraction.parse.tokens import Tokens
from newsrows.lexicon import column, group

# Words whose possessive occurs in names of organisations: 'Children's Society', 'Workers' Party'.
_POSSESSIVE_OWNERS: Final = column("possessive_owners", "word")
# Capitalised words that end a name before them: 'Northern Rivers Council on Monday'.
_NAME_STOPS: Final = PUNCTUATION | CALENDAR | (frozenset(HONORIFICS) - HONORIFICS_IN_NAMES)
_CLOSING_MARKS: Final = frozenset({")", '"', "”", "'", ";", ","})
_NEVER_LAST: Final = PARTICLES | POSSESSIVES | POSTNOMINALS
_NAME_TAGS: Final = frozenset({"NNP", "NNPS", "JJ", "NN", "NNS", "CD", "VBG", "VBN", "FW"})
_GENERIC: Final = group("name_words", "generic organisation")
_MEDIA: Final = group("name_words", "medium")
_MINISTRIES: Final = group("name_words", "ministry")
_LONGEST_PERSON: Final = 4  # tokens
# Shorter words in brackets are too often the beginnings of other words by chance.
_SHORTEST_SYLLABIC: Final = 4


def people_after_honorifics(tokens: Tokens) -> Iterator[NameSpan]:
    """People whose name follows an honorific: 'Mr Carter', 'Sir Alan Brown', 'Mrs van der Berg'."""
    words, size = tokens.words, len(tokens)
    for i in range(size):
        honorific = person_honorific_at(tokens, i)
        if honorific is None:
            continue
        first = honorific.last
        while (following := honorific_at(tokens, first)) is not None and _is_second_honorific(words, following):
            first = following.last
        last = first
        while last < size and (words[last] in PARTICLES or _is_name_word(words[last])):
            last += 1
        while last > first and words[last - 1] in _NEVER_LAST:
            last -= 1
        if last > first:
            yield NameSpan(first, min(last, first + _LONGEST_PERSON), "person")


def _is_second_honorific(words: list[str], honorific: Honorific) -> bool:
    """Whether the honorific after another is not a name: 'Dr' in 'Prof Dr Brown', unlike 'Barr' in 'Mr Barr said'."""
    is_before_name = honorific.last < len(words) and words[honorific.last][:1].isupper()
    return honorific.form not in HONORIFICS_IN_NAMES or is_before_name


def _is_name_word(word: str) -> bool:
    return word[0].isupper() and (word[-1].isalpha() or word in NAME_SUFFIXES or (len(word) == 2 and word[-1] == "."))


def organisations_by_head(tokens: Tokens) -> Iterator[NameSpan]:
    """Organisations that a word of their name shows: 'Northern Rivers Council', 'Ministry of Food and Farming'."""
    done = 0
    for i, word in enumerate(tokens.words):
        if i < done or word not in ORGANISATION_HEADS:
            continue
        first, last = _left_edge(tokens, i, done), _right_edge(tokens, i)
        following = tokens.words[last] if last < len(tokens) else ""
        # 'the Rivers University Games' are not a university
        if last - first > 1 and following not in OTHER_NAME_WORDS and not _is_generic(tokens, first, last):
            if (
                following[:1].isupper()
                and following.lower() in TITLE_HEADS
                and is_known_organisation(tuple(tokens.words[first : last - 1]))
            ):
                continue  # 'Home Office Press Secretary'
            if following == "Minister":
                continue  # 'Local Administration Minister'
            yield NameSpan(first, last, "organisation")
            done = last


def _left_edge(tokens: Tokens, head: int, floor: int) -> int:
    """The first token of the name whose head is token `head`, not before `floor`."""
    words, tags, lower = tokens.words, tokens.tags, tokens.lower
    first = head
    while first > floor:
        before = first - 1
        word = words[before]
        if (
            word[0].isupper()
            and tags[before] in _NAME_TAGS
            and lower[before] not in TITLE_HEADS
            and (word not in HONORIFICS or word in HONORIFICS_IN_NAMES)
        ):
            first = before
        elif (word in POSSESSIVES and before > floor and words[before - 1] in _POSSESSIVE_OWNERS) or (
            word in {"&", "-"} and before > floor and words[before - 1][0].isupper()
        ):
            first = before - 1
        else:
            break
    # a capital at the beginning of a sentence: 'Local Council chiefs', 'Former Labour Party leader'
    while first < head and opens_sentence(tokens, first) and tags[first] not in {"NNP", "NNPS", "JJ"}:
        first += 1
    return first


def _right_edge(tokens: Tokens, head: int) -> int:
    """The token after the name whose head is token `head`."""
    words = tokens.words
    size = len(words)
    last = head + 1
    while last < size and words[last] in ORGANISATION_HEADS:
        last += 1
    if last + 1 < size and words[last] in {"of", "for", "on", "against"}:
        begin = last + 1
        if words[begin] == "the":
            begin += 1
        end = _capitals_end(words, begin)
        if words[last:begin] == ["of", "the"] and end - begin > 1 and words[end - 1] in ORGANISATION_HEADS:
            return last  # 'Savings Unit of the Northern Bank' is two names
        # 'Coast University of the UK': an abbreviated country is not part of the name
        if end > begin and not (is_acronym(words[begin]) and end == begin + 1 and words[last] != "for"):
            last = end
            # 'Ministry of Food, Farming and Fisheries'
            while last + 1 < size and words[last] in {"and", "&", ","} and _continues_list(words, last):
                last = _capitals_end(words, last + 1)
    return last


def _continues_list(words: list[str], joint: int) -> bool:
    """Whether the words after 'and' or a comma at `joint` are one more part of the name before it."""
    end = _capitals_end(words, joint + 1)
    if end == joint + 1 or is_acronym(words[joint + 1]):
        return False
    if words[joint] == ",":
        return (
            end < len(words)
            and words[end] in {"and", "&", ","}
            and end - joint <= 3
            and (words[end] != "," or _continues_list(words, end))
        )
    return words[end - 1] not in ORGANISATION_HEADS and end - joint <= 4


def _capitals_end(words: list[str], begin: int) -> int:
    """The token after the run of capitalised words that begins with token `begin`."""
    end = begin
    while end < len(words) and words[end][0].isupper() and words[end] not in _NAME_STOPS:
        end += 1
    return end


def _is_generic(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the words say only what kind of organisation it is; 'City Council' is a name, 'Today' is not."""
    return all(tokens.words[i] in _GENERIC for i in range(first, last))


def organisations_by_list(tokens: Tokens) -> Iterator[NameSpan]:
    """Well-known organisations that no word of their name shows: 'the Home Office', 'Labour', 'the BBC'."""
    known = known_organisations()
    words = tokens.words
    done = 0
    for i, word in enumerate(words):
        if i < done or word not in known:
            continue
        for name in known[word]:
            last = i + len(name)
            if tuple(words[i:last]) != name:
                continue
            if len(name) > 1 or is_acronym(word) or _is_whole_name(tokens, i):
                yield NameSpan(i, last, "organisation")
                done = last
            break


def _is_whole_name(tokens: Tokens, i: int) -> bool:
    """Whether a word with other meanings is a name here: 'said Labour', unlike 'Forest Rangers'."""
    if tokens.tags[i] not in {"NNP", "NNPS"}:
        return False
    if opens_sentence(tokens, i) and tokens.lower[i] in tokens.lower[:i]:
        return False  # an ordinary word with the capital of its sentence
    if i and tokens.lower[i - 1] in _MEDIA:
        return False  # 'on Twitter'
    if i > 1 and tokens.lower[i - 1] in {"of", "for"} and tokens.lower[i - 2] in _MINISTRIES:
        return False  # 'Minister of Labour'
    before = tokens.words[i - 1] if i else ""
    after = tokens.words[i + 1] if i + 1 < len(tokens) else ""
    return not (before[:1].isupper() and before != "The") and not after[:1].isupper()


def _is_syllabic(short: str, name: Sequence[str]) -> bool:
    """Whether a word is made of the beginnings of a name's words: 'Corida' of 'Council of Riverton Dairies'.

    Each word but a function word gives one to three letters, a word in capitals all of its letters.
    """
    if not short[:1].isupper() or not short.isalpha() or len(short) < _SHORTEST_SYLLABIC:
        return False
    at = {0}
    for word in (word for word in name if word.isalpha()):
        letters = word.lower()
        lengths = range(2) if word.islower() else [len(word)] if word.isupper() else range(1, 4)
        at = {i + n for i in at for n in lengths if short.lower().startswith(letters[:n], i)}
    return len(short) in at


def acronyms_in_brackets(tokens: Tokens, names: list[NameSpan]) -> Iterator[NameSpan]:
    """Acronyms that the name of an organisation introduces: 'Northern Rivers Trust (NRT)'."""
    words = tokens.words
    for name in names:
        bracket = name.last
        if name.label == "organisation" and bracket + 2 < len(words) and words[bracket] == "(":
            acronym = bracket + 1
            if words[acronym] in {'"', "“", "'", "the"}:
                acronym += 1
            # the text may end directly after the acronym
            is_short_form = is_acronym(words[acronym]) or _is_syllabic(words[acronym], words[name.first : name.last])
            if is_short_form and not {*words[acronym + 1 : acronym + 2]}.isdisjoint(_CLOSING_MARKS):
                yield NameSpan(acronym, acronym + 1, "organisation")
