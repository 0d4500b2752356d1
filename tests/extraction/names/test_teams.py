"""Places that stand for their teams."""

from __future__ import annotations

import pytest
from marked import names_in, parsed

from newsrows.extraction.names.finder import find_names

_MATCHES = (
    "[PLACE Riverton] beat [PLACE Northtown] yesterday. [PLACE Riverton] 183 and 95. [PLACE Coastville] 2 - 1. "
    "They met in [PLACE Riverton]."
)


def test_place_in_a_report_on_a_match_is_a_team_unless_it_is_the_venue() -> None:
    names = [(m.span.text, m.type) for m in find_names(parsed(_MATCHES))]
    assert names == [
        ("Riverton", "organisation"),
        ("Northtown", "organisation"),
        ("Riverton", "organisation"),
        ("Coastville", "organisation"),
    ]


def test_country_can_be_a_team() -> None:
    marked = _MATCHES.replace("Northtown", "Sweden")
    assert "Sweden" in [m.span.text for m in find_names(parsed(marked))]


def test_place_in_another_article_is_not_a_team() -> None:
    marked = "[PLACE Riverton] said it was ready. [PLACE Sweden] has 9 million people. [PLACE Riverton] 2 May."
    assert find_names(parsed(marked)) == ()


def test_one_sign_of_a_match_is_not_enough() -> None:
    assert find_names(parsed("[PLACE Riverton] beat [PLACE Northtown] to the jobs.")) == ()


def test_team_that_only_won_is_found_in_a_report_on_a_match() -> None:
    assert names_in(_MATCHES + " [PLACE Sandhaven] won.")[-1] == ("Sandhaven", "organisation")


def test_nouns_for_teams_are_signs_of_a_match() -> None:
    sides = "[PLACE Riverton] side left. [PLACE Northtown] side left. [PLACE Coastville] side won."
    assert [name for name, _ in names_in(sides)] == ["Riverton", "Northtown", "Coastville"]


def test_number_with_a_unit_or_a_month_is_not_a_score() -> None:
    scores = "[PLACE Riverton] 9 and 3. [PLACE Northtown] 3 and 4. [PLACE Coastville] 2 and 9."
    assert [name for name, _ in names_in(scores)] == ["Riverton", "Northtown", "Coastville"]
    numbers = "[PLACE Riverton] 9 million people. [PLACE Northtown] 3 percent fell. [PLACE Coastville] 2 May fell."
    assert names_in(numbers) == []


def test_opponent_is_a_sign_without_the_other_name() -> None:
    marked = _MATCHES + " The club that thrashed [PLACE Sandhaven] left."
    assert names_in(marked)[-1] == ("Sandhaven", "organisation")


@pytest.mark.parametrize("words", ["It gave {} a lead.", "They met rivals {}.", "It was {}'s third win."])
def test_further_signs_count_in_a_report_on_a_match(words: str) -> None:
    assert names_in(_MATCHES + " " + words.format("[PLACE Sandhaven]"))[-1] == ("Sandhaven", "organisation")
    assert names_in(words.format("[PLACE Sandhaven]")) == []
