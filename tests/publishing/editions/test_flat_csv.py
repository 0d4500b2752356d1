from __future__ import annotations

from pathlib import Path

import polars as pl

from newsrows.publishing.editions import export_editions
from newsrows.schema import load_tables
from newsrows.schema.views import flat_frames


def test_csv_has_the_rows_of_each_view(package: Path, frames: dict[str, pl.DataFrame], tmp_path: Path) -> None:
    export_editions(package, tmp_path, formats=["flat"])
    for name, rows in flat_frames(frames, load_tables()).items():
        expected = rows.collect()
        assert pl.read_csv(tmp_path / "flat" / f"{name}.csv", schema=expected.schema).equals(expected)


def test_export_without_text_has_no_sentences(package: Path, tmp_path: Path) -> None:
    export_editions(package, tmp_path, formats=["flat"], without_text=True)
    header = (tmp_path / "flat" / "statistics_flat.csv").read_text("utf-8").splitlines()[0].split(",")
    assert "sentence" not in header
    assert "concept" in header
