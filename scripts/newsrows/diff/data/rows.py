"""Two tables to the rows that were added, removed and changed.

Each side is reduced, in one streaming pass, to its keys and a 64-bit hash of each row; they are joined on the keys.
Only rows whose hashes differ are read again, a slice at a time, to say which columns changed. So memory holds the keys
of both sides and never an unchanged row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from newsrows.diff.data.tables import Table
from newsrows.records import PackageError

SLICE = 100_000
HASH, TIMES, NEW = "__hash", "__times", "\0new"

Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class ColumnDiff:
    """Changes in one column: how many, how many of them to and from null, and examples (key, old, new)."""

    name: str
    changed: int
    to_null: int
    from_null: int
    examples: tuple[tuple[Key, str | None, str | None], ...]


@dataclass(frozen=True, slots=True)
class TableDiff:
    """Changes in one table. Without a key, rows are compared as a whole, and a changed one is removed and added."""

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
    remarks: tuple[str, ...] = field(default=())

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not (self.added or self.removed or self.changed or self.columns_added or self.columns_removed)


@dataclass(frozen=True, slots=True)
class Ask:
    """What to compare: the key and the columns by their new names, old names where they were others, and examples."""

    key: tuple[str, ...]
    renamed: dict[str, str]
    examples: int = 3


@dataclass(frozen=True)
class _Sides:
    """Both tables under present names, and what columns they share."""

    name: str
    before: pl.LazyFrame
    after: pl.LazyFrame
    common: list[str]
    came: tuple[str, ...]
    gone: tuple[str, ...]


def compare_tables(old: Table, new: Table, ask: Ask) -> TableDiff:
    """Compare two tables.

    Raises:
        PackageError: if a key is missing in a file, stands twice, or a file cannot be read.
    """
    had = [ask.renamed.get(name, name) for name in old.columns]
    sides = _Sides(
        new.name,
        old.frame.rename({was: now for was, now in ask.renamed.items() if was in old.columns}),
        new.frame,
        [name for name in new.columns if name in had],
        tuple(name for name in new.columns if name not in had),
        tuple(name for name in had if name not in new.columns),
    )
    for name in ask.key:
        if name not in sides.common:
            raise PackageError(f"table {new.name!r}: the key {name!r} is no column on both sides; name one with --key")
    try:
        return _with_key(sides, list(ask.key), ask.examples) if ask.key else _without_key(sides)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise PackageError(f"table {new.name!r}: {str(error).strip().partition(chr(10))[0]}") from None


def _with_key(sides: _Sides, key: list[str], examples: int) -> TableDiff:
    values = [name for name in sides.common if name not in key]
    left, right = (_fingerprints(frame, key, values) for frame in (sides.before, sides.after))
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
        _keys(added, key, examples),
        _keys(removed, key, examples),
        tuple(_columns(sides, changed, values, examples)),
        sides.came,
        sides.gone,
    )


def _fingerprints(frame: pl.LazyFrame, key: list[str], values: list[str]) -> pl.DataFrame:
    row = pl.struct(values).hash() if values else pl.lit(0, pl.UInt64)
    return frame.select(*key, row.alias(HASH)).collect(engine="streaming")


def _check_unique(frame: pl.DataFrame, key: list[str], where: str) -> None:
    duplicated = frame.select(key).is_duplicated()
    if (times := duplicated.sum()) > 0:
        example = frame.select(key).filter(duplicated).row(0)
        raise PackageError(
            f"{where}: {times} rows share their key ({', '.join(key)}) with another, such as {_show(example)}; "
            "rows cannot be told apart. Name other fields with --key"
        )


def _columns(sides: _Sides, changed: pl.DataFrame, values: list[str], examples: int) -> Iterator[ColumnDiff]:
    """Which columns changed, in the order of the table: a slice of the changed rows at a time."""
    totals = {name: _Tally() for name in values}
    for start in range(0, changed.height, SLICE):
        both = _read_again(sides, changed.slice(start, SLICE), values)
        for name, tally in totals.items():
            was, now = pl.col(name), pl.col(f"{name}{NEW}")
            differing = both.filter(was.ne_missing(now)).select(*changed.columns, was, now)
            tally.changed += differing.height
            tally.to_null += differing[f"{name}{NEW}"].null_count()
            tally.from_null += differing[name].null_count()
            room = max(examples - len(tally.examples), 0)
            tally.examples += [(row[:-2], row[-2], row[-1]) for row in differing.head(room).rows()]
    for name, tally in totals.items():
        if tally.changed:
            yield ColumnDiff(name, tally.changed, tally.to_null, tally.from_null, tuple(tally.examples))


@dataclass(slots=True)
class _Tally:
    """What was counted so far in one column."""

    changed: int = 0
    to_null: int = 0
    from_null: int = 0
    examples: list[tuple[Key, str | None, str | None]] = field(default_factory=list)


def _read_again(sides: _Sides, keys: pl.DataFrame, values: list[str]) -> pl.DataFrame:
    """The rows of these keys on both sides, sorted by key.

    Texts are copied, by joining them with nothing: a text that polars picks out of a file otherwise keeps alive the
    whole buffer that it was read in, and a thousand scattered rows the whole file.
    """
    key = keys.columns
    copied = [pl.concat_str(pl.col(name), pl.lit("")).alias(name) for name in (*key, *values)]
    old, new = (
        frame.join(keys.lazy(), on=key, how="semi", nulls_equal=True).select(copied).collect(engine="streaming")
        for frame in (sides.before, sides.after)
    )
    return old.join(new, on=key, how="inner", nulls_equal=True, suffix=NEW).sort(key)


def _without_key(sides: _Sides) -> TableDiff:
    old, new = (_multiset(frame, sides.common) for frame in (sides.before, sides.after))
    both = old.join(new, on=HASH, how="full", coalesce=True).with_columns(pl.col("^__times.*$").fill_null(0))
    surplus = pl.col(f"{TIMES}_right").cast(pl.Int64) - pl.col(TIMES).cast(pl.Int64)
    added, removed = both.select(
        surplus.clip(lower_bound=0).sum(), (-surplus).clip(lower_bound=0).sum().alias("-")
    ).row(0)
    remark = "has no primary key: whole rows were compared, a changed row counts as removed and added"
    return TableDiff(
        sides.name,
        (),
        int(old[TIMES].sum()),
        int(new[TIMES].sum()),
        int(added),
        int(removed),
        changed=0,
        columns_added=sides.came,
        columns_removed=sides.gone,
        remarks=(remark,),
    )


def _multiset(frame: pl.LazyFrame, columns: list[str]) -> pl.DataFrame:
    hashed = (
        frame.select(pl.struct(columns).hash().alias(HASH))
        if columns
        else frame.select(pl.lit(0, pl.UInt64).alias(HASH))
    )
    return hashed.group_by(HASH).agg(pl.len().alias(TIMES)).collect(engine="streaming")


def _keys(frame: pl.DataFrame, key: list[str], most: int) -> tuple[Key, ...]:
    return tuple(frame.select(key).bottom_k(most, by=key).sort(key).rows()) if frame.height else ()


def _show(key: tuple[object, ...]) -> str:
    return ", ".join("null" if part is None else str(part) for part in key)


def whole_table(name: str, rows: int, *, added: bool) -> TableDiff:
    """The difference that a table which came or went as a whole makes."""
    remark = "is a new table" if added else "is gone as a whole"
    counts = (0, rows, rows, 0) if added else (rows, 0, 0, rows)
    return TableDiff(name, (), *counts, changed=0, remarks=(remark,))
