from __future__ import annotations

import pytest

from newsrows.resolution import relation


@pytest.mark.parametrize(
    ("name", "form", "expected"),
    [
        ("Ann Carter", "Ann Carter", "name"),
        ("Ann Carter", "ANN CARTER", "name"),
        ("José Núñez", "Jose Nunez", "name"),
        ("Anne-Marie Carter", "Anne Marie Carter", "name"),
        ("Anne-Marie Carter", "Annemarie Carter", "name"),
        ("Ann Carter", "Carter", "partial"),
        ("Ann Carter", "Ann", "partial"),
        ("Wilma van Berg", "van Berg", "partial"),
        ("Ann B. Carter", "Ann Carter", "variant"),
        ("Anthony Carter", "Tony Carter", "variant"),
        ("Ann Carter", "A. Carter", "variant"),
        ("Ann Carter", "Ann B. Carter", "variant"),
    ],
)
def test_forms_of_a_person_have_their_relation(name: str, form: str, expected: str) -> None:
    assert relation("person", name, form) == expected


@pytest.mark.parametrize(
    ("name", "form", "expected"),
    [
        ("Coast Housing Trust", "the Coast Housing Trust", "name"),
        ("Coast Housing Trust", "CHT", "acronym"),
        ("Coast Housing Trust", "C.H.T.", "acronym"),
        ("Riverton Green Party", "Riverton Green", "partial"),
        ("Riverton Council", "Council", "partial"),
        ("Riverton Rovers", "ROVERS", "partial"),
        ("University of Riverton", "Riverton University", "variant"),
        ("Home Office", "UK Home Office", "variant"),
        ("Home Office", "Interior Department", "variant"),
        ("Coast Bank", "Coast Bank Ltd", "name"),
    ],
)
def test_forms_of_an_organisation_have_their_relation(name: str, form: str, expected: str) -> None:
    assert relation("organisation", name, form) == expected
