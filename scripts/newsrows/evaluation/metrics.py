"""Precision, recall and F1 of quotes, with intervals."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

from newsrows.evaluation.gold import Attribution
from newsrows.evaluation.matching import ArticleMatch, Pair

Subset = Callable[[Attribution], bool]

SUBSETS: Mapping[str, Subset] = {
    "all": lambda _: True,
    "direct or mixed": lambda item: item.kind != "indirect",
    "indirect": lambda item: item.kind == "indirect",
    "speech": lambda item: item.speech,
}


@dataclass(frozen=True, slots=True)
class Figures:
    """F1 of contents (overlap), of content words (words), of contents with the right speaker (joint), from 0 to 1.

    `speaker` is the share of matched quotes whose speaker is right; `gold` and `found` count quotes.
    """

    gold: int
    found: int
    overlap: float
    words: float
    speaker: float
    joint: float


def figures(matches: Sequence[ArticleMatch], subset: Subset) -> Figures:
    """The figures of the quotes in `subset`.

    A match counts by what was annotated. Where nothing was, the found quote counts against the subset that it would
    be in; a match with an annotated quote outside of the subset counts neither way.
    """
    pairs = [pair for match in matches for pair in match.pairs]
    wanted = [pair for pair in pairs if pair.gold and subset(pair.gold)]
    spurious = [pair for pair in pairs if pair.gold is None and pair.found and subset(pair.found)]
    matched = [pair for pair in wanted if pair.found]
    sourced = [pair for pair in matched if pair.gold and pair.gold.source]
    right = sum(pair.speaker_is_right for pair in sourced)
    found = len(matched) + len(spurious)
    return Figures(
        gold=len(wanted),
        found=found,
        overlap=_f1(len(matched), found, len(wanted)),
        words=_word_f1(matches, subset),
        speaker=right / len(sourced) if sourced else 0.0,
        joint=_f1(right, found - (len(matched) - len(sourced)), sum(_has_source(pair) for pair in wanted)),
    )


def figures_with_intervals(
    matches: Sequence[ArticleMatch], subset: Subset, *, samples: int = 500
) -> tuple[Figures, dict[str, tuple[float, float]]]:
    """The figures, and for each its 95 % interval by the bootstrap over articles (Efron and Tibshirani 1993, ch. 13).

    The samples are drawn with a fixed seed: the same matches give the same intervals.
    """
    draw = random.Random(0)  # noqa: S311 - no secret
    resampled = [asdict(figures(draw.choices(matches, k=len(matches)), subset)) for _ in range(samples)]
    intervals = {}
    for name in ("overlap", "words", "speaker", "joint"):
        values = sorted(sample[name] for sample in resampled)
        intervals[name] = (values[int(samples * 0.025)], values[int(samples * 0.975)])
    return figures(matches, subset), intervals


def _has_source(pair: Pair) -> bool:
    return bool(pair.gold and pair.gold.source)


def _word_f1(matches: Sequence[ArticleMatch], subset: Subset) -> float:
    hit_found = all_found = hit_gold = all_gold = 0
    for match in matches:
        every_gold, every_found = frozenset().union(*match.gold_words), frozenset().union(*match.found_words)
        gold, found = set[int](), set[int]()
        for pair, gold_words, found_words in zip(match.pairs, match.gold_words, match.found_words, strict=True):
            judged = pair.gold or pair.found
            if judged and subset(judged):
                gold |= gold_words
                found |= found_words
        hit_found, all_found = hit_found + len(found & every_gold), all_found + len(found)
        hit_gold, all_gold = hit_gold + len(gold & every_found), all_gold + len(gold)
    precision, recall = hit_found / max(all_found, 1), hit_gold / max(all_gold, 1)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _f1(hits: int, found: int, gold: int) -> float:
    return 2 * hits / (found + gold) if hits else 0.0


# Whether a confidence of .8 is right in eight of ten cases.


@dataclass(frozen=True, slots=True)
class Bin:
    """Found quotes of like confidence: how many, their mean confidence, and the share that is right."""

    low: float
    high: float
    quotes: int
    confidence: float
    right: float


def calibration(matches: Sequence[ArticleMatch], *, bins: int = 10) -> tuple[list[Bin], float]:
    """The found quotes by confidence, and the expected calibration error.

    The error is the mean gap between confidence and share of right quotes, weighted by the size of each bin (Naeini,
    Cooper and Hauskrecht 2015). Right means: content matched and speaker right. Quotes that match an annotation which
    reports no speech, or has no source, are left out.
    """
    judged = [
        (pair.found.confidence, pair.speaker_is_right)
        for match in matches
        for pair in match.pairs
        if pair.found
        and pair.found.confidence is not None
        and (pair.gold is None or (pair.gold.speech and pair.gold.source))
    ]
    found: list[Bin] = []
    for number in range(bins):
        low, high = number / bins, (number + 1) / bins
        inside = [(p, right) for p, right in judged if low <= p < high or (p == high == 1)]
        if inside:
            count = len(inside)
            found.append(Bin(low, high, count, sum(p for p, _ in inside) / count, sum(r for _, r in inside) / count))
    error = sum(b.quotes * abs(b.confidence - b.right) for b in found) / max(len(judged), 1)
    return found, error
