"""Passages made a little different: encyclopaedias and reviews have no headlines, bylines or datelines, news has.

Whatever is put in comes from the passages themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maintain.names.passages import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

# Share of passages in capitals throughout, and With Each Long Word In Capitals.
_UPPER_SHARE, _HEADLINE_SHARE = 0.03, 0.03
# Share of passages that get a head, that have names exchanged, and of the names exchanged in these.
_HEADED_SHARE, _EXCHANGED_SHARE, _NAMES_EXCHANGED = 0.08, 0.25, 0.4
_LONGEST_NAME = 40

# What news writes above and at the head of its first paragraph; a kind in capitals stands for a name of that kind.
_HEADS: tuple[tuple[str, ...], ...] = (
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


def disguised(text: str, rng: np.random.Generator) -> str:
    """`text`, now and then in another case; the offsets of its characters stay."""
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
    """All names of the passages by kind, to draw from."""

    by_kind: dict[str, list[str]]

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> Names:
        """Collect the names of `passages`, each once."""
        found: dict[str, dict[str, None]] = {}
        for passage in passages:
            for start, end, kind in passage.spans:
                name = passage.text[start:end]
                if len(name) <= _LONGEST_NAME and "\n" not in name:
                    found.setdefault(kind, {})[name] = None
        return cls({kind: list(names) for kind, names in found.items()})

    def draw(self, kind: str, rng: np.random.Generator) -> str:
        """Any name of `kind`."""
        names = self.by_kind[kind]
        return names[int(rng.integers(len(names)))]


def varied(passage: Passage, names: Names, rng: np.random.Generator) -> Passage:
    """`passage`, now and then with a byline or dateline before it, or with names exchanged for others of their kind."""
    draw = rng.random()
    if draw < _HEADED_SHARE:
        return _headed(passage, names, rng)
    if draw < _HEADED_SHARE + _EXCHANGED_SHARE:
        return _exchanged(passage, names, rng)
    return passage


def _headed(passage: Passage, names: Names, rng: np.random.Generator) -> Passage:
    text = ""
    spans: list[tuple[int, int, str]] = []
    for part in _HEADS[int(rng.integers(len(_HEADS)))]:
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


def _exchanged(passage: Passage, names: Names, rng: np.random.Generator) -> Passage:
    """Exchange names of people and organisations, one name everywhere in the passage for the same other."""
    instead: dict[tuple[str, str], str] = {}
    text, done = "", 0
    spans: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(passage.spans):
        if start < done:
            continue  # a name within a name goes with it
        name = passage.text[start:end]
        if kind in ("PER", "ORG") and (name, kind) not in instead:
            instead[name, kind] = names.draw(kind, rng) if rng.random() < _NAMES_EXCHANGED else name
        text += passage.text[done:start]
        put = instead.get((name, kind), name)
        spans.append((len(text), len(text) + len(put), kind))
        text += put
        done = end
    return Passage(text + passage.text[done:], tuple(spans), passage.source)
