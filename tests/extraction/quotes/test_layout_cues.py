"""Speakers that the layout of a line names."""

from __future__ import annotations

import pytest

from extraction.quotes.marked_quotes import candidate_rows

WON = "We won the cup"


@pytest.mark.parametrize("name", ["Ann Carter", "Friends of the Hill and Dale", "van Gogh", "Carter de Al al Hill"])
def test_a_name_and_a_colon_begin_a_title(name: str) -> None:
    assert candidate_rows(f"[PERSON {name}]: {WON}\n\nIt rained.") == [("headline", "", WON, name)]


def test_a_title_may_say_more_than_the_name_before_the_colon() -> None:
    rows = candidate_rows(f"[PERSON Ann Carter] Slams Bank Chief: {WON}\n\nIt rained.")
    assert rows == [("headline", "", WON, "Ann Carter Slams Bank Chief")]


@pytest.mark.parametrize(
    "text",
    [
        f"Carter near [PERSON Hill]: {WON}\n\nIt rained.",
        f"Carter of the Old Hill and Dale [PERSON Town]: {WON}\n\nIt rained.",
        f"It rained.\n\n[PERSON Carter]: {WON}\n\nIt rained again.",
        f"[PERSON Carter]: {WON}",
        f"Exclusive: {WON}\n\nIt rained.",
        f"[PERSON Ann Carter] LIVE: {WON}\n\nIt rained.",
    ],
)
def test_other_words_and_other_headings_are_not_quoted(text: str) -> None:
    assert candidate_rows(text) == []


@pytest.mark.parametrize(("words", "pattern"), [(8, "colon"), (9, "alone")])
def test_at_most_eight_words_before_a_colon_name_the_speaker(words: int, pattern: str) -> None:
    assert [row[0] for row in candidate_rows(f'{"small " * (words - 1)}Carter: "{WON}."')] == [pattern]


@pytest.mark.parametrize("dash", ["-", "--", "–", "—", "―"])
def test_a_dash_and_a_name_sign_a_quotation(dash: str) -> None:
    assert candidate_rows(f'"{WON}." {dash} Ann Carter, captain') == [("signed", "", f"{WON} .", "Ann Carter")]


@pytest.mark.parametrize(
    "line",
    [
        "[PERSON Ann Carter]: ",
        "And from [PERSON Ann Carter]: ",
        "From [PERSON Ann Carter] in [PLACE Riverton]:\n\n",
        "[PERSON Ann Carter] on the new seats: ",
        "More from [PERSON Ann Carter] of the [ORG Coast Bank]: ",
        "Then [PERSON Ann Carter], from the north of the old town near [PLACE Riverton]: ",
    ],
)
def test_the_name_that_begins_a_line_before_a_colon_speaks(line: str) -> None:
    assert candidate_rows(f'It rained.\n\n{line}"{WON}."') == [("colon", "", f"{WON} .", "Ann Carter")]


@pytest.mark.parametrize(
    "line", ["A letter to [PERSON Ann Carter] about the seats in the old hall near the mill: ", "Rain:\n\nIt fell.\n\n"]
)
def test_a_name_further_back_or_a_line_with_text_below_does_not_speak(line: str) -> None:
    assert [row[3] for row in candidate_rows(f'It rained.\n\n{line}"{WON}."')] == [""]


def test_a_person_alone_after_a_comma_at_the_end_of_a_paragraph_signs_a_quotation() -> None:
    assert candidate_rows(f'"{WON}," [PERSON Ann Carter].\n\nIt rained.') == [("signed", "", f"{WON} ,", "Ann Carter")]
    assert candidate_rows(f'"{WON}," Captain [PERSON Ann Carter].')[0][::3] == ("signed", "Captain Ann Carter")


@pytest.mark.parametrize("rest", ['" [PERSON Ann Carter] left.', '," Riverton.', '," [PERSON Ann Carter] left.'])
def test_other_words_after_a_quotation_do_not_sign_it(rest: str) -> None:
    assert "signed" not in {row[0] for row in candidate_rows(f'"{WON}{rest}')}
