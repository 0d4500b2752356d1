"""Makes text from a package fit to print: it cannot steer a terminal or add markup to a page, and is cut if long."""

from __future__ import annotations

import re

from newsrows.records.printable import printable

MAX_LENGTH = 2_000
MARKDOWN_CHARACTERS = re.compile(r"([\\`*_{}\[\]<>#|~@!])")

# Of a long common start, this many characters remain as context.
_CONTEXT_CHARACTERS = 20


def one_line(text: str) -> str:
    """The text on one line, cut if it is very long, with codes for the characters that a terminal acts on."""
    return printable(" ".join(text.split()), MAX_LENGTH)


def escape_markdown(text: str) -> str:
    """The text on one line, with Markdown's special characters escaped, so that it contains no links or mentions."""
    return MARKDOWN_CHARACTERS.sub(r"\\\1", one_line(text)).replace("@", "@\u200b")


def shorten_pair(old: str, new: str, *, most: int) -> tuple[str, str]:
    """Return two texts with at most about `most` characters each. If one is longer, their common start is cut."""
    shared = next(
        (index for index, (left, right) in enumerate(zip(old, new, strict=False)) if left != right),
        min(len(old), len(new)),
    )
    start = max(shared - _CONTEXT_CHARACTERS, 0) if max(len(old), len(new)) > most else 0
    return shorten(old, most=most, start=start), shorten(new, most=most, start=start)


def shorten(text: str, *, most: int, start: int = 0) -> str:
    """Return a text from the character `start` on, with at most `most` characters and dots where it is cut."""
    prefix = "..." if start else ""
    rest = text[start:]
    return prefix + (rest if len(rest) <= most else f"{rest[: most - 3]}...")
