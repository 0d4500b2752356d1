"""What must follow in an article's other rows once some were corrected or left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsrows.review.rows import ENTITY_COLUMNS, ArticleRows, CorrectionError, Row


@dataclass(frozen=True, slots=True)
class Renamed:
    """A mention that now means somebody else: where it stands, and its ids before and after."""

    start: int
    end: int
    before: Row
    after: Row


def follow_mentions(rows: ArticleRows, renamed: Sequence[Renamed], marked: set[int]) -> None:
    """A speaker or holder of a role whose mention now means somebody else is that one too.

    Rows that have a mark of their own (`marked`: their id()) are left to it.
    """
    for change in renamed:
        for table, start, end in (("quotes", "speaker_start", "speaker_end"), ("roles", "start", "end")):
            for row in rows.tables[table]:
                holds = row[start] is not None and row[start] <= change.start and change.end <= row[end]
                if holds and id(row) not in marked:
                    _follow(table, row, change)


def _follow(table: str, row: Row, change: Renamed) -> None:
    columns = [name for name in ENTITY_COLUMNS.values() if change.before[name] and row[name] == change.before[name]]
    if columns and table == "quotes":
        row |= change.after
    elif columns and change.after[columns[0]]:
        row[columns[0]] = change.after[columns[0]]


def unlink_unmentioned(rows: ArticleRows) -> Iterator[tuple[Row, str]]:
    """Rows that lost somebody whom the article no longer mentions, and what they lost.

    A quote loses its person or organisation, a role its organisation; a role without its person is left out.
    """
    mentioned = rows.mentioned()
    for table in ("quotes", "roles"):
        for row in list(rows.tables[table]):
            lost = [
                (column, row[column])
                for kind, column in ENTITY_COLUMNS.items()
                if row[column] is not None and (kind, row[column]) not in mentioned
            ]
            for column, value in lost:
                row[column] = None
                yield row, f"{column} {value} is no longer mentioned in this article, as other marks have it"
            if table == "roles" and row["person_id"] is None:
                rows.remove(table, row)
            elif table == "quotes" and row["speaker"] is None and not (row["person_id"] or row["organisation_id"]):
                row["attribution"] = "none"


def place_statistics(rows: ArticleRows) -> None:
    """Each statistic names the quote in a part of which it stands: the one that it named if that still holds."""
    parts = [(part["start"], part["end"], part["quote_id"]) for part in rows.tables["quote_spans"]]
    for row in rows.tables["statistics"]:
        holders = [
            (end - start, quote_id) for start, end, quote_id in parts if start <= row["start"] and row["end"] <= end
        ]
        if row["quote_id"] not in {quote_id for _, quote_id in holders}:
            row["quote_id"] = min(holders)[1] if holders else None


# The parts of a quote that a review has moved: quote_spans, and quotes.text that is made of them.

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
