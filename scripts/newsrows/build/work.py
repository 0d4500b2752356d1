"""The map step: a batch of articles in, a shard out. It is all that an engine needs to know of newsrows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsrows.build.fingerprint import fingerprint
from newsrows.engine.store import ShardStore
from newsrows.extract.threads import limit_threads
from newsrows.records import Article

if TYPE_CHECKING:
    from newsrows.extract.reader import Names


def make_shard(batch: Sequence[Article], *, model: str, names: Names, store: Path | str) -> int:
    """Find, link and tabulate what a batch of articles says, and keep it in the store; returns how many there were.

    May be called twice with the same batch, in the same process or another: what is in the store is not done again.

    Args:
        batch: the articles.
        model: name or folder of the spaCy pipeline.
        names: what finds names.
        store: the folder or URL of the store, which every worker must see under this name.
    """
    shards = ShardStore(store)
    if shards.has(batch):
        return len(batch)
    limit_threads()
    from newsrows.extract.find import find_all  # noqa: PLC0415 - a worker sets its threads before it imports numpy
    from newsrows.extract.reader import load_reader  # noqa: PLC0415
    from newsrows.resolve import link  # noqa: PLC0415
    from newsrows.tabulate import shard  # noqa: PLC0415

    linked = [(article, link(article, findings)) for article, findings in find_all(batch, load_reader(model, names))]
    shards.publish(batch, shard(linked))
    return len(batch)


def surroundings(*, model: str, names: Names, store: Path | str) -> dict[str, str]:
    """What a worker on another machine must have in common with this one, for the rows to be the same.

    Args:
        model: as for `make_shard`.
        names: as for `make_shard`.
        store: as for `make_shard`.
    """
    return {"newsrows, library or model": fingerprint(model, names)[:12], "store": ShardStore(store).stamp()[:12]}
