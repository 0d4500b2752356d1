"""Tables that are lists of rows in JSON, spreadsheets or the descriptor, read as texts slice by slice."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain, islice
from pathlib import Path
from typing import Any

import polars as pl

from newsrows.compression import DAMAGE_ERRORS
from newsrows.datapackage.limits import show_size
from newsrows.datapackage.model import Dialect, Field, Resource
from newsrows.validation.cells import file_name, frame_name
from newsrows.validation.issue_log import IssueLog
from newsrows.validation.open_document import count_characters
from newsrows.validation.registry import declared
from newsrows.validation.violations import Violation

SPREADSHEETS = frozenset({"xlsx", "ods"})
FILE_FORMATS = frozenset({"json", "jsonl", "ndjson", *SPREADSHEETS})
# JSON is read whole, and takes some ten times as much memory as its file; a sheet of OpenDocument too.
_WHOLE_BYTES = 500 * 10**6
# So many characters are held at a time, beside those of one row.
_SLICE_CHARACTERS = 1 << 26

Cells = Sequence[Any]


class UnreadableRowsError(Exception):
    """What stands there is no table; the message says what was found and what was expected."""


@dataclass(frozen=True, slots=True)
class RowTable:
    """Rows of values as they stand in a file.

    Attributes:
        label: the file's name in issues.
        names: the columns' names, which are '' if there is no header.
        rows: reads the rows from the start.
        fields: the field of each column; None for a column that no field describes.
        padded: whether cells at a row's end may be missing, as in Excel.
    """

    label: str
    names: tuple[str, ...]
    rows: Callable[[], Iterator[Cells]]
    fields: tuple[Field | None, ...]
    padded: bool = False

    def slices(self, rows: int, log: IssueLog) -> Iterator[pl.DataFrame]:
        """Frames of texts with columns 0, 1, 2 ..., as long as `rows`, or shorter; at least one.

        Args:
            rows: how many rows a frame has.
            log: takes rows that do not have as many cells as there are columns.

        Raises:
            UnreadableRowsError: the file cannot be read to its end.
        """
        width = len(self.names)
        schema = {str(place): pl.String for place in range(width)}
        before = 0
        source = self.rows()
        while True:
            some = _next_rows(source, rows)
            if some or not before:
                self._take_misshapen(some, before, log)
                texts = [self._texts(row) for row in some]
                yield pl.DataFrame(texts, schema=schema, orient="row")
            before += len(some)
            if not some:
                return

    def _texts(self, row: Cells) -> list[str | None]:
        cells = [cell_text(value, field) for value, field in zip(row, self.fields, strict=False)]
        return cells + [None] * (len(self.fields) - len(cells))

    def _take_misshapen(self, some: list[Cells], before: int, log: IssueLog) -> None:
        width = len(self.names)
        wrong: dict[str, list[tuple[int, str]]] = {"extra-cell": [], "missing-cell": []}
        for number, row in enumerate(some, start=before + 1):
            if len(row) > width or (len(row) < width and not self.padded):
                rule = "extra-cell" if len(row) > width else "missing-cell"
                wrong[rule].append((number, f"found {len(row)} cells, expected {width}"))
        for rule, found in wrong.items():
            if found:
                schema = {"row": pl.get_index_type(), "message": pl.String}
                frame = pl.DataFrame(found, schema=schema, orient="row")
                log.add(declared()[rule], [Violation(self.label, None, frame)])


def _next_rows(source: Iterator[Cells], most: int) -> list[Cells]:
    """The next rows, fewer than `most` where they are long: many cells of a spreadsheet may share one long text."""
    rows: list[Cells] = []
    characters = 0
    while len(rows) < most and characters < _SLICE_CHARACTERS and (row := next(source, None)) is not None:
        rows.append(row)
        characters += sum(len(cell) for cell in row if isinstance(cell, str))
    return rows


def inline_table(label: str, data: Any, resource: Resource) -> RowTable:
    """The rows of a descriptor's `data`: objects, or lists with the columns' names first.

    The members of an object have no order, so their columns stand in the fields' order.

    Raises:
        UnreadableRowsError: it is something else.
    """
    return _table(label, data, resource)


def file_table(label: str, file: Path, resource: Resource, most: int) -> RowTable:
    """The rows of a JSON or JSON Lines file, or of a spreadsheet.

    Args:
        label: the file's name in issues.
        file: the file.
        resource: its resource.
        most: how many bytes a spreadsheet may have after unpacking.

    Raises:
        UnreadableRowsError: it holds no table.
    """
    if resource.format in SPREADSHEETS:
        return _spreadsheet_table(label, file, resource, most)
    if resource.format == "json":
        return _table(label, _property(_read_json(file), resource), resource)
    return _json_lines_table(label, file, resource)


def cell_text(value: Any, field: Field | None) -> str | None:
    """A value of JSON or Excel as a text that means this value in its field; None if the cell is empty."""
    if value is None or isinstance(value, str):
        return value or None
    kind = field.type if field is not None else ""
    if isinstance(value, bool):
        return _boolean_text(value, field if kind == "boolean" else None)
    if isinstance(value, datetime | date | time):
        return _moment_text(value, field)
    if isinstance(value, int | float):
        text = _number_text(value)
        point = field.descriptor.get("decimalChar") if field is not None and kind == "number" else None
        return text.replace(".", point) if isinstance(point, str) else text
    return json.dumps(value, ensure_ascii=False)


def _boolean_text(value: bool, field: Field | None) -> str:
    """True and false in the field's own words for them."""
    words = field.descriptor.get("trueValues" if value else "falseValues") if field is not None else None
    if isinstance(words, list) and words:
        return str(words[0])
    return "true" if value else "false"


def _number_text(value: int | float) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else str(value)


def _moment_text(value: datetime | date | time, field: Field | None) -> str:
    """A date as a text of its field's format. Excel has no dates without a time."""
    if isinstance(value, datetime) and field is not None and field.type == "date":
        value = value.date()
    if field is not None and "%" in field.format:
        return value.strftime(field.format)
    return value.isoformat()


def _read_json(file: Path) -> Any:
    if file.stat().st_size > _WHOLE_BYTES:
        raise UnreadableRowsError(f"found more than {show_size(_WHOLE_BYTES)} of JSON, expected less, or JSON Lines")
    try:
        return json.loads(file.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableRowsError(f"found {error}, expected JSON") from None


def _property(value: Any, resource: Resource) -> Any:
    """The rows in a JSON value: the value itself, or the property that the dialect names."""
    name = resource.dialect.properties.get("property")
    if not isinstance(name, str):
        return value
    for step in name.split("."):
        if not isinstance(value, Mapping) or step not in value:
            raise UnreadableRowsError(f"found no property {name!r}, which the dialect names, expected a list of rows")
        value = value[step]
    return value


def _table(label: str, data: Any, resource: Resource) -> RowTable:
    if not isinstance(data, list):
        raise UnreadableRowsError(f"found {type(data).__name__}, expected a list of rows")
    return _listed(label, lambda: iter(data), resource)


def _listed(label: str, items: Callable[[], Iterator[Any]], resource: Resource) -> RowTable:
    """A table of JSON values, each of which is a row: objects, or lists, of which the first has the names."""
    first = next(items(), None)
    _check_item_type(first, resource.dialect)
    item_keys = resource.dialect.properties.get("itemKeys")
    if isinstance(first, Mapping) and isinstance(item_keys, list) and item_keys:
        names = tuple(map(str, item_keys))
        return _made(
            label, names, lambda: ([_as_object(item).get(name) for name in names] for item in items()), resource
        )
    if isinstance(first, Mapping):
        listed = tuple(map(file_name, resource.schema.field_names)) if resource.schema is not None else ()
        keys = dict.fromkeys(str(name) for item in items() for name in _as_object(item))
        names = (*(name for name in listed if name in keys), *(name for name in keys if name not in listed))
        return _made(label, names, lambda: ([item.get(name) for name in names] for item in items()), resource)
    if isinstance(first, list):
        if not resource.dialect.header_rows:
            return _made(label, ("",) * len(first), lambda: map(_as_list, items()), resource)
        names = tuple(str(name) for name in first)
        return _made(label, names, lambda: map(_as_list, islice(items(), 1, None)), resource)
    if first is None:
        names = tuple(map(file_name, resource.schema.field_names)) if resource.schema is not None else ()
        return _made(label, names, lambda: iter(()), resource)
    raise UnreadableRowsError(f"found {type(first).__name__} as the first row, expected an object or a list")


def _check_item_type(first: Any, dialect: Dialect) -> None:
    """Compare the first row with the dialect's itemType.

    Raises:
        UnreadableRowsError: the row is of another kind.
    """
    kinds = {"object": Mapping, "array": list}
    written = dialect.properties.get("itemType")
    if isinstance(written, str) and written in kinds and first is not None and not isinstance(first, kinds[written]):
        raise UnreadableRowsError(f"found {type(first).__name__} as the first row, expected the itemType {written!r}")


def _made(
    label: str,
    names: tuple[str, ...],
    rows: Callable[[], Iterator[Cells]],
    resource: Resource,
    *,
    padded: bool = False,
) -> RowTable:
    by_name: Mapping[str, Field] = resource.schema.by_name if resource.schema is not None else {}
    if names and not any(names) and resource.schema is not None:
        listed = resource.schema.fields
        fields = tuple(listed[place] if place < len(listed) else None for place in range(len(names)))
    else:
        fields = tuple(by_name.get(frame_name(name)) for name in names)
    return RowTable(label, names, rows, fields, padded)


def _as_object(item: Any) -> Mapping[str, Any]:
    if not isinstance(item, Mapping):
        raise UnreadableRowsError(f"found {type(item).__name__} among rows that are objects, expected an object")
    return item


def _as_list(item: Any) -> Cells:
    if not isinstance(item, list):
        raise UnreadableRowsError(f"found {type(item).__name__} among rows that are lists, expected a list")
    return item


def _json_lines_table(label: str, file: Path, resource: Resource) -> RowTable:
    def items() -> Iterator[Any]:
        with file.open(encoding="utf-8-sig") as stream:
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    try:
                        yield json.loads(line)
                    except (ValueError, RecursionError) as error:
                        raise UnreadableRowsError(f"found {error} in line {number}, expected JSON") from None

    try:
        return _listed(label, items, resource)
    except UnicodeDecodeError as error:
        raise UnreadableRowsError(f"found {error}, expected UTF-8") from None


def _spreadsheet_table(label: str, file: Path, resource: Resource, most: int) -> RowTable:
    try:
        with zipfile.ZipFile(file) as archive:
            size = sum(info.file_size for info in archive.infolist())
    except DAMAGE_ERRORS as error:
        raise UnreadableRowsError(f"found {error}, expected a spreadsheet") from None
    if size > most:
        raise UnreadableRowsError(f"found more than {show_size(most)} after unpacking, expected less")
    read = _sheet_rows if resource.format == "xlsx" else _open_document_rows
    rows = read(file, resource.dialect)
    header = [row for number, row in enumerate(islice(rows(), 100), start=1) if number in resource.dialect.header_rows]
    first = next(rows(), ())
    skipped = max(resource.dialect.header_rows, default=0)
    if not header:
        return _made(label, ("",) * len(first), rows, resource, padded=True)
    width = max(map(len, header))
    padded = [row + [None] * (width - len(row)) for row in map(list, header)]
    above = ([str(cell) for cell in column if cell is not None] for column in zip(*padded, strict=True))
    names = tuple(map(resource.dialect.header_join.join, above))
    return _made(label, names, lambda: islice(rows(), skipped, None), resource, padded=True)


def _open_document_rows(file: Path, dialect: Dialect) -> Callable[[], Iterator[Cells]]:
    """Reads the rows of a sheet of an OpenDocument spreadsheet, which is read whole."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - only for these, and not always installed

    try:
        if count_characters(file, _WHOLE_BYTES) > _WHOLE_BYTES:
            raise UnreadableRowsError(
                f"found more than {show_size(_WHOLE_BYTES)} of text with all repeated cells, expected less"
            )
        book = CalamineWorkbook.from_path(str(file))
        names = book.sheet_names
        place = _sheet_place(names, dialect)
        cells = book.get_sheet_by_index(place).to_python(skip_empty_area=False)
    except (CalamineError, OSError) as error:
        raise UnreadableRowsError(f"found {error}, expected an OpenDocument spreadsheet") from None
    return lambda: _without_empty_ends([None if cell == "" else cell for cell in row] for row in cells)


def _without_empty_ends(rows: Iterable[Sequence[Any]]) -> Iterator[Cells]:
    """Rows without empty cells at their ends, and without empty rows at the end."""
    empty = 0
    for row in rows:
        cells = list(row)
        while cells and cells[-1] is None:
            cells.pop()
        if not cells:
            empty += 1
            continue
        yield from chain(([] for _ in range(empty)), [cells])
        empty = 0


def _sheet_rows(file: Path, dialect: Dialect) -> Callable[[], Iterator[Cells]]:
    """Reads the rows of a sheet of an Excel file."""
    from openpyxl import load_workbook  # type: ignore[import-untyped]  # noqa: PLC0415 - only for Excel files, and not always installed

    def rows() -> Iterator[Cells]:
        try:
            book = load_workbook(file, read_only=True, data_only=True)
        except Exception as error:  # openpyxl fails on damaged files in many ways
            raise UnreadableRowsError(f"found {type(error).__name__}: {error}, expected an Excel file") from None
        try:
            sheet = book[book.sheetnames[_sheet_place(book.sheetnames, dialect)]]
            yield from _without_empty_ends(sheet.iter_rows(values_only=True))
        finally:
            book.close()

    return rows


def _sheet_place(names: Sequence[str], dialect: Dialect) -> int:
    """The place, from 0, of the sheet that a dialect names: the first unless it says otherwise."""
    name, number = dialect.properties.get("sheetName"), dialect.properties.get("sheetNumber", 1)
    if isinstance(dialect.properties.get("sheet"), int | str) and name is None:
        number = dialect.properties["sheet"]
        name = number if isinstance(number, str) else None
    if isinstance(name, str):
        if name not in names:
            raise UnreadableRowsError(f"found the sheets {', '.join(names)}, expected {name!r}")
        return list(names).index(name)
    if not isinstance(number, int) or not 1 <= number <= len(names):
        raise UnreadableRowsError(f"found {len(names)} sheets, expected number {number}")
    return number - 1
