"""Pieces of web pages as content systems write them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from page_stories import Story


@dataclass(frozen=True)
class Page:
    """A page, and what is right for it; None: not judged."""

    name: str
    html: str
    paragraphs: Sequence[str]
    title: str
    publisher: str | None
    authors: Sequence[str] | None = None
    encoding: str = "utf-8"

    @property
    def data(self) -> bytes:
        return self.html.encode(self.encoding, "xmlcharrefreplace")


def esc(text: str) -> str:
    return escape(text, quote=False)


def tags(name: str, texts: Iterable[str], attributes: str = "") -> str:
    """Each text in an element of its own."""
    opening = f"{name} {attributes}".strip()
    return "\n".join(f"<{opening}>{esc(text)}</{name}>" for text in texts)


def links(texts: Iterable[str], attributes: str = "") -> str:
    """A list of links to other stories."""
    items = "".join(f'<li><a href="/{number}">{esc(text)}</a></li>' for number, text in enumerate(texts))
    return f"<ul {attributes}>{items}</ul>"


def json_ld(s: Story, **more: object) -> str:
    """A script with metadata of schema.org, as most sites have it."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": s.title,
        "datePublished": f"{s.day}T09:30:00+01:00",
        "author": [{"@type": "Person", "name": name} for name in s.authors],
        "publisher": {"@type": "Organization", "name": s.site},
        "articleSection": s.section,
        **more,
    }
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def document(
    s: Story,
    body: str,
    head: str = "",
    *,
    title: str | None = None,
    lang: str = "en",
    og: bool = True,
    charset: str = "utf-8",
) -> str:
    """A page with the usual navigation and footer around `body`."""
    title = f"{s.title} | {s.site}" if title is None else title
    og_tags = (
        f'<meta property="og:title" content="{escape(s.title)}"><meta property="og:site_name" content="{escape(s.site)}">'
        f'<meta property="article:published_time" content="{s.day}T08:30:00Z">'
        f'<meta name="description" content="{escape(s.standfirst)}">'
        if og
        else ""
    )
    menu = "".join(
        f'<li><a href="/{name.lower()}">{name}</a></li>' for name in ("Home", "News", "Sport", "Opinion", "Life")
    )
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="{charset}"><title>{esc(title)}</title>{og_tags}{head}</head>'
        f'<body><header class="site-header"><nav><ul>{menu}</ul></nav></header>{body}'
        f'<footer class="site-footer"><p>© 2025 {esc(s.site)}. All rights reserved.</p><ul><li><a href="/terms">Terms of use</a></li>'
        '<li><a href="/privacy">Privacy policy</a></li></ul></footer></body></html>'
    )
