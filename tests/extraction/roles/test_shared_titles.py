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


@pytest.mark.parametrize("words", ["and", "&", "as well as", ", and"])
def test_words_of_a_list_join_people_with_one_title(words: str) -> None:
    marked = f"Later Ministers [PERSON Ann Carter] {words} [PERSON Bill Brown] left."
    assert [row[1] for row in role_rows(marked)] == ["Ann Carter", "Bill Brown"]


def test_more_than_three_words_of_a_list_do_not_join_people() -> None:
    assert role_rows("Later Ministers [PERSON Ann Carter], as well as [PERSON Bill Brown] left.") == []


@pytest.mark.parametrize(("gap", "is_shared"), [(8, True), (9, False)])
def test_people_in_a_list_are_within_twelve_tokens(gap: int, is_shared: bool) -> None:
    seat = " ".join(["Dover"] * gap)
    marked = f"Later Ministers [PERSON Ann Carter] ({seat}), and [PERSON Bill Brown] left."
    assert bool(role_rows(marked)) is is_shared


@pytest.mark.parametrize(
    ("plural", "title"), [("Reps.", "Representative"), ("Sens.", "Senator"), ("Mayors", "Mayor"), ("MPs", "MP")]
)
def test_a_plural_title_is_written_in_the_singular(plural: str, title: str) -> None:
    marked = f"Later {plural} [PERSON Ann Carter] and [PERSON Bill Brown] left."
    assert [row[0] for row in role_rows(marked)] == [title, title]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("One of the club's directors, [PERSON Ann Carter], left.", ["director"]),
        ("We met one of the ministers, Mr [PERSON Ann Carter].", ["minister"]),
        ("One of the club's directors, [PERSON Ann Carter] said.", ["director"]),
        ("One of the club's directors, whom [PERSON Ann Carter] met, left.", []),
        ("The club's directors, [PERSON Ann Carter] said, left.", []),
        ("One of the club's victims, [PERSON Ann Carter], left.", []),
    ],
)
def test_one_of_several_with_a_title_has_it(marked: str, expected: list[str]) -> None:
    assert [row[0] for row in role_rows(marked)] == expected
