"""Whether a confidence of .8 is right in eight of ten cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsrows.evaluate.match import ArticleMatch


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
