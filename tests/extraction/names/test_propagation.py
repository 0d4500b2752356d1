"""Names that are found again in the article."""

from __future__ import annotations

from marked import organisations_in, people_in


def test_surname_is_found_where_the_model_missed_it() -> None:
    marked = "[PERSON Robina Akhtar] spoke. Teachers asked Akhtar. [ORG Akhtar] denied it. AKHTAR WAS ASKED."
    assert people_in(marked) == ["Robina Akhtar", "Akhtar", "Akhtar", "AKHTAR"]


def test_surname_in_another_name_is_not_a_mention() -> None:
    assert people_in("[PERSON Ann Carter] spoke near Carter Street.") == ["Ann Carter"]


def test_month_is_a_surname_only_outside_dates() -> None:
    assert people_in("[PERSON Ann May] spoke. Later May resigned. It was in May.") == ["Ann May", "May"]


def test_generic_word_is_an_organisation_only_after_the_full_name() -> None:
    assert organisations_in("The Riverton Council met. Later the Council left.") == ["Riverton Council", "Council"]
    assert organisations_in("Later the Council left.") == []


def test_surname_before_a_suffix_is_found_again() -> None:
    assert people_in("[PERSON Ann Carter Jr.] spoke. Later Carter left.") == ["Ann Carter Jr.", "Carter"]


def test_very_general_word_is_not_a_short_form() -> None:
    assert organisations_in("The [ORG Coast Media] grew. Later the Media left.") == ["Coast Media"]
