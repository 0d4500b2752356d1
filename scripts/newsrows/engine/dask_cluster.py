"""Batches worked on by a Dask cluster: one that runs somewhere, or one of this machine's own for the time.

A worker that dies takes its batch with it, and the scheduler gives the batch to another. Workers must have what this
machine has: the same newsrows, libraries and model, and the same store; each proves it before its first batch.
"""

from __future__ import annotations

import logging
import os
import socket
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from newsrows.records import EngineError

Batch = TypeVar("Batch")
Result = TypeVar("Result")
# What a machine has that others must have too, by what it is called: {'model': 'en_core_web_md 3.7.1', ...}.
Surroundings = Mapping[str, str]

# Batches under way, a thread of the cluster: one that is worked on, and one that waits at hand.
_UNDER_WAY = 2
_ATTEMPTS = 3
_CONNECT_SECONDS = 10.0
_PATIENCE_SECONDS = 60.0
# How long the number of workers is taken to stay the same.
_LOOK_SECONDS = 5.0
_CONFIGURATION = {
    "distributed.nanny.pre-spawn-environ": {
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    },
    "distributed.scheduler.allowed-failures": _ATTEMPTS - 1,
    # A batch of long articles is larger than the arguments that Dask expects; scattered, it would die with its worker.
    "distributed.admin.large-graph-warning-threshold": "1TB",
}
# Workers of another version of these, or another minor version of Python, cannot be talked to.
_PROTOCOL = ("python", "dask", "distributed", "cloudpickle")


def run(
    work: Callable[[Batch], Result],
    batches: Iterable[Batch],
    *,
    scheduler: str | None = None,
    workers: int = 1,
    surroundings: Callable[[], Surroundings] | None = None,
) -> Iterator[Result]:
    """The result of `work` for each batch, in any order, as they come.

    `batches` is read only as far as there are workers for it: two batches for each thread of the cluster.

    Args:
        work: a function that can be pickled (a module's own, or a partial of one) and called twice with one batch.
        batches: what it is called with.
        scheduler: the address of a Dask scheduler, as 'tcp://10.0.0.1:8786'; None: a cluster is made on this machine.
        workers: worker processes of the cluster that is made.
        surroundings: says what a worker must have; called here and on each worker, where it must give the same.

    Raises:
        EngineError: Dask is not installed, the cluster cannot be used, or a batch ended its worker `_ATTEMPTS` times.
        Exception: what `work` raised.
    """
    distributed = _distributed()
    if workers < 1:
        raise EngineError(f"found {workers} workers, expected at least 1; next: --workers 1")
    task = _Task(work, surroundings, None if surroundings is None else dict(surroundings()))
    try:
        with _connected(scheduler, workers) as client:
            yield from _results(client, task, iter(batches))
    except distributed.KilledWorker as error:
        raise EngineError(
            f"{error.allowed_failures + 1} workers, one after another, died over the same articles, perhaps for want "
            "of memory; next: fewer workers a machine, or leave out the longest articles; what is done is kept"
        ) from error
    except (distributed.comm.CommClosedError, distributed.client.FutureCancelledError) as error:
        raise EngineError(
            f"the scheduler {scheduler or 'of this machine'} has gone ({error}); next: start it and build again; "
            "what is done is kept"
        ) from error


def _distributed() -> Any:
    """The package, which is an extra."""
    try:
        import distributed  # noqa: PLC0415
    except ImportError as error:
        raise EngineError(
            "the Dask engine needs the package distributed, which is not there; next: pip install 'newsrows[dask]'"
        ) from error
    return distributed


class _Task:
    """The work, for a worker that has shown that it has the same surroundings."""

    def __init__(
        self,
        work: Callable[[Any], Any],
        surroundings: Callable[[], Surroundings] | None,
        expected: Surroundings | None,
    ) -> None:
        self._work = work
        self._surroundings = surroundings
        self._expected = expected

    def __call__(self, batch: Any) -> Any:
        if self._surroundings is not None and self._expected is not None and self._expected not in _PROVED:
            _prove(self._surroundings(), self._expected)
            _PROVED.append(self._expected)
        return self._work(batch)


# What this process was found to have; it is looked at once a process, for it reads all of newsrows' code.
_PROVED: list[Surroundings] = []


def _prove(found: Surroundings, expected: Surroundings) -> None:
    for what, value in expected.items():
        if found.get(what) != value:
            raise EngineError(
                f"worker on {socket.gethostname()}: found another {what} than here ({found.get(what, 'none')}, "
                f"expected {value}); next: give all machines the same environment and the same store, and build again"
            )


def _results(client: Any, task: Callable[[Batch], Result], batches: Iterator[Batch]) -> Iterator[Result]:
    under_way = _distributed().as_completed()
    room, look_again = 0, 0.0
    more = True
    while more or under_way.count():
        if time.monotonic() >= look_again:
            room = max(1, sum(client.nthreads().values())) * _UNDER_WAY
            look_again = time.monotonic() + _LOOK_SECONDS
        while more and under_way.count() < room:
            for batch in batches:
                under_way.add(client.submit(task, batch, pure=False))
                break
            else:
                more = False
        if under_way.count():
            future = next(under_way)
            result: Result = _result(future)
            future.release()
            yield result


def _result(future: Any) -> Any:
    try:
        return future.result()
    except Exception as error:
        if missing := _missing_module(error):
            raise EngineError(
                f"the cluster cannot run newsrows ({missing}); next: install newsrows, its extra [dask] and the model "
                "on all machines, the scheduler's too, as they are here"
            ) from error
        raise


def _missing_module(error: BaseException | None) -> ModuleNotFoundError | None:
    """What the error comes from, if that is a module; a scheduler without it says so in another error's cause."""
    while error is not None and not isinstance(error, ModuleNotFoundError):
        error = error.__cause__
    return error


@contextmanager
def _connected(scheduler: str | None, workers: int) -> Iterator[Any]:
    import dask  # noqa: PLC0415 - an extra

    with dask.config.set(_CONFIGURATION), warnings.catch_warnings():
        # `_check` says which of them matter.
        warnings.simplefilter("ignore", _distributed().versions.VersionMismatchWarning)
        if scheduler is None:
            with _own_cluster(workers) as cluster, _client(cluster) as client:
                yield client
        else:
            with _client(scheduler) as client:
                _check(client, scheduler)
                yield client


@contextmanager
def _own_cluster(workers: int) -> Iterator[Any]:
    """A cluster of this machine: processes, no dashboard, and nothing said on standard error."""
    before = dict(os.environ)  # whoever starts workers sets their environment in its own
    try:
        with _distributed().LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            dashboard_address="127.0.0.1:0",  # the port that is free; without bokeh there is no dashboard
            worker_dashboard_address=None,
            memory_limit=0,  # with one, a worker that comes near it is paused, and as models stay, for good
            silence_logs=logging.CRITICAL,
        ) as cluster:
            yield cluster
    finally:
        for name in set(os.environ) - set(before):
            del os.environ[name]
        os.environ.update(before)


@contextmanager
def _client(cluster: Any) -> Iterator[Any]:
    try:
        client = _distributed().Client(cluster, timeout=_CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        raise EngineError(
            f"--scheduler {cluster}: no Dask scheduler answers there ({error}); "
            "next: dask scheduler, and give the address that it prints, as tcp://10.0.0.1:8786"
        ) from error
    with client:
        yield client


def _check(client: Any, scheduler: str) -> None:
    """Refuse a cluster without workers, or one that cannot be talked to.

    Raises:
        EngineError: says why.
    """
    try:
        client.wait_for_workers(1, timeout=_PATIENCE_SECONDS)
    except TimeoutError as error:
        raise EngineError(
            f"--scheduler {scheduler}: no worker has joined it in {_PATIENCE_SECONDS:.0f} s; "
            f"next: dask worker {scheduler} --nthreads 1 --nworkers -1 --memory-limit 0"
        ) from error
    versions = client.get_versions()
    here = _protocol(versions["client"])
    others = {"scheduler": versions["scheduler"], **versions["workers"]}
    for name, found in others.items():
        there = _protocol(found)
        if there != here:
            raise EngineError(
                f"--scheduler {scheduler}: {name} has {_listed(there)}, expected {_listed(here)} as here; "
                "next: give all machines the same versions"
            )


def _protocol(found: Mapping[str, Any]) -> dict[str, str]:
    packages = found["packages"]
    versions = {name: str(packages.get(name)) for name in _PROTOCOL}
    versions["python"] = ".".join(versions["python"].split(".")[:2])
    return versions


def _listed(versions: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in versions.items())
