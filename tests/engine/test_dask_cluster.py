"""A Dask cluster gives what the local engine gives, and says plainly why it does not."""

from __future__ import annotations

import itertools
import os
import signal
import sys
from functools import partial
from multiprocessing import active_children
from pathlib import Path

import pytest

from newsrows.engine import EngineError
from newsrows.engine import dask_cluster as cluster

pytest.importorskip("distributed")


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


def fail(number: int) -> int:
    raise ValueError(f"{number} is wrong")


def a_model(value: str | None) -> dict[str, str]:
    """What was given, or what only this process has."""
    return {"model": value or f"process {os.getpid()}"}


def test_every_batch_is_done_once_and_the_environment_stays(capfd) -> None:
    before = dict(os.environ)
    results = cluster.run(square, range(20), workers=2, worker_environment=partial(a_model, "md"))
    assert sorted(results) == [number * number for number in range(20)]
    assert dict(os.environ) == before
    assert active_children() == []
    assert capfd.readouterr() == ("", "")


def test_a_killed_worker_loses_nothing(tmp_path, capfd) -> None:
    results = cluster.run(partial(square_but_die_once, tmp_path), range(12), workers=2)
    assert sorted(results) == [number * number for number in range(12)]
    assert capfd.readouterr() == ("", "")


def test_batches_without_end_are_read_as_far_as_there_are_workers() -> None:
    read: list[int] = []
    results = cluster.run(square, (read.append(number) or number for number in itertools.count()), workers=1)
    for taken in range(10):
        next(results)
        assert len(read) - taken <= 2
    results.close()
    assert active_children() == []


def test_what_the_work_raises_is_raised_here() -> None:
    with pytest.raises(ValueError, match="7 is wrong"):
        list(cluster.run(fail, [7]))


def without_a_module(_: int) -> int:
    raise RuntimeError("the task graph") from ModuleNotFoundError("No module named 'newsrows'")


def test_machines_without_newsrows_are_told_apart() -> None:
    with pytest.raises(
        EngineError, match=r"cannot run newsrows \(No module named 'newsrows'\); next: install newsrows"
    ):
        list(cluster.run(without_a_module, [1]))


def test_other_versions_are_named() -> None:
    class Client:
        def wait_for_workers(self, _: int, timeout: float) -> None:
            assert timeout > 0

        def get_versions(self) -> dict[str, object]:
            here = {"packages": {"python": "3.11.2.final.0", "dask": "1", "distributed": "1", "cloudpickle": "3"}}
            other = {"packages": {**here["packages"], "python": "3.12.1.final.0"}}
            return {"client": here, "scheduler": here, "workers": {"tcp://10.0.0.7:1": other}}

    with pytest.raises(
        EngineError, match=r"tcp://10\.0\.0\.7:1 has python 3\.12, .*expected python 3\.11, .*as on this machine"
    ):
        cluster._check_cluster(Client(), "tcp://10.0.0.1:8786")


def test_a_scheduler_without_workers_is_not_waited_for_without_end() -> None:
    class Client:
        def wait_for_workers(self, _: int, timeout: float) -> None:
            raise TimeoutError(f"{timeout} s are over")

    with pytest.raises(EngineError, match=r"no worker has joined it in 60 s; next: run dask worker tcp://10"):
        cluster._check_cluster(Client(), "tcp://10.0.0.1:8786")


def test_a_batch_that_keeps_killing_workers_ends_with_a_message() -> None:
    with pytest.raises(EngineError, match="3 workers, one after another, died over the same articles"):
        list(cluster.run(die, [1], workers=1))


def test_a_worker_with_another_model_is_refused() -> None:
    with pytest.raises(
        EngineError, match=r"found another model than on this machine \(process \d+, expected process \d+\)"
    ):
        list(cluster.run(square, [1], worker_environment=partial(a_model, None)))


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nothing://here", "tcp://127.0.0.1:port"])
def test_no_scheduler_at_an_address(address, monkeypatch) -> None:
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 0.5)
    with pytest.raises(EngineError, match=f"--scheduler {address}: no Dask scheduler answers there"):
        list(cluster.run(square, [1], scheduler=address))


def test_without_dask_the_extra_is_named(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EngineError, match=r"pip install 'newsrows\[dask\]'"):
        list(cluster.run(square, [1]))


def test_no_workers_is_a_mistake() -> None:
    with pytest.raises(EngineError, match="at least 1"):
        list(cluster.run(square, [1], workers=0))
