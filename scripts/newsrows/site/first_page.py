"""The first page: counts, who speaks most, organisations that articles mention together, kinds of statistics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from newsrows.schema import load_tables
from newsrows.site.formatters import word_count
from newsrows.site.package import Package
from newsrows.site.rows import Entity, EntityKey, Row, entity_of
from newsrows.site.timeline import Timeline, timeline

# The number of pairs grows with the square, so only the most frequent organisations of an article are paired.
_MAX_ORGANISATIONS: Final = 60


@dataclass(frozen=True, slots=True)
class Speaker:
    """How often and how much somebody speaks: quotes, words in them, share of the words of all quotes (0 to 1)."""

    entity: Entity
    quotes: int
    words: int
    share: float


@dataclass(frozen=True, slots=True)
class OrganisationPair:
    """Two organisations and the number of articles that mention both."""

    first: Entity
    second: Entity
    articles: int


@dataclass(frozen=True, slots=True)
class StatisticTable:
    """The number of statistics by kind (rows) and bound (columns); only kinds and bounds that occur."""

    bounds: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def largest(self) -> int:
        """The highest count in the table."""
        return max((count for _, counts in self.rows for count in counts), default=0)


@dataclass(frozen=True, slots=True)
class Overview:
    """What the first page shows. `named_share` is the share of quotes whose speaker has a row (0 to 1)."""

    articles: int
    words: int
    publishers: int
    people: int
    organisations: int
    quotes: int
    statistics: int
    named_share: float
    speakers: tuple[Speaker, ...]
    pairs: tuple[OrganisationPair, ...]
    figures: StatisticTable
    timeline: Timeline | None


def overview(package: Package, *, max_entries: int = 12) -> Overview:
    """What the first page shows of `package`; lists have at most `max_entries` entries."""
    articles = list(package.articles.values())
    quotes = [quote for group in package.quotes_in.values() for quote in group]
    types = Counter(key.type for key in package.entities)
    named = sum(package.speaker(quote) is not None for quote in quotes)
    return Overview(
        articles=len(articles),
        words=sum(article["words"] or word_count(article.text) for article in articles),
        publishers=len({article["publisher"] for article in articles if article["publisher"]}),
        people=types["person"],
        organisations=types["organisation"],
        quotes=len(quotes),
        statistics=sum(map(len, package.statistics_in.values())),
        named_share=named / len(quotes) if quotes else 0.0,
        speakers=_speakers(package, quotes, max_entries),
        pairs=_organisation_pairs(package, max_entries),
        figures=_statistic_table(package),
        timeline=timeline((article["published_on"], article["publisher"]) for article in articles),
    )


def _speakers(package: Package, quotes: Iterable[Row], max_entries: int) -> tuple[Speaker, ...]:
    """Those with the most quotes."""
    all_words = sum(word_count(quote.text) for quote in quotes)
    speakers = []
    for key, own_quotes in package.quotes_by.items():
        entity = package.entity(key)
        if entity:
            words = sum(word_count(quote.text) for quote in own_quotes)
            speakers.append(Speaker(entity, len(own_quotes), words, words / max(1, all_words)))
    ranked = sorted(speakers, key=lambda speaker: (-speaker.quotes, -speaker.words, speaker.entity.key))
    return tuple(ranked[:max_entries])


def _organisation_pairs(package: Package, max_entries: int) -> tuple[OrganisationPair, ...]:
    """The pairs that most articles mention.

    Pairs that one article mentions are left out if others occur in several.
    """
    counts: Counter[tuple[EntityKey, EntityKey]] = Counter()
    for mentions in package.mentions_in.values():
        entities = Counter(key for key in map(entity_of, mentions) if key in package.entities)
        organisations = [key for key, _ in entities.most_common() if key and key.type == "organisation"]
        counts.update(combinations(sorted(organisations[:_MAX_ORGANISATIONS]), 2))
    highest = max(counts.values(), default=0)
    shown = [(pair, count) for pair, count in counts.items() if count > 1 or highest == 1]
    ranked = sorted(shown, key=lambda item: (-item[1], item[0]))[:max_entries]
    return tuple(OrganisationPair(package.entities[a], package.entities[b], count) for (a, b), count in ranked)


def _statistic_table(package: Package) -> StatisticTable:
    counts = Counter((row["kind"], row["bound"]) for group in package.statistics_in.values() for row in group)
    kinds = _in_schema_order("kind", {kind for kind, _ in counts if kind})
    bounds = _in_schema_order("bound", {bound for _, bound in counts if bound})
    rows = tuple((kind, tuple(counts[kind, bound] for bound in bounds)) for kind in kinds)
    return StatisticTable(tuple(bounds), rows)


def _in_schema_order(column: str, values: Iterable[str]) -> list[str]:
    """Values of a column of statistics in the order of the schema's vocabulary; unknown ones last."""
    vocabulary = load_tables()["statistics"].column(column).constraints.enum or ()
    return sorted(values, key=lambda value: (vocabulary.index(value) if value in vocabulary else 99, value))
