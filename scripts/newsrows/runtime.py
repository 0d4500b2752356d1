"""How often Python looks for objects that only point to one another."""

from __future__ import annotations

import ctypes
import gc
import os
import sys

# New objects between two looks; looks at the young ones between two at those that are older, and so on.
_RARELY = (50_000, 20, 20)


def collect_rarely() -> None:
    """Look for them rarely: libraries and articles make objects by the million and hardly a cycle.

    As Python comes, at every 700 new objects, a fifth of the time of a short command and a twentieth of that of a parse
    goes into it (measured). Source: https://docs.python.org/3/library/gc.html#gc.set_threshold
    """
    gc.set_threshold(*_RARELY)


# How many threads the arithmetic may use: set before numpy is first imported, so this module imports nothing heavy.


def limit_threads() -> None:
    """One BLAS thread a process: small matrices lose more to hand-over than a second thread wins (measured).

    What the user has set stays.
    """
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")


# How the process keeps memory: the arrays of one batch of articles take the place of those of the batch before.

# Parameters of glibc's mallopt(3), and bytes: larger arrays are mapped anew each time; more free memory at the end of
# the heap is given back. A parse takes arrays of up to 30 MB, some 300 MB in all.
_MMAP_THRESHOLD, _MAPPED_FROM = -3, 64 << 20
_TRIM_THRESHOLD, _KEPT_AT_MOST = -1, 512 << 20


def keep_freed_memory() -> bool:
    """Have glibc keep what is freed for what comes next, and say whether that could be arranged.

    As it comes it gives the arrays of each batch back to the system, which has to clear every page of the next batch's:
    a tenth of the time of a build (measured). The most that a process holds is the same. Elsewhere than under glibc
    nothing is changed. Source: https://man7.org/linux/man-pages/man3/mallopt.3.html
    """
    if not sys.platform.startswith("linux"):
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:  # musl
        return False
    return bool(mallopt(_MMAP_THRESHOLD, _MAPPED_FROM) and mallopt(_TRIM_THRESHOLD, _KEPT_AT_MOST))
