"""Writes an Excel workbook: a sheet about the package, the flat views, one sheet per table, and the dictionary.

Text is always written as text, so nothing in an article runs as a formula or becomes a link. Excel has limits: texts of
more than 32 767 characters are cut, and tables of more than a million rows are split. The first sheet lists both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from newsrows.publishing.editions.contents import NAME, Contents, licences
from newsrows.schema.dictionary import entries

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


EXCEL_PATH = f"{NAME}.xlsx"
# A sheet has 1 048 576 rows; one is the header.
ROWS_PER_SHEET = 1_048_575
# Limits of column widths in characters, and the number of rows that decide the width.
_MIN_WIDTH, _MAX_WIDTH, _WIDTH_ROWS = 8, 60, 200
# Excel has no dates before this one; they are written as text.
_FIRST_DAY = date(1900, 1, 1)
_FORMULA = re.compile(r"[=+\-@\t\r]")
# XlsxWriter takes such a text for rich text and writes it without escaping.
_RICH = re.compile(r"<r>.*</r>", re.DOTALL)
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(
    tzinfo=None
)  # a fixed time, so that the same package gives the same bytes


@dataclass(frozen=True, slots=True)
class _Formats:
    """The formats of cells."""

    title: Format
    header: Format
    date: Format
    moment: Format
    formula_like: Format  # for text that begins with = or similar: it stays text after editing
    plain: Format
    wrapped: Format


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet: its name, what a row is, and the rows of the view or table that are on it."""

    name: str
    description: str
    frame: pl.DataFrame


def write_excel(contents: Contents, folder: Path) -> list[str]:
    """Write the workbook; returns notes about texts that were cut and tables that were split.

    Raises:
        OSError: the file cannot be written.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415
    from xlsxwriter.exceptions import FileCreateError, FileSizeError  # noqa: PLC0415

    listed = list(_listed(contents))
    sheets = [sheet for whole in listed for sheet in _parts(whole)]
    notes = [*_notes_on_split_tables(listed), *_notes_on_cut_texts(listed)]
    options = {"constant_memory": True, "tmpdir": str(folder), "use_zip64": True}
    workbook = Workbook(str(folder / EXCEL_PATH), options)
    workbook.set_properties({"title": contents.info.title, "comments": contents.info.description, "created": _CREATED})
    formats = _formats(workbook)
    _write_about(workbook, contents, sheets, notes, formats)
    for sheet in sheets:
        _write_table(workbook.add_worksheet(sheet.name), sheet, formats)
    _write_dictionary(workbook.add_worksheet("dictionary"), contents, formats)
    try:
        workbook.close()
    except (FileCreateError, FileSizeError) as error:
        raise OSError(str(error)) from error
    return notes


def _formats(workbook: Workbook) -> _Formats:
    return _Formats(
        title=workbook.add_format({"bold": True, "font_size": 14}),
        header=workbook.add_format({"bold": True, "bg_color": "#EAEEF2", "bottom": 1}),
        date=workbook.add_format({"num_format": "yyyy-mm-dd"}),
        moment=workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        formula_like=workbook.add_format({"quote_prefix": True}),
        plain=workbook.add_format(),
        wrapped=workbook.add_format({"text_wrap": True, "valign": "top"}),
    )


def _listed(contents: Contents) -> Iterator[_Sheet]:
    """The flat views, because they show names and words where the tables have ids; then the tables."""
    for view, rows in contents.flat:
        yield _Sheet(view.name, view.description, rows)
    for name, table in contents.schemas.items():
        yield _Sheet(name, table.description, contents.frames[name])


def _parts(whole: _Sheet) -> Iterator[_Sheet]:
    for number, start in enumerate(range(0, max(whole.frame.height, 1), ROWS_PER_SHEET), start=1):
        name = whole.name if number == 1 else f"{whole.name} ({number})"
        yield _Sheet(name, whole.description, whole.frame.slice(start, ROWS_PER_SHEET))


def _notes_on_split_tables(listed: Sequence[_Sheet]) -> Iterator[str]:
    for whole in listed:
        if whole.frame.height > ROWS_PER_SHEET:
            sheets, rows = -(-whole.frame.height // ROWS_PER_SHEET), f"{whole.frame.height:,} rows"
            yield f"{EXCEL_PATH}: {whole.name} has {rows}, too many for a sheet: they are on {sheets} sheets"


def _notes_on_cut_texts(listed: Sequence[_Sheet]) -> Iterator[str]:
    for name, frame in ((whole.name, whole.frame) for whole in listed):
        for column, kind in frame.schema.items():
            if kind != pl.String:
                continue
            # A code point is at most two characters in Excel, so only these texts need to be counted.
            long = frame.filter(pl.col(column).str.len_chars() > LONGEST_TEXT // 2).get_column(column)
            cut = sum(utf16_length(text) > LONGEST_TEXT for text in long)
            if cut:
                texts = "1 text is" if cut == 1 else f"{cut:,} texts are"
                yield (
                    f"{EXCEL_PATH}: {name}.{column}: {texts} longer than the {LONGEST_TEXT:,} characters that a cell "
                    f"can hold, and cut, with {MARK.strip()!r} at the end; the other editions have the whole text"
                )


def _write_about(
    workbook: Workbook, contents: Contents, sheets: Sequence[_Sheet], notes: Sequence[str], formats: _Formats
) -> None:
    info = contents.info
    sheet = workbook.add_worksheet("about")
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 12)
    sheet.set_column(2, 2, 100)
    properties = [
        *([("version", info.version)] if info.version else []),
        *(("licence", licence) for licence in licences(info)),
        *(("source", source.get("title", "")) for source in info.sources),
        *(("left out", column) for column in info.withheld),
        *(("note", note) for note in notes),
    ]
    sheet.write_string(0, 0, fit_to_cell(info.title), formats.title)
    sheet.write_string(1, 0, fit_to_cell(info.description))
    for row, (name, text) in enumerate(properties, start=3):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, fit_to_cell(text))
    top = 4 + len(properties)
    for column, name in enumerate(("sheet", "rows", "what a row is")):
        sheet.write_string(top, column, name, formats.header)
    for row, listed in enumerate(sheets, start=top + 1):
        sheet.write_url(row, 0, f"internal:'{listed.name}'!A1", string=listed.name)
        sheet.write_number(row, 1, listed.frame.height)
        sheet.write_string(row, 2, listed.description)
    sheet.write_url(top + 1 + len(sheets), 0, "internal:'dictionary'!A1", string="dictionary")
    sheet.write_string(top + 1 + len(sheets), 2, "What every column is.")


def _write_table(sheet: Worksheet, listed: _Sheet, formats: _Formats) -> None:
    names = listed.frame.columns
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)  # as wide as a page, as many pages as it takes
    sheet.repeat_rows(0)
    _write_header(sheet, names, listed.frame.height, formats)
    for column, name in enumerate(names):
        sheet.set_column(column, column, _width(name, listed.frame.get_column(name)))
    for row, cells in enumerate(listed.frame.iter_rows(), start=1):
        for column, value in enumerate(cells):
            _write_cell(sheet, row, column, value, formats)


def _write_header(sheet: Worksheet, names: Sequence[str], rows: int, formats: _Formats) -> None:
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, formats.header)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, rows, len(names) - 1)


def _write_cell(sheet: Worksheet, row: int, column: int, value: Any, formats: _Formats) -> None:
    if value is None:
        return
    if isinstance(value, str):
        _write_text(sheet, row, column, fit_to_cell(value), formats)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, datetime):
        _write_moment(sheet, row, column, value.replace(tzinfo=None), formats)
    elif isinstance(value, date):
        if value < _FIRST_DAY:
            sheet.write_string(row, column, value.isoformat())
        else:
            sheet.write_datetime(row, column, value, formats.date)
    else:
        sheet.write_number(row, column, value)


def _write_moment(sheet: Worksheet, row: int, column: int, value: datetime, formats: _Formats) -> None:
    """Write a moment in UTC; cells have no time zone."""
    if value.date() < _FIRST_DAY:
        sheet.write_string(row, column, f"{value.isoformat()}Z")
    else:
        sheet.write_datetime(row, column, value, formats.moment)


def _write_text(sheet: Worksheet, row: int, column: int, text: str, formats: _Formats) -> None:
    if _RICH.fullmatch(text):
        sheet.write_rich_string(
            row, column, text[0], formats.plain, text[1:]
        )  # XlsxWriter escapes a rich text of two runs
    elif _FORMULA.match(text):
        sheet.write_string(row, column, text, formats.formula_like)
    else:
        sheet.write_string(row, column, text)


def _width(name: str, values: pl.Series) -> int:
    """The width of a column: enough for its name with the filter button, and for most of its first values."""
    longest = values.head(_WIDTH_ROWS).cast(pl.String).str.len_chars().quantile(0.9) or 0
    return min(max(len(name) + 4, int(longest) + 1, _MIN_WIDTH), _MAX_WIDTH)


def _write_dictionary(sheet: Worksheet, contents: Contents, formats: _Formats) -> None:
    listed = list(entries(contents.schemas.values()))
    names = ("table", "column", "title", "type", "required", "key", "points to", "values", "description", "example")
    _write_header(sheet, names, len(listed), formats)
    for column, width in enumerate((16, 18, 18, 10, 10, 24, 28, 40, 80, 40)):
        sheet.set_column(column, column, width)
    for row, entry in enumerate(listed, start=1):
        required = "yes" if entry.required else "no"
        cells = (entry.table, entry.column, entry.title, entry.type, required, entry.key, entry.points_to)
        for column, text in enumerate((*cells, entry.values, entry.description, entry.example)):
            if text:
                sheet.write_string(row, column, text, formats.wrapped)


# The length of texts: a cell holds at most 32 767 characters, which Excel counts in UTF-16 units.

LONGEST_TEXT = 32_767
MARK = " … [cut]"


def utf16_length(text: str) -> int:
    """The length of a text in UTF-16 units; an emoji counts as two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fit_to_cell(text: str) -> str:
    """The text, cut and with a mark at its end if it is too long for a cell. Characters are never cut in two."""
    if len(text) <= LONGEST_TEXT // 2 or utf16_length(text) <= LONGEST_TEXT:
        return text
    room = LONGEST_TEXT - len(MARK)
    return text.encode("utf-16-le", "surrogatepass")[: 2 * room].decode("utf-16-le", "ignore") + MARK
