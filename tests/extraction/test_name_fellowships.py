"""Bodies that are named after their members."""

from __future__ import annotations

import pytest
from marked import parsed

from newsrows.extraction.names.finder import find_names


def organisations(marked: str) -> list[str]:
    return [m.span.text for m in find_names(parsed(marked)) if m.type == "organisation"]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Friends of the [ORG Forest]'s [PERSON Ann Carter] left.", "Friends of the Forest"),
        ("We met Daughters of the Northern Revolt.", "Daughters of the Northern Revolt"),
        ("Teachers without Frontiers spoke.", "Teachers without Frontiers"),
        ("She leads Mothers Against Fast Cars now.", "Mothers Against Fast Cars"),
        ("She leads Engineers for Clean Water.", "Engineers for Clean Water"),
    ],
)
def test_a_fellowship_is_whole(marked: str, name: str) -> None:
    assert organisations(marked) == [name]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("Friends of [PERSON Jane Rudge] spoke.", []),
        ("Friends of the Prime Minister spoke.", []),
        ("Lawyers for [ORG Coast Bank] spoke.", ["Coast Bank"]),
        ("She and friends of the Forest spoke.", []),
        ("Friends of Carter Mourn In Riverton", []),
        ("She saw The Silent Sons of Riverton.", []),
        ("Soldiers of", []),
    ],
)
def test_people_who_are_somebodys_are_no_fellowship(marked: str, names: list[str]) -> None:
    assert organisations(marked) == names
