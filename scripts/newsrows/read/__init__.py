"""Files to articles."""

from newsrows.read.articles import MAX_CHARACTERS, read_articles, read_files
from newsrows.read.errors import ReadError
from newsrows.read.files import Found, SourceFile, find_files
from newsrows.records import Rejected

__all__ = [
    "MAX_CHARACTERS",
    "Found",
    "ReadError",
    "Rejected",
    "SourceFile",
    "find_files",
    "read_articles",
    "read_files",
]
