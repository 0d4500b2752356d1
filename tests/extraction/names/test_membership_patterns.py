"""Organisations named after their members."""

from __future__ import annotations

import pytest
from marked import organisations_in


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Friends of the [ORG Forest]'s [PERSON Ann Carter] left.", "Friends of the Forest"),
        ("We met Daughters of the Northern Revolt.", "Daughters of the Northern Revolt"),
        ("Teachers without Frontiers spoke.", "Teachers without Frontiers"),
        ("Teachers without [PLACE Riverton] spoke.", "Teachers without Riverton"),
        ("She leads Engineers for Clean Safe Cheap Water.", "Engineers for Clean Safe Cheap Water"),
        ("She leads Mothers Against Fast Cars now.", "Mothers Against Fast Cars"),
        ("She leads Engineers for Clean Water.", "Engineers for Clean Water"),
    ],
)
def test_organisation_of_members_has_its_complete_name(marked: str, name: str) -> None:
    assert organisations_in(marked) == [name]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("Friends of [PERSON Jane Rudge] spoke.", []),
        ("Friends of the Prime Minister spoke.", []),
        ("Lawyers for [ORG Coast Bank] spoke.", ["Coast Bank"]),
        ("She and friends of the Forest spoke.", []),
        ("Friends of Carter Mourn In Riverton", []),
        ("She leads Engineers for Clean Safe Cheap Blue Water.", []),
        ("She saw The Silent Sons of Riverton.", []),
        ("Soldiers of", []),
    ],
)
def test_friends_of_a_person_are_not_an_organisation(marked: str, names: list[str]) -> None:
    assert organisations_in(marked) == names
