"""How often people, organisations, name forms and roles occur, counted while the articles' rows pass part by part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import polars as pl

from newsrows.records.contract import NAMING_KINDS
from newsrows.records.entity_kinds import ENTITY_KINDS
from newsrows.validation.registry import Tables

# table: its key, as mentions, quotes and aliases call it too
ENTITIES: Final[Mapping[str, str]] = {kind.table: kind.id_column for kind in ENTITY_KINDS}
# The names of the counts; rules ask for them as they ask for tables.
MENTIONED, FORMS, SPOKEN = "counts of mentions", "counts of forms", "counts of quotes"
IN_COPIES, TITLES, EMPLOYERS = "counts of mentions in copies", "counts of titles", "counts of employers"

# Counts are added up when so many are waiting: often enough to fit into memory, seldom enough to take no time.
_MANY = 500_000


class Aggregates:
    """Counts over all parts. All rows of an article must be in the same part, because articles are counted there."""

    def __init__(self, sources: pl.DataFrame) -> None:
        """Nothing is counted yet.

        Args:
            sources: article_id and `source` of the articles that are copies or have copies; copies have the source of
                their original.
        """
        self._sources = sources
        self._sums: dict[str, _Sum] = {}

    def add(self, tables: Tables) -> None:
        """Count the mentions, quotes and roles of a part, if it has these tables; each has a column `row`."""
        number_of_rows = pl.len().cast(pl.Int64)
        if "mentions" in tables:
            counts = [
                pl.col("article_id").n_unique().cast(pl.Int64).alias("articles"),
                number_of_rows.alias("mentions"),
            ]
            mentions = by_entity(tables["mentions"])
            self._sum(MENTIONED, "table", "id").add(mentions, counts)
            named = mentions.filter(pl.col("kind").is_in(list(NAMING_KINDS))).with_columns(form=_form("text"))
            self._sum(FORMS, "table", "id", "form").add(named, [*counts, pl.col("row").min()])
            in_copies = mentions.join(self._sources, on="article_id")
            self._sum(IN_COPIES, "table", "id", "source").add(in_copies, counts[:1])
        if "quotes" in tables:
            self._sum(SPOKEN, "table", "id").add(by_entity(tables["quotes"]), [number_of_rows.alias("quotes")])
        if "roles" in tables:
            is_former = pl.col("status") == "former"
            counts = [
                count.cast(pl.Int64).alias(name)
                for name, count in {"held": (~is_former).sum(), "former": is_former.sum()}.items()
            ]
            for name, column in ((TITLES, "title"), (EMPLOYERS, "organisation_id")):
                roles = tables["roles"].drop_nulls(["person_id", column]).rename({column: "value"})
                self._sum(name, "person_id", "value").add(roles, counts)

    def frames(self) -> dict[str, pl.DataFrame]:
        """The counts, by name: columns `table` (people or organisations), `id`, for forms `form`, and what is counted.

        `row` of a form is the first row of mentions that uses it. Titles and employers have `person_id`, `value`, and
        the numbers of roles that are `held` and `former`.
        """
        return {name: counts.total() for name, counts in self._sums.items()}

    def _sum(self, name: str, *keys: str) -> _Sum:
        return self._sums.setdefault(name, _Sum(keys))


def by_entity(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows with a person_id or an organisation_id, with `table` and `id`; a row with both comes twice."""
    rows = [
        frame.filter(pl.col(key).is_not_null()).with_columns(table=pl.lit(table), id=key)
        for table, key in ENTITIES.items()
    ]
    return pl.concat(rows)


def _form(text: str) -> pl.Expr:
    """A text as a form of a name: white space as single spaces."""
    return pl.col(text).str.replace_all(r"\s+", " ")


class _Sum:
    """Counts by keys; the last parts wait to be added up."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        self._keys = keys
        self._parts: list[pl.DataFrame] = []

    def add(self, frame: pl.DataFrame, counts: list[pl.Expr]) -> None:
        self._parts.append(frame.group_by(self._keys).agg(counts))
        if len(self._parts) > 1 and sum(part.height for part in self._parts[1:]) > max(_MANY, self._parts[0].height):
            self._parts = [self.total()]

    def total(self) -> pl.DataFrame:
        parts = pl.concat(self._parts)
        counts = [pl.col(name).min() if name == "row" else pl.col(name).sum() for name in parts.columns]
        return parts.group_by(self._keys).agg(counts[len(self._keys) :])
