"""The openly licensed passages that the models of names are fitted on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Each set has its own idea of what a name is: docs/names-model.md.
SOURCES = ("uner", "wikigold", "redocred", "gum")
# A heading of the published file that is no prose.
_RUBBISH = "-DOCSTART-"


@dataclass(frozen=True)
class Passage:
    """A text with its names as (start, end, kind) in code points, and the set that it comes from."""

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
            yield from _without_rubbish(passage)


def _without_rubbish(passage: Passage) -> Iterator[Passage]:
    """Cut a passage where a '-DOCSTART-' line stands: what follows is another article."""
    start = 0
    for part in passage.text.split(_RUBBISH):
        end = start + len(part)
        left = start + len(part) - len(part.lstrip())
        inside = tuple((a - left, b - left, kind) for a, b, kind in passage.spans if left <= a and b <= end)
        if part.strip():
            yield Passage(part.strip(), inside, passage.source)
        start = end + len(_RUBBISH)
