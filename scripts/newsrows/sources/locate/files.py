"""Finds the files with articles in the folders, files and URLs that the user named."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsrows.filesystems import connect
from newsrows.records import Rejected
from newsrows.records.contract import PACKAGE_FILE_NAMES
from newsrows.regular_files import is_of_kernel
from newsrows.sources.errors import ReadError
from newsrows.sources.formats.registry import how_to_read, unavailable_suffixes
from newsrows.sources.locate.streams import (
    STANDARD_INPUT,
    LocalFile,
    RemoteFile,
    SourceFile,
    StandardInput,
    is_url,
    shown_path,
)
from newsrows.sources.locate.suffixes import READABLE, is_readable, kind_of, split_suffixes
from newsrows.sources.metadata.metadata_csv import METADATA_NAME

_NOT_UTF_8 = "the file's name is not valid UTF-8; next: rename it"


@dataclass(frozen=True, slots=True)
class SourceFiles:
    """The files in the sources, sorted by file name.

    Attributes:
        files: the files with articles.
        metadata: the paths and URLs of metadata.csv files.
        rejected: files and folders that cannot be read.
        skipped: other files in the folders, as (key, kind): files that are not articles, and those that need a library
            which is not installed.
    """

    files: tuple[SourceFile, ...]
    metadata: tuple[Path | str, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class _Walk:
    """The contents of a folder and its subfolders.

    `described` are files of metadata and of the package, `skipped` other files that are not read, by path and kind.
    """

    files: list[LocalFile] = field(default_factory=list)
    linked: list[LocalFile] = field(default_factory=list)
    metadata: list[Path] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    described: Counter[str] = field(default_factory=Counter)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    unavailable: frozenset[str] = field(default_factory=unavailable_suffixes)


def find_files(sources: Sequence[str | Path]) -> SourceFiles:
    """Return the files with articles among `sources`, and in the folders among them with all subfolders.

    A source is a path, a URL that fsspec supports, or '-', which is standard input. Hidden files and folders and files
    with other suffixes are skipped. Links to folders are followed, each folder once. A file that is reached twice,
    through a link or two sources, is listed once: under its own name, from the source that was named first.

    Raises:
        ReadError: a source does not exist, or is neither a folder nor a file of a supported format; a folder has no
            article; fsspec, or the package that it needs for a URL, is not installed.
    """
    if not sources:
        raise ReadError(f"found no source, expected articles; next: name a folder of articles, or files ({READABLE})")
    files: dict[str, SourceFile] = {}
    metadata: dict[str, Path | str] = {}
    rejected: dict[str, Rejected] = {}
    skipped: dict[str, str] = {}
    for source in sources:
        source_files = _files_of(source)
        for file in source_files.files:
            files.setdefault(file.key, file)
        metadata.update(
            (path if isinstance(path, str) else os.path.realpath(path), path) for path in source_files.metadata
        )
        rejected.update((item.file_name, item) for item in source_files.rejected)
        skipped.update(source_files.skipped)
    return SourceFiles(
        files=tuple(sorted(files.values(), key=lambda file: (file.file_name, str(file)))),
        metadata=tuple(sorted(metadata.values(), key=str)),
        rejected=tuple(sorted(rejected.values(), key=lambda item: item.file_name)),
        skipped=tuple(sorted(item for item in skipped.items() if item[0] not in files)),
    )


def _files_of(source: str | Path) -> SourceFiles:
    if source == STANDARD_INPUT:
        return SourceFiles((StandardInput(),))
    if isinstance(source, str) and is_url(source):
        return list_url(source, METADATA_NAME)
    return _files_of_path(Path(source))


def _files_of_path(source: Path) -> SourceFiles:
    if os.path.isdir(source):  # noqa: PTH112  Path.is_dir raises where a name is too long
        walk = _walk(source)
        if not walk.files and not walk.linked:
            raise ReadError(_no_articles(source, walk))
        files = (*walk.files, *walk.linked)
        return SourceFiles(files, tuple(walk.metadata), tuple(walk.rejected), tuple(walk.skipped))
    if not os.path.lexists(source):
        raise ReadError(f"{source}: no such file or folder; next: check the path")
    if not is_readable(source.name):
        raise ReadError(
            f"{source}: found {kind_of(source.name)}, expected a folder, or a file of one of {READABLE}; "
            f"next: save the article as text with the suffix .txt"
        )
    if shown_path(source) != str(source):
        raise ReadError(f"{shown_path(source)}: {_NOT_UTF_8}")
    metadata = source.parent / METADATA_NAME
    file = LocalFile(source, source.name, named=True)
    return SourceFiles((file,), (metadata,) if metadata.is_file() and source.name != METADATA_NAME else ())


def _walk(top: Path) -> _Walk:
    walk = _Walk()
    seen: set[tuple[int, int]] = set()
    folders, linked = [(top, "")], list[tuple[Path, str]]()
    # Links to folders are followed after all real folders, so that an article has its name without the link.
    while folders or linked:
        folder, prefix = folders.pop() if folders else linked.pop(0)
        try:
            if not _is_new(folder, seen):
                continue
            if is_of_kernel(folder.stat()):
                walk.rejected.append(
                    Rejected(shown_path(folder), "found a folder of the kernel, expected articles; next: remove it")
                )
                continue
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            walk.rejected.append(
                Rejected(
                    shown_path(folder), f"the folder cannot be read ({error.strerror}); next: check its permissions"
                )
            )
            continue
        for entry in _visible(entries):
            if os.path.isdir(entry.path):  # noqa: PTH112  Path.is_dir raises where permissions are missing
                (linked if entry.is_symlink() else folders).append((folder / entry.name, f"{prefix}{entry.name}/"))
            else:
                _classify(folder / entry.name, prefix + entry.name, walk, is_link=entry.is_symlink())
    return walk


def _visible(entries: Sequence[os.DirEntry[str]]) -> Iterator[os.DirEntry[str]]:
    return (entry for entry in entries if not entry.name.startswith("."))


def _is_new(folder: Path, seen: set[tuple[int, int]]) -> bool:
    """Return whether the folder has not been read under another name: a link may lead to a folder above it."""
    status = folder.stat()
    key = (status.st_dev, status.st_ino)
    if key in seen:
        return False
    seen.add(key)
    return True


def _classify(path: Path, file_name: str, walk: _Walk, *, is_link: bool) -> None:
    if file_name in PACKAGE_FILE_NAMES:
        walk.described[path.name] += 1
    elif path.name == METADATA_NAME:
        walk.metadata.append(path)
        walk.described[METADATA_NAME] += 1
    elif not is_readable(path.name) or split_suffixes(path.name)[0] in walk.unavailable:
        walk.skipped.append((os.path.realpath(path), kind_of(path.name)))
    elif shown_path(path) != str(path):
        walk.rejected.append(Rejected(shown_path(path), _NOT_UTF_8))
    else:
        (walk.linked if is_link else walk.files).append(LocalFile(path, file_name))


def _no_articles(folder: Path, walk: _Walk) -> str:
    if walk.rejected:
        return f"{folder}: found no readable article; {walk.rejected[0]}"
    others = walk.described + Counter(kind for _, kind in walk.skipped)
    if not others:
        return f"{folder}: the folder is empty, expected articles ({READABLE}); next: put articles there"
    kinds = sorted(others.items(), key=lambda item: (-item[1], item[0]))
    found = ", ".join(f"{count} {kind}{how_to_read(kind)}" for kind, count in kinds[:5])
    more = ", ..." if len(kinds) > 5 else ""
    return (
        f"{folder}: no article in the folder: found {found}{more}, expected {READABLE}; "
        "next: save the articles as text with the suffix .txt"
    )


def list_url(url: str, metadata_name: str) -> SourceFiles:
    """Return the files in the folder at `url`, or the file itself.

    Raises:
        ReadError: fsspec or a package that it needs is missing, or there is no article at the URL.
    """
    filesystem, top = connect(url, ReadError)
    try:
        if filesystem.isfile(top):
            return SourceFiles((_named_file(filesystem, top, url),))
        listing: dict[str, dict[str, Any]] = filesystem.find(top, detail=True)
    except ReadError:
        raise
    except Exception as error:  # each filesystem raises its own errors
        raise ReadError(f"{url}: cannot be listed ({type(error).__name__}: {error}); next: check the URL") from error
    files, metadata, skipped = [], [], []
    unavailable = unavailable_suffixes()
    for path, entry in sorted(listing.items()):
        file_name = path.removeprefix(top).lstrip("/")
        if any(part.startswith(".") for part in file_name.split("/")):
            continue
        if file_name.rpartition("/")[2] == metadata_name:
            metadata.append(filesystem.unstrip_protocol(path))
        elif is_readable(file_name) and split_suffixes(file_name)[0] not in unavailable:
            files.append(RemoteFile(filesystem.unstrip_protocol(path), file_name, entry.get("size")))
        elif file_name not in PACKAGE_FILE_NAMES:
            skipped.append((filesystem.unstrip_protocol(path), kind_of(file_name)))
    if not files:
        found = f"{len(listing):,} files, none of them" if listing else "nothing"
        raise ReadError(f"{url}: found {found}, expected {READABLE}; next: check the URL")
    return SourceFiles(tuple(files), tuple(metadata), skipped=tuple(skipped))


def _named_file(filesystem: Any, path: str, url: str) -> RemoteFile:
    name = path.rpartition("/")[2]
    if not is_readable(name):
        raise ReadError(f"{url}: expected a folder, or a file of one of {READABLE}; next: check the URL")
    return RemoteFile(filesystem.unstrip_protocol(path), name, filesystem.info(path).get("size"), named=True)
