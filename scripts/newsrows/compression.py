"""The compressions that are known by the ending of a file's name, which comes after that of the format."""

from __future__ import annotations

import io
from typing import IO, BinaryIO, cast

# One compressed file each.
STREAMS = (".gz", ".bz2", ".xz", ".zst")
# A zip file may hold several.
COMPRESSED = (*STREAMS, ".zip")


def open_zstandard(stream: IO[bytes]) -> BinaryIO:
    """The unpacked bytes of a Zstandard file as a stream, which raises OSError where they are damaged."""
    import pyarrow as pa  # noqa: PLC0415 - only those who meet such a file pay for it

    return cast(BinaryIO, pa.CompressedInputStream(pa.PythonFile(cast(io.RawIOBase, stream), mode="r"), "zstd"))
