from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest
from pyarrow import parquet

from newsrows.datapackage import parquet as reading
from newsrows.datapackage.parquet import UnreadableParquetError, check, count_rows, read_schema, read_slices, read_table


@pytest.fixture
def repeated(tmp_path: Path) -> Path:
    """A small file whose texts unpack to 20 MB: one text, a thousand times, from a dictionary."""
    file = tmp_path / "t.parquet"
    texts = pa.DictionaryArray.from_arrays(pa.array([0] * 1_000), pa.array(["a" * 20_000]))
    parquet.write_table(pa.table({"text": texts}), file)
    assert file.stat().st_size < 10_000
    return file


def test_slices_have_as_many_rows_as_fit(repeated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SLICE_BYTES", 1_000_000)
    slices = list(read_slices(repeated, 600))
    assert sum(part.num_rows for part in slices) == 1_000
    assert max(part.num_rows for part in slices) <= 50


def test_slices_of_short_texts_have_the_rows_that_are_asked_for(tmp_path: Path) -> None:
    pl.DataFrame({"a": [f"text {n % 7}" for n in range(1_000)]}).write_parquet(tmp_path / "t.parquet")
    assert [part.num_rows for part in read_slices(tmp_path / "t.parquet", 600)] == [600, 400]
    assert count_rows(tmp_path / "t.parquet") == 1_000


def test_file_that_unpacks_to_more_than_the_limit_is_refused(repeated: Path) -> None:
    check(repeated, 200_000_000)
    for limit in (100_000_000, 10_000_000):
        with pytest.raises(UnreadableParquetError, match=r"its rows unpack to more than .* --max-unpacked"):
            check(repeated, limit)


def test_table_is_read_as_polars_reads_it(tmp_path: Path) -> None:
    frame = pl.DataFrame({"a": ["x", None], "b": [1, 2], "d": [None, None]}, schema_overrides={"d": pl.Date})
    frame.write_parquet(tmp_path / "t.parquet")
    assert read_table(tmp_path / "t.parquet").equals(frame)
    assert read_table(tmp_path / "t.parquet").schema == frame.schema


@pytest.mark.parametrize("read", [read_schema, read_table, count_rows, lambda path: next(read_slices(path, 5))])
def test_damaged_file_is_an_error(tmp_path: Path, read: Callable[[Path], object]) -> None:
    pl.DataFrame({"a": ["x" * 100]}).write_parquet(tmp_path / "t.parquet")
    data = bytearray((tmp_path / "t.parquet").read_bytes())
    data[-40:-8] = b"\xff" * 32
    (tmp_path / "t.parquet").write_bytes(data)
    with pytest.raises(UnreadableParquetError):
        read(tmp_path / "t.parquet")


def test_text_that_is_not_utf_8_is_an_error(tmp_path: Path) -> None:
    texts = pa.Array.from_buffers(pa.string(), 1, pa.array([b"Caf\xe9."], pa.binary()).buffers())
    parquet.write_table(pa.table({"a": texts}), tmp_path / "t.parquet")
    with pytest.raises(UnreadableParquetError):
        read_table(tmp_path / "t.parquet")
