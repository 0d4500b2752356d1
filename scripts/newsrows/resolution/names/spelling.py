"""One spelling for names that are compared: no accents, and no words that the end of a line broke."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_BROKEN: Final = re.compile(r"(?<=\w)-\s*\n\s*(?=\w)")
# Letters that are no letter with an accent, as newspapers without them write: 'Jorgen', 'Yildirim', 'Kjaer'.
_LETTERS: Final = str.maketrans(
    {"’": "'", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D"}
    | {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th"}
)


def plain(name: str) -> str:
    """A name without accents, with straight apostrophes, and with what a hyphen and a line's end broke in one."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
        name = name.translate(_LETTERS)
    return _BROKEN.sub("", name) if "\n" in name else name
