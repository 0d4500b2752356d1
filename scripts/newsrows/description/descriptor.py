"""The descriptor of a package for files that have none."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from newsrows.datapackage.descriptor import build_resource, build_schema
from newsrows.datapackage.frames import TableFiles, column_types
from newsrows.datapackage.limits import Limits
from newsrows.datapackage.loading import Location
from newsrows.datapackage.model import DELIMITERS, Resource
from newsrows.datapackage.normalise import resource_format
from newsrows.datapackage.sources import FolderSource
from newsrows.datapackage.unpacked import RecodeError, Scratch, UnpackError, compression_of
from newsrows.description.column_types import ColumnType, type_of_column, type_of_texts, type_of_values
from newsrows.description.keys import KeyColumns, foreign_keys, is_key_like
from newsrows.description.text_dialect import TextDialect, text_dialect
from newsrows.records import PackageError
from newsrows.validation.row_tables import UnreadableRowsError, cell_text, file_table

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
FORMATS = ("csv", "tsv", "json", "jsonl", "ndjson", "parquet", "xlsx")


@dataclass(frozen=True)
class _Table:
    """A table that was read: its descriptor without keys, the types of its columns, and those that may be keys."""

    written: dict[str, Any]
    keys: KeyColumns


def describe_files(files: Sequence[Path], base: Path, name: str | None, limits: Limits) -> dict[str, Any]:
    """The descriptor of a package with these files.

    Args:
        files: CSV, TSV, JSON, JSON Lines, Parquet and Excel files.
        base: the folder of the descriptor.
        name: the name of the package; None: there is none.
        limits: how large files may be.

    Raises:
        PackageError: a file is missing, is outside of `base`, or cannot be read.
    """
    if not files:
        raise PackageError("found no files, expected tables to describe")
    paths = [_inside(file, base) for file in files]
    names = _names(paths)
    tables = [_table(path, base, own, limits) for path, own in zip(paths, names, strict=True)]
    keys = [table.keys for table in tables]
    for table in tables:
        schema = table.written["schema"]
        if (primary := table.keys.primary_key) is not None:
            schema["primaryKey"] = [primary]
        if references := list(foreign_keys(table.keys, keys)):
            schema["foreignKeys"] = references
    head: dict[str, Any] = {"$schema": PROFILE} | ({} if name is None else {"name": name})
    return {**head, "resources": [table.written for table in tables]}


def _inside(file: Path, base: Path) -> str:
    """The path of a file from the descriptor's folder."""
    if not file.is_file():
        raise PackageError(f"{file}: found no such file, expected a table to describe")
    real = Path(os.path.abspath(file))  # noqa: PTH100 - links stay as they are
    if not real.is_relative_to(Path(os.path.abspath(base))):  # noqa: PTH100
        raise PackageError(
            f"{file}: found a file outside of {base}, expected one below the descriptor's folder, as the standard "
            "demands; next: put the descriptor above the files with --out"
        )
    return real.relative_to(Path(os.path.abspath(base))).as_posix()  # noqa: PTH100


def _names(paths: Sequence[str]) -> list[str]:
    """A name for each resource: the file's name without endings; of files with the same name, the format too."""
    stems = [_slug(Path(path).name.partition(".")[0]) for path in paths]
    counts = Counter(stems)
    names: list[str] = []
    for path, stem in zip(paths, stems, strict=True):
        name = stem if counts[stem] == 1 else f"{stem}-{_slug(resource_format({}, [path]))}"
        if name in names:
            name = _slug(path.partition(".")[0])
        number = 2
        while name in names:
            name, number = f"{name}-{number}", number + 1
        names.append(name)
    return names


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9._-]+", "-", text.lower()).strip("-._") or "table"


def _table(path: str, base: Path, name: str, limits: Limits) -> _Table:
    shown = (base / path).as_posix()
    written: dict[str, Any] = {"name": name, "type": "table", "path": path}
    kind = resource_format({}, [path])
    if kind not in FORMATS:
        raise PackageError(f"{shown}: found the format {kind!r}, expected one of {', '.join(FORMATS)}")
    with TemporaryDirectory() as folder:
        scratch = Scratch(Path(folder), limits.unpacked_bytes)
        columns = (
            _delimited(path, base, written, scratch, limits)
            if kind in DELIMITERS
            else _parquet(path, base, written, scratch, limits)
            if kind == "parquet"
            else _rows(path, base, written, scratch)
        )
        types: dict[str, ColumnType] = {}
        keys: dict[str, pl.Series] = {}
        for column, found, texts in columns:
            types[column] = found
            if is_key_like(column, found.type):
                keys[column] = texts
    written["schema"] = {"fields": [found.field(column) for column, found in types.items()]}
    return _Table(written, KeyColumns(name, {column: found.type for column, found in types.items()}, keys))


_Columns = Iterator[tuple[str, ColumnType, pl.Series]]


def _delimited(path: str, base: Path, written: dict[str, Any], scratch: Scratch, limits: Limits) -> _Columns:
    """The columns of a delimited file; its encoding and dialect go into `written`."""
    default = DELIMITERS[resource_format({}, [path])]
    plain = _plain(path, base, scratch)
    shown = (base / path).as_posix()
    found = text_dialect(plain, shown, default=default)
    if found.encoding not in {"utf-8", "ascii"}:
        written["encoding"] = found.encoding
    has_header = _has_header(found, shown)
    if dialect := found.descriptor(has_header=has_header, default=default):
        written["dialect"] = dialect
    if not found.first_rows:
        raise PackageError(f"{shown}: found no rows, expected a table")
    frame = _frame(path, base, written, scratch, limits, names=None if has_header else len(found.first_rows[0]))
    for name in frame.columns:
        texts = frame[name].cast(pl.String)
        yield name, type_of_texts(texts), texts.set(texts == "", None) if (texts == "").any() else texts


def _has_header(found: TextDialect, shown: str) -> bool:
    """Whether the first row has the columns' names: unless it holds a value of its column's type, which is not text."""
    rows = found.first_rows
    if not rows:
        return True
    types = [
        type_of_texts(pl.Series([row[place] for row in rows[1:] if place < len(row)], dtype=pl.String))
        for place in range(len(rows[0]))
    ]
    first = [type_of_texts(pl.Series([cell], dtype=pl.String)) for cell in rows[0]]
    typed = [place for place, one in enumerate(types) if one.type not in {"string", "any"}]
    alike = [place for place in typed if first[place].type == types[place].type]
    if alike and len(alike) == len(typed):
        return False
    if not all(rows[0]) or len(set(rows[0])) < len(rows[0]):
        raise PackageError(
            f"{shown}: found a header with an empty or a repeated name, expected a different name for each column; "
            "next: correct the header"
        )
    return True


def _parquet(path: str, base: Path, written: dict[str, Any], scratch: Scratch, limits: Limits) -> _Columns:
    frame = _frame(path, base, written, scratch, limits)
    for name in frame.columns:
        found = type_of_column(frame[name])
        texts = frame[name].cast(pl.String) if found.type in {"string", "integer"} else pl.Series(dtype=pl.String)
        yield name, found, texts


def _frame(
    path: str, base: Path, written: Mapping[str, Any], scratch: Scratch, limits: Limits, *, names: int | None = None
) -> pl.DataFrame:
    """All rows of a CSV or Parquet file, as comparisons of packages read them."""
    fields = [{"name": f"column_{place}"} for place in range(1, (names or 0) + 1)]
    resource = _resource({**written, "schema": {"fields": fields}} if names else written)
    files = TableFiles(Location(str(base), FolderSource(base, limits), ""), scratch)
    frame = files.scan(resource)
    column_types(frame, resource)
    try:
        return frame.collect()
    except (pl.exceptions.PolarsError, OSError) as error:
        files.check_rows(resource)
        raise PackageError(f"{(base / path).as_posix()}: cannot be read: {str(error).partition(chr(10))[0]}") from None


def _resource(written: Mapping[str, Any]) -> Resource:
    schema = build_schema(written["schema"]) if "schema" in written else None
    return build_resource(written, 0, schema=schema, dialect=written.get("dialect", {}))


def _plain(path: str, base: Path, scratch: Scratch) -> Path:
    """A file that is not compressed, or a plain copy."""
    packed = compression_of(path)
    try:
        return scratch.unpack(base / path, packed, path, only_member=True) if packed else base / path
    except (UnpackError, RecodeError) as error:
        raise PackageError(f"{(base / path).as_posix()}: found a damaged compressed file ({error})") from None


def _rows(path: str, base: Path, written: dict[str, Any], scratch: Scratch) -> _Columns:
    """The columns of a JSON, JSON Lines or Excel file."""
    shown = (base / path).as_posix()
    try:
        table = file_table(shown, _plain(path, base, scratch), _resource(written), scratch.most)
        rows = [list(row) for row in table.rows()]
    except UnreadableRowsError as error:
        raise PackageError(f"{shown}: {error}") from None
    except ImportError as error:
        raise PackageError(
            f"{shown}: reading it needs the package {error.name}; next: pip install {error.name}"
        ) from None
    if not table.names or not all(table.names) or len(set(table.names)) < len(table.names):
        raise PackageError(
            f"{shown}: found no header, or an empty or a repeated name in it, expected the columns' names"
        )
    for place, name in enumerate(table.names):
        values = [row[place] if place < len(row) else None for row in rows]
        texts = pl.Series([cell_text(value, None) for value in values], dtype=pl.String)
        yield name, type_of_values(values, texts), texts


def descriptor_text(descriptor: Mapping[str, Any]) -> str:
    """A descriptor as JSON."""
    return json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
