from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from stories import organisation, person, slice_of

from newsrows.resolution import Resolution, resolve
from newsrows.resolution.entities import partitions 
from newsrows.resolution.entities.partitions import Partitions

_BLOCKS = ["a", "b", "a", "c", "b", "a"]


@pytest.mark.parametrize("held", [1, 2, 100])
def test_every_block_comes_out_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int) -> None:
    monkeypatch.setattr(partitions, "MAX_ROWS_IN_MEMORY", held)
    rows = Partitions(tmp_path, "x")
    for n, block in enumerate(_BLOCKS):
        rows.add(pl.DataFrame({"block": [block], "n": [n]}))
    parts = [part.read() for part in rows.finish()]
    homes = [set(part["block"]) for part in parts]
    assert sum(len(home) for home in homes) == 3, "a block stands in two parts"
    assert sorted(pl.concat(parts)["n"]) == list(range(6))


def test_a_part_that_is_forgotten_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partitions, "MAX_ROWS_IN_MEMORY", 1)
    rows = Partitions(tmp_path, "x")
    rows.add(pl.DataFrame({"block": _BLOCKS}))
    assert list(tmp_path.iterdir())
    for part in rows.finish():
        part.delete()
    assert not list(tmp_path.iterdir())


def _resolution(tmp_path: Path, workers: int) -> Resolution:
    names = ["Ann Carter", "A. Carter", "Carter", "Bill Quellmalz", "Quellmalz", "Ann B. Carter", "Tony Marsh"]
    bodies = ["Coast Bank", "Coast Bank Ltd", "Labour", "Labour Party", "University of Riverton", "Riverton University"]
    entities = [*(person(name) for name in names), *(organisation(name) for name in bodies)]
    slices = [slice_of((f"a{n}", 0, entity)) for n, entity in enumerate(entities)]
    return resolve(slices, scratch=tmp_path, workers=workers)


def test_files_and_workers_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = _resolution(tmp_path, workers=1)
    monkeypatch.setattr(partitions, "MAX_ROWS_IN_MEMORY", 2)
    for workers in (1, 2):
        spilt = _resolution(tmp_path, workers=workers)
        assert spilt.ids.equals(plain.ids)
        assert spilt.tables["people"].equals(plain.tables["people"])
        assert spilt.tables["organisations"].equals(plain.tables["organisations"])
    assert not list(tmp_path.iterdir()), "files are left behind"
