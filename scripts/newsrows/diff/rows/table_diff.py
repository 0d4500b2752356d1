"""Finds the rows of two tables that were added, removed or changed.

One pass over each table reduces it to its keys and a 64-bit hash per row of the cells as they are written. The two are
joined on the keys. Only rows whose hashes differ are looked at again, a batch at a time: their values are compared
column by column, so that another spelling of a value is not a change. Large tables are read as streams, so memory holds
the keys of both tables, but no unchanged rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from newsrows.diff.rows.cells import CellLog, CellParts, key_texts, whole_columns
from newsrows.diff.rows.id_changes import IdChanges
from newsrows.diff.rows.tables import Table
from newsrows.diff.rows.values import Column, Tolerance, canonical_texts, equal_values, shown_texts
from newsrows.records import PackageError

BATCH_ROWS = 100_000
HASH, _ROW, _TIME = "\0hash", "\0row", "\0time"  # names of added columns
_FACTOR = pl.lit(0x9E3779B97F4A7C15, pl.UInt64)  # odd, so that no bit of a hash is lost
_SEEDS = (11, 23)  # of the two hashes of a key: 128 bits, so that no two keys are taken for the same
_MOST_GAPS = 4  # how many integers there may be for each key


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
        ids: which removed rows are now in other rows, if the new package was built with the old one as the previous.
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
    ids: IdChanges | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the two versions have the same rows and columns."""
        return not (self.added or self.removed or self.changed or self.columns_added or self.columns_removed)


@dataclass(frozen=True)
class _Column:
    """A column that both versions have, in one of them.

    Attributes:
        name: its present name.
        here: its name in this version.
        written: how its values are written.
        is_alike: whether cells that are written alike have the same value in both versions.
    """

    name: str
    here: str
    written: Column
    is_alike: bool

    def texts(self, rows: pl.DataFrame) -> pl.Series:
        """Its values in these rows, as texts in the one spelling of their type."""
        return canonical_texts(self.written, shown_texts(self.written, rows[self.here]))

    def hashed(self) -> pl.Expr:
        """What is hashed: the cells as they are, or their values if the two versions write them in different ways."""
        cell = pl.col(self.here)
        if not self.is_alike:
            cell = cell.map_batches(
                lambda values: canonical_texts(self.written, shown_texts(self.written, values)),
                return_dtype=pl.String,
                is_elementwise=True,
            )
        return cell.alias(self.name)


@dataclass(frozen=True)
class _Side:
    """One version of the table: its key columns, and its other columns that both versions have."""

    table: Table
    key: tuple[_Column, ...]
    values: tuple[_Column, ...]

    def keys_and_hashes(self) -> pl.DataFrame:
        """Of each row the cells of its key, and a hash of its other cells."""
        row = pl.lit(0, pl.UInt64)
        for column in self.values:  # three times as fast as the hash of a struct
            row = row * _FACTOR + column.hashed().hash()
        return self.table.rows.select(*(pl.col(column.here) for column in self.key), row.alias(HASH))


@dataclass(frozen=True)
class _Pair:
    """Both versions of the table, and what is done with their differences."""

    old: _Side
    new: _Side
    added: tuple[str, ...]
    removed: tuple[str, ...]
    tolerances: Mapping[str, Tolerance]
    examples: int
    log: CellLog | None

    @property
    def name(self) -> str:
        """The present name of the table."""
        return self.new.table.name


def compare_tables(
    old: Table,
    new: Table,
    key: Sequence[str],
    new_names: Mapping[str, str],
    *,
    examples: int = 3,
    tolerances: Mapping[str, Tolerance] | None = None,
    log: CellLog | None = None,
) -> TableDiff:
    """Compare two tables.

    Args:
        old: the table in the old version.
        new: the table in the new version.
        key: present names of the fields that identify a row; empty: whole rows are compared.
        new_names: old names of renamed columns and the present ones.
        examples: how many examples of each kind of change are kept.
        tolerances: by how much numbers may differ and count as unchanged, by the present names of columns.
        log: takes all changed cells, and the cells of added and removed rows.

    Raises:
        PackageError: a table lacks a key field, rows share a key, a tolerance is for a column without numbers, or a
            file cannot be read.
    """
    pair = _pair(old, new, key, new_names, examples=examples, tolerances=tolerances or {}, log=log)
    try:
        diff = _compare_by_key(pair) if key else _compare_whole_rows(pair)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise PackageError(f"table {new.name!r}: {str(error).strip().partition(chr(10))[0]}") from None
    if log is not None:
        log.add(whole_columns(new.name, "column_removed", pair.removed))
        log.add(whole_columns(new.name, "column_added", pair.added))
    return diff


def one_sided_diff(table: Table, *, added: bool, log: CellLog | None = None) -> TableDiff:
    """The difference if a whole table was added or removed."""
    rows = int(table.rows.select(pl.len()).item())
    remark = "the whole table was added" if added else "the whole table was removed"
    counts = (0, rows, rows, 0) if added else (rows, 0, 0, rows)
    if log is not None:
        log.add(whole_columns(table.name, "table_added" if added else "table_removed", [None]))
    return TableDiff(table.name, (), *counts, changed=0, remarks=(remark,))


def _pair(
    old: Table,
    new: Table,
    key: Sequence[str],
    new_names: Mapping[str, str],
    *,
    examples: int,
    tolerances: Mapping[str, Tolerance],
    log: CellLog | None,
) -> _Pair:
    old_names = {new_names.get(name, name): name for name in old.columns}
    shared = [name for name in new.columns if name in old_names]
    for name in key:
        if name not in shared:
            raise PackageError(
                f"table {new.name!r}: the key field {name!r} must be a column of both versions; "
                "next: name other fields with --key"
            )
    befores = {name: old.columns[old_names[name]] for name in shared}
    for name in shared:
        if name in tolerances and not (befores[name].is_number and new.columns[name].is_number):
            raise PackageError(f"table {new.name!r}: found a tolerance for {name!r}, expected a column of numbers")
    alike = {name: befores[name].is_alike(new.columns[name]) for name in shared}
    before = {name: _Column(name, old_names[name], befores[name], alike[name]) for name in shared}
    after = {name: _Column(name, name, new.columns[name], alike[name]) for name in shared}
    rest = [name for name in shared if name not in key]
    return _Pair(
        _Side(old, tuple(before[name] for name in key), tuple(before[name] for name in rest)),
        _Side(new, tuple(after[name] for name in key), tuple(after[name] for name in rest)),
        tuple(name for name in new.columns if name not in old_names),
        tuple(name for name in old_names if name not in new.columns),
        tolerances,
        examples,
        log,
    )


# Rows with a key.


def _compare_by_key(pair: _Pair) -> TableDiff:
    old_rows, new_rows = pair.old.keys_and_hashes(), pair.new.keys_and_hashes()
    old_hashes, new_hashes = old_rows[HASH], new_rows[HASH]
    old_keys, new_keys = _comparable_keys(pair, old_rows, new_rows)
    del old_rows, new_rows
    _check_unique(old_keys, f"old table {pair.name!r}")
    _check_unique(new_keys, f"new table {pair.name!r}")
    old_at, new_at = _matching_rows(old_keys, new_keys)
    removed, added = _others(old_at, len(old_hashes)), _others(new_at, len(new_hashes))
    differing = old_hashes.gather(old_at) != new_hashes.gather(new_at)
    changes = _Changes(pair, [_ColumnCounts() for _ in pair.new.values])
    changes.compare(old_keys, old_at.filter(differing), new_at.filter(differing))
    removed_keys, added_keys = _sorted_keys(old_keys, removed), _sorted_keys(new_keys, added)
    if pair.log is not None:
        _log_rows(pair.log, pair.old, pair.name, removed_keys, "removed")
        _log_rows(pair.log, pair.new, pair.name, added_keys, "added")
    return TableDiff(
        pair.name,
        tuple(column.name for column in pair.new.key),
        len(old_hashes),
        len(new_hashes),
        len(added),
        len(removed),
        changes.rows,
        _keys(added_keys.head(pair.examples)),
        _keys(removed_keys.head(pair.examples)),
        tuple(changes.columns()),
        pair.added,
        pair.removed,
    )


def _comparable_keys(pair: _Pair, old: pl.DataFrame, new: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The keys of both versions: integers where all are, else texts in the one spelling of their type."""
    old_keys, new_keys = {}, {}
    for before, after in zip(pair.old.key, pair.new.key, strict=True):
        integers = [_integers(one.written, rows[one.here]) for one, rows in ((before, old), (after, new))]
        if integers[0] is not None and integers[1] is not None:
            old_keys[before.name], new_keys[after.name] = integers
        else:
            old_keys[before.name], new_keys[after.name] = before.texts(old), after.texts(new)
    return pl.DataFrame(old_keys), pl.DataFrame(new_keys)


def _integers(column: Column, cells: pl.Series) -> pl.Series | None:
    """The cells as integers; None if one of them is not."""
    stated = column.field is not None and column.field.type == "integer" and isinstance(column.kind, pl.String)
    if not (column.kind.is_integer() or stated):
        return None
    integers = cells.cast(pl.Int64, strict=False)
    return integers if integers.null_count() == cells.null_count() else None


def _codes(keys: pl.DataFrame, seed: int) -> pl.Series:
    """A number for each key: the key itself if it is one integer, else a hash."""
    if keys.width == 1 and keys.dtypes[0] == pl.Int64 and not keys.to_series().null_count():
        return keys.to_series()
    return keys.hash_rows(seed=seed)


def _check_unique(keys: pl.DataFrame, where: str) -> None:
    if _codes(keys, _SEEDS[0]).n_unique() == keys.height:
        return
    duplicated = keys.is_duplicated()
    if (rows := duplicated.sum()) > 0:
        example = ", ".join("null" if part is None else str(part) for part in keys.filter(duplicated).row(0))
        raise PackageError(
            f"{where}: {rows} rows share their key ({', '.join(keys.columns)}) with another row, such as {example}; "
            "next: name fields with --key that identify each row"
        )


def _matching_rows(old: pl.DataFrame, new: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """The numbers of the rows in both versions that have the same key."""
    if (places := _places(old, new)) is not None:
        return places.is_not_null().arg_true(), places.drop_nulls()
    codes = [_codes(keys, _SEEDS[0]) for keys in (old, new)]
    if codes[0].dtype != codes[1].dtype:  # only one version has a null in its key
        codes = [keys.hash_rows(seed=_SEEDS[0]) for keys in (old, new)]
    left, right = (
        pl.DataFrame({"code": one, side: pl.int_range(len(one), dtype=pl.UInt32, eager=True)})
        for side, one in zip(("old", "new"), codes, strict=True)
    )
    both = left.join(right, on="code", how="inner")
    old_at, new_at = both["old"], both["new"]
    if codes[0].dtype == pl.UInt64:
        second = [keys.hash_rows(seed=_SEEDS[1]) for keys in (old, new)]
        same = second[0].gather(old_at) == second[1].gather(new_at)
        old_at, new_at = old_at.filter(same), new_at.filter(same)
    return old_at, new_at


def _places(old: pl.DataFrame, new: pl.DataFrame) -> pl.Series | None:
    """The number of the row in the new version for each key of the old one, from a list of all integers between them.

    That is five times as fast as a join. None if keys are not integers, or too far apart for such a list.
    """
    keys = [one.to_series() for one in (old, new)]
    if old.width > 1 or any(one.dtype != pl.Int64 or one.null_count() or not len(one) for one in keys):
        return None
    bounds = [value for one in keys for value in (one.min(), one.max()) if isinstance(value, int)]
    low, size = min(bounds), max(bounds) - min(bounds) + 1
    if size > _MOST_GAPS * (len(keys[0]) + len(keys[1])):
        return None
    numbers = pl.int_range(len(keys[1]), dtype=pl.UInt32, eager=True)
    listed = pl.repeat(None, size, dtype=pl.UInt32, eager=True).scatter((keys[1] - low).cast(pl.UInt32), numbers)
    return listed.gather((keys[0] - low).cast(pl.UInt32))


def _others(rows: pl.Series, height: int) -> pl.Series:
    """The numbers of all other rows."""
    is_other = pl.repeat(True, height, dtype=pl.Boolean, eager=True).scatter(rows, False)
    return is_other.arg_true().cast(pl.UInt32)


def _sorted_keys(keys: pl.DataFrame, rows: pl.Series) -> pl.DataFrame:
    """The keys of these rows as texts, sorted by key, with the rows' numbers in a last column."""
    chosen = keys[rows]
    numbered = chosen.with_columns(rows.alias(HASH)).sort(keys.columns)
    return numbered.cast(dict.fromkeys(keys.columns, pl.String))


def _keys(numbered: pl.DataFrame) -> tuple[Key, ...]:
    return tuple(row[:-1] for row in numbered.rows())


def _log_rows(log: CellLog, side: _Side, name: str, numbered: pl.DataFrame, change: str) -> None:
    """Log the cells of whole rows that were added or removed."""
    for start in range(0, numbered.height, BATCH_ROWS):
        some = numbered.slice(start, BATCH_ROWS)
        rows = side.table.rows.take(some[HASH])
        keys = key_texts(some.drop(HASH)) if side.key else (some[HASH].cast(pl.Int64) + 1).cast(pl.String)
        cells, at = CellParts(name, keys, change), pl.int_range(some.height, eager=True)
        for column in side.values:
            texts = shown_texts(column.written, rows[column.here])
            cells.add(column.name, at, *((None, texts) if change == "added" else (texts, None)))
        if not side.values:
            cells.add(None, at, None, None)
        log.add(cells.rows())


@dataclass(slots=True)
class _ColumnCounts:
    """The counts of one column so far."""

    changed: int = 0
    to_null: int = 0
    from_null: int = 0
    examples: list[tuple[Key, str | None, str | None]] = field(default_factory=list)


@dataclass(slots=True)
class _Changes:
    """The changed values of rows that both versions have, counted a batch of rows at a time."""

    pair: _Pair
    counts: list[_ColumnCounts]
    rows: int = 0

    def compare(self, keys: pl.DataFrame, old_at: pl.Series, new_at: pl.Series) -> None:
        """Compare rows of the old version with rows of the new one, in the order of their keys.

        Args:
            keys: the keys of all rows of the old version.
            old_at: the numbers of its rows.
            new_at: the numbers of the rows of the new version with the same keys.
        """
        places = pl.int_range(len(old_at), dtype=pl.UInt32, eager=True).alias(HASH)
        chosen = keys[old_at].with_columns(places).sort(keys.columns)
        texts = chosen.cast(dict.fromkeys(keys.columns, pl.String))
        for start in range(0, len(old_at), BATCH_ROWS):
            some = texts.slice(start, BATCH_ROWS)
            order = some[HASH]
            self._compare_batch(some.drop(HASH), old_at.gather(order), new_at.gather(order))

    def _compare_batch(self, keys: pl.DataFrame, old_at: pl.Series, new_at: pl.Series) -> None:
        pair = self.pair
        old_rows, new_rows = pair.old.table.rows.take(old_at), pair.new.table.rows.take(new_at)
        changed: list[pl.Series] = []
        log = None if pair.log is None else CellParts(pair.name, key_texts(keys), "changed")
        for before, after, counts in zip(pair.old.values, pair.new.values, self.counts, strict=True):
            at, old, new = _differing(before, after, old_rows, new_rows, pair.tolerances.get(after.name))
            if not len(at):
                continue
            changed.append(at)
            counts.changed += len(at)
            counts.to_null += new.null_count()
            counts.from_null += old.null_count()
            missing = max(pair.examples - len(counts.examples), 0)
            examples = zip(keys[at.head(missing)].rows(), old.head(missing), new.head(missing), strict=True)
            counts.examples += examples
            if log is not None:
                log.add(after.name, at, old, new)
        self.rows += pl.concat(changed).n_unique() if changed else 0
        if pair.log is not None and log is not None:
            pair.log.add(log.rows())

    def columns(self) -> Iterator[ColumnDiff]:
        """The columns that changed, in the order of the table."""
        for column, counts in zip(self.pair.new.values, self.counts, strict=True):
            if counts.changed:
                yield ColumnDiff(column.name, counts.changed, counts.to_null, counts.from_null, tuple(counts.examples))


def _differing(
    before: _Column, after: _Column, old_rows: pl.DataFrame, new_rows: pl.DataFrame, tolerance: Tolerance | None
) -> tuple[pl.Series, pl.Series, pl.Series]:
    """The places of the rows whose values differ in a column, with the old and the new values as texts for people."""
    old, new = old_rows[before.here], new_rows[after.here]
    at = pl.int_range(len(old), dtype=pl.UInt32, eager=True)
    if before.is_alike:
        at = at.filter(old.ne_missing(new))
        old, new = old[at], new[at]
    shown = shown_texts(before.written, old), shown_texts(after.written, new)
    texts = canonical_texts(before.written, shown[0]), canonical_texts(after.written, shown[1])
    equal = equal_values(before.written, after.written, *texts)
    if tolerance is not None:
        equal |= tolerance.allows(*texts)
    return at.filter(~equal), shown[0].filter(~equal), shown[1].filter(~equal)


# Rows without a key.


def _compare_whole_rows(pair: _Pair) -> TableDiff:
    old, new = (side.keys_and_hashes().with_row_index(_ROW) for side in (pair.old, pair.new))
    counts = old.height, new.height
    old, new = _surplus(old, new)
    if old.height and new.height:  # the same rows may be written in other ways
        old, new = _surplus(_canonical_hashes(pair.old, old[_ROW]), _canonical_hashes(pair.new, new[_ROW]))
    if pair.log is not None:
        for side, rows, change in ((pair.old, old, "removed"), (pair.new, new, "added")):
            _log_rows(pair.log, side, pair.name, rows.select(pl.col(_ROW).sort().alias(HASH)), change)
    remark = "no primary key: whole rows were compared, and a changed row counts as removed and added"
    unused = "tolerances are ignored: they need a key"
    return TableDiff(
        pair.name,
        (),
        *counts,
        added=new.height,
        removed=old.height,
        changed=0,
        columns_added=pair.added,
        columns_removed=pair.removed,
        remarks=(remark, unused) if pair.tolerances else (remark,),
    )


def _canonical_hashes(side: _Side, numbers: pl.Series) -> pl.DataFrame:
    """These rows of one version, each with a hash of its values."""
    hashes = []
    for start in range(0, len(numbers), BATCH_ROWS):
        rows = side.table.rows.take(numbers[start : start + BATCH_ROWS])
        hashes.append(pl.DataFrame([column.texts(rows).alias(column.name) for column in side.values]).hash_rows())
    return pl.DataFrame({_ROW: numbers, HASH: pl.concat(hashes)})


def _surplus(old: pl.DataFrame, new: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows of each version that the other one does not have, or not as often."""
    old, new = (rows.with_columns(pl.col(_ROW).cum_count().over(HASH).alias(_TIME)) for rows in (old, new))
    on = [HASH, _TIME]
    return old.join(new, on=on, how="anti"), new.join(old, on=on, how="anti")
