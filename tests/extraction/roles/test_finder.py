"""Roles of an article."""

from __future__ import annotations

import pytest

from extraction.marked import parsed
from extraction.roles.role_rows import role_rows
from newsrows.extraction.names.finder import find_names
from newsrows.extraction.roles.finder import find_roles


@pytest.mark.parametrize(
    "marked",
    [
        "Mr [PERSON Carter] left.",
        "[PERSON Ann Carter], the minister's sister, left.",
        "[PERSON Ann Carter] left the minister in [PLACE Riverton].",
        "The minister left. [PERSON Ann Carter] spoke.",
    ],
)
def test_a_name_without_a_title_has_no_role(marked: str) -> None:
    assert role_rows(marked) == []


def test_a_role_covers_the_honorific_and_the_organisation() -> None:
    article = parsed("Yesterday Mr [PERSON Carter], director of [ORG Coast Bank], left.")
    roles = find_roles(article, find_names(article))
    assert [role.span.text for role in roles] == ["Mr Carter, director of Coast Bank"]
