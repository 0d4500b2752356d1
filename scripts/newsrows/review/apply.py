"""Applies marks to the rows of their articles.

A mark may refer to a row that other marks have changed, if it was made on the report of a reviewed package. So the
marks of an article are applied in rounds until no remaining mark has a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from newsrows.records import ReviewMark
from newsrows.review.additions import add_row
from newsrows.review.article_rows import ENTITY_COLUMNS, ArticleRows, CorrectionError, Row
from newsrows.review.consequences import (
    Relinked,
    follow_links,
    follow_mentions,
    link_quotes,
    move_quote,
    unlink_unmentioned,
    unlink_unspoken,
)
from newsrows.review.corrections import corrected_columns, differs
from newsrows.review.identities import Identities, Known
from newsrows.review.marks import Reviews
from newsrows.review.outcomes import Outcome
from newsrows.schema.words import word_count

_TABLES: Final = ("mentions", "roles", "quotes", "quote_spans", "statistics")

# Stands for the row of a mark that adds one.
_NO_ROW: Final[Row] = {}
# Values of `review` that stay when somebody marks the row as right.
_CHANGED: Final = frozenset({"corrected", "added"})

MarkedRow = tuple[ReviewMark, Row]
RowOutcome = tuple[Outcome, Row]


@dataclass(frozen=True, slots=True)
class Applied:
    """The tables after the marks, and the outcome of each mark of these articles."""

    tables: dict[str, pl.DataFrame]
    outcomes: tuple[Outcome, ...] = ()


def apply_reviews(tables: Mapping[str, pl.DataFrame], reviews: Reviews, known: Known | None = None) -> Applied:
    """Apply marks to the rows of some articles; articles without marks are not changed.

    Args:
        tables: articles (article_id, sha256, text), mentions, roles, quotes, quote_spans and statistics, each with all
            rows of the articles, the published columns and article_id. They may have further columns, and there may be
            further tables. Ids of entities are assigned, and nothing has been counted.
        reviews: marks of any articles.
        known: ids of entities that corrections use and the article does not mention.

    Returns:
        The tables, with rows in no particular order, and an outcome for each mark of these articles.
    """
    reviewed = dict(tables)
    articles = reviewed["articles"].filter(pl.col("sha256").is_in(list(reviews.marks)))
    if articles.is_empty():
        return Applied(reviewed)
    ids = articles["article_id"].to_list()
    rows_by_article = {name: _by_article(reviewed[name].filter(pl.col("article_id").is_in(ids))) for name in _TABLES}
    changed: dict[str, list[Row]] = {name: [] for name in _TABLES}
    outcomes: list[Outcome] = []
    for article_id, sha256, text in articles.select("article_id", "sha256", "text").iter_rows():
        rows = ArticleRows(text, {name: rows_by_article[name].get(article_id, []) for name in _TABLES}, article_id)
        outcomes += _apply_marks(rows, reviews.marks[sha256], known or Known())
        for name in _TABLES:
            changed[name] += rows.tables[name]
    for name, table_rows in changed.items():
        others = reviewed[name].filter(~pl.col("article_id").is_in(ids))
        frame = pl.DataFrame(table_rows, schema=reviewed[name].schema)
        if name == "quotes":
            frame = frame.with_columns(words=word_count())
        reviewed[name] = pl.concat([others, frame])
    return Applied(reviewed, tuple(outcomes))


def _by_article(frame: pl.DataFrame) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {}
    for row in frame.iter_rows(named=True):
        rows.setdefault(row["article_id"], []).append(row)
    return rows


# One article.


def _apply_marks(rows: ArticleRows, marks: Sequence[ReviewMark], known: Known) -> list[Outcome]:
    """Apply the marks of an article to its rows in place; every rule of validation that held before still holds."""
    applied: list[RowOutcome] = []
    waiting = sorted(marks, key=lambda mark: mark.reviewed_at)
    while waiting:
        identities = Identities.of(rows, known)
        matches = _match_marks(rows, waiting, identities)
        matched = [(mark, row) for mark, row in matches if not isinstance(row, str)]
        if not matched:
            stale = [Outcome(mark, "stale", reason) for mark, reason in matches if isinstance(reason, str)]
            return sorted([*stale, *(outcome for outcome, _ in applied)], key=_place)
        applied = _refuse_unlinked(rows, [*applied, *_apply_round(rows, matched, identities)])
        waiting = [mark for mark, row in matches if isinstance(row, str)]
    return sorted((outcome for outcome, _ in applied), key=_place)


def _place(outcome: Outcome) -> tuple[str, int]:
    return outcome.mark.file, outcome.mark.line


def _apply_round(rows: ArticleRows, matched: Sequence[MarkedRow], identities: Identities) -> list[RowOutcome]:
    """Apply the marks that have a row."""
    applied: list[RowOutcome] = []
    corrections: list[MarkedRow] = []
    additions: list[ReviewMark] = []
    for mark, row in matched:
        if mark.verdict == "wrong":
            rows.remove(mark.table, row)
            applied.append((Outcome(mark, "rejected"), row))
        elif row is _NO_ROW:
            additions.append(mark)
        elif mark.verdict != "corrected" or _is_correct_already(mark, row, identities):
            row["review"] = row["review"] if row["review"] in _CHANGED else "confirmed"
            applied.append((Outcome(mark, "confirmed"), row))
        else:
            corrections.append((mark, row))
    relinked: list[Relinked] = []
    for is_mention in (True, False):  # mentions first: they decide who can be a speaker
        marked = [(mark, row) for mark, row in corrections if (mark.table == "mentions") == is_mention]
        applied += _correct(rows, marked, identities, relinked)
    applied += _add(rows, additions, identities.known)
    follow_mentions(rows, relinked, {id(row) for _, row in matched})
    return applied


def _add(rows: ArticleRows, marks: Sequence[ReviewMark], known: Known) -> Iterator[RowOutcome]:
    """Add the rows of marks, whose people and organisations are those of the corrected mentions."""
    identities = Identities.of(rows, known)
    for mark in marks:
        try:
            yield Outcome(mark, "added"), add_row(mark, rows, identities)
        except CorrectionError as error:
            yield Outcome(mark, "refused", str(error)), {}


def _is_correct_already(mark: ReviewMark, row: Row, identities: Identities) -> bool:
    return not any(differs(mark.table, row, column, value, identities) for column, value in mark.corrections.items())


def _refuse_unlinked(rows: ArticleRows, applied: Sequence[RowOutcome]) -> list[RowOutcome]:
    """Refuse marks whose row lost its entity, because other marks removed all mentions of the entity."""
    reasons = {id(row): reason for row, reason in unlink_unmentioned(rows)}
    unlink_unspoken(rows)
    follow_links(rows)
    link_quotes(rows)
    outcomes: list[RowOutcome] = []
    for outcome, row in applied:
        if id(row) in reasons and outcome.state in {"confirmed", "corrected", "added"}:
            row["review"] = "none"
            outcomes.append((Outcome(outcome.mark, "refused", reasons[id(row)]), row))
        else:
            outcomes.append((outcome, row))
    return outcomes


# Corrections.


def _correct(
    rows: ArticleRows, marked: list[MarkedRow], identities: Identities, relinked: list[Relinked]
) -> Iterator[RowOutcome]:
    """Correct the rows. A row that would start where another row does waits until that one has moved."""
    while marked:
        waiting: list[MarkedRow] = []
        for mark, row in marked:
            try:
                change = corrected_columns(mark.table, row, mark.corrections, rows, identities)
                if _is_start_taken(rows, mark.table, row, change):
                    waiting.append((mark, row))
                    continue
                _change(rows, mark.table, row, change, relinked)
                yield Outcome(mark, "corrected"), row
            except CorrectionError as error:
                yield Outcome(mark, "refused", str(error)), row
        if len(waiting) == len(marked):
            for mark, row in waiting:
                start = mark.corrections.get("start")
                reason = f"start {start}, where another row of {mark.table} begins; mark one of the two as wrong"
                yield Outcome(mark, "refused", reason), row
            return
        marked = waiting


def _is_start_taken(rows: ArticleRows, table: str, row: Row, change: Row) -> bool:
    start = change.get("start", row["start"])
    return start != row["start"] and any(other["start"] == start for other in rows.tables[table] if other is not row)


def _change(rows: ArticleRows, table: str, row: Row, change: Row, relinked: list[Relinked]) -> None:
    if table == "quotes" and "quote_id" in change:
        change = {**change, "text": move_quote(rows, row, change["start"], change["end"], change["quote_id"])}
    before = {column: row.get(column) for column in ENTITY_COLUMNS.values()}
    row |= change
    row["review"] = "added" if row["review"] == "added" else "corrected"
    after = {column: row.get(column) for column in ENTITY_COLUMNS.values()}
    if table == "mentions" and after != before:
        relinked.append(Relinked(row["start"], row["end"], before, after))


# The row of a mark.


def _match_marks(
    rows: ArticleRows, marks: Iterable[ReviewMark], identities: Identities
) -> list[tuple[ReviewMark, Row | str]]:
    """Each mark with its row, or with the reason why it has none; `_NO_ROW` for a row that is to be added.

    The row of a mark has the same words at the same place, and the same values as when it was marked. A corrected
    column may also have the corrected value already.
    """
    index = {
        (table, row["start"], row["end"], row["text"]): row
        for table, table_rows in rows.tables.items()
        if table != "quote_spans"
        for row in table_rows
    }
    matches: list[tuple[ReviewMark, Row | str]] = []
    for mark in marks:
        row = index.get((mark.table, mark.start, mark.end, mark.text))
        if row is None and mark.verdict == "added":
            matches.append((mark, _NO_ROW))
        elif row is None:
            matches.append((mark, f'no row says "{_shorten(mark.text)}" at {mark.start}-{mark.end} any more'))
        elif changed := [column for column in mark.finding or {} if _has_changed(mark, row, column, identities)]:
            matches.append((mark, f"the row has another {', '.join(changed)} than when it was marked"))
        else:
            matches.append((mark, row))
    return matches


def _has_changed(mark: ReviewMark, row: Row, column: str, identities: Identities) -> bool:
    accepted = [(mark.finding or {})[column], *([mark.corrections[column]] if column in mark.corrections else [])]
    return all(differs(mark.table, row, column, value, identities) for value in accepted)


def _shorten(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
