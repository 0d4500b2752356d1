"""Settings of the Python process."""

import subprocess
import sys

import pytest

from newsrows.runtime import reuse_freed_memory

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
