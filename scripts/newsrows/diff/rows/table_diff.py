"""Finds the rows of two tables that were added, removed or changed.

One streaming pass over each table reduces it to its keys and a 64-bit hash per row. The two are joined on the keys.
Only rows whose hashes differ are read again, a batch at a time, to find the columns that changed. So memory holds the
keys of both tables, but no unchanged rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from newsrows.diff.rows.tables import Table
from newsrows.records import PackageError

BATCH_ROWS = 100_000
HASH, COUNT, NEW = "__hash", "__count", "\0new"  # names and suffix of added columns

Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class ColumnDiff:
    """Changes in one column.

    Attributes:
        name: present name of the column.
        changed: number of rows in which the value changed.
        to_null: how many of them became null.
        from_null: how many of them were null.
        examples: key, old value and new value of a few of these rows.
    """

    name: str
    changed: int
    to_null: int
    from_null: int
    examples: tuple[tuple[Key, str | None, str | None], ...]


@dataclass(frozen=True, slots=True)
class TableDiff:
    """Changes in one table.

    Attributes:
        name: present name of the table.
        key: the fields that identify a row. If there are none, whole rows are compared, and a changed row counts as
            removed and added.
        old_rows: number of rows in the old version.
        new_rows: number of rows in the new version.
        added: number of rows whose key is new.
        removed: number of rows whose key is gone.
        changed: number of rows with the same key and other values.
        added_examples: keys of a few added rows.
        removed_examples: keys of a few removed rows.
        columns: the columns in which values changed.
        columns_added: names of the columns that only the new version has.
        columns_removed: names of the columns that only the old version has.
        remarks: sentences about what else the user should know.
    """

    name: str
    key: tuple[str, ...]
    old_rows: int
    new_rows: int
    added: int
    removed: int
    changed: int
    added_examples: tuple[Key, ...] = ()
    removed_examples: tuple[Key, ...] = ()
    columns: tuple[ColumnDiff, ...] = ()
    columns_added: tuple[str, ...] = ()
    columns_removed: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the two versions have the same rows and columns."""
        return not (self.added or self.removed or self.changed or self.columns_added or self.columns_removed)


@dataclass(frozen=True)
class _Sides:
    """Both tables, with present column names, and the columns that both or only one of them has."""

    name: str
    old: pl.LazyFrame
    new: pl.LazyFrame
    shared: list[str]
    added: tuple[str, ...]
    removed: tuple[str, ...]


def compare_tables(
    old: Table, new: Table, key: Sequence[str], new_names: Mapping[str, str], examples: int = 3
) -> TableDiff:
    """Compare two tables.

    Args:
        old: the table in the old version.
        new: the table in the new version.
        key: present names of the fields that identify a row; empty: whole rows are compared.
        new_names: old names of renamed columns and the present ones.
        examples: how many examples of each kind of change are kept.

    Raises:
        PackageError: a table lacks a key field, rows share a key, or a file cannot be read.
    """
    old_columns = [new_names.get(name, name) for name in old.columns]
    sides = _Sides(
        new.name,
        old.frame.rename({name: new_name for name, new_name in new_names.items() if name in old.columns}),
        new.frame,
        [name for name in new.columns if name in old_columns],
        tuple(name for name in new.columns if name not in old_columns),
        tuple(name for name in old_columns if name not in new.columns),
    )
    for name in key:
        if name not in sides.shared:
            raise PackageError(
                f"table {new.name!r}: the key field {name!r} must be a column of both versions; "
                "next: name other fields with --key"
            )
    try:
        return _compare_by_key(sides, list(key), examples) if key else _compare_whole_rows(sides)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise PackageError(f"table {new.name!r}: {str(error).strip().partition(chr(10))[0]}") from None


def one_sided_diff(name: str, rows: int, *, added: bool) -> TableDiff:
    """The difference if a whole table was added or removed."""
    remark = "the whole table was added" if added else "the whole table was removed"
    counts = (0, rows, rows, 0) if added else (rows, 0, 0, rows)
    return TableDiff(name, (), *counts, changed=0, remarks=(remark,))


def _compare_by_key(sides: _Sides, key: list[str], examples: int) -> TableDiff:
    values = [name for name in sides.shared if name not in key]
    left, right = (_row_hashes(frame, key, values) for frame in (sides.old, sides.new))
    for side, frame in (("old", left), ("new", right)):
        _check_unique(frame, key, f"{side} table {sides.name!r}")
    removed = left.select(key).join(right.select(key), on=key, how="anti", nulls_equal=True)
    added = right.select(key).join(left.select(key), on=key, how="anti", nulls_equal=True)
    changed = (
        left.join(right, on=key, how="inner", nulls_equal=True)
        .filter(pl.col(HASH) != pl.col(f"{HASH}_right"))
        .select(key)
        .sort(key)
    )
    rows = left.height, right.height
    del left, right
    return TableDiff(
        sides.name,
        tuple(key),
        *rows,
        added.height,
        removed.height,
        changed.height,
        _example_keys(added, key, examples),
        _example_keys(removed, key, examples),
        tuple(_changed_columns(sides, changed, values, examples)),
        sides.added,
        sides.removed,
    )


def _row_hashes(frame: pl.LazyFrame, key: list[str], values: list[str]) -> pl.DataFrame:
    row = pl.struct(values).hash() if values else pl.lit(0, pl.UInt64)
    return frame.select(*key, row.alias(HASH)).collect(engine="streaming")


def _check_unique(frame: pl.DataFrame, key: list[str], where: str) -> None:
    duplicated = frame.select(key).is_duplicated()
    if (rows := duplicated.sum()) > 0:
        example = frame.select(key).filter(duplicated).row(0)
        raise PackageError(
            f"{where}: {rows} rows share their key ({', '.join(key)}) with another row, such as {_key_text(example)}; "
            "next: name fields with --key that identify each row"
        )


def _changed_columns(sides: _Sides, changed: pl.DataFrame, values: list[str], examples: int) -> Iterator[ColumnDiff]:
    """The columns that changed, in the order of the table. The changed rows are read a batch at a time."""
    counts = {name: _ColumnCounts() for name in values}
    for start in range(0, changed.height, BATCH_ROWS):
        rows = _read_rows(sides, changed.slice(start, BATCH_ROWS), values)
        for name, column in counts.items():
            old, new = pl.col(name), pl.col(f"{name}{NEW}")
            differing = rows.filter(old.ne_missing(new)).select(*changed.columns, old, new)
            column.changed += differing.height
            column.to_null += differing[f"{name}{NEW}"].null_count()
            column.from_null += differing[name].null_count()
            missing = max(examples - len(column.examples), 0)
            column.examples += [(row[:-2], row[-2], row[-1]) for row in differing.head(missing).rows()]
    for name, column in counts.items():
        if column.changed:
            yield ColumnDiff(name, column.changed, column.to_null, column.from_null, tuple(column.examples))


@dataclass(slots=True)
class _ColumnCounts:
    """The counts of one column so far."""

    changed: int = 0
    to_null: int = 0
    from_null: int = 0
    examples: list[tuple[Key, str | None, str | None]] = field(default_factory=list)


def _read_rows(sides: _Sides, keys: pl.DataFrame, values: list[str]) -> pl.DataFrame:
    """The rows of both tables that have these keys, sorted by key.

    `concat_str` copies each text. Without the copy, a text would keep the whole buffer of the file in memory that it
    was read from, and a thousand scattered rows would keep the whole file.
    """
    key = keys.columns
    copied = [pl.concat_str(pl.col(name), pl.lit("")).alias(name) for name in (*key, *values)]
    old, new = (
        frame.join(keys.lazy(), on=key, how="semi", nulls_equal=True).select(copied).collect(engine="streaming")
        for frame in (sides.old, sides.new)
    )
    return old.join(new, on=key, how="inner", nulls_equal=True, suffix=NEW).sort(key)


def _compare_whole_rows(sides: _Sides) -> TableDiff:
    old, new = (_hash_counts(frame, sides.shared) for frame in (sides.old, sides.new))
    both = old.join(new, on=HASH, how="full", coalesce=True).with_columns(pl.col(f"^{COUNT}.*$").fill_null(0))
    surplus = pl.col(f"{COUNT}_right").cast(pl.Int64) - pl.col(COUNT).cast(pl.Int64)
    added, removed = both.select(
        surplus.clip(lower_bound=0).sum(), (-surplus).clip(lower_bound=0).sum().alias("-")
    ).row(0)
    remark = "no primary key: whole rows were compared, and a changed row counts as removed and added"
    return TableDiff(
        sides.name,
        (),
        int(old[COUNT].sum()),
        int(new[COUNT].sum()),
        int(added),
        int(removed),
        changed=0,
        columns_added=sides.added,
        columns_removed=sides.removed,
        remarks=(remark,),
    )


def _hash_counts(frame: pl.LazyFrame, columns: list[str]) -> pl.DataFrame:
    hashed = (
        frame.select(pl.struct(columns).hash().alias(HASH))
        if columns
        else frame.select(pl.lit(0, pl.UInt64).alias(HASH))
    )
    return hashed.group_by(HASH).agg(pl.len().alias(COUNT)).collect(engine="streaming")


def _example_keys(frame: pl.DataFrame, key: list[str], most: int) -> tuple[Key, ...]:
    return tuple(frame.select(key).bottom_k(most, by=key).sort(key).rows()) if frame.height else ()


def _key_text(key: tuple[object, ...]) -> str:
    return ", ".join("null" if part is None else str(part) for part in key)
