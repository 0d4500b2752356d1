from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsrows.datapackage import delimited
from newsrows.datapackage.delimited import is_plain, write_plainly
from newsrows.datapackage.descriptor import build_dialect
from newsrows.records import PackageError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a,b\n1,2\n", True),
        ("a,b\r\n1,2\r\n3,4", True),
        ('a,b\n"1,1",2\n"x\ny","""z"""\n', True),
        ("a,b\n1\n", False),
        ("a,b\n1,2,3\n4\n", True),  # polars refuses rows with too many cells
        ("a,b\n1,2\n\n", False),
        ("a,b\n1,2\n\n3,4,\n", True),  # the same
        ('a,b\n1,"2\n3,4\n', False),
        ('a,b\n1,"2\n3,"4\n', False),
        ("a,b\r1,2\r", False),
        ('a,b\n5",6"\n', False),
        ('\ufeff"a",b\n1,2\n', True),
        ("a\n1\n", False),
        ("", False),
    ],
)
@pytest.mark.parametrize("chunk", [1 << 18, 3])
def test_only_files_whose_rows_are_alike_are_plain(
    text: str, plain: bool, chunk: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "_CHUNK", chunk)
    file = tmp_path / "t.csv"
    file.write_text(text, encoding="utf-8", newline="")
    assert is_plain(file, build_dialect({})) == plain


@pytest.mark.parametrize(
    "dialect",
    [
        {"commentChar": "#"},
        {"commentRows": [2]},
        {"skipInitialSpace": True},
        {"headerRows": [1, 2]},
        {"escapeChar": "\\"},
        {"doubleQuote": False},
        {"lineTerminator": "\r"},
        {"delimiter": "\u00a6"},
    ],
)
def test_other_dialects_are_not_plain(dialect: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    assert not is_plain(file, build_dialect(dialect))


CELLS = st.text(alphabet='a," \r\n', max_size=4)


@settings(max_examples=40)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5))
def test_well_formed_rows_stay_as_they_are(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("rows")
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([("x", "y"), *rows])
    (folder / "t.csv").write_text(text.getvalue(), encoding="utf-8", newline="")
    dialect = build_dialect({})
    write_plainly(folder / "t.csv", dialect, None, "t.csv", folder / "plain.csv")
    for file in (folder / "t.csv", folder / "plain.csv"):
        frame = pl.read_csv(file, infer_schema=False, empty_string_is_null=False)
        assert [tuple(row) for row in frame.rows()] == rows
    assert is_plain(folder / "t.csv", dialect)


def test_row_with_another_number_of_cells_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text('a,b\n"1\n1",2\n3\n', encoding="utf-8")
    with pytest.raises(PackageError, match=r"t\.csv, line 4: found a row with 1 cells, expected 2"):
        write_plainly(file, build_dialect({}), None, "t.csv", tmp_path / "plain.csv")


def test_table_of_one_column_keeps_its_empty_cells(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("a\n1\n\n3\n", encoding="utf-8")
    write_plainly(file, build_dialect({}), None, "t.csv", tmp_path / "plain.csv")
    frame = pl.read_csv(tmp_path / "plain.csv", infer_schema=False)
    assert frame["a"].to_list() == ["1", None, "3"] or frame["a"].to_list() == ["1", "", "3"]
