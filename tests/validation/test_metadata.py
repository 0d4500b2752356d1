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
    "descriptor",
    [
        {"homepage": "", "keywords": [], "contributors": [{"title": "Ada", "role": "author", "email": ""}]},
        {"licenses": [{"type": "ODC-BY-1.0", "url": "https://quay.example"}]},
        {"resources": [{"schema": "s.json", "dialect": "d.json"}, {"schema": {"fields": [{"categories": ["a", 1]}]}}]},
        {"harbour": 4, "x:depth": []},
    ],
)
def test_older_spellings_empty_texts_and_properties_of_ones_own_are_allowed(descriptor: dict[str, Any]) -> None:
    assert found(**descriptor) == []
