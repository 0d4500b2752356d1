"""Parquet files with bytes changed, most of them in the metadata at the end, which then lies."""

from __future__ import annotations

import json
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import pyarrow as pa
from pyarrow import parquet

import newsrows as nr
from newsrows.sources import ReadOptions, find_files, read_unopened

_ROWS = pa.table(
    {
        "id": ["a", "b", "c"] * 3,
        "text": [f"The harbour reopened on Friday, said Ann Lee of pier {n}." for n in range(9)],
        "n": [1, 2, None] * 3,
        "x": [1.5, None, 2.0] * 3,
        "d": pa.array([1, 2, 3] * 3, pa.date32()),
        "l": [[1], [2, 3], None] * 3,
    }
)
_FIELDS = [
    {"name": "id"},
    {"name": "text"},
    {"name": "n", "type": "integer"},
    {"name": "x", "type": "number"},
    {"name": "d", "type": "date"},
    {"name": "l", "type": "list"},
]
_RESOURCE = {"name": "t", "path": "t.parquet", "format": "parquet", "schema": {"fields": _FIELDS, "primaryKey": ["n"]}}


@cache
def _files() -> tuple[bytes, ...]:
    """The same rows as different writers write them."""
    settings: tuple[dict[str, Any], ...] = (
        {},
        {"compression": "zstd", "data_page_version": "2.0", "row_group_size": 4},
        {"compression": "none", "use_dictionary": False, "write_page_index": True},
    )
    files = [BytesIO() for _ in range(len(settings) + 1)]
    for file, options in zip(files, settings, strict=False):
        parquet.write_table(_ROWS, file, **options)
    pl.DataFrame(pl.from_arrow(_ROWS)).write_parquet(files[-1])
    return tuple(file.getvalue() for file in files)


def _damaged(random: Random) -> bytes:
    data = bytearray(random.choice(_files()))
    footer = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
    for _ in range(random.choice((1, 1, 2, 4))):
        start = footer if random.random() < 0.7 else 4
        place = random.randrange(start, len(data) - 4)
        data[place] = random.choice((random.randrange(256), data[place] ^ (1 << random.randrange(8)), 255, 0, 127))
    return bytes(data)


def _write_package(folder: Path, data: bytes) -> None:
    folder.mkdir()
    (folder / "t.parquet").write_bytes(data)
    (folder / "datapackage.json").write_text(json.dumps({"name": "p", "version": "1.0.0", "resources": [_RESOURCE]}))


def try_parquet(folder: Path, random: Random) -> None:
    """Read such a file as articles, validate it in a package, and compare it with the right one."""
    data = _damaged(random)
    for name, contents in (("old", _files()[0]), ("new", data)):
        _write_package(folder / name, contents)
    (folder / "articles").mkdir()
    (folder / "articles" / "a.parquet").write_bytes(data)
    list(read_unopened(find_files([folder / "articles"]), ReadOptions()))
    nr.validate(folder / "new")
    try:
        nr.diff_data(folder / "old", folder / "new")
    except nr.NewsrowsError as error:
        if len(str(error)) > 5_000:
            raise AssertionError("a message of more than 5,000 characters") from None
