"""A package opened with care: nothing outside of its folder is read, nothing fetched, nothing unpacked without end."""

from __future__ import annotations

import stat
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from gzip import GzipFile
from pathlib import Path, PurePosixPath
from typing import IO

from newsrows.datapackage.limits import Limits, is_url, parse_size, stays_inside
from newsrows.records import PackageError
from newsrows.validate.own.layout import DESCRIPTOR

_PIECE = 1 << 20


class PackageRefusedError(PackageError):
    """The package is not judged at all: there is none, it reaches out of its folder, or it is too large."""


def size_of(text: str) -> int:
    """A size as a number of bytes: see `parse_size`.

    Raises:
        PackageRefusedError: the text is no size.
    """
    try:
        return parse_size(text)
    except ValueError:
        raise PackageRefusedError(f"found the limit {text!r}, expected a size such as 16MB or 4GB") from None


@dataclass(frozen=True, slots=True)
class Opened:
    """A package's folder and its descriptor, which may not exist."""

    folder: Path
    descriptor: Path


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[Opened]:
    """The package at `path`: a folder, a descriptor, or a zip file, which is unpacked for as long as it is open.

    Raises:
        PackageRefusedError: there is nothing, or the zip file cannot be unpacked safely.
    """
    if is_url(str(path)) and not path.exists():
        raise PackageRefusedError(f"{path}: found a URL, expected a file or folder; next: download it first")
    if path.is_dir():
        yield Opened(path, path / DESCRIPTOR)
    elif path.suffix.lower() == ".zip" and path.is_file():
        with tempfile.TemporaryDirectory(prefix="newsrows-") as target:
            _unpack(path, Path(target), limits)
            folder = _only_folder(Path(target))
            yield Opened(folder, folder / DESCRIPTOR)
    elif path.is_file():
        yield Opened(path.parent, path)
    else:
        raise PackageRefusedError(
            f"{path}: found no such file or folder, expected a package's folder, {DESCRIPTOR}, or zip file"
        )


def inside(package: Opened, path: str, where: str) -> Path:
    """A file that a descriptor names, which need not exist; `where` says in which place it is named.

    Raises:
        PackageRefusedError: the path is a URL, is absolute, climbs out, or is a link that leaves the package.
    """
    if is_url(path):
        raise PackageRefusedError(
            f"{where}: found the URL {path!r}, expected a path; next: download it into the package, nothing is fetched"
        )
    if not stays_inside(path):
        raise PackageRefusedError(
            f"{where}: found the path {path!r}, expected one below the package's folder, with / between folders"
        )
    file = package.folder / PurePosixPath(path)
    try:
        real = file.resolve()
    except (OSError, RuntimeError):
        raise PackageRefusedError(f"{where}: found {path!r}, a link in a circle, expected a file") from None
    if not real.is_relative_to(package.folder.resolve()):
        raise PackageRefusedError(
            f"{where}: found {path!r}, a link that leaves the package, expected a file in it; next: put the file there"
        )
    return file


def bounded(stream: IO[bytes] | GzipFile, limits: Limits, shown: str, *, already: int = 0) -> Iterator[bytes]:
    """A stream piece by piece, whatever size was announced; `already` are bytes that count against the limit.

    Raises:
        PackageRefusedError: there is more than the limit.
    """
    size = already
    while piece := stream.read(_PIECE):
        size += len(piece)
        if size > limits.unpacked_bytes:
            raise PackageRefusedError(
                f"{shown}: found more than {limits.unpacked_bytes} bytes when unpacked, expected less; "
                "next: raise the limit with --max-unpacked if it is meant"
            )
        yield piece


def _unpack(path: Path, target: Path, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            if len(members) > limits.files:
                raise PackageRefusedError(
                    f"{path}: found {len(members)} files, expected at most {limits.files}; "
                    "next: raise the limit with --max-files if they are meant"
                )
            size = 0
            for info in members:
                where = f"{path}, {info.filename}"
                file = _place(info, target, where)
                with archive.open(info) as source, file.open("wb") as copy:
                    for piece in bounded(source, limits, where, already=size):
                        copy.write(piece)
                        size += len(piece)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError) as error:
        raise PackageRefusedError(
            f"{path}: found a zip file that cannot be read ({error}), expected a package"
        ) from error


def _place(info: zipfile.ZipInfo, target: Path, where: str) -> Path:
    """Where a file of the archive goes, below `target`."""
    if stat.S_ISLNK(info.external_attr >> 16):
        raise PackageRefusedError(f"{where}: found a symbolic link in a zip file, expected a file")
    file = inside(Opened(target, target), info.filename, where)
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def _only_folder(folder: Path) -> Path:
    """The folder itself, or the one that alone is in it, as archives of repositories have."""
    held = list(folder.iterdir())
    return held[0] if len(held) == 1 and held[0].is_dir() else folder
