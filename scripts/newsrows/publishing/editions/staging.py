"""Editions are written beside the files that they replace, and take their places when all are complete."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from newsrows.publishing.atomic import locked, sync
from newsrows.publishing.checksums import CHECKSUMS_PATH, checksums, read_checksums, write_checksums
from newsrows.publishing.errors import ExportError, explained
from newsrows.publishing.layout import DATA, DESCRIPTOR

_STAGE = ".newsrows-editions"
_FILES = "files"


@contextmanager
def stage(folder: Path) -> Iterator[Path]:
    """A new folder inside `folder` to write files to, for this process alone; it is gone afterwards.

    `folder` is made where it does not exist, and removed again where nothing came to be in it.

    Raises:
        ExportError: `folder` cannot be written, or another export is at work there.
    """
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    place = folder / _STAGE
    try:
        with explained(folder):
            place.mkdir(parents=True, exist_ok=True)
        with locked(place):
            files = place / _FILES
            with explained(folder):
                shutil.rmtree(files, ignore_errors=True)  # what a run that was killed left
                files.mkdir()
            try:
                yield files
            finally:
                shutil.rmtree(files, ignore_errors=True)
    finally:
        for path in (place, *made):
            with suppress(OSError):  # the package is in it now, or another export
                path.rmdir()


def refuse_foreign(folder: Path, files: Sequence[str], known: Collection[str]) -> None:
    """Stop where a file that would be replaced is not one that newsrows wrote, or was changed since.

    SHA256SUMS says which files newsrows wrote to `folder`, and what was in them.

    Args:
        folder: where the files go.
        files: the paths of what will be written, counted from `folder`.
        known: all paths that an export may write besides those of the package.

    Raises:
        ExportError: there is such a file, or a SHA256SUMS of somebody else.
        OSError: a file cannot be read.
    """
    listed = read_checksums(folder)
    for name in files:
        path = folder / name
        if not path.exists() and not path.is_symlink():
            continue
        if path.is_symlink() or not path.is_file() or listed.get(name) != checksums(folder, [name])[name]:
            raise ExportError(
                f"{path}: found a file that newsrows did not make, or that was changed since; "
                "next: move it away, or name another folder with --to"
            )
    if foreign := sorted(name for name in listed if name not in known):
        raise ExportError(
            f"{folder / CHECKSUMS_PATH}: found {foreign[0]}, which newsrows does not make; "
            "next: move it away, or name another folder with --to"
        )


def refuse_leftovers(folder: Path, written: Collection[str], *, package: bool) -> None:
    """Stop where `folder` would hold the articles' text beside editions that leave it out.

    Args:
        folder: where the files go.
        written: the paths of what will be written besides the package.
        package: whether the package in `folder` will be replaced.

    Raises:
        ExportError: an edition or a package of an earlier export would stay.
        OSError: SHA256SUMS cannot be read.
    """
    staying = [name for name in read_checksums(folder) if name not in written and (folder / name).is_file()]
    if package:
        staying = [name for name in staying if name != DESCRIPTOR and not name.startswith(f"{DATA}/")]
    elif (folder / DESCRIPTOR).is_file():
        staying.append(DESCRIPTOR)
    if staying:
        raise ExportError(
            f"{folder / staying[0]}: found an earlier edition, which may hold the text that is to be left out; "
            "next: move it away, or name another folder with --to"
        )


def publish(files: Path, folder: Path, package: Sequence[str]) -> list[str]:
    """Move every file of a stage to its place in `folder`, and write SHA256SUMS over them and those of the package.

    Lines of SHA256SUMS stay for files that were there and are there still.

    Returns:
        The paths of the files that were moved, and at the end that of SHA256SUMS.

    Raises:
        OSError: a file cannot be moved.
    """
    moved = sorted(path.relative_to(files).as_posix() for path in files.rglob("*") if path.is_file())
    kept = {name: digest for name, digest in read_checksums(folder).items() if (folder / name).is_file()}
    sums = kept | checksums(files, moved) | checksums(folder, package)
    write_checksums(files, sums)
    for name in [*moved, CHECKSUMS_PATH]:
        sync(files / name)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (files / name).replace(folder / name)
    return [*moved, CHECKSUMS_PATH]
