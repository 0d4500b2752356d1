"""The tables to sort and filter: a page with the first rows, and all rows in files that the page reads.

A page that was opened from disk may not fetch, but it may load scripts: so a file of rows is a script that hands
them over.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from newsrows.site.addresses import entity_page, row_link
from newsrows.site.entity_pages import ArticleLink
from newsrows.site.formatters import in_words, shorten, words_in
from newsrows.site.package import Package
from newsrows.site.rows import EntityKey, EntityRow

Cell = str | int | float | None | tuple[str, str]
"""A value, or a text and the page (relative to the top of the report) that it links to."""

FIRST_ROWS = 50
_FILE_CHARACTERS = 600_000


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a listing: `numeric` ones are set to the right, `choices` can be filtered by."""

    name: str
    numeric: bool = False
    wide: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A table for readers; `name` names its page and its files."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def page(self) -> str:
        """Where its page stands, relative to the top of the report."""
        return f"{self.name}.html"


def listings(package: Package, links: dict[str, ArticleLink]) -> tuple[Listing, ...]:
    """Articles, people, organisations, quotes, statistics and roles of `package`."""
    return (
        _articles(package, links),
        _people(package),
        _organisations(package),
        _quotes(package, links),
        _statistics(package, links),
        _roles(package, links),
    )


def row_files(listing: Listing) -> Iterator[str]:
    """The scripts that hand over all rows, each of moderate length."""
    rows = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in listing.rows)
    yield from script_files("rows", rows)


def script_files(receiver: str, values: Iterable[str], limit: int = _FILE_CHARACTERS) -> Iterator[str]:
    """Scripts that call `newsrows.<receiver>` with lists of `values` (JSON texts), each about `limit` long at most."""
    held: list[str] = []
    length = 0
    for value in values:
        if held and length + len(value) > limit:
            yield _script(receiver, held)
            held, length = [], 0
        held.append(value)
        length += len(value)
    yield _script(receiver, held)


def _script(receiver: str, values: Sequence[str]) -> str:
    return f"newsrows.{receiver}([\n" + ",\n".join(values) + "\n]);\n"


def _articles(package: Package, links: dict[str, ArticleLink]) -> Listing:
    rows = []
    for key, link in links.items():
        article = link.row
        rows.append(
            (
                (link.title, link.page),
                article.publisher,
                article.published_on.isoformat() if article.published_on else None,
                article.words if article.words is not None else words_in(article.text),
                len(package.quotes_in.get(key, ())),
                len(package.statistics_in.get(key, ())),
            )
        )
    columns = ("Article", "Publisher", "Date", "Words*", "Quotes*", "Figures*")
    return _listing("articles", "Articles", columns, rows, choices=("Publisher",), wide=("Article",))


def _people(package: Package) -> Listing:
    rows = [
        (_entity_cell(entity), entity.detail, *_counts(package, key)) for key, entity in _by_name(package, "person")
    ]
    return _listing(
        "people", "People", ("Name", "Honorific", "Articles*", "Mentions*", "Quotes*", "Words spoken*"), rows
    )


def _organisations(package: Package) -> Listing:
    rows = [
        (_entity_cell(entity), entity.detail, in_words(entity.kind) or None, *_counts(package, key))
        for key, entity in _by_name(package, "organisation")
    ]
    columns = ("Name", "Acronym", "Kind", "Articles*", "Mentions*", "Quotes*", "Words spoken*")
    return _listing("organisations", "Organisations", columns, rows, choices=("Kind",))


def _counts(package: Package, key: EntityKey) -> tuple[int, int, int, int]:
    mentions, quotes = package.mentions_of.get(key, []), package.quotes_by.get(key, [])
    articles = {mention.article_id for mention in mentions}
    return len(articles), len(mentions), len(quotes), sum(words_in(quote.text) for quote in quotes)


def _quotes(package: Package, links: dict[str, ArticleLink]) -> Listing:
    rows = []
    for group in package.quotes_in.values():
        for quote in group:
            speaker = package.speaker(quote)
            rows.append(
                (
                    (shorten(quote.text or "?", 400), row_link(quote.article_id, quote.quote_id)),
                    _entity_cell(speaker) if speaker else quote.speaker,
                    quote.cue,
                    quote.kind,
                    quote.attribution,
                    quote.confidence,
                    _review(quote.review),
                    (shorten(links[quote.article_id].title, 60), links[quote.article_id].page),
                )
            )
    columns = ("Quote", "Speaker", "Cue", "Kind", "Attribution", "Confidence*", "Review", "Article")
    return _listing("quotes", "Quotes", columns, rows, choices=("Kind", "Attribution", "Review"), wide=("Quote",))


def _statistics(package: Package, links: dict[str, ArticleLink]) -> Listing:
    rows = [
        (
            (row.text or "?", row_link(row.article_id, row.statistic_id)),
            row.value,
            row.value_max,
            row.unit,
            row.concept,
            in_words(row.kind),
            in_words(row.bound),
            row.confidence,
            _review(row.review),
            (shorten(links[row.article_id].title, 60), links[row.article_id].page),
        )
        for group in package.statistics_in.values()
        for row in group
    ]
    columns = ("Figure", "Value*", "To*", "Unit", "Concept", "Kind", "Bound", "Confidence*", "Review", "Article")
    return _listing("statistics", "Figures", columns, rows, choices=("Kind", "Bound", "Review"))


def _roles(package: Package, links: dict[str, ArticleLink]) -> Listing:
    rows = []
    for group in package.roles_in.values():
        for role in group:
            holder = package.entity(EntityKey("person", role.person_id or ""))
            inside = package.entity(EntityKey("organisation", role.organisation_id or ""))
            rows.append(
                (
                    (role.title, row_link(role.article_id, role.role_id)),
                    role.status,
                    _entity_cell(holder) if holder else None,
                    _entity_cell(inside) if inside else None,
                    role.text,
                    _review(role.review),
                    (shorten(links[role.article_id].title, 60), links[role.article_id].page),
                )
            )
    columns = ("Role", "Status", "Person", "Organisation", "Phrase", "Review", "Article")
    return _listing("roles", "Roles", columns, rows, choices=("Status", "Review"), wide=("Phrase",))


def _review(review: str | None) -> str | None:
    return None if review == "none" else review


def _by_name(package: Package, type_: str) -> list[tuple[EntityKey, EntityRow]]:
    return sorted(
        ((key, entity) for key, entity in package.entities.items() if key.type == type_),
        key=lambda item: (item[1].name.casefold(), item[0].id),
    )


def _entity_cell(entity: EntityRow) -> tuple[str, str]:
    return entity.name, entity_page(entity.key)


def _listing(
    name: str,
    title: str,
    columns: Sequence[str],
    rows: Sequence[tuple[Cell, ...]],
    *,
    choices: Sequence[str] = (),
    wide: Sequence[str] = (),
) -> Listing:
    """A listing whose columns are named in `columns`, numeric ones with a * after the name.

    Review is left out where nothing was reviewed.
    """
    if "Review" in columns and not any(row[columns.index("Review")] for row in rows):
        place = columns.index("Review")
        columns = [name for name in columns if name != "Review"]
        choices = [name for name in choices if name != "Review"]
        rows = [row[:place] + row[place + 1 :] for row in rows]
    described = []
    for place, column in enumerate(columns):
        values = Counter(str(row[place]) for row in rows if row[place]) if column in choices else Counter[str]()
        described.append(
            Column(
                column.rstrip("*"),
                column.endswith("*"),
                column in wide,
                tuple(value for value, _ in values.most_common(100)),
            )
        )
    return Listing(name, title, tuple(described), tuple(rows))
