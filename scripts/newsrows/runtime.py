"""Settings of the Python process: garbage collection, BLAS threads, memory allocation. Imports nothing large.

Each setting is here because it saves measured time; the docstrings give the figures.
"""

from __future__ import annotations

import ctypes
import gc
import os
import sys

# New objects between two collections of the youngest generation, and collections of it per collection of the next.
_GC_THRESHOLDS = (50_000, 20, 20)

# Parameters of glibc's mallopt(3), and bytes. Arrays above the first size are mapped anew each time; free memory at the
# end of the heap above the second is returned to the system. A parse uses arrays of up to 30 MB, about 300 MB in all.
_MMAP_THRESHOLD, _LARGEST_ON_HEAP = -3, 64 << 20
_TRIM_THRESHOLD, _MOST_FREE_MEMORY = -1, 512 << 20


def collect_garbage_rarely() -> None:
    """Look for reference cycles less often: libraries and articles create millions of objects and hardly any cycles.

    With Python's default (every 700 new objects) collection takes a fifth of the time of a short command and a
    twentieth of that of a parse (measured). Source: https://docs.python.org/3/library/gc.html#gc.set_threshold
    """
    gc.set_threshold(*_GC_THRESHOLDS)


def use_one_blas_thread() -> None:
    """Limit BLAS to one thread per process, unless the user has set the environment variables.

    Call it before numpy is first imported. The matrices are small: exchange between threads costs more time than a
    second thread saves (measured).
    """
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")


def send_no_usage_data() -> None:
    """Switch off what libraries send about their use. Call it before onnxruntime is first imported.

    onnxruntime 1.31 otherwise writes an identifier of the device into the user's cache, and looks up a server a few
    seconds later; switching it off after the import is too late (both measured).
    Source: https://github.com/microsoft/onnxruntime/blob/main/docs/Privacy.md
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"


def memory_limit() -> int | None:
    """The bytes of address space that the process may have (RLIMIT_AS); None without a limit, and on Windows."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return None
    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    return None if limit == resource.RLIM_INFINITY else limit


def reuse_freed_memory() -> bool:
    """Make glibc keep freed memory for the next arrays. Returns whether this was possible; it is not without glibc.

    By default glibc returns the arrays of each batch of articles to the system, which must clear every page again for
    the next batch: a tenth of the time of a build (measured). The largest memory use of the process does not change.
    Source: https://man7.org/linux/man-pages/man3/mallopt.3.html
    """
    if not sys.platform.startswith("linux"):
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:  # musl
        return False
    return bool(mallopt(_MMAP_THRESHOLD, _LARGEST_ON_HEAP) and mallopt(_TRIM_THRESHOLD, _MOST_FREE_MEMORY))
