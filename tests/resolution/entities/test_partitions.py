from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from newsrows.resolution import Resolution, resolve
from newsrows.resolution.entities import partitions
from newsrows.resolution.entities.partitions import Partitions
from resolution.stories import organisation, person, slice_of

_BLOCKS = ["a", "b", "a", "c", "b", "a"]


@pytest.mark.parametrize("limit", [1, 2, 100])
def test_rows_of_a_block_are_in_one_partition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int) -> None:
    monkeypatch.setattr(partitions, "MAX_ROWS_IN_MEMORY", limit)
    rows = Partitions(tmp_path, "x")
    for n, block in enumerate(_BLOCKS):
        rows.add(pl.DataFrame({"block": [block], "n": [n]}))
    frames = [partition.read() for partition in rows.finish()]
    blocks = [set(part["block"]) for part in frames]
    assert sum(len(blocks_of_part) for blocks_of_part in blocks) == 3, "a block is in two partitions"
    assert sorted(pl.concat(frames)["n"]) == list(range(6))


def test_a_deleted_partition_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partitions, "MAX_ROWS_IN_MEMORY", 1)
    rows = Partitions(tmp_path, "x")
    rows.add(pl.DataFrame({"block": _BLOCKS}))
    assert list(tmp_path.iterdir())
    for partition in rows.finish():
        partition.delete()
    assert not list(tmp_path.iterdir())


def _resolution(tmp_path: Path, workers: int) -> Resolution:
    names = ["Ann Carter", "A. Carter", "Carter", "Bill Quellmalz", "Quellmalz", "Ann B. Carter", "Tony Marsh"]
    bodies = ["Coast Bank", "Coast Bank Ltd", "Labour", "Labour Party", "University of Riverton", "Riverton University"]
    entities = [*(person(name) for name in names), *(organisation(name) for name in bodies)]
    slices = [slice_of((f"a{n}", 0, entity)) for n, entity in enumerate(entities)]
    return resolve(slices, scratch=tmp_path, workers=workers)


def test_files_and_workers_do_not_change_the_resolution(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_memory = _resolution(tmp_path, workers=1)
    monkeypatch.setattr(partitions, "MAX_ROWS_IN_MEMORY", 2)
    for workers in (1, 2):
        spilled = _resolution(tmp_path, workers=workers)
        assert spilled.ids.equals(in_memory.ids)
        assert spilled.tables["people"].equals(in_memory.tables["people"])
        assert spilled.tables["organisations"].equals(in_memory.tables["organisations"])
    assert not list(tmp_path.iterdir()), "files remain"
