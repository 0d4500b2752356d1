"""Listings: tables that readers sort and filter. A page has the first rows; script files hold all of them.

A page that is opened from disk may load scripts but not fetch data, so the rows are passed to it by scripts.

A listing shows the columns that are named here in a form for readers. Every other column of the table's schema follows
them unchanged, except keys, offsets and the columns in `_NOT_LISTED`.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal

from newsrows.records.entity_kinds import ORGANISATION, PERSON, EntityKind
from newsrows.schema import Field, load_tables
from newsrows.site.addresses import entity_page, row_link
from newsrows.site.entity_pages import ArticleLink
from newsrows.site.formatters import shorten, spaced, word_count
from newsrows.site.package import Package
from newsrows.site.rows import Entity, EntityKey, Row, entity_of, organisation_of_role
from newsrows.site.speech import UNKNOWN, organisation, speech, spoken_about, words_of
from newsrows.site.speech import gender as gender_of_speaker

Cell = str | int | float | None | tuple[str | float, ...] | tuple[tuple[str, str, float], ...]
"""A value; or a text, the page (relative to the report's folder) that it links to, and what it is sorted by if that
differs; or several of (text, page, confidence)."""
Filter = Literal["", "choice", "name", "least", "period"]

FIRST_ROWS: Final = 50
_MAX_FILE_LENGTH: Final = 600_000  # characters
_MAX_CHOICES: Final = 100
# Columns that a listing leaves out because they are long or of little use to readers.
_NOT_LISTED: Final[Mapping[str, tuple[str, ...]]] = {
    "articles": ("file_name", "sha256", "language", "characters", "sentences", "paragraphs", "text"),
    "people": ("given_name", "family_name"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a listing.

    Attributes:
        key: its name in addresses and CSV files.
        heading: its name for readers.
        kind: how its cells are shown and sorted.
        filter: how rows are filtered by it. choice: one of `choices`; name: one of many names, or a part of one;
            least: a lowest number; period: a first and a last day.
        wide: whether it holds long texts.
        shown: whether it is shown unless readers ask for all columns.
        choices: the values to choose from.
    """

    key: str
    heading: str
    kind: Literal["text", "number", "list"] = "text"
    filter: Filter = ""
    wide: bool = False
    shown: bool = True
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
    """A column and the cell of each row; it stands for these columns of the schema."""

    column: Column
    cell: Callable[[Row], Cell]
    stands_for: tuple[str, ...] = ()


def _articles(package: Package, links: dict[str, ArticleLink]) -> Listing:
    def words(article: Row) -> Cell:
        return article["words"] if article["words"] is not None else word_count(article.text)

    def title(article: Row) -> Cell:
        return links[article.id].title, links[article.id].page

    def original(article: Row) -> Cell:
        link = links.get(article["duplicate_of"] or "")
        return (link.title, link.page) if link else None

    return _listing(
        "articles",
        "Articles",
        package.articles.values(),
        (
            _Shown(Column("article", "Article", wide=True), title, ("title",)),
            *_article_columns(package, lambda row: row),
            _Shown(Column("words", "Words", "number"), words, ("words",)),
            _Shown(Column("quotes", "Quotes", "number"), lambda row: len(package.quotes_in.get(row.id, ()))),
            _Shown(Column("figures", "Figures", "number"), lambda row: len(package.statistics_in.get(row.id, ()))),
            _Shown(Column("copy_of", "Copy of"), original, ("duplicate_of",)),
        ),
    )


def _people(package: Package) -> Listing:
    def gender(row: Row) -> Cell:
        return row["gender"] or UNKNOWN

    return _entity_listing(
        package,
        PERSON,
        "People",
        (
            *_schema_columns(PERSON.table, "honorific", shown=False),
            _Shown(Column("gender", "Gender", filter="choice"), gender, ("gender",)),
        ),
    )


def _organisations(package: Package) -> Listing:
    return _entity_listing(package, ORGANISATION, "Organisations", _schema_columns(ORGANISATION.table, "acronym"))


def _quotes(package: Package, links: dict[str, ArticleLink]) -> Listing:
    def about(quote: Row) -> Cell:
        named = spoken_about(package, quote).items()
        return tuple((package.labels[key], entity_page(key), round(confidence, 3)) for key, confidence in named)

    def gender(quote: Row) -> Cell:
        return gender_of_speaker(package, quote)

    def body(quote: Row) -> Cell:
        entity = organisation(package, quote)
        return _entity_cell(package, entity) if entity else None

    return _listing(
        "quotes",
        "Quotes",
        package.quotes,
        (
            _Shown(Column("text", "Quote", wide=True), lambda row: (row.text or "?", _link(row)), ("text",)),
            _Shown(Column("speaker", "Speaker", filter="name"), lambda row: _speaker_cell(package, row), ("speaker",)),
            *_article_columns(package, lambda row: package.articles[row.article_id]),
            *_schema_columns("quotes", "kind", "source_type", "polarity", "confidence"),
            _Shown(Column("words", "Words", "number"), words_of, ("words",)),
            _Shown(Column("about", "About", "list", filter="name"), about),
            _Shown(Column("organisation", "Organisation", filter="name", shown=False), body),
            _Shown(Column("gender", "Gender", filter="choice", shown=False), gender),
            *_schema_columns("quotes", "cue", "attribution", "speaker_confidence", shown=False),
            _REVIEW,
            _article_column(links, shown=False),
        ),
    )


def _statistics(package: Package, links: dict[str, ArticleLink]) -> Listing:
    quotes = {quote.id: quote for quote in package.quotes}

    def speaker(statistic: Row) -> Cell:
        quote = quotes.get(statistic["quote_id"] or "")
        return _speaker_cell(package, quote) if quote else None

    return _listing(
        "statistics",
        "Figures",
        package.statistics,
        (
            _Shown(Column("text", "Figure"), lambda row: (row.text or "?", _link(row)), ("text",)),
            *_schema_columns("statistics", "value"),
            _Shown(Column("value_max", "To", "number"), lambda row: row["value_max"], ("value_max",)),
            _Shown(Column("unit", "Unit", filter="name"), lambda row: row["unit"], ("unit",)),
            _Shown(Column("concept", "Concept", filter="name"), lambda row: row["concept"], ("concept",)),
            _Shown(Column("speaker", "Speaker", filter="name"), speaker),
            *_article_columns(package, lambda row: package.articles[row.article_id]),
            *_schema_columns("statistics", "kind", "bound", "confidence"),
            *_schema_columns("statistics", "change", "sentence", shown=False),
            _REVIEW,
            _article_column(links, shown=False),
        ),
    )


def _roles(package: Package, links: dict[str, ArticleLink]) -> Listing:
    return _listing(
        "roles",
        "Roles",
        (role for roles in package.roles_in.values() for role in roles),
        (
            _Shown(Column("title", "Role"), lambda row: (row["title"], _link(row)), ("title",)),
            *_schema_columns("roles", "status"),
            _Shown(Column("person", "Person", filter="name"), lambda row: _key_cell(package, entity_of(row))),
            _Shown(
                Column("organisation", "Organisation", filter="name"),
                lambda row: _key_cell(package, organisation_of_role(row)),
            ),
            *_article_columns(package, lambda row: package.articles[row.article_id]),
            _Shown(Column("phrase", "Phrase", wide=True), lambda row: row.text, ("text",)),
            _REVIEW,
            _article_column(links),
        ),
    )


def _entity_listing(package: Package, kind: EntityKind, title: str, shown: Iterable[_Shown]) -> Listing:
    """A listing of the entities of a kind, by name."""
    entities = [entity for entity in package.entities.values() if entity.key.type == kind.type]
    entities.sort(key=lambda entity: (_sort_key(entity), entity.key.id))
    said = {entity.key.id: speech(package.quotes_by.get(entity.key, ())) for entity in entities}

    def grouped(groups: Mapping[EntityKey, list[Row]], row: Row) -> list[Row]:
        return groups.get(EntityKey(kind.type, row.id), [])

    def entity_of_row(row: Row) -> Entity:
        return package.entities[EntityKey(kind.type, row.id)]

    def articles(row: Row) -> Cell:
        return len({mention.article_id for mention in grouped(package.mentions_of, row)})

    position_column = (
        Column("position", "Position") if kind.type == "person" else Column("kind", "Kind", filter="choice", choices=())
    )
    return _listing(
        kind.table,
        title,
        [entity.row for entity in entities],
        (
            _Shown(Column("name", "Name"), lambda row: _entity_cell(package, entity_of_row(row)), ("name",)),
            _Shown(position_column, lambda row: package.position(entity_of_row(row)) or None, ("title", "kind")),
            *shown,
            _Shown(Column("words", "Words spoken", "number"), lambda row: said[row.id].words),
            _Shown(Column("direct", "Direct words", "number"), lambda row: said[row.id].direct),
            _Shown(Column("quotes", "Quotes", "number"), lambda row: said[row.id].quotes, ("quotes",)),
            _Shown(Column("articles", "Articles", "number"), articles, ("articles",)),
            _Shown(
                Column("mentions", "Mentions", "number"),
                lambda row: len(grouped(package.mentions_of, row)),
                ("mentions",),
            ),
        ),
    )


def _listing(name: str, title: str, rows: Iterable[Row], shown: Sequence[_Shown]) -> Listing:
    """A listing of rows of the table `name`: the columns in `shown`, then the others of its schema.

    The column Review is left out if no row was reviewed.
    """
    columns = [*shown, *_other_columns(name, shown)]
    rows = list(rows)
    cells = [(column.column, [column.cell(row) for row in rows]) for column in columns]
    cells = [(column, values) for column, values in cells if column is not _REVIEW.column or any(values)]
    described = tuple(
        replace(column, choices=_choices(values)) if column.filter == "choice" else column for column, values in cells
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
            yield _schema_column(field, shown=False)


def _schema_columns(table: str, *names: str, shown: bool = True) -> Iterator[_Shown]:
    return (_schema_column(load_tables()[table].column(name), shown=shown) for name in names)


def _schema_column(field: Field, *, shown: bool) -> _Shown:
    """A column as the schema describes it: one can choose from the values of a vocabulary, and a lowest confidence."""
    name = field.name
    is_vocabulary = bool(field.constraints.enum) and field.type == "string"
    return _Shown(
        Column(
            key=name,
            heading=spaced(name).capitalize(),
            kind="number" if field.type in {"integer", "number"} else "text",
            filter="choice" if is_vocabulary else "least" if name == "confidence" else "",
            shown=shown,
        ),
        cell=lambda row: (spaced(row[name]) or None) if is_vocabulary else _plain(row[name]),
        stands_for=(name,),
    )


_REVIEW: Final = _Shown(
    Column("review", "Review", filter="choice"),
    lambda row: None if row["review"] == "none" else row["review"],
    ("review",),
)


def _article_columns(package: Package, article_of: Callable[[Row], Row]) -> tuple[_Shown, _Shown]:
    """The publisher and the day of the article of a row."""
    publishers = {article["publisher"] for article in package.articles.values()}
    paper = Column("paper", "Paper", filter="choice" if len(publishers) <= _MAX_CHOICES else "name")
    day = Column("date", "Date", filter="period")
    return (
        _Shown(paper, lambda row: article_of(row)["publisher"], ("publisher",)),
        _Shown(day, lambda row: _plain(article_of(row)["published_on"]), ("published_on",)),
    )


def _article_column(links: dict[str, ArticleLink], *, shown: bool = True) -> _Shown:
    def article(row: Row) -> Cell:
        link = links[row.article_id]
        return shorten(link.title, 60), link.page

    return _Shown(Column("article", "Article", shown=shown), article)


# Cells.


def _plain(value: Any) -> Cell:
    """A value of a column as JSON can hold it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    cell: Cell = value.isoformat() if isinstance(value, date) else value
    return cell


def _link(row: Row) -> str:
    return row_link(row.article_id, row.id)


def _entity_cell(package: Package, entity: Entity) -> Cell:
    return package.label(entity), entity_page(entity.key), _sort_key(entity)


def _key_cell(package: Package, key: EntityKey | None) -> Cell:
    entity = package.entity(key)
    return _entity_cell(package, entity) if entity else None


def _speaker_cell(package: Package, quote: Row) -> Cell:
    entity = package.speaker(quote)
    return _entity_cell(package, entity) if entity else quote["speaker"]


def _sort_key(entity: Entity) -> str:
    """A name as it is sorted: people by family name, without case and accents."""
    name = entity.name
    if entity.key.type == "person":
        family = entity.row["family_name"] or (name.split() or [""])[-1]
        name = f"{family}, {name}"
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return shorten("".join(letter for letter in decomposed if not unicodedata.combining(letter)), 80)
