"""Shards are kept whole, found by their articles, and read without those that are gone."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from newsrows.engine.store import ShardStore, article_key
from newsrows.records import Article

ONE = Article("one", "one.txt", "1" * 64, "One.")
TWO = Article("two", "two.txt", "2" * 64, "Two.")
THREE = Article("three", "three.txt", "3" * 64, "Three.")


def frames(*articles: Article) -> dict[str, pl.DataFrame]:
    return {
        "articles": pl.DataFrame({"article_id": [a.article_id for a in articles], "text": [a.text for a in articles]})
    }


@pytest.fixture
def store(tmp_path) -> ShardStore:
    store = ShardStore(tmp_path / "cache")
    store.publish([ONE, TWO], frames(ONE, TWO))
    store.publish([THREE], frames(THREE))
    return store


def texts(store: ShardStore, *articles: Article) -> list[str]:
    rows = store.scan(["articles"], map(article_key, articles))["articles"].collect()
    return sorted(rows["text"])


def test_an_article_is_found_by_what_is_known_of_it(store) -> None:
    assert set(store.keys()) == {article_key(ONE), article_key(TWO), article_key(THREE)}
    for change in ({"sha256": "4" * 64}, {"title": "One"}, {"file_name": "a/one.txt"}):
        assert article_key(replace(ONE, **change)) not in set(store.keys())


def test_rows_come_from_all_shards_and_of_the_wanted_articles_alone(store) -> None:
    assert texts(store, ONE, TWO, THREE) == ["One.", "Three.", "Two."]
    assert texts(store, TWO) == ["Two."]


def test_an_article_in_no_shard_is_an_error(store) -> None:
    with pytest.raises(KeyError):
        store.scan(["articles"], ["unknown"])


def test_the_same_batch_twice_is_one_shard(store) -> None:
    before = sorted(store.folder.rglob("*"))
    store.publish([ONE, TWO], frames(ONE, TWO))
    assert sorted(store.folder.rglob("*")) == before


def test_a_shard_that_could_not_be_written_leaves_nothing(store) -> None:
    class Unwritable:
        def write_parquet(self, _) -> None:
            raise OSError(28, "No space left on device")

    before = sorted(store.folder.rglob("*"))
    with pytest.raises(OSError, match="No space"):
        store.publish([replace(ONE, sha256="5" * 64)], {"articles": Unwritable()})
    assert sorted(store.folder.rglob("*")) == before


def test_a_store_without_a_folder_is_empty(tmp_path) -> None:
    assert ShardStore(tmp_path / "none").keys() == {}
