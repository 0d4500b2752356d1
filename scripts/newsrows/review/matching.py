"""Which row a mark is on."""

from __future__ import annotations

from collections.abc import Iterable

from newsrows.records import ReviewMark
from newsrows.review.identities import Identities
from newsrows.review.rows import ArticleRows, Row
from newsrows.review.values import differs


def match_marks(
    rows: ArticleRows, marks: Iterable[ReviewMark], identities: Identities
) -> list[tuple[ReviewMark, Row | str]]:
    """Each mark with its row: the one that has its words at its place, and says what it said when it was marked.

    Where there is none, the reason stands in its place. A corrected column may also say already what is right.
    """
    index = {
        (table, row["start"], row["end"], row["text"]): row
        for table, found in rows.tables.items()
        if table != "quote_spans"
        for row in found
    }
    found: list[tuple[ReviewMark, Row | str]] = []
    for mark in marks:
        row = index.get((mark.table, mark.start, mark.end, mark.text))
        if row is None:
            found.append((mark, f'no row says "{_short(mark.text)}" at {mark.start}-{mark.end} any more'))
        elif changed := [column for column in mark.finding or {} if _has_changed(mark, row, column, identities)]:
            found.append((mark, f"the row has another {', '.join(changed)} than when it was marked"))
        else:
            found.append((mark, row))
    return found


def _has_changed(mark: ReviewMark, row: Row, column: str, identities: Identities) -> bool:
    held = [(mark.finding or {})[column], *([mark.corrections[column]] if column in mark.corrections else [])]
    return all(differs(mark.table, row, column, value, identities) for value in held)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
