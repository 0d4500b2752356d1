"""Names that words and well-known names show, without the NER model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from newsrows.extraction.names.gazetteers import (
    CALENDAR,
    COUNTRIES,
    GIVEN_NAMES,
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
from newsrows.extraction.names.honorifics import MOST_HONORIFICS, Honorific, honorific_at, person_honorific_at
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
_SMALL_HEADS: Final = group("name_words", "small head")
_SMALL_HEAD_STARTS: Final = frozenset(head.split(" ", 1)[0] for head in _SMALL_HEADS)
_SMALL_WORDS: Final = frozenset({"the", "a", "an", "and", "in", "at"})
# One small word is enough after these: 'Conservative party'.
_PARTIES: Final = frozenset(word.title() for word in column("party_words", "word"))
_ROYAL: Final = column("honorifics", "form", kind="royal") | {"Lord", "Lady", "Bishop", "Archbishop", "Cardinal"}
_INSTITUTIONS: Final = column("name_neighbours", "word", use="house")
_QUOTES: Final = {'"': '"', "“": "”", "'": "'", "‘": "’", "``": "''"}
_LONGEST_NICKNAME: Final = 4  # tokens
_PARTY_NOUNS: Final = group("name_words", "after a party")
_FIELDS: Final = group("name_words", "field before a country")
_LAST_FIELD_WORDS: Final = frozenset(field.rsplit(" ", 1)[-1] for field in _FIELDS)
_LONGEST_PERSON: Final = 4  # tokens
# Other figures between commas after a name are scores and years, not ages.
_YOUNGEST, _OLDEST = 5, 110
# A longer row of name words is not read further: the names in a list of a thousand would cost a million steps.
_LONGEST_RUN: Final = 24
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
        for _ in range(MOST_HONORIFICS):
            following = honorific_at(tokens, first)
            if following is None or not _is_second_honorific(words, following):
                break
            first = following.last
        last = first
        while last < min(size, first + _LONGEST_RUN) and (words[last] in PARTICLES or _is_name_word(words[last])):
            last += 1
        while last > first and words[last - 1] in _NEVER_LAST:
            last -= 1
        if last > first:
            yield NameSpan(first, min(last, first + _LONGEST_PERSON), "person")


def people_with_nicknames(tokens: Tokens, names: Iterable[NameSpan]) -> Iterator[NameSpan]:
    """People with a nickname inside their name: 'Ann "The Rock" Carter'; `names` are those that the model marked."""
    words = tokens.words
    starts = {name.first: name for name in names if name.label == "person"}
    person_at = {i: name for name in starts.values() for i in range(name.first, name.last)}
    for i in range(1, len(words) - 2):
        if words[i] not in _QUOTES or not _is_name_word(words[i - 1]) or tokens.tags[i - 1] not in {"NNP", "NNPS"}:
            continue
        nickname = range(i + 1, min(i + 2 + _LONGEST_NICKNAME, len(words) - 1))
        closing = next((k for k in nickname if words[k] == _QUOTES[words[i]] and k > i + 1), None)
        if (
            closing is None
            or not _is_name_word(words[closing + 1])
            or tokens.starts[closing + 1] == tokens.ends[closing]
        ):
            continue
        if not all(words[k][:1].isupper() for k in (i + 1, closing - 1)) or words[closing - 1] in PUNCTUATION:
            continue
        given, surname = person_at.get(i - 1), starts.get(closing + 1)
        if given is not None or words[i - 1] in GIVEN_NAMES:
            first = i - 1 if given is None else given.first
            yield NameSpan(first, closing + 2 if surname is None else surname.last, "person")


def people_with_ages(tokens: Tokens, names: Iterable[NameSpan]) -> Iterator[NameSpan]:
    """People whom the model misses and whose age stands after their name: 'Ann Carter, 44, said'."""
    words = tokens.words
    marked = {i for name in names for i in range(name.first, name.last)}
    for i in range(2, len(words) - 3):
        if words[i] != "," or not (words[i + 1].isdecimal() and words[i + 2] == ","):
            continue
        if not _YOUNGEST <= int(words[i + 1][:4]) <= _OLDEST or not words[i + 3][:1].islower():
            continue
        first = i
        while first > 0 and i - first < _LONGEST_PERSON and tokens.tags[first - 1] in {"NNP", "NNPS"}:
            if not _is_name_word(words[first - 1]) or words[first - 1] in CALENDAR:
                break
            first -= 1
        is_listed = first > 1 and words[first - 1] == "," and words[first - 2].isdecimal()  # 'Hawks, 81, Cats, 74,'
        if (
            i - first > 1
            and not is_listed
            and marked.isdisjoint(range(first, i))
            and words[i - 1] not in ORGANISATION_HEADS
        ):
            yield NameSpan(first, i, "person")


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
            and (lower[before] not in TITLE_HEADS or _is_namesake(tokens, before, first, head))
            and (word not in HONORIFICS or word in HONORIFICS_IN_NAMES or _is_namesake(tokens, before, first, head))
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


def _is_namesake(tokens: Tokens, before: int, first: int, head: int) -> bool:
    """Whether a title is part of an institution's name: 'Queen' in 'Queen Ann Hospital'."""
    return tokens.words[before] in _ROYAL and tokens.words[first] in GIVEN_NAMES and tokens.words[head] in _INSTITUTIONS


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


def organisations_by_small_head(tokens: Tokens) -> Iterator[NameSpan]:
    """Organisations whose last words are written small: 'Riverton high court', 'Coast and Rivers health board'."""
    words, lower = tokens.words, tokens.lower
    for i, word in enumerate(words):
        if word not in _SMALL_HEAD_STARTS or i == 0 or not words[i - 1][:1].isupper():
            continue
        last = next((i + n for n in (3, 2, 1) if " ".join(lower[i : i + n]) in _SMALL_HEADS), None)
        if last is None or (
            last < len(words) and tokens.tags[last] in {"NN", "NNS", "HYPH"} and lower[last] not in TITLE_HEADS
        ):
            continue
        first = i
        while first > 0 and _is_part_of_place(tokens, first - 1, i):
            first -= 1
        while first < i and (not words[first][:1].isupper() or lower[first] in _SMALL_WORDS):
            first += 1
        is_one_word = last - i == 1
        if first < i and not (is_one_word and words[i - 1] not in _PARTIES):
            yield NameSpan(first, last, "organisation")


def _is_part_of_place(tokens: Tokens, i: int, head: int) -> bool:
    """Whether token `i` can be a part of the name before the head: a capitalised word, or 'and' between two."""
    word = tokens.words[i]
    if word == "and":
        return i + 1 < head and tokens.words[i - 1][:1].isupper()
    return (
        word[:1].isupper() and word[-1].isalpha() and tokens.tags[i] in {"NNP", "NNPS", "JJ"} and word not in CALENDAR
    )


def organisations_by_field(tokens: Tokens) -> Iterator[NameSpan]:
    """Bodies named after their field and their country: 'Statistics Norway', 'Public Health Wales'."""
    words = tokens.words
    for last in range(2, len(words) + 1):
        if words[last - 1] not in COUNTRIES or words[last - 2] not in _LAST_FIELD_WORDS:
            continue
        first = next((last - 1 - n for n in (2, 1) if " ".join(words[last - 1 - n : last - 1]) in _FIELDS), None)
        is_longer = (
            first is not None and first > 0 and words[first - 1][:1].isupper() and not opens_sentence(tokens, first - 1)
        )
        if first is not None and not is_longer and not (last < len(words) and words[last][:1].isupper()):
            yield NameSpan(first, last, "organisation")


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


def acronyms_with_suffix(tokens: Tokens, names: Iterable[NameSpan]) -> Iterator[NameSpan]:
    """Acronyms with a second part: 'CDP-K' is a wing of the CDP; `names` are those that the model marked."""
    words, tight = tokens.words, tokens.ends
    organisations = {i for name in names if name.label == "organisation" for i in range(name.first, name.last)}
    for i in range(len(words) - 2):
        if words[i + 1] != "-" or not (is_acronym(words[i]) and words[i + 2].isalpha() and words[i + 2].isupper()):
            continue
        is_tight = tight[i] == tokens.starts[i + 1] and tight[i + 1] == tokens.starts[i + 2]
        after = tokens.lower[i + 3] if i + 3 < len(words) else ""
        if is_tight and (i in organisations or i + 2 in organisations or after in TITLE_HEADS or after in _PARTY_NOUNS):
            yield NameSpan(i, i + 3, "organisation")


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
