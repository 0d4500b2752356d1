"""Rules for id_changes, the table that tells what became of the ids of a previous package."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from newsrows.records.entity_kinds import ENTITY_KINDS
from newsrows.validation.registry import Tables, own_rule
from newsrows.validation.repeats import GROUP_IDS
from newsrows.validation.violations import Violation, shown, violation

# How the old and the new id of each change relate.
_RELATIONS = {
    "kept": ("the same id twice", pl.col("old_id").eq_missing(pl.col("new_id")) & pl.col("old_id").is_not_null()),
    "new": ("a new id alone", pl.col("old_id").is_null() & pl.col("new_id").is_not_null()),
    "removed": ("an old id alone", pl.col("old_id").is_not_null() & pl.col("new_id").is_null()),
    "joined": ("two different ids", pl.col("old_id") != pl.col("new_id")),
    "parted": ("two different ids", pl.col("old_id") != pl.col("new_id")),
}


@own_rule("rows", "id_changes")
def id_change_mismatch(tables: Tables) -> Iterator[Violation]:
    """The ids of a change fit it: kept has the same id twice, joined and parted two, new and removed one."""
    rows = tables["id_changes"]
    for change, (expected, holds) in _RELATIONS.items():
        yield from violation(
            "id_changes",
            rows.filter((pl.col("change") == change) & ~holds.fill_null(value=False)),
            column="change",
            found=pl.format("{} with {} and {}", *(shown(pl.col(name)) for name in ("change", "old_id", "new_id"))),
            expected=f"expected {expected}",
        )


@own_rule("tables", "id_changes", GROUP_IDS, *(kind.table for kind in ENTITY_KINDS))
def id_change_unknown_id(tables: Tables) -> Iterator[Violation]:
    """A new id in id_changes is an id of its table."""
    ids = [tables[GROUP_IDS], *(_hashed(kind.table, tables[kind.table][kind.id_column]) for kind in ENTITY_KINDS)]
    changes = tables["id_changes"].drop_nulls("new_id").with_columns(id_hash=pl.col("new_id").hash())
    yield from violation(
        "id_changes",
        changes.join(pl.concat(ids), on=["table", "id_hash"], how="anti"),
        column="new_id",
        found=shown(pl.col("new_id")),
        expected=pl.format("expected an id of {}", "table"),
    )


@own_rule("tables", "id_changes", *(kind.table for kind in ENTITY_KINDS))
def id_change_missing(tables: Tables) -> Iterator[Violation]:
    """Every person and organisation is in id_changes."""
    for kind in ENTITY_KINDS:
        changes = tables["id_changes"].filter(pl.col("table") == kind.table)
        known = changes.select(pl.col("new_id").alias(kind.id_column))
        yield from violation(
            kind.table,
            tables[kind.table].drop_nulls(kind.id_column).join(known, on=kind.id_column, how="anti"),
            column=kind.id_column,
            found=shown(pl.col(kind.id_column)),
            expected="expected a row of id_changes with it",
        )


def _hashed(table: str, ids: pl.Series) -> pl.DataFrame:
    return pl.DataFrame({"table": pl.Series([table], dtype=pl.String), "id_hash": [ids.drop_nulls().hash()]}).explode(
        "id_hash"
    )
