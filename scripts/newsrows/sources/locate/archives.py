"""Packed files and archives, opened: what a source holds, one file at a time.

A .zip may hold packed files (news.jsonl.gz), but no archive: one level is opened, and no more.
"""

from __future__ import annotations

import io
import lzma
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO, cast

from newsrows.compression import open_zstandard
from newsrows.sources.errors import BadFileError
from newsrows.sources.locate.streams import unreadable
from newsrows.sources.locate.suffixes import PACKED
from newsrows.sources.options import ReadOptions
from newsrows.sources.record import Input

# Below this many bytes unpacked nobody is harmed, whatever the ratio.
_HARMLESS = 100_000_000
# What the libraries raise at bytes that are damaged, or made to do harm.
_DAMAGE = (
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


def unpacked(packed: Input, suffix: str, options: ReadOptions) -> Input:
    """The file in one that was packed with gzip, bzip2, xz or Zstandard, as its suffix says."""
    return Input(packed.file_name, packed.shown, partial(_open_packed, packed.open, suffix, options))


def members(archive: BinaryIO, name: str, shown: str, options: ReadOptions) -> Iterator[Input]:
    """The files in a zip, by name; of two with one name the last, as unpacking would leave it.

    Raises:
        BadFileError: it is no zip, or damaged.
    """
    try:
        opened = zipfile.ZipFile(archive)
    except _DAMAGE as error:
        raise BadFileError(f"found no zip, or a damaged one ({error}); next: get the file again") from error
    entries = {entry.filename: entry for entry in opened.infolist() if not entry.is_dir()}
    for inner, entry in sorted(entries.items()):
        opening = partial(_open_member, opened, entry, options)
        yield Input(f"{name}/{inner}", f"{shown}/{inner}", opening, entry.file_size)


def _open_member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, options: ReadOptions) -> BinaryIO:
    if entry.flag_bits & 1:
        raise BadFileError("found a file that a password protects; next: unpack the archive")
    try:
        stream = cast(BinaryIO, archive.open(entry))
    except _DAMAGE as error:
        raise BadFileError(_damaged("zip", error)) from error
    return _guarded(stream, "zip", options, lambda: entry.compress_size)


def _open_packed(opening: Callable[[], BinaryIO], suffix: str, options: ReadOptions) -> BinaryIO:
    raw = _Counted(opening())
    try:
        stream = _OPEN[suffix](cast(BinaryIO, raw))
    except _DAMAGE as error:
        raw.close()
        raise BadFileError(_damaged(suffix[1:], error)) from error
    return _guarded(stream, suffix[1:], options, lambda: raw.count, raw)


def _open_gzip(raw: BinaryIO) -> BinaryIO:
    import gzip  # noqa: PLC0415

    return cast(BinaryIO, gzip.GzipFile(fileobj=raw))


def _open_bzip2(raw: BinaryIO) -> BinaryIO:
    import bz2  # noqa: PLC0415

    return cast(BinaryIO, bz2.BZ2File(raw))


def _open_xz(raw: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, lzma.LZMAFile(raw))


_OPEN: dict[str, Callable[[BinaryIO], BinaryIO]] = dict(
    zip(PACKED, (_open_gzip, _open_bzip2, _open_xz, open_zstandard), strict=True)
)


def seekable(given: Input) -> Input:
    """The same file for formats that are read from their end: itself, or a copy on disk if it only goes forward."""
    return Input(given.file_name, given.shown, partial(_open_seekable, given.open), given.size)


def _open_seekable(opening: Callable[[], BinaryIO]) -> BinaryIO:
    stream = opening()
    if stream.seekable():
        return stream
    with stream:
        file = tempfile.TemporaryFile(prefix="newsrows-")  # noqa: SIM115 - whoever opens it closes it
        try:
            shutil.copyfileobj(stream, file, 1 << 20)
        except OSError as error:
            file.close()
            raise BadFileError(f"cannot be unpacked to {tempfile.gettempdir()} ({error.strerror})") from error
        except BaseException:
            file.close()
            raise
        file.seek(0)
    return cast(BinaryIO, file)


class _Counted(io.RawIOBase):
    """A stream that knows how many bytes were read of it."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream, self.count = stream, 0

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        data = self._stream.read(-1 if size is None else size)
        self.count += len(data)
        return data

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()


class _Guard(io.RawIOBase):
    """A stream out of an archive: damage is told as such, and a bomb of zeros is not unpacked to its end."""

    def __init__(
        self,
        stream: BinaryIO,
        packing: str,
        options: ReadOptions,
        packed: Callable[[], int],
        below: io.RawIOBase | None,
    ) -> None:
        super().__init__()
        self._stream, self._packing, self._packed, self._below = stream, packing, packed, below
        self._ratio, self._count = options.max_ratio, 0
        self._read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what io calls it with
        try:
            data = self._read(len(buffer))  # what is there: the bytes before a damaged one are not held back
        except _DAMAGE as error:
            raise BadFileError(_damaged(self._packing, error)) from error
        self._count += len(data)
        if self._count > _HARMLESS and self._count > self._ratio * self._packed():
            ratio = self._count // max(1, self._packed())
            raise BadFileError(
                f"unpacks to {ratio:,} times its size, expected at most {self._ratio}; "
                f"next: if it is no bomb, raise the limit with --max-ratio {2 * ratio}"
            )
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
            if self._below is not None:
                self._below.close()
        super().close()


def _guarded(
    stream: BinaryIO, packing: str, options: ReadOptions, packed: Callable[[], int], below: io.RawIOBase | None = None
) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(_Guard(stream, packing, options, packed, below), 1 << 16))


def _damaged(packing: str, error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return unreadable(error)
    return f"the {packing} is cut off or damaged ({error}); next: get the file again"
