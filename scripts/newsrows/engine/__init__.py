"""How batches of articles are worked on: in this process, in worker processes, or on a Dask cluster.

An engine knows one thing: a function that takes a batch and gives a result, and that may be called again with the same
batch. What the function does, and where its result goes, is the build's affair.
"""

from newsrows.engine.local import run
from newsrows.records import EngineError

__all__ = ["EngineError", "run"]
