"""Shortens the old and the new value of a change so that a reader sees where they differ."""

from __future__ import annotations

# Of a long common start, this many characters remain as context.
_CONTEXT_CHARACTERS = 20


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
