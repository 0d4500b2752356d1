"""Batches worked on by processes of this machine.

A worker that dies (killed by hand, or by the system for want of memory) takes its batch with it; the batch is given to
another worker. A batch that keeps killing workers ends the run with a message, and what was done before is kept by
whoever consumed it.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TypeVar

from newsrows.records import NewsrowsError

Batch = TypeVar("Batch")
Result = TypeVar("Result")

# Batches that wait beside those being worked on, a worker: enough that none is idle, few enough to hold in memory.
_WAITING = 2
_ATTEMPTS = 3


class EngineError(NewsrowsError):
    """The batches cannot be worked on; the message is for people."""


def run(work: Callable[[Batch], Result], batches: Iterable[Batch], *, workers: int = 1) -> Iterator[Result]:
    """The result of `work` for each batch, as they come: in order with one worker, else in any order.

    With one worker everything happens in this process. `batches` is read only as far as workers are free.

    Args:
        work: a function that can be pickled (a module's own, or a partial of one) and called twice with one batch.
        batches: what it is called with.
        workers: processes to use, at least 1.

    Raises:
        EngineError: a batch ended its worker `_ATTEMPTS` times.
    """
    if workers < 1:
        raise EngineError(f"found {workers} workers, expected at least 1; next: --workers 1")
    if workers == 1:
        yield from map(work, batches)
    else:
        yield from _run_in_processes(work, iter(batches), workers)


def _run_in_processes(work: Callable[[Batch], Result], batches: Iterator[Batch], workers: int) -> Iterator[Result]:
    attempts: list[tuple[Batch, int]] = []  # batches to be tried again, with the number of tries so far
    while True:
        pending: dict[Future[Result], tuple[Batch, int]] = {}
        # 'spawn', for a forked process inherits the threads of polars and of BLAS in whatever state they were.
        with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
            try:
                while True:
                    room = workers * (1 + _WAITING) - len(pending)
                    fresh = ((batch, 0) for batch in batches)
                    again, attempts = attempts[:room], attempts[room:]
                    for batch, tries in (*again, *islice(fresh, room - len(again))):
                        pending[pool.submit(work, batch)] = (batch, tries)
                    if not pending:
                        return
                    done, _ = wait(pending, return_when=FIRST_COMPLETED)
                    for future in done:
                        result = future.result()
                        del pending[future]
                        yield result
            except BrokenProcessPool:
                # All that were under way are lost, and nobody can say whose batch was to blame.
                attempts += [_tried(batch, tries) for batch, tries in pending.values()]


def _tried(batch: Batch, tries: int) -> tuple[Batch, int]:
    if tries + 1 >= _ATTEMPTS:
        raise EngineError(
            f"a worker died {_ATTEMPTS} times over the same articles, perhaps for want of memory; "
            "next: fewer workers (--workers 1), or leave out the longest articles; what is done is kept"
        )
    return batch, tries + 1
