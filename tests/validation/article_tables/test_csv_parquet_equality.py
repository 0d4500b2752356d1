"""A CSV file and a Parquet file are compared, however each is cut into slices."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from newsrows.datapackage.limits import Limits
from newsrows.datapackage.parquet import UnreadableParquetError, read_slices
from newsrows.datapackage.sources import FolderSource
from newsrows.publishing import PackageInfo, write_package
from newsrows.validation import validate_package
from newsrows.validation.article_tables.article_package import validate_article_package
from newsrows.validation.article_tables.csv_parquet_equality import pairs
from newsrows.validation.open_package import OpenPackage

Tables = dict[str, pl.DataFrame]


def cut(values: list[int], lengths: list[int]) -> list[pl.DataFrame]:
    frames, at = [], 0
    for length in [*lengths, len(values)]:
        frames.append(pl.DataFrame({"x": values[at : at + length]}, schema={"x": pl.Int64}))
        at += length
    return frames


@given(
    count=st.integers(0, 12),
    more=st.integers(0, 3),
    here=st.lists(st.integers(0, 4), max_size=5),
    there=st.lists(st.integers(0, 4), max_size=5),
)
def test_rows_of_both_files_are_paired_however_they_are_cut(
    count: int, more: int, here: list[int], there: list[int]
) -> None:
    left, right = iter(cut(list(range(count)), here)), iter(cut(list(range(count + more)), there))
    met = list(pairs(left, right))
    assert all(one.equals(other) for one, other in met)
    assert sum(one.height for one, _ in met) == count
    assert next(left, None) is None
    assert next(right, None) is None


def test_issues_of_own_package_do_not_depend_on_the_length_of_slices(tables: Tables, tmp_path: Path) -> None:
    write_package(tables, tmp_path, info=PackageInfo())
    changed = tables["mentions"].with_columns(text=pl.lit("Ada Qill"))
    changed.write_parquet(tmp_path / "data/parquet/mentions.parquet", row_group_size=2)
    package = OpenPackage(FolderSource(tmp_path, Limits()))
    issues = validate_package(tmp_path)
    assert issues
    for rows in (1, 2):
        assert list(validate_article_package(package, rows=rows).issues) == issues


def test_parquet_file_damaged_in_a_later_part_is_unreadable(package: Path) -> None:
    path = package / "data/parquet/mentions.parquet"
    table = parquet.read_table(path)
    parquet.write_table(table, path, row_group_size=2, compression="none", use_dictionary=False)
    last = parquet.ParquetFile(path).metadata.row_group(2).column(0)
    end = last.data_page_offset + last.total_compressed_size
    data = bytearray(path.read_bytes())
    data[end - 3 : end] = b"\xff" * 3  # in a text: not UTF-8
    path.write_bytes(bytes(data))
    read = read_slices(path, 2)
    assert next(read).num_rows == 2
    with pytest.raises(UnreadableParquetError):
        list(read)
    found = {f"{issue.table}: {issue.rule}" for issue in validate_package(package)}
    assert found == {
        "mentions.parquet: hash-mismatch",
        "mentions.parquet: size-mismatch",
        "mentions.parquet: parquet-unreadable",
    }
