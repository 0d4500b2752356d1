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

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from newsrows.filesystems import connect
from newsrows.publishing.descriptor import GENERATOR
from newsrows.publishing.errors import ExportError, explained
from newsrows.publishing.layout import DATA, DESCRIPTOR

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


# One build at a time in a folder.

if sys.platform != "win32":
    import fcntl

_NAME = ".newsrows-lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold `folder` for this process; the lock goes with the process, however it ends.

    Where the system has no such locks (Windows, some network drives) nobody is kept out.

    Raises:
        ExportError: another process holds it, or nothing can be written to it.
    """
    path = folder / _NAME
    with explained(folder):
        file = _open(path)
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink()
        file.close()


def _open(path: Path) -> BinaryIO:
    while True:
        file = path.open("ab")
        try:
            _lock(file)
            # Who held it before may have removed the file after it was opened here.
            if os.fstat(file.fileno()).st_ino == path.stat().st_ino:
                return file
        except FileNotFoundError:
            pass
        except BlockingIOError as error:
            file.close()
            raise ExportError(
                f"{path.parent}: another build is writing there; next: wait for it, or name another folder with --out"
            ) from error
        file.close()


def _lock(file: BinaryIO) -> None:
    if sys.platform != "win32":
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise
        except OSError:  # this file system has no locks
            return


# Whether what stands where a package goes was made by newsrows: nothing else is ever replaced.

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


# A package put where fsspec leads: s3://, gs:// and the like (extra newsrows[remote]).


def check_url(url: str) -> None:
    """Stop, before anything is computed, at a URL that nothing can be written to.

    Raises:
        ExportError: fsspec, or the package that it needs for this kind of URL, is not installed.
    """
    connect(url, ExportError)


def upload(package: Path, url: str) -> None:
    """Copy the files of a package to `url`, the descriptor last: it says by their hashes whether the rest is there.

    Raises:
        ExportError: a file cannot be written.
    """
    system, root = connect(url, ExportError)
    files = sorted(path for path in package.rglob("*") if path.is_file() and path.name != DESCRIPTOR)
    for path in [*files, package / DESCRIPTOR]:
        target = f"{root}/{path.relative_to(package).as_posix()}"
        try:
            system.makedirs(target.rpartition("/")[0], exist_ok=True)
            system.put_file(str(path), target)
        except Exception as error:  # each filesystem has errors of its own
            raise ExportError(
                f"{target}: cannot be written ({type(error).__name__}: {error}); next: check the permissions, and "
                "build again: what was found in the articles is kept"
            ) from error
