"""Constituencies: one place with a long name, in which no person is named."""

from __future__ import annotations

import pytest
from marked import parsed

from newsrows.extraction.names.constituencies import leads_to_seat, seats, seats_in_brackets
from newsrows.extraction.names.finder import find_names


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Ann Carter, MP for Dunmore, Skelly and Easter Holm, said so.", "Dunmore, Skelly and Easter Holm"),
        ("Ann Carter, the MSP for Hullby and Haltem, left.", "Hullby and Haltem"),
        ("The MP for Stratton-on-Arrow said so.", "Stratton-on-Arrow"),
        ("The MP for Milton Bay North said so.", "Milton Bay North"),
        ("The MP for Leeds, Ann Carter, said so.", "Leeds"),
        ("The MP for Leeds, Ann Carter and Bill Jones met.", "Leeds"),
        ("The MP for Leeds and Ann Carter met.", "Leeds"),
        ("The MP for Leeds and former minister Ann Carter met.", "Leeds"),
        ("The MPs met the MEP for Wales, and Carter left.", "Wales"),
    ],
)
def test_constituency_ends_where_its_name_ends(text: str, place: str) -> None:
    article = parsed(text)
    (seat,) = seats(article.tokens)
    assert text[article.tokens.starts[seat.start] : article.tokens.ends[seat.stop - 1]] == place


@pytest.mark.parametrize(
    "text", ["A plan for Dunmore and Skelly.", "The MP for the second time.", "He spoke as MP for"]
)
def test_other_words_are_not_a_constituency(text: str) -> None:
    assert list(seats(parsed(text).tokens)) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Cllr Ann Carter (Lab, Dunmore East) left.", "Dunmore East"),
        ("Cllr Ann Carter (Lib Dem, Hullby and Haltem) left.", "Hullby and Haltem"),
        ("Cllr Ann Carter (Lab/Co-op, Dunmore) left.", "Dunmore"),
    ],
)
def test_seat_follows_the_short_form_of_a_party_in_brackets(text: str, place: str) -> None:
    article = parsed(text)
    ((_, seat),) = seats_in_brackets(article.tokens)
    assert text[article.tokens.starts[seat.start] : article.tokens.ends[seat.stop - 1]] == place


@pytest.mark.parametrize(
    "text",
    ["Ann Carter (Spain, Team Dunmore) won.", "Ann Carter (Lab) left.", "cars (Con, Dunmore) left.", "Ann (Lab, he"],
)
def test_other_brackets_contain_no_seat(text: str) -> None:
    assert list(seats_in_brackets(parsed(text).tokens)) == []


def test_seat_in_brackets_is_neither_a_person_nor_an_organisation() -> None:
    article = parsed("Cllr [PERSON Ann Carter] ([PERSON Lib Dem], [ORG Dunmore East]) left.")
    assert [name.span.text for name in find_names(article)] == ["Ann Carter"]


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("the member for Dunmore", True),
        ("the MP for the Green Party", True),
        ("the candidate for the Green Party", False),
        ("the candidate for the town's seat", True),
        ("a staff member for Coast Aid", False),
        ("a plan for Dunmore", False),
    ],
)
def test_title_decides_whether_a_constituency_follows_for(text: str, leads: bool) -> None:
    tokens = parsed(text).tokens
    preposition = tokens.words.index("for")
    assert leads_to_seat(tokens, preposition - 1, preposition) == leads
