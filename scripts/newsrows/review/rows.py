"""The rows of one article while its marks are applied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from newsrows.records import EntityType

Row = dict[str, Any]
"""A row of a table, changed in place."""

ENTITY_COLUMNS: dict[EntityType, str] = {"person": "person_id", "organisation": "organisation_id"}


@dataclass(slots=True)
class ArticleRows:
    """An article's text and the rows of the tables that tell of it, by table."""

    text: str
    tables: dict[str, list[Row]]

    def remove(self, table: str, row: Row) -> None:
        """Take `row` out, and the parts of a quote with it."""
        self.tables[table] = [other for other in self.tables[table] if other is not row]
        if table == "quotes":
            parts = self.tables["quote_spans"]
            self.tables["quote_spans"] = [part for part in parts if part["quote_id"] != row["quote_id"]]

    def parts(self, quote_id: str) -> list[Row]:
        """The parts of a quote in order."""
        found = (part for part in self.tables["quote_spans"] if part["quote_id"] == quote_id)
        return sorted(found, key=lambda part: int(part["part"]))

    def mentions_within(self, start: int, end: int) -> Iterator[Row]:
        """The mentions that stand inside a span."""
        return (row for row in self.tables["mentions"] if start <= row["start"] and row["end"] <= end)

    def mentioned(self) -> set[tuple[EntityType, str]]:
        """Who is mentioned in the article."""
        return {
            (kind, row[column])
            for row in self.tables["mentions"]
            for kind, column in ENTITY_COLUMNS.items()
            if row[column] is not None
        }


# What is wrong with a single correction.


class CorrectionError(ValueError):
    """A correction that would make rows untrue or break a rule; the message says what was found and expected."""
