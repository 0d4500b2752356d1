"""Reads metadata of schema.org in JSON-LD, which most news sites put into their pages for search engines."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

# https://schema.org/Article and its subtypes in the news.
_ARTICLES = {
    *("article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "blogposting"),
    *("backgroundnewsarticle", "reviewnewsarticle", "liveblogposting", "report", "socialmediaposting", "posting"),
    *("advertisercontentarticle", "satiricalarticle", "scholarlyarticle", "webpage", "askpublicnewsarticle"),
}
_LIVE = "liveblogposting"
_MAX_NODES = 10_000


@dataclass(frozen=True, slots=True)
class ArticleData:
    """What JSON-LD says about the article of a page; '' and () where it says nothing."""

    headline: str = ""
    body: str = ""
    description: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    section: str = ""
    published: str = ""
    is_free: bool = True
    is_live: bool = False


def read_json_ld(scripts: Iterable[str]) -> ArticleData:
    """Return the data of the article in the scripts of a page; scripts that are not JSON are skipped.

    Of several articles, the one with the most values counts.
    """
    nodes = [node for script in scripts for node in _nodes(script)]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = [node for node in nodes if _types(node) & _ARTICLES and ("headline" in node or "articleBody" in node)]
    if not articles:
        site = next((node for node in nodes if "website" in _types(node)), {})
        return ArticleData(publisher=_text(site.get("name")))
    node = max(articles, key=len)
    return ArticleData(
        headline=_text(node.get("headline") or node.get("name")),
        body=_body(node.get("articleBody")),
        description=_text(node.get("description")),
        authors=tuple(_names(node.get("author") or node.get("creator"), by_id)),
        publisher=next(_names(node.get("publisher"), by_id), ""),
        section=_first_text(node.get("articleSection")),
        published=_first_text(node.get("datePublished")),
        is_free=str(node.get("isAccessibleForFree", True)).lower() not in {"false", "0", "no"},
        is_live=any(_LIVE in _types(one) for one in articles),
    )


def _nodes(script: str) -> list[Mapping[str, Any]]:
    """Return the objects in a script, with those in lists, graphs and main entities."""
    try:
        value = json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return []
    found: list[Mapping[str, Any]] = []
    waiting: deque[object] = deque([value])
    for _ in range(_MAX_NODES):
        if not waiting:
            break
        value = waiting.popleft()
        if isinstance(value, list):
            waiting.extend(value[:_MAX_NODES])
        elif isinstance(value, dict):
            found.append(value)
            waiting.extend(value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value)
    return found


def _types(node: Mapping[str, Any]) -> set[str]:
    value = node.get("@type")
    values = value if isinstance(value, list) else [value]
    return {one.rpartition("/")[2].lower() for one in values if isinstance(one, str)}


def _text(value: object) -> str:
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""


def _first_text(value: object) -> str:
    return _text(next(iter(value), None) if isinstance(value, list) else value)


def _body(value: object) -> str:
    """Return the text of articleBody with its line ends; some sites escape its markup."""
    if isinstance(value, list):
        value = "\n\n".join(part for part in value if isinstance(part, str))
    return unescape(value) if isinstance(value, str) else ""


def _names(value: object, by_id: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield the names of people or organisations: texts, objects with a name, or references to such objects."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, Mapping):
            if "name" not in one and isinstance(one.get("@id"), str):
                one = by_id.get(one["@id"], {})  # noqa: PLW2901
            name = one.get("name")
            yield from (_text(part) for part in (name if isinstance(name, list) else [name]) if _text(part))
        elif _text(one):
            yield _text(one)
