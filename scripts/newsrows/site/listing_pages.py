"""Listings: tables that readers sort and filter. A page has the first rows; script files hold all of them.

A page that is opened from disk may load scripts but not fetch data, so the rows are passed to it by scripts.

A listing shows the columns that are named here in a form for readers. Every other column of the table's schema follows
them unchanged, except keys, offsets and the columns in `_NOT_LISTED`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from newsrows.records.entity_kinds import ORGANISATION, PERSON, EntityKind
from newsrows.schema import Field, load_tables
from newsrows.site.addresses import entity_page, row_link
from newsrows.site.entity_pages import ArticleLink
from newsrows.site.formatters import shorten, spaced, word_count
from newsrows.site.package import Package
from newsrows.site.rows import Entity, EntityKey, Row, entity_of, organisation_of_role

Cell = str | int | float | None | tuple[str, str]
"""A value, or a text and the page (relative to the report's folder) that it links to."""

FIRST_ROWS: Final = 50
_MAX_FILE_LENGTH: Final = 600_000  # characters
_MAX_CHOICES: Final = 100
# Columns that a listing leaves out because they are long or of little use to readers.
_NOT_LISTED: Final[Mapping[str, tuple[str, ...]]] = {
    "articles": ("file_name", "sha256", "url", "language", "characters", "sentences", "paragraphs", "text"),
    "people": ("given_name", "family_name", "wikidata_id"),
    "organisations": ("wikidata_id",),
    "statistics": ("sentence",),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a listing: `numeric` ones are aligned right, and rows can be filtered by one of the `choices`."""

    name: str
    numeric: bool = False
    wide: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A table for readers; `name` is the name of its page and of its files."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def page(self) -> str:
        """The address of its page, relative to the report's folder."""
        return f"{self.name}.html"


def listings(package: Package, links: dict[str, ArticleLink]) -> tuple[Listing, ...]:
    """The listings of articles, people, organisations, quotes, statistics and roles."""
    return (
        _articles(package, links),
        _people(package),
        _organisations(package),
        _quotes(package, links),
        _statistics(package, links),
        _roles(package, links),
    )


def row_files(listing: Listing) -> Iterator[str]:
    """The scripts that pass all rows to the page, each of moderate length."""
    rows = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in listing.rows)
    yield from script_files("rows", rows)


def script_files(receiver: str, values: Iterable[str], limit: int = _MAX_FILE_LENGTH) -> Iterator[str]:
    """Scripts that call `newsrows.<receiver>` with lists of `values`.

    Args:
        receiver: the name of the function in the page.
        values: JSON texts.
        limit: the length of a list in characters; only a single longer value exceeds it.
    """
    batch: list[str] = []
    length = 0
    for value in values:
        if batch and length + len(value) > limit:
            yield _script(receiver, batch)
            batch, length = [], 0
        batch.append(value)
        length += len(value)
    yield _script(receiver, batch)


def _script(receiver: str, values: Sequence[str]) -> str:
    return f"newsrows.{receiver}([\n" + ",\n".join(values) + "\n]);\n"


# The listings.


@dataclass(frozen=True, slots=True)
class _Shown:
    """A column to show: its heading, the cell of each row, and the columns of the schema that it stands for."""

    heading: str
    cell: Callable[[Row], Cell]
    stands_for: tuple[str, ...] = ()
    numeric: bool = False
    wide: bool = False
    filtered: bool = False


def _articles(package: Package, links: dict[str, ArticleLink]) -> Listing:
    def words(article: Row) -> Cell:
        return article["words"] if article["words"] is not None else word_count(article.text)

    return _listing(
        "articles",
        "Articles",
        package.articles.values(),
        (
            _Shown("Article", lambda row: (links[row.id].title, links[row.id].page), ("title",), wide=True),
            _Shown("Publisher", lambda row: row["publisher"], ("publisher",), filtered=True),
            _Shown("Date", lambda row: _plain(row["published_on"]), ("published_on",)),
            _Shown("Words", words, ("words",), numeric=True),
            _Shown("Quotes", lambda row: len(package.quotes_in.get(row.id, ())), numeric=True),
            _Shown("Figures", lambda row: len(package.statistics_in.get(row.id, ())), numeric=True),
        ),
    )


def _people(package: Package) -> Listing:
    return _entity_listing(package, PERSON, "People", _schema_columns(PERSON.table, "honorific"))


def _organisations(package: Package) -> Listing:
    return _entity_listing(
        package, ORGANISATION, "Organisations", _schema_columns(ORGANISATION.table, "acronym", "kind")
    )


def _quotes(package: Package, links: dict[str, ArticleLink]) -> Listing:
    def speaker(quote: Row) -> Cell:
        entity = package.speaker(quote)
        return _entity_cell(entity) if entity else quote["speaker"]

    return _listing(
        "quotes",
        "Quotes",
        (quote for quotes in package.quotes_in.values() for quote in quotes),
        (
            _Shown("Quote", lambda row: (shorten(row.text or "?", 400), _link(row)), ("text",), wide=True),
            _Shown("Speaker", speaker, ("speaker",)),
            *_schema_columns(
                "quotes", "cue", "kind", "polarity", "source_type", "attribution", "speaker_confidence", "confidence"
            ),
            _REVIEW,
            _article_column(links),
        ),
    )


def _statistics(package: Package, links: dict[str, ArticleLink]) -> Listing:
    return _listing(
        "statistics",
        "Figures",
        (statistic for statistics in package.statistics_in.values() for statistic in statistics),
        (
            _Shown("Figure", lambda row: (row.text or "?", _link(row)), ("text",)),
            *_schema_columns("statistics", "value"),
            _Shown("To", lambda row: row["value_max"], ("value_max",), numeric=True),
            *_schema_columns("statistics", "unit", "concept", "change", "kind", "bound", "confidence"),
            _REVIEW,
            _article_column(links),
        ),
    )


def _roles(package: Package, links: dict[str, ArticleLink]) -> Listing:
    return _listing(
        "roles",
        "Roles",
        (role for roles in package.roles_in.values() for role in roles),
        (
            _Shown("Role", lambda row: (row["title"], _link(row)), ("title",)),
            *_schema_columns("roles", "status"),
            _Shown("Person", lambda row: _key_cell(package, entity_of(row))),
            _Shown("Organisation", lambda row: _key_cell(package, organisation_of_role(row))),
            _Shown("Phrase", lambda row: row.text, ("text",), wide=True),
            _REVIEW,
            _article_column(links),
        ),
    )


def _entity_listing(package: Package, kind: EntityKind, title: str, shown: Iterable[_Shown]) -> Listing:
    """A listing of the entities of a kind, by name."""
    entities = [entity for entity in package.entities.values() if entity.key.type == kind.type]
    entities.sort(key=lambda entity: (entity.name.casefold(), entity.key.id))

    def grouped(groups: Mapping[EntityKey, list[Row]], row: Row) -> list[Row]:
        return groups.get(EntityKey(kind.type, row.id), [])

    def articles(row: Row) -> Cell:
        return len({mention.article_id for mention in grouped(package.mentions_of, row)})

    def words_spoken(row: Row) -> Cell:
        return sum(word_count(quote.text) for quote in grouped(package.quotes_by, row))

    return _listing(
        kind.table,
        title,
        [entity.row for entity in entities],
        (
            _Shown("Name", lambda row: (row["name"], entity_page(EntityKey(kind.type, row.id))), ("name",)),
            *shown,
            _Shown("Articles", articles, ("articles",), numeric=True),
            _Shown("Mentions", lambda row: len(grouped(package.mentions_of, row)), ("mentions",), numeric=True),
            _Shown("Quotes", lambda row: len(grouped(package.quotes_by, row)), ("quotes",), numeric=True),
            _Shown("Words spoken", words_spoken, numeric=True),
        ),
    )


def _listing(name: str, title: str, rows: Iterable[Row], shown: Sequence[_Shown]) -> Listing:
    """A listing of rows of the table `name`: the columns in `shown`, then the others of its schema.

    The column Review is left out if no row was reviewed.
    """
    columns = [*shown, *_other_columns(name, shown)]
    rows = list(rows)
    cells = [(column, [column.cell(row) for row in rows]) for column in columns]
    cells = [(column, values) for column, values in cells if column is not _REVIEW or any(values)]
    described = tuple(
        Column(column.heading, column.numeric, column.wide, _choices(values) if column.filtered else ())
        for column, values in cells
    )
    return Listing(name, title, described, tuple(zip(*(values for _, values in cells), strict=True)))


def _choices(values: Iterable[Cell]) -> tuple[str, ...]:
    """The values that readers can filter by, the most frequent first."""
    counts = Counter(str(value) for value in values if value)
    return tuple(value for value, _ in counts.most_common(_MAX_CHOICES))


# Columns.


def _other_columns(name: str, shown: Iterable[_Shown]) -> Iterator[_Shown]:
    """The columns of a table that none of `shown` stands for, without those that a listing leaves out."""
    table = load_tables()[name]
    keys = {*table.primary_key, *(column for key in table.foreign_keys for column in key.fields)}
    left_out = {*keys, *_NOT_LISTED.get(name, ()), *(column for item in shown for column in item.stands_for)}
    for field in table.fields:
        is_offset = field.name in {"start", "end"} or field.name.endswith(("_start", "_end"))
        if field.name not in left_out and not is_offset:
            yield _schema_column(field)


def _schema_columns(table: str, *names: str) -> Iterator[_Shown]:
    return (_schema_column(load_tables()[table].column(name)) for name in names)


def _schema_column(field: Field) -> _Shown:
    """A column as the schema describes it: numbers are aligned right, values of a vocabulary can be filtered by."""
    name = field.name
    is_vocabulary = bool(field.constraints.enum) and field.type == "string"
    return _Shown(
        heading=spaced(name).capitalize(),
        cell=lambda row: (spaced(row[name]) or None) if is_vocabulary else _plain(row[name]),
        stands_for=(name,),
        numeric=field.type in {"integer", "number"},
        filtered=is_vocabulary,
    )


_REVIEW: Final = _Shown(
    "Review", lambda row: None if row["review"] == "none" else row["review"], ("review",), filtered=True
)


def _article_column(links: dict[str, ArticleLink]) -> _Shown:
    return _Shown("Article", lambda row: (shorten(links[row.article_id].title, 60), links[row.article_id].page))


# Cells.


def _plain(value: Any) -> Cell:
    """A value of a column as JSON can hold it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    cell: Cell = value.isoformat() if isinstance(value, date) else value
    return cell


def _link(row: Row) -> str:
    return row_link(row.article_id, row.id)


def _entity_cell(entity: Entity) -> tuple[str, str]:
    return entity.name, entity_page(entity.key)


def _key_cell(package: Package, key: EntityKey | None) -> Cell:
    entity = package.entity(key)
    return _entity_cell(entity) if entity else None
