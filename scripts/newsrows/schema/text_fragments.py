"""Links to a quote on the live page of its article, as text fragments.

A browser that follows https://example.org/a#:~:text=We%20listened scrolls to these words and highlights them. The form
is that of https://wicg.github.io/scroll-to-text-fragment/: `text=start` or `text=start,end`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import quote

import polars as pl

# Up to so many words are given whole. Of longer or interrupted quotes, some words at the start and the end are given.
_LONGEST: Final = 8
_EDGE: Final = 4
_WEB_ADDRESS: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_DIRECTIVE: Final = ":~:"

QUOTE_LINKS: Final = "quote_links"
"""The table with the links, which databases have beside the tables of schemas/."""

DESCRIPTION: Final = "Where quotes are on the pages of their articles, for the view quotes_flat."
COLUMNS: Final[Mapping[str, str]] = {
    "quote_id": "Points to quotes.",
    "link": "Address of the article with the quote's words as a text fragment (#:~:text=).",
}
"""The columns of `QUOTE_LINKS` with their descriptions; all are texts."""


def quote_link(url: str | None, parts: Sequence[str]) -> str | None:
    """The address of a quote on the page of its article; None if the article has no web address or the quote no words.

    Args:
        url: the article's address, perhaps with a fragment, which is kept.
        parts: the texts of the quote's parts, in order.
    """
    if url is None or not _WEB_ADDRESS.fullmatch(url):
        return None
    words = [part.split() for part in parts if part.strip()]
    if not words:
        return None
    is_short = len(words) == 1 and len(words[0]) <= _LONGEST
    texts = words if is_short else [words[0][:_EDGE], words[-1][-_EDGE:]]
    page, hash_sign, fragment = url.partition("#")
    fragment = fragment.partition(_DIRECTIVE)[0] if hash_sign else ""
    return f"{page}#{fragment}{_DIRECTIVE}text={','.join(map(_encoded, texts))}"


def _encoded(words: Sequence[str]) -> str:
    """The words percent-encoded; also the hyphen, which has a meaning in text fragments."""
    return quote(" ".join(words), safe="").replace("-", "%2D")


def quote_links(frames: Mapping[str, pl.DataFrame] | Mapping[str, pl.LazyFrame]) -> pl.LazyFrame:
    """The link of each quote whose article has a web address: the columns in `COLUMNS`.

    Args:
        frames: the tables articles, quotes and quote_spans.
    """
    urls = frames["articles"].lazy().select("article_id", "url").drop_nulls()
    parts = frames["quote_spans"].lazy().sort("quote_id", "part").group_by("quote_id", maintain_order=True)
    linked = (
        frames["quotes"]
        .lazy()
        .select("quote_id", "article_id")
        .join(urls, on="article_id", maintain_order="left")
        .join(parts.agg(parts="text"), on="quote_id", maintain_order="left")
    )
    links = pl.struct("url", "parts").map_batches(_links, return_dtype=pl.String, is_elementwise=True)
    return linked.select("quote_id", link=links).drop_nulls()


def _links(rows: pl.Series) -> pl.Series:
    return pl.Series([quote_link(row["url"], row["parts"]) for row in rows], dtype=pl.String)
