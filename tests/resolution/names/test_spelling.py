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
def test_spellings_of_a_person_are_compared_as_one_name(one: str, other: str) -> None:
    assert person_name.folded(one) == person_name.folded(other)


@pytest.mark.parametrize(
    ("name", "gender"), [("Jürgen Brandt", "male"), ("Édouard Brandt", "male"), ("Robin Brandt", None)]
)
def test_a_given_name_with_an_accent_shows_a_gender(name: str, gender: str | None) -> None:
    assert person_name.gender_of(person_name.folded(name)[0]) == gender


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ørby Bank", "Orby Bank"), ("Sociedade Médica", "Sociedade Medica"), ("Coast Ha-\nven", "Coast Haven")],
)
def test_spellings_of_an_organisation_are_compared_as_one_name(one: str, other: str) -> None:
    assert organisation_name.folded(one) == organisation_name.folded(other)
