"""Timelines: quoted words by period and publisher or speaker, as stacked bars."""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Step = Literal["day", "month", "year"]
_UNKNOWN = "publisher not known"
OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Bar:
    """A period from its first to its last day, and its amounts in the order of `Timeline.series`."""

    label: str
    first: date
    last: date
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """The amount in the period."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars from the first to the last period, including empty ones.

    `series` are the names of what is stacked. `undated` is the amount without a date, which no bar counts.
    """

    step: Step
    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    undated: int

    @property
    def highest(self) -> int:
        """The amount in the period that has the most, at least 1."""
        return max(1, *(bar.total for bar in self.bars))

    def stacks(self, *, width: float = 1000, height: float = 200) -> Iterator[tuple[float, float, float, float, int]]:
        """The rectangles of the chart: x, y, width, height and index of the series.

        Args:
            width: that of the chart, in any unit.
            height: that of the chart, in the same unit.
        """
        slot = width / len(self.bars)
        for position, bar in enumerate(self.bars):
            y = height
            for series, count in enumerate(bar.counts):
                bar_height = height * count / self.highest
                y -= bar_height
                if count:
                    x, bar_width = (position + 0.1) * slot, 0.8 * slot
                    yield round(x, 2), round(y, 2), round(bar_width, 2), round(bar_height, 2), series


@dataclass(frozen=True, slots=True)
class Periods:
    """The days, months or years from the first to the last of some days: about sixty at most."""

    step: Step
    starts: tuple[date, ...]

    def number(self, day: date) -> int:
        """The number of the period in which a day lies, from 0."""
        return bisect_right(self.starts, day) - 1

    @property
    def labels(self) -> tuple[str, ...]:
        """The periods as text: '2021-03'."""
        return tuple(_label(start, self.step) for start in self.starts)


def periods(days: Iterable[date | None]) -> Periods | None:
    """The periods that `days` span; None if there is no day."""
    known = {day for day in days if day}
    if not known:
        return None
    first, last = min(known), max(known)
    step = _step(first, last)
    return Periods(step, tuple(start for start, _ in _periods(first, last, step)))


def timeline(amounts: Iterable[tuple[date | None, str | None, int]], *, max_series: int = 5) -> Timeline | None:
    """The amounts by period and series; None if none has a date.

    The period is a day, month or year, so that there are about sixty bars at most.

    Args:
        amounts: date, series (a publisher, for instance) and number of each.
        max_series: the number of series of their own, the largest; the others share one.
    """
    undated, dated = 0, list[tuple[date, str, int]]()
    for day, name, amount in amounts:
        if day:
            dated.append((day, name or _UNKNOWN, amount))
        else:
            undated += amount
    if not dated:
        return None
    first, last = min(day for day, _, _ in dated), max(day for day, _, _ in dated)
    step = _step(first, last)
    totals: Counter[str] = Counter()
    for _, name, amount in dated:
        totals[name] += amount
    ranked = sorted(totals, key=lambda name: (-totals[name], name))
    series = ranked if len(ranked) <= max_series + 1 else [*ranked[:max_series], OTHERS]
    counts: Counter[tuple[date, str]] = Counter()
    for day, name, amount in dated:
        counts[_start(day, step), name if name in series else OTHERS] += amount
    bars = tuple(
        Bar(_label(start, step), start, end, tuple(counts[start, name] for name in series))
        for start, end in _periods(first, last, step)
    )
    return Timeline(step, tuple(series), bars, undated)


def _step(first: date, last: date) -> Step:
    if (last - first).days <= 60:
        return "day"
    return "month" if (last - first).days <= 5 * 366 else "year"


def _start(day: date, step: Step) -> date:
    return {"day": day, "month": day.replace(day=1), "year": day.replace(month=1, day=1)}[step]


def _label(day: date, step: Step) -> str:
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[step]]


def _periods(first: date, last: date, step: Step) -> Iterator[tuple[date, date]]:
    """The first and last day of every period from `first` to `last`."""
    start = _start(first, step)
    while start <= last:
        if step == "day":
            end = start
        elif step == "month":
            end = start.replace(day=monthrange(start.year, start.month)[1])
        else:
            end = start.replace(month=12, day=31)
        yield start, end
        if end == date.max:
            return
        start = end + timedelta(days=1)
