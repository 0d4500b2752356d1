"""The same articles come out of every format that they were put into."""

from __future__ import annotations

import csv
import gzip
import json
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from newsrows.records import Article
from newsrows.sources import read_articles

Rows = list[dict[str, str]]

# Text as plain text files can hold it: they have no NUL, and one carriage return is as good as another line end.
_CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], include_characters="\n\t")
_TEXT = st.text(_CHARACTERS, min_size=1, max_size=60).filter(
    lambda text: text.strip() and not text.startswith(("---", "\ufeff"))
)
_ROWS = st.dictionaries(st.text("abc012_-", min_size=1, max_size=5), _TEXT, min_size=1, max_size=5).map(
    lambda texts: [
        {"id": identifier, "text": text, "date": "2024-03-01", "publisher": "The Quay Post"}
        for identifier, text in texts.items()
    ]
)


def _text(folder: Path, rows: Rows) -> None:
    for row in rows:
        front = f"---\ndate: {row['date']}\npublisher: {row['publisher']}\n---\n"
        (folder / f"{row['id']}.txt").write_bytes((front + row["text"]).encode())


def _json_lines(folder: Path, rows: Rows) -> None:
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "a.jsonl.gz").write_bytes(gzip.compress(lines.encode()))


def _json(folder: Path, rows: Rows) -> None:
    (folder / "a.json").write_text(json.dumps(rows), "utf-8")


def _csv(folder: Path, rows: Rows) -> None:
    with (folder / "a.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def _parquet(folder: Path, rows: Rows) -> None:
    parquet.write_table(pa.Table.from_pylist(rows), folder / "a.parquet", row_group_size=2)


def _zip(folder: Path, rows: Rows) -> None:
    with tempfile.TemporaryDirectory() as inner, zipfile.ZipFile(folder / "a.zip", "w") as archive:
        _csv(Path(inner), rows)
        archive.write(Path(inner) / "a.csv", "a.csv")


def _known(folder: Path) -> dict[str, tuple[object, ...]]:
    articles = list(read_articles([folder]))
    assert all(isinstance(article, Article) for article in articles)
    return {
        article.article_id: (article.text, article.title, article.publisher, article.published_on)
        for article in articles
        if isinstance(article, Article)
    }


@pytest.mark.parametrize("write", [_json_lines, _json, _csv, _parquet, _zip])
@settings(max_examples=25, deadline=None)
@given(rows=_ROWS)
def test_table_gives_the_same_articles_as_text_files(write: Callable[[Path, Rows], None], rows: Rows) -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        _text(Path(one), rows)
        write(Path(two), rows)
        assert _known(Path(two)) == _known(Path(one))
