"""Names that words show without the NER model."""

from __future__ import annotations

import pytest
from marked import organisations_in, parsed, people_in

from newsrows.extraction.names.finder import find_names


@pytest.mark.parametrize("marked", ['The Riverton Housing Trust ("RHT', "They left the [ORG Riverton Bank of]"])
def test_name_at_the_end_of_a_cut_text_is_found(marked: str) -> None:
    assert organisations_in(marked)[0].startswith("Riverton")


def test_university_keeps_the_honorific_in_its_name() -> None:
    (name,) = find_names(parsed("She studied at Maulana Rashid University in May."))
    assert (name.span.text, name.type) == ("Maulana Rashid University", "organisation")


def test_generic_words_alone_are_not_an_organisation() -> None:
    assert organisations_in("They use Daily Services now.") == []


def test_well_known_company_after_on_is_a_medium() -> None:
    assert organisations_in("They met Twitter yesterday.") == ["Twitter"]
    assert organisations_in("They spoke on Twitter yesterday.") == []


def test_name_after_an_honorific_has_at_most_four_words() -> None:
    assert people_in("We met Mr Ann Bo Carter Dale Evans Ford yesterday.") == ["Ann Bo Carter Dale"]


def test_name_after_an_honorific_includes_its_suffix() -> None:
    assert people_in("We met Mr Carter Jr. yesterday.") == ["Carter Jr."]


def test_syllables_in_brackets_after_a_name_are_its_short_form() -> None:
    assert "Corida" in organisations_in("The [ORG Council of Riverton Dairies] ([PERSON Corida]) met.")
    assert "Marla" not in organisations_in("The [ORG Council of Riverton Dairies] ([PERSON Marla]) met.")


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ('Later [PERSON Ann] "The Rock" [PERSON Carter] left.', 'Ann "The Rock" Carter'),
        ("Later [PERSON Ann “Rocky] ” Carter left.", "Ann “Rocky ” Carter"),
    ],
)
def test_nickname_is_inside_a_name(marked: str, name: str) -> None:
    assert people_in(marked) == [name]


def test_quoted_words_between_two_people_are_not_a_nickname() -> None:
    assert people_in('[PERSON Ann Carter] said "no" to [PERSON Bill Brown].') == ["Ann Carter", "Bill Brown"]
    assert people_in('We saw [PERSON Ann Carter] in "Rocky" and Bill left.')[0] == "Ann Carter"


def test_acronym_keeps_its_suffix() -> None:
    assert organisations_in("The CDP-K won. CDP-K leader [PERSON Ann Carter] spoke.")[-1] == "CDP-K"
    assert organisations_in("They flew in an AN-K plane.") == []


@pytest.mark.parametrize("name", ["Queen Ann Hospital", "Prince Bill School", "Bishop Carl College"])
def test_institution_keeps_the_title_of_its_namesake(name: str) -> None:
    assert organisations_in(f"Later {name} closed.") == [name]


def test_title_before_an_institution_is_not_part_of_it() -> None:
    assert organisations_in("Later Queen Riverton Hospital closed.") == ["Riverton Hospital"]


@pytest.mark.parametrize(
    "name", ["Riverton high court", "Coast and Rivers health board", "Riverton city council", "Conservative party"]
)
def test_last_words_of_an_organisation_may_be_small(name: str) -> None:
    assert organisations_in(f"Later the {name} met.") == [name]


@pytest.mark.parametrize(
    "text", ["Later the high court met.", "Riverton party goers met.", "A Riverton party was held."]
)
def test_small_words_alone_are_not_an_organisation(text: str) -> None:
    assert organisations_in(text) == []


@pytest.mark.parametrize("name", ["Statistics Norway", "Public Health Wales", "Hockey India"])
def test_bodies_are_named_after_field_and_country(name: str) -> None:
    assert organisations_in(f"Later {name} said so.") == [name]


@pytest.mark.parametrize("text", ["Later Health Riverton said so.", "The Coast Statistics Norway Prize was given."])
def test_other_words_around_a_field_are_no_body(text: str) -> None:
    assert organisations_in(text) == []


@pytest.mark.parametrize(
    ("marked", "people"),
    [
        ("Yemi Oduya, 34, said it rained.", ["Yemi Oduya"]),
        ("Later Yemi Oduya, 34, of Riverton, left.", ["Yemi Oduya"]),
        ("Riverton Hawks, 81, Coast Cats, 74, drew.", []),
        ("Yemi Oduya, 1934, said it rained.", []),
        ("Oduya, 34, said it rained.", []),
        ("The [ORG Riverton Hawks], 34, said it rained.", []),
    ],
)
def test_a_name_before_an_age_is_a_person(marked: str, people: list[str]) -> None:
    assert [name for name in people_in(marked) if "," not in name] == people
