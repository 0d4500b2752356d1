from __future__ import annotations

from marked import parsed

from newsrows.extract.names import find_names

_MATCHES = (
    "[GPE Riverton] beat [GPE Northtown] yesterday. [GPE Riverton] 183 and 95. [GPE Coastville] 2 - 1. "
    "They met in [GPE Riverton]."
)


def test_places_in_a_report_of_matches_are_teams_but_where_they_are_played() -> None:
    found = [(m.span.text, m.type) for m in find_names(parsed(_MATCHES))]
    assert found == [
        ("Riverton", "organisation"),
        ("Northtown", "organisation"),
        ("Riverton", "organisation"),
        ("Coastville", "organisation"),
    ]


def test_a_country_can_be_a_team() -> None:
    marked = _MATCHES.replace("Northtown", "Sweden")
    assert "Sweden" in [m.span.text for m in find_names(parsed(marked))]


def test_places_elsewhere_are_none() -> None:
    marked = "[GPE Riverton] said it was ready. [GPE Sweden] has 9 million people. [GPE Riverton] 2 May."
    assert find_names(parsed(marked)) == ()


def test_one_sign_is_no_match() -> None:
    assert find_names(parsed("[GPE Riverton] beat [GPE Northtown] to the jobs.")) == ()
