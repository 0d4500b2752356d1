"""The file of marks that a reader saves from the pages: its columns, and what may be put into them."""

from __future__ import annotations

from collections.abc import Mapping

from newsrows.schema import load_tables

REVIEW_COLUMNS = (
    "article_sha256",
    "article_id",
    "table",
    "row_id",
    "start",
    "end",
    "text",
    "verdict",
    "column",
    "found",
    "corrected",
    "reviewed_at",
)
"""One line a mark, a corrected row one line a corrected column; docs/report.md says what each column holds."""

_REVIEWED = ("mentions", "roles", "quotes", "statistics")


def vocabularies() -> Mapping[str, tuple[str, ...]]:
    """The values that a corrected column may have, by '<table>-<column>': 'quotes-kind' is direct, indirect, mixed."""
    return {
        f"{table}-{column.name}": column.constraints.enum
        for table in _REVIEWED
        for column in load_tables()[table].fields
        if column.constraints.enum
    }
