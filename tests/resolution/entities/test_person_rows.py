from __future__ import annotations

import pytest

from newsrows.resolution import resolve
from resolution.stories import person, slice_of


@pytest.mark.parametrize("junior", [person("Ann Quellmalz Jr"), person("Ann Quellmalz", "jr")])
def test_the_bare_name_is_the_father_if_an_article_names_father_and_son(junior) -> None:
    bare = person("Ann Quellmalz")
    together = resolve([slice_of(("a", 0, bare), ("a", 1, junior), ("b", 0, bare))])
    assert len(set(together.ids["id"])) == 2
    assert together.ids["id"][0] == together.ids["id"][2]


def test_the_bare_name_is_the_son_if_no_article_names_the_father() -> None:
    apart = resolve([slice_of(("a", 0, person("Ann Quellmalz Jr")), ("b", 0, person("Ann Quellmalz")))])
    assert len(set(apart.ids["id"])) == 1


def test_a_surname_with_an_honorific_is_a_family_name() -> None:
    people = resolve([slice_of(("a", 0, person("Quellmalz", honorific="Mrs")))]).tables["people"]
    assert people.select("given_name", "family_name", "honorific").rows() == [(None, "Quellmalz", "Mrs")]
