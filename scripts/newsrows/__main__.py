"""The command in a process of its own: `newsrows`, or `python -m newsrows`."""

import sys

from newsrows.cli import main
from newsrows.runtime import collect_garbage_rarely, use_one_blas_thread


def run() -> int:
    """Arrange the process for one command, run it, and return its exit code."""
    collect_garbage_rarely()
    use_one_blas_thread()  # before anything imports numpy
    return main()


if __name__ == "__main__":
    sys.exit(run())
