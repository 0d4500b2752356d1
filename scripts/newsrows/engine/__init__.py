"""Engines: process batches of articles in this process, in worker processes or on a Dask cluster.

An engine calls one function on every batch and yields the results. It may call the function again with the same batch.
What the function does, and where its results go, is decided by the build.
"""

from newsrows.engine.local import run
from newsrows.records import EngineError

__all__ = ["EngineError", "run"]
