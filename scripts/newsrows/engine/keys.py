"""What an article is known by in the store, one key or a hundred million of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from newsrows.records import Article, WebPage

if TYPE_CHECKING:
    import numpy.typing as npt

_HEX_DIGITS = 32
_BYTES: Final = 16
# A key of 128 bits as two columns of numbers: sixteen bytes each, which sort and join as fast as numbers do.
KEY_SCHEMA = pl.Schema({"high": pl.UInt64(), "low": pl.UInt64()})


def article_key(article: Article | WebPage) -> str:
    """What an article is known by: 32 hex digits of a hash over its id, its file, what is said of it, bytes and text.

    Of an article that is still in its web page, all that decides what is found there, so that nobody needs to look. How
    the user calls the file is no part of it.

    Among a hundred million articles two share a key with a probability of 1.5e-23 (n²/2 in 2^128).
    """
    known = _known_of_page(article) if isinstance(article, WebPage) else _known_of_article(article)
    return hashlib.sha256(repr(known).encode()).hexdigest()[:_HEX_DIGITS]


def _known_of_article(article: Article) -> tuple[object, ...]:
    return (
        article.article_id,
        article.file_name,
        article.sha256,
        article.title,
        article.publisher,
        article.published_on,
        article.url,
        article.language,
        article.text,
    )


def _known_of_page(page: WebPage) -> tuple[object, ...]:
    return (
        "page",
        page.article_id,
        page.file_name,
        page.sha256,
        page.title,
        page.publisher,
        page.published_on,
        page.url,
        page.address,
        page.charset,
        page.place,
        page.max_characters,
    )


class KeyList:
    """Keys in the order in which they were added, sixteen bytes each."""

    def __init__(self, keys: Iterable[str] = ()) -> None:
        self._bytes = bytearray()
        for key in keys:
            self.append(key)

    def append(self, key: str) -> None:
        """Add a key of `article_key`."""
        self._bytes += bytes.fromhex(key)

    def __len__(self) -> int:
        return len(self._bytes) // _BYTES

    def __iter__(self) -> Iterator[str]:
        for start in range(0, len(self._bytes), _BYTES):
            yield self._bytes[start : start + _BYTES].hex()

    def frame(self) -> pl.DataFrame:
        """The keys as rows of `KEY_SCHEMA`."""
        pairs = np.frombuffer(bytes(self._bytes), dtype=">u8").astype(np.uint64).reshape(-1, 2)
        return pl.DataFrame({"high": pairs[:, 0], "low": pairs[:, 1]}, schema=KEY_SCHEMA)


class KnownKeys:
    """A set of keys that takes sixteen bytes a key.

    Args:
        frame: the keys as rows of `KEY_SCHEMA`, in any order, perhaps more than once.
    """

    def __init__(self, frame: pl.DataFrame) -> None:
        rows = frame.select(KEY_SCHEMA.names()).unique().sort("high")
        self._high: npt.NDArray[np.uint64] = rows["high"].to_numpy()
        self._low: npt.NDArray[np.uint64] = rows["low"].to_numpy()

    def __len__(self) -> int:
        return len(self._high)

    def __iter__(self) -> Iterator[str]:
        for high, low in zip(self._high, self._low, strict=True):
            yield f"{high:016x}{low:016x}"

    def __contains__(self, key: object) -> bool:
        if not isinstance(key, str) or len(key) != _HEX_DIGITS:
            return False
        high, low = np.uint64(int(key[:16], 16)), np.uint64(int(key[16:], 16))
        place = int(np.searchsorted(self._high, high))
        while place < len(self._high) and self._high[place] == high:
            if self._low[place] == low:
                return True
            place += 1
        return False
