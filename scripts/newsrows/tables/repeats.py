"""Adds what articles repeat to the tables: utterances of quotes, claims of statistics.

Most utterances and claims have a single row, so they are made here, slice by slice, from that row. Those with several
rows come from `newsrows.resolution.repeats`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import polars as pl

from newsrows.records.contract import GROUP_LETTERS, ROW_LETTERS
from newsrows.schema import load_tables
from newsrows.schema.frames import polars_schema


def with_utterances(quotes: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Add utterance_id and variant to quotes.

    Args:
        quotes: rows of quotes, without these columns.
        members: quote_id, utterance_id, variant of the quotes whose utterance has other quotes.
    """
    rows = quotes.join(members, on="quote_id", how="left", maintain_order="left")
    alone = pl.when(pl.col("kind") == "indirect").then(pl.lit("reported")).otherwise(pl.lit("full"))
    rows = rows.with_columns(
        utterance_id=pl.coalesce("utterance_id", _own_group("quote_id", "quotes", "utterances")),
        variant=pl.coalesce("variant", alone),
    )
    return rows.select(polars_schema(load_tables()["quotes"]).names())


def with_claims(statistics: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Add claim_id to statistics.

    Args:
        statistics: rows of statistics, without this column.
        members: statistic_id and claim_id of the figures whose claim has other figures.
    """
    rows = statistics.join(members, on="statistic_id", how="left", maintain_order="left")
    own = _own_group("statistic_id", "statistics", "claims")
    rows = rows.with_columns(claim_id=pl.coalesce("claim_id", own))
    return rows.select(polars_schema(load_tables()["statistics"]).names())


def utterance_rows(quotes: pl.DataFrame, several: pl.DataFrame, dates: pl.DataFrame) -> pl.DataFrame:
    """The utterances whose first quote is among these quotes, sorted by id.

    Args:
        quotes: rows of quotes with utterance_id.
        several: the rows of utterances that have several quotes.
        dates: article_id and published_on of the quotes' articles.
    """
    first = quotes.filter(pl.col("utterance_id") == _own_group("quote_id", "quotes", "utterances"))
    alone = first.join(several, on="utterance_id", how="anti").join(dates, on="article_id", how="left")
    rows = alone.select(
        "utterance_id",
        "person_id",
        "organisation_id",
        "text",
        quotes=pl.lit(1, pl.Int64),
        articles=pl.lit(1, pl.Int64),
        independent_articles=pl.lit(1, pl.Int64),
        first_published_on="published_on",
    )
    return _together(rows, several.join(first, on="utterance_id", how="semi"), "utterances")


def claim_rows(statistics: pl.DataFrame, several: pl.DataFrame, dates: pl.DataFrame) -> pl.DataFrame:
    """The claims whose first figure is among these statistics, sorted by id.

    Args:
        statistics: rows of statistics with claim_id.
        several: the rows of claims that have several figures.
        dates: article_id and published_on of the statistics' articles.
    """
    first = statistics.filter(pl.col("claim_id") == _own_group("statistic_id", "statistics", "claims"))
    alone = first.join(several, on="claim_id", how="anti").join(dates, on="article_id", how="left")
    rows = alone.select(
        "claim_id",
        "kind",
        "unit",
        "concept",
        "value",
        value_low="value",
        value_high=pl.coalesce("value_max", "value"),
        statistics=pl.lit(1, pl.Int64),
        articles=pl.lit(1, pl.Int64),
        independent_articles=pl.lit(1, pl.Int64),
        agreement=pl.lit("single"),
        first_published_on="published_on",
    )
    return _together(rows, several.join(first, on="claim_id", how="semi"), "claims")


def with_final_ids(frames: Callable[[], Iterator[pl.DataFrame]], key: str, ids: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Frames of utterances or claims with final ids, again in the order of ids.

    A row whose id changes may belong into an earlier or a later frame, so such rows are collected first.

    Args:
        frames: gives the frames, which are in the order of ids; it is called twice if ids change.
        key: the column of ids.
        ids: `id`, `final` of the rows whose id changes.
    """
    if ids.is_empty():
        yield from frames()
        return
    moved = pl.concat([frame.join(ids, left_on=key, right_on="id") for frame in frames()])
    moved = moved.select([pl.col("final").alias(key) if name == key else name for name in moved.columns[:-1]]).sort(key)
    for frame in frames():
        count = moved[key].search_sorted(frame[key][-1], side="right") if frame.height else 0
        stay = frame.join(ids, left_on=key, right_on="id", how="anti")
        yield pl.concat([stay, moved[:count]]).sort(key)
        moved = moved[count:]
    yield moved


def _together(alone: pl.DataFrame, several: pl.DataFrame, table: str) -> pl.DataFrame:
    schema = load_tables()[table]
    columns = polars_schema(schema).names()
    return pl.concat([alone.select(columns), several.select(columns)]).sort(schema.primary_key)


def _own_group(column: str, table: str, groups: str) -> pl.Expr:
    """The id of the group of which a row is the first one."""
    return pl.col(column).str.replace(f":{ROW_LETTERS[table]}", f":{GROUP_LETTERS[groups]}", literal=True)
