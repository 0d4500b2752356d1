"""Assembles the package from the shards: joins them, validates the tables and publishes them in the target folder.

The target is replaced only if the tables validate.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from newsrows.engine.store import ShardStore
from newsrows.pipeline.batching import Batcher
from newsrows.pipeline.joining import JoinedTables, KeptIds, join_shards
from newsrows.pipeline.options import BuildOptions
from newsrows.pipeline.previous import PreviousPackage
from newsrows.pipeline.quarantine import invalid_articles, may_be_excluded
from newsrows.pipeline.up_to_date import manifest_file
from newsrows.publishing import PackageInfo, export_package, upload
from newsrows.records import InvalidTablesError
from newsrows.resolution import Registry
from newsrows.review import ReviewReport, Reviews
from newsrows.sources.locate.streams import is_url
from newsrows.validation import validate_package


@dataclass(frozen=True, slots=True)
class Published:
    """A package in its target.

    Attributes:
        rows: the number of rows of each table.
        words: the number of words of all articles.
        reviewed: what became of readers' marks; None without marks.
        unchanged: whether the package was already there.
        kept: how the ids relate to those of the previous package; None without one, or if nothing was built.
    """

    rows: dict[str, int]
    words: int
    reviewed: ReviewReport | None = None
    unchanged: bool = False
    kept: KeptIds | None = None


@dataclass(frozen=True, slots=True)
class Assembly:
    """The inputs of a package.

    Attributes:
        store: holds the shards of the articles.
        batcher: holds the articles' keys and the rejections.
        options: the options of the build.
        info: what the user says about the package.
        target: the folder or URL of the package.
        scratch: a folder for temporary files.
        registry: people and organisations from the user; None: none.
        reviews: readers' marks; None: none.
        previous: the package whose ids stay; None: none.
    """

    store: ShardStore
    batcher: Batcher
    options: BuildOptions
    info: PackageInfo
    target: Path | str
    scratch: Path
    registry: Registry | None = None
    reviews: Reviews | None = None
    previous: PreviousPackage | None = None

    def publish(self) -> Published:
        """Publish the package in its target, unless it is there already.

        Articles whose rows do not validate are excluded and added to the rejections.

        Raises:
            InvalidTablesError: the tables do not validate, and excluding articles does not help or is not allowed
                (`may_be_excluded`); the target is unchanged.
            NewsrowsError: the target cannot be written.
        """
        previous = self.previous.digest if self.previous is not None else b""
        file = manifest_file(self.options, self.info, self.store.location, self.target, self.batcher, previous=previous)
        manifest = file.read_if_up_to_date() if file else None
        if manifest is not None:
            return Published(manifest.rows, manifest.words, unchanged=True)
        try:
            published = self._publish()
        except InvalidTablesError:
            invalid = invalid_articles(self.store, self.batcher.keys)
            if not may_be_excluded(len(invalid), articles=len(self.batcher.keys) - self.batcher.without_article):
                raise
            for rejection in invalid.values():
                self.batcher.rejections.add(rejection)
            return self._publish(invalid.keys())
        if file:
            file.write(published.rows, published.words)
        return published

    def _publish(self, excluded: Collection[str] = ()) -> Published:
        with tempfile.TemporaryDirectory(dir=self.scratch) as tables:
            joined = join_shards(
                self.store,
                self.batcher.keys,
                Path(tables),
                workers=self.options.workers,
                registry=self.registry,
                reviews=self.reviews,
                previous=self.previous.rows if self.previous is not None else None,
                excluded=excluded,
            )
            return Published(self._export(joined), joined.words, joined.reviewed, kept=joined.kept)

    def _export(self, joined: JoinedTables) -> dict[str, int]:
        folder = self.scratch / "package" if is_url(self.target) else Path(self.target)
        rows = export_package(joined.tables, folder, info=self.info, check=_raise_if_invalid)
        self.batcher.rejections.publish(folder)
        if is_url(self.target):
            upload(folder, str(self.target))
        return rows


def _raise_if_invalid(folder: Path) -> None:
    if issues := validate_package(folder):
        raise InvalidTablesError(issues)
