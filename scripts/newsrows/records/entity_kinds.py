"""The kinds of entity that newsrows knows: people and organisations, each described once.

Everything that differs only by name between them (tables, id columns, letters of ids) is read from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from newsrows.records.findings import EntityType


@dataclass(frozen=True, slots=True)
class EntityKind:
    """How one kind of entity is called in tables and ids.

    Attributes:
        type: its name in findings, mentions and marks; also the column of a review mark that names one.
        table: its table, which is also its plural.
        id_column: primary key of that table, and foreign key in others.
        letter: stands for the table in ids of aliases.
    """

    type: EntityType
    table: str
    id_column: str
    letter: str


PERSON: Final = EntityKind("person", "people", "person_id", "p")
ORGANISATION: Final = EntityKind("organisation", "organisations", "organisation_id", "o")
ENTITY_KINDS: Final = (PERSON, ORGANISATION)
BY_TYPE: Final = {kind.type: kind for kind in ENTITY_KINDS}
