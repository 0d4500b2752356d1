"""Settings of the Python process."""

import gc
import os
import subprocess
import sys

import pytest

from newsrows.runtime import collect_garbage_rarely, memory_limit, reuse_freed_memory, use_one_blas_thread

_FAULTS = """
import resource
from newsrows.runtime import reuse_freed_memory
assert reuse_freed_memory()
import numpy as np

def faults():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(4):
        np.ones(4 << 20, dtype=np.float32)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

faults()
print(faults())
"""


def test_freed_memory_is_used_for_the_next_array() -> None:
    if not reuse_freed_memory():
        pytest.skip("not under glibc")
    done = subprocess.run([sys.executable, "-c", _FAULTS], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 100  # four arrays of 16 MB are 16 000 pages


def test_memory_settings_do_not_change_outside_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not reuse_freed_memory()


def test_memory_limit_is_that_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    monkeypatch.setattr(resource, "getrlimit", lambda _: (3_000_000_000, resource.RLIM_INFINITY))
    assert memory_limit() == 3_000_000_000
    monkeypatch.setattr(resource, "getrlimit", lambda _: (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert memory_limit() is None


def test_number_of_threads_that_the_user_set_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    monkeypatch.setenv("MKL_NUM_THREADS", "")  # so that it is restored after the test
    monkeypatch.delenv("MKL_NUM_THREADS")
    use_one_blas_thread()
    assert (os.environ["OMP_NUM_THREADS"], os.environ["MKL_NUM_THREADS"]) == ("3", "1")


def test_garbage_is_collected_less_often_than_by_default() -> None:
    before = gc.get_threshold()
    try:
        gc.set_threshold(700, 10, 10)
        collect_garbage_rarely()
        assert gc.get_threshold()[0] >= 10_000
    finally:
        gc.set_threshold(*before)
