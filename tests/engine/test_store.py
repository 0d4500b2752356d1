"""The store writes shards completely, finds articles in them and reads their rows."""

from __future__ import annotations

import os
import re
import uuid
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from random import Random

import polars as pl
import pytest

from newsrows.engine import shard_index
from newsrows.engine.shard_file import ShardFileError, pack, unpack
from newsrows.engine.storage import LocalStorage, StoreError, open_storage
from newsrows.engine.store import KeyList, ShardStore, article_key
from newsrows.records import Article, PageDiagnostic, WebPage

ONE = Article("one", "one.txt", "1" * 64, "One.")
TWO = Article("two", "two.txt", "2" * 64, "Two.")
THREE = Article("three", "three.txt", "3" * 64, "Three.")


def article(number: int) -> Article:
    return Article(f"a{number}", f"a{number}.txt", f"{number:064x}", f"Text {number}.")


def frames(*articles: Article) -> dict[str, pl.DataFrame]:
    """Two tables, of one row and of two rows an article."""
    ids = [known.article_id for known in articles]
    texts = [known.text for known in articles]
    return {
        "articles": pl.DataFrame({"article_id": ids, "text": texts}),
        "words": pl.DataFrame({"article_id": ids * 2, "word": texts * 2}),
    }


@pytest.fixture(params=["folder", "memory", "local"])
def store(request, tmp_path) -> ShardStore:
    """A store in a folder, and in what fsspec says is a remote one."""
    url = {
        "folder": tmp_path / "cache",
        "memory": f"memory://{uuid.uuid4().hex}/cache",
        "local": f"local://{tmp_path / 'cache'}",
    }
    store = ShardStore(url[request.param])
    store.publish([ONE, TWO], frames(ONE, TWO))
    store.publish([THREE], frames(THREE))
    return store


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "cache"


def texts(store: ShardStore, *articles: Article) -> list[str]:
    parts = store.slices(["articles"], map(article_key, articles))
    return sorted(text for part in parts for text in part["articles"]["text"])


def listings(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.listing"))


def test_store_has_the_keys_of_its_articles(store) -> None:
    assert set(store.keys()) == {article_key(ONE), article_key(TWO), article_key(THREE)}
    known = store.keys()
    assert article_key(replace(ONE, title="One")) not in known


def test_slices_have_the_rows_of_the_wanted_articles_from_all_shards(store) -> None:
    assert texts(store, ONE, TWO, THREE) == ["One.", "Three.", "Two."]
    assert texts(store, TWO) == ["Two."]
    assert texts(store) == []


def test_article_in_no_shard_is_an_error(store) -> None:
    with pytest.raises(StoreError, match="1 of 2 articles are in no shard"):
        list(store.slices(["articles"], [article_key(ONE), "0" * 32]))


def test_batch_published_twice_is_one_shard(store) -> None:
    before = sorted(store._storage.names())
    store.publish([ONE, TWO], frames(ONE, TWO))
    assert sorted(store._storage.names()) == before


def test_count_is_none_for_a_batch_without_a_shard(store) -> None:
    assert store.count([ONE, TWO]) == 2
    assert store.count([ONE]) is None


def test_stamp_identifies_the_store(store, tmp_path) -> None:
    assert ShardStore(store.location).stamp() == store.stamp()
    assert ShardStore(tmp_path / "other").stamp() != store.stamp()
    assert len(store.keys()) == 3


def test_article_in_two_shards_is_read_once(store) -> None:
    store.publish([TWO, THREE], frames(TWO, THREE))
    assert texts(store, ONE, TWO, THREE, TWO) == ["One.", "Three.", "Two."]


def test_old_rows_of_an_edited_article_are_not_read(store) -> None:
    edited = replace(ONE, sha256="5" * 64, text="One, again.")
    store.publish([edited], frames(edited))
    assert texts(store, edited, TWO) == ["One, again.", "Two."]


def test_store_without_a_folder_is_empty(tmp_path) -> None:
    store = ShardStore(tmp_path / "none")
    assert len(store.keys()) == 0
    assert list(store.slices(["articles"], [])) == []


@pytest.mark.parametrize("batch", [1, 3, 7])
@pytest.mark.parametrize("size", [1, 4, 100])
def test_slices_have_every_article_once_and_keep_their_size(folder, batch, size) -> None:
    articles = [article(number * 17 % 41) for number in range(41)]  # in no order
    store = ShardStore(folder)
    for start in range(0, len(articles), batch):
        part = articles[start : start + batch]
        store.publish(part, frames(*part))
    parts = list(store.slices(["articles", "words"], map(article_key, articles), articles=size))
    assert all(part["articles"].height <= size for part in parts)
    assert all(part["words"].height == 2 * part["articles"].height for part in parts)
    assert sorted(text for part in parts for text in part["articles"]["text"]) == sorted(a.text for a in articles)


def test_slices_in_shard_order_have_all_rows(store) -> None:
    parts = list(store.slices(["articles"], map(article_key, [ONE, TWO, THREE]), order="shard"))
    assert sorted(text for part in parts for text in part["articles"]["text"]) == ["One.", "Three.", "Two."]


@pytest.mark.parametrize("size", [1, 5])  # 1: more slices than files are dealt to at a time
def test_slices_of_scattered_articles_are_in_order(folder, size) -> None:
    articles = [article(number * 37 % 101) for number in range(101)]
    store = ShardStore(folder)
    for start in range(0, len(articles), 20):
        part = articles[start : start + 20]
        store.publish(part, frames(*part))
    parts = list(store.slices(["articles", "words"], map(article_key, articles), articles=size))
    expected = sorted((known.article_id for known in articles), key=lambda name: f"{name}:")
    for number, part in enumerate(parts):
        ids = expected[number * size : (number + 1) * size]
        assert set(part["articles"]["article_id"]) == set(ids)
        assert sorted(part["words"]["article_id"]) == sorted(ids * 2)
        assert part["words"].columns == ["article_id", "word"]
    assert len(parts) == -(-101 // size)


def page(number: int) -> WebPage:
    return WebPage(f"p{number}", f"p{number}.html", f"{number:064x}", b"", f"p{number}.html", 1000)


def publish_pages(store: ShardStore, pages: list[WebPage]) -> None:
    """Of three pages the first is an article, the second one in an odd encoding, the third has none."""
    kinds = [int(page.article_id[1:]) % 3 for page in pages]
    articles = [replace(ONE, article_id=page.article_id) for page, kind in zip(pages, kinds, strict=True) if kind < 2]
    notes = [
        PageDiagnostic(
            page.article_id,
            page.file_name,
            encoding="cp1252" if kind == 1 else None,
            reason="bad" if kind == 2 else None,
        )
        for page, kind in zip(pages, kinds, strict=True)
        if kind
    ]
    store.publish(pages, frames(*articles), notes)


@pytest.mark.parametrize("size", [1, 4, 100])
@pytest.mark.parametrize("stride", [1, 37])
def test_diagnostics_are_in_the_order_of_the_keys(folder, size, stride) -> None:
    pages = [page(number) for number in range(101)]
    store = ShardStore(folder)
    scattered = [pages[number * stride % 101] for number in range(101)]
    for start in range(0, 101, 20):
        publish_pages(store, scattered[start : start + 20])
    parts = list(store.diagnostics(KeyList(map(article_key, pages)), pages=size))
    found = [row for part in parts for row in part.select("position", "file_name", "reason", "encoding").iter_rows()]
    assert found == [
        (number, f"p{number}.html", *(("bad", None) if number % 3 == 2 else (None, "cp1252")))
        for number in range(101)
        if number % 3
    ]
    assert all(part.height <= size for part in parts)


def test_diagnostics_are_only_those_of_the_wanted_pages(store) -> None:
    pages = [page(number) for number in range(6)]
    publish_pages(store, pages)
    wanted = [ONE, pages[5], TWO, pages[3], pages[1]]
    (notes,) = store.diagnostics(KeyList(map(article_key, wanted)))
    assert notes.select("position", "article_id").rows() == [(1, "p5"), (4, "p1")]
    assert list(store.diagnostics(KeyList(map(article_key, [ONE, pages[0]])))) == []


def test_page_without_an_article_has_a_key_and_no_rows(store) -> None:
    pages = [page(number) for number in range(6)]
    publish_pages(store, pages)
    assert store.count(pages) == 4
    assert {article_key(one) for one in pages} <= set(store.keys())
    for order in ("row_id", "shard", "article_id"):
        parts = store.slices(["articles"], map(article_key, pages), articles=2, order=order)
        assert sorted(name for part in parts for name in part["articles"]["article_id"]) == ["p0", "p1", "p3", "p4"]
    publish_pages(store, [page(8)])
    assert store.count([page(8)]) == 0
    assert list(store.slices(["articles"], [article_key(page(8))])) == []


def test_slices_are_in_the_order_of_article_ids_or_row_ids(folder) -> None:
    articles = [replace(ONE, article_id=name, file_name=name) for name in ("fire-2", "fire", "fires", "fire2")]
    store = ShardStore(folder)
    store.publish(articles, frames(*articles))
    for order, expected in {
        "article_id": ["fire", "fire-2", "fire2", "fires"],
        "row_id": ["fire-2", "fire2", "fire", "fires"],  # as 'fire-2:q1', 'fire2:q1', 'fire:q1', 'fires:q1' do
    }.items():
        parts = store.slices(["articles"], map(article_key, articles), articles=1, order=order)
        assert [part["articles"]["article_id"].item() for part in parts] == expected


def test_many_shards_have_few_listings(folder) -> None:
    store = ShardStore(folder)
    for number in range(120):
        store.publish([article(number)], frames(article(number)))
        assert len(store.keys()) == number + 1
        assert len(listings(folder)) <= 4
    assert listings(folder)
    assert len(texts(store, *map(article, range(120)))) == 120


def test_listed_shards_are_not_opened_for_their_keys(folder, monkeypatch) -> None:
    store = ShardStore(folder)
    for number in range(shard_index._MIN_SHARDS_TO_LIST):
        store.publish([article(number)], frames(article(number)))
    store.keys()
    opened: list[str] = []
    monkeypatch.setattr(
        LocalStorage, "open", lambda self, name: opened.append(name) or (self._folder / name).open("rb")
    )
    assert len(store.keys()) == shard_index._MIN_SHARDS_TO_LIST
    assert {Path(name).suffix for name in opened} == {".listing"}


@pytest.mark.parametrize("harm", ["cut off", "emptied", "removed", "a shard gone"])
def test_wrong_listing_is_made_again(folder, harm) -> None:
    store = ShardStore(folder)
    for number in range(20):
        store.publish([article(number)], frames(article(number)))
    store.keys()
    (listing,) = listings(folder)
    shards = sorted(folder.glob("*.shard"))
    if harm == "cut off":
        listing.write_bytes(listing.read_bytes()[:-50])
    elif harm == "emptied":
        listing.write_bytes(b"")
    elif harm == "removed":
        listing.unlink()
    else:
        shards[0].unlink()
    left = 19 if harm == "a shard gone" else 20
    assert [len(store.keys()), len(store.keys())] == [left, left]
    assert len(listings(folder)) == 1


def test_listing_deleted_by_another_build_is_replaced_by_its_shards(folder, monkeypatch) -> None:
    store = ShardStore(folder)
    for number in range(20):
        store.publish([article(number)], frames(article(number)))
    store.keys()
    sound = shard_index._valid_listings

    def taken_in_by_another_build(place, *rest):
        found = sound(place, *rest)
        for name in found:
            place.remove(name)
        return found

    monkeypatch.setattr(shard_index, "_valid_listings", taken_in_by_another_build)
    assert len(texts(store, *map(article, range(20)))) == 20


def test_incomplete_shard_is_ignored_and_written_again(store) -> None:
    place = store._storage
    name = next(name for name in place.names() if name.endswith(".shard"))
    with place.open(name) as file:
        whole = file.read()
    place.write(name, whole[: len(whole) // 2])
    assert 1 <= len(store.keys()) < 3
    for articles in ([ONE, TWO], [THREE]):
        if store.count(articles) is None:
            store.publish(articles, frames(*articles))
    assert len(store.keys()) == 3


@pytest.mark.parametrize(
    ("offset", "value"), [(8, 1), (10, 8), (10, 99), (6, 99)], ids=["encrypted", "deflated", "method", "version"]
)
def test_changed_directory_of_a_shard_is_an_error_of_its_file(offset: int, value: int) -> None:
    data = pack({"quotes": pl.DataFrame({"article_id": ["a"]})})
    place = data.find(b"PK\x01\x02") + offset
    with pytest.raises(ShardFileError):
        unpack(BytesIO(data[:place] + bytes([value]) + data[place + 1 :]))


@pytest.mark.parametrize(
    "tables", [("quotes", "diagnostics", "index"), ("articles", "shards")], ids=["shard", "listing"]
)
def test_changed_bits_are_noticed_or_change_nothing(tables: tuple[str, ...]) -> None:
    random = Random(5)  # noqa: S311
    rows = {
        table: pl.DataFrame({"article_id": ["a", "b"], "start": [1, None], "text": ["Rain", table]}) for table in tables
    }
    data = pack(rows)
    noticed = 0
    for place in random.sample(range(len(data)), 400):
        changed = bytearray(data)
        changed[place] ^= 1 << random.randrange(8)
        try:
            read = unpack(BytesIO(changed), tables)
        except ShardFileError:
            noticed += 1
            continue
        assert all(read[table].equals(rows[table]) for table in tables)
    assert noticed > 300


def test_damaged_stamp_is_made_again(store) -> None:
    before = store.stamp()
    store._storage.write("stamp", b"\xff" + before.encode()[1:])
    assert re.fullmatch("[0-9a-f]{32}", store.stamp())
    assert store.stamp() == store.stamp() != before


def test_unreadable_shard_is_named_in_the_error(folder) -> None:
    store = ShardStore(folder)
    for number in range(20):
        store.publish([article(number)], frames(article(number)))
    store.keys()
    shard = min(folder.glob("*.shard"))
    shard.write_bytes(b"worn out")
    with pytest.raises(StoreError, match=rf"{shard.name} cannot be read .* next: newsrows cache --clear"):
        texts(store, *map(article, range(20)))


def test_failed_write_of_a_shard_leaves_no_file(folder, monkeypatch) -> None:
    store = ShardStore(folder)
    store.publish([ONE], frames(ONE))
    before = sorted(folder.rglob("*"))

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.publish([TWO], frames(TWO))
    assert sorted(folder.rglob("*")) == before


def test_old_partial_files_are_deleted(folder) -> None:
    store = ShardStore(folder)
    store.publish([ONE], frames(ONE))
    fresh, old = (folder / f"{name}.half" for name in ("fresh", "old"))
    fresh.touch()
    old.touch()
    os.utime(old, (0, 0))
    assert set(store.keys()) == {article_key(ONE)}
    assert fresh.exists()
    assert not old.exists()


def test_unsupported_url_of_a_store_is_refused() -> None:
    with pytest.raises(StoreError, match="gopher://x: cannot be used"):
        ShardStore("gopher://x")


def test_file_url_is_a_folder_of_this_machine(tmp_path) -> None:
    open_storage(f"file://{tmp_path}").write("a", b"b")
    assert (tmp_path / "a").read_bytes() == b"b"
