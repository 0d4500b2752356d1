from __future__ import annotations

import polars as pl
import pytest

from newsrows.records import Entity
from newsrows.resolution import resolve
from newsrows.resolution.entities.co_occurrence import CoOccurrences, article_keys, telling_names
from resolution.stories import organisation, person, slice_of


def is_joined(*shared: Entity) -> bool:
    """Whether 'Quellmalz' in one article is the Robina Quellmalz of another, if both have the `shared` entities."""
    others = [(article, number, entity) for article in "ab" for number, entity in enumerate(shared, 1)]
    ids = resolve([slice_of(("a", 0, person("Robina Quellmalz")), ("b", 0, person("Quellmalz")), *others)]).ids
    return len(set(ids.filter(pl.col("entity") == 0)["id"])) == 1


@pytest.mark.parametrize(
    ("shared", "expected"),
    [
        ([], False),
        ([person("Ada Brook")], True),
        ([person("Brook")], False),
        ([organisation("Riverton Choir")], False),
        ([organisation("Riverton Choir"), organisation("Northtown Rowing Club")], True),
        ([organisation("Supreme Court"), organisation("Senate")], False),
        ([organisation("Riverton Herald"), organisation("Northtown Evening News")], False),
        ([organisation("council"), organisation("ministry")], False),
    ],
)
def test_one_other_person_or_two_organisations_speak_for_a_full_name(shared: list[Entity], expected: bool) -> None:
    assert is_joined(*shared) is expected


def test_each_article_with_a_surname_alone_is_decided_for_itself() -> None:
    resolution = resolve(
        [
            slice_of(
                *[("a", 0, person("Robina Quellmalz")), ("a", 1, person("Ada Brook"))],
                *[("b", 0, person("Quellmalz")), ("b", 1, person("Ada Brook"))],
                *[("c", 0, person("Quellmalz")), ("c", 1, person("Lee Moss"))],
            )
        ]
    )
    ids = dict(resolution.ids.filter(pl.col("entity") == 0).select("article_id", "id").iter_rows())
    assert ids == {"a": "robina-quellmalz", "b": "robina-quellmalz", "c": "quellmalz"}


def test_supported_names_are_given_by_article(tmp_path) -> None:
    rows = pl.DataFrame(
        [("a", "Ada Brook", "ada brook"), ("b", "Ada Brook", "ada brook"), ("c", "Lee Moss", "lee moss")],
        schema=["article_id", "name", "words"],
        orient="row",
    )
    told = CoOccurrences.write([telling_names(rows, "person")], tmp_path / "told.parquet")
    keyed = rows.select("article_id", article_keys(), key=pl.lit("x"), name=pl.lit("full name"))
    found = told.supported(
        keyed.filter(pl.col("article_id").is_in(["b", "c"])).select("key", "article"),
        keyed.filter(pl.col("article_id") == "a").select("key", "article", "name"),
    )
    assert found["article"].to_list() == keyed.filter(pl.col("article_id") == "b")["article"].to_list()


def test_nothing_is_supported_without_names(tmp_path) -> None:
    told = CoOccurrences.write([], tmp_path / "told.parquet")
    keys = pl.DataFrame(schema={"key": pl.String, "article": pl.UInt64})
    assert told.supported(keys, keys.with_columns(name=pl.lit("x"))).is_empty()
