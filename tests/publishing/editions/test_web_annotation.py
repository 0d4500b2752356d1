from __future__ import annotations

import json
from pathlib import Path

import polars as pl

from newsrows.publishing.editions import export_editions


def test_selectors_find_each_row_in_its_article(package: Path, frames: dict[str, pl.DataFrame], tmp_path: Path) -> None:
    export_editions(package, tmp_path, formats=["web-annotation"])
    page = json.loads((tmp_path / "annotations.jsonld").read_text("utf-8"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    articles = frames["articles"]
    texts = dict(articles.select("article_id", "text").iter_rows()) | dict(articles.select("url", "text").iter_rows())
    rows = sum(frames[name].height for name in ("mentions", "roles", "quotes", "statistics"))
    assert len(page["items"]) == rows
    for item in page["items"]:
        for target in item["target"]:
            text = texts[target["source"].removeprefix("urn:newsrows:article:")]
            quote, position = target["selector"]
            assert quote["exact"] == text[position["start"] : position["end"]]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_body_has_the_kind_of_row_and_its_columns(package: Path, tmp_path: Path) -> None:
    export_editions(package, tmp_path, formats=["web-annotation"])
    page = json.loads((tmp_path / "annotations.jsonld").read_text("utf-8"))
    (quote,) = [item for item in page["items"] if item["id"] == "urn:newsrows:a00:q16"]
    values = [body["value"] for body in quote["body"]]
    assert values[0] == "quote"
    assert "speaker: Ada Brook" in values
