"""What the search looks through: articles, people, organisations, quotes and figures, as script files."""

from __future__ import annotations

import json
from collections.abc import Iterator

from newsrows.site.addresses import entity_page, row_link
from newsrows.site.entity_pages import ArticleLink
from newsrows.site.listing_pages import script_files
from newsrows.site.package import Package

_PIECE = 20_000  # characters of an article in one entry


def search_files(package: Package, links: dict[str, ArticleLink]) -> Iterator[str]:
    """The scripts that hand over all that can be found: lists of [kind, title, text, page]."""
    entries = (json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in _entries(package, links))
    yield from script_files("entries", entries)


def _entries(package: Package, links: dict[str, ArticleLink]) -> Iterator[tuple[str, str, str, str]]:
    for key, entity in package.entities.items():
        yield key.type, entity.name, entity.detail or "", entity_page(key)
    for article_id, link in links.items():
        where = ", ".join(filter(None, (link.row.publisher, str(link.row.published_on or ""))))
        pieces = _pieces(link.row.text or "")
        for piece in pieces or [where]:
            yield "article", link.title, piece, link.page
        for quote in package.quotes_in.get(article_id, ()):
            speaker = package.speaker(quote)
            title = speaker.name if speaker else quote.speaker or "nobody named"
            yield "quote", title, quote.text or "", row_link(article_id, quote.quote_id)
        for row in package.statistics_in.get(article_id, ()):
            yield "figure", row.text or "", row.concept or "", row_link(article_id, row.statistic_id)


def _pieces(text: str) -> list[str]:
    """`text` in pieces of bounded length, cut at white space."""
    pieces = []
    begin = 0
    while begin < len(text):
        end = begin + _PIECE
        space = text.rfind(" ", begin + _PIECE // 2, end) if end < len(text) else -1
        pieces.append(" ".join(text[begin : space if space > 0 else end].split()))
        begin = space if space > 0 else end
    return pieces
