"""The quotes of a built package, as offsets into the annotated texts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from newsrows.evaluate.gold import Attribution, GoldArticle, GoldError


def read_predictions(package: Path, gold: Sequence[GoldArticle]) -> dict[str, list[Attribution]]:
    """The quotes that a package holds of each annotated article, by doc_id (the stem of its file name).

    Raises:
        GoldError: an annotated article is missing from the package, or its text differs from the annotated one.
    """
    folder = package / "data" / "parquet"
    articles, quotes, spans = (
        pl.read_parquet(folder / f"{name}.parquet") for name in ("articles", "quotes", "quote_spans")
    )
    ids = {
        Path(file_name).stem: (article_id, text)
        for article_id, file_name, text in articles.select("article_id", "file_name", "text").iter_rows()
    }
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
