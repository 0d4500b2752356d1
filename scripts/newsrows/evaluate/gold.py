"""Annotated articles: a folder with gold.jsonl and text/<doc_id>.txt.

A line of gold.jsonl is an article: `doc_id`, and `attributions`, each with `content`, `cue` and `source` (lists of
half-open spans in code points of the text), `kind` (direct, indirect, mixed) and, if it may be false, `speech`: whether
it reports words and not a thought or an attitude.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsrows.records import NewsrowsError

Spans = tuple[tuple[int, int], ...]


class GoldError(NewsrowsError):
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
