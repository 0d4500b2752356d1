"""Rows come in the order of their articles, and no slice is larger than it may be."""

from __future__ import annotations

import polars as pl
import pytest

from newsrows.engine import external_sort as ordering


@pytest.mark.parametrize("size", [1, 3, 500])
def test_rows_are_dealt_as_often_as_it_takes(monkeypatch, size) -> None:
    monkeypatch.setattr(ordering, "_FILES", 4)
    ids = [f"a{number * 29 % 100:02}" for number in range(100)]
    places = pl.DataFrame({"article_id": sorted(ids)}).with_row_index("_place")
    parts = [
        {"one": pl.DataFrame({"article_id": ids[n : n + 7]}), "few": pl.DataFrame({"article_id": ids[n : n + 1]})}
        for n in range(0, 100, 7)
    ]
    slices = list(ordering.in_order(parts, places, size=size))
    assert [sorted(part["one"]["article_id"]) for part in slices] == [
        sorted(ids)[n : n + size] for n in range(0, 100, size)
    ]
    few = [name for part in slices for name in sorted(part["few"]["article_id"])]
    assert few == sorted(ids[::7])
