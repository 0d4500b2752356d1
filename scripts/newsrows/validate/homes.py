"""Which article each row belongs to by its id, and the articles whose rows are not where they should be.

A row's home is the part of its id before the colon. Tables are sorted by ids, so the rows of an article stand together,
and articles follow each other in the order of `<article_id>:`. That is not the order of the article_ids themselves:
'strike' comes before 'strike-2', but 'strike-2:' before 'strike:', for hyphen and digits come before the colon.

Rows that stand out of this order, and rows that point to another article than their home, would be looked for in the
wrong slice. Their articles are set aside, with those that they point to, and judged together at the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final
from zlib import crc32

import polars as pl

# Tables whose rows belong to articles: the column that says where they stand, and those that point into articles.
HOMES: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "articles": ("article_id", ()),
    "mentions": ("mention_id", ("article_id",)),
    "roles": ("role_id", ("article_id",)),
    "quotes": ("quote_id", ("article_id",)),
    "quote_spans": ("quote_id", ()),
    "statistics": ("statistic_id", ("article_id", "quote_id")),
}
# Columns that may be null; a null in one of the others leads nowhere, where all those that lead nowhere meet.
_OPTIONAL: Final = frozenset({("statistics", "quote_id")})
_NOWHERE: Final = "\0"
# So many links are followed. Where more rows point to other articles than their own, it is their article_ids that are
# wrong: they are told of as such, and what they point to is not looked for in other slices.
_MOST: Final = 500_000
# So many articles that point to each other are always judged together.
_FEW: Final = 16


def home(column: str) -> pl.Expr:
    """The article_id that an id begins with, and ':' behind it: tables are sorted by it."""
    if column == "article_id":
        place = pl.col(column) + ":"
    else:
        place = pl.col(column).str.head(pl.col(column).str.find(":", literal=True) + 1)
    return place.fill_null(_NOWHERE)


class Survey:
    """The articles of one table to be set aside, found while its rows pass."""

    def __init__(self, table: str) -> None:
        """No row was seen yet."""
        self.rows = 0
        self.late: set[str] = set()
        self.links: set[tuple[str, str]] = set()
        self.table = table
        self._highest = ""

    def add(self, frame: pl.DataFrame) -> None:
        """Look at the next rows of the table."""
        self.rows += frame.height
        if self.table not in HOMES or not frame.height:
            return
        own, pointing = HOMES[self.table]
        homes = frame.select(home(own).alias("here"), *pointing)
        # article_ids are in plain order
        self._add_late(frame.select(place=pl.col(own).fill_null(_NOWHERE)) if self.table == "articles" else homes)
        for column in pointing:
            links = homes.lazy()
            if (self.table, column) in _OPTIONAL:
                links = links.filter(pl.col(column).is_not_null())
            astray = links.select("here", there=home(column)).filter(pl.col("here") != pl.col("there")).unique()
            self._add_links(astray.collect())

    def _add_links(self, links: pl.DataFrame) -> None:
        if len(self.links) < _MOST:
            self.links.update(links.iter_rows())
        else:
            self.late.update(links["here"])

    def _add_late(self, homes: pl.DataFrame) -> None:
        """Rows below the highest place so far, and those that have no place."""
        places = homes.to_series(0)
        before = places.shift(1, fill_value=self._highest).cum_max()
        late = places.filter((places < before) | (places == _NOWHERE)).unique()
        self.late.update(f"{place}:" if self.table == "articles" and place != _NOWHERE else place for place in late)
        self._highest = max(self._highest, str(places.max()))


def set_aside(surveys: Iterable[Survey], *, rows: int) -> pl.DataFrame:
    """The articles to be judged apart from the slices: columns `home` and `knot`, from 0.

    All articles that point to each other are in one knot, unless they are too many: a column of article_ids that are
    all the same would make one knot of all rows. Knots have about as many rows as `rows`.
    """
    surveys = list(surveys)
    roots = _roots(link for survey in surveys for link in survey.links)
    late = {place for survey in surveys for place in survey.late}
    articles = max([1, *(survey.rows for survey in surveys if survey.table == "articles")])
    a_knot = max(1, rows * articles // max(1, sum(survey.rows for survey in surveys)))
    count = max(1, -(-len(late | roots.keys()) // a_knot))
    sizes = Counter(roots.values())
    meet = {place: root for place, root in roots.items() if sizes[root] <= max(a_knot, _FEW)}
    aside = sorted((place, crc32(meet.get(place, place).encode()) % count) for place in late | roots.keys())
    return pl.DataFrame(aside, schema={"home": pl.String, "knot": pl.Int64}, orient="row")


def _roots(links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For all that is linked, directly or not, the same one of them (union and find, with paths halved)."""
    parents: dict[str, str] = {}

    def root(place: str) -> str:
        while (above := parents.setdefault(place, place)) != place:
            parents[place] = parents[above]
            place = parents[place]
        return place

    for here, there in links:
        parents[root(here)] = root(there)
    return {place: root(place) for place in list(parents)}
