"""Roles of an article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.marked import parsed
from extraction.roles.role_rows import role_rows
from newsrows.extraction.names.finder import find_names
from newsrows.extraction.roles import finder
from newsrows.extraction.roles.finder import find_roles
from newsrows.records import Span


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


def test_a_title_between_two_names_belongs_to_one_of_them() -> None:
    marked = "Later the director, [PERSON Ann Carter], the minister, [PERSON Bill Brown], left."
    assert role_rows(marked) == [
        ("director", "Ann Carter", None, "current"),
        ("minister", "Bill Brown", None, "current"),
    ]


def test_the_longer_of_two_roles_with_one_start_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    article = parsed("Later director [PERSON Ann Carter] left.")
    (role,) = find_roles(article, find_names(article))
    short = replace(role, span=role.person, title="short")
    long = replace(role, span=Span.of(article.text, role.person.start, role.person.end + 5), title="long")
    monkeypatch.setattr(finder, "_roles_of_people", lambda *_: [short, long])
    monkeypatch.setattr(finder, "_shared_roles", lambda *_: [short])
    assert [role.title for role in find_roles(article, ())] == ["long"]
