"""Formats numbers, names and headlines for readers."""

from __future__ import annotations

import math
import re
from datetime import date

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
    return value + _unit(unit)


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


def claim_text(claim: Row) -> str:
    """The values of a claim with its unit: '1,100', '31m–34m GBP'."""
    low, high, unit = claim["value_low"], claim["value_high"], claim["unit"]
    value = rounded_text(claim["value"])
    if low is not None and high is not None and low != high:
        value = f"{rounded_text(low)}–{rounded_text(high)}"
    return value + _unit(unit)


def rounded_text(number: float | None) -> str:
    """A number with at most four significant digits after thousands: '1.2bn', '31.4m', '46,312', '0.333'."""
    if number is None or not math.isfinite(number):
        return number_text(number)
    for size, suffix in ((1e12, "tn"), (1e9, "bn"), (1e6, "m")):
        if abs(number) >= size:
            return f"{number / size:,.4g}{suffix}"
    return f"{number:,.0f}" if abs(number) >= 1_000 else f"{number:.4g}"


def period_text(first: date, last: date) -> str:
    """Two days as a period: '2 March 2021', '2 to 9 March 2021', '2 March to 9 April 2021'."""
    end = f"{last.day} {last:%B} {last.year}"
    if first == last:
        return end
    start = f"{first.day}"
    if (first.year, first.month) != (last.year, last.month):
        start += f" {first:%B}"
    if first.year != last.year:
        start += f" {first.year}"
    return f"{start} to {end}"


def percent_text(part: float | None) -> str:
    """A share (0 to 1) in percent: '12 %', '0.4 %'; empty for None."""
    if part is None:
        return ""
    return f"{100 * part:.1f} %" if 0 < part < 0.0995 else f"{100 * part:.0f} %"


def _unit(unit: str | None) -> str:
    return _UNIT_SUFFIXES.get(unit or "", f" {unit}" if unit else "")
