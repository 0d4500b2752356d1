"""The tables of a package as lazy polars frames, wherever its files are and however they are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from newsrows.datapackage import normalise
from newsrows.datapackage.delimited import is_plain, write_plainly
from newsrows.datapackage.loading import Location
from newsrows.datapackage.model import DELIMITERS, Field, Resource
from newsrows.datapackage.sources import FolderSource
from newsrows.datapackage.unpacked import PLAIN_ENCODINGS, RecodeError, Scratch, UnpackError, compression_of
from newsrows.records import PackageError

_NUMBERS: Mapping[str, type[pl.DataType]] = {"integer": pl.Int64, "year": pl.Int64, "number": pl.Float64}
# What newsrows calls the Parquet file of the table `quotes` in its descriptors.
_PARQUET = "-parquet"
_TRUE, _FALSE = ("true", "True", "TRUE", "1"), ("false", "False", "FALSE", "0")


def is_table(resource: Resource) -> bool:
    """Whether a resource is a table: it has a schema, or is a CSV or Parquet file."""
    return resource.schema is not None or resource.format in {"csv", "tsv", "parquet"}


def tables_by_name(resources: Sequence[Resource]) -> dict[str, Resource]:
    """The resources that are tables, by name; a table that is there as CSV and Parquet once, as Parquet."""
    tables = {resource.name: resource for resource in resources if is_table(resource)}
    for name, resource in list(tables.items()):
        table = name.removesuffix(_PARQUET)
        is_copy = table in tables or (resource.schema is not None and resource.schema.name == table)
        if table != name and resource.format == "parquet" and is_copy:
            del tables[name]
            tables[table] = resource
    return tables


# Tables that are smaller as plain text fit into memory, where they take some three times as much.
# Parquet is packed, and counts five times.
HELD_BYTES = 1 << 28
_PARQUET_FACTOR = 5
# The time zone at the end of a datetime.
_OFFSET = r"(?:Z|[+-][0-9]{2}:?[0-9]{2})$"


@dataclass(frozen=True)
class ScannedTable:
    """The rows of a resource.

    Attributes:
        frame: the rows, which are not read yet.
        bytes: about how many bytes they have as plain text.
    """

    frame: pl.LazyFrame
    bytes: int

    @property
    def is_small(self) -> bool:
        """Whether the rows fit into memory."""
        return self.bytes < HELD_BYTES


@dataclass(frozen=True)
class TableFiles:
    """The files of a package's tables.

    Attributes:
        location: where the package is.
        scratch: takes copies of files that must be unpacked or recoded.
        all_rows: whether all rows will be read. A small Parquet file is then read at once, and a large one checked to
            its end before.
    """

    location: Location
    scratch: Scratch
    all_rows: bool = False

    def scan(self, resource: Resource) -> pl.LazyFrame:
        """The rows of a resource: columns of texts, except in Parquet, where they have their own types.

        Raises:
            PackageError: the resource cannot be read, or not safely.
        """
        return self.open(resource).frame

    def open(self, resource: Resource) -> ScannedTable:
        """The same, with their size.

        Raises:
            PackageError: the resource cannot be read, or not safely.
        """
        if resource.fault is not None:
            raise PackageError(resource.fault)
        if not resource.paths and "data" in resource.descriptor:
            return ScannedTable(_inline(resource), 0)
        if resource.format == "parquet":
            return self._parquet(resource)
        if resource.paths and (resource.format in DELIMITERS or not resource.format):
            return self._delimited(resource)
        raise PackageError(
            f"{resource.origin}: {resource.name!r} cannot be read: its format is {resource.format!r}, "
            "expected CSV or Parquet"
        )

    def files(self, resource: Resource) -> list[Path]:
        """The files of a resource as they are, or copies of them that are not unpacked or recoded.

        Raises:
            PackageError: the file does not exist, or is outside the package.
        """
        return [self._found(path) for path in resource.paths]

    def _delimited(self, resource: Resource) -> ScannedTable:
        parts = [self._text_file(path, resource) for path in resource.paths]
        size = sum(part.bytes for part in parts)
        if len(parts) == 1:
            return parts[0]
        columns = column_types(parts[0].frame, resource).names()
        return ScannedTable(pl.concat([part.frame.select(columns) for part in parts]), size)

    def _text_file(self, path: str, resource: Resource) -> ScannedTable:
        """A delimited file; one that polars would not read by the letter is read from a plain copy."""
        dialect = resource.dialect
        for name in ("delimiter", "quoteChar"):
            if not _is_character(written := dialect.properties.get(name)):
                at = f"{resource.dialect_origin}: {resource.name!r} cannot be read: found {name}"
                raise PackageError(f"{at} {written!r}, expected one character")
        file = self._file(path, resource)
        names = resource.schema.field_names if resource.schema is not None else None
        has_header, delimiter, mark = bool(dialect.header_rows), dialect.delimiter, dialect.properties["quoteChar"]
        if not is_plain(file, dialect):
            plain = self.scratch.new_file()
            write_plainly(file, dialect, names, self.location.source.shown(path), plain)
            file, has_header, delimiter, mark = plain, True, ",", '"'
        frame = pl.scan_csv(
            file,
            has_header=has_header,
            new_columns=None if has_header else names,
            separator=delimiter,
            quote_char=mark or None,
            infer_schema=False,
            glob=False,
        )
        if (null := dialect.null_sequence) is not None:
            frame = frame.with_columns(pl.when(pl.all() != null).then(pl.all()))
        return ScannedTable(frame, _bytes([file]))

    def check_rows(self, resource: Resource) -> None:
        """Read the delimited files of a resource row by row, for a better message than polars has.

        Raises:
            PackageError: at the first row that does not fit.
        """
        names = resource.schema.field_names if resource.schema is not None else None
        for path in resource.paths if resource.format in DELIMITERS else ():
            shown, target = self.location.source.shown(path), self.scratch.new_file()
            write_plainly(self._file(path, resource), resource.dialect, names, shown, target)

    def _parquet(self, resource: Resource) -> ScannedTable:
        """Parquet files, whose sizes are checked, and their rows too if all of them will be read."""
        from newsrows.datapackage import parquet  # noqa: PLC0415 - for Parquet

        files = [self._file(path, resource) for path in resource.paths]
        size = _bytes(files) * _PARQUET_FACTOR
        for path, file in zip(resource.paths, files, strict=True):
            try:
                if self.all_rows and size < HELD_BYTES and len(files) == 1:
                    return ScannedTable(parquet.read_table(file, self.scratch.most).lazy(), size)
                parquet.check(file, self.scratch.most)
                if self.all_rows:
                    parquet.check_rows(file)
            except parquet.UnreadableParquetError as error:
                raise PackageError(
                    f"{resource.origin}: {resource.name!r} cannot be read: {self.location.source.shown(path)}: {error}"
                ) from None
        return ScannedTable(pl.scan_parquet(files, glob=False), size)

    def _file(self, path: str, resource: Resource) -> Path:
        """A file of the resource that polars can read where it is, or a copy that it can read."""
        plain = resource.encoding in PLAIN_ENCODINGS or resource.format == "parquet"
        packed = compression_of(path)
        file, shown = self._found(path), self.location.source.shown(path)
        try:
            file = self.scratch.unpack(file, packed, shown, only_member=True) if packed else file
            return file if plain else self.scratch.recode(file, resource.encoding, shown)
        except UnpackError as error:
            raise PackageError(f"{shown}: found a damaged compressed file ({error}), expected a table") from None
        except RecodeError as error:
            raise PackageError(f"{shown}: {error}") from None

    def _found(self, path: str) -> Path:
        """A file on disk: that of a folder, or a copy of one in a zip file or git."""
        source = self.location.source
        if isinstance(source, FolderSource):
            return source.find(path)
        file = self.scratch.new_file()
        source.copy(path, file, self.scratch.most)
        return file


def _is_character(written: object) -> bool:
    """Whether a property of a dialect is one character that may stand within a line, or is not given."""
    return not written or (isinstance(written, str) and len(written) == 1 and written not in "\0\r\n")


def _bytes(files: list[Path]) -> int:
    return sum(file.stat().st_size for file in files)


def column_types(frame: pl.LazyFrame, resource: Resource) -> pl.Schema:
    """The columns of a frame from `TableFiles.scan`.

    Raises:
        PackageError: the file cannot be read.
    """
    try:
        return frame.collect_schema()
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise PackageError(f"{resource.origin}: {resource.name!r} cannot be read: {reason}") from None


def _inline(resource: Resource) -> pl.LazyFrame:
    rows = resource.descriptor["data"]
    if not isinstance(rows, list) or not rows:
        raise PackageError(f"{resource.origin}: inline data of {resource.name!r}: expected a list of rows")
    if isinstance(rows[0], list):
        head, *rest = rows
        rows = [dict(zip(map(str, head), row, strict=False)) for row in rest if isinstance(row, list)]
    names = list(dict.fromkeys(name for row in rows if isinstance(row, Mapping) for name in row))
    columns = {name: [_cell(row.get(name)) for row in rows if isinstance(row, Mapping)] for name in names}
    return pl.LazyFrame(columns, schema=dict.fromkeys(names, pl.String))


def _cell(value: Any) -> str | None:
    return None if value is None else normalise.value_text(value)


def with_types(frame: pl.LazyFrame, resource: Resource) -> pl.LazyFrame:
    """The rows of a frame from `TableFiles.scan` with the types of the resource's schema.

    Integers and years become Int64, numbers Float64, booleans Boolean, dates Date, datetimes Datetime and times Time.
    All other types, and columns that the schema does not list, stay texts. Texts that mean 'missing' become null.

    Datetimes become moments in UTC; one without a time zone is taken as UTC.

    A value that is not of its column's type raises `polars.exceptions.InvalidOperationError` when the frame is
    collected.

    Raises:
        PackageError: the file cannot be read.
    """
    types = column_types(frame, resource)
    if resource.schema is None:
        return frame
    default = list(resource.schema.missing_values)
    fields = resource.schema.by_name
    texts = [name for name, kind in types.items() if isinstance(kind, pl.String | pl.Categorical | pl.Enum)]
    return frame.with_columns(
        _typed(pl.col(name).cast(pl.String), fields.get(name), default).alias(name) for name in texts
    )


def _typed(column: pl.Expr, field: Field | None, default: list[str]) -> pl.Expr:
    missing = default if field is None else list(field.missing_values)
    present = pl.when(column.is_in(missing)).then(None).otherwise(column) if missing else column
    if field is None:
        return present
    if field.type in _NUMBERS:
        return _digits(present, field).cast(_NUMBERS[field.type])
    if field.type == "boolean":
        return _boolean(present, field)
    return present if field.format == "any" else _time(present, field)


def _time(column: pl.Expr, field: Field) -> pl.Expr:
    """Dates, datetimes and times; a column of another type is unchanged."""
    is_default = field.format == "default"
    match field.type:
        case "date":
            return column.str.to_date("%Y-%m-%d" if is_default else field.format)
        case "datetime" if is_default:
            return _moment(column)
        case "datetime":
            return column.str.to_datetime(field.format, time_unit="us")
        case "time":
            plain = column.str.strip_suffix("Z") if is_default else column
            return plain.str.to_time("%H:%M:%S%.f" if is_default else field.format)
        case _:
            return column


def _moment(column: pl.Expr) -> pl.Expr:
    """Datetimes of the default format, as moments in UTC."""
    with_offset = pl.when(column.str.contains(_OFFSET)).then(column).otherwise(pl.concat_str(column, pl.lit("Z")))
    text = with_offset.str.replace(r"Z$", "+00:00").str.replace(" ", "T", literal=True)
    return text.str.to_datetime("%Y-%m-%dT%H:%M:%S%.f%z", time_unit="us", time_zone="UTC")


def _digits(column: pl.Expr, field: Field) -> pl.Expr:
    """Numbers as polars reads them: without signs for groups, units, and with a point before the decimals."""
    if group := field.descriptor.get("groupChar"):
        column = column.str.replace_all(str(group), "", literal=True)
    if (point := field.descriptor.get("decimalChar", ".")) != ".":
        column = column.str.replace(str(point), ".", literal=True)
    if field.descriptor.get("bareNumber") is False:
        column = column.str.extract(r"([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)")
    return column


def _boolean(column: pl.Expr, field: Field) -> pl.Expr:
    true = [str(value) for value in normalise.as_list(field.descriptor.get("trueValues", list(_TRUE)))]
    false = [str(value) for value in normalise.as_list(field.descriptor.get("falseValues", list(_FALSE)))]
    return column.replace_strict([*true, *false], [*[True] * len(true), *[False] * len(false)], return_dtype=pl.Boolean)
