"""The columns of Parquet files as values of their fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from newsrows.datapackage.json_values import broken_values
from newsrows.datapackage.model import Field, TableSchema
from newsrows.datapackage.values import read_column
from newsrows.records import Issue
from newsrows.validation.cells import TypedSlice
from newsrows.validation.registry import issue
from newsrows.validation.violations import numbered

_Fits = Callable[[pl.DataType], bool]


def _text(kind: pl.DataType) -> bool:
    return isinstance(kind, pl.String | pl.Categorical | pl.Enum)


# The type of a field, which columns fit it, and the type in which its values are compared (None: they are not).
_FITS: Mapping[str, tuple[_Fits, pl.DataType | None]] = {
    "string": (_text, pl.String()),
    "integer": (lambda kind: kind.is_integer(), pl.Int64()),
    "year": (lambda kind: kind.is_integer(), pl.Int64()),
    "number": (lambda kind: kind.is_numeric(), pl.Float64()),
    "boolean": (lambda kind: isinstance(kind, pl.Boolean), pl.Boolean()),
    "date": (lambda kind: isinstance(kind, pl.Date), pl.Date()),
    "datetime": (lambda kind: isinstance(kind, pl.Datetime), None),
    "time": (lambda kind: isinstance(kind, pl.Time), pl.Time()),
    "yearmonth": (lambda kind: isinstance(kind, pl.Date) or _text(kind), None),
    "duration": (lambda kind: isinstance(kind, pl.Duration) or _text(kind), None),
    "object": (lambda kind: isinstance(kind, pl.Struct) or _text(kind), None),
    "array": (lambda kind: isinstance(kind, pl.List | pl.Array) or _text(kind), None),
    "list": (lambda kind: isinstance(kind, pl.List | pl.Array) or _text(kind), None),
}


def columns_of_other_types(
    schema: TableSchema, places: Mapping[str, int], types: Mapping[str, pl.DataType], label: str
) -> tuple[set[str], list[Issue]]:
    """The fields whose columns are of another type, and an issue for each."""
    issues = []
    for field in schema.fields:
        if field.name not in places:
            continue
        kind = types[str(places[field.name])]
        if not _fit(field)[0](kind) and not isinstance(kind, pl.Null):
            message = f"found a column of type {kind}, expected {field.type}"
            issues.append(issue(label, "columns-mismatch", message, column=field.name))
    return {str(one.column) for one in issues}, issues


def typed_slice(schema: TableSchema, places: Mapping[str, int], frame: pl.DataFrame, *, before: int) -> TypedSlice:
    """A slice of a Parquet file, with columns 0, 1, 2 ..., as values; `before` is how many rows came earlier."""
    values: dict[str, pl.Series] = {}
    texts: dict[str, pl.Series] = {}
    broken: dict[str, Mapping[str, frozenset[str]]] = {}
    checked: set[str] = set()
    for field in schema.fields:
        if field.name not in places:
            continue
        kind = _fit(field)[1]
        column = _values(frame[str(places[field.name])], kind)
        if isinstance(column.dtype, pl.String) and _is_read_as_text(field):
            texts[field.name] = _without_missing(field, column)
            read = read_column(field, texts[field.name])
            column, broken[field.name] = read.values, read.broken
            checked |= {field.name} if read.checked else set()
        elif column.dtype.is_nested():  # which neither keys nor messages can hold
            items = column.to_list()
            column = texts[field.name] = _as_texts(column)
            broken[field.name] = {
                name: frozenset(column[place] for place in places)
                for name, places in broken_values(field, items).items()
            }
            checked.add(field.name)
        elif isinstance(column.dtype, pl.Duration):
            texts[field.name] = column.dt.to_string("iso")
            column = column.cast(pl.Duration("us")).cast(pl.Int64)
        elif kind is None and not isinstance(column.dtype, pl.Datetime):
            checked.add(field.name)
        values[field.name] = column.alias(field.name)
    return TypedSlice(
        numbered(pl.DataFrame(values), before=before), texts, frozenset(checked), broken, has_all_texts=False
    )


def _is_read_as_text(field: Field) -> bool:
    """Whether a column of texts is judged as in CSV: it has a format, missing values, or a type that is not text."""
    stated = set(field.missing_values) - {""}
    return bool(stated) or (field.type, field.format) not in {("string", "default"), ("any", "default")}


def _without_missing(field: Field, texts: pl.Series) -> pl.Series:
    """Null in place of the texts that mean 'missing'. An empty text is a text, since Parquet has null."""
    missing = [text for text in field.missing_values if text]
    return texts if not missing else pl.select(pl.when(~texts.is_in(missing)).then(texts)).to_series()


def _fit(field: Field) -> tuple[_Fits, pl.DataType | None]:
    """What fits a field; anything fits one that declares no type."""
    return _FITS.get(field.type if "type" in field.descriptor else "any", (lambda _: True, None))


def _values(column: pl.Series, kind: pl.DataType | None) -> pl.Series:
    if isinstance(column.dtype, pl.Datetime):
        return column.cast(pl.Datetime("us", column.dtype.time_zone and "UTC"))
    if _holds_bytes(column.dtype):  # which Pandera cannot report
        return column.bin.encode("hex") if isinstance(column.dtype, pl.Binary) else _as_texts(column)
    if isinstance(column.dtype, pl.Categorical | pl.Enum):
        return column.cast(pl.String)
    if kind is None:
        return column
    values = column.cast(kind, strict=False)
    if column.dtype.is_integer() and values.null_count() > column.null_count():  # an unsigned one of 64 bits or more
        return column.cast(pl.Int128, strict=False)
    return values


def _holds_bytes(kind: object) -> bool:
    if isinstance(kind, pl.Struct):
        return any(_holds_bytes(part.dtype) for part in kind.fields)
    if isinstance(kind, pl.List | pl.Array):
        return _holds_bytes(kind.inner)
    return isinstance(kind, pl.Binary)


def _as_texts(column: pl.Series) -> pl.Series:
    return pl.Series([None if value is None else repr(value) for value in column.to_list()], dtype=pl.String)
