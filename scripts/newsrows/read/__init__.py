"""Files to articles."""

from newsrows.read.articles import read_articles, read_files, read_unopened
from newsrows.read.errors import ReadError
from newsrows.read.files import Found, find_files
from newsrows.read.options import MAX_CHARACTERS, MAX_RATIO, ReadOptions
from newsrows.read.pages import open_page
from newsrows.read.sources import SourceFile
from newsrows.records import Rejected

__all__ = [
    "MAX_CHARACTERS",
    "MAX_RATIO",
    "Found",
    "ReadError",
    "ReadOptions",
    "Rejected",
    "SourceFile",
    "find_files",
    "open_page",
    "read_articles",
    "read_files",
    "read_unopened",
]
