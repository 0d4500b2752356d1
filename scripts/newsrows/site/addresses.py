"""Where pages stand and how rows are addressed on them.

Ids come from the package, which need not be valid: nothing of them reaches the disk or a link unless it is harmless.
"""

from __future__ import annotations

import re
from hashlib import sha256

from newsrows.site.rows import EntityKey

_HARMLESS_ID = re.compile(r"[a-z0-9_-]{1,120}")
_ROW = re.compile(r"[a-z][0-9]{1,12}")
_FOLDERS = {"person": "people", "organisation": "organisations"}
# Windows keeps these names for devices, with any extension.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


def article_page(article_id: str) -> str:
    """The article's page, relative to the top of the report: 'articles/dawn-raids.html'."""
    return f"articles/{_file_stem(article_id)}.html"


def entity_page(key: EntityKey, part: int = 1) -> str:
    """The page of a person or organisation: 'people/ann-lee.html', its second part 'people/ann-lee.2.html'."""
    return f"{_FOLDERS[key.type]}/{_file_stem(key.id)}{f'.{part}' if part > 1 else ''}.html"


def row_anchor(row_id: str) -> str:
    """The row's name on its article's page: 'q120' of 'dawn-raids:q120'."""
    tail = row_id.rpartition(":")[2]
    return tail if _ROW.fullmatch(tail) else f"x{_digest(row_id)}"


def row_link(article_id: str, row_id: str) -> str:
    """The address of one row, relative to the top of the report: 'articles/dawn-raids.html#q120'."""
    return f"{article_page(article_id)}#{row_anchor(row_id)}"


def web_link(url: str | None) -> str | None:
    """`url` if a browser opens it as a page of the web, else None: no javascript:, no data:."""
    return url if url and re.match(r"https?://[^\s]+$", url, re.IGNORECASE) else None


def _file_stem(identifier: str) -> str:
    if _HARMLESS_ID.fullmatch(identifier) and identifier not in _DEVICES:
        return identifier
    return f"x.{_digest(identifier)}"  # no id holds a dot, so this is nobody else's name


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def wikidata_link(wikidata_id: str | None) -> str | None:
    """The page of a Wikidata item, if `wikidata_id` is the id of one."""
    if wikidata_id is None or not re.fullmatch(r"Q[1-9][0-9]*", wikidata_id):
        return None
    return f"https://www.wikidata.org/wiki/{wikidata_id}"
