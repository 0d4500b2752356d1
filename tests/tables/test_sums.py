"""Counts by key are added up over slices."""

from __future__ import annotations

import polars as pl
import pytest

from newsrows.tables import sums
from newsrows.tables.sums import Sums


@pytest.mark.parametrize("most", [1, 1_000_000])
def test_counts_of_slices_are_added_up_by_key(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sums, "_MAX_ROWS", most)
    counts = Sums("boat", "port")
    for _ in range(3):
        counts.add(
            pl.DataFrame({"boat": ["Ida", "Ida", "Tern"], "port": ["Quay", "Quay", None], "nets": [1, 2, 3]}),
            trips=pl.len(),
            nets=pl.col("nets").sum(),
        )
    assert counts.total().sort("boat").rows() == [("Ida", "Quay", 6, 9), ("Tern", None, 3, 9)]
