"""What a worker process does: it is sent the work once, then batches, and sends back what comes of each.

It ends with the process that started it, however that one ends, and on the way out lets what it was writing be cleared.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from types import FrameType
from typing import Any

from newsrows.engine.errors import EngineError

# A worker that was told to end is given so long to clear what it was writing.
GRACE_SECONDS = 5.0


class Ready:
    """The worker has what it needs and may be sent a batch."""


class Failed:
    """The work raised an error on a batch, or could not be had at all."""

    def __init__(self, error: Exception) -> None:
        self.error = error


def serve(link: Connection) -> None:
    """Receive the work, say `Ready`, then answer each batch with a result or `Failed`, until the link is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes at once: the first of them decides
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        work: Callable[[Any], Any] = link.recv()
        link.send(Ready())
    except Exception as error:  # an import that fails, as a rule
        _send(link, Failed(_portable(error)))
        return
    while _send(link, _answer(work, link)):
        pass


def _answer(work: Callable[[Any], Any], link: Connection) -> Any:
    """The result of the work on the next batch, or what went wrong."""
    try:
        return work(link.recv())
    except EOFError:  # the other end is closed: nothing is left to do
        sys.exit()
    except Exception as error:  # whatever it is, it is raised where the results are read
        return Failed(_portable(error))


def _send(link: Connection, answer: Any) -> bool:
    """Send an answer; says whether there is somebody to listen."""
    try:
        link.send(answer)
    except (BrokenPipeError, ConnectionResetError):
        return False
    except Exception as error:  # a result that cannot be pickled
        return _send(link, Failed(_portable(error)))
    return True


def _portable(error: Exception) -> Exception:
    """The error if it can be sent, else one that says the same."""
    told = "".join(traceback.format_exception(error))
    error.add_note(f"in a worker process:\n{told}")
    try:
        ForkingPickler.loads(ForkingPickler.dumps(error))
    except Exception:  # errors with arguments of their own often cannot be made again
        return EngineError(f"a worker failed: {told}")
    return error


def _leave(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(1)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE_SECONDS)
        os._exit(1)
