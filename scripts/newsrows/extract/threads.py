"""How many threads the arithmetic may use: set before numpy is first imported, so this module imports nothing heavy."""

import os


def limit_threads() -> None:
    """One BLAS thread a process: small matrices lose more to hand-over than a second thread wins (measured).

    What the user has set stays.
    """
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
