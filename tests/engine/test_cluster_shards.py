"""A Dask cluster makes the shards that the local engine makes, byte for byte."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from hashlib import sha256

import pytest

from newsrows.engine import dask_cluster as cluster
from newsrows.engine import run
from newsrows.engine.store import ShardStore, article_key
from newsrows.extraction.parse.model import DEFAULT_MODEL
from newsrows.pipeline.map_step import make_shard, worker_environment
from newsrows.records import Article, WebPage

pytest.importorskip("distributed")
pytest.importorskip("trafilatura")


def articles() -> list[Article]:
    texts = [
        'Tidewatch Ferries cancelled 12 crossings. "We will sail on Monday," said Ada Brook, its chief executive.',
        "The head teacher, Omar Said, said about 300 pupils had been sent home.",
        "Nothing happened in Eastmere, according to the mayor, Lena Fields.",
    ]
    return [Article(f"a{number}", f"a{number}.txt", f"{number:064}", text) for number, text in enumerate(texts)]


def page() -> WebPage:
    data = "<html><body><article><p>Zoë Holt said fares would rise by 5% in April.</p></article></body></html>".encode()
    return WebPage("page", "page.html", sha256(data).hexdigest(), data, "news/page.html", 1000)


def test_a_cluster_gives_the_same_shards_to_the_byte(tmp_path) -> None:
    batches = [articles()[:2], [*articles()[2:], page(), replace(page(), article_id="empty", data=b"")]]
    known = {"model": DEFAULT_MODEL, "names": "fast"}
    here, there = tmp_path / "here", tmp_path / "there"
    assert sorted(run(partial(make_shard, store=here, **known), batches)) == [2, 2]
    work = partial(make_shard, store=f"local://{there}", **known)
    shown = partial(worker_environment, store=f"local://{there}", **known)
    assert sorted(cluster.run(work, batches, workers=1, worker_environment=shown)) == [2, 2]
    shards = sorted(path.name for path in here.glob("*.shard"))
    assert len(shards) == 2
    assert shards == sorted(path.name for path in there.glob("*.shard"))
    for name in shards:
        assert (here / name).read_bytes() == (there / name).read_bytes()
    kept = ShardStore(there).slices(["quotes"], map(article_key, articles()))
    assert sum(part["quotes"].height for part in kept) >= 3
