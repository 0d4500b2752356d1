"""Read articles from files, archives, URLs and standard input.

Importing this package loads no library: names are imported when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsrows.records import Rejected
    from newsrows.sources.articles import read_articles, read_files, read_unopened
    from newsrows.sources.errors import ReadError
    from newsrows.sources.formats.html import open_page
    from newsrows.sources.locate.files import SourceFiles, find_files
    from newsrows.sources.locate.streams import SourceFile
    from newsrows.sources.omissions import Omissions, explain_skipped
    from newsrows.sources.options import MAX_CHARACTERS, MAX_RATIO, ReadOptions

__all__ = [
    "MAX_CHARACTERS",
    "MAX_RATIO",
    "Omissions",
    "ReadError",
    "ReadOptions",
    "Rejected",
    "SourceFile",
    "SourceFiles",
    "explain_skipped",
    "find_files",
    "open_page",
    "read_articles",
    "read_files",
    "read_unopened",
]

_MODULES = {
    "MAX_CHARACTERS": "newsrows.sources.options",
    "MAX_RATIO": "newsrows.sources.options",
    "Omissions": "newsrows.sources.omissions",
    "SourceFiles": "newsrows.sources.locate.files",
    "ReadError": "newsrows.sources.errors",
    "ReadOptions": "newsrows.sources.options",
    "Rejected": "newsrows.records",
    "SourceFile": "newsrows.sources.locate.streams",
    "explain_skipped": "newsrows.sources.omissions",
    "find_files": "newsrows.sources.locate.files",
    "open_page": "newsrows.sources.formats.html",
    "read_articles": "newsrows.sources.articles",
    "read_files": "newsrows.sources.articles",
    "read_unopened": "newsrows.sources.articles",
}


def __getattr__(name: str) -> Any:
    """A public name, from the module that defines it (PEP 562)."""
    if name in _MODULES:
        return getattr(import_module(_MODULES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
