"""The tables of a package as lazy frames of canonical texts, wherever and however their files lie.

Values are compared as texts in one spelling for each type, so that `1.0` and `1`, or CSV and Parquet, are no change.
"""

from __future__ import annotations

import codecs
import gzip
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import polars as pl

from newsrows.compression import COMPRESSED
from newsrows.diff import spellings
from newsrows.diff.load import Located
from newsrows.diff.model import DELIMITED, Field, Resource
from newsrows.diff.refused import CannotCompareError, Limits
from newsrows.diff.trees import CHUNK, FolderTree, copy_bounded, too_large

SEPARATORS = {"tsv": "\t", "tab": "\t", "psv": "|"}
ESCAPES = {"escapeChar": None, "doubleQuote": True, "headerRows": [1]}


@dataclass(frozen=True)
class Table:
    """Rows of a resource: all columns as canonical texts, under the names in the file."""

    name: str
    columns: tuple[str, ...]
    frame: pl.LazyFrame


@dataclass(frozen=True)
class Opener:
    """Opens the tables of one package; what has to be unpacked or recoded goes to `scratch`."""

    located: Located
    limits: Limits
    scratch: Path

    def open(self, resource: Resource) -> Table:
        """The rows of a resource.

        Raises:
            CannotCompareError: if they cannot be read, or not safely.
        """
        if not resource.paths and "data" in resource.members:
            frame = _inline(resource)
        elif resource.format == "parquet":
            frame = pl.scan_parquet([self._file(path, resource) for path in resource.paths])
        elif resource.format in DELIMITED and resource.paths:
            frame = self._delimited(resource)
        else:
            raise CannotCompareError(
                f"{resource.origin}: rows of {resource.name!r} are not compared: its format is {resource.format!r}, "
                "expected CSV or Parquet; name the tables to compare with --table"
            )
        try:
            types = frame.collect_schema()
        except (pl.exceptions.PolarsError, OSError) as error:
            raise CannotCompareError(f"{resource.origin}: {resource.name!r} cannot be read: {_first(error)}") from None
        fields = resource.schema.by_name if resource.schema is not None else {}
        missing = resource.schema.missing_values() if resource.schema is not None else {"": None}
        texts = [
            canonical(name, kind, fields.get(name), _missing(fields.get(name), resource, missing))
            for name, kind in types.items()
        ]
        return Table(resource.name, tuple(types), frame.select(texts))

    def _delimited(self, resource: Resource) -> pl.LazyFrame:
        dialect = resource.dialect
        for key, expected in ESCAPES.items():
            if dialect.get(key, expected) != expected:
                raise CannotCompareError(
                    f"{resource.dialect_origin}: {key} {dialect[key]!r}: rows of such files are not compared; "
                    "name the tables to compare with --table"
                )
        files = [self._file(path, resource) for path in resource.paths]
        names = [field.name for field in resource.schema.fields] if resource.schema is not None else None
        separator = SEPARATORS.get(resource.format, ",") if dialect["delimiter"] == "," else dialect["delimiter"]
        return pl.scan_csv(
            files,
            has_header=bool(dialect["header"]),
            new_columns=names if not dialect["header"] else None,
            separator=separator,
            quote_char=dialect["quoteChar"] or None,
            comment_prefix=dialect.get("commentChar"),
            infer_schema=False,
            glob=False,
        )

    def _file(self, path: str, resource: Resource) -> Path:
        """A file of the resource that polars can read where it lies, or a copy that it can."""
        encoding = spellings.encoding(resource.members.get("encoding"))
        plain = encoding in {"utf-8", "ascii", "utf-8-sig"} or resource.format == "parquet"
        packed = path.lower().endswith(COMPRESSED)
        if isinstance(self.located.tree, FolderTree) and plain and not packed:
            return self.located.tree.find(path)
        target = self.scratch / f"{len(list(self.scratch.iterdir()))}.part"
        self.located.tree.copy(path, target, self.limits.unpacked_bytes)
        if packed:
            target = self._unpack(target, path)
        return target if plain else self._recode(target, encoding, path)

    def _unpack(self, packed: Path, path: str) -> Path:
        target = packed.with_suffix(".unpacked")
        shown = self.located.tree.shown(path)
        try:
            if path.lower().endswith(".gz"):
                with gzip.open(packed) as source:
                    copy_bounded(source, target, self.limits.unpacked_bytes, shown)
                return target
            if path.lower().endswith(".zip"):
                with zipfile.ZipFile(packed) as archive, archive.open(_only_member(archive, shown)) as member:
                    copy_bounded(member, target, self.limits.unpacked_bytes, shown)
                return target
        except (OSError, EOFError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise CannotCompareError(f"{shown}: damaged or packed in a way that is not read: {error}") from None
        raise CannotCompareError(f"{shown}: packed in a way that is not read; expected .gz or .zip")

    def _recode(self, file: Path, encoding: str, path: str) -> Path:
        target = file.with_suffix(".utf8")
        shown = self.located.tree.shown(path)
        try:
            with file.open("rb") as source, target.open("wb") as out:
                _recode_stream(source, out, encoding, self.limits.unpacked_bytes, shown)
        except LookupError:
            raise CannotCompareError(f"{shown}: unknown encoding {encoding!r}") from None
        except UnicodeError as error:
            raise CannotCompareError(f"{shown}: not {encoding}: {error}") from None
        return target


def _recode_stream(source: IO[bytes], out: IO[bytes], encoding: str, most: int, shown: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    size = 0
    while piece := source.read(CHUNK):
        size += out.write(decoder.decode(piece).encode())
        if size > most:
            raise too_large(shown, most, "--max-unpacked")
    out.write(decoder.decode(b"", final=True).encode())


def _only_member(archive: zipfile.ZipFile, shown: str) -> zipfile.ZipInfo:
    members = [info for info in archive.infolist() if not info.is_dir()]
    if len(members) != 1:
        raise CannotCompareError(f"{shown}: {len(members)} files in the zip; expected one")
    return members[0]


def _inline(resource: Resource) -> pl.LazyFrame:
    rows = resource.members["data"]
    if not isinstance(rows, list) or not rows:
        raise CannotCompareError(f"{resource.origin}: inline data of {resource.name!r}: expected a list of rows")
    if isinstance(rows[0], list):
        head, *rest = rows
        rows = [dict(zip(map(str, head), row, strict=False)) for row in rest if isinstance(row, list)]
    names = list(dict.fromkeys(name for row in rows if isinstance(row, Mapping) for name in row))
    columns = {name: [_cell(row.get(name)) for row in rows if isinstance(row, Mapping)] for name in names}
    return pl.LazyFrame(columns, schema=dict.fromkeys(names, pl.String))


def _cell(value: Any) -> str | None:
    return None if value is None else spellings.value_text(value)


def _missing(field: Field | None, resource: Resource, default: Mapping[str, Any]) -> list[str]:
    if field is None or resource.schema is None:
        return list(default)
    return list(resource.schema.missing_values(field))


def canonical(name: str, kind: pl.DataType, field: Field | None, missing: list[str]) -> pl.Expr:
    """A column as texts, null where a value is missing, numbers and booleans in one spelling."""
    column = pl.col(name)
    if kind == pl.String:
        return _text(column, field, missing).alias(name)
    if isinstance(kind, pl.Datetime):
        return column.dt.strftime("%Y-%m-%dT%H:%M:%S%.f" + ("Z" if kind.time_zone else "")).alias(name)
    if kind.is_nested():
        raise CannotCompareError(f"column {name!r} holds {kind}; lists and structs are not compared")
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
        true = spellings.as_list(field.members.get("trueValues", ["true", "True", "TRUE", "1"]))
        false = spellings.as_list(field.members.get("falseValues", ["false", "False", "FALSE", "0"]))
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
