from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from newsrows.records import Entity
from newsrows.records.entity_kinds import ENTITY_KINDS
from newsrows.resolution.entities.normalise import RECORD_COLUMNS, normalise_entities
from newsrows.resolution.entities.partitions import Partitions
from resolution.stories import organisation, person, slice_of


def normalised(folder: Path, *entities: Entity, published_on: date | None = None) -> dict[str, pl.DataFrame]:
    """The rows of each type of entity, which all stand in article 'a'."""
    partitions = {kind.type: Partitions(folder, kind.table) for kind in ENTITY_KINDS}
    items = [("a", n, entity) for n, entity in enumerate(entities)]
    normalise_entities([slice_of(*items, published_on=published_on)], None, partitions)
    return {name: partition.read() for name, of in partitions.items() for partition in of.finish()}


def test_entities_are_separated_by_type_and_folded(tmp_path: Path) -> None:
    rows = normalised(tmp_path, person("Ann Núñez"), organisation("UK Home Office"))
    assert rows["person"].select("words", "block").rows() == [("ann nunez", "nunez")]
    assert rows["organisation"].select("words", "block").rows() == [("home office", "home office")]
    assert set(RECORD_COLUMNS) <= set(rows["person"].columns)


def test_only_a_common_surname_alone_is_limited_to_its_article(tmp_path: Path) -> None:
    rows = normalised(tmp_path, person("Smith"), person("Quellmalz"), person("Ann Smith"))["person"]
    assert rows.select("name", "surname_article").rows() == [("Smith", "a"), ("Quellmalz", None), ("Ann Smith", None)]


def test_evidence_is_sorted_and_has_an_era(tmp_path: Path) -> None:
    entities = person("Ann Quellmalz", "minister", "Peru", "minister"), person("Bill Quellmalz")
    rows = normalised(tmp_path, *entities, published_on=date(2019, 12, 31))["person"]
    assert rows.select("evidence", "era").rows() == [("Peru\nminister", 100), (None, None)]


def test_first_sorts_by_date_article_and_number_and_undated_articles_last(tmp_path: Path) -> None:
    dated = normalised(tmp_path, *[person("Ann Quellmalz")] * 11, published_on=date(2019, 12, 31))["person"]["first"]
    undated = normalised(tmp_path, person("Ann Quellmalz"))["person"]["first"]
    assert dated.is_sorted()
    assert undated[0] > dated[-1]
