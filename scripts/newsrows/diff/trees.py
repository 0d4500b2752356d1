"""Where the files of a package lie: a folder or a zip file. Nothing outside of it is ever read."""

from __future__ import annotations

import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from newsrows.diff.refused import CannotCompareError, Limits, show_size
from newsrows.untrusted import is_url, stays_inside

CHUNK = 1 << 20


class Readable(Protocol):
    """What can be read piece by piece."""

    def read(self, size: int, /) -> bytes:
        """The next bytes."""


class Tree(Protocol):
    """Files below one root, named by relative posix paths."""

    def names(self, folder: str = "") -> list[str]:
        """Files directly in a folder ('' is the root), as paths below the root, sorted."""

    def read(self, path: str, most: int, option: str) -> bytes:
        """Bytes of a file. Raises CannotCompareError if it is missing, no file, or larger than `most`."""

    def copy(self, path: str, target: Path, most: int) -> int:
        """Write a file to `target` piece by piece; returns its size. Raises as `read` does."""

    def shown(self, path: str) -> str:
        """How people know the file."""


def safe_path(path: str, where: str) -> str:
    """A path that stays below its root, with `.` steps removed.

    Raises:
        CannotCompareError: if it is a URL, absolute, or climbs out.
    """
    if is_url(path):
        raise CannotCompareError(
            f"{where}: {path!r} is a URL, and nothing is fetched from the net; "
            "keep a copy and name it with --map URL=FOLDER, or publish the package with its schemas written out"
        )
    if not stays_inside(path):
        raise CannotCompareError(
            f"{where}: {path!r} leaves the package; expected a relative path with / below the package's folder"
        )
    return str(PurePosixPath(path))


def too_large(shown: str, most: int, option: str) -> CannotCompareError:
    """The refusal of a file over a limit."""
    return CannotCompareError(
        f"{shown}: larger than {show_size(most)}; not read. Raise the limit with {option} if it is meant"
    )


def missing(shown: str) -> CannotCompareError:
    """The refusal of a file that is not there."""
    return CannotCompareError(f"{shown}: no such file; nothing was compared")


def copy_bounded(source: Readable, target: Path, most: int, shown: str) -> int:
    """Copy a stream to a file, at most so many bytes, whatever size its header claimed.

    Raises:
        CannotCompareError: if there is more.
    """
    size = 0
    with target.open("wb") as out:
        while piece := source.read(CHUNK):
            size += len(piece)
            if size > most:
                raise too_large(shown, most, "--max-unpacked")
            out.write(piece)
    return size


@dataclass(frozen=True, slots=True)
class FolderTree:
    """A folder on disk. Symbolic links are followed only to files that are inside it too."""

    root: Path
    limits: Limits

    def names(self, folder: str = "") -> list[str]:
        """Files directly in a folder."""
        found: list[str] = []
        base = self.root / folder
        if not base.is_dir():
            return []
        for path in base.iterdir():
            if path.is_file():
                found.append(path.relative_to(self.root).as_posix())
            if len(found) > self.limits.files:
                raise CannotCompareError(
                    f"{base}: more than {self.limits.files} files; raise --max-files if they are meant"
                )
        return sorted(found)

    def read(self, path: str, most: int, option: str) -> bytes:
        """Bytes of a file."""
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

    def find(self, path: str) -> Path:
        """The file itself.

        Raises:
            CannotCompareError: if it is missing, no regular file, or a link that leaves the folder.
        """
        file = self.root / safe_path(path, str(self.root))
        try:
            real = file.resolve(strict=True)
        except (OSError, RuntimeError):  # missing, or links in a circle
            raise missing(self.shown(path)) from None
        if not real.is_relative_to(self.root.resolve()):
            raise CannotCompareError(
                f"{self.shown(path)}: a symbolic link that leaves the package, to {real}; not followed"
            )
        if not real.is_file():
            raise CannotCompareError(f"{self.shown(path)}: no regular file; expected one")
        return real


@dataclass(frozen=True, slots=True)
class ZipTree:
    """A zip file, or the only folder at its top. Sizes are counted while unpacking, never believed."""

    file: Path
    limits: Limits
    prefix: str = ""

    def names(self, folder: str = "") -> list[str]:
        """Files directly in a folder."""
        start = self.prefix + (f"{folder}/" if folder else "")
        inside = (name[len(start) :] for name in self.members() if name.startswith(start))
        return sorted(f"{folder}/{name}" if folder else name for name in inside if name and "/" not in name)

    def read(self, path: str, most: int, option: str) -> bytes:
        """Bytes of a file."""
        with self._open(path) as source:
            try:
                data = source.read(most + 1)
            except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
                raise self._damaged(path, error) from None
        if len(data) > most:
            raise too_large(self.shown(path), most, option)
        return data

    def copy(self, path: str, target: Path, most: int) -> int:
        """Write a file to `target`."""
        with self._open(path) as source:
            try:
                return copy_bounded(source, target, most, self.shown(path))
            except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
                raise self._damaged(path, error) from None

    def shown(self, path: str) -> str:
        """The zip file and the path in it."""
        return f"{self.file.as_posix()}/{self.prefix}{path}"

    def members(self) -> dict[str, zipfile.ZipInfo]:
        """All files in the zip file, by their full names."""
        try:
            with zipfile.ZipFile(self.file) as archive:
                infos = archive.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise CannotCompareError(f"{self.file}: not a readable zip file: {error}") from None
        if len(infos) > self.limits.files:
            raise CannotCompareError(
                f"{self.file}: {len(infos)} members, more than {self.limits.files}; raise --max-files if they are meant"
            )
        return {info.filename: info for info in infos if not info.is_dir()}

    def _open(self, path: str) -> IO[bytes]:
        info = self.members().get(self.prefix + safe_path(path, str(self.file)))
        if info is None:
            raise missing(self.shown(path))
        if stat.S_ISLNK(info.external_attr >> 16):
            raise CannotCompareError(f"{self.shown(path)}: a symbolic link in a zip file; not followed")
        if info.flag_bits & 1:
            raise CannotCompareError(f"{self.shown(path)}: encrypted; expected a package that anybody can read")
        try:
            return zipfile.ZipFile(self.file).open(info)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise self._damaged(path, error) from None

    def _damaged(self, path: str, error: Exception) -> CannotCompareError:
        return CannotCompareError(f"{self.shown(path)}: damaged or packed in a way that is not read: {error}")


def open_zip(file: Path, limits: Limits) -> ZipTree:
    """A zip package: its descriptor at the top, or in the one folder at the top."""
    tree = ZipTree(file, limits)
    tops = {name.partition("/")[0] for name in tree.members()}
    if "datapackage.json" not in tops and len(tops) == 1 and not tree.names():
        return ZipTree(file, limits, f"{tops.pop()}/")
    return tree
