"""The marks of one article applied to its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from newsrows.records import ReviewMark
from newsrows.review.consequences import (
    Renamed,
    follow_mentions,
    joined_text,
    moved_parts,
    place_statistics,
    unlink_unmentioned,
)
from newsrows.review.corrections import corrected_row
from newsrows.review.identities import Identities, Known
from newsrows.review.marks import Reviews
from newsrows.review.outcome import Outcome
from newsrows.review.rows import ENTITY_COLUMNS, ArticleRows, CorrectionError, Row
from newsrows.review.values import differs

Marked = tuple[ReviewMark, Row]
AppliedToArticle = tuple[Outcome, Row]


def apply_marks(rows: ArticleRows, marks: Sequence[ReviewMark], known: Known) -> list[Outcome]:
    """Apply `marks`, all of this article, to `rows` in place; every rule of validation that held still holds.

    A mark may be on a row as other marks have made it: it was set on the pages of a reviewed package. So they are
    applied in rounds, until none of those that are left finds its row.
    """
    applied: list[AppliedToArticle] = []
    waiting = sorted(marks, key=lambda mark: mark.reviewed_at)
    while waiting:
        identities = Identities.of(rows, known)
        reasons = match_marks(rows, waiting, identities)
        matched = [(mark, row) for mark, row in reasons if not isinstance(row, str)]
        if not matched:
            stale = [Outcome(mark, "stale", reason) for mark, reason in reasons if isinstance(reason, str)]
            return sorted([*stale, *(outcome for outcome, _ in applied)], key=_place)
        applied = _without_lost(rows, [*applied, *_apply_round(rows, matched, identities)])
        waiting = [mark for mark, row in reasons if isinstance(row, str)]
    return sorted((outcome for outcome, _ in applied), key=_place)


def _place(outcome: Outcome) -> tuple[str, int]:
    return outcome.mark.file, outcome.mark.line


def _apply_round(rows: ArticleRows, matched: Sequence[Marked], identities: Identities) -> list[AppliedToArticle]:
    applied: list[AppliedToArticle] = []
    corrections: list[Marked] = []
    for mark, row in matched:
        if mark.verdict == "wrong":
            rows.remove(mark.table, row)
            applied.append((Outcome(mark, "rejected"), row))
        elif mark.verdict == "right" or _holds_already(mark, row, identities):
            row["review"] = "corrected" if row["review"] == "corrected" else "confirmed"
            applied.append((Outcome(mark, "confirmed"), row))
        else:
            corrections.append((mark, row))
    renamed: list[Renamed] = []
    for is_mention in (True, False):  # mentions first: they say who can speak
        pending = [(mark, row) for mark, row in corrections if (mark.table == "mentions") == is_mention]
        applied += _correct(rows, pending, identities, renamed)
    follow_mentions(rows, renamed, {id(row) for _, row in matched})
    return applied


def _without_lost(rows: ArticleRows, applied: Sequence[AppliedToArticle]) -> list[AppliedToArticle]:
    """What was applied, but for rows that lost somebody whom other marks took out of the article."""
    lost = {id(row): reason for row, reason in unlink_unmentioned(rows)}
    place_statistics(rows)
    found: list[AppliedToArticle] = []
    for outcome, row in applied:
        if id(row) in lost and outcome.state in {"confirmed", "corrected"}:
            row["review"] = "none"
            found.append((Outcome(outcome.mark, "refused", lost[id(row)]), row))
        else:
            found.append((outcome, row))
    return found


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


# Marks applied to a slice of the tables.

_TABLES: Final = ("mentions", "roles", "quotes", "quote_spans", "statistics")


@dataclass(frozen=True, slots=True)
class Applied:
    """The tables after the marks, and what became of each mark of these articles."""

    tables: dict[str, pl.DataFrame]
    outcomes: tuple[Outcome, ...] = ()


def apply_reviews(tables: Mapping[str, pl.DataFrame], reviews: Reviews, known: Known | None = None) -> Applied:
    """The rows of some articles as `reviews` have them; articles without marks are passed on as they are.

    Args:
        tables: articles (article_id, sha256, text), mentions, roles, quotes, quote_spans and statistics, each
            article's rows whole, with the published columns and article_id in each; further columns and tables are
            passed on. person_id and organisation_id are in place, and nothing has been counted.
        reviews: marks of any articles.
        known: ids that corrections use of people and organisations who are not in the article.

    Returns:
        the tables, rows in no particular order, and an outcome for each mark of these articles.
    """
    found = dict(tables)
    articles = found["articles"].filter(pl.col("sha256").is_in(list(reviews.marks)))
    if articles.is_empty():
        return Applied(found)
    ids = articles["article_id"].to_list()
    split = {name: _by_article(found[name].filter(pl.col("article_id").is_in(ids))) for name in _TABLES}
    changed: dict[str, list[Row]] = {name: [] for name in _TABLES}
    outcomes: list[Outcome] = []
    for article_id, sha256, text in articles.select("article_id", "sha256", "text").iter_rows():
        rows = ArticleRows(text, {name: split[name].get(article_id, []) for name in _TABLES})
        outcomes += apply_marks(rows, reviews.marks[sha256], known or Known())
        for name in _TABLES:
            changed[name] += rows.tables[name]
    for name, rows_of in changed.items():
        others = found[name].filter(~pl.col("article_id").is_in(ids))
        found[name] = pl.concat([others, pl.DataFrame(rows_of, schema=found[name].schema)])
    return Applied(found, tuple(outcomes))


def _by_article(frame: pl.DataFrame) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {}
    for row in frame.iter_rows(named=True):
        rows.setdefault(row["article_id"], []).append(row)
    return rows


# Which row a mark is on.


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
