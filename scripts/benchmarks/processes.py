"""Runs each job in a process of its own, so that the memory, caches and imports of one do not affect the next."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# newsrows and benchmarks are imported from here.
SCRIPTS = Path(__file__).resolve().parent.parent
_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "POLARS_MAX_THREADS", "RAYON_NUM_THREADS"), "1"
)


@dataclass(frozen=True, slots=True)
class Run:
    """The result of a job, and the seconds that its process took from start to end."""

    result: Mapping[str, Any]
    seconds: float


def run(job: str, *, threads: int | None = 1, **options: Any) -> Run:
    """Run the function `job` of `benchmarks.jobs` in a new process.

    Args:
        job: the name of the function.
        threads: 1: limit all libraries to one thread; None: no limit.
        options: arguments of the function, which must be JSON values.

    Raises:
        CalledProcessError: the job failed.
    """
    environment = {**os.environ, "PYTHONPATH": str(SCRIPTS), **(_ONE_THREAD if threads == 1 else {})}
    command = [sys.executable, "-m", "benchmarks.jobs", job, json.dumps(options)]
    began = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    seconds = time.perf_counter() - began
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return Run(json.loads(done.stdout.splitlines()[-1]), seconds)


def run_command(*arguments: str, program: str = sys.executable) -> float:
    """Return the seconds that a command takes, by default a command of this Python."""
    environment = {**os.environ, "PYTHONPATH": str(SCRIPTS)}
    began = time.perf_counter()
    subprocess.run([program, *arguments], env=environment, capture_output=True, check=True)  # noqa: S603
    return time.perf_counter() - began


def peak_memory() -> float:
    """Return the peak memory of this process, or of its largest child process if that is more, in megabytes."""
    own, children = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return max(own, children) / 1024
