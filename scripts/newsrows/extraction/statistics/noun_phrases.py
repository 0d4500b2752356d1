"""The words of a noun phrase: its head with modifiers, without articles and figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsrows.extraction.statistics.counted_nouns import NOUNS
from newsrows.extraction.statistics.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from newsrows.extraction.parse.tokens import Tokens

_BEFORE = frozenset(
    {"amod", "compound", "nmod", "poss", "npadvmod", "advmod", "case", "punct", "quantmod", "det", "nummod"}
)
_DROPPED_FIRST = frozenset({"DT", "PRP$", "WDT", "PDT", "WP$", "RB", "RBR", "RBS", "IN", "CC", "TO", ",", "POS", "EX"})
_DROPPED_LAST = frozenset({"IN", "TO", "CC", "DT", "PRP$", ",", "CD", "RB", "VBD", "VBZ", "WDT", "WP", "POS"})
_NAMES = frozenset({"NNP", "NNPS"})
_WHO = frozenset({"WP", "WDT"})
_QUOTES = frozenset('"“”‘’«»')
_QUOTE_TAGS = frozenset({"``", "''"})
_SIZES = frozenset({"high", "long", "tall", "wide", "deep", "thick"})
_LONGEST = 16  # tokens of a phrase on either side of its head


@dataclass(frozen=True, slots=True)
class RejectionLog:
    """Tokens that are no part of a phrase: those of its `own` figure, and of all `figures` that stand before it."""

    own: AbstractSet[int]
    figures: AbstractSet[int]

    def holds(self, token: int, head: int) -> bool:
        """Whether a token is left out of the phrase around `head`; 'schools in 238 cities' keeps its number."""
        return token in self.own or (token < head and token in self.figures)


def phrase(
    tokens: Tokens, head: int, left_out: RejectionLog, begin: int | None = None, last: int = -1, *, whole: bool = True
) -> str | None:
    """The noun phrase around `head` without its figure, as it stands.

    Articles, possessive pronouns, adverbs of degree and quotation marks are left out: 'people who have no right to
    remain', 'rejected asylum cases', 'so-called legacy cases'. It begins at the token `begin` where that is known, and
    ends at the token `last` or later; with `whole` false it ends at its head.
    """
    figures = left_out.figures
    if begin is None or begin > head:
        begin = _with_names_before(tokens, _left_edge(tokens, head), head, figures)
    skipped: set[int] = set()
    right = _right_edge(tokens, head, left_out, skipped) if whole else head + 1
    end = _with_number_behind(tokens, max(last + 1, right), figures)
    kept = [i for i in range(begin, end) if i == head or not (left_out.holds(i, head) or tokens.words[i].isspace())]
    kept = [i for i in kept if i not in skipped]
    kept = _without_open_bracket(tokens, kept, head)
    while kept and kept[0] != head and (_is_dropped_first(tokens, kept[0]) or _is_size(tokens, kept[0], left_out)):
        kept.pop(0)
    while kept and kept[-1] != head and _is_dropped_last(tokens, kept[-1], head):
        kept.pop()
    return spelt(tokens, kept) if kept and _is_word(tokens, head) else None


def _is_size(tokens: Tokens, i: int, left_out: RejectionLog) -> bool:
    """'high' in 'a 15 metre high tower' belongs to the figure."""
    return i - 1 in left_out.own and tokens.lower[i] in _SIZES


def _without_open_bracket(tokens: Tokens, kept: list[int], head: int) -> list[int]:
    """The tokens up to a bracket behind the head that is not closed: 'members of the union (NUM'."""
    marks = [i for i in kept if tokens.words[i] in {"(", ")"} and i > head]
    is_open = bool(marks) and tokens.words[marks[-1]] == "("
    return [i for i in kept if i < marks[-1]] if is_open else kept


def _is_word(tokens: Tokens, i: int) -> bool:
    return any(c.isalnum() for c in tokens.words[i])


def _is_dropped_first(tokens: Tokens, i: int) -> bool:
    if not _is_word(tokens, i):
        return True
    if tokens.lower[i] in words("figure_words", "some"):
        return True
    is_joined = tokens.words[i + 1] in {"-", "‑"} and tokens.starts[i + 1] == tokens.ends[i]  # 'so-called'
    return tokens.tags[i] in _DROPPED_FIRST and not is_joined


def _is_dropped_last(tokens: Tokens, i: int, head: int) -> bool:
    if tokens.deps[i] == "relcl" and tokens.heads[i] == head:  # 'the fee that the club charges'
        return False
    if tokens.deps[i] == "acl" and tokens.lower[i] == "aged":  # 'women aged 25 to 54', without its figures
        return True
    if tokens.tags[i] == "CD" and tokens.tags[i - 1] in _NAMES:  # 'the FTSE 100'
        return False
    return tokens.tags[i] in _DROPPED_LAST or not _is_word(tokens, i)


def _with_names_before(tokens: Tokens, begin: int, head: int, left_out: AbstractSet[int]) -> int:
    """The names right before a name belong to it, whatever the parse says: 'Galaxy' to 'Galaxy Tab'."""
    if tokens.tags[head] not in _NAMES:
        return begin
    floor = tokens.sentence_starts[tokens.sentence_of(head)]
    while begin > floor and tokens.tags[begin - 1] in _NAMES and begin - 1 not in left_out:
        begin -= 1
    return begin


def _with_number_behind(tokens: Tokens, end: int, left_out: AbstractSet[int]) -> int:
    """A number right behind a name belongs to it: 'S&P 500'."""
    is_numbered = end < len(tokens) and tokens.tags[end] == "CD" and tokens.tags[end - 1] in _NAMES
    return end + 1 if is_numbered and end not in left_out else end


def _left_edge(tokens: Tokens, head: int) -> int:
    begin = head
    for child in sorted((c for c in tokens.children[head] if c < head), reverse=True):
        if tokens.deps[child] not in _BEFORE:
            break
        begin = min(begin, tokens.edges[child][0])
    return max(begin, head - _LONGEST)


def _right_edge(tokens: Tokens, head: int, left_out: RejectionLog, skipped: set[int]) -> int:
    end, comma = head + 1, False
    for child in (c for c in tokens.children[head] if c > head):
        dep, right = tokens.deps[child], tokens.edges[child][1]
        if dep in {"punct", "case"} and tokens.words[child] in {",", "-", "'s", "’s", "'", "’"} | _QUOTES:
            comma = comma or tokens.words[child] == ","
            continue
        if right - head > _LONGEST and dep == "prep":
            right = _short_edge(tokens, child)
        if not _goes_on(tokens, child, comma=comma) or right - head > _LONGEST:
            break
        if _is_about_figure(tokens, child, left_out.figures):
            break
        if dep == "prep" and any(i in left_out.own for i in range(child, right)):
            skipped.update(range(child, right))  # 'an increase of 40 jobs or 2 per cent for men'
            continue
        end = max(end, right)
    return _before_aside(tokens, head, end)


def _before_aside(tokens: Tokens, head: int, end: int) -> int:
    """The end of a phrase without an apposition behind a comma: 'the bones of Dippy, a giant of its time'."""
    for i in range(head + 1, end):
        begin = tokens.edges[i][0]
        if tokens.deps[i] == "appos" and begin > head + 1 and tokens.words[begin - 1] == ",":
            return begin - 1
    return end


def _short_edge(tokens: Tokens, preposition: int) -> int:
    """The token behind a preposition's noun, without what goes on behind that: 'in the region's earnings'."""
    nouns = [c for c in tokens.children[preposition] if tokens.deps[c] == "pobj"]
    return nouns[0] + 1 if nouns else tokens.edges[preposition][1]


def _is_about_figure(tokens: Tokens, child: int, left_out: AbstractSet[int]) -> bool:
    """Whether a dependent only brings in a figure: 'of $5' behind 'a price', 'and 20 cats' behind '12 dogs'."""
    if tokens.deps[child] == "prep":
        return any(other in left_out for other in tokens.children[child])
    return any(i in left_out for i in range(*tokens.edges[child]))


def _goes_on(tokens: Tokens, child: int, *, comma: bool) -> bool:
    """Whether a dependent behind the head belongs to it: 'cases in Scotland', 'people who have no right'."""
    dep = tokens.deps[child]
    if dep == "prep":
        return not comma and tokens.lower[child] in words("figure_words", "goes on a noun")
    if dep in {"relcl", "acl"}:
        return dep == "relcl" or not comma  # 'the deal, dubbed Big Six'
    return not comma and dep in {"cc", "conj"} and tokens.tags[child] in NOUNS | {"CC"}


def spelt(tokens: Tokens, kept: list[int]) -> str:
    """The tokens with the gaps they have in the text, each as one space; a comma before 'who' is left out."""
    pieces: list[str] = []
    end = -1
    for n, i in enumerate(kept):
        word = tokens.words[i]
        is_comma = word == "," and n + 1 < len(kept) and tokens.tags[kept[n + 1]] in _WHO
        if is_comma or word in _QUOTES or tokens.tags[i] in _QUOTE_TAGS:
            continue
        pieces.append(word if tokens.starts[i] == end or not pieces else f" {word}")
        end = tokens.ends[i]
    return "".join(pieces)
