"""Titles that several people share."""

from __future__ import annotations

import pytest

from extraction.roles.role_rows import role_rows


@pytest.mark.parametrize(
    "marked",
    [
        "Later Ministers [PERSON Ann Carter] and [PERSON Bill Brown] left.",
        "Later [PERSON Ann Carter] and [PERSON Bill Brown], both Ministers, left.",
        "Later Ministers [PERSON Ann Carter] (D-Ohio) and [PERSON Bill Brown] left.",
    ],
)
def test_people_in_a_list_share_a_plural_title(marked: str) -> None:
    assert role_rows(marked) == [
        ("Minister", "Ann Carter", None, "current"),
        ("Minister", "Bill Brown", None, "current"),
    ]
