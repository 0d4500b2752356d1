"""A package opened for validation: a folder, a descriptor, or a zip file, which is unpacked while it is open."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from newsrows.datapackage.limits import Limits, is_url
from newsrows.datapackage.sources import DESCRIPTOR, FolderSource, ZipSource
from newsrows.records import PackageError


@dataclass(frozen=True, slots=True)
class OpenPackage:
    """A package's folder, and the name of its descriptor, which may not exist."""

    source: FolderSource
    descriptor: str = DESCRIPTOR

    @property
    def folder(self) -> Path:
        """The folder."""
        return self.source.root


@contextmanager
def open_package(path: Path, limits: Limits) -> Iterator[OpenPackage]:
    """Open a package.

    Raises:
        PackageError: there is none, or it is a zip file that cannot be unpacked safely.
    """
    # The functions of pathlib raise errors where a name is too long.
    is_folder, is_file = os.path.isdir(path), os.path.isfile(path)  # noqa: PTH112, PTH113
    if is_url(str(path)) and not (is_folder or is_file):
        raise PackageError(f"{path}: found a URL, expected a file or folder; next: download it first")
    if is_folder:
        yield OpenPackage(FolderSource(path, limits))
    elif path.suffix.lower() == ".zip" and is_file:
        with tempfile.TemporaryDirectory(prefix="newsrows-") as target:
            ZipSource(path, limits).unpack(Path(target))
            yield OpenPackage(FolderSource(_only_folder(Path(target)), limits))
    elif is_file:
        yield OpenPackage(FolderSource(path.parent, limits), path.name)
    else:
        raise PackageError(
            f"{path}: found no such file or folder, expected a package's folder, {DESCRIPTOR}, or zip file"
        )


def _only_folder(folder: Path) -> Path:
    """The folder itself, or the only folder in it, which archives of repositories have."""
    inside = list(folder.iterdir())
    return inside[0] if len(inside) == 1 and inside[0].is_dir() else folder
