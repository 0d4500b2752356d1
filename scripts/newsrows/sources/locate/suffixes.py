"""Suffixes of file names: which formats and compressions are supported."""

from __future__ import annotations

from pathlib import PurePosixPath

from newsrows.compression import STREAMS

# Messages list them in this order.
SUFFIXES = (
    ".txt",
    ".md",
    ".html",
    ".htm",
    ".xml",
    ".rss",
    ".atom",
    ".docx",
    ".odt",
    ".rtf",
    ".pdf",
    ".epub",
    ".eml",
    ".mbox",
    ".json",
    ".jsonl",
    ".ndjson",
    ".csv",
    ".tsv",
    ".parquet",
    ".warc",
    ".wet",
)
PACKED = STREAMS
ARCHIVES = (".zip",)
# A file of these formats is one article; a file of any other may hold several.
_ONE_ARTICLE = {".txt", ".md", ".html", ".htm", ".docx", ".odt", ".rtf", ".pdf", ".eml"}
READABLE = f"{', '.join(SUFFIXES)}, as they are or in {', '.join((*PACKED, *ARCHIVES))}"


def split_suffixes(name: str) -> tuple[str, str]:
    """Return the suffix of the format ('' if it is not supported) and that of the compression ('' without one).

    '2024/News.JSONL.gz' gives '.jsonl', '.gz'; 'a.zip' gives '.zip', ''; 'a.pages' gives '', ''.
    """
    lower = name.lower()
    packing = next((suffix for suffix in PACKED if lower.endswith(suffix)), "")
    inner = lower.removesuffix(packing)
    return next((suffix for suffix in (*SUFFIXES, *ARCHIVES) if inner.endswith(suffix)), ""), packing


def kind_of(name: str) -> str:
    """Return the suffix of a name, in lower case, for messages; 'without a suffix' if it has none.

    Of compressed files it is '.tar.gz', not '.gz', because other files with '.gz' are read.
    """
    suffixes = PurePosixPath(name.lower()).suffixes
    return "".join(suffixes[-2:] if split_suffixes(name)[1] else suffixes[-1:]) or "without a suffix"


def is_readable(name: str) -> bool:
    """Return whether a file of this name is read; a compressed archive is not."""
    suffix, packing = split_suffixes(name)
    return bool(suffix) and not (packing and suffix in ARCHIVES)


def without_suffixes(name: str) -> str:
    """Return the name without the suffixes of its compression and its format."""
    folder, slash, last = name.rpartition("/")
    packing = split_suffixes(last)[1]
    last = last[: len(last) - len(packing)]
    stem, dot, _ = last.rpartition(".")
    return folder + slash + (stem if dot and stem else last)


def holds_many(name: str) -> bool:
    """Return whether a file of this name may hold several articles; standard input may."""
    return split_suffixes(name)[0] not in _ONE_ARTICLE
