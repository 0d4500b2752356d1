"""The rows of a resource, whatever it is written in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from newsrows.datapackage.limits import Limits
from newsrows.records import Issue
from newsrows.validate.cells import Cells, read_cells
from newsrows.validate.described.files import unpacked
from newsrows.validate.described.model import Resource
from newsrows.validate.parquet_file import UnreadableParquetError, as_frame, read_table
from newsrows.validate.rulebook import issue


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a resource: `frame` has its columns as 0, 1, 2 ..., with texts, or with values if it is `typed`."""

    label: str
    names: tuple[str, ...]
    frame: pl.DataFrame
    typed: bool = False


def read_parts(resource: Resource, limits: Limits) -> Iterator[tuple[Part | None, list[Issue]]]:
    """The files of a resource, each with what is wrong with its form. Files that are not tables give nothing.

    Raises:
        PackageRefusedError: a file is larger than the limits when unpacked.
    """
    if resource.format == "inline":
        yield _inline(resource), []
    for label, file in zip(resource.labels, resource.files, strict=False):
        if not file.is_file():
            continue  # told of already
        if resource.format == "csv":
            yield _delimited(resource, file, label, limits)
        elif resource.format == "parquet":
            yield _parquet(file, label)


def _delimited(resource: Resource, file: Path, label: str, limits: Limits) -> tuple[Part | None, list[Issue]]:
    try:
        data = unpacked(resource, file, limits, label)
    except OSError as error:
        return None, [issue(label, "csv-unreadable", f"found a file that cannot be read ({error}), expected a table")]
    cells, issues = read_cells(label, data, resource.dialect, encoding=resource.encoding)
    if cells is None:
        return None, issues
    return Part(label, cells.header, _without_null_sequence(cells, resource)), issues


def _without_null_sequence(cells: Cells, resource: Resource) -> pl.DataFrame:
    null = resource.dialect.null_sequence
    if null is None:
        return cells.frame
    return cells.frame.with_columns(pl.when(pl.all() != null).then(pl.all()))


def _parquet(file: Path, label: str) -> tuple[Part | None, list[Issue]]:
    try:
        table = read_table(file)
    except UnreadableParquetError as error:
        message = f"found a file that Arrow cannot read ({error}), expected Parquet"
        return None, [issue(label, "parquet-unreadable", message)]
    names = tuple(table.column_names)
    frame = as_frame(table.rename_columns([str(place) for place in range(len(names))]))
    return Part(label, names, frame, typed=True), []


def _inline(resource: Resource) -> Part | None:
    """Rows that stand in the descriptor: lists with the names first, or objects; values as texts."""
    rows = resource.descriptor["data"]
    if rows and all(isinstance(row, Mapping) for row in rows):
        names = tuple(dict.fromkeys(str(name) for row in rows for name in row))
        cells = [[_text(row.get(name)) for name in names] for row in rows]
    elif rows and all(isinstance(row, list) for row in rows):
        names = tuple(str(name) for name in rows[0])
        cells = [[_text(value) for value in [*row, *[None] * len(names)][: len(names)]] for row in rows[1:]]
    else:
        return None
    schema = {str(place): pl.String for place in range(len(names))}
    return Part(resource.name, names, pl.DataFrame(cells, schema=schema, orient="row"))


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    return json.dumps(value, ensure_ascii=False)
