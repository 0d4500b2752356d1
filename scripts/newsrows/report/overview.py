"""The figures of the first page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from newsrows.report.package import Package
from newsrows.report.rows import EntityKey, EntityRow, entity_of
from newsrows.report.timeline import Timeline, timeline
from newsrows.report.wording import words_in
from newsrows.schema import load_tables

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
