"""The noun that a number counts: 'cases' in '1,100 rejected asylum cases', 'page' in 'a 12-page report'."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from newsrows.lexicon import group, rows

if TYPE_CHECKING:
    from newsrows.extraction.parse.tokens import Tokens


NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
"""Penn Treebank tags of nouns."""
_PLURALS = frozenset({"NNS", "NNPS"})
_TAGS_BEFORE_NOUN = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "POS", "CD", "HYPH", "AFX"})
_ADVERBS = frozenset({"RB", "RBR", "RBS"})
_COMPOUND_DEPS = frozenset({"compound", "nmod", "amod", "poss", "nummod", "case", "punct", "npadvmod"})
_QUOTATION_MARKS = frozenset("\"“”‘’'")
_TAGS_OF_CLAUSE = frozenset(
    {"IN", "TO", "VBD", "VBZ", "VBP", "VB", "MD", "WDT", "WP", "WRB", "PRP", "EX", ".", ":", "-LRB-", "-RRB-"}
)
_HYPHENS = frozenset({"-", "‑"})
_DASHES = frozenset("-–—‑")
_NUMBER_WORDS = frozenset().union(*(group("number_words", name) for name in ("unit", "teen", "ten")))
_NOUN_REACH = 10  # tokens from a number to its noun
_MODIFIER_REACH = 4  # tokens from a noun to the noun that it modifies
_COMPOUND_REACH = 6  # tokens from the first noun of a compound to its last
_NAME_REACH = 4  # tokens from a name to the noun behind it
_AFTER_NUMBER_WITHOUT_NOUN = group("figure_words", "after a number without a noun")
_BEFORE_PERIOD_AS_DATE = group("figure_words", "before a period as a date")
_BETWEEN_OF_AND_NOUN = group("figure_words", "between of and a noun")
_PERIODS = group("figure_words", "period")
_ADJECTIVES_FOR_PEOPLE = group("figure_words", "adjective for people")
_PEOPLE = group("counted_nouns", "people")
_NOT_A_HEAD = group("counted_nouns", "not a head") | _PEOPLE


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """A noun that a number counts.

    Attributes:
        token: the noun's token.
        name: the noun in the singular, the unit of the figure.
        is_modifier: whether the noun modifies another one: 'page' in 'a 12-page report'.
        last: the last of several nouns in a row: 'children' in 'men, women and children'; -1 for one noun.
    """

    token: int
    name: str
    is_modifier: bool = False
    last: int = -1

    @property
    def end(self) -> int:
        """The last token of the noun or nouns."""
        return max(self.token, self.last)


def counted_noun(tokens: Tokens, number: int, after: int, value: float) -> CountedNoun | None:
    """The noun that a number counts, None if there is no such noun.

    Args:
        tokens: the parse of the article.
        number: first token of the number.
        after: the token behind the number and its magnitude.
        value: value of the number; '12 page report' counts pages, '1 page report' a report.
    """
    is_last = after >= len(tokens)
    if is_last or tokens.lower[after] in _AFTER_NUMBER_WITHOUT_NOUN or _begins_range(tokens, after):
        return None
    is_joined = tokens.starts[after] == tokens.ends[after - 1] and tokens.words[after] in _HYPHENS | {"–"}
    if is_joined and after + 1 < len(tokens) and tokens.starts[after + 1] == tokens.ends[after]:
        return _hyphenated(tokens, after + 1)
    head = _head_by_parse(tokens, number, after) or _head_by_tags(tokens, after)
    if head is None or _is_date(tokens, after, head):
        is_people = tokens.lower[after] in _ADJECTIVES_FOR_PEOPLE
        return CountedNoun(after, "person") if is_people else None  # 'left 12 dead and 30 injured'
    first = _first_noun(tokens, after, head)
    if first != head and value != 1 and _is_counted_modifier(tokens, first, head):
        return CountedNoun(first, unit_name(tokens, first), is_modifier=True)
    if value != 1 and _modifies_next_noun(tokens, head):
        return CountedNoun(head, unit_name(tokens, head), is_modifier=True)
    return _counted(tokens, head)


def _begins_range(tokens: Tokens, after: int) -> bool:
    """Whether a dash and another number follow at the token `after`: '2000 - 2500 calories'."""
    if tokens.lower[after].startswith("to-"):  # 'to-2500' is one token
        return True
    is_dash = tokens.words[after] in _DASHES and after + 1 < len(tokens)
    return is_dash and tokens.tags[after + 1] == "CD" and tokens.words[after + 1][0].isdecimal()


def _is_date(tokens: Tokens, after: int, head: int) -> bool:
    """Whether the noun and the words before it say when: 'from 12.6 billion last year' does not count years."""
    is_period = tokens.tags[head] in {"NN", "NNP"} and tokens.lower[head] in _PERIODS
    return is_period and tokens.lower[after] in _BEFORE_PERIOD_AS_DATE


def _modifies_next_noun(tokens: Tokens, noun: int) -> bool:
    """Whether a singular noun modifies a noun behind it: 'speed' in 'a 5 speed manual gearbox'."""
    head = tokens.heads[noun]
    is_inside = tokens.deps[noun] in {"nmod", "compound"} and noun < head <= noun + _MODIFIER_REACH
    return is_inside and tokens.tags[noun] == "NN" and tokens.tags[head] in NOUNS


def noun_behind_of(tokens: Tokens, after: int) -> CountedNoun | None:
    """The counted noun behind an 'of' at the token `after`: '35m of its devices', 'dozens of cars'."""
    if after + 1 >= len(tokens) or tokens.lower[after] != "of":
        return None
    begin = after + 1
    while begin < len(tokens) and (
        tokens.lower[begin] in _BETWEEN_OF_AND_NOUN or tokens.tags[begin] in {"DT", "PRP$", "CD"}
    ):
        begin += 1
    if begin >= len(tokens):
        return None
    head = _head_by_tags(tokens, begin)
    while head is not None and head + 1 < len(tokens) and tokens.tags[head + 1] == "POS":  # 'of the city's consulates'
        head = _head_by_tags(tokens, head + 2)
    return _counted(tokens, head) if head is not None else None


def noun_from(tokens: Tokens, begin: int) -> int | None:
    """The head of the noun phrase that begins at the token `begin`, None if no noun phrase begins there."""
    if begin < len(tokens) and tokens.words[begin] in _HYPHENS:
        begin += 1
    return _head_by_tags(tokens, begin) if begin < len(tokens) else None


def _counted(tokens: Tokens, head: int) -> CountedNoun:
    """The counted noun at the token `head`; a series of people has the unit person: '4,000 men, women and children'."""
    last = _last_of_people(tokens, head)
    if last > head:
        return CountedNoun(head, "person", last=last)
    return CountedNoun(head, unit_name(tokens, head))


def unit_name(tokens: Tokens, head: int) -> str:
    """The singular of a noun in lower case; names and acronyms keep their capitals."""
    if tokens.tags[head] in {"NNP", "NNPS"} and tokens.words[head][:1].isupper():
        first = head
        while first > 0 and tokens.tags[first - 1] in {"NNP", "NNPS"} and tokens.heads[first - 1] == head:
            first -= 1
        return " ".join([*tokens.words[first:head], singular(tokens.words[head])])
    return singular(tokens.words[head] if tokens.words[head][:-1].isupper() else tokens.lower[head])


def _last_of_people(tokens: Tokens, head: int) -> int:
    """The last noun of a series such as 'men, women and children', else `head`."""
    if tokens.lower[head] not in _PEOPLE:
        return head
    last = i = head
    while i + 1 < len(tokens) and (tokens.lower[i + 1] in _PEOPLE or tokens.lower[i + 1] in {",", "and", "or"}):
        i += 1
        last = i if tokens.lower[i] in _PEOPLE else last
    return last


def _hyphenated(tokens: Tokens, after: int) -> CountedNoun | None:
    """The noun that a hyphen joins to the number: 'page' in 'a 12-page report'."""
    if after < len(tokens) and tokens.lower[after] == "strong":  # 'a 3,000-strong audience'
        return CountedNoun(after, "person", is_modifier=True)
    if after < len(tokens) and tokens.tags[after] not in _TAGS_OF_CLAUSE and tokens.words[after].isalpha():
        return CountedNoun(after, singular(tokens.lower[after]), is_modifier=True)
    return None


def _head_by_parse(tokens: Tokens, number: int, after: int) -> int | None:
    """The noun that the parse attaches the number to, unless the words between contradict it."""
    if tokens.deps[number] != "nummod":
        return None
    head = tokens.heads[number]
    if not after <= head <= after + _NOUN_REACH or tokens.tags[head] not in NOUNS:
        return None
    if any(
        tokens.tags[i] in _TAGS_OF_CLAUSE or (tokens.words[i] in {",", ";"} and not _is_between_adjectives(tokens, i))
        for i in range(after, head)
    ):
        return None
    return _end_of_compound(tokens, head)


def _head_by_tags(tokens: Tokens, after: int) -> int | None:
    """The head of the noun phrase that the part-of-speech tags from the token `after` on describe."""
    end = min(len(tokens), after + _NOUN_REACH)
    i = after
    while i < end:
        tag = tokens.tags[i]
        chain_end = _end_of_hyphenated(tokens, i)
        if chain_end > i:  # 'state-of-the-art ships', 'decision-makers'
            is_noun = tokens.tags[chain_end] in _PLURALS or not _precedes_noun(tokens, chain_end)
            if tokens.tags[chain_end] in NOUNS and is_noun:
                return _end_of_compound(tokens, chain_end)
            i = chain_end + 1
            continue
        is_number = tokens.lower[i] in _NUMBER_WORDS  # 'ten' in 'seven of their last ten matches'
        if tag in NOUNS and tokens.words[i][0].isalpha() and not is_number:
            return _end_of_compound(tokens, i)
        if not (
            is_number or tag in _TAGS_BEFORE_NOUN or tokens.words[i] in _QUOTATION_MARKS or _joins_adjectives(tokens, i)
        ):
            return None
        i += 1
    return None


def _end_of_hyphenated(tokens: Tokens, i: int) -> int:
    """The last token of words joined by hyphens: 'art' in 'state-of-the-art'."""
    while i + 2 < len(tokens) and tokens.words[i + 1] in _HYPHENS and tokens.starts[i + 2] == tokens.ends[i] + 1:
        i += 2
    return i


def _precedes_noun(tokens: Tokens, i: int) -> bool:
    return i + 1 < len(tokens) and tokens.tags[i + 1] in NOUNS | {"JJ"}


def _joins_adjectives(tokens: Tokens, i: int) -> bool:
    """Whether a token is an adverb before an adjective ('very large') or joins two adjectives ('old, grey')."""
    following = tokens.tags[i + 1] if i + 1 < len(tokens) else ""
    if tokens.tags[i] in _ADVERBS:
        return following in {"JJ", "VBN", "VBG"}
    return _is_between_adjectives(tokens, i)


def _is_between_adjectives(tokens: Tokens, i: int) -> bool:
    if tokens.lower[i] not in {",", "and", "or"} or not 0 < i < len(tokens) - 1:
        return False
    return tokens.tags[i - 1] in {"JJ", "VBN"} and tokens.tags[i + 1] in {"JJ", "VBN", "NN"}


def _end_of_compound(tokens: Tokens, noun: int) -> int:
    """The last noun of a compound that contains `noun`: 'transplants' for 'heart' in 'heart transplants'."""
    last = noun
    for i in range(noun + 1, min(len(tokens), noun + _COMPOUND_REACH)):
        tag = tokens.tags[i]
        if tag in NOUNS and tokens.deps[i - 1] in _COMPOUND_DEPS:
            if tokens.lower[i] in _NOT_A_HEAD:
                break
            last = i
        elif tokens.lower[i] in {"and", "or"} and tokens.tags[last] == "NNP":  # 'dozens of Kia and Honda cars'
            return _noun_after_names(tokens, i + 1) or last
        elif tag in {"POS", "HYPH"} and i + 1 < len(tokens) and tokens.tags[i + 1] in NOUNS:
            continue
        else:
            break
    return last


def _noun_after_names(tokens: Tokens, begin: int) -> int | None:
    """The plural noun behind a name that begins at the token `begin`: 'cars' in 'Honda cars'."""
    for i in range(begin, min(len(tokens), begin + _NAME_REACH)):
        if tokens.tags[i] in _PLURALS:
            return i if i > begin else None
        if tokens.tags[i] not in {"NNP", "NN", "JJ"}:
            return None
    return None


def _first_noun(tokens: Tokens, after: int, head: int) -> int:
    return next((i for i in range(after, head + 1) if tokens.tags[i] in NOUNS), head)


def _is_counted_modifier(tokens: Tokens, first: int, head: int) -> bool:
    """Whether a modifier of a singular noun is counted: '11 member agreement', not '20 police officers'."""
    if tokens.tags[first] != "NN" or tokens.tags[head] in _PLURALS:
        return False
    return tokens.lower[head] not in _uninflected()


@cache
def _uninflected() -> frozenset[str]:
    return frozenset(row["plural"] for row in rows("plurals") if row["plural"] == row["singular"])


# Singulars. spaCy's lemmatizer takes as long as the parser, so it is not used: rules for a few endings and plurals.csv
# are enough for the nouns behind numbers.


@lru_cache(maxsize=8192)
def singular(noun: str) -> str:
    """The singular of an English noun, in the same case ('Cases' -> 'Case'); a singular is returned unchanged."""
    if noun.endswith("s") and noun[:-1].isupper() and len(noun) > 2:  # 'MPs', 'NGOs'
        return noun[:-1]
    lower = noun.lower()
    irregular = _irregular_singulars().get(lower)
    if irregular is not None:
        return irregular if noun == lower else irregular.capitalize()
    if lower.endswith("men") and len(lower) > 4:
        return noun[:-2] + "an"
    if len(lower) < 4 or not lower.endswith("s") or lower.endswith(("ss", "us", "is", "'s", "’s")):
        return noun
    if lower.endswith("ies"):
        return noun[:-3] + "y"
    return noun[: -_plural_ending_length(lower)]


def _plural_ending_length(lower: str) -> int:
    """How many letters a regular plural adds: 2 in 'boxes', 'losses', 'viruses'; 1 in 'cases', 'houses', 'prizes'."""
    if lower.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return 1 if lower.endswith(("hoes", "toes")) else 2
    if lower.endswith("uses") and lower[-5] not in "ao":
        return 2
    return 1


@cache
def _irregular_singulars() -> dict[str, str]:
    plurals = rows("plurals")
    return {row["singular"]: row["singular"] for row in plurals} | {row["plural"]: row["singular"] for row in plurals}
