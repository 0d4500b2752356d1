"""One spelling for names that are compared: without accents, and without hyphens at line ends."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LINE_END_HYPHEN: Final = re.compile(r"(?<=\w)-\s*\n\s*(?=\w)")
# Letters that Unicode does not decompose, as newspapers write them without accents: 'Jorgen', 'Yildirim', 'Kjaer'.
_PLAIN_LETTERS: Final = str.maketrans(
    {"’": "'", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D"}
    | {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th"}
)


def plain_spelling(name: str) -> str:
    """A name without accents, with straight apostrophes, and with words joined that a line end broke."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
        name = name.translate(_PLAIN_LETTERS)
    return _LINE_END_HYPHEN.sub("", name) if "\n" in name else name
