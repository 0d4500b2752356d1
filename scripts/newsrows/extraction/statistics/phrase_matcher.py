"""Look up the longest known surface that begins at a place in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")

_FIRST = re.compile(r"[^\W\d_]+|\S")


class Surfaces(Generic[Meaning]):
    """Surfaces and what they mean, found by their first word.

    A surface is matched as written, or, where it was given as a word, in any case. It ends where no letter and no
    digit follows: 'km' is not found in 'kmart'.
    """

    def __init__(self, exact: Iterable[tuple[str, Meaning]], folded: Iterable[tuple[str, Meaning]] = ()) -> None:
        """Index the surfaces; of two that are equal, the first one counts."""
        self._exact = _index(exact)
        self._folded = _index((surface.lower(), meaning) for surface, meaning in folded)

    def match(self, text: str, start: int, limit: int) -> tuple[Meaning, int] | None:
        """The meaning of the longest surface at `start`, and where it ends (at most at `limit`)."""
        first = _FIRST.match(text, start, limit)
        if first is None:
            return None
        word = first.group()
        best = _longest(self._exact.get(word, ()), text, start, limit)
        folded = self._folded.get(word.lower())
        if folded:
            longest = max(len(surface) for surface, _ in folded)
            piece = text[start : min(start + longest + 1, limit)].lower()
            other = _longest(folded, piece, 0, len(piece))
            if other and (best is None or start + other[1] > best[1]):
                best = (other[0], start + other[1])
        return best


def _index(surfaces: Iterable[tuple[str, Meaning]]) -> dict[str, tuple[tuple[str, Meaning], ...]]:
    groups: dict[str, dict[str, Meaning]] = {}
    for surface, meaning in surfaces:
        first = _FIRST.match(surface)
        if first:
            groups.setdefault(first.group(), {}).setdefault(surface, meaning)
    return {key: tuple(sorted(found.items(), key=lambda item: -len(item[0]))) for key, found in groups.items()}


def _longest(surfaces: Iterable[tuple[str, Meaning]], text: str, start: int, limit: int) -> tuple[Meaning, int] | None:
    for surface, meaning in surfaces:
        end = start + len(surface)
        if end <= limit and text.startswith(surface, start) and not _runs_on(text, end, limit):
            return meaning, end
    return None


def _runs_on(text: str, end: int, limit: int) -> bool:
    return end < limit and text[end - 1].isalnum() and text[end].isalnum()
