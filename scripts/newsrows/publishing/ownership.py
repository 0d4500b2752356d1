"""Recognises packages that newsrows wrote: nothing else is ever replaced."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any, Final

from newsrows.compression import DAMAGE_ERRORS
from newsrows.publishing.descriptor import GENERATOR
from newsrows.publishing.errors import ExportError
from newsrows.publishing.layout import DATA, DESCRIPTOR
from newsrows.regular_files import RefusedFileError, open_regular, read_regular

# The most bytes of a descriptor in a zip file that are read: a small zip file can unpack to far more.
_MOST: Final = 16 * 10**6
# Desktops leave these in every folder that they show.
_DESKTOP_FILES: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


def refuse_foreign_package(folder: Path, *, option: str = "--out") -> None:
    """Stop if data/ or datapackage.json in `folder` was not written by newsrows, or data/ also holds other files.

    Args:
        folder: where a package is to be written.
        option: the option that names the folder, for messages.

    Raises:
        ExportError: such a file exists; the message names the first one.
        OSError: the folder cannot be read.
    """
    advice = f"next: move it away, or name another folder with {option}"
    descriptor, data = folder / DESCRIPTOR, folder / DATA
    for path, expected, is_expected in (
        (descriptor, "a file", descriptor.is_file()),
        (data, "a folder", data.is_dir()),
    ):
        if path.is_symlink():
            raise ExportError(f"{path}: found a link, expected {expected} that can be replaced; {advice}")
        if path.exists() and not is_expected:
            raise ExportError(f"{path}: found something else, expected {expected} or nothing; {advice}")
    own_files = set[str]()
    if descriptor.exists():
        content = _read_own(descriptor)
        if content is None:
            raise ExportError(f"{descriptor}: found a descriptor that newsrows did not make; {advice}")
        own_files = _resource_paths(content)
    for path in sorted(data.rglob("*")):
        is_own = path.name in _DESKTOP_FILES or path.relative_to(folder).as_posix() in own_files
        if not path.is_dir() and not is_own:
            raise ExportError(
                f"{path}: found a file that is not part of a package, but all files in {data} are replaced; {advice}"
            )


def files_of(folder: Path) -> list[str]:
    """The files of the package in `folder`, as paths from there: the descriptor, then those that it names, sorted.

    Raises:
        ExportError: newsrows did not write the descriptor.
        OSError: it cannot be read.
    """
    content = _read_own(folder / DESCRIPTOR)
    if content is None:
        raise ExportError(f"{folder / DESCRIPTOR}: found a descriptor that newsrows did not make; next: build again")
    return [DESCRIPTOR, *sorted(_resource_paths(content))]


def is_own_descriptor(descriptor: Path) -> bool:
    """Whether a file is a descriptor that newsrows wrote.

    Raises:
        OSError: it cannot be read.
    """
    return _read_own(descriptor) is not None


def is_own_zip(path: Path) -> bool:
    """Whether a file is a zip file with a package that newsrows wrote, at any depth.

    Raises:
        OSError: it cannot be read.
    """
    try:
        with open_regular(path) as file, zipfile.ZipFile(file) as archive:
            names = [name for name in archive.namelist() if name.rpartition("/")[2] == DESCRIPTOR]
            return any(_parsed(_first_bytes(archive, name)) is not None for name in names)
    except OSError:
        raise
    except DAMAGE_ERRORS:
        return False  # damaged or protected: the build will list it as a file that cannot be read


def _read_own(descriptor: Path) -> dict[str, Any] | None:
    """The content of a descriptor; None if newsrows did not write it."""
    try:
        return _parsed(read_regular(descriptor, _MOST))
    except RefusedFileError:
        return None


def _first_bytes(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        return member.read(_MOST)


def _parsed(written: bytes) -> dict[str, Any] | None:
    try:
        content = json.loads(written)
    except (ValueError, RecursionError):
        return None
    is_own = isinstance(content, dict) and str(content.get("generator", "")).startswith(GENERATOR)
    return content if is_own else None


def _resource_paths(descriptor: dict[str, Any]) -> set[str]:
    resources = descriptor.get("resources")
    return {
        str(resource.get("path"))
        for resource in (resources if isinstance(resources, list) else ())
        if isinstance(resource, dict)
    }
