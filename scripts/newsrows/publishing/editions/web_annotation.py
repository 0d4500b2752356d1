"""Writes W3C Web Annotations (https://www.w3.org/TR/annotation-model/) as JSON-LD, for Hypothesis and other tools."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from newsrows.publishing.editions.annotations import AnnotatedArticle, Annotation, annotated_articles
from newsrows.publishing.editions.contents import Contents

WEB_ANNOTATION_PATH = "annotations.jsonld"
_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # characters of the text before and after, by which a quotation is found in a page


def write_web_annotation(contents: Contents, folder: Path) -> list[str]:
    """Write one annotation page with an item for each row of mentions, roles, quotes and statistics.

    The target is the article's url, or `urn:newsrows:article:<article_id>` if it has none. Positions count code points.

    Raises:
        ExportError: the package has no texts.
        OSError: the file cannot be written.
    """
    articles = annotated_articles(contents, "web-annotation")
    with (folder / WEB_ANNOTATION_PATH).open("w", encoding="utf-8", newline="\n") as file:
        file.write(
            f'{{"@context": "{_CONTEXT}", "type": "AnnotationPage", "id": "urn:newsrows:annotations", "items": ['
        )
        separator = "\n"
        for article in articles:
            for item in _items(article):
                file.write(separator + json.dumps(item, ensure_ascii=False))
                separator = ",\n"
        file.write("\n]}\n")
    return []


def _items(article: AnnotatedArticle) -> Iterator[dict[str, Any]]:
    source = article.article["url"] or f"urn:newsrows:article:{article.article['article_id']}"
    text = article.article["text"]
    for annotation in article.annotations:
        if annotation.layer != "speaker":
            yield {
                "id": f"urn:newsrows:{annotation.id}",
                "type": "Annotation",
                "motivation": "tagging",
                "body": [{"type": "TextualBody", "value": value} for value in _bodies(annotation)],
                "target": [_target(source, text, start, end) for start, end in annotation.parts],
            }


def _bodies(annotation: Annotation) -> Iterator[str]:
    yield annotation.layer
    yield from (f"{name}: {value}" for name, value in annotation.facts.items())


def _target(source: str, text: str, start: int, end: int) -> Mapping[str, Any]:
    return {
        "source": source,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(start - _AROUND, 0) : start],
                "suffix": text[end : end + _AROUND],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }
