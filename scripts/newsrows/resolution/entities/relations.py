"""Says how a form relates to the name of the person or organisation it was merged into: aliases.relation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Literal

from newsrows.records.findings import EntityType
from newsrows.resolution.entities.registry import Entry
from newsrows.resolution.names import organisation as organisation_name
from newsrows.resolution.names import person as person_name
from newsrows.resolution.names.folding import compared_name

Relation = Literal["name", "variant", "partial", "acronym", "registry"]
"""Values of aliases.relation in schemas/aliases.json."""


def relation(entity_type: EntityType, name: str, form: str, entry: Entry | None = None) -> Relation:
    """How `form` relates to `name`: the same name, an acronym, a part, or another full form of it.

    Args:
        entity_type: whether the two name a person or an organisation.
        name: the name of the row.
        form: a form of it in an article.
        entry: the row's entry in the registry; a form that only the entry explains is 'registry'.
    """
    by_rules = _RULES[entity_type](name, form)
    if by_rules is not None:
        return by_rules
    if entry is not None:
        names_of_entry = {compared_name(entity_type, known) for known in entry.forms()}
        if compared_name(entity_type, form) in names_of_entry:
            return "registry"
    return "variant"


def _of_person(name: str, form: str) -> Relation | None:
    full, short = person_name.folded(name), person_name.folded(form)
    if full == short or "".join(full) == "".join(short):
        return "name"
    if len(short) < len(full) and (person_name.short_form_rank(full, short) or set(short) <= set(full)):
        return "variant" if len(short) > 1 and short[-1] == full[-1] and short[0] == full[0] else "partial"
    return "variant" if person_name.is_compatible(full, short) else None


def _of_organisation(name: str, form: str) -> Relation | None:
    full, short = organisation_name.folded(name), organisation_name.folded(form)
    if full == short:
        return "name"
    if len(short) == 1 and len(full) > 1 and short[0] not in full and _is_acronym(full, form):
        return "acronym"
    if len(short) < len(full) and set(short) <= set(full) and not organisation_name.is_reordered(short, full):
        return "partial"
    is_same = (
        organisation_name.known_expansion(short) == full
        or organisation_name.without_country_prefix(full) == organisation_name.without_country_prefix(short)
        or organisation_name.is_reordered(short, full)
        or set(full) <= set(short)
    )
    return "variant" if is_same else None


def _is_acronym(full: tuple[str, ...], form: str) -> bool:
    letters = form.replace(".", "")
    return letters.isupper() or (sum(map(str.isupper, letters)) > 1 and letters[0] == full[0][0].upper())


_RULES: Final[Mapping[EntityType, Callable[[str, str], Relation | None]]] = {
    "person": _of_person,
    "organisation": _of_organisation,
}
