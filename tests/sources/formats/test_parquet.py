from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from newsrows.sources import ReadError


def test_usual_columns_of_any_type_are_used(tmp_path: Path, read) -> None:
    table = pa.table(
        {
            "id": pa.array([7, 8]),
            "content": pa.array(["One.", "Two."], pa.large_string()).dictionary_encode(),
            "published": pa.array([datetime(2024, 3, 1, 23, 30, tzinfo=UTC), None], pa.timestamp("ns", "UTC")),
            "meta": pa.array([{"site": "The Quay Post"}, {"site": None}]),
            "pixels": pa.array([b"\0" * 1000] * 2),
        }
    )
    parquet.write_table(table, tmp_path / "a.parquet")
    one, two = read().articles
    assert (one.article_id, one.file_name, one.text) == ("7", "a.parquet#1", "One.")
    assert (one.published_on, two.published_on) == (date(2024, 3, 1), None)
    assert read(id_column="meta.site").ids == ["the-quay-post", "a-2"]


def test_rows_are_numbered_across_row_groups_and_batches(tmp_path: Path, read) -> None:
    texts = [f"Text {number}." for number in range(1, 1001)]
    parquet.write_table(pa.table({"text": texts}), tmp_path / "a.parquet", row_group_size=300)
    articles = read().articles
    assert [article.text for article in articles] == texts
    assert [article.article_id for article in articles] == [f"a-{number}" for number in range(1, 1001)]


def test_rows_without_text_are_rejected(tmp_path: Path, read) -> None:
    parquet.write_table(pa.table({"text": ["One.", None, "", "Four."]}), tmp_path / "a.parquet")
    outcome = read()
    assert outcome.ids == ["a-1", "a-4"]
    assert outcome.messages == [f"a.parquet, row {row}: found no text in text, expected an article" for row in (2, 3)]


def test_list_of_paragraphs_is_joined(tmp_path: Path, read) -> None:
    parquet.write_table(pa.table({"text": [["One.", "Two."]]}), tmp_path / "a.parquet")
    assert read().article.text == "One.\n\nTwo."


def test_key_in_a_column_of_objects_is_used(tmp_path: Path, read) -> None:
    parquet.write_table(pa.table({"story": [{"prose": "One.", "x": 1}]}), tmp_path / "a.parquet")
    assert read(text_column="story.prose").article.text == "One."


def test_table_without_a_column_of_text_is_rejected(tmp_path: Path, read) -> None:
    parquet.write_table(pa.table({"name": ["x"], "size": [1]}), tmp_path / "a.parquet")
    with pytest.raises(
        ReadError, match=r"a\.parquet: found no column of text \(columns: name, size\), expected text, "
    ):
        read(tmp_path / "a.parquet")
    assert read().message.startswith("a.parquet: found no column of text (columns: name, size), expected ")
    assert "found int '1' in size" in read(text_column="size").message


def test_incomplete_file_is_rejected(tmp_path: Path, read) -> None:
    parquet.write_table(pa.table({"text": ["One."]}), tmp_path / "a.parquet")
    (tmp_path / "a.parquet").write_bytes((tmp_path / "a.parquet").read_bytes()[:-9])
    assert read().message.startswith("a.parquet: found a damaged file, expected Parquet (")


def test_row_with_text_that_is_not_utf_8_is_rejected(tmp_path: Path, read) -> None:
    texts = pa.Array.from_buffers(pa.string(), 2, pa.array([b"One.", b"Caf\xe9."], pa.binary()).buffers())
    parquet.write_table(pa.table({"text": texts}), tmp_path / "a.parquet")
    outcome = read()
    assert outcome.ids == ["a-1"]
    assert outcome.message == "a.parquet, row 2: found the byte 0xe9 in the text, expected UTF-8"


@pytest.mark.parametrize(
    "dates",
    [
        pa.array([2**30, 0], pa.date32()),
        pa.array([2**62, 0], pa.timestamp("us")),
        pa.array([0, 0], pa.timestamp("us", tz="Nowhere/Bad")),
        pa.array([float("nan"), 0.0]),
    ],
)
def test_dates_that_python_cannot_hold_are_unknown(tmp_path: Path, read, dates: pa.Array) -> None:
    parquet.write_table(pa.table({"text": ["One.", "Two."], "date": dates}), tmp_path / "a.parquet")
    one, two = read().articles
    assert (one.text, one.published_on, two.text) == ("One.", None, "Two.")


def test_rows_longer_than_articles_are_not_read(tmp_path: Path, read) -> None:
    long = pa.table({"text": pa.array(["a" * 300_000] * 8, pa.large_string())})
    parquet.write_table(long, tmp_path / "a.parquet", use_dictionary=False)
    assert len(read().articles) == 8
    assert "found rows of 300,0" in read(max_characters=20_000).message
