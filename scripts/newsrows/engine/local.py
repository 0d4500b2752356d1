"""Batches worked on by processes of this machine.

A worker that dies (killed by hand, or by the system for want of memory) takes its batch with it; the batch is given to
another worker, and the others go on. A batch that keeps killing workers ends the run with a message, and what was done
before is kept by whoever consumed it.
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

_ATTEMPTS = 3


def run(work: Callable[[Batch], Result], batches: Iterable[Batch], *, workers: int = 1) -> Iterator[Result]:
    """The result of `work` for each batch, as they come: in order with one worker, else in any order.

    With one worker everything happens in this process. `batches` is read only as far as workers are free, and one batch
    a worker ahead.

    Args:
        work: a function that can be pickled (a module's own, or a partial of one) and called twice with one batch.
        batches: what it is called with.
        workers: processes to use, at least 1.

    Raises:
        EngineError: a batch ended its worker `_ATTEMPTS` times, or no worker can be started.
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
    tries: int = 0


@dataclass(slots=True)
class _Worker(Generic[Batch]):
    process: SpawnProcess
    link: Connection
    job: _Job[Batch] | None = None
    ready: bool = False

    @property
    def idle(self) -> bool:
        return self.ready and self.job is None


def _run_in_processes(work: Callable[[Batch], Result], batches: Iterator[Batch], workers: int) -> Iterator[Result]:
    team: _Team[Batch, Result] = _Team(work)
    ahead: deque[_Job[Batch]] = deque()
    more = True
    try:
        while True:
            team.employ(min(workers, team.busy + len(ahead)))
            team.give(ahead)
            reading = more and len(ahead) < workers
            if reading:
                job = next(map(_Job, batches), None)
                more = job is not None
                ahead.extend([job] if job else [])
            elif not ahead and not team.busy:
                return
            yield from team.results(ahead, patient=not reading)
    finally:
        team.dismiss()


class _Team(Generic[Batch, Result]):
    """Worker processes, each with the batch it works on."""

    def __init__(self, work: Callable[[Batch], Result]) -> None:
        # A forked process would inherit the threads of polars and of BLAS in whatever state they were.
        self._context = multiprocessing.get_context("spawn")
        self._work = work
        self._workers: list[_Worker[Batch]] = []
        self._false_starts = 0

    @property
    def busy(self) -> int:
        """Batches that are being worked on."""
        return sum(worker.job is not None for worker in self._workers)

    def employ(self, number: int) -> None:
        """Start workers until there are so many."""
        while len(self._workers) < number:
            link, theirs = self._context.Pipe()
            process = self._context.Process(target=serve, args=(theirs,), daemon=True)
            process.start()
            theirs.close()
            link.send(self._work)
            self._workers.append(_Worker(process, link))

    def give(self, jobs: deque[_Job[Batch]]) -> None:
        """Hand jobs to those who have none."""
        for worker in self._workers:
            if jobs and worker.idle:
                worker.job = jobs.popleft()
                try:
                    worker.link.send(worker.job.batch)
                except (BrokenPipeError, ConnectionResetError):
                    continue  # it died idle: `results` will see it, and give the job back

    def results(self, jobs: deque[_Job[Batch]], *, patient: bool) -> Iterator[Result]:
        """What has been done by now; jobs of workers that died are put back.

        Args:
            jobs: where those go.
            patient: whether to wait until there is news.
        """
        by_link = {worker.link: worker for worker in self._workers}
        for link in wait(list(by_link), timeout=None if patient else 0):
            worker = by_link[link]  # type: ignore[index]  # wait gives back what it was given
            try:
                answer: Any = worker.link.recv()
            except (EOFError, OSError):
                self._bury(worker, jobs)
                continue
            if isinstance(answer, Ready):
                worker.ready = True
                self._false_starts = 0
            elif isinstance(answer, Failed):
                raise answer.error
            else:
                worker.job = None
                yield answer

    def dismiss(self) -> None:
        """End all workers, whatever they are at."""
        for worker in self._workers:
            worker.link.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(GRACE_SECONDS)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()

    def _bury(self, worker: _Worker[Batch], jobs: deque[_Job[Batch]]) -> None:
        worker.process.join()
        worker.link.close()
        self._workers.remove(worker)
        job = worker.job
        if job is None:
            self._false_starts += 1
            if self._false_starts >= _ATTEMPTS:
                raise EngineError(f"worker processes {_end_of(worker.process)} as they start; next: --workers 1")
            return
        job.tries += 1
        if job.tries >= _ATTEMPTS:
            raise EngineError(
                f"{_ATTEMPTS} workers, one after another, {_end_of(worker.process)} over the same articles; next: "
                "fewer workers (--workers 1), or leave out the longest articles; what is done is kept"
            )
        jobs.appendleft(job)


def _end_of(process: SpawnProcess) -> str:
    code = process.exitcode or 0
    if code == -9:  # SIGKILL
        return "were killed (signal 9), perhaps for want of memory,"
    return f"were ended by signal {-code}" if code < 0 else f"ended with exit code {code}"


# What a worker process does: it is sent the work once, then batches, and sends back what comes of each.
#
# It ends when the process that started it ends, for whatever reason. It first removes files that it has half written.

# A worker that was told to end is given so long to clear what it was writing.
GRACE_SECONDS = 5.0


class Ready:
    """The worker has what it needs and may be sent a batch."""


class Failed:
    """The work raised an error on a batch, or could not be had at all."""

    def __init__(self, error: Exception) -> None:
        self.error = error


def serve(link: Connection) -> None:
    """Receive the work, say `Ready`, then answer each batch with a result or `Failed`, until the link is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes at once: the first of them decides
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        work: Callable[[Any], Any] = link.recv()
        link.send(Ready())
    except Exception as error:  # an import that fails, as a rule
        _send(link, Failed(_portable(error)))
        return
    while _send(link, _answer(work, link)):
        pass


def _answer(work: Callable[[Any], Any], link: Connection) -> Any:
    """The result of the work on the next batch, or what went wrong."""
    try:
        return work(link.recv())
    except EOFError:  # the other end is closed: nothing is left to do
        sys.exit()
    except Exception as error:  # whatever it is, it is raised where the results are read
        return Failed(_portable(error))


def _send(link: Connection, answer: Any) -> bool:
    """Send an answer; says whether there is somebody to listen."""
    try:
        link.send(answer)
    except (BrokenPipeError, ConnectionResetError):
        return False
    except Exception as error:  # a result that cannot be pickled
        return _send(link, Failed(_portable(error)))
    return True


def _portable(error: Exception) -> Exception:
    """The error if it can be sent, else one that says the same."""
    told = "".join(traceback.format_exception(error))
    error.add_note(f"in a worker process:\n{told}")
    try:
        ForkingPickler.loads(ForkingPickler.dumps(error))
    except Exception:  # errors with arguments of their own often cannot be made again
        return EngineError(f"a worker failed: {told}")
    return error


def _leave(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(1)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE_SECONDS)
        os._exit(1)
