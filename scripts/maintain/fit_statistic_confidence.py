"""Fit the confidence of statistics: judged rows in, `lexicon/statistic_confidence.csv` out.

    python scripts/fit_statistic_confidence.py JUDGED.csv

JUDGED.csv has the columns `sentence`, `start` (offset of a row's text in its sentence) and `right` (1 where value,
bound and unit are right, else 0). The sentences are parsed and read again, so that the table follows the finder.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # a plain clone, where newsrows is not installed

from newsrows.extraction.finder import parse_all
from newsrows.extraction.models import load_models
from newsrows.extraction.statistics.confidence import PATTERNS, pattern
from newsrows.extraction.statistics.finder import find_figures

TABLE = Path(__file__).resolve().parents[1] / "newsrows" / "lexicon" / "en" / "statistic_confidence.csv"


def main(judged: Path) -> int:
    """Count the judged rows of each pattern and write the table; rows that are no longer found are left out."""
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
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
