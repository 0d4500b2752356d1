"""What goes wrong while articles are read."""

from __future__ import annotations

import importlib
from types import ModuleType

from newsrows.records import NewsrowsError


class ReadError(NewsrowsError):
    """The articles that the user named cannot be read at all; the message says where, what and what to do."""


class BadFileError(Exception):
    """One file, or one record of a file, cannot be read; the message is the reason, without the file's name.

    It never leaves `newsrows.read`, which turns it into a `Rejected`.
    """


class NoTextColumnError(BadFileError):
    """A table has no column that could be the text, so that no row of it can be an article."""


def need(module: str, extra: str) -> ModuleType:
    """Import a library of one of the extras.

    Raises:
        ReadError: it is not installed; the message names the extra.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        library = module.partition(".")[0]
        if (error.name or "").partition(".")[0] != library:
            raise
        raise ReadError(
            f"this needs {library}, which is not installed; next: pip install 'newsrows[{extra}]'"
        ) from error
