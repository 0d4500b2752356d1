"""Constituencies: one place with a long name, and nobody in it."""

from __future__ import annotations

import pytest
from marked import parsed

from newsrows.extract.seats import seats


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
def test_a_constituency_ends_where_its_name_ends(text: str, place: str) -> None:
    article = parsed(text)
    (seat,) = seats(article.tokens)
    assert text[article.tokens.starts[seat.start] : article.tokens.ends[seat.stop - 1]] == place


@pytest.mark.parametrize(
    "text", ["A plan for Dunmore and Skelly.", "The MP for the second time.", "He spoke as MP for"]
)
def test_other_words_are_no_constituency(text: str) -> None:
    assert list(seats(parsed(text).tokens)) == []
