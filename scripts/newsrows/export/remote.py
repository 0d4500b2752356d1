"""A package put where fsspec leads: s3://, gs:// and the like (extra newsrows[remote])."""

from __future__ import annotations

from pathlib import Path

from newsrows.export.errors import ExportError
from newsrows.export.layout import DESCRIPTOR
from newsrows.remote import connect


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
