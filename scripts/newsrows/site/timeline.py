"""The timeline of the first page: articles by period and publisher, as stacked bars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

Step = Literal["day", "month", "year"]
_UNKNOWN = "publisher not known"
_OTHERS = "other publishers"


@dataclass(frozen=True, slots=True)
class Bar:
    """A period and its number of articles by publisher, in the order of `Timeline.series`."""

    label: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """The number of articles in the period."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars from the first to the last period, including empty ones.

    `series` are the names of the publishers. `undated` is the number of articles without a date, which no bar counts.
    """

    step: Step
    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    undated: int

    @property
    def highest(self) -> int:
        """The number of articles in the period that has the most."""
        return max(bar.total for bar in self.bars)

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


def timeline(articles: Iterable[tuple[date | None, str | None]], *, max_series: int = 5) -> Timeline | None:
    """The number of articles by period and publisher; None if no article has a date.

    The period is a day, month or year, so that there are about sixty bars at most.

    Args:
        articles: date and publisher of each.
        max_series: the number of publishers with a series of their own; the others share one.
    """
    articles = list(articles)
    dated = [(day, publisher or _UNKNOWN) for day, publisher in articles if day]
    if not dated:
        return None
    first, last = min(day for day, _ in dated), max(day for day, _ in dated)
    step = _step(first, last)
    ranked = [publisher for publisher, _ in Counter(publisher for _, publisher in sorted(dated)).most_common()]
    series = ranked if len(ranked) <= max_series + 1 else [*ranked[:max_series], _OTHERS]
    counts = Counter((_period(day, step), publisher if publisher in series else _OTHERS) for day, publisher in dated)
    bars = tuple(Bar(label, tuple(counts[label, name] for name in series)) for label in _periods(first, last, step))
    return Timeline(step, tuple(series), bars, len(articles) - len(dated))


def _step(first: date, last: date) -> Step:
    if (last - first).days <= 60:
        return "day"
    return "month" if (last - first).days <= 5 * 366 else "year"


def _period(day: date, step: Step) -> str:
    return {"day": day.isoformat(), "month": day.isoformat()[:7], "year": day.isoformat()[:4]}[step]


def _periods(first: date, last: date, step: Step) -> list[str]:
    if step == "year":
        return [f"{year:04}" for year in range(first.year, last.year + 1)]
    labels = [_period(first + timedelta(number), step) for number in range((last - first).days + 1)]
    return labels[:1] + [after for before, after in pairwise(labels) if after != before]
