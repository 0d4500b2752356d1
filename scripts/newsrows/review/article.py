"""The marks of one article applied to its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from newsrows.records import ReviewMark
from newsrows.review.consequences import Renamed, follow_mentions, place_statistics, unlink_unmentioned
from newsrows.review.corrections import corrected_row
from newsrows.review.errors import CorrectionError
from newsrows.review.identities import Identities, Known
from newsrows.review.outcome import Outcome
from newsrows.review.parts import joined_text, moved_parts
from newsrows.review.rows import ENTITY_COLUMNS, ArticleRows, Row
from newsrows.review.values import differs

Marked = tuple[ReviewMark, Row]


def apply_marks(rows: ArticleRows, marks: Sequence[ReviewMark], known: Known) -> list[Outcome]:
    """Apply `marks`, all of this article, to `rows` in place; every rule of validation that held still holds."""
    identities = Identities.of(rows, known)
    outcomes: list[Outcome] = []
    matched = list(_match(rows, marks, identities, outcomes))
    applied: list[tuple[Outcome, Row]] = []
    for mark, row in matched:
        if mark.verdict == "wrong":
            rows.remove(mark.table, row)
            applied.append((Outcome(mark, "rejected"), row))
        elif mark.verdict == "right" or _holds_already(mark, row, identities):
            row["review"] = "confirmed"
            applied.append((Outcome(mark, "confirmed"), row))
    renamed: list[Renamed] = []
    for tables in ({"mentions"}, {"roles", "quotes", "statistics"}):
        pending = [
            (mark, row)
            for mark, row in matched
            if mark.verdict == "corrected" and mark.table in tables and row["review"] != "confirmed"
        ]
        applied += _correct(rows, pending, identities, renamed)
    follow_mentions(rows, renamed, {id(row) for _, row in matched})
    lost = {id(row): reason for row, reason in unlink_unmentioned(rows)}
    place_statistics(rows)
    for outcome, row in applied:
        if id(row) in lost and outcome.state in {"confirmed", "corrected"}:
            row["review"] = "none"
            outcomes.append(Outcome(outcome.mark, "refused", lost[id(row)]))
        else:
            outcomes.append(outcome)
    return sorted(outcomes, key=lambda outcome: (outcome.mark.file, outcome.mark.line))


def _match(
    rows: ArticleRows, marks: Iterable[ReviewMark], identities: Identities, outcomes: list[Outcome]
) -> Iterator[Marked]:
    """The row of each mark; marks whose row is not there, or says something else, become outcomes."""
    index = {
        (table, row["start"], row["end"], row["text"]): row
        for table, found in rows.tables.items()
        for row in found
        if table != "quote_spans"
    }
    for mark in marks:
        row = index.get((mark.table, mark.start, mark.end, mark.text))
        if row is None:
            outcomes.append(
                Outcome(mark, "stale", f'no row says "{_short(mark.text)}" at {mark.start}-{mark.end} any more')
            )
        elif changed := [
            column
            for column, value in (mark.finding or {}).items()
            if differs(mark.table, row, column, value, identities)
            and not (
                column in mark.corrections
                and not differs(mark.table, row, column, mark.corrections[column], identities)
            )
        ]:
            outcomes.append(Outcome(mark, "stale", f"the row has another {', '.join(changed)} than when it was marked"))
        else:
            yield mark, row


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."


def _holds_already(mark: ReviewMark, row: Row, identities: Identities) -> bool:
    """Whether the row says by itself what the mark corrects it to."""
    return mark.verdict == "corrected" and not any(
        differs(mark.table, row, column, value, identities) for column, value in mark.corrections.items()
    )


def _correct(
    rows: ArticleRows, pending: list[Marked], identities: Identities, renamed: list[Renamed]
) -> Iterator[tuple[Outcome, Row]]:
    """Correct the rows; one that would begin where another does waits until that one has moved."""
    while pending:
        waiting: list[Marked] = []
        for mark, row in pending:
            try:
                change = corrected_row(mark.table, row, mark.corrections, rows, identities)
                if _is_taken(rows, mark.table, row, change):
                    waiting.append((mark, row))
                    continue
                _change(rows, mark.table, row, change, renamed)
                yield Outcome(mark, "corrected"), row
            except CorrectionError as error:
                yield Outcome(mark, "refused", str(error)), row
        if len(waiting) == len(pending):
            for mark, row in waiting:
                start = mark.corrections.get("start")
                reason = f"start {start}, where another row of {mark.table} begins; mark one of the two as wrong"
                yield Outcome(mark, "refused", reason), row
            return
        pending = waiting


def _is_taken(rows: ArticleRows, table: str, row: Row, change: Row) -> bool:
    start = change.get("start", row["start"])
    return start != row["start"] and any(other["start"] == start for other in rows.tables[table] if other is not row)


def _change(rows: ArticleRows, table: str, row: Row, change: Row, renamed: list[Renamed]) -> None:
    if table == "quotes" and "quote_id" in change:
        parts = moved_parts(rows, row, change["start"], change["end"], change["quote_id"])
        others = [part for part in rows.tables["quote_spans"] if part["quote_id"] != row["quote_id"]]
        for statistic in rows.tables["statistics"]:
            if statistic["quote_id"] == row["quote_id"]:
                statistic["quote_id"] = change["quote_id"]
        rows.tables["quote_spans"] = [*others, *parts]
        change = {**change, "text": joined_text(parts)}
    before = {column: row.get(column) for column in ENTITY_COLUMNS.values()}
    row |= change
    row["review"] = "corrected"
    after = {column: row.get(column) for column in ENTITY_COLUMNS.values()}
    if table == "mentions" and after != before:
        renamed.append(Renamed(row["start"], row["end"], before, after))
