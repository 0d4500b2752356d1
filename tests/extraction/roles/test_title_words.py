"""Single words of titles."""

from __future__ import annotations

import pytest

from extraction.marked import parsed
from extraction.roles.role_rows import role_rows
from newsrows.extraction.names.finder import find_names
from newsrows.extraction.roles.finder import find_roles


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
