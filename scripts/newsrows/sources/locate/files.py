"""Which files hold articles: the walk over the folders and files that the user named."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsrows.filesystems import connect
from newsrows.records import Rejected
from newsrows.sources.errors import ReadError
from newsrows.sources.locate.streams import STANDARD_INPUT, LocalFile, RemoteFile, SourceFile, StandardInput, is_url
from newsrows.sources.locate.suffixes import READABLE, is_readable, split_suffixes
from newsrows.sources.metadata.metadata_csv import METADATA_NAME


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, sorted by file name: articles, metadata.csv files, and what could not even be looked at."""

    files: tuple[SourceFile, ...]
    metadata: tuple[Path | str, ...] = ()
    rejected: tuple[Rejected, ...] = ()


@dataclass(slots=True)
class _Walk:
    """What the walk over one folder has come across."""

    files: list[LocalFile] = field(default_factory=list)
    linked: list[LocalFile] = field(default_factory=list)
    metadata: list[Path] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)


def find_files(sources: Sequence[str | Path]) -> Found:
    """The files of articles in the folders among `sources`, nested ones too, and the files among them.

    A source is a path, a URL that fsspec knows, or '-', which is standard input. Hidden files and folders and other
    suffixes are passed over. Links to folders are followed, each folder once. A file that is reached twice, through a
    link or two sources, counts once: by its own name, from the source named first.

    Raises:
        ReadError: a source does not exist or is neither a folder nor a file of a format that is read, a folder holds no
            article, fsspec or what it needs for a URL is not installed.
    """
    if not sources:
        raise ReadError(f"no articles named; next: name a folder of articles, or files ({READABLE})")
    files: dict[str, SourceFile] = {}
    metadata: dict[str, Path | str] = {}
    rejected: dict[str, Rejected] = {}
    for source in sources:
        found = _look_at(source)
        for file in found.files:
            files.setdefault(file.key, file)
        metadata.update((path if isinstance(path, str) else os.path.realpath(path), path) for path in found.metadata)
        rejected.update((item.file_name, item) for item in found.rejected)
    return Found(
        files=tuple(sorted(files.values(), key=lambda file: (file.file_name, str(file)))),
        metadata=tuple(sorted(metadata.values(), key=str)),
        rejected=tuple(sorted(rejected.values(), key=lambda item: item.file_name)),
    )


def _look_at(source: str | Path) -> Found:
    if source == STANDARD_INPUT:
        return Found((StandardInput(),))
    if isinstance(source, str) and is_url(source):
        files, beside = list_url(source, METADATA_NAME)
        return Found(tuple(files), tuple(beside))
    return _look_at_path(Path(source))


def _look_at_path(source: Path) -> Found:
    if source.is_dir():
        walk = _walk(source)
        if not walk.files and not walk.linked:
            raise ReadError(_no_articles(source, walk))
        return Found((*walk.files, *walk.linked), tuple(walk.metadata), tuple(walk.rejected))
    if not os.path.lexists(source):
        raise ReadError(f"{source}: no such file or folder; next: check the path")
    if not is_readable(source.name):
        raise ReadError(
            f"{source}: found {_suffix(source.name)}, expected a folder, or a file of one of {READABLE}; "
            f"next: save the article as text with the suffix .txt"
        )
    beside = source.parent / METADATA_NAME
    file = LocalFile(source, source.name, named=True)
    return Found((file,), (beside,) if beside.is_file() and source.name != METADATA_NAME else ())


def _walk(top: Path) -> _Walk:
    walk = _Walk()
    seen: set[tuple[int, int]] = set()
    folders, linked = [(top, "")], list[tuple[Path, str]]()
    # Links to folders wait until all real folders were read: an article keeps the name that it has without the link.
    while folders or linked:
        folder, prefix = folders.pop() if folders else linked.pop(0)
        try:
            if not _is_new(folder, seen):
                continue
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            walk.rejected.append(
                Rejected(_shown(folder), f"the folder cannot be read ({error.strerror}); next: check its permissions")
            )
            continue
        for entry in _visible(entries):
            if os.path.isdir(entry.path):  # noqa: PTH112  Path.is_dir raises where permissions are missing
                (linked if entry.is_symlink() else folders).append((folder / entry.name, f"{prefix}{entry.name}/"))
            else:
                _sort_in(folder / entry.name, prefix + entry.name, walk, is_link=entry.is_symlink())
    return walk


def _visible(entries: Sequence[os.DirEntry[str]]) -> Iterator[os.DirEntry[str]]:
    return (entry for entry in entries if not entry.name.startswith("."))


def _is_new(folder: Path, seen: set[tuple[int, int]]) -> bool:
    """Whether the folder was not read yet, under whatever name: a link may lead back to a folder above it."""
    status = folder.stat()
    key = (status.st_dev, status.st_ino)
    if key in seen:
        return False
    seen.add(key)
    return True


def _sort_in(path: Path, file_name: str, walk: _Walk, *, is_link: bool) -> None:
    if path.name == METADATA_NAME:
        walk.metadata.append(path)
        walk.others[METADATA_NAME] += 1
    elif not is_readable(path.name):
        walk.others[_suffix(path.name)] += 1
    elif _shown(path) != str(path):
        walk.rejected.append(Rejected(_shown(path), "the file's name is not valid UTF-8; next: rename it"))
    else:
        (walk.linked if is_link else walk.files).append(LocalFile(path, file_name))


def _no_articles(folder: Path, walk: _Walk) -> str:
    if walk.rejected:
        return f"{folder}: no article can be read; {walk.rejected[0]}"
    if not walk.others:
        return f"{folder}: the folder is empty, expected articles ({READABLE}); next: put articles there"
    others = sorted(walk.others.items(), key=lambda item: (-item[1], item[0]))
    found = ", ".join(f"{count} {suffix}" for suffix, count in others[:5])
    more = ", ..." if len(walk.others) > 5 else ""
    return (
        f"{folder}: no article in the folder: found {found}{more}, expected {READABLE}; "
        "next: save the articles as text with the suffix .txt"
    )


def _suffix(name: str) -> str:
    """The suffix for people: '.tar.gz', not '.gz', which would be read."""
    suffixes = Path(name).suffixes[-2:] if split_suffixes(name)[1] else Path(name).suffixes[-1:]
    return "".join(suffixes) or "without a suffix"


def _shown(path: Path) -> str:
    """The path for people: bytes of a name that are no UTF-8 are written as escapes."""
    return str(path).encode("utf-8", "backslashreplace").decode()


# Files of articles behind a URL: what fsspec lists.


def list_url(url: str, metadata_name: str) -> tuple[list[RemoteFile], list[str]]:
    """The files of articles in the folder at `url`, or the one file there, and the URLs of metadata files.

    Raises:
        ReadError: fsspec or a package of its is missing, there is nothing at the URL, or no article.
    """
    filesystem, top = connect(url, ReadError)
    try:
        if filesystem.isfile(top):
            return [_named_file(filesystem, top, url)], []
        listing: dict[str, dict[str, Any]] = filesystem.find(top, detail=True)
    except ReadError:
        raise
    except Exception as error:  # each filesystem has errors of its own
        raise ReadError(f"{url}: cannot be listed ({type(error).__name__}: {error}); next: check the URL") from error
    files, metadata = [], []
    for path, entry in sorted(listing.items()):
        file_name = path.removeprefix(top).lstrip("/")
        if any(part.startswith(".") for part in file_name.split("/")):
            continue
        if file_name.rpartition("/")[2] == metadata_name:
            metadata.append(filesystem.unstrip_protocol(path))
        elif is_readable(file_name):
            files.append(RemoteFile(filesystem.unstrip_protocol(path), file_name, entry.get("size")))
    if not files:
        found = f"{len(listing):,} files, none of them" if listing else "nothing"
        raise ReadError(f"{url}: found {found}, expected {READABLE}; next: check the URL")
    return files, metadata


def _named_file(filesystem: Any, path: str, url: str) -> RemoteFile:
    name = path.rpartition("/")[2]
    if not is_readable(name):
        raise ReadError(f"{url}: expected a folder, or a file of one of {READABLE}; next: check the URL")
    return RemoteFile(filesystem.unstrip_protocol(path), name, filesystem.info(path).get("size"), named=True)
