"""The Dask engine: processes batches on a Dask cluster, either a running one or a temporary one on this machine.

If a worker dies, the scheduler gives its batch to another worker. All workers must have the same newsrows, libraries,
model and store as this machine; each worker checks this before its first batch.
"""

from __future__ import annotations

import logging
import os
import socket
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from newsrows.records import EngineError

Batch = TypeVar("Batch")
Result = TypeVar("Result")
# What must be equal on all machines, by name: {'model': 'en_core_web_md 3.7.1', ...}.
WorkerEnvironment = Mapping[str, str]

# Per thread of the cluster, one batch that is processed and one that waits.
_BATCHES_PER_THREAD = 2
_MAX_ATTEMPTS = 3
_CONNECT_SECONDS = 10.0
_FIRST_WORKER_SECONDS = 60.0
# How often the threads of the cluster are counted again.
_RECOUNT_SECONDS = 5.0
_CONFIGURATION = {
    "distributed.nanny.pre-spawn-environ": {
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    },
    "distributed.scheduler.allowed-failures": _MAX_ATTEMPTS - 1,
    # Dask warns of large arguments, such as a batch of long articles, and advises scattering them; scattered data would
    # be lost with its worker.
    "distributed.admin.large-graph-warning-threshold": "1TB",
}
# Workers must have the same versions of these packages, and the same minor version of Python.
_PROTOCOL = ("python", "dask", "distributed", "cloudpickle")


def run(
    work: Callable[[Batch], Result],
    batches: Iterable[Batch],
    *,
    scheduler: str | None = None,
    workers: int = 1,
    worker_environment: Callable[[], WorkerEnvironment] | None = None,
) -> Iterator[Result]:
    """Yield the result of `work` for each batch, as they become ready.

    `batches` is consumed only as workers become free: at most two batches per thread of the cluster are in progress.

    Args:
        work: a function that can be pickled (defined in a module, or a partial of one); it may be called twice with
            the same batch.
        batches: the arguments of `work`.
        scheduler: the address of a Dask scheduler, such as 'tcp://10.0.0.1:8786'; None: start a cluster on this
            machine.
        workers: number of worker processes of the cluster that is started.
        worker_environment: returns what must be equal on all machines; called here and on each worker.

    Raises:
        EngineError: Dask is not installed, the cluster cannot be used, or a batch killed three workers.
        Exception: what `work` raised.
    """
    distributed = _distributed()
    if workers < 1:
        raise EngineError(f"found {workers} workers, expected at least 1; next: --workers 1")
    task = _Task(work, worker_environment, None if worker_environment is None else dict(worker_environment()))
    try:
        with _connected(scheduler, workers) as client:
            yield from _results(client, task, iter(batches))
    except distributed.KilledWorker as error:
        raise EngineError(
            f"{error.allowed_failures + 1} workers, one after another, died over the same articles, perhaps for lack "
            "of memory; next: use fewer workers per machine or leave out the longest articles; finished batches are in "
            "the cache"
        ) from error
    except (distributed.comm.CommClosedError, distributed.client.FutureCancelledError) as error:
        raise EngineError(
            f"the scheduler {scheduler or 'on this machine'} has ended ({error}); next: start it and build again; "
            "finished batches are in the cache"
        ) from error


def _distributed() -> Any:
    """Import the package, which belongs to an extra."""
    try:
        import distributed  # noqa: PLC0415
    except ImportError as error:
        raise EngineError(
            "the Dask engine needs the package distributed, which is not installed; next: pip install 'newsrows[dask]'"
        ) from error
    return distributed


class _Task:
    """The work, done only by workers whose environment is the expected one."""

    def __init__(
        self,
        work: Callable[[Any], Any],
        worker_environment: Callable[[], WorkerEnvironment] | None,
        expected: WorkerEnvironment | None,
    ) -> None:
        self._work = work
        self._worker_environment = worker_environment
        self._expected = expected

    def __call__(self, batch: Any) -> Any:
        if self._worker_environment is not None and self._expected is not None and self._expected not in _CHECKED:
            _check_environment(self._worker_environment(), self._expected)
            _CHECKED.append(self._expected)
        return self._work(batch)


# Environments that this process has checked; a check reads all of newsrows' code, so each process checks once.
_CHECKED: list[WorkerEnvironment] = []


def _check_environment(actual: WorkerEnvironment, expected: WorkerEnvironment) -> None:
    for name, value in expected.items():
        if actual.get(name) != value:
            raise EngineError(
                f"worker on {socket.gethostname()}: found another {name} than on this machine "
                f"({actual.get(name, 'none')}, expected {value}); next: give all machines the same environment and the "
                "same store, and build again"
            )


def _results(client: Any, task: Callable[[Batch], Result], batches: Iterator[Batch]) -> Iterator[Result]:
    in_progress = _distributed().as_completed()
    capacity, next_count = 0, 0.0
    has_more = True
    while has_more or in_progress.count():
        if time.monotonic() >= next_count:
            capacity = max(1, sum(client.nthreads().values())) * _BATCHES_PER_THREAD
            next_count = time.monotonic() + _RECOUNT_SECONDS
        while has_more and in_progress.count() < capacity:
            for batch in batches:
                in_progress.add(client.submit(task, batch, pure=False))
                break
            else:
                has_more = False
        if in_progress.count():
            future = next(in_progress)
            result: Result = _result(future)
            future.release()
            yield result


def _result(future: Any) -> Any:
    try:
        return future.result()
    except Exception as error:
        if missing := _missing_module(error):
            raise EngineError(
                f"the cluster cannot run newsrows ({missing}); next: install the same newsrows, extra [dask] and model "
                "on all machines, the scheduler's too, as on this machine"
            ) from error
        raise


def _missing_module(error: BaseException | None) -> ModuleNotFoundError | None:
    """Return the missing module among the error and its causes, because schedulers wrap such errors; None: none."""
    while error is not None and not isinstance(error, ModuleNotFoundError):
        error = error.__cause__
    return error


@contextmanager
def _connected(scheduler: str | None, workers: int) -> Iterator[Any]:
    import dask  # noqa: PLC0415 - an extra

    with dask.config.set(_CONFIGURATION), warnings.catch_warnings():
        # `_check_cluster` reports the mismatches that matter
        warnings.simplefilter("ignore", _distributed().versions.VersionMismatchWarning)
        if scheduler is None:
            with _own_cluster(workers) as cluster, _client(cluster) as client:
                yield client
        else:
            with _client(scheduler) as client:
                _check_cluster(client, scheduler)
                yield client


@contextmanager
def _own_cluster(workers: int) -> Iterator[Any]:
    """Start a cluster of processes on this machine, without a dashboard or messages on standard error."""
    before = dict(os.environ)  # Dask sets the workers' environment variables in this process, too
    try:
        with (
            tempfile.TemporaryDirectory(prefix="newsrows-") as scratch,
            _scratch_inside(scratch),
            _distributed().LocalCluster(
                local_directory=scratch,
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                dashboard_address="127.0.0.1:0",  # any free port; without bokeh there is no dashboard
                worker_dashboard_address=None,
                memory_limit=0,  # a worker near a limit is paused, and stays paused because the models stay in memory
                silence_logs=logging.CRITICAL,
            ) as cluster,
        ):
            yield cluster
    finally:
        for name in set(os.environ) - set(before):
            del os.environ[name]
        os.environ.update(before)


def _scratch_inside(folder: str) -> Any:
    """Keep Dask from leaving a folder dask-scratch-space in the temporary folder of the machine."""
    import dask  # noqa: PLC0415 - an extra

    return dask.config.set({"temporary-directory": folder})


@contextmanager
def _client(cluster: Any) -> Iterator[Any]:
    try:
        client = _distributed().Client(cluster, timeout=_CONNECT_SECONDS)
    except (OSError, ValueError, TypeError, RuntimeError, ImportError) as error:  # each kind of address raises its own
        raise EngineError(
            f"--scheduler {cluster}: no Dask scheduler answers there ({error}); "
            "next: run dask scheduler and give the address that it prints, such as tcp://10.0.0.1:8786"
        ) from error
    with client:
        yield client


def _check_cluster(client: Any, scheduler: str) -> None:
    """Check that the cluster has a worker, and that all its processes have compatible versions.

    Raises:
        EngineError: it has no worker, or the versions differ.
    """
    try:
        client.wait_for_workers(1, timeout=_FIRST_WORKER_SECONDS)
    except TimeoutError as error:
        raise EngineError(
            f"--scheduler {scheduler}: no worker has joined it in {_FIRST_WORKER_SECONDS:.0f} s; "
            f"next: run dask worker {scheduler} --nthreads 1 --nworkers -1 --memory-limit 0"
        ) from error
    versions = client.get_versions()
    expected = _protocol_versions(versions["client"])
    others = {"scheduler": versions["scheduler"], **versions["workers"]}
    for name, process in others.items():
        actual = _protocol_versions(process)
        if actual != expected:
            raise EngineError(
                f"--scheduler {scheduler}: {name} has {_join(actual)}, expected {_join(expected)} as on this machine; "
                "next: install the same versions on all machines"
            )


def _protocol_versions(process: Mapping[str, Any]) -> dict[str, str]:
    packages = process["packages"]
    versions = {name: str(packages.get(name)) for name in _PROTOCOL}
    versions["python"] = ".".join(versions["python"].split(".")[:2])
    return versions


def _join(versions: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in versions.items())
