"""What the user is to be told of web pages, kept in the shards beside the rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple

import polars as pl

from newsrows.records import PageNote

NOTES = "notes"
# The fields of `newsrows.records.PageNote`.
NOTE_SCHEMA = pl.Schema(dict.fromkeys(PageNote.__slots__, pl.String()))


def note_frame(notes: Iterable[PageNote]) -> pl.DataFrame:
    """The notes as rows of `NOTE_SCHEMA`."""
    return pl.DataFrame([astuple(note) for note in notes], schema=NOTE_SCHEMA, orient="row")


def marks(ids: pl.Series, notes: pl.DataFrame) -> dict[str, pl.Series]:
    """The columns `rejected` and `noted` of an index, for articles of these ids."""
    rejected = notes.filter(pl.col("reason").is_not_null())["article_id"]
    return {"rejected": ids.is_in(rejected.implode()), "noted": ids.is_in(notes["article_id"].implode())}
