from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import polars as pl

from newsrows.publishing.editions import export_editions
from newsrows.schema import load_tables
from newsrows.schema.frames import polars_schema


def test_polars_reads_back_every_cell(package: Path, frames: dict[str, pl.DataFrame], tmp_path: Path) -> None:
    export_editions(package, tmp_path, formats=["jsonl"])
    for name, frame in frames.items():
        path = tmp_path / "jsonl" / f"{name}.jsonl"
        assert pl.read_ndjson(path, schema=polars_schema(load_tables()[name])).equals(frame)


def test_python_reads_back_every_cell(package: Path, frames: dict[str, pl.DataFrame], tmp_path: Path) -> None:
    export_editions(package, tmp_path, formats=["jsonl"])
    for name, frame in frames.items():
        lines = (tmp_path / "jsonl" / f"{name}.jsonl").read_text("utf-8").split("\n")[:-1]
        dates = pl.selectors.date().cast(pl.String)
        assert [json.loads(line) for line in lines] == frame.with_columns(dates).to_dicts()


def test_pandas_reads_back_every_row(package: Path, frames: dict[str, pl.DataFrame], tmp_path: Path) -> None:
    export_editions(package, tmp_path, formats=["jsonl"])
    read = pd.read_json(tmp_path / "jsonl" / "articles.jsonl", lines=True, dtype=False)
    assert read["text"].to_list() == frames["articles"]["text"].to_list()
