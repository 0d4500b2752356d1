"""docs/formats.md says what the code does."""

from __future__ import annotations

import re

from clone import TOP
from newsrows.sources import MAX_CHARACTERS, MAX_RATIO
from newsrows.sources.formats import columns
from newsrows.sources.formats.registry import FORMATS
from newsrows.sources.locate.suffixes import ARCHIVES, PACKED, SUFFIXES, holds_many

PAGE = (TOP / "docs" / "formats.md").read_text("utf-8")


def _table(heading: str) -> list[list[str]]:
    """The cells of the first table whose header begins so, without the header."""
    after = PAGE[PAGE.index(heading) :].splitlines()[2:]
    rows = after[: next((number for number, line in enumerate(after) if not line.startswith("|")), None)]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def _code(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def test_formats_page_lists_every_suffix_with_its_extras() -> None:
    rows = {suffix: row for row in _table("| suffix |") for suffix in _code(row[0])}
    assert set(rows) == {*SUFFIXES, *PACKED, *ARCHIVES}
    for suffix, form in FORMATS.items():
        extras = {extra for _, extra in form.needs}
        assert set(re.findall(r"newsrows\[(\w+)\]", rows[suffix][3])) == extras
        assert (rows[suffix][2] == "the file") == (not holds_many(f"a{suffix}")) == (not form.unit)


def test_formats_page_lists_the_usual_names_of_columns() -> None:
    rows = {row[0]: [re.sub("_", "", name) for name in _code(row[1])] for row in _table("| | names |")}
    assert rows == {
        "text": [*columns._usual_names("text")],
        "identifier": [*columns._usual_names("identifier")],
        "title": [*columns._usual_names("title")],
        "publisher": [*columns._usual_names("publisher")],
        "date": [*columns._usual_names("published_on")],
        "authors": [*columns._usual_names("authors"), "name"],  # of an object
        "section": [*columns._usual_names("section")],
        "address": [*columns._usual_names("url")],
        "language": [*columns._usual_names("language")],
    }


def test_formats_page_gives_the_limits() -> None:
    rows = {row[0]: row[1] for row in _table("| limit |")}
    assert rows["characters of an article"] == f"{MAX_CHARACTERS:,}"
    assert rows["size unpacked, as a multiple of the size packed, above 100 MB"] == str(MAX_RATIO)
