"""Matches the quotes of a package with annotated quotes.

Two quotes match if they share at least half of the words that they have together (Jaccard index). Matching is one to
one, the best pairs first. The predicted speaker is right if its words include a head word of the annotated source and
no word of the annotated content. An annotated quote without a source does not count for speakers.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from newsrows import lexicon
from newsrows.evaluation.gold import Attribution, GoldArticle, Spans

_MIN_OVERLAP: Final = 0.5


@dataclass(frozen=True, slots=True)
class Pair:
    """An annotated quote (None: nothing was annotated) and the predicted one (None: missed), and how they agree.

    `overlap` is the Jaccard index of their words.
    """

    gold: Attribution | None
    predicted: Attribution | None
    overlap: float = 0.0
    speaker_is_right: bool = False


@dataclass(frozen=True, slots=True)
class ArticleMatch:
    """The pairs of one article, and the numbers of the words in the contents of each pair's quotes."""

    doc_id: str
    pairs: tuple[Pair, ...]
    gold_words: tuple[frozenset[int], ...]
    predicted_words: tuple[frozenset[int], ...]


def match_article(article: GoldArticle, predictions: Sequence[Attribution]) -> ArticleMatch:
    """Match the predicted quotes of an article with its annotated quotes."""
    words = Words(article.text)
    gold_words = [words.of(quote.content) for quote in article.attributions]
    predicted_words = [words.of(quote.content) for quote in predictions]
    partners = _match_one_to_one(gold_words, predicted_words)
    pairs: list[tuple[Pair, frozenset[int], frozenset[int]]] = []
    for i, gold in enumerate(article.attributions):
        j, overlap = partners.get(i, (None, 0.0))
        if j is None:
            pairs.append((Pair(gold, None), gold_words[i], frozenset()))
            continue
        speaker = words.of(predictions[j].source)
        is_right = bool(speaker & words.heads(gold.source)) and not speaker & gold_words[i] if gold.source else False
        pairs.append((Pair(gold, predictions[j], overlap, is_right), gold_words[i], predicted_words[j]))
    matched = {j for j, _ in partners.values()}
    for j, predicted in enumerate(predictions):
        if j not in matched:
            pairs.append((Pair(None, predicted), frozenset(), predicted_words[j]))
    return ArticleMatch(
        doc_id=article.doc_id,
        pairs=tuple(pair for pair, _, _ in pairs),
        gold_words=tuple(numbers for _, numbers, _ in pairs),
        predicted_words=tuple(numbers for _, _, numbers in pairs),
    )


def _match_one_to_one(
    gold: Sequence[frozenset[int]], predicted: Sequence[frozenset[int]]
) -> dict[int, tuple[int, float]]:
    """For each matched annotated quote: the index of the predicted one, and their overlap."""
    candidates = [(len(a & b) / len(a | b), i, j) for i, a in enumerate(gold) for j, b in enumerate(predicted) if a & b]
    partners: dict[int, tuple[int, float]] = {}
    matched: set[int] = set()
    for overlap, i, j in sorted(candidates, key=lambda item: (-item[0], item[1], item[2])):
        if overlap >= _MIN_OVERLAP and i not in partners and j not in matched:
            partners[i] = (j, overlap)
            matched.add(j)
    return partners


# Words: quotation marks, punctuation and white space are not compared.

_WORD = re.compile(r"[^\W_]+(?:['’&-][^\W_]+)*")
_PHRASE = re.compile(r"[^,;:()\[\]—–]+?(?=\s+(?:and|or)\s|[,;:()\[\]—–]|$)")


class Words:
    """The words of a text, numbered in order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in self._spans]
        self._ends = [end for _, end in self._spans]

    def of(self, spans: Spans) -> frozenset[int]:
        """The numbers of the words that share a character with `spans`."""
        return frozenset(
            number
            for start, end in spans
            for number in range(bisect_right(self._ends, start), bisect_left(self._starts, end))
        )

    def heads(self, spans: Spans) -> frozenset[int]:
        """The numbers of the head words of noun phrases: Lee and chair in 'Ann Lee, chair of the board'.

        Commas, brackets, dashes and 'and' separate the phrases. The head of a phrase is its last word before the first
        preposition or relative word ('the director | of the museum'). Without any head, every word counts.
        """
        heads = {head for span in spans for head in self._heads_of(span)}
        return frozenset(heads) or self.of(spans)

    def _heads_of(self, span: tuple[int, int]) -> Iterable[int]:
        start, end = span
        after_head = lexicon.group("evaluation_words", "after head")
        for phrase in _PHRASE.finditer(self._text[start:end]):
            head = None
            for number in sorted(self.of(((start + phrase.start(), start + phrase.end()),))):
                first, last = self._spans[number]
                if self._text[first:last].lower() in after_head:
                    break
                head = number
            if head is not None:
                yield head
