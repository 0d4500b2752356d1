from __future__ import annotations

import pytest

from extraction.marked import names_in
from newsrows.extraction.names.short_forms import leading_words, short_forms


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Brackwell Mining Corp", "Brackwell"),
        ("Lumora Capital", "Lumora"),
        ("Van Zorn Securities", "Van Zorn"),
        ("Khalida Trust", "Khalida"),
    ],
)
def test_words_before_company_words_stand_for_the_company(name: str, short: str) -> None:
    assert " ".join(leading_words(tuple(name.split()))) == short


@pytest.mark.parametrize(
    "name",
    [
        "General Motors",
        "Kenya Airways",
        "Norwegian Capital",
        "Ottawa Mining",
        "Brackwell",
        "Mining Corp",
        "Ann Securities",
        "Riverton Council",
        "Sunday Times",
    ],
)
def test_places_and_common_words_do_not(name: str) -> None:
    assert leading_words(tuple(name.split())) == ()


@pytest.mark.parametrize(
    ("name", "label", "forms"),
    [
        ("Ann van der Berg", "person", ["Berg", "van der Berg"]),
        ("Carter Inc.", "organisation", ["Carter"]),
        ("Rivers Council", "organisation", ["Council"]),
        ("Ann", "person", []),
    ],
)
def test_short_forms_of_a_name(name: str, label: str, forms: list[str]) -> None:
    assert [" ".join(form) for form in short_forms(tuple(name.split()), label)] == forms  # type: ignore[arg-type]


def test_short_form_of_a_company_is_found_where_nobody_has_the_name() -> None:
    found = names_in("[ORG Brackwell Mining Corp] left. Later Brackwell said no.")
    assert found == [("Brackwell Mining Corp", "organisation"), ("Brackwell", "organisation")]
    found = names_in("[ORG Brackwell Mining Corp] left. [PERSON Ann Brackwell] spoke. Later Brackwell said no.")
    assert found[-1] == ("Brackwell", "person")
