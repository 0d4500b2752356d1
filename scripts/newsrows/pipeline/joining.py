"""Joins shards to the published tables, one slice of articles at a time; memory holds one slice."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from newsrows.engine.store import KeyList, ShardStore
from newsrows.resolution import (
    SKETCHES,
    ClaimFinder,
    Claims,
    Registry,
    UtteranceFinder,
    Utterances,
    find_copies,
    resolve,
)
from newsrows.review import Known, Outcome, ReviewReport, Reviews, apply_reviews, known_entities, report_reviews
from newsrows.schema import load_tables
from newsrows.schema.frames import polars_schema
from newsrows.tables import (
    SHARD_TABLES,
    Counts,
    Spool,
    claim_rows,
    join_ids,
    utterance_rows,
    with_claims,
    with_utterances,
)

_ENTITIES = "entities"


@dataclass(frozen=True, slots=True)
class JoinedTables:
    """The published tables.

    Attributes:
        tables: the frames of each table by its name; they can be iterated once.
        words: the number of words of all articles.
        reviewed: what became of readers' marks; None without marks.
    """

    tables: Mapping[str, Iterable[pl.DataFrame]]
    words: int
    reviewed: ReviewReport | None = None


def join_shards(
    store: ShardStore,
    keys: KeyList,
    scratch: Path,
    *,
    workers: int = 1,
    registry: Registry | None = None,
    reviews: Reviews | None = None,
    excluded: Collection[str] = (),
) -> JoinedTables:
    """Return the tables of the articles with these keys, with people and organisations resolved across articles.

    Args:
        store: holds the shards.
        keys: the articles' keys.
        scratch: an empty folder for rows that do not fit in memory; it must exist until the tables have been read.
        workers: number of processes that resolve names.
        registry: people and organisations from the user; they take precedence over the rules.
        reviews: readers' marks, applied to the rows before anything is counted.
        excluded: the ids of articles that are left out.

    Raises:
        StoreError: an article is in no shard, or a shard cannot be read.
        OSError: a file cannot be read or written.
    """
    excluded_ids = pl.Series(list(excluded), dtype=pl.String)
    entities = (_exclude(excluded_ids, frames[_ENTITIES]) for frames in store.slices([_ENTITIES], keys, order="shard"))
    resolution = resolve(entities, registry=registry, scratch=scratch, workers=workers)
    known = (
        known_entities(resolution.tables["people"], resolution.tables["organisations"], reviews) if reviews else Known()
    )
    sketches = (_exclude(excluded_ids, frames[SKETCHES]) for frames in store.slices([SKETCHES], keys, order="shard"))
    copies = find_copies(sketches, scratch=scratch)
    counts, spool, words = Counts(), Spool(scratch), 0
    repeats = _Repeats(scratch, copies)
    outcomes: list[Outcome] = []
    # Slices are in the order of row ids, which differs from the order of article ids.
    for frames in store.slices([name for name in SHARD_TABLES if name != _ENTITIES], keys):
        rows = {name: _exclude(excluded_ids, frame) for name, frame in frames.items()}
        tables = join_ids(rows, resolution.ids.join(rows["articles"].select("article_id"), on="article_id"))
        if reviews:
            applied = apply_reviews(tables, reviews, known)
            tables, outcomes = applied.tables, [*outcomes, *applied.outcomes]
        repeats.add(tables)
        articles = tables.pop("articles")
        counts.add(tables)
        spool.add(tables)
        words += int(articles["words"].sum())
    counted = counts.tables(resolution.tables, resolution.relation)
    streamed = {name: spool.frames(name) for name in ("mentions", "roles", "quote_spans")}
    streamed |= repeats.finish().tables(spool)
    streamed["articles"] = _articles(store, keys, excluded_ids, copies)
    all_tables = {**streamed, **{name: [frame] for name, frame in counted.items()}}
    return JoinedTables(all_tables, words, report_reviews(reviews, outcomes) if reviews else None)


@dataclass(frozen=True, slots=True, eq=False)
class _FoundRepeats:
    """Utterances and claims, and the articles' dates."""

    utterances: Utterances
    claims: Claims
    dates: pl.DataFrame

    def tables(self, spool: Spool) -> dict[str, Iterator[pl.DataFrame]]:
        """The frames of quotes, utterances, statistics and claims; utterances and claims must be read before the rows.

        The rows of an utterance come from the slice with its first quote, so they have the order of quotes.
        """
        return {
            "utterances": (
                utterance_rows(self.quotes(frame), self.utterances.rows, self.dates)
                for frame in spool.frames("quotes", keep=True)
            ),
            "quotes": (self.quotes(frame) for frame in spool.frames("quotes")),
            "claims": (
                claim_rows(self.statistics(frame), self.claims.rows, self.dates)
                for frame in spool.frames("statistics", keep=True)
            ),
            "statistics": (self.statistics(frame) for frame in spool.frames("statistics")),
        }

    def quotes(self, frame: pl.DataFrame) -> pl.DataFrame:
        return with_utterances(frame, self.utterances.members)

    def statistics(self, frame: pl.DataFrame) -> pl.DataFrame:
        return with_claims(frame, self.claims.members)


class _Repeats:
    """Collects quotes and statistics slice by slice, to find what they repeat."""

    def __init__(self, scratch: Path, articles: pl.DataFrame) -> None:
        self._articles = articles
        self._quotes = UtteranceFinder(scratch)
        self._statistics = ClaimFinder(scratch)

    def add(self, tables: Mapping[str, pl.DataFrame]) -> None:
        articles = self._articles.join(tables["articles"].select("article_id"), on="article_id", how="semi")
        self._quotes.add(tables["quotes"], articles)
        self._statistics.add(tables["statistics"], tables["mentions"], articles)

    def finish(self) -> _FoundRepeats:
        dates = self._articles.select("article_id", "published_on")
        return _FoundRepeats(self._quotes.finish(), self._statistics.finish(), dates)


def join_frames(frames: Mapping[str, pl.DataFrame], *, registry: Registry | None = None) -> dict[str, pl.DataFrame]:
    """Return the tables of a few articles as if there were no others.

    Args:
        frames: the frames of shards by name, with all rows of each article.
        registry: the user's own people and organisations, which win over the rules.
    """
    resolution = resolve([frames[_ENTITIES]], registry=registry)
    copies = find_copies([frames[SKETCHES]])
    tables = join_ids(
        {name: frame for name, frame in frames.items() if name in SHARD_TABLES and name != _ENTITIES}, resolution.ids
    )
    with tempfile.TemporaryDirectory(prefix="newsrows-") as scratch:
        repeats = _Repeats(Path(scratch), copies)
        repeats.add(tables)
        found = repeats.finish()
    counts = Counts()
    counts.add(tables)
    tables |= counts.tables(resolution.tables, resolution.relation)
    tables["articles"] = _with_originals(tables["articles"], copies)
    tables["quotes"] = found.quotes(tables["quotes"])
    tables["statistics"] = found.statistics(tables["statistics"])
    tables["utterances"] = utterance_rows(tables["quotes"], found.utterances.rows, found.dates)
    tables["claims"] = claim_rows(tables["statistics"], found.claims.rows, found.dates)
    return {
        name: tables[name].select(polars_schema(table).names()).sort(table.primary_key)
        for name, table in load_tables().items()
    }


def _articles(
    store: ShardStore, keys: KeyList, excluded_ids: pl.Series, copies: pl.DataFrame
) -> Iterator[pl.DataFrame]:
    columns = polars_schema(load_tables()["articles"]).names()
    for frames in store.slices(["articles"], keys, order="article_id"):
        articles = _with_originals(_exclude(excluded_ids, frames["articles"]), copies)
        yield articles.select(columns).sort("article_id")


def _with_originals(articles: pl.DataFrame, copies: pl.DataFrame) -> pl.DataFrame:
    """Add duplicate_of to articles."""
    return articles.join(copies.select("article_id", "duplicate_of"), on="article_id", how="left")


def _exclude(article_ids: pl.Series, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of all other articles."""
    return frame.filter(~pl.col("article_id").is_in(article_ids.implode())) if len(article_ids) else frame
