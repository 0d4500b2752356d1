"""Finds articles with invalid rows, so that the rest can be published.

The search runs only if a package does not validate, because it would add a tenth to the time of every build.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from newsrows.engine.store import KeyList, ShardStore
from newsrows.pipeline.joining import join_frames
from newsrows.records import Rejected
from newsrows.resolution import SKETCHES
from newsrows.tables import SHARD_TABLES
from newsrows.validation import validate_frames

Frames = Mapping[str, pl.DataFrame]

# Articles that are validated together; a group with an issue is halved.
_GROUP_SIZE = 256
# If a larger share of the articles is invalid, newsrows and its schemas do not match, and nothing may be published.
_MAX_INVALID_SHARE = 0.5


def may_be_excluded(invalid: int, *, articles: int) -> bool:
    """Whether the package may be published without its invalid articles.

    Args:
        invalid: the number of invalid articles. If there are none, excluding articles does not help.
        articles: the number of all articles.
    """
    return 0 < invalid <= _MAX_INVALID_SHARE * articles


def invalid_articles(store: ShardStore, keys: KeyList) -> dict[str, Rejected]:
    """Return the articles whose rows break a rule even in a package of their own, by article_id.

    Args:
        store: holds the shards.
        keys: the articles' keys.

    Raises:
        StoreError: an article is in no shard, or a shard cannot be read.
        OSError: there is no space for temporary files.
    """
    rejections: dict[str, Rejected] = {}
    for frames in store.slices([*SHARD_TABLES, SKETCHES], keys, articles=_GROUP_SIZE, order="shard"):
        rejections.update(_invalid(frames))
    return rejections


def _invalid(frames: Frames) -> Iterator[tuple[str, Rejected]]:
    """Find the invalid articles of a group by halving it until each one is alone."""
    issues = validate_frames(join_frames(frames))
    if not issues:
        return
    articles = frames["articles"].select("article_id", "file_name")
    if articles.height > 1:
        half = articles.height // 2
        for part in (articles[:half], articles[half:]):
            yield from _invalid({name: frame.join(part, on="article_id", how="semi") for name, frame in frames.items()})
        return
    article_id, file_name = articles.row(0)
    reason = (
        f"newsrows itself made rows of it that do not validate ({issues[0].table}: {issues[0].rule}: "
        f"{issues[0].message}); next: report it, with the article"
    )
    yield article_id, Rejected(file_name, reason)
