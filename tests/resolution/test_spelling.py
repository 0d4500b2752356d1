from __future__ import annotations

import pytest

from newsrows.resolution.names import organisation as organisation_name
from newsrows.resolution.names import person as person_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jørgen Brandt", "JØRGEN BRANDT"),
        ("Øyvind Brandt", "Oyvind Brandt"),
        ("Aylin Yıldız", "AYLIN YILDIZ"),
        ("Łukasz Brandt", "Lukasz Brandt"),
        ("Mette Kjær", "Mette Kjaer"),
        ("Zoë O’Brandt", "Zoe O'Brandt"),
        ("Ann Car-\nter", "Ann Carter"),
    ],
)
def test_a_person_is_one_in_any_spelling(one: str, other: str) -> None:
    assert person_name.folded(one) == person_name.folded(other)


@pytest.mark.parametrize(
    ("name", "gender"), [("Jürgen Brandt", "male"), ("Édouard Brandt", "male"), ("Robin Brandt", None)]
)
def test_an_accent_does_not_hide_what_a_given_name_tells(name: str, gender: str | None) -> None:
    assert person_name.gender_of(person_name.folded(name)[0]) == gender


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ørby Bank", "Orby Bank"), ("Sociedade Médica", "Sociedade Medica"), ("Coast Ha-\nven", "Coast Haven")],
)
def test_an_organisation_is_one_in_any_spelling(one: str, other: str) -> None:
    assert organisation_name.folded(one) == organisation_name.folded(other)
