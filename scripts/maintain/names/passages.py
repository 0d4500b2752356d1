"""The openly licensed passages on which the NER models are fitted."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The data sets. They differ in what they mark as a name: docs/names-model.md.
SOURCES = ("uner", "wikigold", "redocred", "gum")
# A marker in the published file that is not prose.
_DOCUMENT_MARKER = "-DOCSTART-"


@dataclass(frozen=True)
class Passage:
    """A text, its names as (start, end, kind) in code points (end exclusive), and the data set that it comes from."""

    text: str
    spans: tuple[tuple[int, int, str], ...]
    source: str


def read_passages(folder: Path) -> list[Passage]:
    """All passages below `folder` (train_<source>.jsonl), in the order of `SOURCES` and of the files.

    Raises:
        FileNotFoundError: a file is missing.
    """
    return [passage for source in SOURCES for passage in _read(folder / f"train_{source}.jsonl", source)]


def _read(path: Path, source: str) -> Iterator[Passage]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            passage = Passage(row["text"], tuple((a, b, kind) for a, b, kind in row["spans"]), source)
            yield from _articles(passage)


def _articles(passage: Passage) -> Iterator[Passage]:
    """Split a passage at '-DOCSTART-' lines, which separate articles."""
    start = 0
    for part in passage.text.split(_DOCUMENT_MARKER):
        end = start + len(part)
        left = start + len(part) - len(part.lstrip())
        inside = tuple((a - left, b - left, kind) for a, b, kind in passage.spans if left <= a and b <= end)
        if part.strip():
            yield Passage(part.strip(), inside, passage.source)
        start = end + len(_DOCUMENT_MARKER)
