"""A package is written beside the one that it replaces, and takes its place whole.

Two things are replaced, data/ and datapackage.json, and no system renames two things at once. So:

1. The new package is written to .newsrows-stage in the same folder.
2. Once it is complete it is renamed to .newsrows-ready: from here on the new package counts.
3. The old descriptor and the old data/ go to .newsrows-previous, the new data/ and the new descriptor take their
   places, in this order: a descriptor never stands beside data that it does not describe.
4. .newsrows-ready, now empty, and .newsrows-previous are removed.

A failure in steps 1 to 3 undoes them. After a crash in step 1 the old package is as it was, and the next run removes
what was left; after a crash in step 2 or 3 the next run first completes the swap.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newsrows.export.errors import ExportError, explained
from newsrows.export.layout import DATA, DESCRIPTOR
from newsrows.export.lock import locked
from newsrows.export.ownership import refuse_foreign

STAGE, READY, PREVIOUS = ".newsrows-stage", ".newsrows-ready", ".newsrows-previous"


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """A folder to write a package to, which takes the place of the one in `folder` when the block ends well.

    Where the block raises, the package in `folder` stays as it was and nothing is left behind.

    Raises:
        ExportError: `folder` cannot be written, holds data/ or datapackage.json that newsrows did not make, or another
            build is at work there.
    """
    with _staged(folder) as stage:
        yield stage
        with explained(folder):
            _swap(stage, folder)


def check_folder(folder: Path) -> None:
    """Raise at once what `replacing` would raise for `folder`; a swap that was cut off is completed.

    Raises:
        ExportError: as for `replacing`.
    """
    with _staged(folder):
        pass


@contextmanager
def _staged(folder: Path) -> Iterator[Path]:
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    stage = folder / STAGE
    try:
        with explained(folder):
            folder.mkdir(parents=True, exist_ok=True)
        with locked(folder):
            with explained(folder):
                _settle(folder)
                refuse_foreign(folder)
                stage.mkdir()
            try:
                yield stage
            finally:
                _clean(folder)
    finally:
        for path in made:
            with suppress(OSError):  # it holds the package now
                path.rmdir()


def _settle(folder: Path) -> None:
    """Complete what a run that was killed had begun, and remove what it left."""
    if (folder / READY).exists():
        _move_in(folder)
    _clean(folder)


def _swap(stage: Path, folder: Path) -> None:
    for path in stage.rglob("*"):
        sync(path)
    try:
        stage.rename(folder / READY)
        sync(folder)
        _move_in(folder)
    except BaseException:
        try:
            _move_back(folder)
        except OSError as error:
            raise ExportError(
                f"{folder}: the package was cut off while it was replaced ({error.strerror}); "
                "next: correct the cause and run again, which completes it"
            ) from error
        raise


def _move_in(folder: Path) -> None:
    """Step 3, from wherever it was cut off: what is no longer in .newsrows-ready has its place already."""
    ready, previous = folder / READY, folder / PREVIOUS
    previous.mkdir(exist_ok=True)
    for name in (DESCRIPTOR, DATA):
        if (ready / name).exists() and (folder / name).exists():
            _remove(previous / name)
            (folder / name).rename(previous / name)
    for name in (DATA, DESCRIPTOR):
        if (ready / name).exists():
            (ready / name).rename(folder / name)
    sync(folder)


def _move_back(folder: Path) -> None:
    """Undo step 3, then 2, from wherever they failed; the old descriptor comes last."""
    ready, previous = folder / READY, folder / PREVIOUS
    if not ready.exists():
        return
    for name in (DESCRIPTOR, DATA):
        if not (ready / name).exists() and (folder / name).exists():
            (folder / name).rename(ready / name)
    for name in (DATA, DESCRIPTOR):
        if (previous / name).exists():
            (previous / name).rename(folder / name)
    ready.rename(folder / STAGE)  # in one step: a half-removed package must not count as a complete one
    sync(folder)


def _clean(folder: Path) -> None:
    """Remove what is no longer needed; nothing, where a swap is still to be completed."""
    with suppress(OSError):
        (folder / READY).rmdir()  # only if it is empty
    if not (folder / READY).exists():
        _remove(folder / STAGE)
        _remove(folder / PREVIOUS)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Have the disk write it before what follows: after a power cut a rename may be there and the bytes not."""
    if path.is_dir():
        with suppress(OSError):  # not every system lets folders be opened
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
    else:
        with path.open("r+b") as file:
            os.fsync(file.fileno())
