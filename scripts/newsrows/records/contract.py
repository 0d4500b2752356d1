"""Facts about the published tables that several stages need and that schemas/ cannot express."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from newsrows.records.findings import EntityType, SourceType

PART_SEPARATOR: Final = " … "
"""Separates the parts of a quote in quotes.text."""

ROW_LETTERS: Final = {"mentions": "m", "roles": "r", "quotes": "q", "statistics": "s"}
"""Tables whose rows have ids of the form `<article_id>:<letter><start>`, and their letters."""

NAMING_KINDS: Final = frozenset({"name", "partial", "acronym"})
"""Values of mentions.kind for mentions by name; the others (nominal, pronoun) refer to an entity named elsewhere."""


LINKED_SOURCES: Final[Mapping[EntityType, frozenset[SourceType]]] = {
    "person": frozenset({"person", "document"}),
    "organisation": frozenset({"organisation", "document", "group", "anonymous"}),
}
"""The values of quotes.source_type that a quote may have if a person or an organisation is linked."""


def row_id(table: str, article_id: str, start: int) -> str:
    """The id of a row of `table` that starts at code point `start` of its article.

    Raises:
        KeyError: the table has no ids of this form.
    """
    return f"{article_id}:{ROW_LETTERS[table]}{start}"
