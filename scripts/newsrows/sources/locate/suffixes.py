"""What a file's name says of its format."""

from __future__ import annotations

from newsrows.compression import STREAMS

# In the order in which messages name them.
SUFFIXES = (
    ".txt",
    ".md",
    ".html",
    ".htm",
    ".xml",
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
# Of these the file is the article; of the others it may hold any number.
_SINGLE = {".txt", ".md", ".html", ".htm"}
READABLE = f"{', '.join(SUFFIXES)}, as they are or in {', '.join((*PACKED, *ARCHIVES))}"


def split_suffixes(name: str) -> tuple[str, str]:
    """The suffix of the format ('' if it is not one to read) and that of the packing ('' if there is none).

    '2024/News.JSONL.gz' gives '.jsonl', '.gz'; 'a.zip' gives '.zip', ''; 'a.docx' gives '', ''.
    """
    lower = name.lower()
    packing = next((suffix for suffix in PACKED if lower.endswith(suffix)), "")
    inner = lower.removesuffix(packing)
    return next((suffix for suffix in (*SUFFIXES, *ARCHIVES) if inner.endswith(suffix)), ""), packing


def is_readable(name: str) -> bool:
    """Whether a file of this name is read: an archive that is packed once more is not."""
    suffix, packing = split_suffixes(name)
    return bool(suffix) and not (packing and suffix in ARCHIVES)


def without_suffixes(name: str) -> str:
    """The name without the suffix of its packing, and without that of its format."""
    folder, slash, last = name.rpartition("/")
    packing = split_suffixes(last)[1]
    last = last[: len(last) - len(packing)]
    stem, dot, _ = last.rpartition(".")
    return folder + slash + (stem if dot and stem else last)


def holds_many(name: str) -> bool:
    """Whether a file of this name may hold several articles, or is standard input, of which nobody knows."""
    return split_suffixes(name)[0] not in _SINGLE
