"""`Spool` keeps slices of tables on disk."""

from pathlib import Path

import polars as pl

from newsrows.schema import load_tables
from newsrows.schema.frames import polars_schema
from newsrows.tables import Spool

SPANS = load_tables()["quote_spans"]


def spans(quote: str, *parts: int) -> pl.DataFrame:
    rows = [{"quote_id": quote, "part": part, "start": 0, "end": 1, "text": "x"} for part in parts]
    return pl.DataFrame(rows, schema=polars_schema(SPANS)).with_columns(article_id=pl.lit("a"))


def test_slices_are_returned_in_order_each_sorted(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    slices = [spans("a:q1", 1, 0), spans("b:q1"), spans("b:q4", 0, 2, 1)]
    for frame in slices:
        spool.add({"quote_spans": frame})
    frames = list(spool.frames("quote_spans"))
    assert [frame["part"].to_list() for frame in frames] == [[0, 1], [], [0, 1, 2]]
    assert all(frame.schema == polars_schema(SPANS) for frame in frames)


def test_a_slice_is_deleted_once_it_is_read(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    for name in "abc":
        spool.add({"quote_spans": spans(f"{name}:q1", 0)})
    assert len(list(tmp_path.iterdir())) == 2  # the last slice is in memory
    assert len(list(spool.frames("quote_spans"))) == 3
    assert list(tmp_path.iterdir()) == []
    assert list(spool.frames("quote_spans")) == []
