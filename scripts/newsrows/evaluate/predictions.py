"""The quotes of a built package, as offsets into the annotated texts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import polars as pl

from newsrows.evaluate.gold import Attribution, GoldArticle, GoldError

_COLUMNS: Final = {
    "articles": ("article_id", "file_name", "text"),
    "quotes": ("article_id", "quote_id", "start", "kind", "speaker_start", "speaker_end", "confidence"),
    "quote_spans": ("quote_id", "part", "start", "end"),
}


def read_predictions(package: Path, gold: Sequence[GoldArticle]) -> dict[str, list[Attribution]]:
    """The quotes that a package holds of each annotated article, by doc_id (the stem of its file name).

    Raises:
        GoldError: the package cannot be read, an annotated article is missing from it, or its text differs from the
            annotated one.
    """
    articles, quotes, spans = (_read(package, name) for name in _COLUMNS)
    ids = {Path(file_name).stem: (article_id, text) for article_id, file_name, text in articles.iter_rows()}
    for article in gold:
        if article.doc_id not in ids:
            raise GoldError(
                f"{package}: article {article.doc_id!r} is missing; next: build the package from the gold's text/"
            )
        if ids[article.doc_id][1] != article.text:
            raise GoldError(
                f"{package}: the text of {article.doc_id!r} differs from the annotated one, so offsets mean nothing"
            )
    parts = {key[0]: tuple(part.select("start", "end").rows()) for key, part in spans.sort("part").group_by("quote_id")}
    found: dict[str, list[Attribution]] = {article_id: [] for article_id, _ in ids.values()}
    for row in quotes.sort("article_id", "start").iter_rows(named=True):
        source = () if row["speaker_start"] is None else ((row["speaker_start"], row["speaker_end"]),)
        found[row["article_id"]].append(
            Attribution(parts[row["quote_id"]], source, row["kind"], confidence=row["confidence"])
        )
    return {article.doc_id: found[ids[article.doc_id][0]] for article in gold}


def _read(package: Path, table: str) -> pl.DataFrame:
    path = package / "data" / "parquet" / f"{table}.parquet"
    try:
        return pl.read_parquet(path).select(_COLUMNS[table])
    except (pl.exceptions.PolarsError, OSError) as error:  # a package for publishing may leave out the text
        reason = str(error).splitlines()[0]
        raise GoldError(
            f"{path}: found {reason}, expected a table with {', '.join(_COLUMNS[table])}; next: build the package from "
            "the gold's text/"
        ) from error
