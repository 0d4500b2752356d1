from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

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
    assert precision >= least_precision, _mixed((row, who, f"{text} ({place})") for _, who, row, place, text in rows)
    assert recall >= least_recall, _mixed((who, row, f"{text} ({place})") for _, who, row, place, text in rows)


def test_the_corpus_is_large_enough_to_tell(rows: list[Row]) -> None:
    corpus = read_corpus()
    assert len(corpus) >= 40
    assert len(rows) == sum(len(told.who) for told in corpus), "a mention refers to nobody"


def test_b_cubed_falls_with_merging_and_with_splitting() -> None:
    assert b_cubed([("a", "1"), ("b", "2")]) == (1, 1)
    assert b_cubed([("a", "1"), ("b", "1")]) == (0.5, 1)
    assert b_cubed([("a", "1"), ("a", "2")]) == (1, 0.5)


def _mixed(rows: Iterable[tuple[str, str, str]]) -> str:
    """The groups of (group, member, place) that hold several members, with their places."""
    found: defaultdict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for group, member, place in rows:
        found[group][member].add(f"{member}: {place}")
    several = {group: members for group, members in found.items() if len(members) > 1}
    return "\n".join(f"{group}: {sorted(set().union(*several[group].values()))}" for group in sorted(several))
