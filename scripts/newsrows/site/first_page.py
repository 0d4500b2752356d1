"""The figures of the first page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Literal

from newsrows.schema import load_tables
from newsrows.site.formatters import words_in
from newsrows.site.package import Package
from newsrows.site.rows import EntityKey, EntityRow, entity_of

_MOST_ORGANISATIONS = 60  # of one article, the most often named: pairs grow with the square


@dataclass(frozen=True, slots=True)
class Speaker:
    """How often somebody speaks and how much: quotes, words in them, share of all speaking words (0 to 1)."""

    entity: EntityRow
    quotes: int
    words: int
    share: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two organisations and the number of articles that name both."""

    first: EntityRow
    second: EntityRow
    articles: int


@dataclass(frozen=True, slots=True)
class FigureTable:
    """Statistics by kind (rows) and bound (columns), only those that occur."""

    bounds: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def largest(self) -> int:
        """The highest count in the table."""
        return max((count for _, counts in self.rows for count in counts), default=0)


@dataclass(frozen=True, slots=True)
class Overview:
    """What the first page says. `named_share` is the share of quotes whose speaker is somebody with a row."""

    articles: int
    words: int
    publishers: int
    people: int
    organisations: int
    quotes: int
    statistics: int
    named_share: float
    speakers: tuple[Speaker, ...]
    pairs: tuple[Pair, ...]
    figures: FigureTable
    timeline: Timeline | None


def overview(package: Package, *, longest_list: int = 12) -> Overview:
    """The figures of `package`; lists are cut after `longest_list` entries."""
    articles = list(package.articles.values())
    quotes = [quote for group in package.quotes_in.values() for quote in group]
    types = Counter(key.type for key in package.entities)
    named = sum(package.speaker(quote) is not None for quote in quotes)
    return Overview(
        articles=len(articles),
        words=sum(article.words or words_in(article.text) for article in articles),
        publishers=len({article.publisher for article in articles if article.publisher}),
        people=types["person"],
        organisations=types["organisation"],
        quotes=len(quotes),
        statistics=sum(map(len, package.statistics_in.values())),
        named_share=named / len(quotes) if quotes else 0.0,
        speakers=_speakers(package, longest_list),
        pairs=_pairs(package, longest_list),
        figures=_figures(package),
        timeline=timeline((article.published_on, article.publisher) for article in articles),
    )


def _speakers(package: Package, length: int) -> tuple[Speaker, ...]:
    spoken = sum(words_in(quote.text) for group in package.quotes_in.values() for quote in group)
    found = []
    for key, quotes in package.quotes_by.items():
        entity = package.entity(key)
        if entity:
            words = sum(words_in(quote.text) for quote in quotes)
            found.append(Speaker(entity, len(quotes), words, words / max(1, spoken)))
    return tuple(sorted(found, key=lambda row: (-row.quotes, -row.words, row.entity.key))[:length])


def _pairs(package: Package, length: int) -> tuple[Pair, ...]:
    together: Counter[tuple[EntityKey, EntityKey]] = Counter()
    for mentions in package.mentions_in.values():
        named = Counter(key for key in map(entity_of, mentions) if key in package.entities)
        organisations = [key for key, _ in named.most_common() if key and key.type == "organisation"]
        together.update(combinations(sorted(organisations[:_MOST_ORGANISATIONS]), 2))
    most = max(together.values(), default=0)  # one article together says little where others share several
    often = [(pair, count) for pair, count in together.items() if count > 1 or most == 1]
    ranked = sorted(often, key=lambda item: (-item[1], item[0]))[:length]
    return tuple(Pair(package.entities[a], package.entities[b], count) for (a, b), count in ranked)


def _figures(package: Package) -> FigureTable:
    counts = Counter((row.kind, row.bound) for group in package.statistics_in.values() for row in group)
    kinds = _in_order("kind", {kind for kind, _ in counts if kind})
    bounds = _in_order("bound", {bound for _, bound in counts if bound})
    rows = tuple((kind, tuple(counts[kind, bound] for bound in bounds)) for kind in kinds)
    return FigureTable(tuple(bounds), rows)


def _in_order(column: str, values: Iterable[str]) -> Sequence[str]:
    """`values` in the order of the schema's vocabulary, strangers last."""
    vocabulary = load_tables()["statistics"].column(column).constraints.enum or ()
    return sorted(values, key=lambda value: (vocabulary.index(value) if value in vocabulary else 99, value))


# Articles over time by publisher, as stacked bars.

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
