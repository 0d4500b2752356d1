"""The noun that a number counts: 'cases' in '1,100 rejected asylum cases', 'page' in 'a 12-page report'."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from newsrows.extraction.statistics.lexicon import words
from newsrows.lexicon import rows

if TYPE_CHECKING:
    from newsrows.extraction.parse.tokens import Tokens


NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PLURAL = frozenset({"NNS", "NNPS"})
_BEFORE_NOUN = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "POS", "CD", "HYPH", "AFX"})
_ADVERBS = frozenset({"RB", "RBR", "RBS"})
_MARKS = frozenset("\"“”‘’'")
_CLAUSE = frozenset(
    {"IN", "TO", "VBD", "VBZ", "VBP", "VB", "MD", "WDT", "WP", "WRB", "PRP", "EX", ".", ":", "-LRB-", "-RRB-"}
)
_OF = frozenset({"the", "these", "those", "its", "their", "his", "her", "our", "my", "your", "all", "such", "other"})
_HYPHENS = frozenset({"-", "‑"})
_NEXT = 4  # tokens from a noun to one that it modifies
_REACH = 10  # tokens from a number to its noun


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted noun: the token it is, and its name in the singular. `is_modifier`: it stands in 'a 12-page report'."""

    token: int
    name: str
    is_modifier: bool = False
    last: int = -1  # the last of several nouns in a row: 'children' in 'men, women and children'

    @property
    def end(self) -> int:
        """The last token of what is counted."""
        return max(self.token, self.last)


def counted_noun(tokens: Tokens, number: int, after: int, value: float) -> Counted | None:
    """What the number counts.

    Args:
        tokens: the article.
        number: first token of the number.
        after: the token behind the number (and behind its magnitude).
        value: of the number: '12 page report' counts pages, '1 page' a page.
    """
    if after >= len(tokens) or tokens.lower[after] in {"or", "and", "to", ","}:
        return None
    is_joined = tokens.starts[after] == tokens.ends[after - 1] and tokens.words[after] in _HYPHENS | {"–"}
    if is_joined and after + 1 < len(tokens) and tokens.starts[after + 1] == tokens.ends[after]:
        return _hyphenated(tokens, after + 1)
    head = _by_parse(tokens, number, after) or _by_tags(tokens, after)
    if head is None or _says_when(tokens, after, head):
        is_people = tokens.lower[after] in words("figure_words", "people described")
        return Counted(after, "person") if is_people else None  # 'left 12 dead and 30 injured'
    first = _first_noun(tokens, after, head)
    if first != head and value != 1 and _is_unit_like(tokens, first, head):
        return Counted(first, unit_name(tokens, first), is_modifier=True)
    if value != 1 and _modifies(tokens, head):
        return Counted(head, unit_name(tokens, head), is_modifier=True)
    return _whole(tokens, head)


def _says_when(tokens: Tokens, after: int, head: int) -> bool:
    """'from 12.6 billion last year' counts no years."""
    is_one = tokens.tags[head] in {"NN", "NNP"} and tokens.lower[head] in words("figure_words", "period")
    return is_one and tokens.lower[after] in {"last", "next", "this", "that", "each", "every"}


def _modifies(tokens: Tokens, noun: int) -> bool:
    """'speed' in 'a 5 speed manual gearbox': a singular noun that hangs on a noun behind it."""
    head = tokens.heads[noun]
    is_inside = tokens.deps[noun] in {"nmod", "compound"} and noun < head <= noun + _NEXT
    return is_inside and tokens.tags[noun] == "NN" and tokens.tags[head] in NOUNS


def noun_behind_of(tokens: Tokens, after: int) -> Counted | None:
    """The noun of '35m of its devices', 'dozens of cars', '14 of the 20 players': what stands behind 'of'."""
    if after + 1 >= len(tokens) or tokens.lower[after] != "of":
        return None
    begin = after + 1
    while begin < len(tokens) and (tokens.lower[begin] in _OF or tokens.tags[begin] in {"DT", "PRP$", "CD"}):
        begin += 1
    if begin >= len(tokens):
        return None
    head = _by_tags(tokens, begin)
    while head is not None and head + 1 < len(tokens) and tokens.tags[head + 1] == "POS":  # 'of the city's consulates'
        head = _by_tags(tokens, head + 2)
    return _whole(tokens, head) if head is not None else None


def noun_from(tokens: Tokens, begin: int) -> int | None:
    """The head of the noun phrase that begins at a token, None if none does."""
    if begin < len(tokens) and tokens.words[begin] in _HYPHENS:
        begin += 1
    return _by_tags(tokens, begin) if begin < len(tokens) else None


def _whole(tokens: Tokens, head: int) -> Counted:
    """The counted noun; people named in a row are persons: '4,000 men, women and children'."""
    last = _last_of_people(tokens, head)
    if last > head:
        return Counted(head, "person", last=last)
    return Counted(head, unit_name(tokens, head))


def unit_name(tokens: Tokens, head: int) -> str:
    """The singular of a noun in lower case; names and acronyms keep their capitals."""
    if tokens.tags[head] in {"NNP", "NNPS"} and tokens.words[head][:1].isupper():
        first = head
        while first > 0 and tokens.tags[first - 1] in {"NNP", "NNPS"} and tokens.heads[first - 1] == head:
            first -= 1
        return " ".join([*tokens.words[first:head], singular(tokens.words[head])])
    return singular(tokens.words[head] if tokens.words[head][:-1].isupper() else tokens.lower[head])


def _last_of_people(tokens: Tokens, head: int) -> int:
    people = words("counted_nouns", "people")
    if tokens.lower[head] not in people:
        return head
    last = i = head
    while i + 1 < len(tokens) and (tokens.lower[i + 1] in people or tokens.lower[i + 1] in {",", "and", "or"}):
        i += 1
        last = i if tokens.lower[i] in people else last
    return last


def _hyphenated(tokens: Tokens, after: int) -> Counted | None:
    if after < len(tokens) and tokens.lower[after] == "strong":  # 'a 3,000-strong audience'
        return Counted(after, "person", is_modifier=True)
    if after < len(tokens) and tokens.tags[after] not in _CLAUSE and tokens.words[after].isalpha():
        return Counted(after, singular(tokens.lower[after]), is_modifier=True)
    return None


def _by_parse(tokens: Tokens, number: int, after: int) -> int | None:
    if tokens.deps[number] != "nummod":
        return None
    head = tokens.heads[number]
    if not after <= head <= after + _REACH or tokens.tags[head] not in NOUNS:
        return None
    if any(
        tokens.tags[i] in _CLAUSE or (tokens.words[i] in {",", ";"} and not _in_adjectives(tokens, i))
        for i in range(after, head)
    ):
        return None
    return _end_of_compound(tokens, head)


def _by_tags(tokens: Tokens, after: int) -> int | None:
    end = min(len(tokens), after + _REACH)
    i = after
    while i < end:
        tag = tokens.tags[i]
        chained = _end_of_chain(tokens, i)
        if chained > i:  # 'state-of-the-art ships', 'decision-makers'
            is_noun = tokens.tags[chained] in _PLURAL or not _precedes_noun(tokens, chained)
            if tokens.tags[chained] in NOUNS and is_noun:
                return _end_of_compound(tokens, chained)
            i = chained + 1
            continue
        if tag in NOUNS and tokens.words[i][0].isalpha():
            return _end_of_compound(tokens, i)
        if not (tag in _BEFORE_NOUN or tokens.words[i] in _MARKS or _leads_on(tokens, i)):
            return None
        i += 1
    return None


def _end_of_chain(tokens: Tokens, i: int) -> int:
    """The last token of words joined by hyphens: 'art' in 'state-of-the-art'."""
    while i + 2 < len(tokens) and tokens.words[i + 1] in _HYPHENS and tokens.starts[i + 2] == tokens.ends[i] + 1:
        i += 2
    return i


def _precedes_noun(tokens: Tokens, i: int) -> bool:
    return i + 1 < len(tokens) and tokens.tags[i + 1] in NOUNS | {"JJ"}


def _leads_on(tokens: Tokens, i: int) -> bool:
    """An adverb before an adjective ('very large'), or what joins two adjectives ('old, grey and tired')."""
    following = tokens.tags[i + 1] if i + 1 < len(tokens) else ""
    if tokens.tags[i] in _ADVERBS:
        return following in {"JJ", "VBN", "VBG"}
    return _in_adjectives(tokens, i)


def _in_adjectives(tokens: Tokens, i: int) -> bool:
    if tokens.lower[i] not in {",", "and", "or"} or not 0 < i < len(tokens) - 1:
        return False
    return tokens.tags[i - 1] in {"JJ", "VBN"} and tokens.tags[i + 1] in {"JJ", "VBN", "NN"}


def _end_of_compound(tokens: Tokens, noun: int) -> int:
    """The last noun of a compound that begins with, or goes on over, `noun`: 'heart' -> 'transplants'."""
    last = noun
    for i in range(noun + 1, min(len(tokens), noun + 6)):
        tag = tokens.tags[i]
        if tag in NOUNS and tokens.deps[i - 1] in {
            "compound",
            "nmod",
            "amod",
            "poss",
            "nummod",
            "case",
            "punct",
            "npadvmod",
        }:
            if tokens.lower[i] in words("counted_nouns", "not a head") | words("counted_nouns", "people"):
                break
            last = i
        elif tokens.lower[i] in {"and", "or"} and tokens.tags[last] == "NNP":  # 'dozens of Kia and Honda cars'
            return _behind_names(tokens, i + 1) or last
        elif tag in {"POS", "CD", "HYPH"} and i + 1 < len(tokens) and tokens.tags[i + 1] in NOUNS and tag != "CD":
            continue
        else:
            break
    return last


def _behind_names(tokens: Tokens, begin: int) -> int | None:
    """The plural noun behind a name: 'cars' in 'Honda cars'."""
    for i in range(begin, min(len(tokens), begin + 4)):
        if tokens.tags[i] in {"NNS", "NNPS"}:
            return i if i > begin else None
        if tokens.tags[i] not in {"NNP", "NN", "JJ"}:
            return None
    return None


def _first_noun(tokens: Tokens, after: int, head: int) -> int:
    return next((i for i in range(after, head + 1) if tokens.tags[i] in NOUNS), head)


def _is_unit_like(tokens: Tokens, first: int, head: int) -> bool:
    """A singular noun before a singular head is what is counted: '11 member agreement', but '20 police officers'."""
    if tokens.tags[first] != "NN" or tokens.tags[head] in _PLURAL:
        return False
    return tokens.lower[head] not in _uninflected()


@cache
def _uninflected() -> frozenset[str]:
    return frozenset(row["plural"] for row in rows("plurals") if row["plural"] == row["singular"])


# The singular of an English noun: regular endings by rule, the rest from a list.
#
# The pipeline runs without spaCy's lemmatizer (it costs as much as the parse), and only nouns behind numbers are asked
# for, so a few endings and `plurals.csv` do its work.


@lru_cache(maxsize=8192)
def singular(noun: str) -> str:
    """The singular of `noun` in the case it is written in ('cases' -> 'case'); a singular stays what it is."""
    if noun.endswith("s") and noun[:-1].isupper() and len(noun) > 2:  # 'MPs', 'NGOs'
        return noun[:-1]
    lower = noun.lower()
    known = _irregular().get(lower)
    if known is not None:
        return known if noun == lower else known.capitalize()
    if lower.endswith("men") and len(lower) > 4:
        return noun[:-2] + "an"
    if len(lower) < 4 or not lower.endswith("s") or lower.endswith(("ss", "us", "is", "'s", "’s")):
        return noun
    if lower.endswith("ies"):
        return noun[:-3] + "y"
    return noun[: -_ending(lower)]


def _ending(lower: str) -> int:
    """How many letters the plural adds: 2 in 'boxes', 'losses', 'viruses', 1 in 'cases', 'houses', 'prizes'."""
    if lower.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return 1 if lower.endswith(("hoes", "toes")) else 2
    if lower.endswith("uses") and lower[-5] not in "ao":
        return 2
    return 1


@cache
def _irregular() -> dict[str, str]:
    listed = rows("plurals")
    return {row["singular"]: row["singular"] for row in listed} | {row["plural"]: row["singular"] for row in listed}
