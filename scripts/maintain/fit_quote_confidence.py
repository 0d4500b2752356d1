"""Fit the weights of quote confidence to annotated articles.

Usage: python scripts/maintain/fit_quote_confidence.py GOLD_DIR [GOLD_DIR ...] [--dry-run]

Each GOLD_DIR holds gold.jsonl and text/<doc_id>.txt: articles in which people marked who says what. One line of
gold.jsonl is an article: `doc_id`, and `attributions` with `content` and `source` (lists of [start, end] in code
points) and `speech` (false if no words are reported, as in 'wants the plan to be changed').

The command first fits to four fifths of the articles and judges the rest, five times over. It prints the log loss, the
calibration error, and the F1 at each threshold; selection.py holds the thresholds. Then it fits to all articles and
writes quote_confidence.csv. The same articles and code give the same file.

The model is a logistic regression with an L2 penalty, fitted by Newton's method with conjugate gradients (Lin, Weng &
Keerthi, Trust region Newton method for large-scale logistic regression, 2008). Features that are seldom seen, or that
matter little, are left out.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_SCRIPTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(_SCRIPTS))  # a plain clone, where newsrows is not installed

from newsrows.extraction.finder import parse_all
from newsrows.extraction.models import load_models
from newsrows.extraction.names.finder import find_names
from newsrows.extraction.quotes.candidate import Candidate
from newsrows.extraction.quotes.confidence import BIAS, probability
from newsrows.extraction.quotes.context import QuoteContext
from newsrows.extraction.quotes.finder import find_candidates
from newsrows.extraction.quotes.selection import reports_thought
from newsrows.extraction.references.finder import find_references

Attribution = Mapping[str, Any]
Vector = NDArray[np.float64]

WEIGHTS = _SCRIPTS / "newsrows" / "lexicon" / "en" / "quote_confidence.csv"

_PENALTY = 10.0
# Features of fewer candidates, and weights closer to 0, are left out.
_FEWEST = 20
_LEAST_WEIGHT = 0.1
# What a right candidate counts that reports an attitude or an act: 'sees her as a rival', 'offers a refund'.
_ATTITUDE = 0.75
# Two contents are the same if they share at least half of their words (intersection over union).
_SAME = 0.5
# The antecedent of 'who' stands at most this many tokens before it.
_MAX_DISTANCE_RELATIVE = 12
_RELATIVE = frozenset({"who", "which", "that"})
_HEAD_ENDS = frozenset({"IN", "WP", "WDT", "TO", "WRB", "VBN", "VBG"})
_FOLDS = 5
_MAX_STEPS = 20
_MAX_GRADIENTS = 200


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate whose rightness is known.

    Attributes:
        features: names of its features.
        target: 1 if it is a quote with the right content and speaker, 0 if not, between them for an attitude.
        is_quoted: it has quotation marks.
    """

    features: frozenset[str]
    target: float
    is_quoted: bool = False


# Examples from annotated articles


def examples(context: QuoteContext, gold: Sequence[Attribution]) -> list[Example]:
    """One example for each candidate of an article.

    Args:
        context: the article.
        gold: its attributions, as described at the top.
    """
    truth = [(_words(context, entry["content"]), entry) for entry in gold]
    found: list[Example] = []
    for candidate in find_candidates(context):
        words = {i for start, end in candidate.content for i in range(start, end) if context.is_word(i)}
        best = max(truth, key=lambda pair: _likeness(words, pair[0]), default=None)
        target = 0.0
        if best is not None and _likeness(words, best[0]) >= _SAME:
            target = _target(context, candidate, best[1])
        found.append(Example(frozenset(candidate.features), target, bool(candidate.quotations)))
    return found


def _target(context: QuoteContext, candidate: Candidate, entry: Attribution) -> float:
    """The target of a candidate that has the content of `entry`."""
    if not _same_speaker(context, candidate, entry["source"]):
        return 0.0
    return 1.0 if entry.get("speech", True) or candidate.quotations or reports_thought(candidate) else _ATTITUDE


def _words(context: QuoteContext, spans: Iterable[Sequence[int]]) -> set[int]:
    return {i for start, end in spans for i in context.tokens.within(start, end) if context.is_word(i)}


def _likeness(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _same_speaker(context: QuoteContext, candidate: Candidate, source: Sequence[Sequence[int]]) -> bool:
    """Whether the speaker holds a head word of the source; the antecedent of who is as good as who."""
    tokens = [i for start, end in source for i in context.tokens.within(start, end)]
    if not tokens:
        return True
    if candidate.speaker is None:
        return False
    start, end = candidate.speaker
    if context.tokens.lower[tokens[0]] in _RELATIVE and len(tokens) == 1:
        return abs(tokens[0] - end) <= _MAX_DISTANCE_RELATIVE
    return any(start <= head < end for head in _heads(context, tokens))


def _heads(context: QuoteContext, source: list[int]) -> set[int]:
    """The last word of each piece of the source: of 'the mayor of Poole, Ann Doe' mayor and Doe."""
    heads: set[int] = set()
    head: int | None = None
    ended = False
    for i in source:
        if not context.is_word(i) or context.tokens.tags[i] == "CC":
            heads |= {head} if head is not None else set()
            head, ended = None, False
        elif context.tokens.tags[i] in _HEAD_ENDS:
            ended = True
        elif not ended and context.tokens.tags[i] != "POS":
            head = i
    return heads | ({head} if head is not None else set())


# Logistic regression


@dataclass(frozen=True, eq=False)
class _Matrix:
    """A matrix of 0 and 1, one row per example; column 0 is 1 throughout.

    Attributes:
        columns: the columns with a 1, row after row.
        starts: where each row starts in `columns`.
        lengths: the number of ones in each row.
        width: the number of columns.
    """

    columns: NDArray[np.int64]
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    width: int

    @classmethod
    def of(cls, rows: Sequence[Example], names: Sequence[str]) -> _Matrix:
        """The matrix whose columns after the first are the features `names`."""
        column = {name: number for number, name in enumerate(names, start=1)}
        indices = [[0, *sorted(column[name] for name in row.features if name in column)] for row in rows]
        lengths = np.array([len(row) for row in indices])
        flat = np.array([number for row in indices for number in row])
        return cls(flat, np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths, len(names) + 1)

    def times(self, weights: Vector) -> Vector:
        """The product with a vector of one value per column."""
        return np.add.reduceat(weights[self.columns], self.starts)

    def transposed_times(self, values: Vector) -> Vector:
        """The product of the transpose with a vector of one value per row."""
        return np.bincount(self.columns, weights=np.repeat(values, self.lengths), minlength=self.width).astype(
            np.float64
        )


def fit(rows: Sequence[Example]) -> list[tuple[str, float]]:
    """The weight of each feature that is common enough and matters, the bias first."""
    counts = Counter(name for row in rows for name in row.features)
    names = sorted(name for name, count in counts.items() if count >= _FEWEST)
    target = np.array([row.target for row in rows])
    weights = _solve(_Matrix.of(rows, names), target)
    names = [name for name, weight in zip(names, weights[1:], strict=True) if abs(weight) >= _LEAST_WEIGHT]
    weights = _solve(_Matrix.of(rows, names), target)
    return list(zip([BIAS, *names], weights.tolist(), strict=True))


def _solve(matrix: _Matrix, target: Vector) -> Vector:
    """The weights with the least log loss plus penalty, by Newton's method. The bias has no penalty."""
    weights = np.zeros(matrix.width)
    penalty = np.full(matrix.width, _PENALTY)
    penalty[0] = 1e-6
    for _ in range(_MAX_STEPS):
        chance = 1 / (1 + np.exp(-matrix.times(weights)))
        slope = matrix.transposed_times(chance - target) + penalty * weights
        step = _newton_step(matrix, chance * (1 - chance), penalty, slope)
        weights -= step
        if np.abs(step).max() < 1e-3:
            break
    return weights


def _newton_step(matrix: _Matrix, curvature: Vector, penalty: Vector, slope: Vector) -> Vector:
    """The step at which the quadratic model has its minimum, by conjugate gradients with a diagonal preconditioner."""
    scale = 1 / (matrix.transposed_times(curvature) + penalty)
    step = np.zeros(matrix.width)
    rest = slope.copy()
    scaled = scale * rest
    direction, product = scaled, float(rest @ scaled)
    target = 1e-3 * float(np.linalg.norm(rest))
    for _ in range(_MAX_GRADIENTS):
        bent = matrix.transposed_times(curvature * matrix.times(direction)) + penalty * direction
        length = product / float(direction @ bent)
        step += length * direction
        rest -= length * bent
        if float(np.linalg.norm(rest)) <= target:
            break
        scaled = scale * rest
        before, product = product, float(rest @ scaled)
        direction = scaled + product / before * direction
    return step


# Judgement


def cross_validate(articles: Sequence[Sequence[Example]]) -> list[tuple[Example, float]]:
    """Each example with the probability that a fit to other articles gives it; article i is in fold i modulo 5."""
    judged: list[tuple[Example, float]] = []
    for fold in range(_FOLDS):
        training = [row for number, rows in enumerate(articles) if number % _FOLDS != fold for row in rows]
        weights = dict(fit(training))
        judged += [(row, probability(row.features, weights)) for rows in articles[fold::_FOLDS] for row in rows]
    return judged


def log_loss(judged: Sequence[tuple[Example, float]]) -> float:
    """The mean negative log probability of what is right, in nats."""
    targets, chances = _arrays(judged)
    chances = np.clip(chances, 1e-6, 1 - 1e-6)
    return float(-np.mean(targets * np.log(chances) + (1 - targets) * np.log(1 - chances)))


def calibration_error(judged: Sequence[tuple[Example, float]]) -> float:
    """The mean difference between probability and share of right ones, over ten classes of probability."""
    targets, chances = _arrays(judged)
    tenth = np.minimum((chances * 10).astype(int), 9)
    gaps = np.bincount(tenth, weights=chances - targets, minlength=10)
    return float(np.abs(gaps).sum() / len(judged))


def f1_by_threshold(judged: Sequence[tuple[Example, float]], thresholds: Iterable[float]) -> dict[float, float]:
    """F1 of the candidates whose probability reaches each threshold, among all candidates that are right."""
    targets, chances = _arrays(judged)
    selected = {threshold: chances >= threshold for threshold in thresholds}
    return {t: float(2 * targets[mask].sum() / (mask.sum() + targets.sum())) for t, mask in selected.items()}


def _arrays(judged: Sequence[tuple[Example, float]]) -> tuple[Vector, Vector]:
    return np.array([row.target for row, _ in judged]), np.array([chance for _, chance in judged])


# The command


def _read(folder: Path) -> list[list[Example]]:
    """The examples of each article in the folder."""
    gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]
    texts = [(folder / "text" / f"{entry['doc_id']}.txt").read_bytes().decode("utf-8") for entry in gold]
    articles = []
    for entry, parsed in zip(gold, parse_all(texts, load_models()), strict=True):
        names = find_names(parsed)
        mentions = sorted((*names, *find_references(parsed, names)), key=lambda mention: mention.span)
        articles.append(examples(QuoteContext(parsed, mentions), entry["attributions"]))
    return articles


def _report(articles: Sequence[Sequence[Example]]) -> str:
    """What cross-validation says, for candidates with and without quotation marks."""
    judged = cross_validate(articles)
    lines = [f"{len(judged)} candidates in {len(articles)} articles, judged by fits to other articles"]
    for name, is_quoted in (("quoted", True), ("plain", False)):
        part = [(row, chance) for row, chance in judged if row.is_quoted is is_quoted]
        if not part:
            continue
        scores = f1_by_threshold(part, [step / 20 for step in range(3, 14)])
        lines.append(f"{name}: log loss {log_loss(part):.3f}, calibration error {calibration_error(part):.3f}")
        lines.append("  F1 at " + ", ".join(f"{threshold:.2f} {score:.3f}" for threshold, score in scores.items()))
    return "\n".join(lines)


def main() -> None:
    """Read the articles, judge by cross-validation, fit to all of them, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("gold", type=Path, nargs="+", help="a folder with gold.jsonl and text/<doc_id>.txt")
    parser.add_argument("--dry-run", action="store_true", help="judge, but write no weights")
    options = parser.parse_args()
    articles = [rows for folder in options.gold for rows in _read(folder)]
    sys.stdout.write(_report(articles) + "\n")
    if options.dry_run:
        return
    weights = fit([row for rows in articles for row in rows])
    with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["feature", "weight"])
        table.writerows((name, f"{weight:.2f}") for name, weight in weights)
    sys.stdout.write(f"{len(weights)} weights in {WEIGHTS.name}\n")


if __name__ == "__main__":
    main()
