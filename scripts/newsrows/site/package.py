"""Links the rows of a package: which rows each article has, and what each person and organisation is and says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from newsrows.records.entity_kinds import ENTITY_KINDS
from newsrows.site.rows import Entity, EntityKey, Row, entity_of, organisation_of_role
from newsrows.site.tables import Tables

_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class Package:
    """Rows grouped by what they belong to, in reading order; a key without rows is absent.

    `..._in` is by article id, `..._of` and `quotes_by` by entity, and `parts_of` by quote id. Rows of unknown articles
    are left out. Roles are listed both for the person and for the organisation.
    """

    title: str
    articles: Mapping[str, Row]
    entities: Mapping[EntityKey, Entity]
    mentions_in: Mapping[str, list[Row]]
    roles_in: Mapping[str, list[Row]]
    quotes_in: Mapping[str, list[Row]]
    statistics_in: Mapping[str, list[Row]]
    parts_of: Mapping[str, list[Row]]
    mentions_of: Mapping[EntityKey, list[Row]]
    roles_of: Mapping[EntityKey, list[Row]]
    quotes_by: Mapping[EntityKey, list[Row]]
    aliases_of: Mapping[EntityKey, list[Row]]

    def entity(self, key: EntityKey | None) -> Entity | None:
        """The person or organisation with this key, if the package has a row for it."""
        return self.entities.get(key) if key else None

    def speaker(self, quote: Row) -> Entity | None:
        """The speaker of a quote, if the package has a row for the speaker."""
        return self.entity(entity_of(quote))


def link(tables: Tables) -> Package:
    """Group the rows of `tables` by article, person and organisation."""
    articles = {row.article_id: row for row in sorted(tables.rows["articles"], key=_date_order)}
    order = {article_id: number for number, article_id in enumerate(articles)}
    mentions, roles, quotes, statistics = (
        _in_reading_order(tables.rows[table], order) for table in ("mentions", "roles", "quotes", "statistics")
    )
    return Package(
        title=tables.title,
        articles=articles,
        entities={
            key: Entity(key, row)
            for kind in ENTITY_KINDS
            for row in tables.rows[kind.table]
            for key in [EntityKey(kind.type, row.id)]
        },
        mentions_in=_group(mentions, lambda row: [row.article_id]),
        roles_in=_group(roles, lambda row: [row.article_id]),
        quotes_in=_group(quotes, lambda row: [row.article_id]),
        statistics_in=_group(statistics, lambda row: [row.article_id]),
        parts_of=_group(sorted(tables.rows["quote_spans"], key=lambda row: int(row["part"])), lambda row: [row.id]),
        mentions_of=_group(mentions, lambda row: [entity_of(row)]),
        roles_of=_group(roles, lambda row: [entity_of(row), organisation_of_role(row)]),
        quotes_by=_group(quotes, lambda row: [entity_of(row)]),
        aliases_of=_group(sorted(tables.rows["aliases"], key=_frequency_order), lambda row: [entity_of(row)]),
    )


def _date_order(article: Row) -> tuple[bool, str, str]:
    """Oldest first; articles without a date last."""
    return article["published_on"] is None, str(article["published_on"]), article.article_id


def _frequency_order(alias: Row) -> tuple[int, str]:
    """Most mentions first."""
    return -(alias["mentions"] or 0), alias["form"]


def _in_reading_order(rows: Iterable[Row], order: Mapping[str, int]) -> list[Row]:
    known = (row for row in rows if row.article_id in order)
    return sorted(known, key=lambda row: (order[row.article_id], row.start))


def _group(rows: Iterable[Row], keys: Callable[[Row], list[_Key | None]]) -> dict[_Key, list[Row]]:
    groups: dict[_Key, list[Row]] = defaultdict(list)
    for row in rows:
        for key in keys(row):
            if key is not None:
                groups[key].append(row)
    return dict(groups)
