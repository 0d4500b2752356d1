"""How much is said, by whom and in which articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeVar

from newsrows.site.formatters import word_count
from newsrows.site.package import Package
from newsrows.site.rows import Entity, EntityKey, Row
from newsrows.site.timeline import Periods

_Key = TypeVar("_Key", bound=Hashable)

UNKNOWN: Final = "unknown"
SPEECH_LEGEND: Final = ("direct", "partly direct", "indirect")
SOURCE_LABELS: Final = {
    "person": "people",
    "organisation": "organisations",
    "document": "documents",
    "group": "unnamed, several",
    "anonymous": "unnamed, one",
    "author": "the article itself",
    UNKNOWN: UNKNOWN,
}
"""The values of quotes.source_type for readers, in the order in which they are shown."""
UNNAMED: Final = frozenset({"group", "anonymous"})
GENDER_LABELS: Final = {"female": "women", "male": "men", "other": "other", UNKNOWN: UNKNOWN}
OFFICIAL_KINDS: Final = frozenset({"government", "legislature", "court", "police", "military", "international"})
"""Kinds of organisation that speak for the state or for states."""


@dataclass(slots=True)
class Speech:
    """The amount of speech in some quotes: their number, their words by kind of quote, and where they stand."""

    quotes: int = 0
    direct: int = 0
    mixed: int = 0
    indirect: int = 0
    articles: set[str] = field(default_factory=set)

    def add(self, quote: Row) -> None:
        """Count a quote; one of an unknown kind is counted as indirect."""
        words = words_of(quote)
        self.quotes += 1
        self.articles.add(quote.article_id)
        if quote["kind"] == "direct":
            self.direct += words
        elif quote["kind"] == "mixed":
            self.mixed += words
        else:
            self.indirect += words

    @property
    def words(self) -> int:
        """All words."""
        return self.direct + self.mixed + self.indirect

    @property
    def parts(self) -> tuple[int, int, int]:
        """The words by kind, direct speech first."""
        return self.direct, self.mixed, self.indirect

    @property
    def rank(self) -> tuple[int, int, int]:
        """A sort key: the most direct speech first, then the most speech, then the most quotes."""
        return -self.direct, -self.words, -self.quotes


def words_of(quote: Row) -> int:
    """The number of words of a quote; counted here if the package does not give it."""
    words: int | None = quote["words"]
    return word_count(quote.text) if words is None else words


def speech(quotes: Iterable[Row]) -> Speech:
    """The amount of speech in `quotes`."""
    total = Speech()
    for quote in quotes:
        total.add(quote)
    return total


def speech_by(quotes: Iterable[Row], keys: Callable[[Row], Iterable[_Key | None]]) -> dict[_Key, Speech]:
    """The amount of speech by each key of a quote; None is no key."""
    totals: dict[_Key, Speech] = defaultdict(Speech)
    for quote in quotes:
        for key in keys(quote):
            if key is not None:
                totals[key].add(quote)
    return dict(totals)


def speakers(package: Package) -> list[tuple[Entity, Speech]]:
    """Everybody who speaks, and how much; the most direct speech first."""
    found = [(entity, speech(quotes)) for key, quotes in package.quotes_by.items() if (entity := package.entity(key))]
    return sorted(found, key=lambda item: (item[1].rank, item[0].key))


def trend(package: Package, quotes: Iterable[Row], span: Periods | None) -> tuple[int, ...]:
    """The words of quotes in each period; quotes without a date are left out."""
    if span is None:
        return ()
    words = [0] * len(span.starts)
    for quote in quotes:
        day = package.articles[quote.article_id]["published_on"]
        if day:
            words[span.number(day)] += words_of(quote)
    return tuple(words)


def days(package: Package) -> Iterator[date | None]:
    """The days on which the articles were published."""
    return (article["published_on"] for article in package.articles.values())


def source_type(quote: Row) -> str:
    """quotes.source_type, 'unknown' if it is null."""
    return str(quote["source_type"] or UNKNOWN)


def gender(package: Package, quote: Row) -> str | None:
    """The gender of the person who speaks, 'unknown' if the package does not give it; None if no person is linked."""
    speaker = package.speaker(quote)
    if speaker is None or speaker.key.type != "person":
        return None
    return str(speaker.row["gender"] or UNKNOWN)


def organisation(package: Package, quote: Row) -> Entity | None:
    """The organisation that speaks, or for which the person who speaks works."""
    speaker = package.speaker(quote)
    if speaker is None or speaker.key.type == "organisation":
        return speaker
    organisation_id = speaker.row["organisation_id"]
    return package.entity(EntityKey("organisation", organisation_id)) if organisation_id else None


def is_official(package: Package, quote: Row) -> bool:
    """Whether a body of the state or of states speaks, or a person who works for one."""
    body = organisation(package, quote)
    return body is not None and body.row["kind"] in OFFICIAL_KINDS


def spoken_about(package: Package, quote: Row) -> Mapping[EntityKey, float]:
    """Whom the words of a quote mention, without its speaker, and the confidence of the surest mention of each.

    Only the mentions that `package` has count; see `newsrows.site.package.at_confidence`.
    """
    speaker = package.speaker(quote)
    found: dict[EntityKey, float] = {}
    for mention in package.mentions_inside.get(quote.id, ()):
        entity = package.speaker(mention)
        if entity and not (speaker and entity.key == speaker.key):
            confidence = 1.0 if mention["confidence"] is None else float(mention["confidence"])
            found[entity.key] = max(confidence, found.get(entity.key, 0.0))
    return found


def publisher(package: Package, row: Row) -> str | None:
    """The publisher of the article of a row."""
    name: str | None = package.articles[row.article_id]["publisher"]
    return name
