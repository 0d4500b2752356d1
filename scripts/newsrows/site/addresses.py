"""Addresses of pages and of rows on them.

Ids come from a package that need not be valid. An id becomes part of a path or a link only if it is harmless.
"""

from __future__ import annotations

import re
from hashlib import sha256
from urllib.parse import urlencode

from newsrows.records.entity_kinds import BY_TYPE
from newsrows.site.rows import EntityKey

_HARMLESS_ID = re.compile(r"[a-z0-9_-]{1,120}")
_GROUP_ID = re.compile(r"[a-z0-9_-]{1,120}:[uc][0-9]{1,12}")
_ROW_NUMBER = re.compile(r"[a-z][0-9]{1,12}")
# Windows reserves these names for devices, with any extension.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


def article_page(article_id: str) -> str:
    """The article's page, relative to the report's folder: 'articles/dawn-raids.html'."""
    return f"articles/{_file_stem(article_id)}.html"


def entity_page(key: EntityKey, part: int = 1) -> str:
    """The page of a person or organisation: 'people/ann-lee.html', its second part 'people/ann-lee.2.html'."""
    return f"{BY_TYPE[key.type].table}/{_file_stem(key.id)}{f'.{part}' if part > 1 else ''}.html"


def group_page(table: str, group_id: str) -> str:
    """The page of an utterance or a claim: 'utterances/dawn-raids-u120.html' for 'dawn-raids:u120'."""
    harmless = _GROUP_ID.fullmatch(group_id)
    return f"{table}/{group_id.replace(':', '-') if harmless else f'x.{_digest(group_id)}'}.html"


def rows_link(page: str, **filters: str | None) -> str:
    """The address of those rows of a listing that have these values: 'quotes.html?paper=Echo&from=2021-03-02'.

    A filter that is a word of Python is given with an underscore: `from_`.
    """
    chosen = {name.rstrip("_"): value for name, value in filters.items() if value}
    return f"{page}?{urlencode(chosen)}" if chosen else page


def row_anchor(row_id: str) -> str:
    """The anchor of a row on its article's page: 'q120' for 'dawn-raids:q120'."""
    tail = row_id.rpartition(":")[2]
    return tail if _ROW_NUMBER.fullmatch(tail) else f"x{_digest(row_id)}"


def row_link(article_id: str, row_id: str) -> str:
    """The address of a row, relative to the report's folder: 'articles/dawn-raids.html#q120'."""
    return f"{article_page(article_id)}#{row_anchor(row_id)}"


def web_link(url: str | None) -> str | None:
    """`url` if it is an http or https address, else None: a javascript: or data: address is never linked."""
    return url if url and re.match(r"https?://[^\s]+$", url, re.IGNORECASE) else None


def wikidata_link(wikidata_id: str | None) -> str | None:
    """The page of a Wikidata item; None if `wikidata_id` is not the id of one."""
    if wikidata_id is None or not re.fullmatch(r"Q[1-9][0-9]*", wikidata_id):
        return None
    return f"https://www.wikidata.org/wiki/{wikidata_id}"


def _file_stem(identifier: str) -> str:
    if _HARMLESS_ID.fullmatch(identifier) and identifier not in _DEVICES:
        return identifier
    return f"x.{_digest(identifier)}"  # a harmless id has no dot, so this name is free


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
