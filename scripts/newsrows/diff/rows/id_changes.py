"""What became of the ids of a table, as the new package's own table id_changes tells it.

Two rows that became one look like a removed row. A package that was built with a previous one knows the difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from newsrows.datapackage.frames import TableFiles, tables_by_name, with_types
from newsrows.datapackage.model import Resource
from newsrows.diff.rows.tables import Table
from newsrows.records import PackageError

TABLE: Final = "id_changes"
_PARQUET: Final = f"{TABLE}-parquet"
_COLUMNS: Final = ("table", "change", "old_id", "new_id", "reason")
_MOVES: Final = ("joined", "parted", "removed")


@dataclass(frozen=True, slots=True)
class IdChanges:
    """What became of the ids of one table.

    Attributes:
        joined: the number of old rows that are now in another row.
        parted: the number of old rows of which at least a part has an id of its own.
        removed: the number of old rows that nothing continues.
        examples: change, old id, new id (None if removed) and reason of a few of them.
    """

    joined: int
    parted: int
    removed: int
    examples: tuple[tuple[str, str, str | None, str], ...] = ()


def is_id_changes(resource: Resource | None) -> bool:
    """Whether a resource is the table id_changes as newsrows writes it."""
    if resource is None or resource.schema is None or resource.name not in {TABLE, _PARQUET}:
        return False
    return set(_COLUMNS) <= set(resource.schema.field_names)


def read_id_changes(files: TableFiles, resources: Sequence[Resource]) -> pl.DataFrame | None:
    """The table id_changes of a package; None if it has none.

    Raises:
        PackageError: it cannot be read.
    """
    resource = tables_by_name([one for one in resources if is_id_changes(one)]).get(TABLE)
    if resource is None:
        return None
    try:
        return with_types(files.scan(resource), resource).select(_COLUMNS).collect()
    except (pl.exceptions.PolarsError, OSError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise PackageError(f"{resource.origin}: {resource.name!r} cannot be read: {reason}") from None


def changes_of(rows: pl.DataFrame, name: str, key: Iterable[str], old: Table, *, examples: int) -> IdChanges | None:
    """What became of the ids of a table.

    Args:
        rows: the table id_changes of the new package.
        name: the table's name in the new package.
        key: its primary key.
        old: the table in the old package.
        examples: how many examples of each kind are kept.

    Returns:
        None if `rows` say nothing about the table, or are about another previous package than `old`.
    """
    columns = list(key)
    changes = rows.filter(pl.col("table") == name.removesuffix("-parquet")).drop_nulls("old_id")
    if len(columns) != 1 or columns[0] not in old.columns:
        return None
    ids = old.rows.select(pl.col(columns[0]).cast(pl.String).alias("old_id"))
    known = changes.select("old_id").unique()
    if known.height != ids.height or known.join(ids, on="old_id", how="anti").height:
        return None
    kinds = {change: changes.filter(pl.col("change") == change) for change in _MOVES}
    shown = pl.concat([rows_of_kind.head(examples) for rows_of_kind in kinds.values()])
    counts = {change: rows_of_kind["old_id"].n_unique() for change, rows_of_kind in kinds.items()}
    return IdChanges(**counts, examples=tuple(shown.select("change", "old_id", "new_id", "reason").iter_rows()))
