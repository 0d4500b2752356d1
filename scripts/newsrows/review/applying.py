"""Marks applied to a slice of the tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from newsrows.review.article import apply_marks
from newsrows.review.identities import Known
from newsrows.review.outcome import Outcome
from newsrows.review.reading import Reviews
from newsrows.review.rows import ArticleRows, Row

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
