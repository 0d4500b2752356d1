"""What looks like a name and is not."""

from __future__ import annotations

import pytest
from marked import names_in, organisations_in, people_in


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
def test_families_fictional_figures_places_and_addresses_are_not_people(marked: str) -> None:
    assert people_in(marked) == []


@pytest.mark.parametrize(
    "marked",
    [
        "[ORG Communities] Minister Ann Carter left.",
        "Ann Carter, Minister for [ORG Young People], left.",
        "Ann Carter, Secretary for [ORG Housing Supply], left.",
        "The [ORG Prime Minister] left.",
        "The [ORG Scottish] people left.",
        "It follows the [ORG Riverton Treaty].",
        "The [ORG Good Riverton] programme is on.",
        "The Riverton University Games begin.",
        "Ann Carter is Minister of Labour.",
        "The [PLACE Salt Lake City] roads are wide.",
    ],
)
def test_titles_nations_laws_and_programmes_are_not_organisations(marked: str) -> None:
    assert organisations_in(marked) == []


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Later [PERSON Ottawa] was weighing a reply.", []),
        ("Later [PERSON New Delhi] was weighing a reply.", []),
        ("[PERSON Ann Ottawa] left. Later [PERSON Ottawa] spoke.", ["Ann Ottawa", "Ottawa"]),
        ("Mr [PERSON Ottawa] left. Later [PERSON Ottawa] spoke.", ["Ottawa", "Ottawa"]),
    ],
)
def test_seat_of_government_is_a_person_only_if_a_person_has_the_name(marked: str, expected: list[str]) -> None:
    assert people_in(marked) == expected


def test_collective_word_for_police_is_not_a_person() -> None:
    assert people_in("[PERSON Mounties] asked [PERSON Ann Carter].") == ["Ann Carter"]


def test_word_that_a_line_end_cut_off_is_not_a_name() -> None:
    assert names_in("They left the [ORG Brit-] yesterday.") == []


@pytest.mark.parametrize(
    "marked",
    [
        "The [ORG Lumora] Open Cup began.",
        "They read the [ORG Prison Service] (Amendment) Act.",
        "A [ORG UNESCO] Convention was signed.",
    ],
)
def test_organisation_that_opens_the_name_of_an_event_or_a_law_is_not_found(marked: str) -> None:
    assert organisations_in(marked) == []


def test_owner_of_an_event_is_found() -> None:
    assert organisations_in("Later [ORG Lumora]'s Open Cup began.") == ["Lumora"]
    assert organisations_in("[ORG Lumora] left the Open Cup.") == ["Lumora"]


def test_verb_in_a_headline_is_not_part_of_a_name() -> None:
    marked = "[PERSON Ann Carter Beats] Rival\n\n[PERSON Ann Carter] left."
    assert people_in(marked) == ["Ann Carter", "Ann Carter"]
    marked = "[PERSON Ann Carter Brown] left.\n\n[PERSON Ann Carter] left."
    assert people_in(marked)[0] == "Ann Carter Brown"


@pytest.mark.parametrize("verb", ["Slams", "Backs", "Vows"])
def test_headline_with_a_person_is_not_the_name_of_an_organisation(verb: str) -> None:
    marked = f"[ORG Ann Carter {verb} Council] Plan\n\n[PERSON Ann Carter] left."
    assert (people_in(marked), organisations_in(marked)) == (["Ann Carter", "Ann Carter"], [])
    marked = f"[ORG Lumora {verb} Council] left.\n\n[PERSON Ann Carter] left."
    assert organisations_in(marked) == [f"Lumora {verb} Council"]


def test_label_of_an_old_picture_is_not_an_organisation() -> None:
    assert organisations_in("Later [PERSON Tom Carter]/[ORG File Photo] left.") == []


def test_form_of_address_after_the_is_not_a_name() -> None:
    assert people_in("Later the [PERSON Maulana] left.") == []
    assert people_in("Later [PERSON Maulana Rashid] left.") == ["Rashid"]
