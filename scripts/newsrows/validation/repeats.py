"""What rules about utterances, claims and copies need to know of all articles, collected while their rows pass.

Most utterances have one quote, in the article of their id. Those are settled within a part; the rows of all others are
kept to be compared at the end. The same holds for claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from newsrows.validation.registry import Tables

COPIES: Final = "copies"
"""Articles that are copies: `row`, `article_id`, `duplicate_of`."""

GROUP_IDS: Final = "ids of groups"
"""The ids of utterances and claims: `table`, and `id_hash`, the hash of the id."""


@dataclass(frozen=True, slots=True)
class Group:
    """A table whose rows are groups of rows of several articles.

    Attributes:
        table: its name.
        key: its primary key, and the foreign key in `members`.
        members: the table with the rows.
        compared: columns of the group, each with the columns of its only member of which the first that is not null
            must be equal.
    """

    table: str
    key: str
    members: str
    compared: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def rows(self) -> str:
        """The name of the frame with the groups that are not settled."""
        return f"groups of {self.members}"

    @property
    def member_rows(self) -> str:
        """The name of the frame with the members of groups that are not settled."""
        return f"{self.members} in groups"


UTTERANCES: Final = Group(
    "utterances",
    "utterance_id",
    "quotes",
    (("person_id", ("person_id",)), ("organisation_id", ("organisation_id",))),
)
CLAIMS: Final = Group(
    "claims",
    "claim_id",
    "statistics",
    (("value", ("value",)), ("value_low", ("value",)), ("value_high", ("value_max", "value"))),
)
GROUPS: Final = (UTTERANCES, CLAIMS)


def group_ids(hashed: Mapping[str, pl.Series]) -> pl.DataFrame:
    """The frame `GROUP_IDS`, from the hashed ids of each table."""
    parts = [
        pl.DataFrame({"table": pl.repeat(group.table, len(ids), eager=True), "id_hash": ids})
        for group in GROUPS
        if (ids := hashed.get(group.table)) is not None
    ]
    return pl.concat([pl.DataFrame(schema={"table": pl.String, "id_hash": pl.UInt64}), *parts])


class Repeats:
    """Collects groups and members that are not settled, and copies. All rows of an article must be in one part."""

    def __init__(self) -> None:
        """Nothing is collected yet."""
        self._parts: dict[str, list[pl.DataFrame]] = defaultdict(list)

    def add(self, tables: Tables) -> None:
        """Look at a part; each table has a column `row`."""
        for group in GROUPS:
            if group.table in tables and group.members in tables:
                self._add_group(group, tables)
        if "articles" in tables:
            copies = tables["articles"].filter(pl.col("duplicate_of").is_not_null())
            self._parts[COPIES].append(copies.select("row", "article_id", "duplicate_of"))

    def frames(self) -> Mapping[str, pl.DataFrame]:
        """The collected frames by name: `COPIES`, and `Group.rows` and `Group.member_rows` of each group."""
        return {name: pl.concat(parts) for name, parts in self._parts.items()}

    def _add_group(self, group: Group, tables: Tables) -> None:
        rows, members = tables[group.table], tables[group.members]
        count = members.group_by(group.key).len("here")
        here = rows.join(count, on=group.key, how="left")
        settled = here.filter((pl.col(group.members) == 1) & (pl.col("here") == 1) & (pl.col("articles") == 1))
        settled = settled.filter(pl.col("independent_articles") == 1)
        expected = {f"{column}_expected": pl.coalesce(sources) for column, sources in group.compared}
        both = settled.join(members.select(group.key, **expected), on=group.key)
        same = [pl.col(column).eq_missing(pl.col(f"{column}_expected")) for column, _ in group.compared]
        done = both.filter(pl.all_horizontal(same)).select(group.key)
        kept = members.join(done, on=group.key, how="anti").drop_nulls(group.key)
        needed = dict.fromkeys(source for _, sources in group.compared for source in sources)
        self._parts[group.rows].append(rows.join(done, on=group.key, how="anti"))
        self._parts[group.member_rows].append(kept.select("row", group.key, "article_id", *needed))
