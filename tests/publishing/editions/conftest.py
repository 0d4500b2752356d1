"""A package whose cells are hard on every format, and the cells that an edition must give back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from newsrows.publishing import PackageInfo, export_package
from newsrows.schema import load_tables
from newsrows.schema.frames import polars_schema
from repeats_free import repeats_free

TEXTS = [
    "Ferries stop.\n\n“We’ll sail on Monday,” said Ada Brook.",
    "=1+1",
    "@SUM(A1)",
    "+44",
    "-5",
    "\tindented",
    " spaces at both ends ",
    "<r>Over and out</r>",
    "<script>alert('x')</script> & \"quoted\"",
    "_x0041_ and back\\slash",
    "Zoë 🚢 e\u0301 \u2028 line",
    "0001\x0b",
    "null",
    "http://example.org/a?b=c&d",
]


def _article(number: int, text: str) -> dict[str, Any]:
    return {
        "article_id": f"a{number:02}",
        "file_name": f"a{number:02}.txt",
        "sha256": f"{number:064x}",
        "title": text if number % 2 else None,
        "publisher": "The Quay",
        "published_on": [None, date(2024, 3, 1), date(1899, 12, 30), date(1900, 2, 28)][number % 4],
        "url": None if number else "https://quay.example/ferries",
        "language": "en",
        "characters": len(text),
        "words": 1,
        "sentences": 1,
        "paragraphs": 1,
        "text": text,
    }


def _rows() -> dict[str, list[dict[str, Any]]]:
    counted = {"articles": 1, "mentions": 1, "quotes": 1}
    quote = {"quote_id": "a00:q16", "article_id": "a00", "kind": "direct", "text": "We’ll sail on Monday,", "start": 16}
    quote |= {"sentence": 1, "paragraph": 1, "words": 4}
    speaker = {"speaker": "Ada Brook", "speaker_start": 44, "speaker_end": 53, "person_id": "ada-brook"}
    figure = {
        "article_id": "a03",
        "start": 0,
        "end": 3,
        "text": "+44",
        "bound": "exact",
        "kind": "count",
        "confidence": 0.1,
        "review": "none",
    }
    return {
        "articles": [_article(number, text) for number, text in enumerate(TEXTS)],
        "people": [
            {"person_id": "ada-brook", "name": "Ada Brook", "given_name": "Ada", "wikidata_id": "Q42"} | counted
        ],
        "organisations": [],
        "mentions": [
            {"mention_id": "a00:m44", "article_id": "a00", "person_id": "ada-brook", "kind": "name", "sentence": 1}
            | {"start": 44, "end": 53, "text": "Ada Brook", "confidence": 1.0, "review": "confirmed"}
        ],
        "roles": [
            {"role_id": "a00:r39", "article_id": "a00", "person_id": "ada-brook", "title": "said", "status": "former"}
            | {"start": 39, "end": 53, "text": "said Ada Brook", "review": "corrected"}
        ],
        "aliases": [
            {"alias_id": "p:ada-brook:0", "person_id": "ada-brook", "form": "Ada Brook", "relation": "name"}
            | {"articles": 1, "mentions": 1}
        ],
        "quotes": [
            quote
            | speaker
            | {"end": 37, "cue": "say", "attribution": "named", "confidence": 1 / 3}
            | {"polarity": "affirmed", "source_type": "person", "speaker_confidence": 1 / 3, "review": "none"}
        ],
        "quote_spans": [{"quote_id": "a00:q16", "part": 0, "start": 16, "end": 37, "text": quote["text"]}],
        "statistics": [
            figure | {"statistic_id": "a03:s0", "value": 44.0, "sentence": "+44"},
            figure | {"statistic_id": "a03:s1", "start": 1, "value": 1e300, "value_max": -0.1, "sentence": "44"},
        ],
    }


@pytest.fixture(scope="session")
def frames() -> dict[str, pl.DataFrame]:
    """The tables of the package."""
    schemas = load_tables()
    rows = {name: pl.DataFrame(rows, schema=polars_schema(schemas[name])) for name, rows in _rows().items()}
    tables = repeats_free(rows)
    return {name: tables[name].select(table.field_names) for name, table in schemas.items()}


@pytest.fixture(scope="session")
def package(frames: dict[str, pl.DataFrame], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package's folder."""
    folder = tmp_path_factory.mktemp("package")
    export_package(frames, folder, info=PackageInfo(title="Harbour news", version="2.1.0"))
    return folder
