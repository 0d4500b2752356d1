"""Recognises the editions that newsrows wrote: no other file is ever replaced."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from newsrows.publishing.checksums import CHECKSUMS_PATH, checksums, read_checksums
from newsrows.publishing.errors import ExportError
from newsrows.publishing.layout import DATA, DESCRIPTOR

_ADVICE = "next: move it away, or name another folder with --to"


def refuse_package_itself(package: Path, folder: Path, *, replaces_package: bool) -> None:
    """Stop if an export would replace the package that it reads, or write among its tables.

    Args:
        package: the folder of the package.
        folder: where the files go.
        replaces_package: whether a package is among them.

    Raises:
        ExportError: the package would be replaced, which might lose a format or its text, or `folder` lies in its
            folder data/.
    """
    package, target = package.resolve(), folder.resolve()
    if replaces_package and (package == target or package.is_relative_to(target / DATA)):
        raise ExportError(
            f"{folder}: holds the package itself, which csv and parquet would replace; next: name another folder with "
            "--to, or leave csv and parquet out of --format"
        )
    if target.is_relative_to(package / DATA):
        raise ExportError(
            f"{folder}: found the tables of the package that is exported; next: name a folder outside of "
            f"{DATA}/ with --to"
        )


def refuse_foreign_editions(folder: Path, files: Sequence[str], known: Collection[str]) -> None:
    """Stop if an export would replace a file that newsrows did not write, or that was changed since.

    SHA256SUMS says which files newsrows wrote to `folder`, and holds their hashes.

    Args:
        folder: where the files go.
        files: the paths of the files to write, relative to `folder`.
        known: the paths of all files that any export may write.

    Raises:
        ExportError: such a file exists, or newsrows did not write SHA256SUMS.
        OSError: a file cannot be read.
    """
    listed = read_checksums(folder)
    for name in files:
        path = folder / name
        if not path.exists() and not path.is_symlink():
            continue
        if path.is_symlink() or not path.is_file() or listed.get(name) != checksums(folder, [name])[name]:
            raise ExportError(f"{path}: found a file that newsrows did not make, or that was changed since; {_ADVICE}")
    if foreign := sorted(name for name in listed if name not in known):
        raise ExportError(f"{folder / CHECKSUMS_PATH}: found {foreign[0]}, which newsrows does not make; {_ADVICE}")


def refuse_remaining_text(folder: Path, files: Collection[str], *, replaces_package: bool) -> None:
    """Stop if an export without the articles' text would leave earlier files in `folder`, which may hold the text.

    Args:
        folder: where the files go.
        files: the paths of the files to write, without those of the package.
        replaces_package: whether the export replaces the package in `folder`.

    Raises:
        ExportError: an edition or a package of an earlier export would remain.
        OSError: SHA256SUMS cannot be read.
    """
    remaining = [
        name
        for name in earlier_checksums(folder, replaces_package=replaces_package)
        if name not in files and name != DESCRIPTOR
    ]
    if not replaces_package and (folder / DESCRIPTOR).is_file():
        remaining.append(DESCRIPTOR)
    if remaining:
        raise ExportError(
            f"{folder / remaining[0]}: found an earlier edition, which may hold the text that is to be left out; "
            f"{_ADVICE}"
        )


def earlier_checksums(folder: Path, *, replaces_package: bool) -> dict[str, str]:
    """The hashes in SHA256SUMS of files that still exist, without those of a package that is replaced.

    Raises:
        ExportError: newsrows did not write SHA256SUMS.
        OSError: it cannot be read.
    """
    return {
        name: digest
        for name, digest in read_checksums(folder).items()
        if (folder / name).is_file() and not (replaces_package and (name == DESCRIPTOR or name.startswith(f"{DATA}/")))
    }
