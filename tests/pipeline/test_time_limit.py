"""Work that takes too long is ended, other work is not, and nothing arrives afterwards."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import pytest

from newsrows.pipeline.time_limit import TooSlowError, limited, seconds_for


def busy(seconds: float) -> int:
    """Take so much of the processor's time."""
    end, steps = time.thread_time() + seconds, 0
    while time.thread_time() < end:
        steps += 1
    return steps


def test_work_that_takes_too_long_is_ended() -> None:
    with pytest.raises(TooSlowError), limited(0.05):
        busy(20)
    assert threading.active_count() < 10


def test_other_work_is_not() -> None:
    with limited(30):
        assert busy(0.01) > 0


def test_waiting_does_not_count() -> None:
    with limited(0.05):
        time.sleep(0.3)
    busy(0.02)


def test_long_articles_may_take_longer() -> None:
    assert seconds_for(1_000_000) > 10 * seconds_for(1_000) > 0


def test_a_tracer_goes_on_after_work_that_was_limited() -> None:
    code = (
        "import sys\n"
        "from newsrows.pipeline.time_limit import limited\n"
        "with limited(30):\n"
        "    sum(range(1000))\n"
        "def step(): return 1\n"
        "sys.settrace(lambda *_: None)\n"
        "print(step())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "1\n", "")
