"""Reads articles from files, archives, URLs and standard input."""

from newsrows.records import Rejected
from newsrows.sources.articles import read_articles, read_files, read_unopened
from newsrows.sources.errors import ReadError
from newsrows.sources.formats.html import open_page
from newsrows.sources.locate.files import SourceFiles, find_files
from newsrows.sources.locate.streams import SourceFile
from newsrows.sources.options import MAX_CHARACTERS, MAX_RATIO, ReadOptions

__all__ = [
    "MAX_CHARACTERS",
    "MAX_RATIO",
    "ReadError",
    "ReadOptions",
    "Rejected",
    "SourceFile",
    "SourceFiles",
    "find_files",
    "open_page",
    "read_articles",
    "read_files",
    "read_unopened",
]
