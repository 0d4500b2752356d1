"""Offices told of a pronoun, read with the default model."""

from __future__ import annotations

import pytest

from newsrows.extraction.finder import parse_all
from newsrows.extraction.models import load_models
from newsrows.extraction.names.finder import find_names
from newsrows.extraction.references.descriptions import find_descriptions
from newsrows.extraction.references.finder import find_references
from newsrows.extraction.roles.finder import find_roles
from newsrows.extraction.roles.offices_of_pronouns import offices_of_pronouns

# (text, the title, the organisation and the status of each role of a pronoun)
TOLD = [
    ("Marek Dudek left. He was elected mayor in 2019.", [("mayor", None, "current")]),
    ("Ann Poole left. She is also the chairwoman of Lumora Ltd.", [("chairwoman", "Lumora Ltd", "current")]),
    (
        "Ann Poole left. She became treasurer and she is now a senator.",
        [("treasurer", None, "current"), ("senator", None, "current")],
    ),
    ("Ann Poole left. She will be the director from May.", [("director", None, "elect")]),
    ("Marek Dudek spoke. He had been minister for nine years.", [("minister", None, "former")]),
]
NOT_TOLD = [
    "Ann Poole is popular. If she becomes mayor, taxes fall.",
    "Ann Poole is popular. She would be the mayor.",
    "Marek Dudek left. He is not a lawyer.",
    "Marek Dudek left. Critics deny that he is the director.",
    "Marek Dudek left. Was he the director?",
    "Marek Dudek left. He met the mayor.",
    "Marek Dudek left. It was the mayor.",
]


@pytest.fixture(scope="module")
def roles() -> dict[str, list[tuple[str, str | None, str]]]:
    """The roles of the pronouns of each text: title, organisation, status."""
    texts = [*(text for text, _ in TOLD), *NOT_TOLD]
    found: dict[str, list[tuple[str, str | None, str]]] = {}
    for text, parsed in zip(texts, parse_all(texts, load_models()), strict=True):
        names = find_names(parsed)
        descriptions = find_descriptions(parsed, names)
        references = find_references(parsed, names, descriptions, find_roles(parsed, names))
        found[text] = [
            (role.title, role.organisation.text if role.organisation else None, role.status)
            for role in offices_of_pronouns(parsed, names, references)
        ]
    return found


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_an_office_is_told_of_a_pronoun_in_a_main_clause(roles, text: str, expected: list[object]) -> None:
    assert roles[text] == expected


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_is_denied_supposed_or_asked_is_not_an_office(roles, text: str) -> None:
    assert roles[text] == []
