"""Opens compressed files and zip archives, and rejects damaged ones and zip bombs.

A .zip may contain compressed files (news.jsonl.gz), but not another archive.
"""

from __future__ import annotations

import io
import lzma
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO, cast

from newsrows.compression import DAMAGE_ERRORS, open_zstandard
from newsrows.sources.errors import BadFileError
from newsrows.sources.locate.streams import unreadable
from newsrows.sources.locate.suffixes import PACKED
from newsrows.sources.options import ReadOptions
from newsrows.sources.record import InputFile

# Up to this many uncompressed bytes, any ratio is harmless.
_HARMLESS_BYTES = 100_000_000


def unpacked(packed: InputFile, suffix: str, options: ReadOptions) -> InputFile:
    """Return the file in a file that was compressed with gzip, bzip2, xz or Zstandard; `suffix` says with which."""
    return InputFile(packed.file_name, packed.shown, partial(_open_packed, packed.open, suffix, options))


def members(archive: BinaryIO, name: str, shown: str, options: ReadOptions) -> Iterator[InputFile]:
    """Yield the files in a zip, sorted by name; of two files with the same name, the last one.

    Raises:
        BadFileError: the file is not a zip, or is damaged.
    """
    try:
        opened = zipfile.ZipFile(archive)
    except DAMAGE_ERRORS as error:
        raise BadFileError(f"found a damaged file, expected a zip ({error}); next: get the file again") from error
    entries = {entry.filename: entry for entry in opened.infolist() if not entry.is_dir()}
    for inner, entry in sorted(entries.items()):
        opening = partial(_open_member, opened, entry, options)
        yield InputFile(f"{name}/{inner}", f"{shown}/{inner}", opening, entry.file_size)


def _open_member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, options: ReadOptions) -> BinaryIO:
    if entry.flag_bits & 1:
        raise BadFileError("found a file that a password protects; next: unpack the archive")
    try:
        stream = cast(BinaryIO, archive.open(entry))
    except DAMAGE_ERRORS as error:
        raise BadFileError(_damaged("zip", error)) from error
    return _guarded(stream, "zip", options, lambda: entry.compress_size)


def _open_packed(opening: Callable[[], BinaryIO], suffix: str, options: ReadOptions) -> BinaryIO:
    raw = _Counted(opening())
    try:
        stream = _OPEN[suffix](cast(BinaryIO, raw))
    except DAMAGE_ERRORS as error:
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


def seekable(input_file: InputFile) -> InputFile:
    """Return the file with a seekable stream, for formats that are read from their end; copies to disk if necessary."""
    return InputFile(input_file.file_name, input_file.shown, partial(_open_seekable, input_file.open), input_file.size)


def _open_seekable(opening: Callable[[], BinaryIO]) -> BinaryIO:
    stream = opening()
    if stream.seekable():
        return stream
    with stream:
        file = tempfile.TemporaryFile(prefix="newsrows-")  # noqa: SIM115 - the caller closes it
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
    """A stream that counts the bytes that were read from it."""

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
    """A decompressed stream that raises BadFileError on damage and on zip bombs."""

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

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the type that io passes
        try:
            data = self._read(len(buffer))  # returns the bytes before damaged ones first
        except DAMAGE_ERRORS as error:
            raise BadFileError(_damaged(self._packing, error)) from error
        self._count += len(data)
        if self._count > _HARMLESS_BYTES and self._count > self._ratio * self._packed():
            ratio = self._count // max(1, self._packed())
            raise BadFileError(
                f"unpacks to {ratio:,} times its size, expected at most {self._ratio}; "
                f"next: if it is not a zip bomb, raise the limit with --max-ratio {2 * ratio}"
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
