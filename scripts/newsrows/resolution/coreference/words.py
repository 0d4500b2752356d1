"""Word lists of coreference: pronouns, determiners, and words in the phrases of speakers."""

from __future__ import annotations

import re

from newsrows.lexicon import column, rows


def words(group: str) -> frozenset[str]:
    """The words of a group of coreference_words.csv."""
    return column("coreference_words", "word", group=group)


def alternatives(group: str) -> str:
    """The words of a group as alternatives of a regular expression, in the order of the list."""
    return "|".join(re.escape(row["word"]) for row in rows("coreference_words") if row["group"] == group)
