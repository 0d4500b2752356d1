"""Files of articles behind a URL: what fsspec lists."""

from __future__ import annotations

from typing import Any

from newsrows.read.errors import ReadError
from newsrows.read.sources import RemoteFile
from newsrows.read.suffixes import READABLE, is_readable
from newsrows.remote import connect


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
