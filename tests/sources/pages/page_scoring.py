"""Compares the text found in a page with the right one, by words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"\w+")


def score(found: str, paragraphs: Sequence[str]) -> tuple[float, float]:
    """The share of the right words that were found, and the share of the found words that are foreign."""
    right, words = Counter(_WORD.findall(" ".join(paragraphs))), Counter(_WORD.findall(found))
    shared = (right & words).total()
    return shared / right.total(), 1 - shared / max(words.total(), 1)
