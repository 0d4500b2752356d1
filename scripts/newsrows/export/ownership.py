"""Whether what stands where a package goes was made by newsrows: nothing else is ever replaced."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from newsrows.export.descriptor import GENERATOR
from newsrows.export.errors import ExportError
from newsrows.export.layout import DATA, DESCRIPTOR

# What desktops leave in every folder that they show.
_LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}
_NEXT = "next: move it away, or name another folder with --out"


def refuse_foreign(folder: Path) -> None:
    """Stop where data/ or datapackage.json in `folder` is not newsrows' own, or data/ holds other files too.

    Raises:
        ExportError: it does; the message names the first such file.
        OSError: the folder cannot be read.
    """
    descriptor, data = folder / DESCRIPTOR, folder / DATA
    for path, kind, fits in ((descriptor, "a file", descriptor.is_file()), (data, "a folder", data.is_dir())):
        if path.is_symlink():
            raise ExportError(f"{path}: found a link, expected {kind} that can be replaced; {_NEXT}")
        if path.exists() and not fits:
            raise ExportError(f"{path}: found something else, expected {kind} or nothing; {_NEXT}")
    known = _files(_read(descriptor)) if descriptor.exists() else set[str]()
    for path in sorted(data.rglob("*")):
        if not path.is_dir() and path.name not in _LITTER and path.relative_to(folder).as_posix() not in known:
            raise ExportError(f"{path}: found a file that newsrows did not make, and {data} is replaced whole; {_NEXT}")


def files_of(folder: Path) -> list[str]:
    """The files of the package in `folder`, as paths from there: the descriptor, and those that it names.

    Raises:
        ExportError: the descriptor is not newsrows' own.
        OSError: it cannot be read.
    """
    return [DESCRIPTOR, *sorted(_files(_read(folder / DESCRIPTOR)))]


def is_own_descriptor(descriptor: Path) -> bool:
    """Whether a file is a descriptor that newsrows wrote.

    Raises:
        OSError: it cannot be read.
    """
    return _own(descriptor) is not None


def _read(descriptor: Path) -> dict[str, Any]:
    own = _own(descriptor)
    if own is None:
        raise ExportError(f"{descriptor}: found a descriptor that newsrows did not make; {_NEXT}")
    return own


def _own(descriptor: Path) -> dict[str, Any] | None:
    """The content of a descriptor that newsrows wrote; None if it did not."""
    try:
        content = json.loads(descriptor.read_bytes())
    except (ValueError, RecursionError):
        return None
    is_own = isinstance(content, dict) and str(content.get("generator", "")).startswith(GENERATOR)
    return content if is_own else None


def _files(descriptor: dict[str, Any]) -> set[str]:
    resources = descriptor.get("resources")
    return {
        str(resource.get("path"))
        for resource in (resources if isinstance(resources, list) else ())
        if isinstance(resource, dict)
    }
