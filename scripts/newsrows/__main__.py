"""The command in a process of its own: `newsrows`, or `python -m newsrows`."""

import sys

from newsrows.cli import main
from newsrows.runtime import collect_rarely, limit_threads


def run() -> int:
    """Arrange the process for one command, run it, and return its exit code."""
    collect_rarely()
    limit_threads()  # before anything imports numpy
    # Where Hypothesis is installed Pandera imports it, and with it pytest and trio: a quarter of a second to make up
    # data with, which no command does.
    sys.modules["hypothesis"] = None  # type: ignore[assignment]  # how Python is told that there is no such module
    return main()


if __name__ == "__main__":
    sys.exit(run())
