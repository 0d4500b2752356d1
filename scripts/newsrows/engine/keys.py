"""Keys of articles in the store: how a key is computed, and lists and sets of up to a hundred million keys.

A set of keys in sqlite3 takes as much memory as `KnownKeys` and answers as fast (17 to 19 MB and 17 to 19 µs per
look-up for a million keys), but takes seven times as long to fill (7.6 against 1.1 s), which every build does.
"""

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
# A key of 128 bits as two columns of integers, which take 16 bytes and sort and join quickly.
KEY_SCHEMA = pl.Schema({"high": pl.UInt64(), "low": pl.UInt64()})


def article_key(article: Article | WebPage) -> str:
    """Return the key of an article: 32 hex digits of a hash over its id, file name, metadata, bytes and text.

    The key of a web page covers everything that decides which article is extracted from it, so the page need not be
    opened. The path under which the user names the file is not part of the key.

    Among a hundred million articles, two share a key with a probability of 1.5e-23 (n²/2 in 2^128).
    """
    content = _page_content(article) if isinstance(article, WebPage) else _article_content(article)
    return hashlib.sha256(repr(content).encode()).hexdigest()[:_HEX_DIGITS]


def _article_content(article: Article) -> tuple[object, ...]:
    return (
        article.article_id,
        article.file_name,
        article.sha256,
        article.title,
        article.publisher,
        article.published_on,
        article.url,
        article.language,
        article.authors,
        article.section,
        article.published_at,
        article.text,
    )


def _page_content(page: WebPage) -> tuple[object, ...]:
    return (
        "page",
        page.article_id,
        page.file_name,
        page.sha256,
        page.title,
        page.publisher,
        page.published_on,
        page.url,
        page.authors,
        page.section,
        page.published_at,
        page.address,
        page.charset,
        page.place,
        page.max_characters,
    )


class KeyList:
    """A list of keys in the order in which they were added; takes 16 bytes per key."""

    def __init__(self, keys: Iterable[str] = ()) -> None:
        self._bytes = bytearray()
        for key in keys:
            self.append(key)

    def append(self, key: str) -> None:
        """Add a key that `article_key` returned."""
        self._bytes += bytes.fromhex(key)

    def __len__(self) -> int:
        return len(self._bytes) // _BYTES

    def __iter__(self) -> Iterator[str]:
        for start in range(0, len(self._bytes), _BYTES):
            yield self._bytes[start : start + _BYTES].hex()

    def digest(self) -> bytes:
        """Return the SHA-256 of the keys in their order."""
        return hashlib.sha256(self._bytes).digest()

    def frame(self) -> pl.DataFrame:
        """Return the keys as rows of `KEY_SCHEMA`."""
        pairs = np.frombuffer(bytes(self._bytes), dtype=">u8").astype(np.uint64).reshape(-1, 2)
        return pl.DataFrame({"high": pairs[:, 0], "low": pairs[:, 1]}, schema=KEY_SCHEMA)


class KnownKeys:
    """A set of keys that takes 16 bytes per key.

    Args:
        frame: the keys as rows of `KEY_SCHEMA`, in any order; duplicates are allowed.
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
        index = int(np.searchsorted(self._high, high))
        while index < len(self._high) and self._high[index] == high:
            if self._low[index] == low:
                return True
            index += 1
        return False
