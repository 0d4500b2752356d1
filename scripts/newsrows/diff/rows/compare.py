"""Compares the rows of two packages, table by table, and checks the numbers against limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from newsrows.datapackage.frames import TableFiles, is_table
from newsrows.datapackage.loading import folder_of, load_package, locate
from newsrows.datapackage.unpacked import Scratch
from newsrows.diff.options import DataDiffOptions
from newsrows.diff.rows.cells import CellLog, CellLogs, cell_file
from newsrows.diff.rows.id_changes import changes_of, is_id_changes, read_id_changes
from newsrows.diff.rows.table_diff import TableDiff, compare_tables, one_sided_diff
from newsrows.diff.rows.tables import open_table
from newsrows.diff.rows.thresholds import (
    KINDS,
    ColumnLimit,
    ColumnTolerance,
    RowLimit,
    parse_column_limit,
    parse_limit,
    parse_tolerance,
    tolerances_of,
)
from newsrows.diff.schemas.pairing import PackagePair, TablePair, pair_packages
from newsrows.records import PackageError


@dataclass(frozen=True)
class _Comparison:
    """How each table is compared.

    Attributes:
        keys: per table, the fields that identify a row.
        tolerances: by how much numbers may differ.
        examples: how many examples of each kind of change are kept.
        log: takes all changed cells.
        columns: the columns that were compared so far, with the names of their tables.
    """

    keys: Mapping[str, tuple[str, ...]]
    tolerances: Sequence[ColumnTolerance]
    examples: int
    log: CellLog | None
    columns: set[tuple[str, str]] = field(default_factory=set)


def compare_rows(
    old: str, new: str, options: DataDiffOptions, log: CellLog | None = None
) -> tuple[list[TableDiff], list[str]]:
    """Compare the rows of two packages.

    Args:
        old: the old package.
        new: the new one.
        options: how they are compared.
        log: takes all changed cells, and the cells of added and removed rows.

    Returns:
        One difference per table, in the order of the new package, and one sentence per limit that is exceeded.

    Raises:
        PackageError: a package, a table or an option cannot be read.
    """
    texts = {kind: getattr(options, f"max_{kind}") for kind in KINDS}
    row_limits = [parse_limit(kind, text) for kind, text in texts.items() if text is not None]
    keys = dict(_parse_key(text) for text in options.key)
    pair = _pair(old, new, options)
    names = [table.name for table in pair.tables]
    column_limits = [parse_column_limit(text, names) for text in options.max_changed_in]
    tolerances = [parse_tolerance(text, names) for text in options.tolerance]
    with ExitStack() as stack:
        logs = [log] if log is not None else []
        if options.output is not None:
            logs.append(stack.enter_context(cell_file(options.output)))
        comparison = _Comparison(keys, tolerances, options.examples, CellLogs(tuple(logs)) if logs else None)
        diffs = _compare_packages(pair, options, comparison)
        _check_columns([*tolerances, *column_limits], comparison.columns)
    limits: list[RowLimit | ColumnLimit] = [*row_limits, *column_limits]
    return diffs, [problem for diff in diffs for limit in limits if (problem := limit.problem(diff)) is not None]


def _check_columns(stated: Iterable[ColumnTolerance | ColumnLimit], columns: set[tuple[str, str]]) -> None:
    """Refuse a tolerance or limit for a column that no table has: it is probably a slip."""
    for one in stated:
        if not any(one.column == column and one.table in {None, table} for table, column in columns):
            known = ", ".join(sorted({column for _, column in columns}))
            raise PackageError(f"{one.option}: found no such column in both versions, expected one of {known}")


def _parse_key(text: str) -> tuple[str, tuple[str, ...]]:
    table, separator, fields = text.partition("=")
    if not separator or not fields:
        raise PackageError(f"--key {text}: expected TABLE=FIELD or TABLE=FIELD,FIELD")
    return table, tuple(fields.split(","))


def _pair(old: str, new: str, options: DataDiffOptions) -> PackagePair:
    """The two packages, read without what rows do not need."""
    load_options = replace(options.load_options(), rows_only=True)
    old_options, new_options = (replace(load_options, beside=folder_of(other)) for other in (new, old))
    today = date.today()  # noqa: DTZ011 - a deadline is a day in the user's calendar
    pair = pair_packages(load_package(old, old_options), load_package(new, new_options), today)
    if not pair.has_descriptors:
        raise PackageError(f"{old}, {new}: found only schemas, expected two data packages with rows")
    return pair


def _compare_packages(pair: PackagePair, options: DataDiffOptions, comparison: _Comparison) -> list[TableDiff]:
    load_options = options.load_options()
    names = {table.name for table in pair.tables}
    for name in options.table:
        if name not in names:
            raise PackageError(f"--table {name}: found no such table, expected one of {', '.join(sorted(names))}")
    with ExitStack() as stack:
        old_files, new_files = (
            TableFiles(
                locate(package.source, replace(load_options, beside=folder_of(other.source))),
                Scratch(Path(stack.enter_context(TemporaryDirectory())), load_options.limits.unpacked_bytes),
                all_rows=True,
            )
            for package, other in ((pair.old, pair.new), (pair.new, pair.old))
        )
        id_changes = read_id_changes(new_files, pair.new.resources)
        return [
            _compare_table(table, old_files, new_files, comparison, id_changes)
            for table in pair.tables
            if (table.name in options.table if options.table else _is_compared(table))
        ]


def _is_compared(pair: TablePair) -> bool:
    """Whether a table is compared if no tables are named; id_changes says how rows changed, so its own do not count."""
    sides = [resource for resource in (pair.old, pair.new) if resource is not None]
    return any(is_table(resource) for resource in sides) and not any(is_id_changes(resource) for resource in sides)


def _compare_table(
    pair: TablePair,
    old_files: TableFiles,
    new_files: TableFiles,
    comparison: _Comparison,
    id_changes: pl.DataFrame | None,
) -> TableDiff:
    if pair.old is None or pair.new is None:
        resource, files = (pair.old, old_files) if pair.new is None else (pair.new, new_files)
        if resource is None:
            raise AssertionError("a pair has at least one resource")
        return one_sided_diff(open_table(files, resource), added=pair.old is None, log=comparison.log)
    key = comparison.keys.get(pair.name) or (pair.new.schema.primary_key if pair.new.schema is not None else ())
    new_names = {
        field.old.name: field.new.name
        for field in pair.fields
        if field.old is not None and field.new is not None and field.old.name != field.new.name
    }
    old, new = open_table(old_files, pair.old), open_table(new_files, pair.new)
    before = {new_names.get(name, name) for name in old.columns}
    comparison.columns.update((pair.name, name) for name in new.columns if name in before)
    tolerances = tolerances_of(pair.name, comparison.tolerances)
    diff = compare_tables(
        old, new, key, new_names, examples=comparison.examples, tolerances=tolerances, log=comparison.log
    )
    if id_changes is None:
        return diff
    return replace(diff, ids=changes_of(id_changes, pair.name, key, old, examples=comparison.examples))
