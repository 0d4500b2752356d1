"""Counts the words of quotes: quotes.words."""

from __future__ import annotations

from typing import Final

import polars as pl

# A stretch without white space that contains a letter or a digit.
_WORD: Final = r"\S*[\p{L}\p{N}]\S*"


def word_count(column: str = "text") -> pl.Expr:
    """The number of words in a column of texts, as schemas/quotes.json defines a word."""
    return pl.col(column).str.count_matches(_WORD).cast(pl.Int64)
