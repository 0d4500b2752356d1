"""The bytes of a resource: hash, size, compression."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import lzma
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from newsrows.compression import open_zstandard
from newsrows.datapackage.limits import Limits
from newsrows.records import Issue
from newsrows.validate.described.model import Resource
from newsrows.validate.opening import bounded
from newsrows.validate.rulebook import issue

_ALGORITHMS = ("md5", "sha1", "sha256", "sha512")
_PIECE = 1 << 20


def file_issues(resource: Resource) -> Iterator[Issue]:
    """Files that are missing; bytes and hash that are not those of the file, or of the files one after the other."""
    gone = [label for label, file in zip(resource.labels, resource.files, strict=False) if not file.is_file()]
    for label in gone:
        yield issue(label, "file-missing", "found no such file, expected one")
    if resource.files and not gone:
        yield from _size_issues(resource)
        yield from _hash_issues(resource)


def unpacked(resource: Resource, file: Path, limits: Limits, label: str) -> bytes:
    """The bytes of a file, unpacked if the resource or the file's name says that it is compressed.

    Raises:
        PackageRefusedError: there are more than the limit.
        OSError: the file cannot be read, or is not what it says it is.
    """
    try:
        with file.open("rb") as stream, _decompressed(resource, file, stream) as plain:
            return b"".join(bounded(plain, limits, label))
    except (EOFError, lzma.LZMAError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise OSError(str(error)) from error


def _decompressed(resource: Resource, file: Path, stream: IO[bytes]) -> IO[bytes] | gzip.GzipFile:
    declared = resource.descriptor.get("compression")
    kind = declared if isinstance(declared, str) else file.suffix.lower().lstrip(".")
    if kind in {"gz", "gzip"}:
        return gzip.open(stream)
    if kind == "bz2":
        return bz2.open(stream)
    if kind == "xz":
        return lzma.open(stream)
    if kind in {"zst", "zstd"}:
        return open_zstandard(stream)
    if kind == "zip":
        archive = zipfile.ZipFile(stream)
        members = [info for info in archive.infolist() if not info.is_dir()]
        if not members:
            raise OSError("the zip file is empty")
        return archive.open(members[0])
    return stream


def _size_issues(resource: Resource) -> Iterator[Issue]:
    size = sum(file.stat().st_size for file in resource.files)
    declared = resource.descriptor.get("bytes")
    if declared is not None and declared != size:
        yield issue(_label(resource), "size-mismatch", f"found {size} bytes, the descriptor says {declared}")


def _hash_issues(resource: Resource) -> Iterator[Issue]:
    """A hash without an algorithm in front is MD5 (Data Resource, version 2)."""
    declared = resource.descriptor.get("hash")
    if declared is None:
        return
    algorithm, _, expected = declared.rpartition(":") if isinstance(declared, str) else ("?", "", "")
    algorithm = (algorithm or "md5").lower().replace("-", "")
    if algorithm not in _ALGORITHMS:
        found = f"found the hash {declared!r}, expected one by {', '.join(_ALGORITHMS)}"
        yield issue(_label(resource), "hash-mismatch", found)
        return
    digest = hashlib.new(algorithm, usedforsecurity=False)
    for file in resource.files:
        with file.open("rb") as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
    if digest.hexdigest() != expected.lower():
        found = f"found {algorithm}:{digest.hexdigest()}, the descriptor says {declared}"
        yield issue(_label(resource), "hash-mismatch", found)


def _label(resource: Resource) -> str:
    return resource.labels[0] if len(resource.labels) == 1 else resource.name
