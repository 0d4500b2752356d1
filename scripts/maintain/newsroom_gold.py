"""The gold of the newsroom's articles: read it, fill in offsets, check it against the texts.

    python scripts/maintain/newsroom_gold.py examples/newsroom/development [--fill]

`--fill` writes `start` and `end` of rows that have none; their `text` must occur once in the article. Without it, the
gold is only checked; the exit code is 1 if something is wrong.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # a plain clone, where newsrows is not installed

from newsrows.sources.formats.text import split_front_matter

Row = dict[str, str]
COLUMNS = {
    "copies": ("article_id", "original"),
    "utterances": ("utterance", "article_id", "start", "end", "text", "variant"),
    "claims": ("claim", "article_id", "start", "end", "text", "agreement", "side"),
}
VARIANTS = frozenset({"full", "shortened", "altered", "reported"})
AGREEMENTS = frozenset({"same", "compatible", "conflicting"})
DOUBTFUL = "?"


@dataclass(frozen=True)
class Gold:
    """Rows of the three files of gold, and the text of every article by its id."""

    copies: Sequence[Row]
    utterances: Sequence[Row]
    claims: Sequence[Row]
    texts: Mapping[str, str]


def read_gold(folder: Path) -> Gold:
    """The gold and the articles of one half of the newsroom.

    Raises:
        OSError: a file is missing.
        ValueError: a file has other columns than it should.
    """
    rows = {name: _read(folder / "gold" / f"{name}.csv", columns) for name, columns in COLUMNS.items()}
    texts = {
        path.stem: split_front_matter(path.read_text("utf-8"))[1]
        for path in sorted((folder / "articles").glob("*.txt"))
    }
    return Gold(**rows, texts=texts)


def filled(rows: Sequence[Row], texts: Mapping[str, str]) -> list[Row]:
    """The rows with `start` and `end`, where they were empty and `text` occurs once in the article."""
    return [row if row["start"] else _filled(row, texts.get(row["article_id"], "")) for row in rows]


def problems(gold: Gold) -> Iterator[str]:
    """What is wrong in the gold, one sentence each."""
    for row in gold.copies:
        if missing := {row["article_id"], row["original"]} - gold.texts.keys():
            yield f"copies: there is no article {min(missing)!r}"
    originals = {row["article_id"]: row["original"] for row in gold.copies}
    for copy, original in originals.items():
        if original in originals:
            yield f"copies: the original of {copy!r}, {original!r}, is itself a copy; name the earliest"
    yield from _span_problems("utterances", "utterance", gold.utterances, gold.texts)
    yield from _span_problems("claims", "claim", gold.claims, gold.texts)
    for row in gold.utterances:
        if row["variant"] not in VARIANTS:
            yield f"utterances: found variant {row['variant']!r}, expected one of {', '.join(sorted(VARIANTS))}"
    agreements: dict[str, str] = {}
    for row in gold.claims:
        if row["agreement"] not in AGREEMENTS:
            yield f"claims: found agreement {row['agreement']!r}, expected one of {', '.join(sorted(AGREEMENTS))}"
        if agreements.setdefault(row["claim"], row["agreement"]) != row["agreement"]:
            yield f"claims: {row['claim']!r} has several agreements"


def _span_problems(name: str, label: str, rows: Sequence[Row], texts: Mapping[str, str]) -> Iterator[str]:
    for row in rows:
        place = f"{name}: {row[label]!r} in {row['article_id']!r}"
        if not (row["start"].isdecimal() and row["end"].isdecimal()):
            yield f"{place}: {row['text']!r} has no offsets; it must occur once, or write them"
            continue
        there = " ".join(texts.get(row["article_id"], "")[int(row["start"]) : int(row["end"])].split())
        if there != " ".join(row["text"].split()):
            yield f"{place}: found {there!r} at {row['start']}, expected {row['text']!r}"
    spans = Counter((row["article_id"], row["start"], row["end"]) for row in rows)
    yield from (f"{name}: the span {span} is there {count} times" for span, count in spans.items() if count > 1)
    members = Counter(row[label] for row in rows)
    yield from (f"{name}: {value!r} has one row; leave it out" for value, count in members.items() if count == 1)


def _filled(row: Row, text: str) -> Row:
    if text.count(row["text"]) != 1:
        return row
    start = text.index(row["text"])
    return {**row, "start": str(start), "end": str(start + len(row["text"]))}


def _read(path: Path, columns: Sequence[str]) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != columns:
            raise ValueError(f"{path}: found the columns {reader.fieldnames}, expected {', '.join(columns)}")
        return list(reader)


def _write(path: Path, rows: Sequence[Row], columns: Sequence[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> int:
    """Fill in offsets if asked to, check the gold and print what is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fill", action="store_true")
    arguments = parser.parse_args()
    gold = read_gold(arguments.folder)
    if arguments.fill:
        for name, rows in (("utterances", gold.utterances), ("claims", gold.claims)):
            _write(arguments.folder / "gold" / f"{name}.csv", filled(rows, gold.texts), COLUMNS[name])
        gold = read_gold(arguments.folder)
    found = list(problems(gold))
    sys.stdout.writelines(f"{problem}\n" for problem in found)
    sys.stdout.write(
        f"{len(gold.texts)} articles, {len(gold.copies)} copies, {len(gold.utterances)} quotes, "
        f"{len(gold.claims)} figures: {len(found)} problems\n"
    )
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main())
