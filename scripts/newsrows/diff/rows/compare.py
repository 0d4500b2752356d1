"""Compares the rows of two packages, table by table, and checks the numbers against limits."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from newsrows.datapackage.frames import TableFiles, is_table
from newsrows.datapackage.loading import load_package, locate
from newsrows.datapackage.unpacked import Scratch
from newsrows.diff.options import DataDiffOptions
from newsrows.diff.rows.limits import KINDS, parse_limit
from newsrows.diff.rows.table_diff import TableDiff, compare_tables, one_sided_diff
from newsrows.diff.rows.tables import Table, open_table
from newsrows.diff.schemas.pairing import TablePair, pair_packages
from newsrows.records import PackageError

Keys = dict[str, tuple[str, ...]]
"""Per table, the fields that identify a row."""


def compare_rows(old: str, new: str, options: DataDiffOptions) -> tuple[list[TableDiff], list[str]]:
    """Compare the rows of two packages.

    Returns:
        One difference per table, in the order of the new package, and one sentence per limit that is exceeded.

    Raises:
        PackageError: a package, a table or an option cannot be read.
    """
    texts = {kind: getattr(options, f"max_{kind}") for kind in KINDS}
    limits = [parse_limit(kind, text) for kind, text in texts.items() if text is not None]
    keys = dict(_parse_key(text) for text in options.key)
    diffs = _compare_packages(old, new, options, keys)
    return diffs, [problem for diff in diffs for limit in limits if (problem := limit.problem(diff)) is not None]


def _parse_key(text: str) -> tuple[str, tuple[str, ...]]:
    table, separator, fields = text.partition("=")
    if not separator or not fields:
        raise PackageError(f"--key {text}: expected TABLE=FIELD or TABLE=FIELD,FIELD")
    return table, tuple(fields.split(","))


def _compare_packages(old: str, new: str, options: DataDiffOptions, keys: Keys) -> list[TableDiff]:
    load_options = options.load_options()
    today = date.today()  # noqa: DTZ011 - a deadline is a day in the user's calendar
    pair = pair_packages(load_package(old, load_options), load_package(new, load_options), today)
    if not pair.has_descriptors:
        raise PackageError(f"{old}, {new}: found only schemas, expected two data packages with rows")
    names = {table.name for table in pair.tables}
    for name in options.table:
        if name not in names:
            raise PackageError(f"--table {name}: found no such table, expected one of {', '.join(sorted(names))}")
    with ExitStack() as stack:
        old_files, new_files = (
            TableFiles(
                locate(source, load_options),
                Scratch(Path(stack.enter_context(TemporaryDirectory())), load_options.limits.unpacked_bytes),
            )
            for source in (old, new)
        )
        return [
            _compare_table(table, old_files, new_files, keys, options.examples)
            for table in pair.tables
            if (table.name in options.table if options.table else _has_rows(table))
        ]


def _has_rows(pair: TablePair) -> bool:
    return any(is_table(resource) for resource in (pair.old, pair.new) if resource is not None)


def _compare_table(
    pair: TablePair, old_files: TableFiles, new_files: TableFiles, keys: Keys, examples: int
) -> TableDiff:
    if pair.old is None or pair.new is None:
        resource, files = (pair.old, old_files) if pair.new is None else (pair.new, new_files)
        rows = 0 if resource is None else _count_rows(open_table(files, resource))
        return one_sided_diff(pair.name, rows, added=pair.old is None)
    key = keys.get(pair.name) or (pair.new.schema.primary_key if pair.new.schema is not None else ())
    new_names = {
        field.old.name: field.new.name
        for field in pair.fields
        if field.old is not None and field.new is not None and field.old.name != field.new.name
    }
    old, new = open_table(old_files, pair.old), open_table(new_files, pair.new)
    return compare_tables(old, new, key, new_names, examples)


def _count_rows(table: Table) -> int:
    return int(table.frame.select(pl.len()).collect(engine="streaming").item())
