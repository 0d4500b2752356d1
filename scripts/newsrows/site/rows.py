"""Rows of a package, and the people and organisations in them, as the report reads them: free of frames.

The columns of a row are those of its table's schema, so a new column of a table is in every row of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from newsrows.records import EntityType
from newsrows.records.entity_kinds import ENTITY_KINDS, PERSON
from newsrows.schema import load_tables

_DETAIL_COLUMNS: Final = ("honorific", "acronym")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: `row["speaker"]` is the value of a column, None for a null.

    Attributes:
        table: the name of the table.
        columns: the position of each column of the table's schema in `cells`; all rows of a table share it.
        cells: the values.
    """

    table: str
    columns: Mapping[str, int]
    cells: tuple[Any, ...]

    def __getitem__(self, column: str) -> Any:
        return self.cells[self.columns[column]]

    @property
    def id(self) -> str:
        """The value of the first column of the table's primary key."""
        return str(self[load_tables()[self.table].primary_key[0]])

    @property
    def article_id(self) -> str:
        """The article of a row that belongs to one."""
        return str(self["article_id"])

    @property
    def start(self) -> int:
        """Where the words of a row begin, in code points of the article's text."""
        return int(self["start"])

    @property
    def end(self) -> int:
        """Where the words of a row end, in code points of the article's text; exclusive."""
        return int(self["end"])

    @property
    def text(self) -> str | None:
        """The words of a row, or the text of an article; None where the package was published without it."""
        text: str | None = self["text"]
        return text


class EntityKey(NamedTuple):
    """Identifies a person or an organisation: an id is unique only within each of the two tables.

    A tuple, because a report looks up millions of keys, and tuples have the fastest hashes.
    """

    type: EntityType
    id: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A person or an organisation with its row in people or organisations."""

    key: EntityKey
    row: Row

    @property
    def name(self) -> str:
        """The name."""
        return str(self.row["name"])

    @property
    def detail(self) -> str | None:
        """What is shown beside the name: a person's honorific, an organisation's acronym."""
        detail: str | None = next((self.row[name] for name in _DETAIL_COLUMNS if name in self.row.columns), None)
        return detail


def entity_of(row: Row) -> EntityKey | None:
    """The person or organisation that a row of mentions, quotes, roles or aliases is about.

    That is who is mentioned, speaks, holds the role or is called by the alias. The organisation of a role is not its
    holder: see `organisation_of_role`.
    """
    cells, columns = row.cells, row.columns
    for kind in (PERSON,) if row.table == "roles" else ENTITY_KINDS:
        entity_id = cells[columns[kind.id_column]]
        if entity_id:
            return EntityKey(kind.type, entity_id)
    return None


def organisation_of_role(role: Row) -> EntityKey | None:
    """The organisation in which a role is held, if it is known."""
    organisation_id = role["organisation_id"]
    return EntityKey("organisation", organisation_id) if organisation_id else None
