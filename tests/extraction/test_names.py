from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import parsed

from newsrows.extraction.names.finder import find_names


def found(marked: str) -> list[tuple[str, str]]:
    return [(m.span.text, m.type) for m in find_names(parsed(marked))]


def people(marked: str) -> list[str]:
    return [text for text, type_ in found(marked) if type_ == "person"]


def organisations(marked: str) -> list[str]:
    return [text for text, type_ in found(marked) if type_ == "organisation"]


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
        ("[PERSON Ann] May spoke.", ["Ann May"]),
        ("[PERSON Swedish Ann Carter] won.", ["Ann Carter"]),
        ("The Member for [PERSON Riverton Ann Carter] spoke.", ["Ann Carter"]),
        ("The mother of [PERSON Okonkwo Ann Carter] spoke.", ["Okonkwo Ann Carter"]),
        ("We met Lt [PERSON Gen] (retd) [PERSON Bill Brown].", ["Bill Brown"]),
    ],
)
def test_a_persons_name_has_no_title_article_possessive_or_neighbour(marked: str, expected: list[str]) -> None:
    assert people(marked) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "The [PLACE Vucic] family left.",
        "The [PERSON Carter] family left.",
        "It was the [PERSON Achilles] heel of the plan.",
        "He has [PERSON Parkinson]'s disease.",
        "[PERSON RIVERTON] 2 May",
        "We met in [PERSON Umbashi] and then in [PERSON Umbashi].",
        "See [PERSON www.carter.org/ann].",
        "In [PERSON January] it was cold.",
        "We thank [PERSON Allah].",
    ],
)
def test_families_figures_places_and_addresses_are_no_people(marked: str) -> None:
    assert people(marked) == []


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("A note from [ORG the Home Office] came.", ["Home Office"]),
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
def test_an_organisation_is_named_whole_and_alone(marked: str, expected: list[str]) -> None:
    assert organisations(marked) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "[ORG Communities] Minister Ann Carter left.",
        "Ann Carter, Minister for [ORG Young People], left.",
        "The [ORG Prime Minister] left.",
        "The [ORG Scottish] people left.",
        "It follows the [ORG Riverton Treaty].",
        "The [ORG Good Riverton] programme is on.",
        "The Riverton University Games begin.",
        "Ann Carter is Minister of Labour.",
        "The [PLACE Salt Lake City] roads are wide.",
    ],
)
def test_titles_nations_laws_and_programmes_are_no_organisations(marked: str) -> None:
    assert organisations(marked) == []


def test_a_surname_is_found_again_where_the_model_missed_it() -> None:
    marked = "[PERSON Robina Akhtar] spoke. Teachers asked Akhtar. [ORG Akhtar] denied it. AKHTAR WAS ASKED."
    assert people(marked) == ["Robina Akhtar", "Akhtar", "Akhtar", "AKHTAR"]


def test_a_surname_inside_another_name_is_left_alone() -> None:
    assert people("[PERSON Ann Carter] spoke near Carter Street.") == ["Ann Carter"]


def test_a_month_is_a_surname_only_where_no_date_stands() -> None:
    assert people("[PERSON Ann May] spoke. Later May resigned. It was in May.") == ["Ann May", "May"]


def test_an_acronym_in_brackets_is_an_organisation_wherever_it_stands() -> None:
    marked = "The Riverton Housing Trust (RHT) spoke. [PERSON RHT] left. [PLACE RHT] left."
    assert organisations(marked) == ["Riverton Housing Trust", "RHT", "RHT", "RHT"]


def test_a_general_word_is_an_organisation_only_after_a_full_name() -> None:
    assert organisations("The Riverton Council met. Later the Council left.") == ["Riverton Council", "Council"]
    assert organisations("Later the Council left.") == []


def test_honorifics_are_kept_and_show_gender() -> None:
    mentions = find_names(parsed("Mrs [PERSON Carter] met Dr [PERSON Ann Brown] and Sir [PERSON Alan Hill]."))
    assert [(m.honorific, m.gender) for m in mentions] == [("Mrs", "female"), ("Dr", None), ("Sir", "male")]


def test_no_name_runs_over_a_paragraph() -> None:
    assert people("We met [PERSON Ann Carter\n\nBill Brown] yesterday.") == ["Ann Carter", "Bill Brown"]


@given(
    st.lists(
        st.sampled_from(
            ["Mr", "Ann", "Carter", "the", "Council", "of", "and", ",", ".", "(", ")", "BBC", "'s", "-", "Bank\n"]
        ),
        max_size=25,
    )
)
def test_names_never_overlap_and_stand_in_reading_order(words: list[str]) -> None:
    mentions = find_names(parsed(" ".join(words)))
    assert all(one.span.end <= other.span.start for one, other in pairwise(mentions))


def test_who_is_named_like_a_well_known_company_is_a_person() -> None:
    assert people("[PERSON Tim Ford] spoke. Later [PERSON Ford] left. It was Mr Ford.") == ["Tim Ford", "Ford", "Ford"]
    assert organisations("[PERSON Tim Ford] spoke. He left [ORG Ford] yesterday. The [ORG Ford] cuts were new.") == [
        "Ford",
        "Ford",
    ]


@pytest.mark.parametrize("marked", ['The Riverton Housing Trust ("RHT', "They left the [ORG Riverton Bank of]"])
def test_a_text_may_be_cut_off_anywhere(marked: str) -> None:
    assert organisations(marked)[0].startswith("Riverton")


def test_the_first_word_of_a_company_means_the_company() -> None:
    article = parsed("[ORG Brackwell Motors Inc.] grew. Later [PERSON Brackwell] said so.")
    assert [(m.span.text, m.type) for m in find_names(article)][-1] == ("Brackwell", "organisation")
    article = parsed("[ORG Brackwell Motors Inc.] grew. Later [PERSON Ann Brackwell] left. [PERSON Brackwell] said so.")
    assert [(m.span.text, m.type) for m in find_names(article)][-1] == ("Brackwell", "person")


def test_a_constituency_holds_no_person() -> None:
    seat = "[PLACE Dunmore], [PERSON Skelly] and [PERSON Easter Holm]"
    marked = f"By [PERSON Ann Skelly]. The MP for {seat} left. [PERSON Skelly] won."
    mentions = find_names(parsed(marked))
    assert [mention.span.text for mention in mentions] == ["Ann Skelly", "Skelly"]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Later [PERSON Ottawa] was weighing a reply.", []),
        ("Later [PERSON New Delhi] was weighing a reply.", []),
        ("[PERSON Ann Ottawa] left. Later [PERSON Ottawa] spoke.", ["Ann Ottawa", "Ottawa"]),
        ("Mr [PERSON Ottawa] left. Later [PERSON Ottawa] spoke.", ["Ottawa", "Ottawa"]),
    ],
)
def test_a_seat_of_government_is_a_person_only_where_somebody_bears_the_name(marked: str, expected: list[str]) -> None:
    assert people(marked) == expected


def test_a_collective_of_police_is_no_person() -> None:
    assert people("[PERSON Mounties] asked [PERSON Ann Carter].") == ["Ann Carter"]
