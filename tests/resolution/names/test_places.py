from __future__ import annotations

import pytest

from newsrows.resolution.names.places import countries_in, country_of, nation_of, without_nation


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("Peruvian", "Peru"),
        ("Peru's", "Peru"),
        ("Ohio", "United States"),
        ("U.S.", "United States"),
        ("Scottish", "United Kingdom"),
        ("Tasmania", "Australia"),
        ("Africa", None),
        ("Georgia", None),
        ("Riverton", None),
    ],
)
def test_words_show_a_country_if_it_is_only_one(words: str, country: str | None) -> None:
    assert country_of(words) == country


@pytest.mark.parametrize(
    ("words", "nation"),
    [("scottish", "Scotland"), ("uk", "Britain"), ("american", "United States"), ("ohio", None), ("african", None)],
)
def test_words_show_a_nation_but_not_a_state_of_a_federation(words: str, nation: str | None) -> None:
    assert nation_of(words) == nation


def test_a_nation_is_left_out_at_the_beginning_of_a_name() -> None:
    assert without_nation(("south", "african", "coast", "guard")) == ("coast", "guard")
    assert without_nation(("coast", "guard", "us")) == ("coast", "guard", "us")


def test_countries_are_found_in_a_text() -> None:
    assert countries_in("the South African envoy to Peru and Africa") == {"South Africa", "Peru"}
