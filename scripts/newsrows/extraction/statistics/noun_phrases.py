"""The words of a noun phrase: a noun with its modifiers, without articles and figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsrows.extraction.statistics.counted_nouns import NOUNS
from newsrows.lexicon import group

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from newsrows.extraction.parse.tokens import Tokens

_DEPS_BEFORE_HEAD = frozenset(
    {"amod", "compound", "nmod", "poss", "npadvmod", "advmod", "case", "punct", "quantmod", "det", "nummod"}
)
_TAGS_CUT_AT_START = frozenset(
    {"DT", "PRP$", "WDT", "PDT", "WP$", "RB", "RBR", "RBS", "IN", "CC", "TO", ",", "POS", "EX"}
)
_TAGS_CUT_AT_END = frozenset({"IN", "TO", "CC", "DT", "PRP$", ",", "CD", "RB", "VBD", "VBZ", "WDT", "WP", "POS"})
_NAMES = frozenset({"NNP", "NNPS"})
_RELATIVE_PRONOUNS = frozenset({"WP", "WDT"})
_QUOTATION_MARKS = frozenset('"“”‘’«»')
_QUOTATION_TAGS = frozenset({"``", "''"})
_MARKS_INSIDE = frozenset({",", "-", "'s", "’s", "'", "’"}) | _QUOTATION_MARKS
_LONGEST = 16  # tokens of a phrase on either side of its head
_SIZES = group("figure_words", "adjective of size")
_VAGUE_QUANTITIES = group("figure_words", "vague quantity")
_NOUN_PREPOSITIONS = group("figure_words", "continues a noun phrase")


@dataclass(frozen=True, slots=True)
class ExcludedTokens:
    """Tokens that are left out of a noun phrase.

    Attributes:
        own: tokens of the figure that the phrase belongs to.
        figures: tokens of all figures of the sentence; they are left out before the head only.
    """

    own: AbstractSet[int]
    figures: AbstractSet[int]

    def excludes(self, token: int, head: int) -> bool:
        """Whether a token is left out of the phrase around `head`; 'schools in 238 cities' keeps its number."""
        return token in self.own or (token < head and token in self.figures)


def noun_phrase_text(
    tokens: Tokens,
    head: int,
    excluded: ExcludedTokens,
    begin: int | None = None,
    last: int = -1,
    *,
    is_cut_at_head: bool = False,
) -> str | None:
    """The words of the noun phrase around `head`, in reading order: 'people who have no right to remain'.

    Figures, articles, possessive pronouns, adverbs of degree and quotation marks are left out.

    Args:
        tokens: the parse of the article.
        head: the noun.
        excluded: tokens that are not part of the phrase.
        begin: the first token of the phrase, if it is known; otherwise the parse gives it.
        last: a token that the phrase reaches at least.
        is_cut_at_head: whether the phrase ends with its head.

    Returns:
        The words, or None if the head is not a word.
    """
    figures = excluded.figures
    if begin is None or begin > head:
        begin = _with_names_before(tokens, _left_edge(tokens, head), head, figures)
    skipped: set[int] = set()
    right = head + 1 if is_cut_at_head else _right_edge(tokens, head, excluded, skipped)
    end = _with_number_behind(tokens, max(last + 1, right), figures)
    phrase = [
        i
        for i in range(begin, end)
        if i == head or not (excluded.excludes(i, head) or tokens.words[i].isspace() or i in skipped)
    ]
    phrase = _without_open_bracket(tokens, phrase, head)
    while (
        phrase and phrase[0] != head and (_is_cut_at_start(tokens, phrase[0]) or _is_size(tokens, phrase[0], excluded))
    ):
        phrase.pop(0)
    while phrase and phrase[-1] != head and _is_cut_at_end(tokens, phrase[-1], head):
        phrase.pop()
    return text_of(tokens, phrase) if phrase and _is_word(tokens, head) else None


def text_of(tokens: Tokens, phrase: list[int]) -> str:
    """The words of the tokens, with one space per gap; without quotation marks and without a comma before 'who'."""
    pieces: list[str] = []
    end = -1
    for n, i in enumerate(phrase):
        word = tokens.words[i]
        is_comma = word == "," and n + 1 < len(phrase) and tokens.tags[phrase[n + 1]] in _RELATIVE_PRONOUNS
        if is_comma or word in _QUOTATION_MARKS or tokens.tags[i] in _QUOTATION_TAGS:
            continue
        pieces.append(word if tokens.starts[i] == end or not pieces else f" {word}")
        end = tokens.ends[i]
    return "".join(pieces)


# The edges of the phrase


def _left_edge(tokens: Tokens, head: int) -> int:
    """The first token of the modifiers before a noun."""
    begin = head
    for child in sorted((c for c in tokens.children[head] if c < head), reverse=True):
        if tokens.deps[child] not in _DEPS_BEFORE_HEAD:
            break
        begin = min(begin, tokens.edges[child][0])
    return max(begin, head - _LONGEST)


def _with_names_before(tokens: Tokens, begin: int, head: int, figures: AbstractSet[int]) -> int:
    """The left edge with the names right before a name, whatever the parse says: 'Galaxy' of 'Galaxy Tab'."""
    if tokens.tags[head] not in _NAMES:
        return begin
    floor = tokens.sentence_starts[tokens.sentence_of(head)]
    while begin > floor and tokens.tags[begin - 1] in _NAMES and begin - 1 not in figures:
        begin -= 1
    return begin


def _right_edge(tokens: Tokens, head: int, excluded: ExcludedTokens, skipped: set[int]) -> int:
    """The token behind the phrase. Adds tokens that are left out inside it to `skipped`."""
    end, is_behind_comma = head + 1, False
    for child in (c for c in tokens.children[head] if c > head):
        dep, right = tokens.deps[child], tokens.edges[child][1]
        if dep in {"punct", "case"} and tokens.words[child] in _MARKS_INSIDE:
            is_behind_comma = is_behind_comma or tokens.words[child] == ","
            continue
        if right - head > _LONGEST and dep == "prep":
            right = _end_of_preposition(tokens, child)
        if not _continues_phrase(tokens, child, is_behind_comma=is_behind_comma) or right - head > _LONGEST:
            break
        if _introduces_figure(tokens, child, excluded.figures):
            break
        if dep == "prep" and any(i in excluded.own for i in range(child, right)):
            skipped.update(range(child, right))  # 'an increase of 40 jobs or 2 per cent for men'
            continue
        end = max(end, right)
    return _without_apposition(tokens, head, end)


def _end_of_preposition(tokens: Tokens, preposition: int) -> int:
    """The token behind a preposition's noun, without what follows that noun: 'in the region's earnings'."""
    nouns = [c for c in tokens.children[preposition] if tokens.deps[c] == "pobj"]
    return nouns[0] + 1 if nouns else tokens.edges[preposition][1]


def _continues_phrase(tokens: Tokens, child: int, *, is_behind_comma: bool) -> bool:
    """Whether a dependent behind the head is part of the phrase: 'cases in Scotland', 'people who have no right'."""
    dep = tokens.deps[child]
    if dep == "prep":
        return not is_behind_comma and tokens.lower[child] in _NOUN_PREPOSITIONS
    if dep in {"relcl", "acl"}:
        return dep == "relcl" or not is_behind_comma  # 'the deal, dubbed Big Six'
    if dep == "appos" and child == tokens.heads[child] + 1:  # 'their daughter Maria'
        return tokens.tags[child] in _NAMES and not is_behind_comma
    return not is_behind_comma and dep in {"cc", "conj"} and tokens.tags[child] in NOUNS | {"CC"}


def _introduces_figure(tokens: Tokens, child: int, figures: AbstractSet[int]) -> bool:
    """Whether a dependent only adds a figure: 'of $5' behind 'a price', 'and 20 cats' behind '12 dogs'."""
    if tokens.deps[child] == "prep":
        return any(other in figures for other in tokens.children[child])
    return any(i in figures for i in range(*tokens.edges[child]))


def _without_apposition(tokens: Tokens, head: int, end: int) -> int:
    """The end of a phrase before an apposition behind a comma: 'the bones of Dippy, a giant of its time'."""
    for i in range(head + 1, end):
        begin = tokens.edges[i][0]
        if tokens.deps[i] == "appos" and begin > head + 1 and tokens.words[begin - 1] == ",":
            return begin - 1
    return end


def _with_number_behind(tokens: Tokens, end: int, figures: AbstractSet[int]) -> int:
    """The end of a phrase with the number right behind a name: 'S&P 500'."""
    is_numbered = end < len(tokens) and tokens.tags[end] == "CD" and tokens.tags[end - 1] in _NAMES
    return end + 1 if is_numbered and end not in figures else end


# Tokens that are cut off at the edges


def _without_open_bracket(tokens: Tokens, phrase: list[int], head: int) -> list[int]:
    """The tokens before a bracket behind the head that is not closed: 'members of the union (NUM'."""
    brackets = [i for i in phrase if tokens.words[i] in {"(", ")"} and i > head]
    is_open = bool(brackets) and tokens.words[brackets[-1]] == "("
    return [i for i in phrase if i < brackets[-1]] if is_open else phrase


def _is_size(tokens: Tokens, i: int, excluded: ExcludedTokens) -> bool:
    """Whether an adjective belongs to the figure before it: 'high' in 'a 15 metre high tower'."""
    return i - 1 in excluded.own and tokens.lower[i] in _SIZES


def _is_cut_at_start(tokens: Tokens, i: int) -> bool:
    if not _is_word(tokens, i) or tokens.lower[i] in _VAGUE_QUANTITIES:
        return True
    is_hyphenated = tokens.words[i + 1] in {"-", "‑"} and tokens.starts[i + 1] == tokens.ends[i]  # 'so-called'
    return tokens.tags[i] in _TAGS_CUT_AT_START and not is_hyphenated


def _is_cut_at_end(tokens: Tokens, i: int, head: int) -> bool:
    if tokens.deps[i] == "relcl" and tokens.heads[i] == head:  # 'the fee that the club charges'
        return False
    if tokens.deps[i] == "acl" and tokens.lower[i] == "aged":  # 'women aged 25 to 54', without its figures
        return True
    if tokens.tags[i] == "CD" and tokens.tags[i - 1] in _NAMES:  # 'the FTSE 100'
        return False
    return tokens.tags[i] in _TAGS_CUT_AT_END or not _is_word(tokens, i)


def _is_word(tokens: Tokens, i: int) -> bool:
    return any(c.isalnum() for c in tokens.words[i])
