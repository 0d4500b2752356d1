"""Errors of reading articles, and checks for libraries of extras."""

from __future__ import annotations

import importlib
from importlib.util import find_spec
from types import ModuleType

from newsrows.records import SourceError


class ReadError(SourceError):
    """The sources cannot be read at all; the message says where, what was found and what to do."""


class BadFileError(Exception):
    """A file or a record cannot be read; the message is the reason, without the name of the file.

    `newsrows.sources` catches it and yields a `Rejected` instead.
    """


class NoTextColumnError(BadFileError):
    """A table has no column of text, so none of its rows is an article."""


def need(module: str, extra: str) -> ModuleType:
    """Import a library of an extra.

    Raises:
        ReadError: the library is not installed; the message names the extra.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        library = module.partition(".")[0]
        if (error.name or "").partition(".")[0] != library:
            raise
        raise ReadError(_missing(library, extra)) from error


def check(module: str, extra: str) -> None:
    """Check that a library of an extra is installed, without importing it: workers import it, not this process.

    Raises:
        ReadError: the library is not installed; the message names the extra.
    """
    if not is_installed(module):
        raise ReadError(_missing(module.partition(".")[0], extra))


def is_installed(module: str) -> bool:
    """Return whether the library of a module can be imported, without importing it."""
    try:
        return find_spec(module.partition(".")[0]) is not None
    except ValueError:  # a module in sys.modules without a specification
        return True


def _missing(library: str, extra: str) -> str:
    return f"this needs {library}, which is not installed; next: pip install 'newsrows[{extra}]'"
