"""A package's rows, linked: what stands in each article, and what each person and organisation is and says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from newsrows.site.rows import (
    AliasRow,
    ArticleRow,
    EntityKey,
    EntityRow,
    MentionRow,
    QuoteRow,
    QuoteSpanRow,
    RoleRow,
    StatisticRow,
    entity_of,
)
from newsrows.site.tables import Tables

_Row = TypeVar("_Row")
_Key = TypeVar("_Key")
_Placed = TypeVar("_Placed", MentionRow, RoleRow, QuoteRow, StatisticRow)


@dataclass(frozen=True, slots=True)
class Package:
    """Rows by what they belong to; a key without rows is absent. Rows of unknown articles are left out."""

    title: str
    articles: Mapping[str, ArticleRow]
    entities: Mapping[EntityKey, EntityRow]
    mentions_in: Mapping[str, list[MentionRow]]
    roles_in: Mapping[str, list[RoleRow]]
    quotes_in: Mapping[str, list[QuoteRow]]
    statistics_in: Mapping[str, list[StatisticRow]]
    parts_of: Mapping[str, list[QuoteSpanRow]]
    mentions_of: Mapping[EntityKey, list[MentionRow]]
    roles_of: Mapping[EntityKey, list[RoleRow]]
    quotes_by: Mapping[EntityKey, list[QuoteRow]]
    aliases_of: Mapping[EntityKey, list[AliasRow]]

    def entity(self, key: EntityKey | None) -> EntityRow | None:
        """The person or organisation with this key, if the package has a row for it."""
        return self.entities.get(key) if key else None

    def speaker(self, quote: QuoteRow) -> EntityRow | None:
        """Who speaks, where it is somebody with a row."""
        return self.entity(entity_of(quote))


def link(tables: Tables) -> Package:
    """The rows of `tables` by article, person and organisation, each list in reading order."""
    articles = {row.article_id: row for row in _by_date(tables.articles)}
    order = {article_id: number for number, article_id in enumerate(articles)}
    mentions = _in_order(tables.mentions, order)
    roles = _in_order(tables.roles, order)
    quotes = _in_order(tables.quotes, order)
    statistics = _in_order(tables.statistics, order)
    return Package(
        tables.title,
        articles,
        dict(_entities(tables)),
        _group(mentions, lambda row: [row.article_id]),
        _group(roles, lambda row: [row.article_id]),
        _group(quotes, lambda row: [row.article_id]),
        _group(statistics, lambda row: [row.article_id]),
        _group(sorted(tables.quote_spans, key=lambda row: row.part), lambda row: [row.quote_id]),
        _group(mentions, lambda row: [entity_of(row)]),
        _group(roles, _holder_and_organisation),
        _group(quotes, lambda row: [entity_of(row)]),
        _group(sorted(tables.aliases, key=_commonest_first), lambda row: [entity_of(row)]),
    )


def _commonest_first(alias: AliasRow) -> tuple[int, str]:
    return (-(alias.mentions or 0), alias.form)


def _by_date(articles: Iterable[ArticleRow]) -> list[ArticleRow]:
    """Oldest first, those without a date last."""
    return sorted(articles, key=lambda row: (row.published_on is None, str(row.published_on), row.article_id))


def _in_order(rows: Iterable[_Placed], order: Mapping[str, int]) -> list[_Placed]:
    """The rows of known articles, in reading order."""
    known = (row for row in rows if row.article_id in order)
    return sorted(known, key=lambda row: (order[row.article_id], row.start))


def _entities(tables: Tables) -> Iterable[tuple[EntityKey, EntityRow]]:
    for person in tables.people:
        key = EntityKey("person", person.person_id)
        yield key, EntityRow(key, person.name, person.honorific, None, person.wikidata_id)
    for organisation in tables.organisations:
        key = EntityKey("organisation", organisation.organisation_id)
        yield (
            key,
            EntityRow(key, organisation.name, organisation.acronym, organisation.kind, organisation.wikidata_id),
        )


def _holder_and_organisation(role: RoleRow) -> list[EntityKey | None]:
    organisation = EntityKey("organisation", role.organisation_id) if role.organisation_id else None
    return [entity_of(role), organisation]


def _group(rows: Iterable[_Row], keys: Callable[[_Row], list[_Key | None]]) -> dict[_Key, list[_Row]]:
    groups: dict[_Key, list[_Row]] = defaultdict(list)
    for row in rows:
        for key in keys(row):
            if key is not None:
                groups[key].append(row)
    return dict(groups)
