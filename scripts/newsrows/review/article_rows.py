"""The rows of one article while its marks are applied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from newsrows.records import EntityType
from newsrows.records.entity_kinds import ENTITY_KINDS

Row = dict[str, Any]
"""A row of a table, changed in place."""

ENTITY_COLUMNS: Final[Mapping[EntityType, str]] = {kind.type: kind.id_column for kind in ENTITY_KINDS}
"""The id column of each type of entity."""


class CorrectionError(ValueError):
    """A correction would contradict the article or break a rule; the message says what was found and expected."""


@dataclass(slots=True)
class ArticleRows:
    """An article's text and its rows, by table; `article_id` is only needed to add rows."""

    text: str
    tables: dict[str, list[Row]]
    article_id: str = ""

    def remove(self, table: str, row: Row) -> None:
        """Remove `row`; a quote's parts are removed with it."""
        self.tables[table] = [other for other in self.tables[table] if other is not row]
        if table == "quotes":
            parts = self.tables["quote_spans"]
            self.tables["quote_spans"] = [part for part in parts if part["quote_id"] != row["quote_id"]]

    def parts(self, quote_id: str) -> list[Row]:
        """The parts of a quote in order."""
        parts = (part for part in self.tables["quote_spans"] if part["quote_id"] == quote_id)
        return sorted(parts, key=lambda part: int(part["part"]))

    def mentions_within(self, start: int, end: int) -> Iterator[Row]:
        """The mentions that lie inside a span of the text."""
        return (row for row in self.tables["mentions"] if start <= row["start"] and row["end"] <= end)

    def mentioned(self) -> set[tuple[EntityType, str]]:
        """The type and id of every entity that the article mentions."""
        return {
            (kind, row[column])
            for row in self.tables["mentions"]
            for kind, column in ENTITY_COLUMNS.items()
            if row[column] is not None
        }
