"""Where the files of a package are: a folder or a zip file. Nothing outside it is ever read, and nothing is fetched."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from newsrows.compression import DAMAGE_ERRORS
from newsrows.datapackage.limits import Limits, is_url, show_size, stays_inside
from newsrows.records import PackageError

DESCRIPTOR = "datapackage.json"
CHUNK = 1 << 20


class Readable(Protocol):
    """Anything that can be read piece by piece."""

    def read(self, size: int, /) -> bytes:
        """The next bytes; none at the end."""


class PackageSource(Protocol):
    """Files below one root, named by relative paths with /."""

    def names(self, folder: str = "") -> list[str]:
        """The files directly in a folder ('' is the root), as paths below the root, sorted."""

    def read(self, path: str, most: int, option: str) -> bytes:
        """The bytes of a file. Raises PackageError if it is missing, not a file, or larger than `most`."""

    def copy(self, path: str, target: Path, most: int) -> int:
        """Write a file to `target` piece by piece and return its size. Raises PackageError as `read` does."""

    def shown(self, path: str) -> str:
        """The file's name in messages."""


def safe_path(path: str, where: str, *, advice: str = "download it into the package") -> str:
    """A path that stays below its root, without `.` steps.

    Args:
        path: the path.
        where: where it was written, for messages.
        advice: what to do about a web address, for messages.

    Raises:
        PackageError: it is a web address, absolute, or leads out of the root.
    """
    if is_url(path):
        raise PackageError(f"{where}: found the URL {path!r}, expected a path, for nothing is fetched; next: {advice}")
    if not stays_inside(path):
        raise PackageError(
            f"{where}: found the path {path!r}, which leaves the package; "
            "expected one below the package's folder, with / between folders"
        )
    return str(PurePosixPath(path))


def too_large(shown: str, most: int, option: str) -> PackageError:
    """The error for a file above a limit."""
    return PackageError(
        f"{shown}: found more than {show_size(most)}, expected less; "
        f"next: raise the limit with {option} if the file is meant to be this large"
    )


def missing(shown: str) -> PackageError:
    """The error for a file that does not exist."""
    return PackageError(f"{shown}: found no such file, expected one")


def bounded(source: Readable, most: int, shown: str) -> Iterator[bytes]:
    """A stream piece by piece, at most `most` bytes, whatever size its header announced.

    Raises:
        PackageError: there is more.
    """
    size = 0
    while piece := source.read(CHUNK):
        size += len(piece)
        if size > most:
            raise too_large(shown, most, "--max-unpacked")
        yield piece


def copy_bounded(source: Readable, target: Path, most: int, shown: str) -> int:
    """Copy a stream to a file, at most `most` bytes, and return its size.

    Raises:
        PackageError: there is more.
    """
    with target.open("wb") as out:
        return sum(out.write(piece) for piece in bounded(source, most, shown))


@dataclass(frozen=True, slots=True)
class FolderSource:
    """A folder on disk. Symbolic links are followed only to files inside it."""

    root: Path
    limits: Limits

    def names(self, folder: str = "") -> list[str]:
        """The files directly in a folder."""
        names: list[str] = []
        base = self.root / folder
        if not base.is_dir():
            return []
        for path in base.iterdir():
            if path.is_file():
                names.append(path.relative_to(self.root).as_posix())
            if len(names) > self.limits.files:
                raise _too_many(str(base), len(names), self.limits)
        return sorted(names)

    def read(self, path: str, most: int, option: str) -> bytes:
        """The bytes of a file."""
        with self.find(path).open("rb") as source:
            data = source.read(most + 1)
        if len(data) > most:
            raise too_large(self.shown(path), most, option)
        return data

    def copy(self, path: str, target: Path, most: int) -> int:
        """Write a file to `target`."""
        with self.find(path).open("rb") as source:
            return copy_bounded(source, target, most, self.shown(path))

    def shown(self, path: str) -> str:
        """The path from where the command was run."""
        return (self.root / path).as_posix()

    def inside(self, path: str, where: str) -> Path:
        """A file below the root, which need not exist; `where` says in messages where the path was written.

        Raises:
            PackageError: the path leaves the folder, or is a link that does.
        """
        file = self.root / safe_path(path, where)
        try:
            real = file.resolve()
        except (OSError, RuntimeError):
            raise PackageError(f"{where}: found {path!r}, a link in a circle, expected a file") from None
        if not real.is_relative_to(self.root.resolve()):
            raise PackageError(
                f"{where}: found {path!r}, a link that leaves the package, expected a file in it; "
                "next: put the file there"
            )
        return file

    def find(self, path: str) -> Path:
        """An existing file, links resolved.

        Raises:
            PackageError: it is missing, not a regular file, or outside the folder.
        """
        shown = self.shown(path)
        file = self.inside(path, str(self.root))
        try:
            status = file.stat()
        except OSError:  # no such file, or a name too long for one
            raise missing(shown) from None
        if not stat.S_ISREG(status.st_mode):
            raise PackageError(f"{shown}: found something that is not a regular file, expected one")
        return file.resolve()


@dataclass(frozen=True, slots=True)
class ZipSource:
    """A zip file, or the only folder at its top. Sizes are counted while unpacking, never believed."""

    file: Path
    limits: Limits
    prefix: str = ""

    def names(self, folder: str = "") -> list[str]:
        """The files directly in a folder."""
        start = self.prefix + (f"{folder}/" if folder else "")
        inside = (name[len(start) :] for name in self.members() if name.startswith(start))
        return sorted(f"{folder}/{name}" if folder else name for name in inside if name and "/" not in name)

    def read(self, path: str, most: int, option: str) -> bytes:
        """The bytes of a file."""
        with self._reading(self._member(path), self.shown(path)) as source:
            data = source.read(most + 1)
        if len(data) > most:
            raise too_large(self.shown(path), most, option)
        return data

    def copy(self, path: str, target: Path, most: int) -> int:
        """Write a file to `target`."""
        with self._reading(self._member(path), self.shown(path)) as source:
            return copy_bounded(source, target, most, self.shown(path))

    def shown(self, path: str) -> str:
        """The zip file and the path in it."""
        return f"{self.file.as_posix()}/{self.prefix}{path}"

    def members(self) -> dict[str, zipfile.ZipInfo]:
        """All files in the zip file, by their full names."""
        try:
            with zipfile.ZipFile(self.file) as archive:
                infos = archive.infolist()
        except DAMAGE_ERRORS as error:
            raise PackageError(
                f"{self.file}: found a zip file that cannot be read ({error}), expected a package"
            ) from None
        if len(infos) > self.limits.files:
            raise _too_many(str(self.file), len(infos), self.limits)
        return {info.filename: info for info in infos if not info.is_dir()}

    def unpack(self, target: Path) -> None:
        """Unpack every file into a folder.

        Raises:
            PackageError: a name leaves the folder, a file is a link, or all files together are above the limit.
        """
        room = self.limits.unpacked_bytes
        for name, info in self.members().items():
            where = f"{self.file}, {name}"
            file = FolderSource(target, self.limits).inside(name, where)
            with self._reading(info, where) as source:
                file.parent.mkdir(parents=True, exist_ok=True)
                room -= copy_bounded(source, file, room, where)

    def _member(self, path: str) -> zipfile.ZipInfo:
        info = self.members().get(self.prefix + safe_path(path, str(self.file)))
        if info is None:
            raise missing(self.shown(path))
        return info

    @contextmanager
    def _reading(self, info: zipfile.ZipInfo, shown: str) -> Iterator[IO[bytes]]:
        if stat.S_ISLNK(info.external_attr >> 16):
            raise PackageError(f"{shown}: found a symbolic link in a zip file, expected a file; it is not followed")
        if info.flag_bits & 1:
            raise PackageError(f"{shown}: found an encrypted file, expected one that anybody can read")
        try:
            with zipfile.ZipFile(self.file) as archive, archive.open(info) as source:
                yield source
        except DAMAGE_ERRORS as error:
            raise PackageError(f"{shown}: found a damaged or unsupported file in a zip file ({error})") from None


def open_zip(file: Path, limits: Limits) -> ZipSource:
    """A zip package: its descriptor is at the top, or in the only folder at the top."""
    source = ZipSource(file, limits)
    tops = {name.partition("/")[0] for name in source.members()}
    if DESCRIPTOR not in tops and len(tops) == 1 and not source.names():
        return ZipSource(file, limits, f"{tops.pop()}/")
    return source


def _too_many(shown: str, files: int, limits: Limits) -> PackageError:
    return PackageError(
        f"{shown}: found {files} files, expected at most {limits.files}; "
        "next: raise the limit with --max-files if they are meant"
    )
