"""Names inside the spans that the NER model marks."""

from __future__ import annotations

import pytest
from marked import names_in, organisations_in, people_in


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Yesterday [PERSON Ann Carter] spoke.", ["Ann Carter"]),
        ("The mother of [PERSON Ann Carter's] friend left.", ["Ann Carter"]),
        ("We met [PERSON Immigration Minister Ann Carter].", ["Ann Carter"]),
        ("We met [PERSON Dr Ann Carter MP].", ["Ann Carter"]),
        ("We met [PERSON Prime Minister Bill Brown] and [PERSON Ann Carter].", ["Bill Brown", "Ann Carter"]),
        ("[PERSON Bill and Ann Carter] left.", ["Bill", "Ann Carter"]),
        ("Mrs Okonkwo left.", ["Okonkwo"]),
        ("Sir Alan van der Berg left.", ["Alan van der Berg"]),
        ("[ORG Emperor Tewodros] left.", ["Tewodros"]),
        ("[ORG T. Carter] won.", ["T. Carter"]),
        ("[PERSON Moon Jae]-in spoke.", ["Moon Jae-in"]),
        ("The [PERSON Ann Carter]-era law fell.", ["Ann Carter"]),
        ("We met [PERSON Bishop Jr.] yesterday.", ["Bishop Jr."]),
        ("[PERSON Ann] May spoke.", ["Ann May"]),
        ("[PERSON Swedish Ann Carter] won.", ["Ann Carter"]),
        ("The Member for [PERSON Riverton Ann Carter] spoke.", ["Ann Carter"]),
        ("The mother of [PERSON Okonkwo Ann Carter] spoke.", ["Okonkwo Ann Carter"]),
        ("We met Lt [PERSON Gen] (retd) [PERSON Bill Brown].", ["Bill Brown"]),
    ],
)
def test_name_of_a_person_has_no_title_article_or_possessive(marked: str, expected: list[str]) -> None:
    assert people_in(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("A note from [ORG the Home Office] came.", ["Home Office"]),
        ("[ORG The Riverton Board] met.", ["Riverton Board"]),
        ("They left [ORG Coast Motoring and] yesterday.", ["Coast Motoring"]),
        ("They left [ORG King Bakers] yesterday.", ["King Bakers"]),
        ("He blamed [ORG Coast Bank's] rules.", ["Coast Bank"]),
        ("The Riverton Housing Council said no.", ["Riverton Housing Council"]),
        ("The Ministry of Food, Farming and Fisheries said no.", ["Ministry of Food, Farming and Fisheries"]),
        ("The Riverton Council on Monday said no.", ["Riverton Council"]),
        ("The Children's Society of Riverton said no.", ["Children's Society of Riverton"]),
        ("The [ORG Rector of Coast College] spoke.", ["Coast College"]),
        ("[ORG Northern Ministry and Coast Guard] met.", ["Northern Ministry", "Coast Guard"]),
        ("[ORG Amnesty International and Human Rights Watch] met.", ["Amnesty International", "Human Rights Watch"]),
        ("[ORG Riverton Food and Farming Board] met.", ["Riverton Food and Farming Board"]),
        ("He told The Herald that it was so.", ["The Herald"]),
        ("The [ORG Riverton Council (RHC] met.", ["Riverton Council", "RHC"]),
        ("[ORG Carter Holdings, Inc.] left.", ["Carter Holdings, Inc."]),
    ],
)
def test_name_of_an_organisation_is_complete_and_without_other_words(marked: str, expected: list[str]) -> None:
    assert organisations_in(marked) == expected


def test_name_does_not_continue_in_the_next_paragraph() -> None:
    assert people_in("We met [PERSON Ann Carter\n\nBill Brown] yesterday.") == ["Ann Carter", "Bill Brown"]


def test_acronym_before_a_person_is_a_separate_name() -> None:
    marked = "The [ORG NRT] spoke. Then the leader of [PERSON NRT Alan Brown] left."
    assert names_in(marked) == [("NRT", "organisation"), ("NRT", "organisation"), ("Alan Brown", "person")]


def test_unit_and_its_organisation_are_two_names() -> None:
    marked = "They left the [ORG Savings Unit of the Northern Coast Bank] yesterday."
    assert names_in(marked) == [("Savings Unit", "organisation"), ("Northern Coast Bank", "organisation")]


def test_day_of_a_date_is_not_part_of_the_name_before_it() -> None:
    assert names_in("They left [ORG Coast News Saturday], May 3.") == [("Coast News", "organisation")]


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ("Harlow Mining and Construction Company", ["Harlow Mining and Construction Company"]),
        ("Moss Energy and Electric Corporation", ["Moss Energy and Electric Corporation"]),
        ("Harlow Bank and Northern Mining Company", ["Harlow Bank", "Northern Mining Company"]),
        ("Food Ministry and Coast Council", ["Food Ministry", "Coast Council"]),
    ],
)
def test_a_second_part_without_a_name_of_its_own_continues_the_first(span: str, expected: list[str]) -> None:
    assert organisations_in(f"They left [ORG {span}] yesterday.") == expected


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("Later [ORG Lumora/Brackwell] left.", ["Lumora", "Brackwell"]),
        ("We read a [ORG March Lumora] poll.", ["Lumora"]),
        ("We read a [PERSON May Lumora]/[ORG Brackwell] poll.", ["Brackwell"]),
        ("We met the [ORG Riverton Rovers side] today.", ["Riverton Rovers"]),
        ("We met the [ORG March of Rivers] today.", ["March of Rivers"]),
    ],
)
def test_edges_of_organisations(marked: str, names: list[str]) -> None:
    assert organisations_in(marked) == names


def test_place_of_an_office_is_not_part_of_a_name() -> None:
    assert people_in("Governor of [PERSON Riverton Ann Carter] left.") == ["Ann Carter"]
    assert people_in("A friend of [PERSON Riverton Ann Carter] left.") == ["Riverton Ann Carter"]
