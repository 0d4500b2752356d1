"""Writes tasks with predictions for Label Studio (https://labelstud.io/guide/predictions), and the labelling setup."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

from newsrows import __version__
from newsrows.publishing.editions.annotations import LAYERS, AnnotatedArticle, Annotation, annotated_articles
from newsrows.publishing.editions.contents import Contents

LABEL_STUDIO_PATH = "label-studio.json"
LABEL_STUDIO_CONFIG_PATH = "label-studio.xml"
_COLOURS = ("#1f6f5c", "#3b5bdb", "#8a5a00", "#b3261e", "#7a3e9d", "#5f6b00")


def write_label_studio(contents: Contents, folder: Path) -> list[str]:
    """Write one task per article, whose predictions are the rows, and the setup of the labels.

    Raises:
        ExportError: the package has no texts.
        OSError: a file cannot be written.
    """
    articles = annotated_articles(contents, "label-studio")
    with (folder / LABEL_STUDIO_PATH).open("w", encoding="utf-8", newline="\n") as file:
        file.write("[")
        for number, article in enumerate(articles):
            file.write((",\n" if number else "\n") + json.dumps(_task(article), ensure_ascii=False))
        file.write("\n]\n")
    (folder / LABEL_STUDIO_CONFIG_PATH).write_text(_config(), "utf-8", newline="\n")
    return []


def _task(article: AnnotatedArticle) -> dict[str, Any]:
    row = article.article
    units = _utf16_offsets(row["text"])
    regions = [region for annotation in article.annotations for region in _regions(annotation, row["text"], units)]
    relations = [
        {"type": "relation", "from_id": quote, "to_id": speaker, "direction": "right", "labels": ["said by"]}
        for quote, speaker in article.speakers
    ]
    return {
        "data": {"text": row["text"], "article_id": row["article_id"], "title": row["title"] or row["article_id"]},
        "predictions": [{"model_version": f"newsrows {__version__}", "result": [*regions, *relations]}],
    }


def _regions(annotation: Annotation, text: str, units: list[int]) -> Iterator[dict[str, Any]]:
    """A region per part; the first has the row's id. Label Studio may change ids, but keeps the meta text."""
    for number, (start, end) in enumerate(annotation.parts):
        region_id = annotation.id if number == 0 else f"{annotation.id}:{number}"
        yield {
            "id": region_id,
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {
                "start": units[start],
                "end": units[end],
                "text": text[start:end],
                "labels": [annotation.layer],
            },
            "meta": {"text": [f"row: {region_id}", *(f"{name}: {value}" for name, value in annotation.facts.items())]},
        }


def _utf16_offsets(text: str) -> list[int]:
    """The offset in UTF-16 units, which JavaScript counts, of each code point and of the end."""
    return [0, *accumulate(2 if ord(character) > 0xFFFF else 1 for character in text)]


def _config() -> str:
    labels = "\n".join(
        f'    <Label value="{layer}" background="{colour}"/>' for layer, colour in zip(LAYERS, _COLOURS, strict=True)
    )
    return f"""<View>
  <Relations>
    <Relation value="said by"/>
  </Relations>
  <Labels name="label" toName="text">
{labels}
  </Labels>
  <Text name="text" value="$text" granularity="word"/>
</View>
"""
