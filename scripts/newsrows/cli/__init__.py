"""The command: options, printing and exit codes. A thin layer on the Python API, and the only part that prints.

Exit codes: 0 success, 1 problems found (invalid rows, rejected articles), 2 invalid usage.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
import threading
from collections.abc import Sequence

from newsrows.cli.parser import parser
from newsrows.cli.printing import INTERRUPTED, INVALID_USAGE, SUCCESS, TERMINATED, warn


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that `arguments` name, and return its exit code. Without arguments, print help and return 2.

    Args:
        arguments: the words after `newsrows`; None: those of this process.
    """
    words = sys.argv[1:] if arguments is None else list(arguments)
    if not words:
        parser().print_help()
        return INVALID_USAGE  # so that a script notices that it named no command
    options = parser().parse_args(words)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _terminate)  # so that temporary folders are deleted and workers end
    try:
        code: int = options.run(options)
    except OSError as error:  # most often a full disk, wherever it was noticed
        if isinstance(error, BrokenPipeError):  # newsrows rules | head
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return SUCCESS
        place = f"{error.filename}: " if error.filename else ""
        is_full = error.errno in {None, errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
        advice = "the space on the disk" if is_full else "the path and its permissions"
        warn(f"newsrows {options.command}: {place}{error.strerror or error}; next: check {advice}")
        return INVALID_USAGE
    except KeyboardInterrupt:
        warn(f"newsrows {options.command}: interrupted; existing files are unchanged")
        return INTERRUPTED
    except Exception as error:
        from newsrows.records import NewsrowsError  # noqa: PLC0415 - a third of the time that --help may take

        if not isinstance(error, NewsrowsError):
            raise
        warn(f"newsrows {options.command}: {error}")
        return INVALID_USAGE
    return code


def _terminate(*_: object) -> None:
    sys.exit(TERMINATED)
