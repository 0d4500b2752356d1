"""Roles of a marked text, as tuples that tests compare."""

from __future__ import annotations

from extraction.marked import parsed
from newsrows.extraction.names.finder import find_names
from newsrows.extraction.roles.finder import find_roles


def role_rows(marked: str, appositions: dict[str, str] | None = None) -> list[tuple[str, str, str | None, str]]:
    """Title, person, organisation and status of each role; for the arguments see `extraction.marked.parsed`."""
    article = parsed(marked, appositions=appositions)
    roles = find_roles(article, find_names(article))
    return [(r.title, r.person.text, r.organisation.text if r.organisation else None, r.status) for r in roles]
