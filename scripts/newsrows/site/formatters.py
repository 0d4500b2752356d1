"""Numbers, names and headlines as a reader expects them."""

from __future__ import annotations

import math
import re

from newsrows.site.rows import ArticleRow, StatisticRow

_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")
_UNITS_AFTER = {"percent": " %"}


_RELATIONS = {
    "name": "the name itself",
    "variant": "another spelling",
    "partial": "a part of the name",
    "acronym": "an acronym",
    "registry": "a name that is known for it",
}


def count_of(number: int, singular: str, plural: str | None = None) -> str:
    """'1 quote', '2,310 quotes', '3 people'."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def number_text(number: float | None) -> str:
    """'1,200,000', '4.5'; empty for None."""
    if number is None:
        return ""
    return f"{number:,.15g}" if math.isfinite(number) else str(number)


def figure_text(row: StatisticRow) -> str:
    """The normalised figure: '40–60 %', '1,200,000 GBP', '5 year'."""
    value = number_text(row.value)
    if row.value_max is not None:
        value = f"{value}–{number_text(row.value_max)}"
    return value + _UNITS_AFTER.get(row.unit or "", f" {row.unit}" if row.unit else "")


def words_in(text: str | None) -> int:
    """Words of `text`: runs of letters and digits; an apostrophe, hyphen, point or comma inside one does not end it."""
    return len(_WORD.findall(text or ""))


def shorten(text: str, length: int) -> str:
    """`text` on one line, at most `length` characters long, cut between words."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    return (flat[:length].rpartition(" ")[0] or flat[: length - 1]).rstrip(" ,;:—–-") + "…"


def headline(article: ArticleRow) -> str:
    """The title, or else the first line of the text, or else the file's name."""
    first_line = next((line for line in (article.text or "").splitlines() if line.strip(" |")), "").strip(" |\t")
    if article.title:
        return shorten(article.title, 140)
    return shorten(first_line or article.file_name or article.article_id, 80)


def in_words(name: str | None) -> str:
    """A value of a vocabulary for readers: 'at_least' as 'at least'."""
    return (name or "").replace("_", " ")


def relation_text(relation: str | None) -> str:
    """How a form relates to a name (aliases.relation), as readers say it; of others the word itself."""
    return _RELATIONS.get(relation or "", relation or "")
