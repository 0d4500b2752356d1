from __future__ import annotations

from io import BytesIO

import polars as pl
import pyarrow as pa
import pytest
from pyarrow import parquet

from newsrows.datapackage import parquet_pages
from newsrows.datapackage.parquet_pages import ParquetSizeError, row_groups

ROWS = pa.table({"name": ["harbour"] * 6, "size": [1, 2, 3, 4, 5, None], "tags": [["a", "b"], ["c"], [], None, [], []]})


def written(table: pa.Table = ROWS, **options: object) -> BytesIO:
    file = BytesIO()
    parquet.write_table(table, file, **options)
    return file


@pytest.mark.parametrize("options", [{}, {"data_page_version": "2.0"}, {"compression": "zstd"}, {"row_group_size": 4}])
def test_sizes_are_those_that_arrow_reads(options: dict[str, object]) -> None:
    file = written(use_dictionary=["name"], **options)
    groups, metadata = row_groups(file), parquet.ParquetFile(file).metadata
    assert [group.rows for group in groups] == [metadata.row_group(n).num_rows for n in range(metadata.num_row_groups)]
    for number, group in enumerate(groups):
        columns = [metadata.row_group(number).column(n) for n in range(3)]
        assert [column.name for column in group.columns] == ["name", "size", "tags"]
        assert [column.is_nested for column in group.columns] == [False, False, True]
        # What Arrow tells includes the headers of the pages.
        assert all(
            0 < size.bytes < column.total_uncompressed_size for size, column in zip(group.columns, columns, strict=True)
        )
        assert [column.dictionary_bytes for column in group.columns] == [11, 0, 0]


def test_file_of_polars_is_read() -> None:
    file = BytesIO()
    pl.DataFrame({"a": [1, 2], "b": ["x", None]}).write_parquet(file)
    assert [column.name for column in row_groups(file)[0].columns] == ["a", "b"]
    assert [column.name for column in row_groups(file, ["b"])[0].columns] == ["b"]


def test_table_without_rows_is_read() -> None:
    assert [group.rows for group in row_groups(written(ROWS.slice(0, 0)))] == [0]


def test_row_bytes_are_those_of_the_densest_page() -> None:
    texts = pa.table({"text": ["a"] * 3000 + ["b" * 5000] * 10})
    file = written(texts, use_dictionary=False, data_page_size=1000, write_batch_size=10)
    assert row_groups(file)[0].columns[0].row_bytes >= 5000


def test_file_with_large_pages_is_refused_unless_the_column_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_pages, "MOST_PAGE_BYTES", 1_000)
    file = written(pa.table({"text": ["a" * 2_000], "id": [1]}), compression="zstd", use_dictionary=False)
    with pytest.raises(ParquetSizeError, match=r"^its pages have 2,0[0-9]+ bytes, .* expected at most 1,000$"):
        row_groups(file)
    assert row_groups(file, ["id"])


@pytest.mark.parametrize("data", [b"", b"PAR1", b"x" * 50, b"PAR1" * 3, b"\xff" * 30 + b"\x1e\0\0\0PAR1"])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(ParquetSizeError):
        row_groups(BytesIO(data))


def test_truncated_pages_are_refused() -> None:
    whole = written().getvalue()
    length = int.from_bytes(whole[-8:-4], "little")
    with pytest.raises(ParquetSizeError, match="damaged"):
        row_groups(BytesIO(whole[-8 - length :]))
