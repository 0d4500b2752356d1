from __future__ import annotations

import pytest

from newsrows.extraction.references.person_nouns import ORGANISATION_NOUNS, PERSON_NOUNS, RELATION_NOUNS, is_person_noun


@pytest.mark.parametrize("noun", ["minister", "singer", "defendant", "taxidermist", "magician", "longshoreman"])
def test_a_noun_for_a_person_is_known_by_the_lists_or_by_its_ending(noun: str) -> None:
    assert is_person_noun(noun)


@pytest.mark.parametrize("noun", ["problem", "woman", "official", "council", "general"])
def test_a_noun_for_a_thing_or_for_anybody_does_not_describe_a_person(noun: str) -> None:
    assert not is_person_noun(noun)


def test_a_relative_is_not_a_person_without_the_owner() -> None:
    assert "wife" in RELATION_NOUNS
    assert "wife" not in PERSON_NOUNS


def test_a_crowd_is_not_an_organisation() -> None:
    assert {"council", "maker", "nonprofit"} <= ORGANISATION_NOUNS
    assert not {"crowd", "audience", "county"} & ORGANISATION_NOUNS
