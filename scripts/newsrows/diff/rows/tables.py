"""Opens the tables of a package for a comparison of their rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from newsrows.datapackage.frames import TableFiles, column_types
from newsrows.datapackage.model import Resource
from newsrows.diff.rows.values import Column
from newsrows.records import PackageError

_ROW = "\0row"


@dataclass(frozen=True)
class Rows:
    """The rows of a table as they are written. Rows have numbers, from 0.

    Attributes:
        frame: all rows.
        held: the same in memory; None if they are too many.
    """

    frame: pl.LazyFrame
    held: pl.DataFrame | None = None

    @classmethod
    def of(cls, frame: pl.LazyFrame, *, held: bool) -> Rows:
        """Rows that are read from the files each time, or held in memory after the first time."""
        if not held:
            return cls(frame)
        rows = frame.collect()
        return cls(rows.lazy(), rows)

    def select(self, *expressions: pl.Expr) -> pl.DataFrame:
        """Columns that are computed row by row."""
        if self.held is not None:
            return self.held.select(*expressions)
        return self.frame.select(*expressions).collect(engine="streaming")

    def take(self, numbers: pl.Series) -> pl.DataFrame:
        """The rows with these numbers, in this order.

        Rows that are read from a file are copied, text by text. A text would otherwise keep the whole buffer in memory
        that it was read from, and a thousand scattered rows would keep the whole file.
        """
        if self.held is not None:
            return self.held[numbers]
        wanted = pl.LazyFrame({_ROW: numbers})
        copied = [
            pl.concat_str(pl.col(name), pl.lit("")).alias(name) if kind == pl.String else pl.col(name)
            for name, kind in self.frame.collect_schema().items()
        ]
        rows = (
            self.frame.with_row_index(_ROW)
            .join(wanted, on=_ROW, how="semi")
            .select(pl.col(_ROW), *copied)
            .collect(engine="streaming")
        )
        return wanted.collect().join(rows, on=_ROW, how="left", maintain_order="left").drop(_ROW)


@dataclass(frozen=True)
class Table:
    """The rows of a resource, and how each column of its files is written."""

    name: str
    columns: Mapping[str, Column]
    rows: Rows


def open_table(files: TableFiles, resource: Resource) -> Table:
    """Open the rows of a resource.

    Raises:
        PackageError: the rows cannot be read safely.
    """
    scanned = files.open(resource)
    types = column_types(scanned.frame, resource)
    fields = resource.schema.by_name if resource.schema is not None else {}
    default = frozenset(resource.schema.missing_values if resource.schema is not None else {"": None})
    columns = {}
    for name, kind in types.items():
        field = fields.get(name)
        missing = default if field is None else frozenset(field.missing_values)
        columns[name] = Column(kind, field, missing | {""})
    try:
        rows = Rows.of(scanned.frame, held=scanned.is_small)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        files.check_rows(resource)
        reason = str(error).strip().partition("\n")[0]
        raise PackageError(f"{resource.origin}: {resource.name!r} cannot be read: {reason}") from None
    return Table(resource.name, columns, rows)
