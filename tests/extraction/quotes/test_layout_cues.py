"""Speakers that the layout of a line names."""

from __future__ import annotations

import pytest

from extraction.quotes.marked_quotes import candidate_rows

WON = "We won the cup"


@pytest.mark.parametrize("name", ["Carter", "Carter of the Hill and Dale", "van Gogh", "Carter de Al al Hill for"])
def test_a_name_and_a_colon_begin_a_headline(name: str) -> None:
    assert candidate_rows(f"{name}: {WON}") == [("headline", "", WON, name)]


@pytest.mark.parametrize("name", ["Carter near Hill", "Carter of the Old Hill and Dale Town"])
def test_other_words_or_more_than_six_do_not_begin_a_headline(name: str) -> None:
    assert candidate_rows(f"{name}: {WON}") == []


@pytest.mark.parametrize(("words", "pattern"), [(8, "colon"), (9, "alone")])
def test_at_most_eight_words_before_a_colon_name_the_speaker(words: int, pattern: str) -> None:
    assert [row[0] for row in candidate_rows(f'{"small " * (words - 1)}Carter: "{WON}."')] == [pattern]


@pytest.mark.parametrize("dash", ["-", "--", "–", "—", "―"])
def test_a_dash_and_a_name_sign_a_quotation(dash: str) -> None:
    assert candidate_rows(f'"{WON}." {dash} Ann Carter, captain') == [("signed", "", f"{WON} .", "Ann Carter")]


def test_a_name_in_capitals_that_occurs_twice_begins_the_turns_of_a_transcript() -> None:
    text = f"CARTER: {WON}.\nBROWN: Good.\nCARTER: Yes."
    assert [row[0] for row in candidate_rows(text)] == ["turn", "turn", "turn"]
    assert [row[3] for row in candidate_rows(text)] == ["CARTER", "BROWN", "CARTER"]
    assert candidate_rows(f"WHO: {WON}.\nWHEN: Today.") == []
