from __future__ import annotations

import pytest
from marked import parsed

from newsrows.extraction.names.finder import find_names


def found(marked: str) -> list[tuple[str, str]]:
    return [(mention.span.text, mention.type) for mention in find_names(parsed(marked))]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("They joined the opposition party [PERSON Renova] yesterday.", "Renova"),
        ("They spoke to the [PERSON Renova] newspaper yesterday.", "Renova"),
        ("They met Renova chairman [PERSON Ann Carter] yesterday.", "Renova"),
        ("They met [PERSON Renova] analyst [PERSON Ann Carter] yesterday.", "Renova"),
        ("They met [PERSON Renova] chief executive [PERSON Ann Carter] yesterday.", "Renova"),
        ("They met [PLACE Riverton] striker [PERSON Ann Carter] yesterday.", "Riverton"),
    ],
)
def test_a_noun_beside_a_name_makes_it_an_organisation(marked: str, name: str) -> None:
    assert (name, "organisation") in found(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "They met [PERSON Carter] campaign manager [PERSON Ann Brown] yesterday.",
        "They met Vice President [PERSON Ann Brown] yesterday.",
        "They met [PLACE Riverton] president [PERSON Ann Brown] yesterday.",
        "They met Swedish chairman [PERSON Ann Brown] yesterday.",
        "They knew the company [PERSON Carter] left.",
        "They met Keynesian economist [PERSON Ann Brown] yesterday.",
        "They met [PLACE Riverton] analyst [PERSON Ann Brown] yesterday.",
    ],
)
def test_other_names_stay_what_they_are(marked: str) -> None:
    assert "organisation" not in {kind for _, kind in found(marked)}


def test_a_ship_is_no_person() -> None:
    assert found("They boarded the carrier [PERSON Carl Hansen] yesterday.") == []


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("They signed the River Water Accord ([ORG RWA]). The [ORG RWA] is new.", []),
        ("They left the special inquiry team ([ORG SIT]).", [("SIT", "organisation")]),
        ("They armed it with [ORG RGs] yesterday.", []),
    ],
)
def test_acronyms_of_things_are_no_organisations(marked: str, expected: list[tuple[str, str]]) -> None:
    assert found(marked) == expected


def test_an_acronym_before_a_person_is_a_name_of_its_own() -> None:
    marked = "The [ORG NRT] spoke. Then the leader of [PERSON NRT Alan Brown] left."
    assert found(marked) == [("NRT", "organisation"), ("NRT", "organisation"), ("Alan Brown", "person")]


def test_a_unit_and_its_body_are_two() -> None:
    marked = "They left the [ORG Savings Unit of the Northern Coast Bank] yesterday."
    assert found(marked) == [("Savings Unit", "organisation"), ("Northern Coast Bank", "organisation")]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("They left [ORG Carter Corp.] yesterday.", "Carter Corp."),
        ("They left [ORG Carter Corp.]\nThen he spoke.", "Carter Corp"),
    ],
)
def test_the_stop_of_a_sentence_is_no_part_of_a_name(marked: str, name: str) -> None:
    assert found(marked) == [(name, "organisation")]


def test_people_named_like_firms_are_people() -> None:
    assert found("Yesterday [PERSON Ann Mills] left.") == [("Ann Mills", "person")]


def test_the_city_of_a_name_is_a_place() -> None:
    assert found("They left the city of [PERSON Brackwell] yesterday.") == []


def test_bodies_that_live_in_houses_are_no_places() -> None:
    assert found("They left the [PLACE Coast Gallery] yesterday.") == [("Coast Gallery", "organisation")]
    assert found("They left the [PLACE West Bank] yesterday.") == []


def test_a_surname_that_a_place_has_too_is_told_by_where_it_stands() -> None:
    said = "[PERSON Ann Florence] spoke. [PLACE Florence] left. Then [PLACE Florence] denied it."
    assert found(said) == [("Ann Florence", "person"), ("Florence", "person"), ("Florence", "person")]
    lived = "[PERSON Ann Florence] spoke. They met in [PLACE Florence]. It was near [PLACE Florence]."
    assert found(lived) == [("Ann Florence", "person")]


def test_a_day_before_a_date_is_no_part_of_a_name() -> None:
    assert found("They left [ORG Coast News Saturday], May 3.") == [("Coast News", "organisation")]


def test_what_a_line_cut_is_no_name() -> None:
    assert found("They left the [ORG Brit-] yesterday.") == []


def test_a_partner_may_be_named_like_a_month() -> None:
    assert found("They met [PERSON Ant and Dec] in town yesterday.") == [
        ("Ant", "person"),
        ("Dec", "person"),
    ]
