"""Find the longest known phrase that begins at an offset of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")

_FIRST_WORD = re.compile(r"[^\W\d_]+|\S")


class PhraseMatcher(Generic[Meaning]):
    """A dictionary of phrases, looked up by their first word.

    Exact phrases match as they are written, folded phrases in any case. A match ends where no letter or digit follows:
    'km' does not match in 'kmart'.
    """

    def __init__(self, exact: Iterable[tuple[str, Meaning]], folded: Iterable[tuple[str, Meaning]] = ()) -> None:
        """Index (phrase, meaning) pairs; the first one counts if a phrase occurs twice."""
        self._exact = _by_first_word(exact)
        self._folded = _by_first_word((phrase.lower(), meaning) for phrase, meaning in folded)

    def match(self, text: str, start: int, limit: int) -> tuple[Meaning, int] | None:
        """The meaning of the longest phrase that begins at `start`, and the offset behind it (at most `limit`)."""
        first = _FIRST_WORD.match(text, start, limit)
        if first is None:
            return None
        word = first.group()
        best = _longest(self._exact.get(word, ()), text, start, limit)
        folded_phrases = self._folded.get(word.lower())
        if folded_phrases:
            longest = max(len(phrase) for phrase, _ in folded_phrases)
            lower = text[start : min(start + longest + 1, limit)].lower()
            folded = _longest(folded_phrases, lower, 0, len(lower))
            if folded and (best is None or start + folded[1] > best[1]):
                best = (folded[0], start + folded[1])
        return best


def _by_first_word(phrases: Iterable[tuple[str, Meaning]]) -> dict[str, tuple[tuple[str, Meaning], ...]]:
    """First word -> the phrases that begin with it, longest first."""
    groups: dict[str, dict[str, Meaning]] = {}
    for phrase, meaning in phrases:
        first = _FIRST_WORD.match(phrase)
        if first:
            groups.setdefault(first.group(), {}).setdefault(phrase, meaning)
    return {word: tuple(sorted(members.items(), key=lambda item: -len(item[0]))) for word, members in groups.items()}


def _longest(phrases: Iterable[tuple[str, Meaning]], text: str, start: int, limit: int) -> tuple[Meaning, int] | None:
    """The first of `phrases`, which are sorted by length, that stands at `start` and ends with a word."""
    for phrase, meaning in phrases:
        end = start + len(phrase)
        if end <= limit and text.startswith(phrase, start) and not _is_inside_word(text, end, limit):
            return meaning, end
    return None


def _is_inside_word(text: str, end: int, limit: int) -> bool:
    return end < limit and text[end - 1].isalnum() and text[end].isalnum()
