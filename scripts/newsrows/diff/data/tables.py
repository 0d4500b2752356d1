"""The tables of a package as lazy frames of canonical texts, wherever and however their files lie.

Values are compared as texts in one spelling for each type, so that `1.0` and `1`, or CSV and Parquet, are no change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from newsrows.datapackage import normalise
from newsrows.datapackage.errors import PackageError
from newsrows.datapackage.loading import Location
from newsrows.datapackage.model import DELIMITERS, Field, Resource
from newsrows.datapackage.sources import FolderSource
from newsrows.datapackage.unpacked import PLAIN_ENCODINGS, RecodeError, Scratch, UnpackError, compression_of

# Properties of a dialect that are read only at their defaults.
_UNSUPPORTED = {"escapeChar": None, "doubleQuote": True, "headerRows": [1]}


@dataclass(frozen=True)
class Table:
    """Rows of a resource: all columns as canonical texts, under the names in the file."""

    name: str
    columns: tuple[str, ...]
    frame: pl.LazyFrame


@dataclass(frozen=True)
class Opener:
    """Opens the tables of one package; files that must be unpacked or recoded are copied to `scratch`."""

    location: Location
    scratch: Scratch

    def open(self, resource: Resource) -> Table:
        """The rows of a resource.

        Raises:
            PackageError: if they cannot be read, or not safely.
        """
        if not resource.paths and "data" in resource.descriptor:
            frame = _inline(resource)
        elif resource.format == "parquet":
            frame = pl.scan_parquet([self._file(path, resource) for path in resource.paths])
        elif resource.paths and (resource.format in DELIMITERS or not resource.format):
            frame = self._delimited(resource)
        else:
            raise PackageError(
                f"{resource.origin}: rows of {resource.name!r} are not compared: its format is {resource.format!r}, "
                "expected CSV or Parquet; name the tables to compare with --table"
            )
        try:
            types = frame.collect_schema()
        except (pl.exceptions.PolarsError, OSError) as error:
            raise PackageError(f"{resource.origin}: {resource.name!r} cannot be read: {_first(error)}") from None
        fields = resource.schema.by_name if resource.schema is not None else {}
        default = resource.schema.missing_values if resource.schema is not None else {"": None}
        texts = [
            canonical(name, kind, field := fields.get(name), list(field.missing_values if field else default))
            for name, kind in types.items()
        ]
        return Table(resource.name, tuple(types), frame.select(texts))

    def _delimited(self, resource: Resource) -> pl.LazyFrame:
        dialect = resource.dialect.properties
        for key, expected in _UNSUPPORTED.items():
            if dialect.get(key, expected) != expected:
                raise PackageError(
                    f"{resource.dialect_origin}: {key} {dialect[key]!r}: rows of such files are not compared; "
                    "name the tables to compare with --table"
                )
        files = [self._file(path, resource) for path in resource.paths]
        names = [field.name for field in resource.schema.fields] if resource.schema is not None else None
        return pl.scan_csv(
            files,
            has_header=bool(dialect["header"]),
            new_columns=names if not dialect["header"] else None,
            separator=resource.dialect.delimiter,
            quote_char=dialect["quoteChar"] or None,
            comment_prefix=dialect.get("commentChar"),
            infer_schema=False,
            glob=False,
        )

    def _file(self, path: str, resource: Resource) -> Path:
        """A file of the resource that polars can read where it is, or a copy that it can."""
        plain = resource.encoding in PLAIN_ENCODINGS or resource.format == "parquet"
        packed = compression_of(path)
        source = self.location.source
        if isinstance(source, FolderSource):
            file = source.find(path)
        else:
            file = self.scratch.new_file()
            source.copy(path, file, self.scratch.most)
        shown = source.shown(path)
        try:
            file = self.scratch.unpack(file, packed, shown, only_member=True) if packed else file
            return file if plain else self.scratch.recode(file, resource.encoding, shown)
        except UnpackError as error:
            raise PackageError(f"{shown}: found a damaged compressed file ({error}), expected a table") from None
        except RecodeError as error:
            raise PackageError(f"{shown}: {error}") from None


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


def canonical(name: str, kind: pl.DataType, field: Field | None, missing: list[str]) -> pl.Expr:
    """A column as texts, null where a value is missing, numbers and booleans in one spelling."""
    column = pl.col(name)
    if kind == pl.String:
        return _text(column, field, missing).alias(name)
    if isinstance(kind, pl.Datetime):
        return column.dt.strftime("%Y-%m-%dT%H:%M:%S%.f" + ("Z" if kind.time_zone else "")).alias(name)
    if kind.is_nested():
        raise PackageError(f"column {name!r} holds {kind}; lists and structs are not compared")
    if kind.is_float():
        return _number(column.cast(pl.Float64)).alias(name)
    return column.cast(pl.String).alias(name)


def _text(column: pl.Expr, field: Field | None, missing: list[str]) -> pl.Expr:
    present = pl.when(column.is_in(missing)).then(None).otherwise(column) if missing else column
    if field is None:
        return present
    if field.type == "integer":
        return pl.coalesce(present.cast(pl.Int64, strict=False).cast(pl.String), present)
    if field.type == "number":
        return pl.coalesce(_number(present.cast(pl.Float64, strict=False)), present)
    if field.type == "boolean":
        true = normalise.as_list(field.descriptor.get("trueValues", ["true", "True", "TRUE", "1"]))
        false = normalise.as_list(field.descriptor.get("falseValues", ["false", "False", "FALSE", "0"]))
        return (
            pl.when(present.is_in(true))
            .then(pl.lit("true"))
            .when(present.is_in(false))
            .then(pl.lit("false"))
            .otherwise(present)
        )
    return present


def _number(column: pl.Expr) -> pl.Expr:
    """A float as text, whole ones as integers are written, so that 3 and 3.0 agree."""
    whole = column.cast(pl.Int64, strict=False)
    return pl.when(whole.cast(pl.Float64) == column).then(whole.cast(pl.String)).otherwise(column.cast(pl.String))


def _first(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
