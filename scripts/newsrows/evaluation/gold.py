"""Reads annotated articles (the gold) and the quotes of a package built from their texts.

The gold is a folder with gold.jsonl and text/<doc_id>.txt. A line of gold.jsonl is an article: `doc_id`, and
`attributions`, each with `content`, `cue` and `source` (lists of spans in code points of the text, ends exclusive),
`kind` (direct, indirect, mixed) and optionally `speech`: false if it reports a thought or an attitude and not words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from newsrows.datapackage.parquet import UnreadableParquetError, read_table
from newsrows.records import SourceError

Spans = tuple[tuple[int, int], ...]


class GoldError(SourceError):
    """The annotated articles cannot be read, or do not belong to the package."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A quote with its speaker, as spans of the text.

    Attributes:
        content: the spans of the quoted words.
        source: the spans of the words that name the speaker; empty if none do.
        kind: direct, indirect or mixed.
        speech: whether words are reported; always true for quotes of a package.
        confidence: of a quote of a package (0 to 1); None in the gold.
    """

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
    """The annotated articles of `folder`, sorted by doc_id.

    Raises:
        GoldError: gold.jsonl or a text is missing or cannot be read.
    """
    path = folder / "gold.jsonl"
    try:
        lines = path.read_text("utf-8").splitlines()
        articles = [_read_article(folder, json.loads(line)) for line in lines if line.strip()]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GoldError(
            f"{path}: {error!r}; expected one JSON line per article (doc_id, attributions with content, source, kind) "
            "and its text in text/; next: see docs/evaluation.md"
        ) from error
    if not articles:
        raise GoldError(f"{path}: found no annotated article, expected some; next: name another folder")
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


# The quotes of a package.

_COLUMNS: Final = {
    "articles": ("article_id", "file_name", "text"),
    "quotes": ("article_id", "quote_id", "start", "kind", "speaker_start", "speaker_end", "confidence"),
    "quote_spans": ("quote_id", "part", "start", "end"),
}


def read_predictions(package: Path, gold: Sequence[GoldArticle]) -> dict[str, list[Attribution]]:
    """The quotes that a package has in each annotated article, by doc_id (the stem of its file name).

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
    predictions: dict[str, list[Attribution]] = {article_id: [] for article_id, _ in ids.values()}
    for row in quotes.sort("article_id", "start").iter_rows(named=True):
        source = () if row["speaker_start"] is None else ((row["speaker_start"], row["speaker_end"]),)
        predictions[row["article_id"]].append(
            Attribution(parts[row["quote_id"]], source, row["kind"], confidence=row["confidence"])
        )
    return {article.doc_id: predictions[ids[article.doc_id][0]] for article in gold}


def _read(package: Path, table: str) -> pl.DataFrame:
    path = package / "data" / "parquet" / f"{table}.parquet"
    try:
        return read_table(path).select(_COLUMNS[table])
    except (UnreadableParquetError, pl.exceptions.PolarsError) as error:  # a published package may leave out the text
        reason = str(error).splitlines()[0]
        raise GoldError(
            f"{path}: found {reason}, expected a table with {', '.join(_COLUMNS[table])}; next: build the package from "
            "the gold's text/"
        ) from error
