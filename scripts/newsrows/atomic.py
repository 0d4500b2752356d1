"""Replaces files in a folder all at once or not at all: stage and swap.

The new files are written to a stage inside the folder. When all are complete they take the places of the old ones.
No system renames several things in one step, so:

1. The new files are written to .newsrows-stage in the folder.
2. Once they are complete the stage is renamed to .newsrows-ready. From here on the new files count.
3. The old files go to .newsrows-previous, the new ones take their places. The last part of an output is the first
   to go and the last to come: a descriptor never stands beside data that it does not describe.
4. .newsrows-ready and .newsrows-previous are removed.

A failure in steps 1 to 3 is undone. After a crash in step 1 the old files are untouched, and the next run removes the
stage. After a crash in step 2 or 3 the next run first completes the swap. Only one process at a time writes to a
folder.

Folders come from anywhere, with anything in them. So a swap is completed only if it replaces the very files that were
there when it began, which the plan names by their numbers on the disk, and no link is followed.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import BinaryIO, Final

from newsrows.records.errors import OutputError
from newsrows.regular_files import check_regular, read_regular

if sys.platform != "win32":
    import fcntl

OWN_PREFIX: Final = ".newsrows-"
"""Files and folders with such names belong to this module; they are gone when a run ends."""
STAGE, READY, PREVIOUS = f"{OWN_PREFIX}stage", f"{OWN_PREFIX}ready", f"{OWN_PREFIX}previous"
_LOCK = f"{OWN_PREFIX}lock"
_PLAN = f"{OWN_PREFIX}plan.json"
_OWN_NAMES = (STAGE, READY, PREVIOUS, _LOCK)
_MAX_PLAN = 16_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Output:
    """A kind of output that newsrows writes to a folder, and replaces there.

    Attributes:
        name: what messages call it, as in 'package'.
        option: the option that names the folder, as in '--out'.
        error: the class of the errors that are raised.
        refuse_foreign: raises `error` if the folder holds files that newsrows did not write and would replace.
        parts: lists the paths in a complete stage that are each replaced as one, in the order in which they take their
            places.
        owns_folder: whether the output is everything in its folder. Then all else there is removed, except what lies in
            a subfolder beside a part.
        durable: whether the disk has to write the new files before they replace the old ones.
    """

    name: str
    option: str
    error: type[OutputError]
    refuse_foreign: Callable[[Path], None]
    parts: Callable[[Path], Sequence[str]]
    owns_folder: bool = False
    durable: bool = True

    @contextmanager
    def explain_errors(self, folder: Path) -> Iterator[None]:
        """Raise errors of the operating system as `error`, with a message about `folder`."""
        try:
            yield
        except OSError as error:
            reason = error.strerror or str(error)
            raise self.error(
                f"{folder}: the {self.name} cannot be written ({reason}), and the folder is unchanged; "
                f"next: check space and permissions, or name another folder with {self.option}"
            ) from error


@contextmanager
def replacing(folder: Path, output: Output) -> Iterator[Path]:
    """Yield a new folder to write `output` to, which replaces the output in `folder` when the block ends without error.

    If the block raises, the output in `folder` is unchanged and nothing is left behind. `folder` is made if it does
    not exist. A swap that an earlier run could not finish is completed first.

    Raises:
        OutputError: of the class `output.error`: `folder` cannot be written, holds files of others, or another
            process is writing there.
    """
    with _staged(folder, output) as stage:
        yield stage
        with output.explain_errors(folder):
            _swap(stage, folder, output)


def check_folder(folder: Path, output: Output) -> None:
    """Raise at once what `replacing` would raise for `folder`, and complete a swap that was cut off.

    Raises:
        OutputError: as for `replacing`.
    """
    with _staged(folder, output):
        pass


@contextmanager
def _staged(folder: Path, output: Output) -> Iterator[Path]:
    if any("\ud800" <= character <= "\udfff" for character in str(folder)):
        shown = os.fsencode(folder).decode("utf-8", "backslashreplace")
        raise output.error(
            f"{shown}: found a name that is not valid UTF-8, which not every library can write to; "
            f"next: name another folder with {output.option}"
        )
    with output.explain_errors(folder):  # a name may be too long
        new_folders = [path for path in (folder, *folder.parents) if not path.exists()]
    stage = folder / STAGE
    try:
        with output.explain_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder, output):
            with output.explain_errors(folder):
                _recover(folder, output)
                output.refuse_foreign(folder)
                _clean(folder)
                stage.mkdir()
            try:
                yield stage
            finally:
                _clean(folder)
    finally:
        for path in new_folders:
            with suppress(OSError):  # it holds the output now
                path.rmdir()


# The swap.


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a swap replaces: paths from the folder. It is stored with the stage, so that any run can complete the swap.

    `parts` take their places in this order. `obsolete` paths are removed and nothing takes their places. `replaced` has
    the inode of everything that is moved away.
    """

    parts: tuple[str, ...]
    obsolete: tuple[str, ...] = ()
    replaced: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, stage: Path, folder: Path, output: Output) -> _Plan:
        """The plan for a complete stage."""
        parts = tuple(part for part in output.parts(stage) if (stage / part).exists())
        obsolete: tuple[str, ...] = ()
        if output.owns_folder:
            others = {path.name for path in folder.iterdir()} - {Path(part).parts[0] for part in parts}
            obsolete = tuple(sorted(name for name in others if not name.startswith(OWN_PREFIX)))
        present = [name for name in (*parts, *obsolete) if _exists(folder / name)]
        return cls(parts, obsolete, {name: (folder / name).lstat().st_ino for name in present})

    @classmethod
    def read(cls, folder: Path) -> _Plan:
        """The plan stored in a stage; one without any part where all were moved and the stage is being removed.

        Raises:
            ValueError: it is not a plan of this module, or names anything outside of the folder.
            OSError: it cannot be read.
        """
        try:
            content = json.loads(read_regular(folder / _PLAN, _MAX_PLAN))
            plan = cls(tuple(content["parts"]), tuple(content["obsolete"]), dict(content["replaced"]))
        except FileNotFoundError:
            return cls(())
        except (KeyError, TypeError, RecursionError) as error:
            raise ValueError("no plan") from error
        if not all(map(_is_inside, (*plan.parts, *plan.obsolete))):
            raise ValueError("a path outside of the folder")
        return plan

    def write(self, folder: Path) -> None:
        """Store the plan in a stage."""
        content = {"parts": self.parts, "obsolete": self.obsolete, "replaced": dict(self.replaced)}
        (folder / _PLAN).write_text(json.dumps(content), "utf-8")


def _is_inside(name: object) -> bool:
    if not isinstance(name, str):
        return False
    path = PurePath(name)
    return not path.is_absolute() and ".." not in path.parts and path.parts != () and path.parts[0] not in _OWN_NAMES


def _recover(folder: Path, output: Output) -> None:
    """Complete the swap of a run that was killed, and remove what it left; touch nothing that another program made."""
    for name in _OWN_NAMES:
        if (folder / name).is_symlink():
            raise _foreign(folder / name, output)
    if not _exists(folder / READY):
        return
    try:
        plan = _Plan.read(folder / READY)
        _check_replaced(folder, plan)
    except ValueError as error:
        raise _foreign(folder / READY, output) from error
    if plan.parts:
        _move_in(folder, plan)
        _clean(folder)


def _foreign(path: Path, output: Output) -> OutputError:
    return output.error(
        f"{path}: found something that this run of newsrows did not make; "
        f"next: look at it and move it away, or name another folder with {output.option}"
    )


def _check_replaced(folder: Path, plan: _Plan) -> None:
    """Check that a swap moves away only what the plan names, and follows no link.

    Raises:
        ValueError: it would.
    """
    for name in _moved_away(folder, plan):
        if plan.replaced.get(name) != (folder / name).lstat().st_ino and not _is_empty_folder(folder / name):
            raise ValueError(f"{name} was not there when the swap began")
    for part in plan.parts:
        if any((folder / parent).is_symlink() for parent in PurePath(part).parents if parent.name):
            raise ValueError(f"{part} lies behind a link")


def _is_empty_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink() and not any(path.iterdir())


def _moved_away(folder: Path, plan: _Plan) -> list[str]:
    """Return what the swap moves to .newsrows-previous from here on."""
    old = [*plan.obsolete, *(part for part in reversed(plan.parts) if (folder / READY / part).exists())]
    return [name for name in old if _exists(folder / name)]


def _swap(stage: Path, folder: Path, output: Output) -> None:
    plan = _Plan.of(stage, folder, output)
    plan.write(stage)
    for path in stage.rglob("*") if output.durable else [stage / _PLAN]:
        _sync(path)
    try:
        stage.rename(folder / READY)
        _sync(folder)
        _move_in(folder, plan)
    except BaseException as failure:
        try:
            _move_back(folder, plan)
        except OSError as error:
            raise output.error(
                f"{folder}: the {output.name} was cut off while it was replaced ({error.strerror}); "
                "next: correct the cause and run again, which completes it"
            ) from error
        if isinstance(failure, ValueError):
            raise output.error(
                f"{folder}: {failure}, so the {output.name} was not replaced; next: remove links and files of other "
                f"programs, or name another folder with {output.option}"
            ) from failure
        raise


def _move_in(folder: Path, plan: _Plan) -> None:
    """Step 3, from wherever it was cut off: a part that is no longer in .newsrows-ready has its place already."""
    ready, previous = folder / READY, folder / PREVIOUS
    _check_replaced(folder, plan)
    previous.mkdir(exist_ok=True)
    for name in _moved_away(folder, plan):
        _remove(previous / name)
        _move(folder / name, previous / name)
    for part in plan.parts:
        if (ready / part).exists():
            _move(ready / part, folder / part)
    _sync(folder)


def _move_back(folder: Path, plan: _Plan) -> None:
    """Undo step 3, then 2, from wherever they failed; the last part comes last."""
    ready, previous = folder / READY, folder / PREVIOUS
    if not ready.exists():
        return
    for part in reversed(plan.parts):
        if not (ready / part).exists() and (folder / part).exists():
            _move(folder / part, ready / part)
            _remove_empty_parents(folder / part, folder)
    for name in (*plan.obsolete, *plan.parts):
        if _exists(previous / name):
            _move(previous / name, folder / name)
    ready.rename(folder / STAGE)  # in one step: a half-removed output must not count as a complete one
    _sync(folder)


def _move(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    path.rename(target)


def _clean(folder: Path) -> None:
    """Remove the stage and the old files, unless a swap is still to be completed."""
    ready = folder / READY
    if ready.exists() and not any((ready / part).exists() for part in _Plan.read(ready).parts):
        _remove(ready)
    if not ready.exists():
        _remove(folder / STAGE)
        _remove(folder / PREVIOUS)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _remove_empty_parents(path: Path, folder: Path) -> None:
    for parent in path.relative_to(folder).parents:
        if parent.name:
            with suppress(OSError):  # it holds something
                (folder / parent).rmdir()


def _exists(path: Path) -> bool:
    """Whether there is a file, a folder or a link at `path`; broken links count."""
    return path.exists() or path.is_symlink()


def _sync(path: Path) -> None:
    """Have the disk write `path` now: after a power cut a later rename may be there without the bytes."""
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


# The lock.


@contextmanager
def _locked(folder: Path, output: Output) -> Iterator[None]:
    """Lock `folder` for this process; the lock is released when the process ends, however it ends.

    Where the system has no such locks (Windows, some network drives), other processes are not kept out.

    Raises:
        OutputError: of the class `output.error`: another process holds it, or nothing can be written to it.
    """
    path = folder / _LOCK
    with output.explain_errors(folder):
        try:
            file = _open_locked(path)
        except BlockingIOError as error:
            raise output.error(
                f"{folder}: another build is writing there; next: wait for it, or name another folder with "
                f"{output.option}"
            ) from error
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink()
        file.close()


def _open_locked(path: Path) -> BinaryIO:
    while True:
        file = _open_lock(path)
        try:
            _lock(file)
            # Who held it before may have removed the file after it was opened here.
            if os.fstat(file.fileno()).st_ino == path.stat().st_ino:
                return file
        except FileNotFoundError:
            pass
        except BlockingIOError:
            file.close()
            raise
        file.close()


def _open_lock(path: Path) -> BinaryIO:
    """Open the file, or create it; neither follow a link nor wait for a pipe."""
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    handle = os.open(path, flags, 0o666)
    try:
        check_regular(os.fstat(handle), path)
        return os.fdopen(handle, "ab")
    except BaseException:
        os.close(handle)
        raise


def _lock(file: BinaryIO) -> None:
    if sys.platform != "win32":
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise
        except OSError:  # this file system has no locks
            return
