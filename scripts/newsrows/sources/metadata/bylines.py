"""Reads the names of authors in bylines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

# 'By', 'Words by:', 'Posted by'.
BY = re.compile(r"(?:(?:words|story|written|reported|posted|published|text|review|analysis)\s+)?by:?\s+", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s*[;|&]\s*|\s+(?:and|with)\s+|,\s+(?=[^\W\d_a-z])")
# 'Ann Carter for The Quay Post', 'Lee Moss in Port Callow'.
_EMPLOYER = re.compile(r"\s+(?:for|at|in|of)\s+(?:the\s+)?[^\W\d_a-z].*$", re.DOTALL)
_NOT_NAMES = re.compile(r"[@/\d]|https?:|\b(?:published|updated|min read|am|pm|gmt)\b", re.IGNORECASE)
_POSITION = re.compile(
    r"\b(?:correspondents?|editors?|reporters?|writers?|columnists?|staff|chief|bureau|desk|contributors?|newsroom|admin|"
    r"journalists?|producers?|team|agencies)\b",
    re.IGNORECASE,
)


def names_in(byline: str) -> Iterator[str]:
    """Yield the names in a byline: 'By Ann Carter and Lee Moss, Transport Editor' has two.

    Names have two to five words; single words, such as 'Reuters' or a login, are not names of people.
    """
    for part in _BETWEEN_NAMES.split(_EMPLOYER.sub("", _without_by(" ".join(byline.split())))):
        name = _without_by(part.strip(" ,.|-–—"))
        if _is_name(name):
            yield name.title() if name.isupper() and " " in name else name


def joined_authors(bylines: Iterable[str]) -> str | None:
    """Return the names in bylines, joined by '; '; a byline without a name stays as it is, without 'By'."""
    lines = [line for line in (" ".join(byline.split()) for byline in bylines) if line]
    names = [name for line in lines for name in (list(names_in(line)) or [_without_by(line)])]
    return "; ".join(dict.fromkeys(names)) or None


def _without_by(text: str) -> str:
    match = BY.match(text)
    return text[match.end() :] if match else text


def _is_name(name: str) -> bool:
    words = name.split()
    return (
        2 <= len(words) <= 5
        and words[0][0].isupper()
        and words[-1][0].isupper()
        and not _NOT_NAMES.search(name)
        and not _POSITION.search(name)
    )
