"""Scores of quotes: F1 with intervals, and the calibration of their confidence."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from newsrows.evaluation.gold import Attribution
from newsrows.evaluation.matching import ArticleMatch, Pair

METRICS: Final = ("overlap", "words", "speaker", "joint")
"""The scores of `Scores` that have an interval."""

Subset = Callable[[Attribution], bool]

SUBSETS: Mapping[str, Subset] = {
    "all": lambda _: True,
    "direct or mixed": lambda item: item.kind != "indirect",
    "indirect": lambda item: item.kind == "indirect",
    "speech": lambda item: item.speech,
}


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of a subset of quotes, from 0 to 1.

    Attributes:
        gold: the number of annotated quotes.
        found: the number of predicted quotes.
        overlap: the F1 of contents.
        words: the F1 of the words in contents.
        speaker: the share of matched quotes whose speaker is right.
        joint: the F1 of contents with the right speaker.
    """

    gold: int
    found: int
    overlap: float
    words: float
    speaker: float
    joint: float


def score(matches: Sequence[ArticleMatch], subset: Subset) -> Scores:
    """The scores of the quotes in `subset`.

    The annotated quote decides whether a match belongs to the subset. A predicted quote without a match counts as an
    error if it would belong to the subset itself.
    """
    pairs = [pair for match in matches for pair in match.pairs]
    annotated = [pair for pair in pairs if pair.gold and subset(pair.gold)]
    spurious = [pair for pair in pairs if pair.gold is None and pair.predicted and subset(pair.predicted)]
    matched = [pair for pair in annotated if pair.predicted]
    sourced = [pair for pair in matched if _has_source(pair)]
    right = sum(pair.speaker_is_right for pair in sourced)
    found = len(matched) + len(spurious)
    return Scores(
        gold=len(annotated),
        found=found,
        overlap=_f1(len(matched), found, len(annotated)),
        words=_word_f1(matches, subset),
        speaker=right / len(sourced) if sourced else 0.0,
        joint=_f1(right, found - (len(matched) - len(sourced)), sum(map(_has_source, annotated))),
    )


def scores_with_intervals(
    matches: Sequence[ArticleMatch], subset: Subset, *, samples: int = 500
) -> tuple[Scores, dict[str, tuple[float, float]]]:
    """The scores, and the 95 % interval of each metric.

    Intervals are bootstrap percentiles over articles (Efron and Tibshirani 1993, ch. 13). The seed is fixed, so the
    same matches give the same intervals.
    """
    draw = random.Random(0)  # noqa: S311 - no secret
    resampled = [asdict(score(draw.choices(matches, k=len(matches)), subset)) for _ in range(samples)]
    intervals = {}
    for name in METRICS:
        values = sorted(sample[name] for sample in resampled)
        intervals[name] = (values[int(samples * 0.025)], values[int(samples * 0.975)])
    return score(matches, subset), intervals


def _has_source(pair: Pair) -> bool:
    return bool(pair.gold and pair.gold.source)


def _word_f1(matches: Sequence[ArticleMatch], subset: Subset) -> float:
    """The F1 of words in contents; a word is right if any quote of the other side contains it."""
    right_predicted = all_predicted = right_gold = all_gold = 0
    for match in matches:
        any_gold, any_predicted = frozenset().union(*match.gold_words), frozenset().union(*match.predicted_words)
        gold, predicted = set[int](), set[int]()
        for pair, gold_words, predicted_words in zip(match.pairs, match.gold_words, match.predicted_words, strict=True):
            quote = pair.gold or pair.predicted
            if quote and subset(quote):
                gold |= gold_words
                predicted |= predicted_words
        right_predicted, all_predicted = right_predicted + len(predicted & any_gold), all_predicted + len(predicted)
        right_gold, all_gold = right_gold + len(gold & any_predicted), all_gold + len(gold)
    precision, recall = right_predicted / max(all_predicted, 1), right_gold / max(all_gold, 1)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _f1(right: int, predicted: int, gold: int) -> float:
    return 2 * right / (predicted + gold) if right else 0.0


# Calibration: a confidence of 0.8 should be right in eight of ten cases.


@dataclass(frozen=True, slots=True)
class Bin:
    """Predicted quotes by confidence (from `low` to `high`): their number, mean confidence and share that is right."""

    low: float
    high: float
    quotes: int
    confidence: float
    right: float


def calibration(matches: Sequence[ArticleMatch], *, bins: int = 10) -> tuple[list[Bin], float]:
    """The predicted quotes by confidence, and the expected calibration error.

    The error is the mean gap between confidence and share of right quotes, weighted by the size of each bin (Naeini,
    Cooper and Hauskrecht 2015). A quote is right if its content matches and its speaker is right. Quotes are left out
    if their annotation does not report speech or has no source.
    """
    judged = [
        (pair.predicted.confidence, pair.speaker_is_right)
        for match in matches
        for pair in match.pairs
        if pair.predicted
        and pair.predicted.confidence is not None
        and (pair.gold is None or (pair.gold.speech and pair.gold.source))
    ]
    filled: list[Bin] = []
    for number in range(bins):
        low, high = number / bins, (number + 1) / bins
        inside = [(p, right) for p, right in judged if low <= p < high or (p == high == 1)]
        if inside:
            count = len(inside)
            filled.append(Bin(low, high, count, sum(p for p, _ in inside) / count, sum(r for _, r in inside) / count))
    error = sum(b.quotes * abs(b.confidence - b.right) for b in filled) / max(len(judged), 1)
    return filled, error
