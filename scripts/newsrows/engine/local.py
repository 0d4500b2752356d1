"""The local engine: processes batches in worker processes of this machine.

If a worker dies (killed by hand, or by the system for lack of memory), its batch is given to another worker and the
other workers go on. A batch that repeatedly kills its worker ends the run with a message; the results that were yielded
before are not lost.

Libraries were measured and not used. The pool of pebble 5.2 breaks if all its workers die together, and it takes 2.7
times as long for 20,000 batches of 100 kB (5.1 against 1.9 s). In loky 3.7, one dead worker fails all pending batches,
so the batch that killed it is unknown, and workers outlive a parent process that was killed.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from multiprocessing.reduction import ForkingPickler
from types import FrameType
from typing import Any, Generic, TypeVar

from newsrows.records import EngineError

Batch = TypeVar("Batch")
Result = TypeVar("Result")

_MAX_ATTEMPTS = 3
# How long a worker that was told to end may take to delete the file that it was writing.
_GRACE_SECONDS = 5.0


def run(work: Callable[[Batch], Result], batches: Iterable[Batch], *, workers: int = 1) -> Iterator[Result]:
    """Yield the result of `work` for each batch: in order with one worker, otherwise as they become ready.

    With one worker, everything happens in this process. `batches` is consumed only as workers become free, and at most
    one batch per worker ahead.

    Args:
        work: a function that can be pickled (defined in a module, or a partial of one); it may be called twice with
            the same batch.
        batches: the arguments of `work`.
        workers: number of processes, at least 1.

    Raises:
        EngineError: a batch killed three workers, or no worker can be started.
        Exception: what `work` raised.
    """
    if workers < 1:
        raise EngineError(f"found {workers} workers, expected at least 1; next: --workers 1")
    if workers == 1:
        yield from map(work, batches)
    else:
        yield from _run_in_processes(work, iter(batches), workers)


@dataclass(slots=True)
class _Job(Generic[Batch]):
    batch: Batch
    attempts: int = 0


@dataclass(slots=True)
class _Worker(Generic[Batch]):
    process: SpawnProcess
    connection: Connection
    job: _Job[Batch] | None = None
    ready: bool = False

    @property
    def idle(self) -> bool:
        return self.ready and self.job is None


def _run_in_processes(work: Callable[[Batch], Result], batches: Iterator[Batch], workers: int) -> Iterator[Result]:
    pool: _WorkerPool[Batch, Result] = _WorkerPool(work)
    waiting: deque[_Job[Batch]] = deque()
    has_more = True
    try:
        while True:
            pool.start_workers(min(workers, pool.busy + len(waiting)))
            pool.assign(waiting)
            reading = has_more and len(waiting) < workers
            if reading:
                job = next(map(_Job, batches), None)
                has_more = job is not None
                waiting.extend([job] if job else [])
            elif not waiting and not pool.busy:
                return
            yield from pool.results(waiting, block=not reading)
    finally:
        pool.shut_down()


class _WorkerPool(Generic[Batch, Result]):
    """Worker processes, each with the job that it works on."""

    def __init__(self, work: Callable[[Batch], Result]) -> None:
        # A forked process would inherit the threads of polars and BLAS in an undefined state.
        self._context = multiprocessing.get_context("spawn")
        self._work = work
        self._workers: list[_Worker[Batch]] = []
        self._failed_starts = 0

    @property
    def busy(self) -> int:
        """The number of workers that work on a job."""
        return sum(worker.job is not None for worker in self._workers)

    def start_workers(self, number: int) -> None:
        """Start workers until there are `number` of them."""
        while len(self._workers) < number:
            connection, worker_end = self._context.Pipe()
            process = self._context.Process(target=_serve, args=(worker_end,), daemon=True)
            process.start()
            worker_end.close()
            connection.send(self._work)
            self._workers.append(_Worker(process, connection))

    def assign(self, jobs: deque[_Job[Batch]]) -> None:
        """Send jobs to idle workers."""
        for worker in self._workers:
            if jobs and worker.idle:
                worker.job = jobs.popleft()
                try:
                    worker.connection.send(worker.job.batch)
                except (BrokenPipeError, ConnectionResetError):
                    continue  # the worker died while idle; `results` notices that and puts the job back

    def results(self, jobs: deque[_Job[Batch]], *, block: bool) -> Iterator[Result]:
        """Yield the results that are ready.

        Args:
            jobs: jobs of dead workers are put back here.
            block: whether to wait until a worker reports.
        """
        by_connection = {worker.connection: worker for worker in self._workers}
        for connection in wait(list(by_connection), timeout=None if block else 0):
            worker = by_connection[connection]  # type: ignore[index]  # wait returns members of its argument
            try:
                answer: Any = worker.connection.recv()
            except (EOFError, OSError):
                self._remove_dead(worker, jobs)
                continue
            if isinstance(answer, _Ready):
                worker.ready = True
                self._failed_starts = 0
            elif isinstance(answer, _Failed):
                raise answer.error
            else:
                worker.job = None
                yield answer

    def shut_down(self) -> None:
        """End all workers, even those that work on a job."""
        for worker in self._workers:
            worker.connection.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(_GRACE_SECONDS)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()

    def _remove_dead(self, worker: _Worker[Batch], jobs: deque[_Job[Batch]]) -> None:
        """Remove a dead worker and put its job back; raise if this happens too often."""
        worker.process.join()
        worker.connection.close()
        self._workers.remove(worker)
        job = worker.job
        if job is None:
            self._failed_starts += 1
            if self._failed_starts >= _MAX_ATTEMPTS:
                raise EngineError(
                    f"worker processes {_cause_of_death(worker.process)} as they start; next: --workers 1"
                )
            return
        job.attempts += 1
        if job.attempts >= _MAX_ATTEMPTS:
            cause = _cause_of_death(worker.process)
            raise EngineError(
                f"{_MAX_ATTEMPTS} workers, one after another, {cause} over the same articles; next: use "
                "fewer workers (--workers 1) or leave out the longest articles; finished batches are in the cache"
            )
        jobs.appendleft(job)


def _cause_of_death(process: SpawnProcess) -> str:
    code = process.exitcode or 0
    if code == -9:  # SIGKILL
        return "were killed (signal 9), perhaps for lack of memory,"
    return f"were ended by signal {-code}" if code < 0 else f"ended with exit code {code}"


# The code of a worker process. It ends when its parent process ends, for whatever reason, and first deletes the file
# that it was writing. The process imports this module and no more (15 MB, 50 ms) before it receives the work.


class _Ready:
    """The worker has received the work and waits for a batch."""


class _Failed:
    """The work raised an error on a batch, or the work could not be received."""

    def __init__(self, error: Exception) -> None:
        self.error = error


def _serve(connection: Connection) -> None:
    """Receive the work, send `_Ready`, then answer each batch with a result or `_Failed` until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes at once; the parent decides
    signal.signal(signal.SIGTERM, _exit)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        work: Callable[[Any], Any] = connection.recv()
        connection.send(_Ready())
    except Exception as error:  # usually an import that fails
        _send(connection, _Failed(_picklable(error)))
        return
    while _send(connection, _answer(work, connection)):
        pass


def _answer(work: Callable[[Any], Any], connection: Connection) -> Any:
    """Return the result of the work on the next batch, or `_Failed`."""
    try:
        return work(connection.recv())
    except EOFError:  # the parent closed the pipe: there are no more batches
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # it ends by itself, and the parent's signal would cut that off
        sys.exit()
    except Exception as error:  # raised again in the parent
        return _Failed(_picklable(error))


def _send(connection: Connection, answer: Any) -> bool:
    """Send an answer; return whether the parent still listens."""
    try:
        connection.send(answer)
    except (BrokenPipeError, ConnectionResetError):
        return False
    except Exception as error:  # a result that cannot be pickled
        return _send(connection, _Failed(_picklable(error)))
    return True


def _picklable(error: Exception) -> Exception:
    """Return the error with its traceback as a note, or an EngineError with that text if it cannot be pickled."""
    text = "".join(traceback.format_exception(error))
    error.add_note(f"in a worker process:\n{text}")
    try:
        ForkingPickler.loads(ForkingPickler.dumps(error))
    except Exception:  # errors whose constructor takes other arguments often cannot be unpickled
        return EngineError(f"a worker failed: {text}")
    return error


def _exit(_signal: int, _frame: FrameType | None) -> None:
    """End once: the parent's own signal, or a second one, would otherwise arrive while the process cleans up."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(1)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(_GRACE_SECONDS)
        os._exit(1)
