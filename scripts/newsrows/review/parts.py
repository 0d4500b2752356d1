"""The parts of a quote that a review has moved: quote_spans, and quotes.text that is made of them."""

from __future__ import annotations

from newsrows.review.errors import CorrectionError
from newsrows.review.rows import ArticleRows, Row

# The pieces of a quote that is broken up are joined by this in quotes.text.
BREAK = " … "


def moved_parts(rows: ArticleRows, quote: Row, start: int, end: int, quote_id: str) -> list[Row]:
    """The parts of `quote` once it is `quote_id` and reaches from `start` to `end`.

    Parts outside are dropped; the first and the last that remain reach to the new edges.

    Raises:
        CorrectionError: no part is left.
    """
    inside = [part for part in rows.parts(quote["quote_id"]) if part["start"] < end and start < part["end"]]
    if not inside:
        raise CorrectionError(f"span {start}-{end} holds no part of the quote, expected at least one")
    edges = [[part["start"], part["end"]] for part in inside]
    edges[0][0], edges[-1][1] = start, end
    return [
        part | {"quote_id": quote_id, "part": number, "start": first, "end": last, "text": rows.text[first:last]}
        for number, (part, (first, last)) in enumerate(zip(inside, edges, strict=True))
    ]


def joined_text(parts: list[Row]) -> str:
    """A quote's text."""
    return BREAK.join(str(part["text"]) for part in parts)
