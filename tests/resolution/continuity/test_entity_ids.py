"""People and organisations keep their ids as articles come and go."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from newsrows.records import Entity
from newsrows.resolution import PreviousRows, Registry, Resolution, keep_entity_ids, resolve
from resolution.stories import organisation, person, slice_of

Articles = dict[str, tuple[Entity, ...]]
GOALKEEPER, MINISTER = person("Ada Quill", "goalkeeper"), person("Ada Quill", "minister")


def entities(articles: Articles) -> pl.DataFrame:
    return slice_of(*((article, number, one) for article, ones in articles.items() for number, one in enumerate(ones)))


def package(articles: Articles, resolution: Resolution) -> PreviousRows:
    """What a package of these articles has."""
    rows = entities(articles).explode("forms").join(resolution.ids, on=["article_id", "entity", "type"])
    mentions = rows.select(
        "article_id",
        kind=pl.lit("name"),
        text=pl.col("forms").struct["form"],
        person_id=pl.when(pl.col("type") == "person").then("id"),
        organisation_id=pl.when(pl.col("type") == "organisation").then("id"),
    )
    tables = {**resolution.tables, "mentions": mentions, "articles": mentions.select("article_id").unique()}
    return PreviousRows({name: table.lazy() for name, table in tables.items()})


def continued(
    old: Articles, new: Articles, folder: Path, registry: Registry | None = None
) -> tuple[Resolution, set[str]]:
    """The people and organisations of the new articles, and what became of the ids of the old ones."""
    before = package(old, resolve([entities(old)]))
    plain = resolve([entities(new)], registry=registry)
    resolution, changes = keep_entity_ids(plain, [entities(new)], before, folder)
    rows = changes.select("change", "old_id", "new_id").iter_rows()
    return resolution, {" ".join(part or "-" for part in row) for row in rows}


def id_in(resolution: Resolution, article: str) -> str:
    (found,) = resolution.ids.filter(pl.col("article_id") == article)["id"]
    return str(found)


def test_articles_about_others_change_no_id_even_without_a_previous_package() -> None:
    articles: Articles = {"b": (MINISTER, organisation("Quay Board")), "c": (GOALKEEPER,), "d": (person("Bo Lind"),)}
    before = resolve([entities(articles)])
    others: Articles = {"a": (person("Cy Marsh"), organisation("Marsh Mill")), "z": (person("Di Farr"),)}
    after = resolve([entities({**others, **articles})])
    assert before.ids.rows() == after.ids.filter(pl.col("article_id").is_in(list(articles))).rows()


def test_an_earlier_namesake_does_not_take_the_id(tmp_path: Path) -> None:
    old: Articles = {"m": (MINISTER,)}
    new: Articles = {"a": (GOALKEEPER,), "m": (MINISTER,)}
    assert id_in(resolve([entities(new)]), "m") == "ada-quill-2"  # as it is without the previous package
    resolution, changes = continued(old, new, tmp_path)
    assert (id_in(resolution, "m"), id_in(resolution, "a")) == ("ada-quill", "ada-quill-2")
    assert changes == {"kept ada-quill ada-quill", "new - ada-quill-2"}
    assert resolution.tables["people"]["person_id"].to_list() == ["ada-quill", "ada-quill-2"]


def test_another_usual_form_of_the_name_does_not_change_the_id(tmp_path: Path) -> None:
    old: Articles = {"m": (person("Ada Quill"),)}
    new: Articles = {"m": (person("Ada Quill"),), "n": (person("Ada Jane Quill"),), "o": (person("Ada Jane Quill"),)}
    resolution, changes = continued(old, new, tmp_path)
    assert changes == {"kept ada-quill ada-quill"}
    assert resolution.tables["people"].select("person_id", "name").rows() == [("ada-quill", "Ada Jane Quill")]


def test_a_name_alone_is_enough_only_if_it_is_a_full_name_of_one_row_on_each_side(tmp_path: Path) -> None:
    old: Articles = {"m": (person("Ada Quill"), person("Zorbak"), organisation("Quay Board"))}
    new: Articles = {"n": (person("Ada Quill"), person("Zorbak"), organisation("Quay Board"))}
    assert continued(old, new, tmp_path)[1] == {
        "kept ada-quill ada-quill",
        "kept quay-board quay-board",
        "removed zorbak -",
        "new - zorbak-2",
    }
    namesakes: Articles = {"n": (MINISTER,), "o": (GOALKEEPER,)}
    assert continued({"m": (person("Ada Quill"),)}, namesakes, tmp_path)[1] == {
        "removed ada-quill -",
        "new - ada-quill-2",
        "new - ada-quill-3",
    }


def test_a_contradiction_parts_what_the_name_joins(tmp_path: Path) -> None:
    old, new = entities({"m": (person("Ada Quill"),)}), entities({"n": (person("Ada Quill"),)})
    before = package({"m": (person("Ada Quill"),)}, resolve([old]))
    people = before.tables["people"].with_columns(wikidata_id=pl.lit("Q1"))
    other = resolve([new])
    told = {**other.tables, "people": other.tables["people"].with_columns(wikidata_id=pl.lit("Q2"))}
    changed = Resolution(other.ids, told)
    _, changes = keep_entity_ids(changed, [new], PreviousRows({**before.tables, "people": people}), tmp_path)
    assert changes.select("change", "new_id", "reason").rows() == [
        ("removed", None, "the same name, but another wikidata_id"),
        ("new", "ada-quill-2", "the same name, but another wikidata_id"),
    ]


def test_slices_and_their_order_change_nothing(tmp_path: Path) -> None:
    old: Articles = {"m": (MINISTER,), "n": (person("Bo Lind"),)}
    new: Articles = {"a": (GOALKEEPER,), "m": (MINISTER,), "n": (person("Bo Lind"),)}
    before, rows = package(old, resolve([entities(old)])), entities(new)
    plain = resolve([rows])
    one, other = (
        keep_entity_ids(plain, slices, before, tmp_path) for slices in ([rows], list(rows.reverse().iter_slices(1)))
    )
    assert one[1].equals(other[1])
    assert one[0].ids.equals(other[0].ids)


def test_a_previous_package_of_other_articles_gives_its_ids_to_nobody_else(tmp_path: Path) -> None:
    resolution, changes = continued({"x": (person("Cy Marsh"),)}, {"m": (MINISTER,)}, tmp_path)
    assert changes == {"removed cy-marsh -", "new - ada-quill"}
    assert resolution.tables["people"]["person_id"].to_list() == ["ada-quill"]
