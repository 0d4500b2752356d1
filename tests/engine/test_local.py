"""Batches are worked on once each, and a worker that dies loses nothing."""

from __future__ import annotations

import os
import signal
from functools import partial
from pathlib import Path

import pytest

from newsrows.engine import EngineError, run


def square(number: int) -> int:
    return number * number


def square_but_die_once(folder: Path, number: int) -> int:
    mark = folder / str(number)
    if number == 3 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def die(_: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def test_one_worker_keeps_the_order_and_reads_no_further_than_it_works() -> None:
    read: list[int] = []
    results = run(square, (read.append(number) or number for number in range(9)))
    assert [next(results), next(results)] == [0, 1]
    assert read == [0, 1]


def test_several_workers_do_every_batch_once() -> None:
    assert sorted(run(square, range(20), workers=2)) == [number * number for number in range(20)]


def test_a_worker_that_is_killed_loses_no_batch(tmp_path) -> None:
    results = list(run(partial(square_but_die_once, tmp_path), range(12), workers=2))
    assert sorted(results) == [number * number for number in range(12)]


def test_a_batch_that_keeps_killing_workers_ends_with_a_message() -> None:
    with pytest.raises(EngineError, match="--workers 1"):
        list(run(die, range(2), workers=2))


def test_no_workers_is_a_mistake() -> None:
    with pytest.raises(EngineError, match="at least 1"):
        list(run(square, [1], workers=0))
