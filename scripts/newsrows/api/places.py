"""Places that users name: paths, URLs and standard input."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from newsrows.records import OutputError
from newsrows.sources.locate.streams import STANDARD_INPUT, is_url


def path_or_url(place: Path | str) -> Path | str:
    """A place as a path, except URLs and '-' (standard input), which stay texts.

    Raises:
        TypeError: it is neither a path nor a text.
    """
    checked: object = place  # type checkers trust the annotation, users need the message
    if not isinstance(checked, Path | str):
        raise TypeError(f"found {type(place).__name__} {place!r}, expected a path or a URL")
    return place if isinstance(place, Path) or is_url(place) or place == STANDARD_INPUT else Path(place)


def local_folder(place: Path | str) -> Path:
    """A folder of this machine as a path.

    Raises:
        OutputError: the place is a URL, which only `build` writes to.
        TypeError: it is neither a path nor a text.
    """
    if isinstance(place, str) and is_url(place):
        raise OutputError(
            f"{place}: found a URL, expected a folder of this machine; next: name a folder, and copy it to the URL"
        )
    return Path(place)


class OpenedPackage(Protocol):
    """What `newsrows.load` returns, as far as its place matters."""

    @property
    def path(self) -> Path:
        """The folder, descriptor or zip file of the package."""


def package_path(package: Path | str | OpenedPackage) -> Path:
    """The path of a package that a user named or opened.

    Raises:
        TypeError: it is neither a path nor a text nor a package.
    """
    if isinstance(package, Path | str):
        return Path(package)
    path = getattr(package, "path", None)
    if not isinstance(path, Path):
        raise TypeError(f"found {type(package).__name__}, expected a path or what newsrows.load returned")
    return path
