"""Formats numbers, names and headlines for readers."""

from __future__ import annotations

import math
import re

from newsrows.site.rows import Row

_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")
_UNIT_SUFFIXES = {"percent": " %"}
_RELATION_LABELS = {
    "name": "the name itself",
    "variant": "another spelling",
    "partial": "a part of the name",
    "acronym": "an acronym",
    "registry": "a name that is known for it",
}


def count_of(number: int, singular: str, plural: str | None = None) -> str:
    """A count with its noun: '1 quote', '2,310 quotes', '3 people'."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def number_text(number: float | None) -> str:
    """A number with thousands separators: '1,200,000', '4.5'; empty for None."""
    if number is None:
        return ""
    return f"{number:,.15g}" if math.isfinite(number) else str(number)


def figure_text(statistic: Row) -> str:
    """The value and unit of a row of statistics: '40–60 %', '1,200,000 GBP', '5 year'."""
    value, unit = number_text(statistic["value"]), statistic["unit"]
    if statistic["value_max"] is not None:
        value = f"{value}–{number_text(statistic['value_max'])}"
    return value + _UNIT_SUFFIXES.get(unit or "", f" {unit}" if unit else "")


def word_count(text: str | None) -> int:
    """The number of words in `text`.

    A word is a run of letters and digits; a single apostrophe, hyphen, point or comma inside does not end it.
    """
    return len(_WORD.findall(text or ""))


def shorten(text: str, length: int) -> str:
    """`text` on one line, at most `length` characters long, cut between words."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    return (flat[:length].rpartition(" ")[0] or flat[: length - 1]).rstrip(" ,;:—–-") + "…"


def headline(article: Row) -> str:
    """The title of an article; without one the first line of its text, else its file name or its id."""
    first_line = next((line for line in (article.text or "").splitlines() if line.strip(" |")), "").strip(" |\t")
    if article["title"]:
        return shorten(article["title"], 140)
    return shorten(first_line or article["file_name"] or article.article_id, 80)


def spaced(value: str | None) -> str:
    """A value of a vocabulary with spaces: 'at least' for 'at_least'; empty for None."""
    return (value or "").replace("_", " ")


def relation_text(relation: str | None) -> str:
    """The relation of a form to a name (aliases.relation) in words; an unknown relation is returned unchanged."""
    return _RELATION_LABELS.get(relation or "", relation or "")
