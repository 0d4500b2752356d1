"""Fit the weights of quote confidence to annotated articles: fit_quote_confidence.py GOLD_DIR.

GOLD_DIR holds gold.jsonl and text/<doc_id>.txt: articles in which people marked who says what.

A logistic regression with an L2 penalty, by Newton's method (Hastie, Tibshirani & Friedman, The Elements of Statistical
Learning, 2009, section 4.4). Features that are seldom seen, or that matter little, are left out: a few hundred numbers
remain.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
from newsrows.extraction.quotes.confidence import BIAS
from newsrows.extraction.quotes.context import QuoteContext
from newsrows.extraction.quotes.finder import find_candidates

Example = tuple[frozenset[str], bool]
Attribution = Mapping[str, Any]

_PENALTY = 3.3
_FEWEST = 20
_FEWEST_PATTERN = 15
_LEAST_WEIGHT = 0.15
# Two contents are the same if they share at least half of their words (intersection over union).
_SAME = 0.5
_RELATIVE = frozenset({"who", "which", "that"})
_HEAD_ENDS = frozenset({"IN", "WP", "WDT", "TO", "WRB", "VBN", "VBG"})
_STEPS = 12


def examples(context: QuoteContext, gold: Sequence[Attribution]) -> list[Example]:
    """The features of each candidate of an article, and whether its content and speaker are right.

    Args:
        context: The article.
        gold: Its attributions: `content` and `source` are lists of [start, end] in code points.
    """
    truth = [(_words(context, entry["content"]), entry["source"]) for entry in gold]
    found: list[Example] = []
    for candidate in find_candidates(context):
        words = {i for start, end in candidate.content for i in range(start, end) if context.is_word(i)}
        best = max(truth, key=lambda pair: _likeness(words, pair[0]), default=None)
        right = best is not None and _likeness(words, best[0]) >= _SAME and _same_speaker(context, candidate, best[1])
        found.append((frozenset(candidate.features), right))
    return found


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
        return abs(tokens[0] - end) <= 12
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


def fit(rows: Sequence[Example]) -> list[tuple[str, float]]:
    """The weight of each feature that is common enough and matters, the bias first."""
    counts = Counter(feature for features, _ in rows for feature in features)
    names = sorted(
        feature for feature, count in counts.items() if count >= (_FEWEST if _is_joint(feature) else _FEWEST_PATTERN)
    )
    target = np.array([right for _, right in rows], dtype=np.float64)
    weights = _solve(_matrix(rows, names), target)
    names = [name for name, weight in zip(names, weights[1:], strict=True) if abs(weight) >= _LEAST_WEIGHT]
    weights = _solve(_matrix(rows, names), target)
    return list(zip([BIAS, *names], weights.tolist(), strict=True))


def _is_joint(feature: str) -> bool:
    """Whether the feature is more than the name of a pattern: 'say+clause', 'speaker=he+plain'."""
    return "+" in feature or "=" in feature


def _matrix(rows: Sequence[Example], names: Sequence[str]) -> NDArray[np.float32]:
    """One row an example, one column a feature; the first column is 1 throughout."""
    column = {name: number for number, name in enumerate(names, start=1)}
    matrix = np.zeros((len(rows), len(names) + 1), dtype=np.float32)
    matrix[:, 0] = 1
    for number, (features, _) in enumerate(rows):
        matrix[number, [column[feature] for feature in features if feature in column]] = 1
    return matrix


def _solve(matrix: NDArray[np.float32], target: NDArray[np.float64]) -> NDArray[np.float64]:
    weights = np.zeros(matrix.shape[1])
    penalty = np.full(matrix.shape[1], _PENALTY)
    penalty[0] = 1e-6
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-(matrix @ weights)))
        slope = matrix.T @ (chance - target) + penalty * weights
        curve = matrix.T @ (matrix * (chance * (1 - chance)).astype(np.float32)[:, None]) + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-3:
            break
    return weights


WEIGHTS = _SCRIPTS / "newsrows" / "lexicon" / "en" / "quote_confidence.csv"


def main() -> None:
    """Read the articles, judge every candidate, fit, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("gold", type=Path, help="a folder with gold.jsonl and text/<doc_id>.txt")
    folder = parser.parse_args().gold
    gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]
    texts = [(folder / "text" / f"{entry['doc_id']}.txt").read_bytes().decode("utf-8") for entry in gold]
    rows = []
    for entry, parsed in zip(gold, parse_all(texts, load_models()), strict=True):
        rows += examples(QuoteContext(parsed, find_names(parsed)), entry["attributions"])
    weights = fit(rows)
    with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["feature", "weight"])
        table.writerows((name, f"{weight:.2f}") for name, weight in weights)


if __name__ == "__main__":
    main()
