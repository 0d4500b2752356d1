"""Names that word forms give away, whatever a model thinks of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from newsrows.extraction.names.gazetteers import (
    ALSO_NAMES,
    CALENDAR,
    HONORIFICS,
    MARKS,
    ORGANISATION_HEADS,
    OTHER_NAME_WORDS,
    PARTICLES,
    POSSESSIVES,
    POSTNOMINALS,
    SUFFIXES,
    TITLE_HEADS,
    is_acronym,
    known_organisations,
)
from newsrows.extraction.names.honorifics import Honorific, courtesy_at, honorific_at
from newsrows.extraction.names.spans import Found, opens_sentence
from newsrows.extraction.parse.tokens import Tokens
from newsrows.lexicon import column

# Words whose possessive stands inside names of organisations: 'Children's Society', 'Workers' Party'.
_OWNERS: Final = column("possessive_owners", "word")
# 'Northern Rivers Council on Monday'
_STOPS: Final = MARKS | CALENDAR | (frozenset(HONORIFICS) - ALSO_NAMES)
_CLOSING: Final = frozenset({")", '"', "”", "'", ";", ","})
_NO_ENDS: Final = PARTICLES | POSSESSIVES | POSTNOMINALS
_NAME_TAGS: Final = frozenset({"NNP", "NNPS", "JJ", "NN", "NNS", "CD", "VBG", "VBN", "FW"})


def person_after_honorific(tokens: Tokens) -> Iterator[Found]:
    """'Mr Carter', 'Sir Alan Brown', 'Mrs van der Berg': an honorific and capitals are a person."""
    words, size = tokens.words, len(tokens)
    for i in range(size):
        courtesy = courtesy_at(tokens, i)
        if courtesy is None:
            continue
        first = courtesy.last
        while (following := honorific_at(tokens, first)) is not None and _is_followed(words, following):
            first = following.last
        last = first
        while last < size and (words[last] in PARTICLES or _is_name_word(words[last])):
            last += 1
        while last > first and words[last - 1] in _NO_ENDS:
            last -= 1
        if last > first:
            yield Found(first, min(last, first + 4), "person")


def _is_followed(words: list[str], honorific: Honorific) -> bool:
    """Whether an honorific behind another is no name: 'Dr' in 'Prof Dr Brown', but not 'Barr' in 'Mr Barr said'."""
    is_name_next = honorific.last < len(words) and words[honorific.last][:1].isupper()
    return honorific.form not in ALSO_NAMES or is_name_next


def _is_name_word(word: str) -> bool:
    return word[0].isupper() and (word[-1].isalpha() or word in SUFFIXES or (len(word) == 2 and word[-1] == "."))


def organisation_by_words(tokens: Tokens) -> Iterator[Found]:
    """'Northern Rivers Council', 'Ministry of Food and Farming', 'Coast University Hospital'."""
    done = 0
    for i, word in enumerate(tokens.words):
        if i < done or word not in ORGANISATION_HEADS:
            continue
        first, last = _left_edge(tokens, i, done), _right_edge(tokens, i)
        following = tokens.words[last] if last < len(tokens) else ""
        # 'the Rivers University Games' are no university
        if last - first > 1 and following not in OTHER_NAME_WORDS and not _is_only_head(tokens, first, last):
            if (
                following[:1].isupper()
                and following.lower() in TITLE_HEADS
                and _is_known(tokens.words[first : last - 1])
            ):
                continue  # 'Home Office Press Secretary'
            if following == "Minister":
                continue  # 'Local Administration Minister'
            yield Found(first, last, "organisation")
            done = last


def _is_known(words: list[str]) -> bool:
    return bool(words) and tuple(words) in known_organisations().get(words[0], ())


def _left_edge(tokens: Tokens, head: int, floor: int) -> int:
    words, tags, lower = tokens.words, tokens.tags, tokens.lower
    first = head
    while first > floor:
        before = first - 1
        word = words[before]
        if (
            word[0].isupper()
            and tags[before] in _NAME_TAGS
            and lower[before] not in TITLE_HEADS
            and (word not in HONORIFICS or word in ALSO_NAMES)
        ):
            first = before
        elif (word in POSSESSIVES and before > floor and words[before - 1] in _OWNERS) or (
            word in {"&", "-"} and before > floor and words[before - 1][0].isupper()
        ):
            first = before - 1
        else:
            break
    # a capital that only opens the sentence: 'Local Council chiefs', 'Former Labour Party leader'
    while first < head and opens_sentence(tokens, first) and tags[first] not in {"NNP", "NNPS", "JJ"}:
        first += 1
    return first


def _right_edge(tokens: Tokens, head: int) -> int:
    words = tokens.words
    size = len(words)
    last = head + 1
    while last < size and words[last] in ORGANISATION_HEADS:
        last += 1
    if last + 1 < size and words[last] in {"of", "for", "on", "against"}:
        begin = last + 1
        if words[begin] == "the":
            begin += 1
        end = _capitals(words, begin)
        if words[last:begin] == ["of", "the"] and end - begin > 1 and words[end - 1] in ORGANISATION_HEADS:
            return last  # 'Savings Unit of the Northern Bank' is two
        # 'Coast University of the UK': an abbreviated country only says where
        if end > begin and not (is_acronym(words[begin]) and end == begin + 1 and words[last] != "for"):
            last = end
            # 'Ministry of Food, Farming and Fisheries'
            while last + 1 < size and words[last] in {"and", "&", ","} and _goes_on(words, last):
                last = _capitals(words, last + 1)
    return last


def _goes_on(words: list[str], joint: int) -> bool:
    """Whether what follows 'and' or a comma is one more part of the name before it."""
    end = _capitals(words, joint + 1)
    if end == joint + 1 or is_acronym(words[joint + 1]):
        return False
    if words[joint] == ",":
        return (
            end < len(words)
            and words[end] in {"and", "&", ","}
            and end - joint <= 3
            and (words[end] != "," or _goes_on(words, end))
        )
    return words[end - 1] not in ORGANISATION_HEADS and end - joint <= 4


def _capitals(words: list[str], begin: int) -> int:
    end = begin
    while end < len(words) and words[end][0].isupper() and words[end] not in _STOPS:
        end += 1
    return end


def _is_only_head(tokens: Tokens, first: int, last: int) -> bool:
    """'City Council' is a name, 'Today' or a title-case headline is none."""
    return all(tokens.words[i] in {"Service", "Services", "Today", "Daily", "Weekly"} for i in range(first, last))


def organisation_by_list(tokens: Tokens) -> Iterator[Found]:
    """Well-known organisations that no word gives away: 'the Home Office', 'Labour', 'the BBC'."""
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
            if len(name) > 1 or is_acronym(word) or _stands_alone(tokens, i):
                yield Found(i, last, "organisation")
                done = last
            break


def _stands_alone(tokens: Tokens, i: int) -> bool:
    """Whether a word that means other things too is a name here: 'said Labour', not 'Forest Rangers'."""
    if tokens.tags[i] not in {"NNP", "NNPS"}:
        return False
    if opens_sentence(tokens, i) and tokens.lower[i] in tokens.lower[:i]:
        return False  # an ordinary word that a capital opens the sentence with
    if i and tokens.lower[i - 1] in {"on", "via", "using"}:
        return False  # 'on Twitter'
    if i > 1 and tokens.lower[i - 1] in {"of", "for"} and tokens.lower[i - 2] in {"minister", "ministry", "department"}:
        return False  # 'Minister of Labour'
    before = tokens.words[i - 1] if i else ""
    after = tokens.words[i + 1] if i + 1 < len(tokens) else ""
    return not (before[:1].isupper() and before != "The") and not after[:1].isupper()


def in_brackets(tokens: Tokens, names: list[Found]) -> Iterator[Found]:
    """Acronyms that a name introduces: 'Northern Rivers Trust (NRT)'."""
    words = tokens.words
    for name in names:
        at = name.last
        if name.label == "organisation" and at + 2 < len(words) and words[at] == "(":
            inside = at + 1
            if words[inside] in {'"', "“", "'", "the"}:
                inside += 1
            # a text may be cut off right behind it
            if is_acronym(words[inside]) and not {*words[inside + 1 : inside + 2]}.isdisjoint(_CLOSING):
                yield Found(inside, inside + 1, "organisation")


# Bodies named after those in them: 'Friends of the River', 'Teachers without Frontiers', 'Mums Against Noise'.

_OF: Final = column("fellowship_words", "word", use="of")
_FOR_A_CAUSE: Final = column("fellowship_words", "word", use="cause")
_WITHOUT: Final = frozenset({"without", "sans"})
_CAUSES: Final = frozenset({"for", "against"}) | _WITHOUT
_LONGEST: Final = 4
# With a capital, these stand in headlines: 'Friends of Carter Wait In Riverton'.
_SMALL: Final = frozenset({"after", "as", "at", "by", "for", "from", "in", "of", "on", "over", "to", "with"})


def fellowships(tokens: Tokens, given: Iterable[Found]) -> Iterator[Found]:
    """Names of the shape 'Friends of the River'; `given` are the names that a voice speaks of."""
    begins: dict[int, Found] | None = None
    for i, word in enumerate(tokens.words):
        if word not in _OF and word not in _FOR_A_CAUSE:
            continue
        found = _fellowship(tokens, i)
        if found is None:
            continue
        if begins is None:
            begins = {name.first: name for name in given}
        if not (opens_sentence(tokens, i) and _may_be_plain_words(tokens, found, begins)):
            yield found


def _fellowship(tokens: Tokens, first: int) -> Found | None:
    words, size = tokens.words, len(tokens)
    if first + 2 >= size or _goes_back(tokens, first):
        return None
    joint = tokens.lower[first + 1]
    if not ((words[first] in _OF and joint == "of") or (words[first] in _FOR_A_CAUSE and joint in _CAUSES)):
        return None
    begin = last = _cause(tokens, first)
    while last < size and words[last][0].isupper() and last - begin < _LONGEST:
        last += 1
    is_headline = (last < size and words[last][0].isupper()) or not _SMALL.isdisjoint(tokens.lower[begin:last])
    is_of_somebody = last > begin and (words[begin] in HONORIFICS or tokens.lower[last - 1] in TITLE_HEADS)
    if last == begin or is_headline or is_of_somebody or not CALENDAR.isdisjoint(words[begin:last]):
        return None
    return Found(first, last, "organisation")


def _goes_back(tokens: Tokens, first: int) -> bool:
    """Whether a capital before the members makes them part of a longer name: 'The Silent Sons of Riverton', a film."""
    return first > 0 and tokens.words[first - 1][:1].isupper() and not opens_sentence(tokens, first)


def _cause(tokens: Tokens, first: int) -> int:
    """First token of what the members have in common, an article left out."""
    return first + 3 if tokens.lower[first + 2] == "the" and first + 3 < len(tokens) else first + 2


def _may_be_plain_words(tokens: Tokens, found: Found, begins: dict[int, Found]) -> bool:
    """Whether a capital only opens the sentence: 'Friends of Ann Carter said', 'Workers for Coast Bank'."""
    joint = tokens.lower[found.first + 1]
    if joint in _WITHOUT:
        return False
    begin = _cause(tokens, found.first)
    name = begins.get(begin)
    word = tokens.words[begin]
    is_of_body = is_acronym(word) or tokens.words[found.last - 1] in ORGANISATION_HEADS
    if joint == "of" and begin == found.first + 3:
        return is_of_body or (name is not None and name.label in {"person", "place"})
    return is_of_body or name is not None
