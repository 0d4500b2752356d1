"""Two packages to the differences of their tables."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from newsrows.datapackage.frames import TableFiles, is_table
from newsrows.datapackage.loading import LoadOptions, load_package, locate
from newsrows.datapackage.unpacked import Scratch
from newsrows.diff.data.rows import Ask, TableDiff, compare_tables, whole_table
from newsrows.diff.data.tables import Table, open_table
from newsrows.diff.pairing import TablePair, pair_packages
from newsrows.records import PackageError


@dataclass(frozen=True, slots=True)
class Choice:
    """Which tables are compared (all if empty), by which keys where they declare none, and with how many examples."""

    tables: tuple[str, ...] = ()
    keys: Mapping[str, tuple[str, ...]] | None = None
    examples: int = 3


def compare_data(old: str, new: str, reading: LoadOptions, choice: Choice, today: date) -> list[TableDiff]:
    """Differences of all tables, in the order of the new package.

    Raises:
        PackageError: if a package or a table cannot be read.
    """
    pair = pair_packages(load_package(old, reading), load_package(new, reading), today)
    if not pair.whole:
        raise PackageError(f"{old}, {new}: expected two data packages; bare schemas have no rows")
    known = {table.name for table in pair.tables}
    for name in choice.tables:
        if name not in known:
            raise PackageError(f"--table {name}: no such table; expected one of {', '.join(sorted(known))}")
    with ExitStack() as stack:
        files = [
            TableFiles(
                locate(source, reading),
                Scratch(Path(stack.enter_context(TemporaryDirectory())), reading.limits.unpacked_bytes),
            )
            for source in (old, new)
        ]
        return [
            _compare(table, files[0], files[1], choice)
            for table in pair.tables
            if table.name in (choice.tables or known) and (choice.tables or _has_rows(table))
        ]


def _has_rows(pair: TablePair) -> bool:
    return any(is_table(side) for side in (pair.old, pair.new) if side is not None)


def _compare(pair: TablePair, old: TableFiles, new: TableFiles, choice: Choice) -> TableDiff:
    if pair.old is None or pair.new is None:
        side, files = (pair.old, old) if pair.new is None else (pair.new, new)
        rows = 0 if side is None else _rows(open_table(files, side))
        return whole_table(pair.name, rows, added=pair.old is None)
    key = (choice.keys or {}).get(pair.name) or (pair.new.schema.primary_key if pair.new.schema is not None else ())
    renamed = {
        field.old.name: field.new.name
        for field in pair.fields
        if field.old is not None and field.new is not None and field.old.name != field.new.name
    }
    return compare_tables(open_table(old, pair.old), open_table(new, pair.new), Ask(key, renamed, choice.examples))


def _rows(table: Table) -> int:
    return int(table.frame.select(pl.len()).collect(engine="streaming").item())
