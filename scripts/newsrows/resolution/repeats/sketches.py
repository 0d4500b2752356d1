"""Sketches of articles: samples of their shingles, from which the share of common words is estimated.

A shingle is a run of four words. A sketch has the shingles whose hash is divisible by four (the mod sketch of Broder
1997, 'On the resemblance and containment of documents'). Unlike the minima of MinHash, it tells how much of a short
article is in a long one, which is what shows a copy that was cut.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from newsrows.records import Article

SKETCHES: Final = "sketches"
"""The name of the frame of a shard with the rows of `SKETCH_SCHEMA`."""

SKETCH_SCHEMA: Final = pl.Schema(
    {
        "article_id": pl.String(),
        "published_on": pl.Date(),
        "published_at": pl.Datetime("us"),
        "shingles": pl.List(pl.UInt64()),
    }
)
"""One row per article: its dates, and the sorted sketch of its text."""

_WORDS_PER_SHINGLE: Final = 4
_SAMPLE: Final = 4
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MULTIPLIER: Final = np.uint64(0x9E3779B97F4A7C15)


def sketch_articles(articles: Iterable[Article]) -> pl.DataFrame:
    """The rows of `SKETCH_SCHEMA` of some articles."""
    rows = [(article.article_id, article.published_on, _moment(article), sketch(article.text)) for article in articles]
    return pl.DataFrame(rows, schema=SKETCH_SCHEMA, orient="row")


def sketch(text: str) -> list[int]:
    """A sample of the hashes of the text's shingles, sorted. A text of fewer than four words has an empty sketch."""
    words = np.fromiter(map(_word_hash, _WORD.findall(text.lower())), dtype=np.uint64)
    if len(words) < _WORDS_PER_SHINGLE:
        return []
    hashes = words[: 1 - _WORDS_PER_SHINGLE].copy()
    for place in range(1, _WORDS_PER_SHINGLE):
        hashes = _mix(hashes) + words[place : len(words) - _WORDS_PER_SHINGLE + 1 + place]
    hashes = np.unique(_mix(hashes))
    sampled: list[int] = hashes[hashes % np.uint64(_SAMPLE) == 0].tolist()
    return sampled


def _moment(article: Article) -> datetime | None:
    """When the article was published, in UTC, if the source tells the time of day."""
    moment: datetime | None = getattr(article, "published_at", None)
    return moment.astimezone(UTC).replace(tzinfo=None) if moment is not None and moment.tzinfo else moment


@lru_cache(maxsize=100_000)
def _word_hash(word: str) -> int:
    return zlib.crc32(word.replace("’", "'").encode())


def _mix(hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """The hashes with all their bits mixed (the finalizer of SplitMix64); sums wrap around."""
    hashes = hashes * _MULTIPLIER
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))
