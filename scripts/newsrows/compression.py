"""Compressions, known by the ending of a file's name, which comes after that of the format; and their errors."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from typing import IO, BinaryIO, cast

# One compressed file each.
STREAMS = (".gz", ".bz2", ".xz", ".zst")
# A zip file may hold several.
COMPRESSED = (*STREAMS, ".zip")

# What the libraries raise on compressed files that are damaged, or crafted to do harm.
DAMAGE_ERRORS = (
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


def open_zstandard(stream: IO[bytes]) -> BinaryIO:
    """The unpacked bytes of a Zstandard file as a stream, which raises OSError where they are damaged."""
    import pyarrow as pa  # noqa: PLC0415 - only those who meet such a file pay for it

    return cast(BinaryIO, pa.CompressedInputStream(pa.PythonFile(cast(io.RawIOBase, stream), mode="r"), "zstd"))
