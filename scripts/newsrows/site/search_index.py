"""The search index: articles, people, organisations, quotes and figures, as script files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from newsrows.site.addresses import entity_page, row_link
from newsrows.site.entity_pages import ArticleLink
from newsrows.site.listing_pages import script_files
from newsrows.site.package import Package

_MAX_ENTRY_LENGTH: Final = 20_000  # characters of an article's text


def search_files(package: Package, links: dict[str, ArticleLink]) -> Iterator[str]:
    """The scripts that pass the search entries to the page: lists of [kind, title, text, page]."""
    entries = (json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in _entries(package, links))
    yield from script_files("entries", entries)


def _entries(package: Package, links: dict[str, ArticleLink]) -> Iterator[tuple[str, str, str, str]]:
    for key, entity in package.entities.items():
        yield key.type, entity.name, entity.detail or "", entity_page(key)
    for article_id, link in links.items():
        byline = ", ".join(filter(None, (link.row["publisher"], str(link.row["published_on"] or ""))))
        for passage in _passages(link.row.text or "") or [byline]:
            yield "article", link.title, passage, link.page
        for quote in package.quotes_in.get(article_id, ()):
            speaker = package.speaker(quote)
            title = speaker.name if speaker else quote["speaker"] or "nobody named"
            yield "quote", title, quote.text or "", row_link(article_id, quote.id)
        for statistic in package.statistics_in.get(article_id, ()):
            yield "figure", statistic.text or "", statistic["concept"] or "", row_link(article_id, statistic.id)


def _passages(text: str) -> list[str]:
    """`text` cut at white space into passages of at most `_MAX_ENTRY_LENGTH` characters."""
    passages = []
    start = 0
    while start < len(text):
        end = start + _MAX_ENTRY_LENGTH
        space = text.rfind(" ", start + _MAX_ENTRY_LENGTH // 2, end) if end < len(text) else -1
        passages.append(" ".join(text[start : space if space > 0 else end].split()))
        start = space if space > 0 else end
    return passages
