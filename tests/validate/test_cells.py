from __future__ import annotations

import csv
import io

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from newsrows.validate.cells import _careful, _fast, read_cells
from newsrows.validate.dialect import Dialect

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=6)
ROWS = st.lists(st.lists(TEXTS, min_size=3, max_size=3), min_size=1, max_size=6)


def written(rows: list[list[str]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([["a", "b", "c"], *rows])
    return stream.getvalue().encode()


@given(ROWS)
def test_both_ways_of_reading_find_the_same_cells(rows: list[list[str]]) -> None:
    data = written(rows)
    fast = _fast(data, 3, Dialect())
    careful, issues = _careful("x.csv", data.decode(), 3, Dialect())
    assert fast is not None
    assert issues == []
    assert fast.equals(careful)


def test_a_quoted_empty_cell_is_a_text_and_an_unquoted_one_is_null() -> None:
    cells, issues = read_cells("x.csv", b'a,b\n"",\n')
    assert issues == []
    assert cells is not None
    assert cells.frame.row(0) == ("", None)


def test_a_cell_may_be_longer_than_a_block_of_the_csv_module() -> None:
    long = "x" * 200_000
    cells, issues = read_cells("x.csv", f"a,b\n{long},1\n1\n".encode())
    assert [(issue.rule, issue.row) for issue in issues] == [("missing-cell", 2)]
    assert cells is not None
    assert cells.frame.row(0) == (long, "1")


def test_rows_that_fit_no_header_are_named_and_the_others_kept() -> None:
    cells, issues = read_cells("x.csv", b"a,b\n1,2\n3\n\n4,5,6\n7,8\n")
    assert [(issue.rule, issue.row) for issue in issues] == [("missing-cell", 2), ("blank-row", 3), ("extra-cell", 4)]
    assert cells is not None
    assert cells.frame.rows() == [("1", "2"), ("3", None), (None, None), ("4", "5"), ("7", "8")]


def test_a_file_without_rows_has_its_columns() -> None:
    cells, issues = read_cells("x.csv", b"a,b\n")
    assert issues == []
    assert cells is not None
    assert cells.header == ("a", "b")
    assert cells.frame.schema == pl.Schema({"0": pl.String(), "1": pl.String()})
