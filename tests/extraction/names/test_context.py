"""Labels that the words next to a name show."""

from __future__ import annotations

import pytest
from marked import names_in, organisations_in


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("They joined the opposition party [PERSON Renova] yesterday.", "Renova"),
        ("They spoke to the [PERSON Renova] newspaper yesterday.", "Renova"),
        ("They read the [PERSON Carl] newspaper yesterday.", "Carl"),
        ("They met Renova chairman [PERSON Ann Carter] yesterday.", "Renova"),
        ("They met [PERSON Renova] analyst [PERSON Ann Carter] yesterday.", "Renova"),
        ("They met [PERSON Renova] chief executive [PERSON Ann Carter] yesterday.", "Renova"),
        ("They met [PLACE Riverton] striker [PERSON Ann Carter] yesterday.", "Riverton"),
    ],
)
def test_noun_next_to_a_name_makes_it_an_organisation(marked: str, name: str) -> None:
    assert (name, "organisation") in names_in(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "They met [PERSON Carter] campaign manager [PERSON Ann Brown] yesterday.",
        "They met Vice President [PERSON Ann Brown] yesterday.",
        "They met [PLACE Riverton] president [PERSON Ann Brown] yesterday.",
        "They met Swedish chairman [PERSON Ann Brown] yesterday.",
        "They met Council chairman [PERSON Ann Brown] yesterday.",
        "They knew the company [PERSON Carter] left.",
        "They met Keynesian economist [PERSON Ann Brown] yesterday.",
        "They met [PLACE Riverton] analyst [PERSON Ann Brown] yesterday.",
    ],
)
def test_name_without_such_a_noun_is_not_an_organisation(marked: str) -> None:
    assert "organisation" not in {kind for _, kind in names_in(marked)}


def test_ship_is_not_a_person() -> None:
    assert names_in("They boarded the carrier [PERSON Carl Hansen] yesterday.") == []


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("They signed the River Water Accord ([ORG RWA]). The [ORG RWA] is new.", []),
        ("They left the special inquiry team ([ORG SIT]).", [("SIT", "organisation")]),
        ("They armed it with [ORG RGs] yesterday.", []),
    ],
)
def test_acronym_of_a_thing_is_not_an_organisation(marked: str, expected: list[tuple[str, str]]) -> None:
    assert names_in(marked) == expected


def test_acronym_of_a_title_is_not_an_organisation() -> None:
    assert "RCE" not in organisations_in("Ann Carter, the Regional Chief Executive ([ORG RCE]), left.")


def test_initials_of_a_person_are_not_an_organisation() -> None:
    assert organisations_in("[PERSON Ann Poole Carter] left. Later [ORG APC] spoke.") == []
    both = "[PERSON Ann Poole Carter] left the [ORG Anglers and Poachers Council]. Later [ORG APC] spoke."
    assert "APC" in organisations_in(both)
    assert organisations_in("[PERSON Ann Carter] left. Later [ORG AC] spoke.") == ["AC"]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Later Lumora Insight director [PERSON Ann Carter] left.", "Lumora Insight"),
        ("Later Lumora Insight director and senior economist [PERSON Ann Carter] left.", "Lumora Insight"),
        ("Later Lumora Insight senior Norwegian economist [PERSON Ann Carter] left.", "Lumora Insight"),
        ("Later Lumora Norway director Dr [PERSON Ann Carter] left.", "Lumora Norway"),
        ("Later a [PERSON Lumora] spokeswoman, [PERSON Ann Carter], left.", "Lumora"),
    ],
)
def test_capitalised_words_before_a_title_are_an_organisation(marked: str, name: str) -> None:
    assert organisations_in(marked) == [name]


@pytest.mark.parametrize(
    "marked",
    [
        "Later Prime Minister director [PERSON Ann Carter] left.",
        "Later Bill Brown director [PERSON Ann Carter] left.",
        "Later Norwegian Riverton director [PERSON Ann Carter] left.",
    ],
)
def test_titles_people_and_nationalities_before_a_title_are_not(marked: str) -> None:
    assert organisations_in(marked) == []
