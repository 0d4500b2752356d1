"""Rows come in the order of their articles, and no slice is larger than it may be."""

from __future__ import annotations

import polars as pl
import pytest

from newsrows.engine import external_sort


@pytest.mark.parametrize("size", [1, 3, 500])
def test_rows_are_dealt_as_often_as_it_takes(monkeypatch, size) -> None:
    monkeypatch.setattr(external_sort, "_BUCKETS", 4)
    ids = [f"a{number * 29 % 100:02}" for number in range(100)]
    positions = pl.DataFrame({"article_id": sorted(ids)}).with_row_index("_position")
    parts = [
        {"one": pl.DataFrame({"article_id": ids[n : n + 7]}), "few": pl.DataFrame({"article_id": ids[n : n + 1]})}
        for n in range(0, 100, 7)
    ]
    slices = list(external_sort.sort_by_article(parts, positions, size=size))
    assert [sorted(part["one"]["article_id"]) for part in slices] == [
        sorted(ids)[n : n + size] for n in range(0, 100, size)
    ]
    few = [name for part in slices for name in sorted(part["few"]["article_id"])]
    assert few == sorted(ids[::7])
