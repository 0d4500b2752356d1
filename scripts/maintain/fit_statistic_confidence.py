"""Fit the confidence of statistics: read judged rows and write `lexicon/en/statistic_confidence.csv`.

    python scripts/maintain/fit_statistic_confidence.py JUDGED.csv

JUDGED.csv has the columns `sentence`, `start` (offset of the row's text in its sentence, in code points) and `right`
(1 if value, bound and unit are right, else 0). The sentences are parsed again, so the table always fits the current
finder.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # works without installing newsrows

from newsrows.extraction.finder import parse_all
from newsrows.extraction.models import load_models
from newsrows.extraction.statistics.confidence import PATTERNS, pattern
from newsrows.extraction.statistics.finder import find_figures

TABLE = Path(__file__).resolve().parents[1] / "newsrows" / "lexicon" / "en" / "statistic_confidence.csv"


def fit(judged: Path) -> None:
    """Count the judged rows of each pattern and write the table; rows that the finder no longer finds are skipped."""
    with judged.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    sentences = sorted({row["sentence"] for row in rows})
    patterns: dict[tuple[str, int], str] = {}
    for sentence, parsed in zip(sentences, parse_all(sentences, load_models()), strict=True):
        for figure in find_figures(parsed):
            patterns[sentence, figure.outer_start] = pattern(figure)
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row in rows:
        name = patterns.get((row["sentence"], int(row["start"])))
        if name is not None:
            seen[name] += 1
            right[name] += int(row["right"])
    with TABLE.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(["pattern", "rows", "right", "confidence"])
        for name in PATTERNS:
            writer.writerow([name, seen[name], right[name], round((right[name] + 1) / (seen[name] + 2), 2)])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("judged", type=Path, metavar="JUDGED.csv", help="the judged rows")
    fit(parser.parse_args().judged)
