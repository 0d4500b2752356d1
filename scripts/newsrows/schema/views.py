"""Flat views: quotes and statistics with the article, the speaker and the speaker's role in the same row.

Each view is one SELECT statement that SQLite, DuckDB and polars' SQL understand, so all of them give the same rows. It
reads the tables of schemas/ and the table of `newsrows.schema.text_fragments`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from newsrows.datapackage.model import TableSchema
from newsrows.schema.text_fragments import QUOTE_LINKS, quote_links

# A person's role in an article: a role held at the time comes before a former one, then the first in the text counts.
_ROLE = """(
    select article_id, person_id, title, organisation_id,
        row_number() over (
            partition by article_id, person_id
            order by case when status = 'current' then 0 else 1 end, "start"
        ) as place
    from roles
)"""
_ARTICLE_AND_SPEAKER = f"""join articles on articles.article_id = {{table}}.article_id
    {{quotes}}left join people on people.person_id = quotes.person_id
    left join organisations on organisations.organisation_id = quotes.organisation_id
    left join {_ROLE} as role
        on role.article_id = quotes.article_id and role.person_id = quotes.person_id and role.place = 1
    left join organisations as employer on employer.organisation_id = role.organisation_id"""


@dataclass(frozen=True, slots=True)
class ViewColumn:
    """A column of a view: its name, its SQL expression, and what it holds.

    `of` names columns of tables that a package may leave out; without them the view does not have the column.
    """

    name: str
    sql: str
    description: str
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """A view over the tables, in reading order. `source` is what follows FROM, `order` what follows ORDER BY."""

    name: str
    title: str
    description: str
    columns: tuple[ViewColumn, ...]
    source: str
    order: str

    @property
    def sql(self) -> str:
        """The SELECT statement."""
        columns = ",\n    ".join(f'{column.sql} as "{column.name}"' for column in self.columns)
        return f"select\n    {columns}\nfrom {self.source}\norder by {self.order}"


_WHERE = (
    ViewColumn("published_on", "articles.published_on", "Day on which the article was published."),
    ViewColumn("publisher", "articles.publisher", "Who published the article."),
    ViewColumn("headline", "articles.title", "Title of the article."),
)
_WHO = (
    ViewColumn(
        "speaker_name",
        "coalesce(people.name, organisations.name)",
        "Name of the person or organisation that the quote is linked to; empty if nobody is.",
    ),
    ViewColumn("speaker", "quotes.speaker", "The article's words for the speaker."),
    ViewColumn("gender", "people.gender", "Gender of the person, if the articles' words show it: see people.gender."),
    ViewColumn(
        "role", "role.title", "Role that the article gives the person: the current one, else the first in the text."
    ),
    ViewColumn("role_organisation", "employer.name", "Organisation in which the person has this role."),
    ViewColumn("source_type", "quotes.source_type", "Type of source: see quotes.source_type."),
)
_IDS = (
    ViewColumn("url", "articles.url", "Address of the article."),
    ViewColumn("article_id", "articles.article_id", "Points to articles."),
)
_QUOTES = View(
    "quotes_flat",
    "Quotes with article and speaker",
    "One row per quote, with the date, publisher and title of its article and the name and role of its speaker.",
    (
        *_WHERE,
        *_WHO,
        ViewColumn("text", "quotes.text", "The words of the quote."),
        ViewColumn("words", "quotes.words", "Number of words in the text."),
        ViewColumn("sentence", "quotes.sentence", "Number of the sentence in which the quote begins, from 0."),
        ViewColumn("kind", "quotes.kind", "direct, indirect or mixed."),
        ViewColumn("polarity", "quotes.polarity", "denied if the speaker denies or rejects the content."),
        ViewColumn("cue", "quotes.cue", "The reporting verb or other word that marks the quote."),
        ViewColumn("confidence", "quotes.confidence", "Probability that the whole row is right."),
        ViewColumn("speaker_confidence", "quotes.speaker_confidence", "Probability that the linked speaker is right."),
        ViewColumn(
            "link",
            "quote_links.link",
            "Address of the quote on the article's page, as a text fragment (#:~:text=); empty without a web address.",
        ),
        *_IDS,
        ViewColumn("quote_id", "quotes.quote_id", "Points to quotes."),
        ViewColumn("person_id", "quotes.person_id", "Points to people."),
        ViewColumn("organisation_id", "quotes.organisation_id", "Points to organisations."),
    ),
    f"quotes\n    {_ARTICLE_AND_SPEAKER.format(table='quotes', quotes='')}\n    "
    f"left join {QUOTE_LINKS} on {QUOTE_LINKS}.quote_id = quotes.quote_id",
    "quotes.article_id, quotes.start",
)
_STATISTICS = View(
    "statistics_flat",
    "Statistics with article and speaker",
    "One row per statistic, with its article and, if it stands in a quote, with who said it.",
    (
        *_WHERE,
        ViewColumn("concept", "statistics.concept", "What the figure counts or measures, in the article's words."),
        ViewColumn("value", "statistics.value", "The value in units of `unit`."),
        ViewColumn("value_max", "statistics.value_max", "The upper end of a range."),
        ViewColumn("bound", "statistics.bound", "exact, approximate, at_least, at_most, more_than, less_than."),
        ViewColumn("unit", "statistics.unit", "The unit of the value."),
        ViewColumn("kind", "statistics.kind", "Kind of figure: see statistics.kind."),
        ViewColumn("change", "statistics.change", "increase or decrease, if the figure changed."),
        ViewColumn("text", "statistics.text", "The figure as the article writes it."),
        ViewColumn("sentence", "statistics.sentence", "The sentence of the figure.", ("statistics.sentence",)),
        *_WHO,
        ViewColumn("polarity", "quotes.polarity", "denied if the speaker denies or rejects what the quote says."),
        ViewColumn("confidence", "statistics.confidence", "Probability that the whole row is right."),
        *_IDS,
        ViewColumn("statistic_id", "statistics.statistic_id", "Points to statistics."),
        ViewColumn("quote_id", "statistics.quote_id", "Points to quotes."),
    ),
    "statistics\n    "
    + _ARTICLE_AND_SPEAKER.format(
        table="statistics", quotes="left join quotes on quotes.quote_id = statistics.quote_id\n    "
    ),
    "statistics.article_id, statistics.start",
)
_VIEWS = (_QUOTES, _STATISTICS)
VIEW_NAMES: tuple[str, ...] = tuple(view.name for view in _VIEWS)


def views(schemas: Mapping[str, TableSchema]) -> Iterator[View]:
    """The views of a package, without the columns that need a column that `schemas` does not have."""
    there = {f"{name}.{column}" for name, table in schemas.items() for column in table.field_names}
    for view in _VIEWS:
        columns = tuple(column for column in view.columns if there.issuperset(column.of))
        yield View(view.name, view.title, view.description, columns, view.source, view.order)


def flat_frames(
    frames: Mapping[str, pl.DataFrame] | Mapping[str, pl.LazyFrame], schemas: Mapping[str, TableSchema]
) -> dict[str, pl.LazyFrame]:
    """The rows of each view, by its name.

    Args:
        frames: the tables of a package, by name.
        schemas: the schemas of these tables, by name.
    """
    tables = {name: frames[name].lazy() for name in schemas} | {QUOTE_LINKS: quote_links(frames)}
    context = pl.SQLContext(tables, eager=False)
    return {view.name: context.execute(view.sql) for view in views(schemas)}
