"""Rows put into the order of their articles without holding them in memory (distribution sort, Knuth 1973, 5.4.9).

The articles' places in the order are known beforehand. Rows are dealt to files by place, 64 files at a time, and each
file's rows again, until a file has no more articles than a slice: every row is written once for each power of 64 in the
number of slices.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from newsrows.engine.shard_file import pack, unpack

Frames = dict[str, pl.DataFrame]
_FILES = 64
_PLACE = "_place"


def in_order(parts: Iterable[Frames], places: pl.DataFrame, *, size: int) -> Iterator[Frames]:
    """The rows of `parts`, `size` articles at a time in the order of their places.

    Args:
        parts: frames by table, each with a column article_id; the same tables in all, at least one part.
        places: article_id, and `_place`: 0 for the first article, one more for each other.
        size: articles a slice.

    Raises:
        OSError: the folder for temporary files cannot be written.
    """
    placed = ({name: frame.join(places, on="article_id") for name, frame in part.items()} for part in parts)
    width = size
    while width * _FILES < places.height:
        width *= _FILES
    with tempfile.TemporaryDirectory(prefix="newsrows-") as scratch:
        for slice_ in _deal(placed, Path(scratch), width, size):
            yield {name: frame.drop(_PLACE) for name, frame in slice_.items()}


def _deal(parts: Iterable[Frames], folder: Path, width: int, size: int) -> Iterator[Frames]:
    """The rows of `parts` in order; `width` articles are kept together in files of `folder`."""
    hands: set[int] = set()
    for number, part in enumerate(parts):
        hands |= _deal_part(part, folder, number, width)
    for hand in sorted(hands):
        here = folder / str(hand)
        kept = (_read(path) for path in sorted(here.iterdir()))
        if width > size:
            yield from _deal(kept, here / "again", width // _FILES, size)
        else:
            yield _together(list(kept))
        for path in here.glob("*.bundle"):
            path.unlink()


def _deal_part(part: Frames, folder: Path, number: int, width: int) -> set[int]:
    """Write a part's rows to a file for each hand they go to; returns the hands."""
    dealt: dict[int, Frames] = {}
    for name, frame in part.items():
        by_hand = frame.with_columns(_hand=pl.col(_PLACE) // width).partition_by(
            "_hand", as_dict=True, include_key=False
        )
        for (hand,), rows in by_hand.items():
            dealt.setdefault(int(hand), {})[name] = rows
    for hand, frames in dealt.items():
        path = folder / str(hand) / f"{number:08}.bundle"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pack({name: frames.get(name, frame.clear()) for name, frame in part.items()}))
    return set(dealt)


def _read(path: Path) -> Frames:
    with path.open("rb") as file:
        return unpack(file)


def _together(parts: list[Frames]) -> Frames:
    return {name: pl.concat([part[name] for part in parts]) for name in parts[0]}
