"""Who is who in all articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import polars as pl

from newsrows.records.findings import EntityType
from newsrows.resolution.entities.registry import Entry, Registry, compared
from newsrows.resolution.names import organisation as organisation_name
from newsrows.resolution.names import person as person_name


@dataclass(frozen=True, slots=True, eq=False)
class Resolution:
    """The id of every entity of every article, and the rows that the ids are of.

    Attributes:
        ids: article_id, entity, type, id: sorted by the first two.
        people: the columns of schemas/people.json but for counts, sorted by person_id.
        organisations: likewise of schemas/organisations.json.
        registry: the user's own entries, if there are any.
    """

    ids: pl.DataFrame
    people: pl.DataFrame
    organisations: pl.DataFrame
    registry: Registry | None = None

    def relation(self, kind: EntityType, id: str, name: str, form: str) -> Relation:  # noqa: A002 - the column's name
        """How `form` relates to the row `id` of `name`, as in aliases.relation."""
        entry = self.registry.entry(kind, id) if self.registry is not None else None
        return relation(kind, name, form, entry)


# How a form relates to the name of the person or organisation that it was joined to.

Relation = Literal["name", "variant", "partial", "acronym", "registry"]
"""As aliases.relation in schemas/aliases.json."""


def relation(kind: EntityType, name: str, form: str, entry: Entry | None = None) -> Relation:
    """How `form` relates to `name`: the same, an acronym of it, a part of it, or another full form of it.

    Args:
        kind: what is named.
        name: the name of its row.
        form: as an article writes it.
        entry: the registry's entry of the row, if it has one: a form that only the registry knows is 'registry'.
    """
    found = _of_person(name, form) if kind == "person" else _of_organisation(name, form)
    if found is not None:
        return found
    if entry is not None and compared(kind, form) in {compared(kind, known) for known in entry.forms()}:
        return "registry"
    return "variant"


def _of_person(name: str, form: str) -> Relation | None:
    full, short = person_name.folded(name), person_name.folded(form)
    if full == short or "".join(full) == "".join(short):
        return "name"
    if len(short) < len(full) and (person_name.holds(full, short) or _is_within(full, short)):
        return "variant" if len(short) > 1 and short[-1] == full[-1] and short[0] == full[0] else "partial"
    return "variant" if person_name.compatible(full, short) else None


def _is_within(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    return set(short) <= set(full)


def _of_organisation(name: str, form: str) -> Relation | None:
    full, short = organisation_name.folded(name), organisation_name.folded(form)
    if full == short:
        return "name"
    if len(short) == 1 and len(full) > 1 and short[0] not in full and _is_acronym(full, form):
        return "acronym"
    if len(short) < len(full) and set(short) <= set(full) and not organisation_name.is_turned(short, full):
        return "partial"
    known = organisation_name.known_expansion(short) == full
    joined = known or organisation_name.national(full) == organisation_name.national(short)
    return "variant" if joined or organisation_name.is_turned(short, full) or set(full) <= set(short) else None


def _is_acronym(full: tuple[str, ...], form: str) -> bool:
    plain = form.replace(".", "")
    return plain.isupper() or (sum(map(str.isupper, plain)) > 1 and plain[0] == full[0][0].upper())
