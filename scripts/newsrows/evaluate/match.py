"""Which found quote is which annotated one.

A found quote and an annotated one match where the words they share are at least half of the words of either (Jaccard),
one to one, the best pairs first. The speaker is right if the words of the found speaker hold a head word of the
annotated source and none of the content. An annotated quote without a source is left out of the speaker's figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsrows.evaluate.gold import Attribution, GoldArticle
from newsrows.evaluate.words import Words

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
