"""The kinds of entity: people and organisations, each described once.

Code that treats them alike reads the names of tables and columns from here. A new kind needs a row here, a finder in
`newsrows.extraction`, and rules in `newsrows.resolution.entities`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from newsrows.records.findings import EntityType


@dataclass(frozen=True, slots=True)
class EntityKind:
    """The names of a kind of entity in tables and ids.

    Attributes:
        type: its name in findings and mentions, and the column of a review mark that corrects one.
        table: its table; also its plural.
        id_column: the primary key of this table and the foreign key in others.
        letter: begins the ids of its aliases.
    """

    type: EntityType
    table: str
    id_column: str
    letter: str


PERSON: Final = EntityKind("person", "people", "person_id", "p")
ORGANISATION: Final = EntityKind("organisation", "organisations", "organisation_id", "o")
ENTITY_KINDS: Final = (PERSON, ORGANISATION)
BY_TYPE: Final = {kind.type: kind for kind in ENTITY_KINDS}
