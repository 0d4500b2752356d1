"""Varies training passages so that they look more like news.

Encyclopaedias and reviews have no headlines, bylines or datelines. All names that are inserted come from the passages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maintain.names.passages import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

# Share of passages that are changed to capitals, and to A Headline With Capitals.
_UPPER_SHARE, _HEADLINE_SHARE = 0.03, 0.03
# Share of passages that get a byline or dateline, share in which names are exchanged, share of names exchanged there.
_HEADING_SHARE, _EXCHANGED_SHARE, _NAMES_EXCHANGED = 0.08, 0.25, 0.4
_LONGEST_NAME = 40

# Bylines, datelines and credits. PER, ORG and LOC stand for a name of that kind; '!' writes it in capitals.
_HEADINGS: tuple[tuple[str, ...], ...] = (
    ("By ", "PER", "\n\n"),
    ("By ", "PER", ", ", "ORG", "\n\n"),
    ("PER", "\n\n", "LOC!", "\n\n"),
    ("LOC!", " - "),
    ("LOC!", " (", "ORG", ") - "),
    ("LOC", " — "),
    ("LOC!", ", ", "LOC", ", 12 March (", "ORG", ") – "),
    ("LOC!", ": "),
    ("Image: ", "PER", ".\n\n"),
    ("Photo: ", "PER", "/", "ORG", "\n\n"),
    ("Source: ", "ORG", "\n\n"),
    ("(", "ORG", ") – "),
)


def in_other_case(text: str, rng: np.random.Generator) -> str:
    """`text`, sometimes in capitals. Offsets of characters do not change."""
    draw = rng.random()
    changed = text
    if draw < _UPPER_SHARE:
        changed = text.upper()
    elif draw < _UPPER_SHARE + _HEADLINE_SHARE:
        words = text.split(" ")
        changed = " ".join(word[:1].upper() + word[1:] if len(word) > 3 else word for word in words)
    return changed if len(changed) == len(text) else text


@dataclass(frozen=True)
class Names:
    """All names of the passages by kind, to choose from."""

    by_kind: dict[str, list[str]]

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> Names:
        """Collect the distinct names of `passages`."""
        by_kind: dict[str, dict[str, None]] = {}
        for passage in passages:
            for start, end, kind in passage.spans:
                name = passage.text[start:end]
                if len(name) <= _LONGEST_NAME and "\n" not in name:
                    by_kind.setdefault(kind, {})[name] = None
        return cls({kind: list(names) for kind, names in by_kind.items()})

    def draw(self, kind: str, rng: np.random.Generator) -> str:
        """A random name of `kind`."""
        names = self.by_kind[kind]
        return names[int(rng.integers(len(names)))]


def vary(passage: Passage, names: Names, rng: np.random.Generator) -> Passage:
    """`passage`, sometimes with a byline or dateline before it, or with other names of the same kind."""
    draw = rng.random()
    if draw < _HEADING_SHARE:
        return _with_heading(passage, names, rng)
    if draw < _HEADING_SHARE + _EXCHANGED_SHARE:
        return _with_other_names(passage, names, rng)
    return passage


def _with_heading(passage: Passage, names: Names, rng: np.random.Generator) -> Passage:
    text = ""
    spans: list[tuple[int, int, str]] = []
    for part in _HEADINGS[int(rng.integers(len(_HEADINGS)))]:
        kind = part.removesuffix("!")
        if kind in names.by_kind:
            name = names.draw(kind, rng)
            added = name.upper() if part.endswith("!") else name
            spans.append((len(text), len(text) + len(added), kind))
            text += added
        else:
            text += part
    moved = ((start + len(text), end + len(text), kind) for start, end, kind in passage.spans)
    return Passage(text + passage.text, (*spans, *moved), passage.source)


def _with_other_names(passage: Passage, names: Names, rng: np.random.Generator) -> Passage:
    """Exchange names of people and organisations. A name is replaced by the same name in the whole passage."""
    replacements: dict[tuple[str, str], str] = {}
    text, end_of_last = "", 0
    spans: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(passage.spans):
        if start < end_of_last:
            continue  # a name inside another name is replaced with it
        name = passage.text[start:end]
        if kind in ("PER", "ORG") and (name, kind) not in replacements:
            replacements[name, kind] = names.draw(kind, rng) if rng.random() < _NAMES_EXCHANGED else name
        text += passage.text[end_of_last:start]
        replacement = replacements.get((name, kind), name)
        spans.append((len(text), len(text) + len(replacement), kind))
        text += replacement
        end_of_last = end
    return Passage(text + passage.text[end_of_last:], tuple(spans), passage.source)
