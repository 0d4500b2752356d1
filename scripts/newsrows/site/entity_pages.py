"""The page of a person or organisation: roles, quotes in order, where it is mentioned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsrows.site.addresses import article_page, entity_page, row_link
from newsrows.site.formatters import headline, words_in
from newsrows.site.package import Package
from newsrows.site.rows import AliasRow, ArticleRow, EntityKey, EntityRow, QuoteRow, RoleRow, entity_of

_QUOTES_A_PAGE = 400
_ARTICLES_A_PAGE = 2_000
_COMPANY = 10
_ALIASES = 100


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """An article as others point to it."""

    title: str
    page: str
    row: ArticleRow


@dataclass(frozen=True, slots=True)
class Held:
    """A role that somebody holds: who (on an organisation's page), in which organisation, and where it is said."""

    row: RoleRow
    holder: EntityRow | None
    holder_page: str | None
    organisation: EntityRow | None
    organisation_page: str | None
    link: str
    times: int


@dataclass(frozen=True, slots=True)
class Said:
    """The quotes of one article."""

    article: ArticleLink
    quotes: tuple[tuple[QuoteRow, str], ...]


@dataclass(frozen=True, slots=True)
class MentionedIn:
    """An article, how often it mentions the person or organisation, and the address of the first place."""

    article: ArticleLink
    times: int
    first: str


@dataclass(frozen=True, slots=True)
class EntityView:
    """One page; a person with very many quotes has several (`part` of `parts`)."""

    entity: EntityRow
    part: int
    parts: int
    quotes: int
    words: int
    mentions: int
    articles: int
    aliases: tuple[AliasRow, ...]
    roles: tuple[Held, ...]
    said: tuple[Said, ...]
    mentioned: tuple[MentionedIn, ...]
    company: tuple[tuple[EntityRow, str, int], ...]

    @property
    def page(self) -> str:
        """Where the page stands, relative to the top of the report."""
        return entity_page(self.entity.key, self.part)


def view_entity(package: Package, entity: EntityRow, links: dict[str, ArticleLink]) -> Iterator[EntityView]:
    """The pages of `entity`, mostly one; `links` are all articles by id (see `article_links`)."""
    key = entity.key
    quotes, mentions = package.quotes_by.get(key, []), package.mentions_of.get(key, [])
    mentioned = Counter(mention.article_id for mention in mentions)
    first = {mention.article_id: mention.mention_id for mention in reversed(mentions)}
    places = [
        MentionedIn(links[article_id], times, row_link(article_id, first[article_id]))
        for article_id, times in mentioned.items()
    ]
    parts = max(-(-len(quotes) // _QUOTES_A_PAGE), -(-len(places) // _ARTICLES_A_PAGE), 1)
    company = _company(package, key, mentioned)
    for part in range(parts):
        yield EntityView(
            entity,
            part + 1,
            parts,
            len(quotes),
            sum(words_in(quote.text) for quote in quotes),
            len(mentions),
            len(mentioned),
            tuple(package.aliases_of.get(key, [])[:_ALIASES]) if part == 0 else (),
            tuple(_held(package, key)) if part == 0 else (),
            tuple(_said(quotes[part * _QUOTES_A_PAGE : (part + 1) * _QUOTES_A_PAGE], links)),
            tuple(places[part * _ARTICLES_A_PAGE : (part + 1) * _ARTICLES_A_PAGE]),
            company,
        )


def article_links(package: Package) -> dict[str, ArticleLink]:
    """Every article as others point to it, by id."""
    return {
        article_id: ArticleLink(headline(row), article_page(article_id), row)
        for article_id, row in package.articles.items()
    }


def _held(package: Package, key: EntityKey) -> Iterator[Held]:
    """Roles, the same title in the same organisation once, the most often said first; at most a hundred."""
    roles = package.roles_of.get(key, [])
    times = Counter(map(_same_role, roles))
    first = {_same_role(role): role for role in reversed(roles)}
    for same, count in times.most_common(100):
        role = first[same]
        holder = package.entity(entity_of(role))
        inside = package.entity(EntityKey("organisation", role.organisation_id or ""))
        yield Held(
            role,
            holder,
            entity_page(holder.key) if holder else None,
            inside,
            entity_page(inside.key) if inside else None,
            row_link(role.article_id, role.role_id),
            count,
        )


def _same_role(role: RoleRow) -> tuple[str | None, ...]:
    return role.title.casefold(), role.status, role.person_id, role.organisation_id


def _said(quotes: Iterable[QuoteRow], links: dict[str, ArticleLink]) -> Iterator[Said]:
    groups: dict[str, list[tuple[QuoteRow, str]]] = {}
    for quote in quotes:
        groups.setdefault(quote.article_id, []).append((quote, row_link(quote.article_id, quote.quote_id)))
    for article_id, group in groups.items():
        yield Said(links[article_id], tuple(group))


def _company(package: Package, key: EntityKey, articles: Iterable[str]) -> tuple[tuple[EntityRow, str, int], ...]:
    """Who else those articles name: the entity, its page, in how many of them; at most ten, none that is named once."""
    together: Counter[EntityKey] = Counter()
    for article_id in articles:
        others = {entity_of(mention) for mention in package.mentions_in[article_id]}
        together.update(other for other in others if other and other != key)
    ranked = sorted(together.items(), key=lambda item: (-item[1], item[0]))
    known = [(other, count) for other, count in ranked if other in package.entities][:_COMPANY]
    return tuple((package.entities[other], entity_page(other), count) for other, count in known)
