"""Metadata are judged at their place, in older spellings too."""

from __future__ import annotations

from typing import Any

import pytest

from newsrows.validation.metadata import metadata_issues


def found(**descriptor: Any) -> list[tuple[str | None, str]]:
    return [(issue.column, issue.message) for issue in metadata_issues("datapackage.json", descriptor)]


def test_all_mistakes_are_named_with_their_pointer() -> None:
    assert found(homepage="quay", contributors=[{"title": 1}, {"title": "Ada", "roles": "creator"}]) == [
        ("/contributors/0/title", "found 1, expected a text"),
        ("/contributors/1/roles", 'found "creator", expected a list'),
        ("/homepage", 'found "quay", expected a URL'),
    ]


@pytest.mark.parametrize(
    ("descriptor", "pointer"),
    [
        ({"created": "last spring"}, "/created"),
        ({"created": "2024-02-29"}, "/created"),
        ({"licenses": [{"name": "CC0-1.0"}, {"title": "free"}]}, "/licenses/1"),
        ({"resources": [{"schema": {"fields": [{"name": "a"}, {"type": "date"}]}}]}, "/resources/0/schema/fields/1"),
        ({"resources": [{"schema": {"missingValues": [{"value": "-"}, "?"]}}]}, "/resources/0/schema/missingValues/1"),
    ],
)
def test_what_frictionless_says_without_a_place_has_one(descriptor: dict[str, Any], pointer: str) -> None:
    assert [column for column, _ in found(**descriptor)] == [pointer]


@pytest.mark.parametrize(
    "descriptor",
    [
        {"homepage": "", "keywords": [], "contributors": [{"title": "Ada", "role": "author", "email": ""}]},
        {"resources": [{"schema": "s.json", "dialect": "d.json"}]},
        {"resources": [{"schema": {"fields": [{"id": "a", "categories": ["a", 1]}]}}]},
        {"created": "2024-02-29T10:00:00+01:00", "licenses": [{"path": "https://quay.example/terms"}]},
        {"resources": [{"schema": {"missingValues": ["-", ""]}}, {"schema": {"missingValues": [{"value": "-"}]}}]},
        {"harbour": 4, "x:depth": []},
    ],
)
def test_older_spellings_empty_texts_and_properties_of_ones_own_are_allowed(descriptor: dict[str, Any]) -> None:
    assert found(**descriptor) == []
