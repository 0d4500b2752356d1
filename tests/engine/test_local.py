"""Batches are worked on once each, and a worker that dies loses nothing."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import time
from functools import partial
from multiprocessing import active_children
from pathlib import Path

import pytest

from clone import TOP
from newsrows.engine import EngineError, run


def square(number: int) -> int:
    return number * number


def square_but_die_once(folder: Path, number: int) -> int:
    mark = folder / str(number)
    if number == 3 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def name_the_process(folder: Path, number: int) -> int:
    """Leave this process's id in the folder, and take a while."""
    (folder / str(os.getpid())).touch()
    time.sleep(0.05)
    return number


def die(_: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def leave(_: int) -> int:
    os._exit(7)


class OddError(Exception):
    """One that cannot be made again from its arguments."""

    def __init__(self, one: int, other: int) -> None:
        super().__init__(f"{one} is not {other}")


def fail(number: int) -> int:
    raise OddError(number, number + 1) if number % 2 else ValueError(f"{number} is even")


def not_sendable(_: int) -> object:
    return lambda: None


class FailsOnArrival:
    """A function that cannot be had on the other side."""

    def __call__(self, number: int) -> int:
        return number

    def __reduce__(self) -> tuple[object, ...]:
        return int, ("no number",)


def test_one_worker_keeps_the_order_and_reads_no_further_than_it_works() -> None:
    read: list[int] = []
    results = run(square, (read.append(number) or number for number in range(9)))
    assert [next(results), next(results)] == [0, 1]
    assert read == [0, 1]


def test_several_workers_do_every_batch_once() -> None:
    assert sorted(run(square, range(20), workers=2)) == [number * number for number in range(20)]


def test_no_batches_need_no_workers() -> None:
    assert list(run(square, [], workers=2)) == []
    assert list(run(square, [3], workers=2)) == [9]
    assert active_children() == []


def test_batches_without_end_are_read_as_far_as_workers_are_free() -> None:
    read: list[int] = []
    results = run(square, (read.append(number) or number for number in itertools.count()), workers=2)
    for taken in range(30):
        next(results)
        assert len(read) - taken <= 2 * 2  # one being worked on and one ahead, each
    results.close()
    assert active_children() == []


def test_a_worker_that_is_killed_loses_no_batch(tmp_path) -> None:
    results = list(run(partial(square_but_die_once, tmp_path), range(12), workers=2))
    assert sorted(results) == [number * number for number in range(12)]


def test_a_worker_that_is_killed_from_outside_loses_no_batch_and_doubles_none(tmp_path) -> None:
    found, killed = [], 0
    for number in run(partial(name_the_process, tmp_path), range(40), workers=2):
        found.append(number)
        if len(found) in {3, 20}:
            victim = active_children()[0]
            os.kill(victim.pid, signal.SIGKILL)
            killed += 1
    assert sorted(found) == list(range(40))
    assert killed == 2


@pytest.mark.parametrize(
    ("work", "message"),
    [
        (die, r"3 workers, one after another, were killed \(signal 9\), perhaps for lack of memory, .*--workers 1"),
        (leave, r"3 workers, one after another, ended with exit code 7 over the same articles"),
    ],
)
def test_a_batch_that_keeps_ending_workers_ends_with_a_message(work, message) -> None:
    with pytest.raises(EngineError, match=message):
        list(run(work, range(2), workers=2))
    assert active_children() == []


def test_what_the_work_raises_is_raised_here() -> None:
    with pytest.raises(ValueError, match="4 is even") as caught:
        list(run(fail, [4], workers=2))
    assert "in fail" in caught.value.__notes__[0]
    with pytest.raises(EngineError, match="3 is not 4"):
        list(run(fail, [3], workers=2))


def test_work_that_cannot_be_sent_is_a_clear_error() -> None:
    with pytest.raises(Exception, match="pickle"):
        list(run(not_sendable, [1], workers=2))
    with pytest.raises(ValueError, match="no number"):
        list(run(FailsOnArrival(), [1], workers=2))


def test_no_workers_is_a_mistake() -> None:
    with pytest.raises(EngineError, match="at least 1"):
        list(run(square, [1], workers=0))


SCRIPT = """
import sys
from functools import partial
from pathlib import Path
sys.path[:0] = {path!r}
from test_local import name_the_process
from newsrows.engine import run
if __name__ == "__main__":
    for number in run(partial(name_the_process, Path({folder!r})), iter(int, 1), workers=2):
        print(number, flush=True)
"""


def is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"  # a zombie has ended, and waits for whoever adopted it to notice


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_the_one_who_started_it(tmp_path, how) -> None:
    folder = tmp_path / "processes"
    folder.mkdir()
    script = tmp_path / "endless.py"
    script.write_text(
        SCRIPT.format(path=[str(TOP / "scripts"), str(TOP / "tests/engine"), str(TOP / "tests")], folder=str(folder))
    )
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        for _ in range(6):
            running.stdout.readline()
        running.send_signal(how)
        _, told = running.communicate(timeout=10)
    workers = [int(path.name) for path in folder.iterdir()]
    assert workers
    patience = time.monotonic() + 5
    while any(map(is_alive, workers)) and time.monotonic() < patience:
        time.sleep(0.02)
    assert not any(map(is_alive, workers))
    assert told.count(b"Traceback") == (how == signal.SIGINT)  # the first process's own
