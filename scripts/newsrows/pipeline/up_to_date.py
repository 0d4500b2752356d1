"""Recognises a package that a build would not change, so that nothing is resolved, joined, written or validated again.

After each build, a manifest in the cache says what the package in a target was made of, and the hashes of its files.
The package is up to date if the next build has the same inputs and no file has changed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from newsrows.pipeline.batching import Batcher
from newsrows.pipeline.fingerprint import assembly_fingerprint
from newsrows.pipeline.options import BuildOptions
from newsrows.pipeline.rejections import REJECTED
from newsrows.publishing import PackageInfo, files_of
from newsrows.publishing.checksums import checksums
from newsrows.records import NewsrowsError
from newsrows.sources.locate.streams import is_url


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build made.

    Attributes:
        inputs: the SHA-256 of everything that the package was made of.
        files: the SHA-256 of each file.
        rows: the number of rows of each table.
        words: the number of words of all articles.
    """

    inputs: str
    files: Mapping[str, str]
    rows: dict[str, int]
    words: int

    def matches(self, inputs: str, target: Path) -> bool:
        """Return whether the inputs are the same and no file in `target` has changed.

        Raises:
            OSError: a file cannot be read.
            NewsrowsError: there is no package in `target`.
        """
        return self.inputs == inputs and self.files == _hashes(target)


class ManifestFile:
    """The file of a target's manifest.

    Args:
        store: the folder of the shards, which belongs to one model and version.
        target: the folder of the package.
        inputs: the SHA-256 of everything that the package is made of.
    """

    def __init__(self, store: Path, target: Path, inputs: str) -> None:
        self._path = store / f"{hashlib.sha256(os.fsencode(target.absolute())).hexdigest()[:32]}.made"
        self._target = target
        self._inputs = inputs

    def read_if_up_to_date(self) -> Manifest | None:
        """Return the manifest if it matches the package in the target, otherwise None."""
        try:
            checksum, _, content = self._path.read_bytes().partition(b"\n")
            if checksum.decode() != hashlib.sha256(content).hexdigest():
                return None  # the disk changed it
            manifest = Manifest(**json.loads(content))
            return manifest if manifest.matches(self._inputs, self._target) else None
        except (OSError, ValueError, TypeError, NewsrowsError):
            return None  # the manifest does not exist or is incomplete, or the package is gone

    def write(self, rows: dict[str, int], words: int) -> None:
        """Write the manifest of the package in the target; without one, the next build does everything again."""
        partial_file = self._path.with_suffix(".half")
        with suppress(OSError):
            manifest = Manifest(self._inputs, _hashes(self._target), rows, words)
            content = json.dumps(asdict(manifest)).encode()
            partial_file.write_bytes(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
            partial_file.replace(self._path)


def manifest_file(
    options: BuildOptions,
    info: PackageInfo,
    store: Path | str,
    target: Path | str,
    batcher: Batcher,
    *,
    previous: bytes = b"",
) -> ManifestFile | None:
    """Return the manifest file of a build.

    It is None without a cache on this machine, or if readers' marks must be reported.
    """
    if options.cache is None or options.reviews or is_url(store) or is_url(target):
        return None
    # The store belongs to one fingerprint of everything that makes shards, so that is not part of the inputs.
    digest = hashlib.sha256(assembly_fingerprint().encode())
    digest.update(batcher.keys.digest() + batcher.rejections.digest())
    digest.update(json.dumps(asdict(info), sort_keys=True).encode())
    digest.update(options.registry.read_bytes() if options.registry else b"")
    digest.update(previous)
    return ManifestFile(Path(store), Path(target), digest.hexdigest())


def _hashes(target: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of the package in `target`, and of its rejected.csv."""
    return checksums(target, [*files_of(target), *([REJECTED] if (target / REJECTED).exists() else [])])
