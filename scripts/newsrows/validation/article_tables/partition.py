"""newsrows' tables cut into parts side by side: all rows of an article, of whatever table, are in the same part.

A row's home is the article in its id, before the colon. Tables are sorted by ids, so the rows of an article follow each
other, and articles follow each other in the order of `<article_id>:`. That is not the order of the article_ids
themselves: 'strike' comes before 'strike-2', but 'strike-2:' before 'strike:', because hyphen and digits come before
the colon. So tables that are too large for memory are cut while they are read, without being sorted or copied.

Rows that are not in this order, and rows that point to another article than their home, would be missing from their
part. A first reading finds their articles (`Survey`), which are set aside together with those that they point to, and
form parts of their own at the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from zlib import crc32

import polars as pl

from newsrows.validation.article_tables.table_source import Source
from newsrows.validation.slice_sizes import heavy, slice_rows

# Tables whose rows belong to articles: the column that says to which, and the columns that point into articles.
HOMES: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "articles": ("article_id", ()),
    "mentions": ("mention_id", ("article_id", "quote_id")),
    "roles": ("role_id", ("article_id",)),
    "utterances": ("utterance_id", ()),
    "quotes": ("quote_id", ("article_id",)),
    "quote_spans": ("quote_id", ()),
    "claims": ("claim_id", ()),
    "statistics": ("statistic_id", ("article_id", "quote_id")),
}
# Foreign keys that point from one article to another one, and the table that they point to.
ACROSS_KEYS: Final[Mapping[tuple[str, str], str]] = {
    ("articles", "duplicate_of"): "articles",
    ("quotes", "utterance_id"): "utterances",
    ("statistics", "claim_id"): "claims",
}
POINTED_TO: Final = frozenset(ACROSS_KEYS.values())
# Columns that may be null. A null in another one points to this home, where all such rows meet.
_OPTIONAL: Final = frozenset({("statistics", "quote_id"), ("mentions", "quote_id")})
_NOWHERE: Final = "\0"
_HOME: Final = "\0home"  # no column has this name

Part = dict[str, pl.DataFrame]

# At most this many links are followed. If more rows point to other articles than their own, their article_ids are
# wrong: there are issues about them, and what they point to is not looked for.
_MAX_LINKS: Final = 500_000
# At most this many articles that point to each other are checked together, whatever the size of a group.
_MAX_TOGETHER: Final = 16


def home(column: str) -> pl.Expr:
    """The article_id with which an id begins, and the colon after it."""
    if column == "article_id":
        place = pl.col(column) + ":"
    else:
        place = pl.col(column).str.head(pl.col(column).str.find(":", literal=True) + 1)
    return place.fill_null(_NOWHERE)


class Survey:
    """The articles of one table that must be set aside, found while its rows pass."""

    def __init__(self, table: str) -> None:
        """No row was seen yet."""
        self.rows = 0
        self._ids: list[pl.Series] = []
        self.late: set[str] = set()
        self.links: set[tuple[str, str]] = set()
        self._copies: list[pl.DataFrame] = []
        self.table = table
        self._highest = ""

    def add(self, frame: pl.DataFrame) -> None:
        """Look at the next rows of the table."""
        self.rows += frame.height
        if self.table not in HOMES or not frame.height:
            return
        own_id, pointing = HOMES[self.table]
        if self.table in POINTED_TO:
            self._ids.append(frame[own_id].drop_nulls().hash())
        if self.table == "articles":
            self._copies.append(frame.select("article_id", "duplicate_of").drop_nulls())
        homes = frame.select(home(own_id).alias("own"), *pointing)
        # article_ids are in plain order
        self._add_late(frame.select(place=pl.col(own_id).fill_null(_NOWHERE)) if self.table == "articles" else homes)
        for column in pointing:
            links = homes.lazy()
            if (self.table, column) in _OPTIONAL:
                links = links.filter(pl.col(column).is_not_null())
            astray = links.select("own", target=home(column)).filter(pl.col("own") != pl.col("target")).unique()
            self._add_links(astray.collect())

    def hashed_ids(self) -> pl.Series:
        """The hashes of the ids of a table in `POINTED_TO`, sorted: eight bytes per row."""
        return pl.concat([pl.Series(dtype=pl.UInt64), *self._ids]).sort()

    def sources(self) -> pl.DataFrame:
        """article_id and `source`, the number of the original, of the articles that are copies or have copies."""
        schema = {"article_id": pl.String, "duplicate_of": pl.String}
        copies = pl.concat([pl.DataFrame(schema=schema), *self._copies]).unique("article_id")
        originals = copies.select("duplicate_of").unique().with_row_index("source")
        both = [copies.join(originals, on="duplicate_of"), originals.with_columns(article_id="duplicate_of")]
        return pl.concat(frame.select("article_id", "source") for frame in both).unique("article_id", keep="first")

    def _add_links(self, links: pl.DataFrame) -> None:
        if len(self.links) < _MAX_LINKS:
            self.links.update(links.iter_rows())
        else:
            self.late.update(links["own"])

    def _add_late(self, homes: pl.DataFrame) -> None:
        """Rows below the highest home so far, and those that have no home."""
        places = homes.to_series(0)
        before = places.shift(1, fill_value=self._highest).cum_max()
        late = places.filter((places < before) | (places == _NOWHERE)).unique()
        self.late.update(f"{place}:" if self.table == "articles" and place != _NOWHERE else place for place in late)
        self._highest = max(self._highest, str(places.max()))


def set_aside(surveys: Iterable[Survey], *, rows: int) -> pl.DataFrame:
    """The articles to be set aside: columns `home` and `group`, from 0.

    All articles that point to each other are in one group, unless they are too many: a column of article_ids that are
    all the same would put all rows into one group. A group has about `rows` rows.
    """
    surveys = list(surveys)
    roots = _roots(link for survey in surveys for link in survey.links)
    late = {place for survey in surveys for place in survey.late}
    articles = max([1, *(survey.rows for survey in surveys if survey.table == "articles")])
    group_size = max(1, rows * articles // max(1, sum(survey.rows for survey in surveys)))
    count = max(1, -(-len(late | roots.keys()) // group_size))
    sizes = Counter(roots.values())
    meet = {place: root for place, root in roots.items() if sizes[root] <= max(group_size, _MAX_TOGETHER)}
    aside = sorted((place, crc32(meet.get(place, place).encode()) % count) for place in late | roots.keys())
    return pl.DataFrame(aside, schema={"home": pl.String, "group": pl.Int64}, orient="row")


def _roots(links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For all homes that are linked, directly or not, the same one of them (union-find with path halving)."""
    parents: dict[str, str] = {}

    def root(place: str) -> str:
        while (above := parents.setdefault(place, place)) != place:
            parents[place] = parents[above]
            place = parents[place]
        return place

    for own, target in links:
        parents[root(own)] = root(target)
    return {place: root(place) for place in list(parents)}


def ordered_parts(sources: Mapping[str, Source], aside: pl.DataFrame, *, rows: int) -> Iterator[Part]:
    """The rows of tables that belong to articles, in the order of articles, without the articles in `aside`.

    Every part has all tables of `sources`, each with the column `row`. There is at least one part.

    Args:
        sources: tables of `HOMES`; their rows are in order, except those of the articles in `aside`.
        aside: articles that are set aside, see `set_aside`.
        rows: about how many rows of a table are in memory at a time.
    """
    cursors = {name: _Cursor(source, aside, rows=rows) for name, source in sources.items()}
    while True:
        for cursor in cursors.values():
            cursor.fill()
        # All tables have the articles in full that come before the one in the middle of which some table is.
        ends = [cursor.end for cursor in cursors.values() if cursor.end is not None]
        until = min(ends) if ends else None
        yield {name: cursor.take(until) for name, cursor in cursors.items()}
        if until is None:
            return


def groups_aside(sources: Mapping[str, Source], aside: pl.DataFrame) -> Iterator[Part]:
    """The rows of the articles in `aside`, one part per group."""
    for number in aside["group"].unique().sort():
        homes = aside.filter(pl.col("group") == number).select(pl.col("home").alias(_HOME))
        yield {
            name: pl.concat(
                _homed(frame, name).join(homes, on=_HOME, how="semi", maintain_order="left").drop(_HOME)
                for frame in source.slices()
            )
            for name, source in sources.items()
        }


def _homed(frame: pl.DataFrame, table: str) -> pl.DataFrame:
    return frame.with_columns(home(HOMES[table][0]).alias(_HOME))


class _Cursor:
    """A place in a table: the rows that were read and not yet taken, in the order of their homes.

    All rows with a home before `end` have been read; None: no row is left to read.
    """

    def __init__(self, source: Source, aside: pl.DataFrame, *, rows: int) -> None:
        self._name = source.table.name
        self._aside = aside.select(pl.col("home").alias(_HOME))
        self._frames = source.slices()
        self._rows = slice_rows(self._name, rows)
        self._waiting: pl.DataFrame | None = None
        self.end: str | None = ""

    def fill(self) -> None:
        """Read on until there are rows before the end, and enough of them."""
        while self.end is not None and not self._enough():
            frame = next(self._frames, None)
            if frame is None:
                self.end = None
            else:
                self._add(_homed(frame, self._name))

    def take(self, until: str | None) -> pl.DataFrame:
        """The rows before a home, or all of them."""
        waiting = self._rows_read()
        count = waiting.height if until is None else self._before(until)
        self._waiting = waiting[count:]
        return waiting[:count].drop(_HOME)

    def _enough(self) -> bool:
        if self._waiting is None or not self._before(self.end or ""):
            return False
        return self._waiting.height >= self._rows or heavy(self._waiting)

    def _before(self, until: str) -> int:
        return int(self._rows_read()[_HOME].search_sorted(until))

    def _rows_read(self) -> pl.DataFrame:
        if self._waiting is None:
            raise ValueError("found no frame, expected a source to give at least one")
        return self._waiting

    def _add(self, frame: pl.DataFrame) -> None:
        if self._aside.height:
            frame = frame.join(self._aside, on=_HOME, how="anti", maintain_order="left")
        self._waiting = frame if self._waiting is None else pl.concat([self._waiting, frame])
        if not frame.height:
            return
        if self._name == "articles":
            # article_ids are in plain order: 'strike', 'strike-2', though 'strike-2:' comes before 'strike:'. Whatever
            # follows 'strike' comes after it, with the colon or without.
            self.end = str(frame["article_id"][-1])
            self._waiting = self._waiting.sort(_HOME, maintain_order=True)
        else:
            self.end = str(frame[_HOME][-1])
