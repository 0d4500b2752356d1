"""Tables that are drawn: each has bars or a chart, its numbers, links to the rows behind them, and a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from newsrows.site.timeline import Timeline

Kind = Literal["text", "number", "share", "bar", "trend", "dots"]
_DRAWN: Final = frozenset({"bar", "trend", "dots"})


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, and where it leads.

    Attributes:
        value: a text, a number, or a share (0 to 1).
        parts: of a bar, the share of the full width of each series; of a trend, the amount of each period; of dots, the
            place of each from 0 to 1.
        page: the page that the value links to, relative to the report's folder.
        note: what stands behind the value in small letters.
        style: the class of the link: 'person', 'organisation'.
    """

    value: str | int | float | None = None
    parts: tuple[float, ...] = ()
    page: str | None = None
    note: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: `extra` ones are left out on narrow screens."""

    name: str
    kind: Kind = "text"
    extra: bool = False

    @property
    def numeric(self) -> bool:
        """Whether its values are numbers."""
        return self.kind in {"number", "share"}


@dataclass(frozen=True, slots=True)
class Panel:
    """A table and how it is drawn.

    Attributes:
        name: the name of its anchor and of its CSV file.
        title: its heading.
        headings: its columns.
        rows: all rows, in order; the page shows the first `shown`, the CSV file has all.
        shown: the number of rows on the page.
        legend: the names of the series of its bars.
        lead: a sentence above the table.
        note: a sentence below it.
        more: the text and the page of a link to more.
        chart: a chart above the table, which is then folded.
    """

    name: str
    title: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shown: int = 10
    legend: tuple[str, ...] = ()
    lead: str = ""
    note: str = ""
    more: tuple[str, str] | None = None
    chart: Timeline | None = None

    def csv_text(self) -> str:
        """All rows as CSV, without what is drawn: its numbers are in other columns or in the tables."""
        columns = [number for number, heading in enumerate(self.headings) if heading.kind not in _DRAWN]
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(self.headings[number].name for number in columns)
        for row in self.rows:
            writer.writerow(_plain(row[number].value) for number in columns)
        return text.getvalue()


def stacked(parts: Sequence[float], largest: float) -> Cell:
    """A bar of stacked parts; `largest` is the sum that fills the width."""
    return Cell(parts=tuple(part / largest if largest > 0 else 0.0 for part in parts))


def share(part: float, whole: float) -> Cell:
    """The share of `part` in `whole`; empty if there is no whole."""
    return Cell(part / whole if whole else None)


def _plain(value: str | float | None) -> str | float | None:
    return round(value, 4) if isinstance(value, float) else value
