"""Joins shards to the published tables, one slice of articles at a time; memory holds one slice."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import polars as pl

from newsrows.engine.store import KeyList, ShardStore
from newsrows.records.entity_kinds import ENTITY_KINDS
from newsrows.resolution import (
    CLAIMS,
    SKETCHES,
    UTTERANCES,
    ClaimFinder,
    Claims,
    Continuity,
    PreviousRows,
    Registry,
    UtteranceFinder,
    Utterances,
    find_copies,
    keep_entity_ids,
    keep_group_ids,
    of_rows,
    renamed,
    resolve,
)
from newsrows.review import Known, Outcome, ReviewReport, Reviews, apply_reviews, known_entities, report_reviews
from newsrows.schema import ID_CHANGES, load_tables
from newsrows.schema.frames import polars_schema
from newsrows.tables import (
    SHARD_TABLES,
    Counts,
    Spool,
    claim_rows,
    join_ids,
    utterance_rows,
    with_claims,
    with_final_ids,
    with_utterances,
)

_ENTITIES = "entities"


@dataclass(frozen=True, slots=True)
class KeptIds:
    """How the rows of a package relate to those of a previous one.

    Attributes:
        articles: the number of articles that both packages have.
        changes: for each table with ids, the number of rows of id_changes by their change.
    """

    articles: int
    changes: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class JoinedTables:
    """The published tables.

    Attributes:
        tables: the frames of each table by its name; they can be iterated once.
        words: the number of words of all articles.
        reviewed: what became of readers' marks; None without marks.
        kept: how the rows relate to those of the previous package; None without one.
    """

    tables: Mapping[str, Iterable[pl.DataFrame]]
    words: int
    reviewed: ReviewReport | None = None
    kept: KeptIds | None = None


def join_shards(
    store: ShardStore,
    keys: KeyList,
    scratch: Path,
    *,
    workers: int = 1,
    registry: Registry | None = None,
    reviews: Reviews | None = None,
    previous: PreviousRows | None = None,
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
        previous: a previous package, whose ids stay; the tables then include id_changes.
        excluded: the ids of articles that are left out.

    Raises:
        StoreError: an article is in no shard, or a shard cannot be read.
        OSError: a file cannot be read or written.
    """
    excluded_ids = pl.Series(list(excluded), dtype=pl.String)
    entities = partial(_entity_slices, store, keys, excluded_ids)
    resolution = resolve(entities(), registry=registry, scratch=scratch, workers=workers)
    entity_changes: pl.DataFrame | None = None
    if previous is not None:
        resolution, entity_changes = keep_entity_ids(resolution, entities(), previous, scratch)
    known = (
        known_entities(resolution.tables["people"], resolution.tables["organisations"], reviews) if reviews else Known()
    )
    sketches = (_exclude(excluded_ids, frames[SKETCHES]) for frames in store.slices([SKETCHES], keys, order="shard"))
    copies = find_copies(sketches, scratch=scratch)
    counts, spool, words = Counts(copies), Spool(scratch), 0
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
    found = repeats.finish()
    streamed = {name: spool.frames(name) for name in ("mentions", "roles", "quote_spans")}
    kept: KeptIds | None = None
    if previous is not None and entity_changes is not None:
        found = found.with_kept_ids(spool, previous, scratch)
        changes = _id_changes(entity_changes, counted, found)
        kept = KeptIds(_common_articles(copies, previous), _count_changes(changes))
        streamed[ID_CHANGES] = iter([changes])
    streamed |= found.tables(spool)
    streamed["articles"] = _articles(store, keys, excluded_ids, copies)
    all_tables = {**streamed, **{name: [frame] for name, frame in counted.items()}}
    return JoinedTables(all_tables, words, report_reviews(reviews, outcomes) if reviews else None, kept)


def _entity_slices(store: ShardStore, keys: KeyList, excluded_ids: pl.Series) -> Iterator[pl.DataFrame]:
    for frames in store.slices([_ENTITIES], keys, order="shard"):
        yield _exclude(excluded_ids, frames[_ENTITIES])


def _id_changes(entities: pl.DataFrame, tables: Mapping[str, pl.DataFrame], found: _FoundRepeats) -> pl.DataFrame:
    """The table id_changes."""
    of_entities = [
        of_rows(entities.filter(pl.col("table") == kind.table), tables[kind.table][kind.id_column])
        for kind in ENTITY_KINDS
    ]
    of_groups = [kept.changes for kept in (found.kept_utterances, found.kept_claims) if kept is not None]
    return pl.concat([*of_entities, *of_groups]).select(
        pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("number"), *entities.columns
    )


def _count_changes(changes: pl.DataFrame) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for table, change, count in changes.group_by("table", "change", maintain_order=True).len().iter_rows():
        counts.setdefault(table, {})[change] = count
    return counts


def _common_articles(articles: pl.DataFrame, previous: PreviousRows) -> int:
    return articles.join(previous.article_ids(), on="article_id", how="semi").height


@dataclass(frozen=True, slots=True, eq=False)
class _FoundRepeats:
    """Utterances and claims, the articles' dates, and which ids of a previous package stay."""

    utterances: Utterances
    claims: Claims
    dates: pl.DataFrame
    kept_utterances: Continuity | None = None
    kept_claims: Continuity | None = None

    def with_kept_ids(self, spool: Spool, previous: PreviousRows, scratch: Path) -> _FoundRepeats:
        """The same with the ids of a previous package."""
        quotes = (self.quotes(frame) for frame in spool.frames("quotes", keep=True))
        statistics = (self.statistics(frame) for frame in spool.frames("statistics", keep=True))
        return replace(
            self,
            kept_utterances=keep_group_ids(UTTERANCES, quotes, previous, scratch),
            kept_claims=keep_group_ids(CLAIMS, statistics, previous, scratch),
        )

    def tables(self, spool: Spool) -> dict[str, Iterator[pl.DataFrame]]:
        """The frames of quotes, utterances, statistics and claims; utterances and claims must be read before the rows.

        The rows of an utterance come from the slice with its first quote, so they have the order of quotes.
        """
        utterances, claims = partial(self._utterance_rows, spool), partial(self._claim_rows, spool)
        return {
            "utterances": with_final_ids(utterances, "utterance_id", _changed(self.kept_utterances)),
            "quotes": (
                renamed(self.quotes(frame), "utterance_id", _changed(self.kept_utterances))
                for frame in spool.frames("quotes")
            ),
            "claims": with_final_ids(claims, "claim_id", _changed(self.kept_claims)),
            "statistics": (
                renamed(self.statistics(frame), "claim_id", _changed(self.kept_claims))
                for frame in spool.frames("statistics")
            ),
        }

    def quotes(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Quotes with the utterances found among these articles."""
        return with_utterances(frame, self.utterances.members)

    def statistics(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Statistics with the claims found among these articles."""
        return with_claims(frame, self.claims.members)

    def _utterance_rows(self, spool: Spool) -> Iterator[pl.DataFrame]:
        for frame in spool.frames("quotes", keep=True):
            yield utterance_rows(self.quotes(frame), self.utterances.rows, self.dates)

    def _claim_rows(self, spool: Spool) -> Iterator[pl.DataFrame]:
        for frame in spool.frames("statistics", keep=True):
            yield claim_rows(self.statistics(frame), self.claims.rows, self.dates)


def _changed(kept: Continuity | None) -> pl.DataFrame:
    """`id`, `final` of the rows whose id changes."""
    return pl.DataFrame(schema={"id": pl.String, "final": pl.String}) if kept is None else kept.renamed


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
    counts = Counts(copies)
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
