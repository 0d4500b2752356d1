"""Articles whose rows do not validate, told apart from the rest: they must not stop the others.

They are looked for only when a package did not validate, for it would cost every build a tenth of its time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from newsrows.engine.store import KeyList, ShardStore
from newsrows.pipeline.joining import join_frames
from newsrows.records import Rejected
from newsrows.tables import SHARD_TABLES
from newsrows.validation import validate_frames

Frames = Mapping[str, pl.DataFrame]

# Articles that are judged together.
_TOGETHER = 256


def unsound_articles(store: ShardStore, keys: KeyList) -> dict[str, Rejected]:
    """The articles whose rows break a rule even where they are the only article, by article_id, with the reasons.

    Args:
        store: holds the shards.
        keys: the articles' keys.

    Raises:
        StoreError: an article is in no shard, or a shard cannot be read.
        OSError: there is no room for temporary files.
    """
    found: dict[str, Rejected] = {}
    for frames in store.slices(SHARD_TABLES, keys, articles=_TOGETHER, order="kept"):
        found.update(_unsound(frames))
    return found


def _unsound(frames: Frames) -> Iterator[tuple[str, Rejected]]:
    """Those of some articles, which are halved until the faulty ones are alone."""
    issues = validate_frames(join_frames(frames))
    if not issues:
        return
    articles = frames["articles"].select("article_id", "file_name")
    if articles.height > 1:
        half = articles.height // 2
        for part in (articles[:half], articles[half:]):
            yield from _unsound({name: frame.join(part, on="article_id", how="semi") for name, frame in frames.items()})
        return
    article_id, file_name = articles.row(0)
    reason = (
        f"newsrows itself made rows of it that do not validate ({issues[0].table}: {issues[0].rule}: "
        f"{issues[0].message}); next: report it, with the article"
    )
    yield article_id, Rejected(file_name, reason)
