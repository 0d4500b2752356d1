from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

from newsrows.publishing import export_package
from newsrows.publishing.editions import excel, export_editions
from newsrows.publishing.editions.excel import LONGEST_TEXT, fit_to_cell, utf16_length
from newsrows.schema import load_tables
from newsrows.schema.dictionary import entries
from newsrows.schema.views import VIEW_NAMES

pytest.importorskip("xlsxwriter", reason="needs the extra 'xlsx'")
openpyxl = pytest.importorskip("openpyxl", reason="opens the workbook")
unescape = pytest.importorskip("openpyxl.utils.escape").unescape


@pytest.fixture(scope="module")
def workbook(package: Path, tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("excel")
    export_editions(package, folder, formats=["xlsx"])
    return openpyxl.load_workbook(folder / "newsrows.xlsx")


def _as_excel_has_it(value: object) -> object:
    """Days before 1900 are texts; other dates come back with a time of day."""
    if isinstance(value, date):
        return value.isoformat() if value.year < 1900 else datetime(value.year, value.month, value.day)  # noqa: DTZ001
    return value


def column(sheet, name: str) -> list:
    """The cells of a column below its header."""
    (cells,) = [cells for cells in sheet.iter_cols() if cells[0].value == name]
    return list(cells[1:])


def test_excel_cells_equal_the_parquet_cells(workbook, frames: dict[str, pl.DataFrame]) -> None:
    assert workbook.sheetnames == ["about", *VIEW_NAMES, *frames, "dictionary"]
    for name, frame in frames.items():
        header, *rows = workbook[name].iter_rows(values_only=True)
        assert list(header) == frame.columns
        found = [tuple(unescape(cell) if isinstance(cell, str) else cell for cell in row) for row in rows]
        assert found == [tuple(map(_as_excel_has_it, row)) for row in frame.iter_rows()]


def test_first_sheets_with_rows_have_words_before_ids(workbook, frames: dict[str, pl.DataFrame]) -> None:
    header, row = workbook["quotes_flat"].iter_rows(values_only=True)
    cells = dict(zip(header, row, strict=True))
    assert list(cells)[:4] == ["published_on", "publisher", "headline", "speaker_name"]
    assert cells["speaker_name"] == "Ada Brook"
    assert cells["role"] == "said"
    assert cells["text"] == frames["quotes"]["text"].item()
    assert workbook["statistics_flat"].max_row == frames["statistics"].height + 1


def test_sheet_is_printed_one_page_wide_with_its_header(workbook) -> None:
    sheet = workbook["quotes_flat"]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.print_title_rows == "$1:$1"


def test_pandas_reads_the_workbook(package: Path, frames: dict[str, pl.DataFrame], tmp_path: Path) -> None:
    export_editions(package, tmp_path, formats=["xlsx"])
    read = pd.read_excel(
        tmp_path / "newsrows.xlsx", sheet_name="articles", dtype=str, keep_default_na=False, engine="openpyxl"
    )
    # Like openpyxl, pandas leaves characters that XML lacks as the standard writes them: _x000B_.
    assert list(map(unescape, read["text"])) == frames["articles"]["text"].to_list()


def test_text_never_becomes_a_formula_or_a_link(workbook) -> None:
    for sheet in workbook:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type != "f"
            assert cell.hyperlink is None or cell.hyperlink.location
    quoted = [cell.quotePrefix for cell in column(workbook["articles"], "text")]
    assert quoted == [False, *[True] * 5, *[False] * 8]


def test_headers_are_frozen_and_can_filter(workbook, frames: dict[str, pl.DataFrame]) -> None:
    for name, frame in frames.items():
        sheet = workbook[name]
        assert sheet.freeze_panes == "A2"
        last = openpyxl.utils.get_column_letter(frame.width)
        assert sheet.auto_filter.ref == f"A1:{last}{frame.height + 1}"
        assert all(8 <= sheet.column_dimensions[column].width <= 61 for column in ("A", last))


def test_first_sheet_describes_the_package(workbook) -> None:
    rows = list(workbook["about"].iter_rows(values_only=True))
    assert rows[0][0] == "Harbour news"
    assert ("version", "2.1.0") in [row[:2] for row in rows]
    assert ("articles", 14, load_tables()["articles"].description) in rows
    header, *listed = workbook["dictionary"].iter_rows(values_only=True)
    assert header[:4] == ("table", "column", "title", "type")
    assert [row[:2] for row in listed] == [(entry.table, entry.column) for entry in entries(load_tables().values())]


def test_long_text_is_cut_with_a_note(frames: dict[str, pl.DataFrame], tmp_path: Path) -> None:
    texts = ["a" * 32_767, "a" * 32_768, "🚢" * 20_000]
    articles = frames["articles"].head(3).with_columns(text=pl.Series(texts))
    export_package({**frames, "articles": articles}, tmp_path)
    (note,) = export_editions(tmp_path, tmp_path, formats=["xlsx"]).notes
    assert note.startswith(
        "newsrows.xlsx: articles.text: 2 texts are longer than the 32,767 characters that a cell can hold"
    )
    workbook = openpyxl.load_workbook(tmp_path / "newsrows.xlsx")
    whole, cut, ships = (cell.value for cell in column(workbook["articles"], "text"))
    assert whole == texts[0]
    assert cut == "a" * 32_759 + " … [cut]"
    assert ships == "🚢" * 16_379 + " … [cut]"
    assert ("note", note) in [row[:2] for row in workbook["about"].iter_rows(values_only=True)]


def test_long_table_is_split_with_a_note(
    frames: dict[str, pl.DataFrame], package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excel, "ROWS_PER_SHEET", 5)
    (note,) = export_editions(package, tmp_path, formats=["xlsx"]).notes
    assert note == "newsrows.xlsx: articles has 14 rows, too many for a sheet: they are on 3 sheets"
    workbook = openpyxl.load_workbook(tmp_path / "newsrows.xlsx")
    names = ["articles", "articles (2)", "articles (3)"]
    assert workbook.sheetnames[3:6] == names
    ids = [row[0] for name in names for row in workbook[name].iter_rows(min_row=2, values_only=True)]
    assert ids == frames["articles"]["article_id"].to_list()


def test_same_package_gives_the_same_workbook(package: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        export_editions(package, tmp_path / name, formats=["xlsx"])
    assert (tmp_path / "one" / "newsrows.xlsx").read_bytes() == (tmp_path / "two" / "newsrows.xlsx").read_bytes()


@pytest.mark.parametrize("text", ["", "short", "a" * LONGEST_TEXT, "🚢" * (LONGEST_TEXT // 2)])
def test_text_that_fits_is_not_changed(text: str) -> None:
    assert fit_to_cell(text) == text


@pytest.mark.parametrize("text", ["a" * (LONGEST_TEXT + 1), "🚢" * LONGEST_TEXT, "a" + "🚢" * LONGEST_TEXT])
def test_character_is_never_cut_in_two(text: str) -> None:
    cut = fit_to_cell(text)
    assert LONGEST_TEXT - 1 <= utf16_length(cut) <= LONGEST_TEXT
    assert text.startswith(cut.removesuffix(" … [cut]"))


@pytest.mark.parametrize(("length", "width"), [(1, 8), (30, 31), (500, 60)])
def test_width_of_a_column_has_limits(length: int, width: int) -> None:
    assert excel._width("id", pl.Series(["x" * length] * 3)) == width
