"""The folder that a report is written to: whole or not at all, and never over files of others."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsrows.site.errors import ReportError

MARKER = "newsrows-report.txt"
_MARK = "This folder was written by newsrows report, which replaces all of it when it is run again.\n"


@contextmanager
def replaced(out: Path) -> Iterator[Path]:
    """A new folder that takes the place of `out` if all goes well; else `out` stays as it is.

    Raises:
        ReportError: `out` holds files that are no report, is a file, or cannot be written.
    """
    fresh = _fresh(out)
    try:
        (fresh / MARKER).write_text(_MARK, "utf-8")
        yield fresh
        _swap(fresh, out)
    except OSError as error:
        raise _unwritable(out, error) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def check_out(out: Path) -> None:
    """Stop where `replaced` would before anything is written to `out`.

    Raises:
        ReportError: `out` holds files that are no report, is a file, or cannot be written.
    """
    missing = [folder for folder in out.parents if not folder.exists()]
    _fresh(out).rmdir()
    for folder in missing:
        folder.rmdir()


def _fresh(out: Path) -> Path:
    """A new folder beside `out`."""
    _refuse_strangers(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=f".{out.name or 'report'}-", dir=out.parent))
    except OSError as error:
        raise _unwritable(out, error) from error


def _refuse_strangers(out: Path) -> None:
    if out.is_dir() and any(out.iterdir()) and not (out / MARKER).is_file():
        raise ReportError(
            f"{out}: holds files that are no report ({MARKER} is not among them), and would be replaced; next: give "
            "another folder with --out, or empty this one"
        )
    if out.exists() and not out.is_dir():
        raise ReportError(f"{out}: is a file, and a report is a folder; next: give another name with --out")


def _swap(fresh: Path, out: Path) -> None:
    fresh.chmod(0o755)  # mkdtemp makes folders that only their owner can read
    if not out.exists():
        fresh.rename(out)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{out.name}-old-", dir=out.parent))
    out.rename(old / "report")
    try:
        fresh.rename(out)
    except OSError:
        (old / "report").rename(out)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _unwritable(out: Path, error: OSError) -> ReportError:
    return ReportError(
        f"{out}: cannot be written ({error.strerror or error}); next: make room or rights, or give another folder "
        "with --out"
    )
