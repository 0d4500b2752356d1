"""Folds names of any type: the words of a name as names are compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from newsrows.records.findings import EntityType
from newsrows.resolution.names import organisation, person

Words = tuple[str, ...]

FOLD: Final[Mapping[EntityType, Callable[[str], Words]]] = {
    "person": person.folded,
    "organisation": organisation.folded,
}
"""The function that folds the names of a type of entity."""


def compared_name(entity_type: EntityType, name: str) -> Words:
    """A name as it is compared across articles: folded, and without the country before a well-known organisation."""
    words = FOLD[entity_type](name)
    return organisation.without_country_prefix(words) if entity_type == "organisation" else words
