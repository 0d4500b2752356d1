"""Jobs in processes of their own: what one has loaded, cached or taken of memory is no part of the next."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Where newsrows and these measures are imported from.
SCRIPTS = Path(__file__).resolve().parent.parent
_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "POLARS_MAX_THREADS", "RAYON_NUM_THREADS"), "1"
)


@dataclass(frozen=True, slots=True)
class Run:
    """What a job returned, and the seconds that its process took from start to end."""

    result: Mapping[str, Any]
    seconds: float


def run(job: str, *, threads: int | None = 1, **options: Any) -> Run:
    """Run a function of `benchmarks.jobs` by its name in a new process, on one thread unless told otherwise.

    Raises:
        CalledProcessError: it failed.
    """
    environment = {**os.environ, "PYTHONPATH": str(SCRIPTS), **(_ONE_THREAD if threads == 1 else {})}
    command = [sys.executable, "-m", "benchmarks.processes", job, json.dumps(options)]
    began = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    seconds = time.perf_counter() - began
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return Run(json.loads(done.stdout.splitlines()[-1]), seconds)


def run_command(*arguments: str, program: str = sys.executable) -> float:
    """The seconds that a command takes, by default one of this Python."""
    environment = {**os.environ, "PYTHONPATH": str(SCRIPTS)}
    began = time.perf_counter()
    subprocess.run([program, *arguments], env=environment, capture_output=True, check=True)  # noqa: S603
    return time.perf_counter() - began


def peak_memory() -> float:
    """The most megabytes that this process, or the largest of those that it started, held at a time."""
    own, children = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return max(own, children) / 1024


def _main() -> None:
    from benchmarks import jobs  # noqa: PLC0415 - a job's process imports it, the one that measures does not

    job: Callable[..., Mapping[str, Any]] = getattr(jobs, sys.argv[1])
    print(json.dumps(job(**json.loads(sys.argv[2]))))  # noqa: T201 - how the result comes back


if __name__ == "__main__":
    _main()
