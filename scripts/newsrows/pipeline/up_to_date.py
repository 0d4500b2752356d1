"""A package that would come out as it is already there is left alone: what has been made once is not made again.

A note in the cache says for each target what its files were made of and what they hashed to. Only where both are as
they were, names need not be resolved again, nor tables joined, written and validated.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from newsrows.pipeline.batching import Intake
from newsrows.pipeline.fingerprint import later_fingerprint
from newsrows.pipeline.options import BuildOptions
from newsrows.pipeline.rejections import REJECTED
from newsrows.publishing import files_of
from newsrows.publishing.checksums import checksums
from newsrows.records import NewsrowsError
from newsrows.sources.locate.streams import is_url


@dataclass(frozen=True, slots=True)
class Made:
    """What a build made: its rows by table, its words, and the SHA-256 of all that it was made of and of each file."""

    inputs: str
    files: Mapping[str, str]
    rows: dict[str, int]
    words: int


class Note:
    """The note of what a target was made of.

    Args:
        store: the folder of the shards, which is that of one model and version.
        target: the folder of the package.
        inputs: what `inputs_of` gives for this build.
    """

    def __init__(self, store: Path, target: Path, inputs: str) -> None:
        self._path = store / f"{hashlib.sha256(str(target.absolute()).encode()).hexdigest()[:32]}.made"
        self._target = target
        self._inputs = inputs

    def still_true(self) -> Made | None:
        """What was made, if it was made of the same and no file has changed since; None otherwise."""
        try:
            made = Made(**json.loads(self._path.read_bytes()))
            is_same = made.inputs == self._inputs and made.files == _hashes(self._target)
        except (OSError, ValueError, TypeError, NewsrowsError):
            return None  # there is none, it was cut off, or the package is not there any more
        return made if is_same else None

    def write(self, rows: dict[str, int], words: int) -> None:
        """Note what has been made. Where that cannot be written, the next build does it all again."""
        half = self._path.with_suffix(".half")
        with suppress(OSError):
            half.write_text(json.dumps(asdict(Made(self._inputs, _hashes(self._target), rows, words))), "utf-8")
            half.replace(self._path)


def note_of(options: BuildOptions, store: Path | str, target: Path | str, intake: Intake) -> Note | None:
    """The note for a build; None if nothing is kept here, or readers' marks are to be reported on."""
    if options.cache is None or options.reviews or is_url(store) or is_url(target):
        return None
    # What made the shards needs no mention: the store is that of their fingerprint.
    digest = hashlib.sha256(later_fingerprint().encode())
    digest.update(intake.keys.digest() + intake.left_out.digest())
    digest.update(options.registry.read_bytes() if options.registry else b"")
    return Note(Path(store), Path(target), digest.hexdigest())


def _hashes(target: Path) -> dict[str, str]:
    """The SHA-256 of each file of the package in `target` and of the list of what was left out."""
    return checksums(target, [*files_of(target), *([REJECTED] if (target / REJECTED).exists() else [])])
