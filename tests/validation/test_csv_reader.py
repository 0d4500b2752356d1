"""Delimited files are read slice by slice, as they would be read whole, and no cell stops the reading."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsrows.datapackage.model import Dialect
from newsrows.schema import load_tables
from newsrows.validation.article_tables.first_reading import CsvTable, open_csv_table
from newsrows.validation.csv_reader import CsvReader, UnfitError, _has_inner_mark, open_csv, read_with
from newsrows.validation.issue_log import IssueLog

SPANS = load_tables()["quote_spans"]
HEADER = "quote_id,part,start,end,text\n"
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=6)
ROWS = st.lists(st.lists(TEXTS, min_size=3, max_size=3), min_size=1, max_size=6)


def table_in(tmp_path: Path, data: bytes) -> tuple[CsvTable | None, list[str]]:
    path = tmp_path / "quote_spans.csv"
    path.write_bytes(data)
    log = IssueLog()
    table = open_csv_table(SPANS, "quote_spans.csv", path, log)
    return table, [f"{issue.rule}: {issue.message}" for issue in log.issues()]


def row(number: int, text: str = "x") -> str:
    return f"a:q{number},0,{number},{number + 1},{text}\n"


def carefully(table: CsvTable) -> CsvTable:
    return replace(table, reader=replace(table.reader, careful=True))


def texts_in(data: bytes, *, careful: bool | None = None) -> tuple[pl.DataFrame | None, list[tuple[str, int | None]]]:
    """The rows of a file, and the issues' rules and rows; `careful`: read in this way alone."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        path.write_bytes(data)
        log = IssueLog()
        reader = open_csv("x.csv", path, log)
        if reader is None:
            return None, [(issue.rule, issue.row) for issue in log.issues()]

        def read(way: CsvReader, log: IssueLog) -> pl.DataFrame:
            return pl.concat(way.slices(2, log))

        frame = read_with(reader, read, log) if careful is None else read(replace(reader, careful=careful), log)
        return frame, [(issue.rule, issue.row) for issue in log.issues()]


@settings(max_examples=40)  # each example writes files
@given(ROWS)
def test_both_ways_of_reading_give_the_same_cells(rows: list[list[str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([["a", "b", "c"], *rows])
    data = stream.getvalue().encode()
    fast, careful = texts_in(data, careful=False), texts_in(data, careful=True)
    assert fast[1] == careful[1] == []
    assert fast[0] is not None
    assert careful[0] is not None
    assert fast[0].equals(careful[0])


def test_quoted_empty_cell_is_a_text_and_an_unquoted_one_is_null() -> None:
    frame, issues = texts_in(b'a,b\n"",\n')
    assert issues == []
    assert frame is not None
    assert frame.row(0) == ("", None)


def test_cell_may_be_longer_than_the_csv_module_allows_by_default() -> None:
    long = "x" * 200_000
    frame, issues = texts_in(f"a,b\n{long},1\n1\n".encode())
    assert issues == [("missing-cell", 2)]
    assert frame is not None
    assert frame.row(0) == (long, "1")


def test_rows_without_as_many_cells_as_the_header_are_reported_and_the_others_read() -> None:
    frame, issues = texts_in(b"a,b\n1,2\n3\n\n4,5,6\n7,8\n")
    assert sorted(issues, key=lambda one: one[1] or 0) == [("missing-cell", 2), ("blank-row", 3), ("extra-cell", 4)]
    assert frame is not None
    assert frame.rows() == [("1", "2"), ("3", None), (None, None), ("4", "5"), ("7", "8")]


def test_file_without_rows_has_its_columns() -> None:
    frame, issues = texts_in(b"a,b\n")
    assert issues == []
    assert frame is not None
    assert frame.schema == pl.Schema({"0": pl.String(), "1": pl.String()})


def test_issues_of_a_way_of_reading_that_failed_do_not_count(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n3\n")
    log = IssueLog()
    reader = open_csv("x.csv", path, log)
    assert reader is not None
    ways: list[bool] = []

    def read(way: CsvReader, log: IssueLog) -> int:
        ways.append(way.careful)
        log.extend([])
        return pl.concat(way.slices(1, log)).height

    assert read_with(reader, read, log) == 2
    assert ways == [False, True]
    assert [(issue.rule, issue.row) for issue in log.issues()] == [("missing-cell", 2)]


@pytest.mark.parametrize("careful", [False, True])
@pytest.mark.parametrize("length", [1, 2, 3, 7, 100])
def test_rows_do_not_depend_on_the_length_of_slices(tmp_path: Path, length: int, *, careful: bool) -> None:
    data = HEADER + "".join(row(number, '"two\nlines, é"') for number in range(7))
    table, problems = table_in(tmp_path, data.encode())
    assert table is not None
    assert not problems
    frames = list((carefully(table) if careful else table).read(length))
    assert {frame.height for frame in frames[:-1]} <= {length}
    whole = pl.concat(frames)
    assert whole["start"].to_list() == list(range(7))
    assert set(whole["text"]) == {"two\nlines, é"}


def test_table_without_rows_gives_one_frame_without_rows(tmp_path: Path) -> None:
    table, _ = table_in(tmp_path, HEADER.encode())
    assert table is not None
    assert [frame.height for frame in table.read(10)] == [0]


def test_empty_file_has_no_header(tmp_path: Path) -> None:
    table, problems = table_in(tmp_path, b"")
    assert table is None
    assert problems == ["csv-unreadable: found no header row, expected the columns' names"]


def test_bad_bytes_are_found_across_the_pieces_in_which_a_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsrows.validation.csv_reader._PIECE", 3)
    text = HEADER + row(1, "é…") + row(2)
    assert table_in(tmp_path, text.encode())[1] == []
    assert table_in(tmp_path, (text + row(3)).encode() + b"a:q4,0,\xe2\x80,x\n")[1] == [
        "encoding: found byte 0xe2 in line 5, expected utf-8"
    ]
    assert table_in(tmp_path, text.encode() + b"\xe2")[1] == ["encoding: found byte 0xe2 in line 4, expected utf-8"]
    assert table_in(tmp_path, text.replace("é…\n", "é…\r\n").encode())[1] == [
        "line-ends: found a carriage return in line 2, expected LF alone"
    ]
    assert table_in(tmp_path, b"\xef\xbb\xbf" + text.encode())[1] == [
        "byte-order-mark: found a byte-order mark, expected none"
    ]


def test_rows_with_too_many_or_too_few_cells_are_read_carefully(tmp_path: Path) -> None:
    table, _ = table_in(tmp_path, (HEADER + row(1) + "a:q2,0\n" + "\n" + row(4, "x,y") + row(5)).encode())
    assert table is not None
    with pytest.raises(UnfitError) as unfit:
        list(table.read(2))
    assert unfit.value.otherwise.careful
    log = IssueLog()
    frame = pl.concat(carefully(table).read(2, log))
    assert frame["text"].to_list() == ["x", None, None, "x", "x"]
    assert sorted((issue.row, issue.rule) for issue in log.issues()) == [
        (2, "missing-cell"),
        (3, "blank-row"),
        (4, "extra-cell"),
    ]


def test_row_longer_than_a_block_is_read_in_larger_blocks(tmp_path: Path) -> None:
    long = "x" * 3_000_000
    table, _ = table_in(tmp_path, (HEADER + row(1) + row(2, long) + row(3)).encode())
    assert table is not None
    with pytest.raises(UnfitError) as unfit:
        list(table.read(2))
    larger = unfit.value.otherwise
    assert (larger.careful, larger.block) == (False, 8 * table.reader.block)
    lengths = pl.concat(replace(table, reader=larger).read(2))["text"].str.len_chars()
    assert lengths.to_list() == [1, 3_000_000, 1]


def test_misshapen_rows_beyond_the_first_thousand_are_counted(tmp_path: Path) -> None:
    table, _ = table_in(tmp_path, (HEADER + "a\n" * 2500).encode())
    assert table is not None
    log = IssueLog()
    for _frame in carefully(table).read(300, log):
        pass
    issues = list(log.issues())
    assert len(issues) == 1001
    assert issues[-1].count == 1500


def test_text_that_is_not_a_number_is_reported_at_its_row_in_a_later_slice(tmp_path: Path) -> None:
    table, _ = table_in(tmp_path, (HEADER + row(1) + row(2) + row(3) + "a:q4,0,four,5,x\n").encode())
    assert table is not None
    log = IssueLog()
    frame = pl.concat(table.read(3, log))
    (found,) = log.issues()
    assert (found.row, found.column, found.rule) == (4, "start", "type-error")
    assert frame["start"].to_list() == [1, 2, 3, None]


def test_long_texts_make_shorter_slices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsrows.validation.slice_sizes.SLICE_BYTES", 1_000_000)
    data = HEADER + "".join(row(number, "x" * 100_000) for number in range(60))
    table, _ = table_in(tmp_path, data.encode())
    assert table is not None
    heights = [frame.height for frame in table.read(1000)]
    assert sum(heights) == 60
    assert max(heights) <= 20


def test_row_line_and_columns_have_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsrows.validation.csv_reader._LARGEST", 40)
    monkeypatch.setattr("newsrows.validation.csv_reader._PIECE", 8)
    monkeypatch.setattr("newsrows.validation.csv_reader.MOST_COLUMNS", 5)
    assert texts_in(b"a,b\n1,2\n")[1] == []
    assert texts_in(b"a,b\n" + b"1" * 50 + b",2\n") == (None, [("csv-unreadable", None)])
    assert texts_in(b'a,b\n1,"' + b"x\n" * 30) == (None, [("csv-unreadable", None)])
    assert texts_in(b"a,b,c,d,e,f\n") == (None, [("table-unreadable", None)])


@settings(max_examples=200)
@given(text=st.text('xy",;\r\n', max_size=12), piece=st.integers(1, 5))
def test_mark_within_text_is_found_wherever_pieces_of_the_file_end(text: str, piece: int) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr("newsrows.validation.csv_reader._PIECE", piece)
        path = Path(folder, "t.csv")
        path.write_bytes(b"\xef\xbb\xbf" + text.encode())
        expected = re.search(r'[^",\r\n]"(?:"")*[^",\r\n]', text) is not None
        assert _has_inner_mark(path, Dialect()) == expected
