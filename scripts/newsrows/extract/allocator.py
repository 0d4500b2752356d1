"""How the process keeps memory: the arrays of one batch of articles take the place of those of the batch before."""

from __future__ import annotations

import ctypes
import sys

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
