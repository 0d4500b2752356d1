from __future__ import annotations

import polars as pl
import pytest

from newsrows.resolution.entities.ids import CLUSTER_SCHEMA, assign_ids, best_name, cluster_row, commonest, slug_of


@pytest.mark.parametrize(("mentions", "name"), [(25, "Coast Bank International"), (24, "Coast Bank")])
def test_the_fullest_form_is_the_name_if_it_has_a_quarter_of_the_mentions(mentions: int, name: str) -> None:
    assert best_name([("Coast Bank", 100), ("Coast Bank International", mentions)]) == name


@pytest.mark.parametrize(
    ("forms", "name"),
    [
        ([("A. Carter", 9), ("Ann Carter", 3)], "Ann Carter"),
        ([("ANN CARTER", 5), ("Ann Carter", 5)], "Ann Carter"),
        ([("Ann Carter", 2), ("Ann Cartar", 3)], "Ann Cartar"),
        ([("Ann Carter", 1), ("Ann Cartar", 3), ("Ann Carter", 3)], "Ann Carter"),
        ([("Lumora", 9), ("Lumora Games", 3)], "Lumora Games"),
        ([("CHT", 9), ("Coast Housing Trust", 1)], "Coast Housing Trust"),
    ],
)
def test_a_full_form_in_mixed_case_is_the_name(forms: list[tuple[str, int]], name: str) -> None:
    assert best_name(forms) == name


def test_the_commonest_value_is_the_one_in_most_articles() -> None:
    assert commonest([("Mr", 1), ("Dr", 1), (None, 9), ("Dr", 1)]) == "Dr"
    assert commonest([("b", 1), ("a", 1)]) == "a"
    assert commonest([(None, 2)]) is None


@pytest.mark.parametrize(
    ("name", "slug"), [("Ann B. Carter", "ann-b-carter"), ("José Núñez", "jose-nunez"), ("???", "unnamed")]
)
def test_a_slug_has_lower_case_letters_and_hyphens(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_namesakes_are_numbered_and_no_id_occurs_twice() -> None:
    rows = [
        cluster_row("Ann Carter", "2", None),
        cluster_row("Ann Carter", "1", None),
        cluster_row("Ann Carter 2", "3", None),
        cluster_row("Bill Brown", "4", None),
        cluster_row("Somebody", "5", "bill-brown"),
    ]
    ids = assign_ids(pl.DataFrame(rows, schema=CLUSTER_SCHEMA, orient="row"))
    assert ids.to_list() == ["ann-carter-3", "ann-carter", "ann-carter-2", "bill-brown-2", "bill-brown"]
