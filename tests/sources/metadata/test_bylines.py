"""Names of authors in bylines."""

from __future__ import annotations

import pytest

from newsrows.sources.metadata.bylines import joined_authors, names_in


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ann Carter", ["Ann Carter"]),
        ("Words by: Ann Carter and Lee Moss, Transport Editor", ["Ann Carter", "Lee Moss"]),
        ("ANN CARTER", ["Ann Carter"]),
        ("Ann Carter for The Quay Post", ["Ann Carter"]),
        ("Ann van der Berg; Lee Moss | The Desk", ["Ann van der Berg", "Lee Moss"]),
        ("Carter, Ann", []),
        ("Reuters", []),
        ("News desk", []),
        ("https://example.org/ann", []),
        ("By the way, it rained", []),
        ("Published 3 March", []),
    ],
)
def test_names_in_a_byline(byline: str, names: list[str]) -> None:
    assert list(names_in(byline)) == names


def test_authors_are_joined_and_a_byline_without_a_name_is_kept() -> None:
    assert joined_authors(["By Ann Carter and Lee Moss", "Ann Carter"]) == "Ann Carter; Lee Moss"
    assert joined_authors(["By Reuters"]) == "Reuters"
    assert joined_authors([" ", ""]) is None
