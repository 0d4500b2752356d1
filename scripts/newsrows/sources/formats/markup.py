"""Removes markup from text in tables that is HTML, as publishers' content systems export it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from newsrows.sources.errors import BadFileError, need

EXTRA = "html"
_BEGINNING = re.compile(
    r"\s*<(?:a|article|b|blockquote|body|div|em|figure|h[1-6]|html|i|img|p|section|span|strong|ul|!doctype html)\b"
    r"[^<>]*>",
    re.IGNORECASE,
)
_BLOCKS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "pre", "blockquote", "address"),
    *("body", "main", "article", "section", "div", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "th", "td"),
}
# Elements that are not prose.
_REMOVED = ("aside", "figure", "form", "iframe", "noscript", "script", "style", "svg", "video")
_BREAK = "\ue000"  # a private-use character, which does not occur in texts


def is_markup(text: str) -> bool:
    """Return whether a text is HTML; prose may begin with '<', but not with '<p>'."""
    return _BEGINNING.match(text) is not None and "</" in text


def strip_markup(text: str) -> str:
    """Return the text of an HTML fragment, with an empty line between blocks and without pictures and captions.

    Raises:
        BadFileError: the fragment has no text.
        ReadError: lxml, which comes with trafilatura, is not installed.
    """
    html = need("lxml.html", EXTRA)
    try:
        tree = html.fromstring(f"<div>{text}</div>")
    except (ValueError, html.etree.ParserError) as error:
        raise BadFileError(f"found HTML that cannot be read ({error})") from error
    html.etree.strip_elements(tree, html.etree.Comment, html.etree.ProcessingInstruction, *_REMOVED, with_tail=False)
    blocks = (" ".join(block.split()) for block in "".join(_pieces(html.etree, tree)).split(_BREAK))
    stripped = "\n\n".join(filter(None, blocks))
    if not stripped:
        raise BadFileError("found HTML without text, expected an article")
    return stripped


def _pieces(etree: ModuleType, tree: Any) -> Iterator[str]:
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in _BLOCKS:
            yield _BREAK
        yield (element.text if event == "start" else element.tail) or ""
