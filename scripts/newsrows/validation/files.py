"""The files of resources: whether they exist, and have the size and the hash that the descriptor says."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator

from newsrows.records import Issue
from newsrows.validation.registry import issue
from newsrows.validation.resources import LocatedResource

_ALGORITHMS = ("md5", "sha1", "sha256", "sha512")
_PIECE = 1 << 20


def file_issues(located: LocatedResource) -> Iterator[Issue]:
    """Files that are missing; size and hash that are not those of the file, or of all files one after the other."""
    missing = [label for label, file in zip(located.labels, located.files, strict=False) if not os.path.isfile(file)]  # noqa: PTH113 - pathlib raises an error if a name is too long
    for label in missing:
        yield issue(label, "file-missing", "found no such file, expected one")
    if located.files and not missing:
        yield from _size_issues(located)
        yield from _hash_issues(located)


def _size_issues(located: LocatedResource) -> Iterator[Issue]:
    size = sum(file.stat().st_size for file in located.files)
    declared = located.resource.descriptor.get("bytes")
    if declared is not None and declared != size:
        yield issue(_label(located), "size-mismatch", f"found {size} bytes, the descriptor says {declared}")


def _hash_issues(located: LocatedResource) -> Iterator[Issue]:
    """A hash without an algorithm in front is MD5 (Data Resource, version 2)."""
    declared = located.resource.descriptor.get("hash")
    if declared is None:
        return
    algorithm, _, expected = declared.rpartition(":") if isinstance(declared, str) else ("?", "", "")
    algorithm = (algorithm or "md5").lower().replace("-", "")
    if algorithm not in _ALGORITHMS:
        message = f"found the hash {declared!r}, expected one by {', '.join(_ALGORITHMS)}"
        yield issue(_label(located), "hash-mismatch", message)
        return
    digest = hashlib.new(algorithm, usedforsecurity=False)
    for file in located.files:
        with file.open("rb") as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
    if digest.hexdigest() != expected.lower():
        message = f"found {algorithm}:{digest.hexdigest()}, the descriptor says {declared}"
        yield issue(_label(located), "hash-mismatch", message)


def _label(located: LocatedResource) -> str:
    return located.labels[0] if len(located.labels) == 1 else located.name
