"""Tables cut into slices side by side: all rows of an article, whatever their table, are in one slice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from newsrows.validate.homes import HOMES, home
from newsrows.validate.source import Source, heavy, slice_rows

Slice = dict[str, pl.DataFrame]

_HOME = "\0home"  # no column is called so


def slices(sources: Mapping[str, Source], aside: pl.DataFrame, *, rows: int) -> Iterator[Slice]:
    """The rows of tables that belong to articles, but for the articles in `aside`, in the order of articles.

    Every slice has all tables of `sources`, each with the column `row`; there is at least one slice.

    Args:
        sources: tables of `HOMES`, their rows in order but for those of the articles in `aside`.
        aside: as `newsrows.validate.homes.set_aside` gives it.
        rows: how many rows of a table are held at a time, about.
    """
    cursors = {name: _Cursor(source, aside, rows=rows) for name, source in sources.items()}
    while True:
        for cursor in cursors.values():
            cursor.fill()
        # The articles that all tables have in full are those before the one that some table is in the midst of.
        ends = [cursor.end for cursor in cursors.values() if cursor.end is not None]
        until = min(ends) if ends else None
        yield {name: cursor.take(until) for name, cursor in cursors.items()}
        if until is None:
            return


def knots(sources: Mapping[str, Source], aside: pl.DataFrame) -> Iterator[Slice]:
    """The rows of the articles in `aside`, the tables of a knot whole."""
    for number in aside["knot"].unique().sort():
        homes = aside.filter(pl.col("knot") == number).select(pl.col("home").alias(_HOME))
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

    Rows with a home before `end` are all there; None: no row is left to read.
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
        waiting = self._held()
        count = waiting.height if until is None else self._before(until)
        self._waiting = waiting[count:]
        return waiting[:count].drop(_HOME)

    def _enough(self) -> bool:
        if self._waiting is None or not self._before(self.end or ""):
            return False
        return self._waiting.height >= self._rows or heavy(self._waiting)

    def _before(self, until: str) -> int:
        return int(self._held()[_HOME].search_sorted(until))

    def _held(self) -> pl.DataFrame:
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
            # article_ids are in plain order: 'strike', 'strike-2', though 'strike-2:' comes before 'strike:'. All that
            # follows 'strike' comes after it, with the colon or without.
            self.end = str(frame["article_id"][-1])
            self._waiting = self._waiting.sort(_HOME, maintain_order=True)
        else:
            self.end = str(frame[_HOME][-1])
