"""Fit the confidence of quotes anew: fit_quote_confidence.py GOLD_DIR (gold.jsonl and text/ in it)."""

import argparse
import csv
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))  # a plain clone, where newsrows is not installed

from newsrows.extract.find import parse_all
from newsrows.extract.names import find_names
from newsrows.extract.quotes.fitting import examples, fit
from newsrows.extract.quotes.reading import Reading
from newsrows.extract.reader import load_reader

WEIGHTS = Path(__file__).parent / "newsrows" / "lexicon" / "quote_confidence.csv"


def main() -> None:
    """Read the articles, judge every candidate, fit, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("gold", type=Path, help="a folder with gold.jsonl and text/<doc_id>.txt")
    folder = parser.parse_args().gold
    gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]
    texts = [(folder / "text" / f"{entry['doc_id']}.txt").read_bytes().decode("utf-8") for entry in gold]
    rows = []
    for entry, parsed in zip(gold, parse_all(texts, load_reader()), strict=True):
        rows += examples(Reading(parsed, find_names(parsed)), entry["attributions"])
    weights = fit(rows)
    with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["trait", "weight"])
        table.writerows((name, f"{weight:.2f}") for name, weight in weights)


if __name__ == "__main__":
    main()
