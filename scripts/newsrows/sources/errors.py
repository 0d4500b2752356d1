"""What goes wrong while articles are read."""

from __future__ import annotations

import importlib
from importlib.util import find_spec
from types import ModuleType

from newsrows.records import SourceError


class ReadError(SourceError):
    """The articles that the user named cannot be read at all; the message says where, what and what to do."""


class BadFileError(Exception):
    """One file, or one record of a file, cannot be read; the message is the reason, without the file's name.

    It never leaves `newsrows.sources`, which turns it into a `Rejected`.
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
        raise ReadError(_missing(library, extra)) from error


def check(module: str, extra: str) -> None:
    """Look whether a library of one of the extras is there, without importing it: a worker will, not this process.

    Raises:
        ReadError: it is not installed; the message names the extra.
    """
    library = module.partition(".")[0]
    try:
        is_there = find_spec(library) is not None
    except ValueError:  # a module that was put in its place and has no specification
        is_there = True
    if not is_there:
        raise ReadError(_missing(library, extra))


def _missing(library: str, extra: str) -> str:
    return f"this needs {library}, which is not installed; next: pip install 'newsrows[{extra}]'"
