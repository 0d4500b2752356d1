from __future__ import annotations

import pytest

from newsrows.resolution.names.organisation import (
    folded,
    initials_without_nation,
    is_acronym_with_nation,
    is_nickname,
    is_reordered,
    is_short_form,
    party,
    without_country_prefix,
)


def words(name: str) -> tuple[str, ...]:
    return tuple(name.split(" "))


def test_a_folded_name_is_never_empty() -> None:
    assert folded("'s") == ("'s",)
    assert folded("The") == ("the",)


@pytest.mark.parametrize("american", ["Defense Center", "Labor Organization", "Theater Program"])
def test_american_spellings_are_folded_to_british_ones(american: str) -> None:
    british = {"Defense Center": "Defence Centre", "Labor Organization": "Labour Organisation"}
    assert folded(american) == folded(british.get(american, "Theatre Programme"))


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("labour", "labour party", True),
        ("home office", "uk home office", True),
        ("council", "kenyan council", False),
        ("rovers", "riverton rovers", False),
    ],
)
def test_a_short_form_leaves_out_optional_words_or_the_country(short: str, full: str, expected: bool) -> None:
    assert is_short_form(words(short), words(full)) is expected


def test_function_words_do_not_distinguish_names() -> None:
    for word in ("of the", "for", "de la", "und"):
        assert is_reordered(words(f"museum {word} riverton"), words("riverton museum"))
    assert not is_reordered(words("museum without riverton"), words("riverton museum"))


def test_a_function_word_or_a_well_known_name_is_not_a_nickname() -> None:
    assert is_nickname(words("riverton"), words("riverton rovers"))
    assert is_nickname(words("lantern"), words("blue lantern"))
    assert not is_nickname(words("of riverton"), words("rovers of riverton"))
    assert not is_nickname(words("bbc"), words("bbc radio"))


def test_a_country_prefix_is_left_out_only_before_a_well_known_name() -> None:
    for prefix in ("uk", "british"):
        assert without_country_prefix(words(f"{prefix} home office")) == ("home", "office")
    assert without_country_prefix(words("uk riverton choir")) == ("uk", "riverton", "choir")


def test_initials_without_the_nation_have_three_letters() -> None:
    assert initials_without_nation(words("uk food safety board")) == {"fsb", "ukfsb"}
    assert initials_without_nation(words("uk parks agency")) == frozenset()


def test_words_for_one_party_are_the_same() -> None:
    assert party(words("tories")) == party(words("conservative party")) is not None
    assert party(words("scottish tories")) is None
    assert party(words("tories")) != party(words("labour party"))


def test_an_acronym_with_its_nation_is_the_full_name() -> None:
    assert is_acronym_with_nation(words("cja norway"), words("coast joiners association of norway"))
    assert not is_acronym_with_nation(words("cja kenya"), words("coast joiners association of norway"))
    assert not is_acronym_with_nation(words("xyz norway"), words("coast joiners association of norway"))


def test_the_beginning_before_a_cause_can_stand_for_a_name() -> None:
    assert is_nickname(words("rivers foundation"), words("rivers foundation for the care of otters"))
    assert not is_nickname(words("bank of norway"), words("first bank of norway"))
