"""Keeps the ids of utterances and claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from newsrows.records.contract import GROUP_LETTERS, ROW_LETTERS
from newsrows.resolution.continuity.decisions import Continuity, Rows, all_new, keep_ids
from newsrows.resolution.continuity.previous_rows import PreviousRows
from newsrows.resolution.continuity.shared_evidence import SharedEvidence, folded

# So many words at the beginning of a quote are enough to recognise it, if it begins at the same place.
_FIRST_WORDS: Final = r"^(?:\S+ ){0,3}\S+"


@dataclass(frozen=True, slots=True)
class GroupTable:
    """A table whose rows are groups of rows of several articles.

    Attributes:
        table: its name.
        members: the table with the rows.
        columns: the columns of `members` that are read: its key, article_id, texts, and last the group's id.
    """

    table: str
    members: str
    columns: tuple[str, ...]

    @property
    def key(self) -> str:
        """The primary key of the groups."""
        return self.columns[-1]


UTTERANCES: Final = GroupTable("utterances", "quotes", ("quote_id", "article_id", "text", "utterance_id"))
CLAIMS: Final = GroupTable("claims", "statistics", ("statistic_id", "article_id", "text", "sentence", "claim_id"))


def keep_group_ids(
    group: GroupTable, frames: Iterable[pl.DataFrame], previous: PreviousRows, folder: Path
) -> Continuity:
    """Find the ids of utterances or claims in a previous package.

    Args:
        group: `UTTERANCES` or `CLAIMS`.
        frames: the new quotes or statistics, with the ids that the groups have without a previous package.
        previous: the previous package.
        folder: an existing folder for what does not fit in memory.

    Raises:
        OSError: a file cannot be read or written.
    """
    before = previous.members(group.members, group.columns)
    evidence = SharedEvidence(folder, f"continued-{group.table}")
    ids: list[pl.Series] = []
    for frame in frames:
        ids.append(frame[group.key].unique())
        if before is not None:
            _add(evidence, frame, group, is_old=False)
    new = pl.concat(ids).unique().sort() if ids else pl.Series(dtype=pl.String)
    if before is None:
        return all_new(group.table, new, f"the previous package has no {group.table}")
    _add(evidence, before, group, is_old=True)
    old = before.select(id=group.key).drop_nulls().unique().collect(engine="streaming").sort("id")
    rows = Rows(group.table, old, pl.DataFrame({"id": new, "base": new}), group.members, has_anchors=True)
    return keep_ids(rows, evidence.counts())


def _add(evidence: SharedEvidence, rows: pl.DataFrame | pl.LazyFrame, group: GroupTable, *, is_old: bool) -> None:
    """Add the members: by their words, wherever these are in the article, and by their place and first words."""
    key, letter = group.columns[0], GROUP_LETTERS[group.table]
    own = pl.col(group.key).str.replace(rf":{letter}(\d+)(?:-\d+)?$", f":{ROW_LETTERS[group.members]}${{1}}")
    units = rows.select(pl.col(group.columns), anchor=pl.col(key) == own).rename({group.key: "id"})
    words = [folded(name).alias(name) for name in group.columns[2:-1]]
    units = units.with_columns(words).with_columns(first=pl.col("text").str.extract(f"({_FIRST_WORDS})"))
    evidence.add(units, ["article_id", *group.columns[2:-1]], is_old=is_old)
    evidence.add(units, [key, "first"], is_old=is_old)
