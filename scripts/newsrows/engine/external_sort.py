"""Sorts rows by article without holding them in memory (distribution sort, Knuth 1973, 5.4.9).

The position of every article in the result is known beforehand. Rows are written to bucket files by position, 64
buckets at a time; the rows of a bucket are distributed again until a bucket holds one slice of articles. So every row
is written once per power of 64 in the number of slices.

A streaming sort by polars (2.1, sort and sink_ipc) is not used because its memory grows with the rows: 690 MB for a
million rows of 200,000 articles, against 120 MB here, in about the same time (4.9 and 5.6 s).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from newsrows.engine.shard_file import pack, unpack

Frames = dict[str, pl.DataFrame]

_BUCKETS = 64
_SUFFIX = ".frames"


def sort_by_article(parts: Iterable[Frames], positions: pl.DataFrame, *, size: int) -> Iterator[Frames]:
    """Yield the rows of `parts` in slices of `size` articles, in the order of the articles' positions.

    Within a slice the rows are in no particular order.

    Args:
        parts: frames by table name, each with a column article_id; all parts have the same tables. At least one part.
        positions: columns article_id and `_position`; positions count from 0 without gaps.
        size: articles per slice; the last slice may have fewer.

    Raises:
        OSError: the folder for temporary files cannot be written.
    """
    positioned = ({name: frame.join(positions, on="article_id") for name, frame in part.items()} for part in parts)
    width = size
    while width * _BUCKETS < positions.height:
        width *= _BUCKETS
    with tempfile.TemporaryDirectory(prefix="newsrows-") as scratch:
        for slice_ in _distribute(positioned, Path(scratch), width, size):
            yield {name: frame.drop("_position") for name, frame in slice_.items()}


def _distribute(parts: Iterable[Frames], folder: Path, width: int, size: int) -> Iterator[Frames]:
    """Yield the rows of `parts` in order; each bucket in `folder` holds `width` articles."""
    buckets: set[int] = set()
    for number, part in enumerate(parts):
        buckets |= _write_buckets(part, folder, number, width)
    for bucket in sorted(buckets):
        bucket_folder = folder / str(bucket)
        bucket_parts = (_read(path) for path in sorted(bucket_folder.iterdir()))
        if width > size:
            yield from _distribute(bucket_parts, bucket_folder / "again", width // _BUCKETS, size)
        else:
            yield _concatenate(list(bucket_parts))
        for path in bucket_folder.glob(f"*{_SUFFIX}"):
            path.unlink()


def _write_buckets(part: Frames, folder: Path, number: int, width: int) -> set[int]:
    """Write the rows of a part to one file per bucket, and return the buckets that received rows."""
    frames_by_bucket: dict[int, Frames] = {}
    for name, frame in part.items():
        partitions = frame.with_columns(_bucket=pl.col("_position") // width).partition_by(
            "_bucket", as_dict=True, include_key=False
        )
        for (bucket,), rows in partitions.items():
            frames_by_bucket.setdefault(int(bucket), {})[name] = rows
    for bucket, frames in frames_by_bucket.items():
        path = folder / str(bucket) / f"{number:08}{_SUFFIX}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pack({name: frames.get(name, frame.clear()) for name, frame in part.items()}))
    return set(frames_by_bucket)


def _read(path: Path) -> Frames:
    with path.open("rb") as file:
        return unpack(file)


def _concatenate(parts: list[Frames]) -> Frames:
    return {name: pl.concat([part[name] for part in parts]) for name in parts[0]}
