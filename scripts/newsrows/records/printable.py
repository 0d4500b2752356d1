"""Shows text from anybody's data in messages: on one line, not too long, and without characters for terminals."""

from __future__ import annotations

import re

MAX_LENGTH = 500
# Control characters, marks that change the direction of writing, line and paragraph separators, byte-order marks and
# lone surrogates. Source: Unicode Technical Report 36, and CVE-2021-42574 for the marks of direction.
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_NAMED = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def printable(text: str, limit: int | None = None) -> str:
    r"""Return the text with escapes such as \x1b, \u202e and \n for characters that a terminal may act on.

    Args:
        text: the text.
        limit: the number of characters that are shown; None: all.
    """
    cut = text if limit is None or len(text) <= limit else text[:limit]
    shown = _STEERING.sub(_escaped, cut)
    return shown if len(cut) == len(text) else f"{shown}... ({len(text) - len(cut):,} more characters)"


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    return _NAMED.get(character) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")
