"""Places that stand for their teams."""

from __future__ import annotations

from marked import parsed

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
