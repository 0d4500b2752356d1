"""Links the rows of a package: which rows each article has, and what each person and organisation is and says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from newsrows.records.entity_kinds import ENTITY_KINDS
from newsrows.site.labels import labels, position
from newsrows.site.rows import Entity, EntityKey, Row, entity_of, organisation_of_role
from newsrows.site.tables import Tables

_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class Package:
    """Rows grouped by what they belong to, in reading order; a key without rows is absent.

    `..._in` is by article id, `..._of` and `quotes_by` by entity, `parts_of` and `mentions_inside` by quote id,
    `wordings_of` (quotes) by utterance id and `reports_of` (statistics) by claim id. Rows of unknown articles
    are left out. Roles are listed both for the person and for the organisation. `labels` tell entities of the same
    name apart. `title` and `missing` are those of `newsrows.site.tables.Tables`.
    """

    title: str | None
    missing: tuple[str, ...]
    articles: Mapping[str, Row]
    entities: Mapping[EntityKey, Entity]
    labels: Mapping[EntityKey, str]
    mentions_in: Mapping[str, list[Row]]
    roles_in: Mapping[str, list[Row]]
    quotes_in: Mapping[str, list[Row]]
    statistics_in: Mapping[str, list[Row]]
    parts_of: Mapping[str, list[Row]]
    mentions_of: Mapping[EntityKey, list[Row]]
    mentions_inside: Mapping[str, list[Row]]
    roles_of: Mapping[EntityKey, list[Row]]
    quotes_by: Mapping[EntityKey, list[Row]]
    aliases_of: Mapping[EntityKey, list[Row]]
    utterances: Mapping[str, Row]
    claims: Mapping[str, Row]
    wordings_of: Mapping[str, list[Row]]
    reports_of: Mapping[str, list[Row]]

    def entity(self, key: EntityKey | None) -> Entity | None:
        """The person or organisation with this key, if the package has a row for it."""
        return self.entities.get(key) if key else None

    def speaker(self, quote: Row) -> Entity | None:
        """The speaker of a quote, if the package has a row for the speaker."""
        return self.entity(entity_of(quote))

    def label(self, entity: Entity) -> str:
        """The name of an entity; where others have the same name, with what tells it apart."""
        return self.labels[entity.key]

    def position(self, entity: Entity) -> str:
        """What a person is ('warden, Quay Trust') or what kind of organisation this is; empty if it is not known."""
        return position(entity, self.entities)

    @property
    def quotes(self) -> Iterator[Row]:
        """All quotes, in the order of the articles."""
        return (quote for quotes in self.quotes_in.values() for quote in quotes)

    @property
    def statistics(self) -> Iterator[Row]:
        """All statistics, in the order of the articles."""
        return (statistic for statistics in self.statistics_in.values() for statistic in statistics)


def at_confidence(package: Package, threshold: float) -> Package:
    """The package with those mentions, quotes and statistics whose confidence is at least `threshold` (0 to 1).

    Rows whose confidence is not known stay. Roles have no confidence, and all stay.
    """
    if threshold <= 0:
        return package

    def sure(groups: Mapping[_Key, list[Row]]) -> dict[_Key, list[Row]]:
        kept = ((key, [row for row in rows if _is_sure(row, threshold)]) for key, rows in groups.items())
        return {key: rows for key, rows in kept if rows}

    return replace(
        package,
        mentions_in=sure(package.mentions_in),
        quotes_in=sure(package.quotes_in),
        statistics_in=sure(package.statistics_in),
        mentions_of=sure(package.mentions_of),
        mentions_inside=sure(package.mentions_inside),
        quotes_by=sure(package.quotes_by),
        wordings_of=sure(package.wordings_of),
        reports_of=sure(package.reports_of),
    )


def _is_sure(row: Row, threshold: float) -> bool:
    confidence = row["confidence"]
    return confidence is None or confidence >= threshold


def link(tables: Tables) -> Package:
    """Group the rows of `tables` by article, person and organisation."""
    articles = {row.article_id: row for row in sorted(tables.rows["articles"], key=_date_order)}
    order = {article_id: number for number, article_id in enumerate(articles)}
    mentions, roles, quotes, statistics = (
        _in_reading_order(tables.rows[table], order) for table in ("mentions", "roles", "quotes", "statistics")
    )
    entities = {
        key: Entity(key, row)
        for kind in ENTITY_KINDS
        for row in tables.rows[kind.table]
        for key in [EntityKey(kind.type, row.id)]
    }
    return Package(
        title=tables.title,
        missing=tables.missing,
        articles=articles,
        entities=entities,
        labels=labels(entities),
        roles_in=_group(roles, lambda row: [row.article_id]),
        parts_of=_group(sorted(tables.rows["quote_spans"], key=lambda row: int(row["part"])), lambda row: [row.id]),
        roles_of=_group(roles, lambda row: [entity_of(row), organisation_of_role(row)]),
        aliases_of=_group(sorted(tables.rows["aliases"], key=_frequency_order), lambda row: [entity_of(row)]),
        utterances={row.id: row for row in tables.rows["utterances"]},
        claims={row.id: row for row in tables.rows["claims"]},
        mentions_in=_group(mentions, lambda row: [row.article_id]),
        quotes_in=_group(quotes, lambda row: [row.article_id]),
        statistics_in=_group(statistics, lambda row: [row.article_id]),
        mentions_of=_group(mentions, lambda row: [entity_of(row)]),
        mentions_inside=_group(mentions, lambda row: [row["quote_id"]]),
        quotes_by=_group(quotes, lambda row: [entity_of(row)]),
        wordings_of=_group(quotes, lambda row: [row["utterance_id"]]),
        reports_of=_group(statistics, lambda row: [row["claim_id"]]),
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
