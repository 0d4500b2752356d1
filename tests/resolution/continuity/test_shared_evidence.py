from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from newsrows.resolution.continuity.shared_evidence import SharedEvidence, folded
from newsrows.resolution.entities import partitions


def units(*rows: tuple[str, str, str]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["id", "article_id", "form"], orient="row")


def counted(folder: Path, old: pl.DataFrame, new: pl.DataFrame) -> set[tuple[str, str, int]]:
    evidence = SharedEvidence(folder, "test")
    evidence.add(old, ["article_id", "form"], is_old=True)
    for part in new.iter_slices(2):
        evidence.add(part, ["article_id", "form"], is_old=False)
    return {row[:3] for row in evidence.counts().iter_rows()}


OLD = units(("ann", "a", "ann lind"), ("ann", "a", "lind"), ("ann", "b", "lind"), ("bo", "b", "bo"))
NEW = units(("ann-2", "a", "ann lind"), ("ann-2", "a", "lind"), ("lind", "b", "lind"), ("bo", "c", "bo"))


@pytest.mark.parametrize("rows_in_memory", [1, 1_000])
def test_names_in_the_same_articles_are_counted(
    tmp_path: Path, rows_in_memory: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partitions, "MAX_ROWS_IN_MEMORY", rows_in_memory)
    assert counted(tmp_path, OLD, NEW) == {("ann", "ann-2", 2), ("ann", "lind", 1)}


def test_a_name_of_two_rows_of_one_article_says_nothing(tmp_path: Path) -> None:
    assert counted(tmp_path, units(("ann", "a", "lind"), ("bo", "a", "lind")), units(("ann", "a", "lind"))) == set()
    assert counted(tmp_path, units(("ann", "a", "lind")), units(("ann", "a", "lind"), ("bo", "a", "lind"))) == set()


def test_a_unit_that_is_named_twice_counts_once(tmp_path: Path) -> None:
    assert counted(tmp_path, units(("ann", "a", "lind")), units(*[("ann", "a", "lind")] * 5)) == {("ann", "ann", 1)}


def test_capitals_and_punctuation_do_not_count() -> None:
    frame = pl.DataFrame({"name": ["J. R. Lind-Øre", "'", "李 明"]})
    assert frame.select(folded("name")).to_series().to_list() == ["j r lind øre", None, "李 明"]
