"""The command: options, printing and exit codes. A thin layer on the Python API, and the only part that prints.

Exit codes: 0 success, 1 problems found (invalid rows, rejected articles), 2 invalid usage.
"""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
import threading
from collections.abc import Sequence
from types import FrameType

from newsrows.cli.parser import parser
from newsrows.cli.printing import INTERRUPTED, INVALID_USAGE, SUCCESS, TERMINATED, warn


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that `arguments` name, and return its exit code. Without arguments, print help and return 2.

    Args:
        arguments: the words after `newsrows`; None: those of this process.
    """
    if "_ARGCOMPLETE" in os.environ:  # a shell asks for the ways to go on, and runs nothing
        _complete()
    words = sys.argv[1:] if arguments is None else list(arguments)
    if not words:
        parser().print_help()
        return INVALID_USAGE  # so that a script notices that it named no command
    options = parser().parse_args(words)
    _handle_signals()
    try:
        code: int = options.run(options)
    except BrokenPipeError:  # newsrows rules | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return SUCCESS
    except SystemExit:
        raise
    except BaseException as error:
        explained = _explanation(error)
        if explained is None:
            raise
        code, message = explained
        warn(f"newsrows {options.command}: {message}")
        if getattr(options, "format", None) == "json":  # a program reads the output
            sys.stdout.write(json.dumps({"error": message}, ensure_ascii=False) + "\n")
    return code


def _complete() -> None:
    """Print the words that can follow, for a shell in which `register-python-argcomplete` was run, and exit."""
    from argcomplete import autocomplete  # noqa: PLC0415 - an extra; a shell that asks has it

    autocomplete(parser().add_all_arguments(), always_complete_options="long")


def _explanation(error: BaseException) -> tuple[int, str] | None:
    """Return the exit code and the message for an error; None for one that nobody expects."""
    from newsrows.records import NewsrowsError  # noqa: PLC0415 - a third of the time that --help may take

    match error:
        case NewsrowsError():
            return INVALID_USAGE, str(error)
        case _StoppedError(signal=signal.SIGTERM):
            return TERMINATED, "ended by a signal; existing files are unchanged"
        case KeyboardInterrupt():
            return INTERRUPTED, "interrupted; existing files are unchanged"
        case MemoryError():
            return INVALID_USAGE, (
                "the memory does not suffice; existing files are unchanged; next: use fewer workers (--workers 1), "
                "leave out the largest files, or allow the process more memory"
            )
        case OSError():  # most often a full disk, wherever it was noticed
            place = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, (str, bytes)) else ""
            is_full = error.errno in {None, errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
            advice = "the space on the disk" if is_full else "the path and its permissions"
            return INVALID_USAGE, f"{place}{error.strerror or error}; next: check {advice}"
        case _:
            return _panic(error)


def _panic(error: BaseException) -> tuple[int, str] | None:
    """The same for an error of Rust in polars, which is not an `Exception`; None for another."""
    if type(error).__name__ != "PanicException":
        return None
    return INVALID_USAGE, (
        f"polars cannot read the input ({' '.join(str(error).split())[:200]}); existing files are unchanged; next: "
        "newsrows validate, or get the file again"
    )


class _StoppedError(KeyboardInterrupt):
    """A signal asks the process to end; temporary folders are deleted and workers ended on the way out."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.signal = number


def _handle_signals() -> None:
    """Raise `_StoppedError` for the first SIGINT or SIGTERM, and ignore others: `timeout` sends two."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup and & arrange it
            signal.signal(number, _stop)


def _stop(number: int, _frame: FrameType | None) -> None:
    for other in (signal.SIGINT, signal.SIGTERM):
        signal.signal(other, signal.SIG_IGN)
    raise _StoppedError(number)
