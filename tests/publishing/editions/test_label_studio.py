from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import polars as pl

from newsrows.publishing.editions import export_editions, label_studio


def _tasks(package: Path, folder: Path) -> list[dict]:
    export_editions(package, folder, formats=["label-studio"])
    return json.loads((folder / "label-studio.json").read_text("utf-8"))


def test_every_article_is_a_task_whose_regions_lie_in_its_text(
    package: Path, frames: dict[str, pl.DataFrame], tmp_path: Path
) -> None:
    tasks = _tasks(package, tmp_path)
    assert [task["data"]["text"] for task in tasks] == frames["articles"]["text"].to_list()
    for task in tasks:
        units = task["data"]["text"].encode("utf-16-le")
        for region in task["predictions"][0]["result"]:
            if region["type"] == "labels":
                value = region["value"]
                assert units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le") == value["text"]


def test_offsets_count_an_emoji_twice() -> None:
    assert label_studio._utf16_offsets("a🚢b") == [0, 1, 3, 4]


def test_relation_leads_from_the_quote_to_its_speaker(package: Path, tmp_path: Path) -> None:
    result = _tasks(package, tmp_path)[0]["predictions"][0]["result"]
    (relation,) = [one for one in result if one["type"] == "relation"]
    regions = {one["id"]: one["value"]["labels"] for one in result if one["type"] == "labels"}
    assert regions[relation["from_id"]] == ["quote"]
    assert regions[relation["to_id"]] == ["speaker"]


def test_setup_has_a_label_for_every_region(package: Path, tmp_path: Path) -> None:
    tasks = _tasks(package, tmp_path)
    setup = ET.parse(tmp_path / "label-studio.xml")  # noqa: S314 - our own file
    labels = {label.get("value") for label in setup.iter("Label")}
    used = {
        label
        for task in tasks
        for one in task["predictions"][0]["result"]
        if one["type"] == "labels"
        for label in one["value"]["labels"]
    }
    assert used <= labels
