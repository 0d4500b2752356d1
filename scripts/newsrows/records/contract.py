"""Facts about the published tables that several stages need and that schemas/ cannot express."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from newsrows.records.findings import EntityType, SourceType

PACKAGE_FILE_NAMES: Final = ("package.yaml", "package.yml", "package.json")
"""Names of the file in which users describe their package; none of them is an article."""

DEFAULT_TITLE: Final = "People, organisations, quotes and statistics in news articles"
"""The title of a package whose owner gives none."""

PART_SEPARATOR: Final = " … "
"""Separates the parts of a quote in quotes.text."""

ROW_LETTERS: Final = {"mentions": "m", "roles": "r", "quotes": "q", "statistics": "s"}
"""Tables whose rows have ids of the form `<article_id>:<letter><start>`, and their letters."""

ACROSS_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "articles": ("duplicate_of",),
    "quotes": ("utterance_id", "variant"),
    "statistics": ("claim_id",),
}
"""Columns that depend on other articles, by table. Rows get them when all articles are known."""

GROUP_LETTERS: Final = {"utterances": "u", "claims": "c"}
"""Tables whose rows are groups of rows of several articles, and the letter in their ids.

The id is that of the group's first row with this letter: `a:u12` for `a:q12`.
"""

NAMING_KINDS: Final = frozenset({"name", "partial", "acronym"})
"""Values of mentions.kind for mentions by name; the others (nominal, pronoun) refer to an entity named elsewhere."""


LINKED_SOURCES: Final[Mapping[EntityType, frozenset[SourceType]]] = {
    "person": frozenset({"person", "document"}),
    "organisation": frozenset({"organisation", "document", "group", "anonymous"}),
}
"""The values of quotes.source_type that a quote may have if a person or an organisation is linked."""

OTHERS_BEFORE: Final = (
    r"\b(?:of|for|from|to|with|by|at|near|behind|under|against|about|representing)\s+(?:the\s+|his\s+|her\s+|their\s+)?"
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady)\.?\s+)?$"
)
"""Ends a speaker's words before a person who is not their head, as a regular expression: 'an aide to Mr', 'wife of'."""

OTHERS_AFTER: Final = r"^['’]s?\s+\w"
"""Begins a speaker's words after a person who is not their head: "'s lawyer"."""

OTHERS_JOINED: Final = r"^,?\s+(?:and|or|&)\s+(?:the\s+)?(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady)\.?\s+)?$"
"""The words between two people who both speak: ' and Mr '."""

OTHERS_BETWEEN: Final = r"^\s+(?:[a-z][a-z-]*\s+){1,3}$"
"""The words between a person who is not the head and the person who is, if JOINING_WORD is not there: ' lawyer '."""

JOINING_WORD: Final = r"\b(?:and|or|but|than|who|whom|of|for|from|to|with|by|at|in|on|as|near|after|is|was|a|an|the)\b"
"""A small word that shows that the words between two people belong to neither."""


def row_id(table: str, article_id: str, start: int) -> str:
    """The id of a row of `table` that starts at code point `start` of its article.

    Raises:
        KeyError: the table has no ids of this form.
    """
    return f"{article_id}:{ROW_LETTERS[table]}{start}"


UNNAMED_SPOKESPERSON: Final = r"^(?:s?he|(?:the|an?) spokes(?:man|woman|person))$"
"""Pattern of a speaker's words in lower case that mean a person without a name who speaks for an organisation."""
