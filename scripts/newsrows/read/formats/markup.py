"""Text that is a piece of HTML and all article: the body that the content systems of publishers hand out."""

from __future__ import annotations

import re

from newsrows.read.errors import BadFileError, need

EXTRA = "html"
_BEGINNING = re.compile(
    r"\s*<(?:a|article|b|blockquote|body|div|em|figure|h[1-6]|html|i|img|p|section|span|strong|ul|!doctype html)\b"
    r"[^<>]*>",
    re.IGNORECASE,
)
_BLOCKS = ("address", "article", "blockquote", "br", "div", "dd", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr")
_MORE_BLOCKS = ("li", "main", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul")
# What is no prose of the article.
_OTHER = ("aside", "figure", "form", "iframe", "noscript", "script", "style", "svg", "video")
_BREAK = "\ue000"  # of the private use area: lxml takes no control characters


def is_markup(text: str) -> bool:
    """Whether a text is HTML: prose may begin with '<', but not with '<p>'."""
    return _BEGINNING.match(text) is not None and "</" in text


def strip_markup(text: str) -> str:
    """The text of a piece of HTML, with an empty line between its blocks; pictures with their captions are left out.

    Raises:
        BadFileError: there is none.
        ReadError: lxml, which comes with trafilatura, is not installed.
    """
    html = need("lxml.html", EXTRA)
    try:
        tree = html.fromstring(f"<div>{text.replace(_BREAK, ' ')}</div>")
    except (ValueError, html.etree.ParserError) as error:
        raise BadFileError(f"found HTML that cannot be read ({error})") from error
    for element in list(tree.iter(*_OTHER)):
        element.drop_tree()
    for element in tree.iter(*_BLOCKS, *_MORE_BLOCKS):
        element.text = _BREAK + (element.text or "")
        element.tail = _BREAK + (element.tail or "")
    blocks = (" ".join(block.split()) for block in tree.text_content().split(_BREAK))
    found = "\n\n".join(filter(None, blocks))
    if not found:
        raise BadFileError("found HTML without a text, expected an article")
    return found
