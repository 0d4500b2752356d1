"""Score copies, utterances and claims: score_newsroom.py GOLD TABLES [--errors].

    newsrows build examples/newsroom/development/articles --out P
    python scripts/maintain/score_newsroom.py examples/newsroom/development P/data/parquet

GOLD is one half of the newsroom; examples/newsroom/README.md describes its files and what is counted.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # a plain clone, where newsrows is not installed

from maintain.newsroom_gold import DOUBTFUL, Gold, Row, read_gold

_PLACE = ("article_id", "start", "end")
Item = Hashable
Pair = frozenset[Item]


@dataclass(frozen=True)
class Member:
    """A row of quotes or statistics.

    Attributes:
        row: its id.
        group: the utterance or claim that the tables give it.
        label: its variant, or the agreement of its claim.
        gold: the index of the row of gold that it overlaps; None without one.
    """

    row: str
    article: str
    group: str
    label: str
    gold: int | None

    @property
    def item(self) -> Item:
        """What pairs are made of: rows of gold, and rows that none of them overlaps."""
        return self.row if self.gold is None else self.gold


@dataclass(frozen=True)
class Score:
    """Pairs that the tables have, that the gold has, that both have, and that could be found."""

    predicted: frozenset[Pair]
    gold: frozenset[Pair]
    reachable: frozenset[Pair]

    def __str__(self) -> str:
        """Precision and recall, and recall among the rows that were extracted."""
        hits = len(self.predicted & self.gold)
        return (
            f"precision {_share(hits, len(self.predicted))} of {len(self.predicted)}, recall "
            f"{_share(hits, len(self.gold))} of {len(self.gold)}, of extracted rows {_share(hits, len(self.reachable))}"
        )

    def within(self, pairs: Iterable[Pair]) -> Score:
        """The score over these pairs only."""
        kept = frozenset(pairs)
        return Score(self.predicted & kept, self.gold & kept, self.reachable & kept)


def score_copies(gold: Gold, articles: pl.DataFrame) -> tuple[Score, float]:
    """The pairs of articles of one text, and the share of copies whose original is right."""
    found = dict(articles.select("article_id", "duplicate_of").drop_nulls().iter_rows())
    wanted = {row["article_id"]: row["original"] for row in gold.copies}
    pairs = _pairs_of_groups(_groups(wanted))
    right = sum(found.get(copy) == original for copy, original in wanted.items())
    return Score(_pairs_of_groups(_groups(found)), pairs, pairs), right / len(wanted) if wanted else 1.0


def members(rows: Iterable[tuple[str, str, int, int, str, str]], gold: Sequence[Row]) -> list[Member]:
    """The rows of a table, each with the row of gold that it overlaps most, by at least half of the shorter one.

    Args:
        rows: id, article_id, start, end, group and label.
        gold: rows of utterances or claims.
    """
    spans: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for number, row in enumerate(gold):
        spans[row["article_id"]].append((int(row["start"]), int(row["end"]), number))
    found = []
    for row_id, article, start, end, group, label in rows:
        shared = [(min(end, e) - max(start, s), min(end - start, e - s), number) for s, e, number in spans[article]]
        overlapping = [(overlap, -number) for overlap, shorter, number in shared if 2 * overlap >= max(shorter, 1)]
        found.append(Member(row_id, article, group, label, -max(overlapping)[1] if overlapping else None))
    return found


def score_groups(rows: Sequence[Member], gold: Sequence[Row], label: str) -> Score:
    """Pairs of rows in one group. Pairs with a doubtful row of gold are not counted."""
    doubtful = {number for number, row in enumerate(gold) if row[label].startswith(DOUBTFUL)}
    by_group, by_label = defaultdict(set), defaultdict(set)
    for row in rows:
        by_group[row.group].add(row.item)
    for number, one in enumerate(gold):
        by_label[one[label]].add(number)
    found = {row.item for row in rows}
    wanted = _without(_pairs_of_groups(by_label.values()), doubtful)
    return Score(
        _without(_pairs_of_groups(by_group.values()), doubtful),
        wanted,
        frozenset(pair for pair in wanted if pair <= found),
    )


def outside_copies(score: Score, rows: Sequence[Member], gold: Gold, table: Sequence[Row]) -> Score:
    """The score over pairs whose articles are not copies of one text."""
    original = {row["article_id"]: row["original"] for row in gold.copies}
    article: dict[Item, str] = {row.item: row.article for row in rows}
    article |= {number: row["article_id"] for number, row in enumerate(table)}
    root = {item: original.get(one, one) for item, one in article.items()}
    pairs = score.predicted | score.gold
    same = {pair for pair in pairs if len({article[item] for item in pair}) > 1 and len({root[i] for i in pair}) == 1}
    return score.within(pairs - same)


def right_variants(rows: Sequence[Member], score: Score, gold: Sequence[Row]) -> tuple[int, int]:
    """Of the quotes in a right pair, how many have the gold's variant, and how many there are."""
    linked = {item for pair in score.predicted & score.gold for item in pair}
    judged = [row for row in rows if row.gold is not None and row.item in linked]
    return sum(row.label == gold[row.gold or 0]["variant"] for row in judged), len(judged)


def right_agreements(rows: Sequence[Member], score: Score, gold: Sequence[Row]) -> tuple[int, int]:
    """Of the right pairs of figures, how many are in a claim with the right agreement, and how many there are."""
    group = {row.item: row.group for row in rows if row.gold is not None}
    by_group: dict[str, list[Member]] = defaultdict(list)
    for row in rows:
        if row.gold is not None:
            by_group[row.group].append(row)
    right = 0
    pairs = score.predicted & score.gold
    for pair in pairs:
        claim = by_group[group[next(iter(pair))]]
        right += claim[0].label in _allowed([gold[row.gold or 0] for row in claim], gold)
    return right, len(pairs)


def _allowed(rows: Sequence[Row], gold: Sequence[Row]) -> set[str]:
    """The right agreements of a claim with these rows, which may be some of the gold's claim."""
    if len({row["side"] for row in rows if row["side"]}) > 1:
        return {"conflicting"}
    agreement = rows[0]["agreement"]
    if agreement == "conflicting":
        return {"same", "compatible"}
    is_complete = len({row["start"] + row["article_id"] for row in rows}) == sum(
        row["claim"] == rows[0]["claim"] for row in gold
    )
    return {agreement} if is_complete else {agreement, "same"}


def _groups(originals: Mapping[str, str]) -> Iterator[set[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for copy, original in originals.items():
        groups[original] |= {copy, original}
    yield from groups.values()


def _pairs_of_groups(groups: Iterable[Iterable[Item]]) -> frozenset[Pair]:
    return frozenset(frozenset(pair) for group in groups for pair in combinations(set(group), 2))


def _without(pairs: Iterable[Pair], items: set[int]) -> frozenset[Pair]:
    return frozenset(pair for pair in pairs if not pair & items)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def main() -> int:
    """Print the scores, and with --errors the pairs that are wrong or missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("tables", type=Path)
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    gold = read_gold(arguments.gold)
    tables = {
        name: pl.read_parquet(arguments.tables / f"{name}.parquet")
        for name in ("articles", "quotes", "statistics", "claims")
    }
    copies, originals = score_copies(gold, tables["articles"])
    _tell("copies", copies, originals=f"{originals:.3f}")
    if arguments.errors:
        _tell_errors(copies, {})
    quotes = tables["quotes"].select("quote_id", *_PLACE, "utterance_id", "variant")
    agreements = tables["claims"].select("claim_id", "agreement")
    figures = tables["statistics"].join(agreements, on="claim_id")
    figures = figures.select("statistic_id", *_PLACE, "claim_id", "agreement")
    for name, table, rows, judge in (
        ("utterance", gold.utterances, quotes, right_variants),
        ("claim", gold.claims, figures, right_agreements),
    ):
        found = members(rows.iter_rows(), table)
        score = score_groups(found, table, name)
        right, judged = judge(found, score, table)
        _tell(f"{name}s", score, **{rows.columns[-1]: f"{_share(right, judged)} of {judged}"})
        _tell("  outside copies", outside_copies(score, found, gold, table))
        if arguments.errors:
            _tell_errors(score, dict(enumerate(table)))
    return 0


def _tell(name: str, score: Score, **more: str) -> None:
    details = "".join(f"; {key} {value}" for key, value in more.items())
    sys.stdout.write(f"{name}: {score}{details}\n")


def _tell_errors(score: Score, gold: Mapping[int, Row]) -> None:
    for kind, pairs in (("false", score.predicted - score.gold), ("missed", score.gold - score.predicted)):
        for pair in sorted(pairs, key=lambda pair: sorted(map(str, pair))):
            names = [_name(gold[item]) if isinstance(item, int) else str(item) for item in sorted(pair, key=str)]
            sys.stdout.write(f"  {kind}: {' | '.join(names)}\n")


def _name(row: Row) -> str:
    label = row.get("utterance") or row.get("claim")
    return f"{label} {row['article_id']}:{row['start']} {row['text'][:50]!r}"


if __name__ == "__main__":
    raise SystemExit(main())
