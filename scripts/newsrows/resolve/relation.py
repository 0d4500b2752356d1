"""How a form relates to the name of the person or organisation that it was joined to."""

from __future__ import annotations

from typing import Literal

from newsrows.records.findings import EntityType
from newsrows.resolve import organisation_name, person_name

Relation = Literal["name", "variant", "partial", "acronym", "registry"]
"""As aliases.relation in schemas/aliases.json."""


def relation(kind: EntityType, name: str, form: str) -> Relation:
    """How `form` relates to `name`: the same, an acronym of it, a part of it, or another full form of it."""
    fold = person_name.folded if kind == "person" else organisation_name.folded
    full, short = fold(name), fold(form)
    if full == short:
        return "name"
    if kind == "organisation" and len(short) == 1 and len(full) > 1 and form.replace(".", "").isupper():
        return "acronym"
    return "partial" if len(short) < len(full) and set(short) <= set(full) else "variant"
