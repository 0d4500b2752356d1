"""Articles over time by publisher, as stacked bars."""

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
    """A period: its name and the number of articles of each series, in the order of `Timeline.series`."""

    label: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """Articles in the period."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars from the first to the last period, empty ones too; `undated` articles are in none."""

    step: Step
    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    undated: int

    @property
    def highest(self) -> int:
        """Articles in the fullest period."""
        return max(bar.total for bar in self.bars)

    def stacks(self, *, width: float = 1000, height: float = 200) -> Iterator[tuple[float, float, float, float, int]]:
        """The rectangles of the chart: x, y, width, height and number of the series."""
        room = width / len(self.bars)
        for place, bar in enumerate(self.bars):
            top = height
            for number, count in enumerate(bar.counts):
                tall = height * count / self.highest
                top -= tall
                if count:
                    left, wide = (place + 0.1) * room, 0.8 * room
                    yield round(left, 2), round(top, 2), round(wide, 2), round(tall, 2), number


def timeline(articles: Iterable[tuple[date | None, str | None]], *, most_series: int = 5) -> Timeline | None:
    """Articles (date, publisher) by day, month or year, whichever makes at most about sixty bars; None without dates.

    The publishers with the most articles have a series of their own, the rest share one.
    """
    listed = list(articles)
    dated = [(day, publisher or _UNKNOWN) for day, publisher in listed if day]
    if not dated:
        return None
    first, last = min(day for day, _ in dated), max(day for day, _ in dated)
    step = _step(first, last)
    ranked = [publisher for publisher, _ in Counter(publisher for _, publisher in sorted(dated)).most_common()]
    series = ranked if len(ranked) <= most_series + 1 else [*ranked[:most_series], _OTHERS]
    counts = Counter((_period(day, step), publisher if publisher in series else _OTHERS) for day, publisher in dated)
    bars = tuple(Bar(label, tuple(counts[label, name] for name in series)) for label in _periods(first, last, step))
    return Timeline(step, tuple(series), bars, len(listed) - len(dated))


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
