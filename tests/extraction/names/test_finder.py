"""Names of people and organisations in an article."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import names_in, organisations_in, parsed, people_in

from newsrows.extraction.names.finder import find_names


def test_mention_has_its_honorific_and_the_gender_that_it_shows() -> None:
    mentions = find_names(parsed("Mrs [PERSON Carter] met Dr [PERSON Ann Brown] and Sir [PERSON Alan Hill]."))
    assert [(m.honorific, m.gender) for m in mentions] == [("Mrs", "female"), ("Dr", None), ("Sir", "male")]


@given(
    st.lists(
        st.sampled_from(
            ["Mr", "Ann", "Carter", "the", "Council", "of", "and", ",", ".", "(", ")", "BBC", "'s", "-", "Bank\n"]
        ),
        max_size=25,
    )
)
def test_names_are_in_reading_order_and_do_not_overlap(words: list[str]) -> None:
    mentions = find_names(parsed(" ".join(words)))
    assert all(one.span.end <= other.span.start for one, other in pairwise(mentions))


def test_person_with_the_name_of_a_company_is_a_person() -> None:
    surname = "[PERSON Tim Ford] spoke. Later [PERSON Ford] left. It was Mr Ford."
    assert people_in(surname) == ["Tim Ford", "Ford", "Ford"]
    company = "[PERSON Tim Ford] spoke. He left [ORG Ford] yesterday. The [ORG Ford] cuts were new."
    assert organisations_in(company) == ["Ford", "Ford"]


def test_constituency_contains_no_person() -> None:
    seat = "[PLACE Dunmore], [PERSON Skelly] and [PERSON Easter Holm]"
    marked = f"By [PERSON Ann Skelly]. The MP for {seat} left. [PERSON Skelly] won."
    mentions = find_names(parsed(marked))
    assert [mention.span.text for mention in mentions] == ["Ann Skelly", "Skelly"]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("They left [ORG Carter Corp.] yesterday.", "Carter Corp."),
        ("They left [ORG Carter Corp.]\nThen he spoke.", "Carter Corp"),
    ],
)
def test_full_stop_of_the_sentence_is_not_part_of_the_name(marked: str, name: str) -> None:
    assert names_in(marked) == [(name, "organisation")]


def test_surname_with_a_word_for_organisations_is_a_person() -> None:
    assert names_in("Yesterday [PERSON Ann Mills] left.") == [("Ann Mills", "person")]


def test_institution_that_the_model_marks_as_a_place_is_an_organisation() -> None:
    assert names_in("They left the [PLACE Coast Gallery] yesterday.") == [("Coast Gallery", "organisation")]
    assert names_in("They left the [PLACE West Bank] yesterday.") == []


def test_month_after_a_person_and_and_is_a_person() -> None:
    assert names_in("They met [PERSON Ant and Dec] in town yesterday.") == [
        ("Ant", "person"),
        ("Dec", "person"),
    ]
