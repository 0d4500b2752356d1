from __future__ import annotations

from collections import defaultdict

import pytest
from namesake_articles import b_cubed, read_corpus, rows_of

Row = tuple[str, str, str, str, str]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return list(rows_of(read_corpus()))


@pytest.mark.parametrize(
    ("kind", "least_precision", "least_recall"), [("person", 0.96, 0.97), ("organisation", 0.98, 0.94)]
)
def test_few_namesakes_are_merged_and_few_people_split(
    rows: list[Row], kind: str, least_precision: float, least_recall: float
) -> None:
    precision, recall = b_cubed([(who, row) for type_, who, row, *_ in rows if type_ == kind])
    assert precision >= least_precision, _merged(rows)
    assert recall >= least_recall, _split(rows)


def test_the_corpus_is_large_enough_to_tell(rows: list[Row]) -> None:
    corpus = read_corpus()
    assert len(corpus) >= 40
    assert len(rows) == sum(len(told.who) for told in corpus), "a mention refers to nobody"


def test_b_cubed_falls_with_merging_and_with_splitting() -> None:
    assert b_cubed([("a", "1"), ("b", "2")]) == (1, 1)
    assert b_cubed([("a", "1"), ("b", "1")]) == (0.5, 1)
    assert b_cubed([("a", "1"), ("a", "2")]) == (1, 0.5)


def _merged(rows: list[Row]) -> str:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for _, who, row, article, text in rows:
        found[row].add(f"{who}: {text} ({article})")
    several = {row: names for row, names in found.items() if len({name.split(":")[0] for name in names}) > 1}
    return "\n".join(f"{row}: {sorted(names)}" for row, names in sorted(several.items()))


def _split(rows: list[Row]) -> str:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for _, who, row, article, text in rows:
        found[who].add(f"{row}: {text} ({article})")
    several = {who: names for who, names in found.items() if len({name.split(":")[0] for name in names}) > 1}
    return "\n".join(f"{who}: {sorted(names)}" for who, names in sorted(several.items()))
