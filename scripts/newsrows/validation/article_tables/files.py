"""The files of newsrows' own package, compared with what its descriptor says of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from newsrows.records import Issue
from newsrows.validation.article_tables.layout import DATA, Layout, PublishedFile
from newsrows.validation.open_package import OpenPackage
from newsrows.validation.registry import issue


def file_issues(package: OpenPackage, layout: Layout, resources: Mapping[str, Mapping[str, Any]]) -> Iterator[Issue]:
    """Files that are missing, unknown, or have another size or hash than the descriptor says.

    Raises:
        PackageError: a file is a link that leaves the package.
    """
    for file in layout.files():
        path = package.source.inside(file.path, file.label)
        if not path.is_file():
            yield issue(file.label, "file-missing", f"found no file {file.path}, expected one")
        elif file.resource in resources:
            yield from _content_issues(file, path, resources[file.resource])
    known = {file.path for file in layout.files()}
    for path in sorted((package.folder / DATA).rglob("*")):
        place = path.relative_to(package.folder).as_posix()
        if not path.is_dir() and place not in known:
            yield issue(place, "file-unknown", f"found {place}, expected only the tables' files")


def row_count_issues(file: PublishedFile, rows: int, resource: Mapping[str, Any]) -> Iterator[Issue]:
    """The file has another number of rows than the descriptor says."""
    if resource.get("rowCount") != rows:
        found = f"found {rows} rows, the descriptor says {resource.get('rowCount', 'nothing')}"
        yield issue(file.label, "row-count-mismatch", found)


def _content_issues(file: PublishedFile, path: Path, resource: Mapping[str, Any]) -> Iterator[Issue]:
    try:
        with path.open("rb") as stream:
            digest = f"sha256:{hashlib.file_digest(stream, 'sha256').hexdigest()}"
            size = stream.tell()
    except OSError as error:
        yield issue(file.label, "file-missing", f"found a file that cannot be read ({error.strerror}), expected one")
        return
    if resource.get("bytes") != size:
        found = f"found {size} bytes, the descriptor says {resource.get('bytes', 'nothing')}"
        yield issue(file.label, "size-mismatch", found)
    if resource.get("hash") != digest:
        found = f"found {digest}, the descriptor says {resource.get('hash', 'nothing')}"
        yield issue(file.label, "hash-mismatch", found)
