"""Writes brat standoff files (https://brat.nlplab.org/standoff.html), which INCEpTION reads too, in one zip file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from newsrows.publishing.editions.annotations import LAYERS, AnnotatedArticle, Annotation, annotated_articles
from newsrows.publishing.editions.contents import Contents
from newsrows.publishing.editions.zip_file import add_text

BRAT_PATH = "brat.zip"
_LINE = re.compile(r"[^\r\n]+")
_CONFIG = "\n".join(
    [
        "[entities]",
        *LAYERS,
        "[relations]",
        "said_by Arg1:quote, Arg2:speaker",
        "<OVERLAP> Arg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>",
        "[events]",
        "[attributes]",
        "",
    ]
)


def write_brat(contents: Contents, folder: Path) -> list[str]:
    """Write <article_id>.txt and .ann for each article, and annotation.conf. Offsets count code points.

    Raises:
        ExportError: the package has no texts.
        OSError: the file cannot be written.
    """
    articles = annotated_articles(contents, "brat")
    with ZipFile(folder / BRAT_PATH, "w") as archive:
        add_text(archive, "annotation.conf", _CONFIG)
        for article in articles:
            add_text(archive, f"{article.article['article_id']}.txt", article.article["text"])
            add_text(archive, f"{article.article['article_id']}.ann", "".join(_lines(article)))
    return []


def _lines(article: AnnotatedArticle) -> Iterator[str]:
    text = article.article["text"]
    numbers = {annotation.id: f"T{number}" for number, annotation in enumerate(article.annotations, start=1)}
    for annotation in article.annotations:
        pieces = list(_pieces(annotation, text))
        spans = ";".join(f"{start} {end}" for start, end in pieces)
        words = " ".join(text[start:end] for start, end in pieces)
        yield f"{numbers[annotation.id]}\t{annotation.layer} {spans}\t{words}\n"
        note = "; ".join(f"{name}: {value}" for name, value in annotation.facts.items())
        yield f"#{numbers[annotation.id][1:]}\tAnnotatorNotes {numbers[annotation.id]}\t{' '.join(note.split())}\n"
    for number, (quote, speaker) in enumerate(article.speakers, start=1):
        yield f"R{number}\tsaid_by Arg1:{numbers[quote]} Arg2:{numbers[speaker]}\n"


def _pieces(annotation: Annotation, text: str) -> Iterator[tuple[int, int]]:
    """The parts of an annotation, cut at line breaks, which brat does not allow within a span."""
    for start, end in annotation.parts:
        yield from (line.span() for line in _LINE.finditer(text, start, end))
