"""Which found quote is which annotated one.

A found quote and an annotated one match where the words they share are at least half of the words of either (Jaccard),
one to one, the best pairs first. The speaker is right if the words of the found speaker hold a head word of the
annotated source and none of the content. An annotated quote without a source is left out of the speaker's figures.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsrows.evaluation.gold import Attribution, GoldArticle, Spans

LEAST_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Pair:
    """An annotated quote (None: nothing was annotated), the found one (None: missed), and how far they agree."""

    gold: Attribution | None
    found: Attribution | None
    overlap: float = 0.0
    speaker_is_right: bool = False


@dataclass(frozen=True, slots=True)
class ArticleMatch:
    """The pairs of one article, and the numbers of the words in each pair's contents."""

    doc_id: str
    pairs: tuple[Pair, ...]
    gold_words: tuple[frozenset[int], ...]
    found_words: tuple[frozenset[int], ...]


def match_article(article: GoldArticle, found: Sequence[Attribution]) -> ArticleMatch:
    """Match the quotes found in an article with its annotation."""
    words = Words(article.text)
    gold_words = [words.of(item.content) for item in article.attributions]
    found_words = [words.of(item.content) for item in found]
    mate = _one_to_one(gold_words, found_words)
    pairs: list[tuple[Pair, frozenset[int], frozenset[int]]] = []
    for i, gold in enumerate(article.attributions):
        j, overlap = mate.get(i, (None, 0.0))
        if j is None:
            pairs.append((Pair(gold, None), gold_words[i], frozenset()))
            continue
        speaker = words.of(found[j].source)
        right = bool(speaker & words.heads(gold.source)) and not speaker & gold_words[i] if gold.source else False
        pairs.append((Pair(gold, found[j], overlap, right), gold_words[i], found_words[j]))
    taken = {j for j, _ in mate.values()}
    pairs += [(Pair(None, found[j]), frozenset(), found_words[j]) for j in range(len(found)) if j not in taken]
    return ArticleMatch(
        article.doc_id, tuple(p for p, _, _ in pairs), tuple(g for _, g, _ in pairs), tuple(f for _, _, f in pairs)
    )


def _one_to_one(gold: Sequence[frozenset[int]], found: Sequence[frozenset[int]]) -> dict[int, tuple[int, float]]:
    candidates = [(len(a & b) / len(a | b), i, j) for i, a in enumerate(gold) for j, b in enumerate(found) if a & b]
    mates: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for overlap, i, j in sorted(candidates, key=lambda item: (-item[0], item[1], item[2])):
        if overlap >= LEAST_OVERLAP and i not in mates and j not in taken:
            mates[i] = (j, overlap)
            taken.add(j)
    return mates


# Words of a text, so that marks, punctuation and white space count neither for nor against a span.

_WORD = re.compile(r"[^\W_]+(?:['’&-][^\W_]+)*")
# What ends the head of a noun phrase: 'the director | of the museum', 'a man | who was there'.
_AFTER_HEAD = frozenset(
    "of for with from in at on by to as who whom whose which that said says told including".split()  # noqa: SIM905
)
_PHRASE = re.compile(r"[^,;:()\[\]—–]+?(?=\s+(?:and|or)\s|[,;:()\[\]—–]|$)")


class Words:
    """The words of a text by number, and which of them spans cover."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in self._spans]
        self._ends = [end for _, end in self._spans]

    def of(self, spans: Spans) -> frozenset[int]:
        """Numbers of the words that share a character with `spans`."""
        return frozenset(
            number
            for start, end in spans
            for number in range(bisect_right(self._ends, start), bisect_left(self._starts, end))
        )

    def heads(self, spans: Spans) -> frozenset[int]:
        """Numbers of the head words of noun phrases: 'Ann Lee, chair of the board' gives Lee and chair.

        The head is taken to be the last word before the first preposition or relative word, in each part that commas,
        brackets, dashes and 'and' set off. Where none is left, every word counts.
        """
        heads = {head for span in spans for head in self._heads_of(span)}
        return frozenset(heads) or self.of(spans)

    def _heads_of(self, span: tuple[int, int]) -> Iterable[int]:
        start, end = span
        for phrase in _PHRASE.finditer(self._text[start:end]):
            head = None
            for number in sorted(self.of(((start + phrase.start(), start + phrase.end()),))):
                first, last = self._spans[number]
                if self._text[first:last].lower() in _AFTER_HEAD:
                    break
                head = number
            if head is not None:
                yield head
