"""Facts of the published tables that several stages need: ids, tables of an article, kinds of mention.

schemas/ describes each column; what is here cannot be read from there.
"""

from __future__ import annotations

from typing import Final

PART_SEPARATOR: Final = " … "
"""Stands between the parts of a quote in quotes.text."""

ROW_LETTERS: Final = {"mentions": "m", "roles": "r", "quotes": "q", "statistics": "s"}
"""Tables whose rows have an id of the form `<article_id>:<letter><start>`, with the letter of each."""

NAMING_KINDS: Final = frozenset({"name", "partial", "acronym"})
"""Values of mentions.kind that name an entity; the others (nominal, pronoun) refer to one that is named elsewhere."""


def row_id(table: str, article_id: str, start: int) -> str:
    """The id of the row of `table` that starts at code point `start` of its article.

    Raises:
        KeyError: rows of this table have no id of that form.
    """
    return f"{article_id}:{ROW_LETTERS[table]}{start}"
