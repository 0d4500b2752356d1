"""The pages of a person or organisation: roles, quotes in order, and where it is mentioned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from newsrows.site.addresses import article_page, entity_page, row_link
from newsrows.site.confidence import DEFAULT_LEVEL
from newsrows.site.formatters import headline
from newsrows.site.package import Package
from newsrows.site.rows import Entity, EntityKey, Row, entity_of, organisation_of_role
from newsrows.site.speech import publisher, speech, words_of
from newsrows.site.timeline import Timeline, timeline

_QUOTES_PER_PAGE: Final = 400
_ARTICLES_PER_PAGE: Final = 2_000
_MAX_ROLES: Final = 100
_MAX_ALIASES: Final = 100
_MAX_CO_MENTIONED: Final = 10


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """An article as other pages link to it."""

    title: str
    page: str
    row: Row


@dataclass(frozen=True, slots=True)
class RoleEntry:
    """A role, its holder and organisation, the address of the first row about it, and the number of such rows."""

    row: Row
    holder: Entity | None
    organisation: Entity | None
    link: str
    times: int


@dataclass(frozen=True, slots=True)
class ArticleQuotes:
    """The quotes of one article, each with its address."""

    article: ArticleLink
    quotes: tuple[tuple[Row, str], ...]


@dataclass(frozen=True, slots=True)
class ArticleMentions:
    """An article, the number of times it mentions the entity, and the address of the first mention."""

    article: ArticleLink
    times: int
    first: str


@dataclass(frozen=True, slots=True)
class EntityView:
    """One page. An entity with very many quotes has several (`part` of `parts`).

    `quotes`, `words`, `mentions` and `articles` count all pages. `co_mentioned` are others that the same articles
    mention: the entity, its page and the number of such articles. `timeline` has the words of the quotes that are at
    least `DEFAULT_LEVEL` sure, by publisher; it is None on further pages and where there is only one period.
    """

    entity: Entity
    position: str
    part: int
    parts: int
    quotes: int
    words: int
    mentions: int
    articles: int
    aliases: tuple[Row, ...]
    roles: tuple[RoleEntry, ...]
    quoted_in: tuple[ArticleQuotes, ...]
    mentioned_in: tuple[ArticleMentions, ...]
    co_mentioned: tuple[tuple[Entity, str, int], ...]
    timeline: Timeline | None

    @property
    def page(self) -> str:
        """The address of the page, relative to the report's folder."""
        return entity_page(self.entity.key, self.part)


def view_entity(package: Package, entity: Entity, links: dict[str, ArticleLink]) -> Iterator[EntityView]:
    """The pages of `entity`, usually one; `links` are all articles by id (see `article_links`)."""
    key = entity.key
    quotes, mentions = package.quotes_by.get(key, []), package.mentions_of.get(key, [])
    times = Counter(mention.article_id for mention in mentions)
    first = {mention.article_id: mention.id for mention in reversed(mentions)}
    mentioned_in = [
        ArticleMentions(links[article_id], count, row_link(article_id, first[article_id]))
        for article_id, count in times.items()
    ]
    parts = max(-(-len(quotes) // _QUOTES_PER_PAGE), -(-len(mentioned_in) // _ARTICLES_PER_PAGE), 1)
    co_mentioned = _co_mentioned(package, key, times)
    for part in range(parts):
        yield EntityView(
            entity=entity,
            position=package.position(entity),
            part=part + 1,
            parts=parts,
            quotes=len(quotes),
            words=speech(quotes).words,
            mentions=len(mentions),
            articles=len(times),
            aliases=tuple(package.aliases_of.get(key, [])[:_MAX_ALIASES]) if part == 0 else (),
            roles=tuple(_role_entries(package, key)) if part == 0 else (),
            quoted_in=tuple(_by_article(quotes[part * _QUOTES_PER_PAGE : (part + 1) * _QUOTES_PER_PAGE], links)),
            mentioned_in=tuple(mentioned_in[part * _ARTICLES_PER_PAGE : (part + 1) * _ARTICLES_PER_PAGE]),
            co_mentioned=co_mentioned,
            timeline=_timeline(package, quotes) if part == 0 else None,
        )


def article_links(package: Package) -> dict[str, ArticleLink]:
    """Every article as other pages link to it, by id."""
    return {
        article_id: ArticleLink(headline(row), article_page(article_id), row)
        for article_id, row in package.articles.items()
    }


def _timeline(package: Package, quotes: Iterable[Row]) -> Timeline | None:
    amounts = (
        (package.articles[quote.article_id]["published_on"], publisher(package, quote), words_of(quote))
        for quote in quotes
        if quote["confidence"] is None or quote["confidence"] >= DEFAULT_LEVEL / 100
    )
    drawn = timeline(amounts)
    return drawn if drawn and len(drawn.bars) > 1 else None


def _role_entries(package: Package, key: EntityKey) -> Iterator[RoleEntry]:
    """The entity's roles, the most frequent first; rows of the same role are counted together."""
    roles = package.roles_of.get(key, [])
    times = Counter(map(_role_identity, roles))
    first = {_role_identity(role): role for role in reversed(roles)}
    for identity, count in times.most_common(_MAX_ROLES):
        role = first[identity]
        yield RoleEntry(
            row=role,
            holder=package.entity(entity_of(role)),
            organisation=package.entity(organisation_of_role(role)),
            link=row_link(role.article_id, role.id),
            times=count,
        )


def _role_identity(role: Row) -> tuple[str | None, ...]:
    return role["title"].casefold(), role["status"], role["person_id"], role["organisation_id"]


def _by_article(quotes: Iterable[Row], links: dict[str, ArticleLink]) -> Iterator[ArticleQuotes]:
    groups: dict[str, list[tuple[Row, str]]] = {}
    for quote in quotes:
        groups.setdefault(quote.article_id, []).append((quote, row_link(quote.article_id, quote.id)))
    for article_id, group in groups.items():
        yield ArticleQuotes(links[article_id], tuple(group))


def _co_mentioned(package: Package, key: EntityKey, articles: Iterable[str]) -> tuple[tuple[Entity, str, int], ...]:
    """The entities that most of these articles mention too, each with its page and the number of articles."""
    counts: Counter[EntityKey] = Counter()
    for article_id in articles:
        others = {entity_of(mention) for mention in package.mentions_in[article_id]}
        counts.update(other for other in others if other and other != key)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    known = [(other, count) for other, count in ranked if other in package.entities][:_MAX_CO_MENTIONED]
    return tuple((package.entities[other], entity_page(other), count) for other, count in known)
