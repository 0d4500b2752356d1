"""CSV files are read slice by slice, as they would be read whole."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from newsrows.schema import load_tables
from newsrows.validate.findings import Findings
from newsrows.validate.own.csv_table import CsvTable, UnfitError, open_csv

SPANS = load_tables()["quote_spans"]
HEADER = "quote_id,part,start,end,text\n"


def opened(tmp_path: Path, data: bytes) -> tuple[CsvTable | None, list[str]]:
    path = tmp_path / "quote_spans.csv"
    path.write_bytes(data)
    findings = Findings()
    table = open_csv(SPANS, "quote_spans.csv", path, findings)
    return table, [f"{issue.rule}: {issue.message}" for issue in findings.issues()]


def row(number: int, text: str = "x") -> str:
    return f"a:q{number},0,{number},{number + 1},{text}\n"


@pytest.mark.parametrize("careful", [False, True])
@pytest.mark.parametrize("length", [1, 2, 3, 7, 100])
def test_rows_do_not_depend_on_the_length_of_slices(tmp_path: Path, length: int, *, careful: bool) -> None:
    data = HEADER + "".join(row(number, '"two\nlines, é"') for number in range(7))
    table, problems = opened(tmp_path, data.encode())
    assert table is not None
    assert not problems
    table = CsvTable(table.table, table.label, table.path, table.header, careful=careful)
    frames = list(table.read(length))
    assert {frame.height for frame in frames[:-1]} <= {length}
    whole = pl.concat(frames)
    assert whole["start"].to_list() == list(range(7))
    assert set(whole["text"]) == {"two\nlines, é"}


def test_a_file_without_rows_gives_one_frame_without_rows(tmp_path: Path) -> None:
    table, _ = opened(tmp_path, HEADER.encode())
    assert table is not None
    assert [frame.height for frame in table.read(10)] == [0]


def test_an_empty_file_has_no_header(tmp_path: Path) -> None:
    table, problems = opened(tmp_path, b"")
    assert table is None
    assert problems == ["csv-unreadable: found no header row, expected the columns' names"]


def test_bad_bytes_are_found_across_the_pieces_in_which_a_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsrows.validate.own.csv_table._PIECE", 3)
    text = HEADER + row(1, "é…") + row(2)
    assert opened(tmp_path, text.encode())[1] == []
    assert opened(tmp_path, (text + row(3)).encode() + b"a:q4,0,\xe2\x80,x\n")[1] == [
        "encoding: found byte 0xe2 in line 5, expected utf-8"
    ]
    assert opened(tmp_path, text.encode() + b"\xe2")[1] == ["encoding: found byte 0xe2 in line 4, expected utf-8"]
    assert opened(tmp_path, text.replace("é…\n", "é…\r\n").encode())[1] == [
        "line-ends: found a carriage return in line 2, expected LF alone"
    ]


def test_rows_with_cells_too_many_or_too_few_are_read_with_care(tmp_path: Path) -> None:
    table, _ = opened(tmp_path, (HEADER + row(1) + "a:q2,0\n" + "\n" + row(4, "x,y") + row(5)).encode())
    assert table is not None
    with pytest.raises(UnfitError) as unfit:
        list(table.read(2))
    assert unfit.value.otherwise.careful
    findings = Findings()
    careful = CsvTable(table.table, table.label, table.path, table.header, careful=True)
    frame = pl.concat(careful.read(2, findings))
    assert frame["text"].to_list() == ["x", None, None, "x", "x"]
    assert sorted((issue.row, issue.rule) for issue in findings.issues()) == [
        (2, "missing-cell"),
        (3, "blank-row"),
        (4, "extra-cell"),
    ]


def test_a_row_longer_than_a_block_is_read_in_larger_blocks(tmp_path: Path) -> None:
    long = "x" * 3_000_000
    table, _ = opened(tmp_path, (HEADER + row(1) + row(2, long) + row(3)).encode())
    assert table is not None
    with pytest.raises(UnfitError) as unfit:
        list(table.read(2))
    larger = unfit.value.otherwise
    assert (larger.careful, larger.block) == (False, 8 * table.block)
    assert pl.concat(larger.read(2))["text"].str.len_chars().to_list() == [1, 3_000_000, 1]


def test_odd_rows_beyond_the_first_thousand_are_counted(tmp_path: Path) -> None:
    table, _ = opened(tmp_path, (HEADER + "a\n" * 2500).encode())
    assert table is not None
    findings = Findings()
    for _frame in CsvTable(table.table, table.label, table.path, table.header, careful=True).read(300, findings):
        pass
    issues = list(findings.issues())
    assert len(issues) == 1001
    assert issues[-1].count == 1500


def test_a_text_that_is_no_number_is_named_at_its_row_in_a_later_slice(tmp_path: Path) -> None:
    table, _ = opened(tmp_path, (HEADER + row(1) + row(2) + row(3) + "a:q4,0,four,5,x\n").encode())
    assert table is not None
    findings = Findings()
    frame = pl.concat(table.read(3, findings))
    (found,) = findings.issues()
    assert (found.row, found.column, found.rule) == (4, "start", "type-error")
    assert frame["start"].to_list() == [1, 2, 3, None]


def test_long_texts_make_shorter_slices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsrows.validate.source.SLICE_BYTES", 1_000_000)
    data = HEADER + "".join(row(number, "x" * 100_000) for number in range(60))
    table, _ = opened(tmp_path, data.encode())
    assert table is not None
    heights = [frame.height for frame in table.read(1000)]
    assert sum(heights) == 60
    assert max(heights) <= 20
