"""The word lists of the name rules."""

from __future__ import annotations

import pytest

from newsrows.extraction.names.gazetteers import (
    OFFICE_HEADS,
    PERSON_HONORIFICS,
    TITLE_HEADS,
    is_acronym,
    is_known_organisation,
    known_organisations,
)


@pytest.mark.parametrize("word", ["BBC", "MoD", "U.N.", "R&B", "AT&T", "NGOs"])
def test_word_of_initials_is_an_acronym(word: str) -> None:
    assert is_acronym(word)


@pytest.mark.parametrize("word", ["B", "Bank", "McDonald", "iPhone", "2031", "RIVERTONIANS"])
def test_other_word_is_not_an_acronym(word: str) -> None:
    assert not is_acronym(word)


def test_longest_known_organisation_with_the_same_first_word_comes_first() -> None:
    for names in known_organisations().values():
        assert [len(name) for name in names] == sorted(map(len, names), reverse=True)


def test_known_organisation_is_recognised_only_by_its_complete_name() -> None:
    assert is_known_organisation(("Home", "Office"))
    assert not is_known_organisation(("Home",))
    assert not is_known_organisation(())


def test_title_of_nobility_is_a_title_but_not_an_office() -> None:
    assert "duke" in TITLE_HEADS
    assert "duke" not in OFFICE_HEADS
    assert "minister" in OFFICE_HEADS


def test_honorific_that_also_begins_other_names_does_not_show_a_person() -> None:
    assert "Mr" in PERSON_HONORIFICS
    assert PERSON_HONORIFICS.isdisjoint({"Miss", "Duke", "Professor", "Chief", "General"})
