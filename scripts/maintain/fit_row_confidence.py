"""Fit the confidence of quotes to whole annotated articles: fit_row_confidence.py GOLD.jsonl [GOLD.jsonl ...].

Beside each file there is a folder text/ with <doc_id>.txt. A line of a file is an article: `doc_id`, `people` and
`organisations` (each with `name` and `forms`) and `quotes` (each with `spans`, `kind`, `polarity`, `optional` and
`speaker`, which has a `name` or null). Prints the figures of a cross-validation over articles, then writes the weights.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

_SCRIPTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(_SCRIPTS))  # a plain clone, where newsrows is not installed

from maintain import logistic_regression
from newsrows.extraction.finder import find, parse_all
from newsrows.extraction.models import load_models
from newsrows.records import Article, Entity, LinkedArticle
from newsrows.resolution.confidence import BIAS, Target, features
from newsrows.resolution.coreference.linking import link

WEIGHTS: Final = _SCRIPTS / "newsrows" / "lexicon" / "en" / "row_confidence.csv"
TARGETS: Final[tuple[Target, ...]] = ("link", "row")
Gold = Mapping[str, Any]

# A quote is the annotated one if they share this part of their letters, and its content is right from the second on.
_SAME, _RIGHT = 0.5, 0.8
_PENALTY, _FEWEST, _FOLDS = 2.0, 8, 10


@dataclass(frozen=True)
class Example:
    """A quote: the number of its article, its features, and whether its link and its whole row are right.

    `right` has no value for `link` if nobody is linked, or if the quote is none.
    """

    article: int
    features: Mapping[str, float]
    right: Mapping[Target, bool]


def examples(number: int, linked: LinkedArticle, gold: Gold, text: str) -> Iterator[Example]:
    """One example for each quote of an article, except those whose annotation is optional.

    Args:
        number: of the article.
        linked: the article without the confidence that is fitted here.
        gold: its annotation.
        text: its text.
    """
    names = [_gold_name(entity, gold) for entity in linked.entities]
    people = sum(entity.type == "person" for entity in linked.entities)
    found = [_letters(text, ((part.start, part.end) for part in quote.quote.parts)) for quote in linked.quotes]
    wanted = [_letters(text, quote["spans"]) for quote in gold["quotes"]]
    matches = _pairs(found, wanted)
    optional = set[int]().union(*(w for w, q in zip(wanted, gold["quotes"], strict=True) if q.get("optional")))
    for i, quote in enumerate(linked.quotes):
        entity = None if quote.entity is None else linked.entities[quote.entity]
        values = features(quote, entity, people)
        if i not in matches:
            if not found[i] & optional:
                yield Example(number, values, {"row": False})
            continue
        share, j = matches[i]
        truth = gold["quotes"][j]
        if truth.get("optional"):
            continue
        name = None if quote.entity is None else names[quote.entity]
        is_same = name == truth["speaker"]["name"] and (quote.entity is None) == (truth["speaker"]["name"] is None)
        is_right = (
            share >= _RIGHT
            and quote.quote.kind == truth["kind"]
            and quote.quote.polarity == truth.get("polarity", "affirmed")
        )
        link_target: dict[Target, bool] = {} if quote.entity is None else {"link": is_same}
        yield Example(number, values, {"row": is_right and is_same, **link_target})


def _gold_name(entity: Entity, gold: Gold) -> str | None:
    """The annotated name of an entity: by its name, else by its longest form."""
    annotated = [*gold["people"], *gold["organisations"]]
    by_name = {_folded(entry["name"]): str(entry["name"]) for entry in annotated}
    by_form = {_folded(form): str(entry["name"]) for entry in annotated for form in entry["forms"]}
    own = sorted({_folded(form) for form, _ in entity.forms}, key=lambda form: (-len(form), form))
    return by_name.get(_folded(entity.name)) or next((by_form[form] for form in own if form in by_form), None)


def _folded(name: str) -> str:
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return " ".join(re.sub(r"[^\w ]", " ", re.sub(r"'s?$", "", ascii_name)).split()).removeprefix("the ")


def _letters(text: str, spans: Iterable[Sequence[int]]) -> set[int]:
    return {i for start, end in spans for i in range(start, end) if text[i : i + 1].isalnum()}


def _pairs(found: Sequence[set[int]], wanted: Sequence[set[int]]) -> dict[int, tuple[float, int]]:
    """By the index of a found quote, the share of letters and the index of its annotation; one to one, best first."""
    scored = sorted(
        ((len(f & w) / len(f | w), i, j) for i, f in enumerate(found) for j, w in enumerate(wanted) if f & w),
        reverse=True,
    )
    pairs: dict[int, tuple[float, int]] = {}
    used: set[int] = set()
    for share, i, j in scored:
        if share >= _SAME and i not in pairs and j not in used:
            pairs[i] = (share, j)
            used.add(j)
    return pairs


def fit(rows: Sequence[tuple[Mapping[str, float], bool]]) -> dict[str, float]:
    """The weight of each feature that enough examples have, the bias first."""
    counts = Counter(name for values, _ in rows for name, value in values.items() if value)
    names = [BIAS, *sorted(name for name, count in counts.items() if count >= _FEWEST and name != BIAS)]
    matrix = np.array([[values.get(name, 0.0) for name in names] for values, _ in rows])
    target = np.array([float(right) for _, right in rows])
    return dict(zip(names, logistic_regression.fit(matrix, target, _PENALTY).tolist(), strict=True))


def cross_validated(rows: Sequence[Example], target: Target) -> list[tuple[float, bool]]:
    """The probability of each example, by weights that were fitted without its article, and whether it is right."""
    judged = [row for row in rows if target in row.right]
    found: list[tuple[float, bool]] = []
    for fold in range(_FOLDS):
        kept = [(row.features, row.right[target]) for row in judged if row.article % _FOLDS != fold]
        known = fit(kept)
        for row in judged:
            if row.article % _FOLDS == fold:
                score = sum(known.get(name, 0.0) * value for name, value in row.features.items())
                found.append((float(1 / (1 + np.exp(-score))), row.right[target]))
    return found


def summary(judged: Sequence[tuple[float, bool]]) -> str:
    """Calibration error (ten bins), and the shares of wrong and of right examples below .6."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for value, right in judged:
        bins.setdefault(min(9, int(value * 10)), []).append((value, right))
    error = sum(abs(sum(v for v, _ in b) - sum(r for _, r in b)) for b in bins.values()) / len(judged)
    lost = [value for value, is_right in judged if not is_right]
    kept = [value for value, is_right in judged if is_right]
    return (
        f"{len(judged)} examples, {len(kept) / len(judged):.3f} right, calibration error {error:.3f}; below .6: "
        f"{_share_below(lost):.3f} of the wrong and {_share_below(kept):.3f} of the right; "
        f"{sum(value >= 0.9 for value in lost)} wrong at .9 or more"
    )


def _share_below(values: Sequence[float]) -> float:
    return sum(value < 0.6 for value in values) / max(1, len(values))


def read(paths: Sequence[Path]) -> list[Example]:
    """The examples of all articles."""
    gold = [(path, json.loads(line)) for path in paths for line in path.read_text("utf-8").splitlines() if line]
    texts = [(path.parent / "text" / f"{entry['doc_id']}.txt").read_bytes().decode("utf-8") for path, entry in gold]
    rows: list[Example] = []
    for number, ((_, entry), text, parsed) in enumerate(zip(gold, texts, parse_all(texts, load_models()), strict=True)):
        article = Article(article_id=f"a{number}", file_name=f"{entry['doc_id']}.txt", sha256="", text=text)
        rows += examples(number, link(article, find(article, parsed)), entry, text)
    return rows


def main() -> None:
    """Read the articles, judge every quote, cross-validate, fit, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("gold", type=Path, nargs="+", help="a file with one annotated article per line")
    rows = read(parser.parse_args().gold)
    with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["target", "feature", "weight"])
        for target in TARGETS:
            sys.stdout.write(f"{target}: {summary(cross_validated(rows, target))}\n")
            known = fit([(row.features, row.right[target]) for row in rows if target in row.right])
            table.writerows((target, name, f"{weight:.3f}") for name, weight in known.items())


if __name__ == "__main__":
    main()
