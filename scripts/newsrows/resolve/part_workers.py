"""Parts of all names worked on one after another, or in several processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

import polars as pl

from newsrows.resolve.registry import Registry
from newsrows.resolve.shuffle import Part

Frames = tuple[pl.DataFrame, pl.DataFrame]
Step = Callable[[pl.DataFrame, Registry | None], Frames]


def over_parts(step: Step, parts: Sequence[Part], registry: Registry | None, *, workers: int) -> Iterator[Frames]:
    """What `step` makes of each part, in order; every part is forgotten afterwards."""
    work = partial(_work, step, registry)
    if workers == 1 or len(parts) < 2:
        yield from map(work, parts)
        return
    # Polars has threads, so a worker must not be a fork.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(work, parts)


def _work(step: Step, registry: Registry | None, part: Part) -> Frames:
    found = step(part.read(), registry)
    part.forget()
    return found
