"""Copies a package to a URL that fsspec knows: s3://, gs:// and others (extra newsrows[remote])."""

from __future__ import annotations

from pathlib import Path

from newsrows.filesystems import connect
from newsrows.publishing.errors import ExportError
from newsrows.publishing.layout import DESCRIPTOR


def check_url(url: str) -> None:
    """Stop before anything is computed if nothing can be written to a URL of this kind.

    Raises:
        ExportError: fsspec, or the package that it needs for this kind of URL, is not installed.
    """
    connect(url, ExportError)


def upload(package: Path, url: str) -> None:
    """Copy the files of a package to `url`.

    The descriptor comes last. It holds the hashes of the other files, so readers can tell whether these are complete.

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
        except Exception as error:  # each filesystem has its own errors
            raise ExportError(
                f"{target}: cannot be written ({type(error).__name__}: {error}); next: check the permissions and "
                "build again: results are cached per article"
            ) from error
