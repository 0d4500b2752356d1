"""Makes the rows that readers add: quotes and statistics that newsrows missed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from newsrows.records import ReviewMark
from newsrows.records.contract import PART_SEPARATOR, row_id
from newsrows.records.paragraphs import paragraph_at, paragraphs
from newsrows.review.article_rows import ArticleRows, CorrectionError, Row
from newsrows.review.corrections import corrected_columns, nearby_sentence
from newsrows.review.identities import Identities
from newsrows.schema import load_tables

# Values of a new row that the reader need not give.
_DEFAULTS: Final[dict[str, Row]] = {
    "quotes": {"kind": "indirect", "polarity": "affirmed", "source_type": "unknown", "attribution": "none", "words": 0},
    "statistics": {"bound": "exact", "kind": "count"},
}
_PARTS: Final = re.compile(r"[0-9]{1,12}-[0-9]{1,12}(?: [0-9]{1,12}-[0-9]{1,12})*")
_SENTENCE_END: Final = re.compile(r"[.!?][\"\u201d\u2019)]*\s+(?=[\"\u201c\u2018(]?[A-Z0-9])")


def add_row(mark: ReviewMark, rows: ArticleRows, identities: Identities) -> Row:
    """Add the row of a mark to the rows of its article, and return it.

    Its confidence is 1. The number of a quote's sentence is estimated from the rows around it.

    Raises:
        CorrectionError: the row would contradict the article or break a rule, or another row begins at the same place.
    """
    spans = _spans(mark, rows.text)
    start, end = spans[0][0], spans[-1][1]
    if any(row["start"] == start for row in rows.tables[mark.table]):
        raise CorrectionError(f"start {start}, where another row of {mark.table} begins; mark that row as wrong")
    article_id = rows.article_id
    table = load_tables()[mark.table]
    row: Row = {
        **dict.fromkeys(table.field_names),
        "article_id": article_id,
        table.primary_key[0]: row_id(mark.table, article_id, start),
        "start": start,
        "end": end,
        "text": PART_SEPARATOR.join(rows.text[first:last] for first, last in spans),
        "confidence": 1.0,
        "review": "added",
        **_DEFAULTS[mark.table],
        **_place(mark.table, rows, start, end),
    }
    values = {name: value for name, value in mark.corrections.items() if name != "parts"}
    if mark.table == "statistics" and values.get("value") is None:
        raise CorrectionError("no value, expected one as in 1200 or 0.5")
    row |= corrected_columns(mark.table, row, values, rows, identities)
    rows.tables[mark.table].append(row)
    if mark.table == "quotes":
        rows.tables["quote_spans"] += _parts(article_id, row["quote_id"], spans, rows.text)
    return row


def _spans(mark: ReviewMark, text: str) -> list[tuple[int, int]]:
    """The spans of the row: those of its parts, or its own."""
    parts = mark.corrections.get("parts")
    spans = [(mark.start, mark.end)]
    if parts is not None:
        if not _PARTS.fullmatch(parts):
            raise CorrectionError(f'parts "{parts}", expected spans as in 12-40 55-70')
        spans = [(int(start), int(end)) for start, end in (part.split("-") for part in parts.split())]
    before = 0
    for start, end in spans:
        if not before <= start < end <= len(text) or not text[start:end].strip() or "\0" in text[start:end]:
            raise CorrectionError(
                f"span {start}-{end}, expected words inside the article, which ends at {len(text)}, after those before"
            )
        before = end
    if (spans[0][0], spans[-1][1]) != (mark.start, mark.end):
        raise CorrectionError(f"parts {parts}, expected them to begin at {mark.start} and to end at {mark.end}")
    words = PART_SEPARATOR.join(text[start:end] for start, end in spans)
    if mark.text != words:
        raise CorrectionError(f'text "{mark.text[:60]}", the article has "{words[:60]}" there')
    return spans


def _place(table: str, rows: ArticleRows, start: int, end: int) -> Row:
    """The sentence and paragraph of a quote, or the sentence of a statistic, which is a text."""
    starts = [first for first, _ in paragraphs(rows.text)]
    paragraph = paragraph_at(starts, start)
    if table == "quotes":
        return {"sentence": nearby_sentence(rows, start), "paragraph": paragraph}
    following = starts[paragraph + 1] if paragraph + 1 < len(starts) else len(rows.text)
    breaks = [starts[paragraph], *(m.end() for m in _SENTENCE_END.finditer(rows.text, starts[paragraph], following))]
    first = max(place for place in breaks if place <= start)
    last = min((place for place in [*breaks, following] if place >= end), default=len(rows.text))
    return {"sentence": rows.text[first : max(last, end)].strip()}


def _parts(article_id: str, quote_id: str, spans: list[tuple[int, int]], text: str) -> Iterator[dict[str, Any]]:
    for number, (start, end) in enumerate(spans):
        yield {
            "article_id": article_id,
            "quote_id": quote_id,
            "part": number,
            "start": start,
            "end": end,
            "text": text[start:end],
        }
