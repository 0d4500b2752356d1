"""The command: arguments, printing and exit codes. The only part that prints.

Exit codes: 0 all is fine, 1 something was found (invalid rows, rejected articles), 2 the command was used wrongly.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Sequence

from newsrows.cli.arguments import parser
from newsrows.cli.commands import FINE, INTERRUPTED, MISUSED, TERMINATED, complain


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that `arguments` (by default the process's own) name, and return its exit code."""
    options = parser().parse_args(arguments)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _end)  # temporary folders go, workers end
    try:
        code: int = options.run(options)
    except OSError as error:  # a full disk, wherever it was noticed
        if isinstance(error, BrokenPipeError):  # newsrows rules | head
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return FINE
        place = f"{error.filename}: " if error.filename else ""
        complain(f"newsrows {options.command}: {place}{error.strerror or error}; next: check the space on the disk")
        return MISUSED
    except KeyboardInterrupt:
        complain(f"newsrows {options.command}: interrupted; what was there before is as it was")
        return INTERRUPTED
    except Exception as error:
        from newsrows.records import NewsrowsError  # noqa: PLC0415 - a third of the time that --help may take

        if not isinstance(error, NewsrowsError):
            raise
        complain(f"newsrows {options.command}: {error}")
        return MISUSED
    return code


def _end(*_: object) -> None:
    sys.exit(TERMINATED)
