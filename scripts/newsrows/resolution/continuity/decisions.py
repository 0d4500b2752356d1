"""Decides which row keeps which id of the previous package, and what became of every id.

An id must never move to something else, so a row gets an old id only where the evidence is clear:

- The row has more than half of what is left of the old row; an utterance or a claim also if it has the quote or figure
  after which the old id is named.
- No other row of the previous package is a larger part of the row, unless it was joined with it. Of several rows that
  were joined, the largest part gives the id.
- A person or an organisation that has nothing else in common with any row keeps the id by the name alone, if one row
  on each side has the name and nothing contradicts.

All other rows get an id that no row of the previous package has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

import polars as pl

from newsrows.resolution.continuity.shared_evidence import SHARED_SCHEMA

CHANGE_SCHEMA: Final = pl.Schema(
    {"table": pl.String(), "change": pl.String(), "old_id": pl.String(), "new_id": pl.String(), "reason": pl.String()}
)
"""Rows of the table id_changes, without their numbers."""

_NOTHING_OLD: Final = "nothing in common with a row of the previous package"
_NOTHING_NEW: Final = "nothing in common with a new row"
_REGISTERED: Final = "the registry gives the id"
_BY_NAME: Final = "the name alone"
# At most so many old ids are named in a reason.
_MOST_NAMED: Final = 3


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The rows of one table on both sides.

    Attributes:
        table: its name.
        old: `id` of each row of the previous package.
        new: `id` of each new row, and `base`, from which further ids are made by adding a number.
        evidence: what the rows are compared by, for reasons: 'names in the same articles'.
        has_anchors: whether ids are named after a member, as those of utterances and claims are.
        fixed: new ids that the user's registry gives, which nothing changes.
    """

    table: str
    old: pl.DataFrame
    new: pl.DataFrame
    evidence: str
    has_anchors: bool = False
    fixed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Continuity:
    """The ids of the new rows of a table.

    Attributes:
        renamed: `id`, `final`: the new rows whose id changes.
        changes: rows of `CHANGE_SCHEMA`, sorted by old and new id; those without an old id come last.
    """

    renamed: pl.DataFrame
    changes: pl.DataFrame


def keep_ids(rows: Rows, shared: pl.DataFrame, same_name: pl.DataFrame | None = None) -> Continuity:
    """Give the new rows of a table their ids.

    Args:
        rows: the rows of both sides.
        shared: rows of `SHARED_SCHEMA` about them.
        same_name: `old`, `new`, `objection`: rows with the same name on both sides, which count where they have nothing
            else in common; or one such row, and why it is not surely one on the other side.
    """
    links = _links(rows, shared)
    named = _by_name(shared, same_name)
    fixed = pl.Series(sorted(rows.fixed), dtype=pl.String)
    registered = rows.old.join(rows.new, on="id", how="semi").filter(pl.col("id").is_in(fixed.implode()))
    by_name = named.filter(pl.col("objection").is_null()).select("old", "new", reason=pl.lit(_BY_NAME))
    others = pl.concat([_winners(rows, links), by_name])
    others = others.filter(~pl.any_horizontal(pl.col("old", "new").is_in(fixed.implode())))
    winners = pl.concat([registered.select(old="id", new="id", reason=pl.lit(_REGISTERED)), others])
    final = _final_ids(rows, winners)
    ids = final.rename({"id": "new", "final": "new_id"})
    changes = pl.concat(_changes(rows, links, named, winners, ids)).select(CHANGE_SCHEMA.names())
    return Continuity(
        final.filter(pl.col("id") != pl.col("final")).sort("id"),
        changes.unique(["old_id", "new_id"], keep="first", maintain_order=True).sort(
            "old_id", "new_id", nulls_last=True
        ),
    )


def all_new(table: str, ids: pl.Series, reason: str) -> Continuity:
    """The continuity of a table that cannot be compared with the previous package.

    Args:
        table: its name.
        ids: the ids of its rows, which stay.
        reason: why it cannot be compared.
    """
    changes = pl.DataFrame({"new_id": ids.cast(pl.String).sort()}).with_columns(
        table=pl.lit(table), change=pl.lit("new"), old_id=pl.lit(None, pl.String), reason=pl.lit(reason)
    )
    renamed = pl.DataFrame(schema={"id": pl.String, "final": pl.String})
    return Continuity(renamed, changes.select(CHANGE_SCHEMA.names()))


def of_rows(changes: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
    """The changes of one table without new ids that it does not have in the end.

    People who are not mentioned any more once readers' marks are applied have no row.
    """
    is_row = pl.col("new_id").is_in(ids.implode()).fill_null(value=False)
    changed = changes.filter(is_row | pl.col("old_id").is_not_null())
    gone = ~is_row & (pl.col("change") != "removed")
    return changed.with_columns(
        change=pl.when(gone).then(pl.lit("removed")).otherwise("change"),
        new_id=pl.when(is_row).then("new_id"),
        reason=pl.when(gone).then(pl.lit("without mentions")).otherwise("reason"),
    ).unique(["old_id", "new_id"], keep="first", maintain_order=True)


def renamed(frame: pl.DataFrame, column: str, ids: pl.DataFrame) -> pl.DataFrame:
    """A frame with the final ids in a column; `ids` is `Continuity.renamed`."""
    joined = frame.join(ids, left_on=column, right_on="id", how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce("final", column).alias(column)).drop("final")


def _links(rows: Rows, shared: pl.DataFrame) -> pl.DataFrame:
    """The rows of `shared` with `reason`, and `is_main`: whether the new row is what is left of the old one."""
    links = shared.with_columns(
        total=pl.col("shared").sum().over("old"), has_anchor=pl.col("anchor").sum().over("old") == 1
    )
    is_most = 2 * pl.col("shared") > pl.col("total")
    counted = pl.format("{} of {} {}", "shared", "total", pl.lit(rows.evidence))
    return links.select(
        *SHARED_SCHEMA.names(),
        is_main=pl.when("has_anchor").then("anchor").otherwise(is_most),
        reason=pl.lit(f"the same {rows.evidence}") if rows.has_anchors else counted,
    )


def _winners(rows: Rows, links: pl.DataFrame) -> pl.DataFrame:
    """`old`, `new`, `reason`: the old row whose id each new row keeps."""
    candidates = main = links.filter("is_main")
    if not rows.has_anchors:
        others = links.filter(~pl.col("is_main")).group_by("new").agg(most=pl.col("shared").max())
        candidates = main.join(others, on="new", how="left").filter(pl.col("shared") > pl.col("most").fill_null(0))
    own = pl.col("old") == pl.col("new")
    ordered = candidates.with_columns(own=own).sort(
        "new", "shared", "own", "old", descending=[False, True, True, False]
    )
    return ordered.unique("new", keep="first", maintain_order=True).select("old", "new", "reason")


def _by_name(shared: pl.DataFrame, same_name: pl.DataFrame | None) -> pl.DataFrame:
    """The rows of `same_name` that have nothing else in common with any row."""
    if same_name is None:
        return pl.DataFrame(schema={"old": pl.String, "new": pl.String, "objection": pl.String})
    return same_name.join(shared, on="old", how="anti").join(shared, on="new", how="anti")


def _final_ids(rows: Rows, winners: pl.DataFrame) -> pl.DataFrame:
    """`id`, `final`: the id of each new row."""
    new = rows.new.select("id", "base").join(winners.select("old", id="new"), on="id", how="left")
    taken = pl.concat([rows.old["id"], pl.Series(list(rows.fixed), dtype=pl.String)]).unique()
    is_fixed = pl.col("id").is_in(pl.Series(list(rows.fixed), dtype=pl.String).implode())
    is_taken = pl.col("id").is_in(taken.implode()) & ~is_fixed
    own = pl.when(~is_taken).then("id")
    new = new.with_columns(final=pl.coalesce("old", own))
    loose = new.filter(pl.col("final").is_null()).sort("id")
    if loose.is_empty():
        return new.select("id", "final")
    numbered = _numbered(loose, frozenset(new["final"].drop_nulls()) | frozenset(taken))
    return new.join(numbered, on="id", how="left").select("id", pl.coalesce("final", "numbered").alias("final"))


def _numbered(loose: pl.DataFrame, taken: Collection[str]) -> pl.DataFrame:
    """`id`, `numbered`: ids with -2, -3 ... that are not taken."""
    used = set(taken)
    numbers: dict[str, int] = {}
    ids: list[str] = []
    for base in loose["base"]:
        number = numbers.get(base, 1) + 1
        while f"{base}-{number}" in used:
            number += 1
        numbers[base] = number
        ids.append(f"{base}-{number}")
        used.add(ids[-1])
    return loose.select("id", numbered=pl.Series(ids, dtype=pl.String))


def _changes(
    rows: Rows, links: pl.DataFrame, named: pl.DataFrame, winners: pl.DataFrame, ids: pl.DataFrame
) -> Iterator[pl.DataFrame]:
    """Rows of `CHANGE_SCHEMA`, kind by kind. Of several about the same ids, the first counts."""
    main = links.filter("is_main")
    joined = main.join(winners, on="old", how="anti")
    yield _rows(rows, "kept", winners.join(ids, on="new"))
    yield _rows(rows, "joined", joined.join(ids, on="new"))
    # What moved to a row that has another old id is not a part of its own, unless nothing else is left of the old row.
    is_part = ~pl.col("new").is_in(winners["new"].implode()) | ~pl.col("old").is_in(main["old"].implode())
    others = links.join(winners, on=["old", "new"], how="anti").join(joined, on=["old", "new"], how="anti")
    parted = others.filter(is_part)
    yield _rows(rows, "parted", parted.join(ids, on="new"))
    new = ids.join(winners, on="new", how="anti").join(parted, on="new", how="anti")
    new = new.join(_why_new(rows, links, named), on="new", how="left")
    yield _rows(rows, "new", new.with_columns(pl.col("reason").fill_null(_NOTHING_OLD), old=None))
    gone = rows.old.select(old="id").join(links, on="old", how="anti").join(winners, on="old", how="anti")
    objections = named.select("old", reason=pl.col("objection")).drop_nulls().unique("old", maintain_order=True)
    gone = gone.join(objections, on="old", how="left")
    yield _rows(rows, "removed", gone.with_columns(pl.col("reason").fill_null(_NOTHING_NEW), new_id=None))


def _why_new(rows: Rows, links: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """`new`, `reason`: why rows have none of the old ids, if there is something to say."""
    registered = pl.DataFrame({"new": sorted(rows.fixed)}, schema={"new": pl.String}).with_columns(
        reason=pl.lit(_REGISTERED)
    )
    parts = links.sort("new", "shared", "old", descending=[False, True, False]).group_by("new", maintain_order=True)
    shares = pl.format("{} ({})", "old", "shared").head(_MOST_NAMED).str.join(", ")
    divided = parts.agg(reason=pl.format("the evidence is divided: {}", shares))
    objections = named.select("new", reason="objection").drop_nulls()
    return pl.concat([registered, divided, objections]).unique("new", keep="first", maintain_order=True)


def _rows(rows: Rows, change: str, found: pl.DataFrame) -> pl.DataFrame:
    return found.select(
        table=pl.lit(rows.table),
        change=pl.lit(change),
        old_id=pl.col("old").cast(pl.String),
        new_id=pl.col("new_id").cast(pl.String),
        reason="reason",
    ).cast(CHANGE_SCHEMA)
