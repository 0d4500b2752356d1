"""Single words of titles."""

from __future__ import annotations

import pytest

from extraction.marked import parsed
from extraction.roles.role_rows import role_rows
from newsrows.extraction.names.finder import find_names
from newsrows.extraction.roles.finder import find_roles
from newsrows.extraction.roles.title_words import is_plain_honorific


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Later fly-half [PERSON Ann Carter] left.", ("fly-half", "Ann Carter", None, "current")),
        ("Later chief-of-staff [PERSON Ann Carter] left.", ("chief-of-staff", "Ann Carter", None, "current")),
        ("7 - [PERSON Ann Carter] (captain), 8 - others left.", ("captain", "Ann Carter", None, "current")),
        (
            "[PERSON Ann Carter], the head of the army said yesterday.",
            ("head of the army", "Ann Carter", None, "current"),
        ),
    ],
)
def test_a_title_with_hyphens_or_in_brackets_is_a_role(marked: str, expected: tuple[str, str, str | None, str]) -> None:
    assert role_rows(marked) == [expected]


def test_an_adjective_before_a_noun_is_not_a_title() -> None:
    article = parsed("[PERSON Ann Carter] is a major donor.")
    article.tokens.tags[article.tokens.words.index("major")] = "JJ"
    assert find_roles(article, find_names(article)) == ()


@pytest.mark.parametrize("word", ["Mr", "Dr", "Lord", "Rev", "Prince"])
def test_an_honorific_of_any_kind_is_not_an_office(word: str) -> None:
    assert is_plain_honorific(word)


@pytest.mark.parametrize("word", ["Sen.", "Col.", "Minister", "Ann"])
def test_an_office_a_rank_and_a_name_are_not_plain_honorifics(word: str) -> None:
    assert not is_plain_honorific(word)


@pytest.mark.parametrize(("word", "title"), [("MAYOR", "mayor"), ("HEAD", "HEAD")])
def test_only_a_title_of_more_than_four_capitals_is_lowered(word: str, title: str) -> None:
    assert [row[0] for row in role_rows(f"Later {word} [PERSON Ann Carter] left.")] == [title]
