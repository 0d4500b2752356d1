"""Annotated articles: a folder with gold.jsonl and text/<doc_id>.txt.

A line of gold.jsonl is an article: `doc_id`, and `attributions`, each with `content`, `cue` and `source` (lists of
half-open spans in code points of the text), `kind` (direct, indirect, mixed) and, if it may be false, `speech`: whether
it reports words and not a thought or an attitude.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from newsrows.records import SourceError

Spans = tuple[tuple[int, int], ...]


class GoldError(SourceError):
    """A gold folder that cannot be read; the message is for people."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what, as offsets: of the gold or of a built table. `confidence` is the table's, else None."""

    content: Spans
    source: Spans
    kind: str
    speech: bool = True
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One annotated article."""

    doc_id: str
    text: str
    attributions: tuple[Attribution, ...]


def read_gold(folder: Path) -> list[GoldArticle]:
    """The annotated articles of `folder`, by doc_id.

    Raises:
        GoldError: gold.jsonl or a text is missing or cannot be read.
    """
    path = folder / "gold.jsonl"
    try:
        lines = path.read_text("utf-8").splitlines()
        articles = [_read_article(folder, json.loads(line)) for line in lines if line.strip()]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GoldError(
            f"{path}: {error!r}; expected a JSON line an article (doc_id, attributions with content, source, kind) "
            "and its text in text/; next: see docs/evaluation.md"
        ) from error
    if not articles:
        raise GoldError(f"{path}: no annotated article; next: name a folder that holds some")
    return sorted(articles, key=lambda article: article.doc_id)


def _read_article(folder: Path, line: Mapping[str, Any]) -> GoldArticle:
    doc_id = str(line["doc_id"])
    text = (folder / "text" / f"{doc_id}.txt").read_bytes().decode("utf-8")
    return GoldArticle(doc_id, text, tuple(map(_read_attribution, line["attributions"])))


def _read_attribution(item: Mapping[str, Any]) -> Attribution:
    return Attribution(
        content=_spans(item["content"]),
        source=_spans(item["source"]),
        kind=str(item["kind"]),
        speech=bool(item.get("speech", True)),
    )


def _spans(pairs: list[list[int]]) -> Spans:
    return tuple((int(start), int(end)) for start, end in pairs)


# The quotes of a built package, as offsets into the annotated texts.

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
