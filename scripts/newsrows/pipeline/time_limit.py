"""A limit of the processor's time for one article, so that one in a hundred million cannot hold up the others.

Time on the clock would reject other articles on a busy machine than on an idle one; the processor's time of the thread
hardly depends on it, and the limit is far above what any article takes.
"""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# An article of a thousand words takes 0.1 s. Seconds for any article, and for each character.
_SECONDS, _SECONDS_PER_CHARACTER = 60.0, 0.001


class TooSlowError(Exception):
    """The thread took more of the processor's time than it may."""


def seconds_for(characters: int) -> float:
    """Return how many seconds of the processor's time an article of so many characters may take."""
    return _SECONDS + _SECONDS_PER_CHARACTER * characters


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """End what this thread does inside the context when it has taken so much of the processor's time.

    It ends between two steps of Python: a single call of a library is never interrupted.

    Raises:
        TooSlowError: it has taken longer.
    """
    watch = _Watch(threading.get_ident(), seconds)
    watch.start()
    try:
        yield
    finally:
        watch.stop()


class _Watch:
    """Looks from another thread at the time that a thread takes."""

    def __init__(self, thread: int, seconds: float) -> None:
        self._thread = thread
        self._clock = _thread_clock(thread)
        self._end = self._clock() + seconds
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def start(self) -> None:
        """Look again when the time may be over."""
        self._timer = threading.Timer(max(self._end - self._clock(), 0.01), self._look)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        """Look no more. An exception that has not arrived yet arrives here."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            self._timer = None
        _step()

    def _look(self) -> None:
        with self._lock:
            if self._timer is None:
                return
            if self._clock() < self._end:
                self.start()
            else:
                _raise_in(self._thread, TooSlowError)


def _step() -> None:
    """Begin a function, before which Python raises the exceptions that wait for this thread.

    To take one back by raising None would leave Python with the sign that one waits: each step would be slower from
    then on, and under a tracer Python 3.11 would never go on.
    """


def _thread_clock(thread: int) -> Callable[[], float]:
    """A function that tells the processor's time of a thread, or the time on the clock where no system tells that."""
    if not hasattr(time, "pthread_getcpuclockid"):
        return time.monotonic
    clock = time.pthread_getcpuclockid(thread)
    return lambda: time.clock_gettime(clock)


def _raise_in(thread: int, error: type[Exception]) -> None:
    """Raise an exception in a thread at its next step.

    Source: https://docs.python.org/3/c-api/threads.html#c.PyThreadState_SetAsyncExc
    """
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(error))
