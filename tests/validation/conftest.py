"""A small package that is valid: two articles written for these tests, and all that is found in them."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from newsrows.publishing import PackageInfo, write_package
from newsrows.schema import load_tables
from newsrows.schema.frames import polars_schema
from repeats_free import repeats_free

HARBOUR = (
    "Harbour toll is frozen\n\n"
    "Ports Minister Ada Quill said the toll would not rise before spring. “We listened,” Ms Quill said, "
    "“and 40 boats stay in work.”\n\n"
    "The Harbour Users’ League said between 12 and 15 skippers had left."
)
BRIDGE = "Bridge opens\n\nThe Harbour Users’ League welcomed the café’s new bridge. Ada Quill was not there."

Row = dict[str, Any]
UNREVIEWED: Row = {"review": "none"}


def span(text: str, words: str, *, nth: int = 0) -> Row:
    """Start, end and text of the `nth` place where `words` stand in an article."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return {"start": start, "end": start + len(words), "text": words}


def _article(article_id: str, text: str, sentences: int) -> Row:
    return {
        "article_id": article_id,
        "file_name": f"{article_id}.txt",
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "title": text.split("\n", maxsplit=1)[0],
        "publisher": "The Quay",
        "published_on": None,
        "url": None,
        "language": "en",
        "characters": len(text),
        "words": len(text.split()),
        "sentences": sentences,
        "paragraphs": text.count("\n\n") + 1,
        "text": text,
    }


def _mention(article_id: str, found: Row, sentence: int, kind: str, **ids: str) -> Row:
    named = {"person_id": None, "organisation_id": None, "quote_id": None, **ids}
    return (
        {"mention_id": f"{article_id}:m{found['start']}", "article_id": article_id, "kind": kind, "sentence": sentence}
        | {"confidence": 1.0}
        | found
        | named
        | UNREVIEWED
    )


def _quote(
    article_id: str,
    kind: str,
    parts: list[Row],
    cue: tuple[str, Row],
    speaker: Row,
    *,
    attribution: str,
    sentence: int,
    **ids: str,
) -> Row:
    return {
        "quote_id": f"{article_id}:q{parts[0]['start']}",
        "article_id": article_id,
        "kind": kind,
        "text": " … ".join(part["text"] for part in parts),
        "start": parts[0]["start"],
        "end": parts[-1]["end"],
        "sentence": sentence,
        "paragraph": HARBOUR.count("\n\n", 0, parts[0]["start"]),
        "words": sum(len(part["text"].split()) for part in parts),
        "cue": cue[0],
        "cue_start": cue[1]["start"],
        "cue_end": cue[1]["end"],
        "speaker": speaker["text"],
        "speaker_start": speaker["start"],
        "speaker_end": speaker["end"],
        "attribution": attribution,
        "polarity": "affirmed",
        "source_type": "person" if "person_id" in ids else "organisation",
        "speaker_confidence": 0.95,
        "confidence": 0.9,
        "person_id": None,
        "organisation_id": None,
        **UNREVIEWED,
        **ids,
    }


def _statistic(article_id: str, found: Row, sentence: str, **values: Any) -> Row:
    row = {"statistic_id": f"{article_id}:s{found['start']}", "article_id": article_id, "sentence": sentence}
    return (
        row
        | found
        | {"kind": "count", "confidence": 0.8, "value_max": None, "quote_id": None, "concept": None, "change": None}
        | UNREVIEWED
        | values
    )


def _alias(alias_id: str, form: str, relation: str, articles: int, mentions: int, **ids: str) -> Row:
    return {
        "alias_id": alias_id,
        "person_id": None,
        "organisation_id": None,
        "form": form,
        "relation": relation,
        "articles": articles,
        "mentions": mentions,
    } | ids


def _rows() -> dict[str, list[Row]]:
    quill, league = {"person_id": "ada-quill"}, {"organisation_id": "harbour-users-league"}
    toll = [span(HARBOUR, "the toll would not rise before spring")]
    listened = [span(HARBOUR, "We listened,"), span(HARBOUR, "and 40 boats stay in work.")]
    left = [span(HARBOUR, "between 12 and 15 skippers had left")]
    full, partial = span(HARBOUR, "Ada Quill"), span(HARBOUR, "Quill", nth=1)
    users = span(HARBOUR, "Harbour Users’ League")
    quotes = [
        _quote(
            "harbour",
            "indirect",
            toll,
            ("say", span(HARBOUR, "said")),
            full,
            attribution="named",
            sentence=1,
            **quill,
        ),
        _quote(
            "harbour",
            "direct",
            listened,
            ("say", span(HARBOUR, "said", nth=1)),
            partial,
            attribution="partial",
            sentence=2,
            **quill,
        ),
        _quote(
            "harbour",
            "indirect",
            left,
            ("say", span(HARBOUR, "said", nth=2)),
            users,
            attribution="named",
            sentence=3,
            **league,
        ),
    ]
    return {
        "articles": [_article("harbour", HARBOUR, 4), _article("bridge", BRIDGE, 3)],
        "people": [
            {
                "person_id": "ada-quill",
                "name": "Ada Quill",
                "given_name": "Ada",
                "family_name": "Quill",
                "honorific": "Ms",
                "gender": "female",
                "gender_source": "honorific",
                "title": "Ports Minister",
                "organisation_id": None,
                "wikidata_id": "Q17",
            }
            | {"articles": 2, "mentions": 3, "quotes": 2}
        ],
        "organisations": [
            {
                "organisation_id": "harbour-users-league",
                "name": "Harbour Users’ League",
                "acronym": None,
                "kind": "other",
                "wikidata_id": None,
            }
            | {"articles": 2, "mentions": 2, "quotes": 1}
        ],
        "aliases": [
            _alias("o:harbour-users-league:0", "Harbour Users’ League", "name", 2, 2, **league),
            _alias("p:ada-quill:0", "Ada Quill", "name", 2, 2, **quill),
            _alias("p:ada-quill:1", "Quill", "partial", 1, 1, **quill),
        ],
        "mentions": [
            _mention("harbour", full, 1, "name", **quill),
            _mention("harbour", partial, 2, "partial", **quill),
            _mention("harbour", users, 3, "name", **league),
            _mention("bridge", span(BRIDGE, "Harbour Users’ League"), 1, "name", **league),
            _mention("bridge", span(BRIDGE, "Ada Quill"), 2, "name", **quill),
        ],
        "roles": [
            {
                "role_id": f"harbour:r{found['start']}",
                "article_id": "harbour",
                "title": "Ports Minister",
                "status": "current",
                "organisation_id": None,
                "review": "corrected",
            }
            | quill
            | found
            for found in [span(HARBOUR, "Ports Minister Ada Quill")]
        ],
        "quotes": quotes,
        "quote_spans": [
            {"quote_id": quote["quote_id"], "part": number} | part
            for quote, parts in zip(quotes, (toll, listened, left), strict=True)
            for number, part in enumerate(parts)
        ],
        "statistics": [
            _statistic(
                "harbour", span(HARBOUR, "40 boats"), "“We listened,” Ms Quill said, “and 40 boats stay in work.”"
            )
            | {"value": 40.0, "bound": "exact", "unit": "boat", "quote_id": quotes[1]["quote_id"]},
            _statistic(
                "harbour",
                span(HARBOUR, "between 12 and 15 skippers"),
                "The Harbour Users’ League said between 12 and 15 skippers had left.",
            )
            | {
                "value": 12.0,
                "value_max": 15.0,
                "bound": "range",
                "unit": "skipper",
                "quote_id": quotes[2]["quote_id"],
            },
        ],
    }


def frames() -> dict[str, pl.DataFrame]:
    """The tables of the small package, sorted by primary key."""
    schemas = load_tables()
    rows = {name: pl.DataFrame(rows, schema=polars_schema(schemas[name])) for name, rows in _rows().items()}
    tables = repeats_free(rows)
    return {name: tables[name].select(table.field_names).sort(table.primary_key) for name, table in schemas.items()}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    write_package(frames(), folder, info=PackageInfo())
    return folder


@pytest.fixture
def package(built: Path, tmp_path: Path) -> Path:
    """A valid package that the test may break."""
    return Path(shutil.copytree(built, tmp_path / "package"))


@pytest.fixture(scope="session")
def valid() -> dict[str, pl.DataFrame]:
    """The valid package's frames; the test must not change the dictionary."""
    return frames()


@pytest.fixture
def tables() -> dict[str, pl.DataFrame]:
    """The valid package's frames."""
    return frames()
