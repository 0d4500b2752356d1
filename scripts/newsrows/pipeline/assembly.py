"""Shards as a package in its target: joined, validated, and put there whole or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from newsrows.engine.store import ShardStore
from newsrows.pipeline.batching import Intake
from newsrows.pipeline.joining import Joined, join_shards
from newsrows.pipeline.options import BuildOptions
from newsrows.pipeline.quarantine import unsound_articles
from newsrows.pipeline.up_to_date import note_of
from newsrows.publishing import export_package, upload
from newsrows.records import InvalidTablesError
from newsrows.resolution import Registry
from newsrows.review import ReviewReport, Reviews
from newsrows.sources.locate.streams import is_url
from newsrows.validation import validate_package


@dataclass(frozen=True, slots=True)
class Published:
    """A package that is in its target: rows a table, words, what became of readers' marks, whether it was there."""

    rows: dict[str, int]
    words: int
    reviewed: ReviewReport | None = None
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Assembly:
    """What a package is made of: shards in `store` of the articles that `intake` noted, and where it goes.

    `scratch` is a folder for temporary files; `registry` and `reviews` are the user's own, if there are any.
    """

    store: ShardStore
    intake: Intake
    options: BuildOptions
    target: Path | str
    scratch: Path
    registry: Registry | None = None
    reviews: Reviews | None = None

    def publish(self) -> Published:
        """Put the package into its target, unless it is there already.

        Articles whose own rows do not validate are left out and noted as such.

        Raises:
            InvalidTablesError: the tables do not validate, and no few articles are to blame; the target is as it was.
            NewsrowsError: the target cannot be written.
        """
        note = note_of(self.options, self.store.location, self.target, self.intake)
        before = note.still_true() if note else None
        if before is not None:
            return Published(before.rows, before.words, unchanged=True)
        try:
            published = self._publish()
        except InvalidTablesError:
            unsound = unsound_articles(self.store, self.intake.keys)
            # If most are, newsrows and its schemas do not go together, and there is nothing to be published.
            if not 0 < len(unsound) <= (len(self.intake.keys) - self.intake.empty) / 2:
                raise
            for article in unsound.values():
                self.intake.left_out.add(article)
            return self._publish(unsound.keys())
        if note:
            note.write(published.rows, published.words)
        return published

    def _publish(self, without: Collection[str] = ()) -> Published:
        with tempfile.TemporaryDirectory(dir=self.scratch) as tables:
            joined = join_shards(
                self.store,
                self.intake.keys,
                Path(tables),
                workers=self.options.workers,
                registry=self.registry,
                reviews=self.reviews,
                without=without,
            )
            return Published(self._put(joined), joined.words, joined.reviewed)

    def _put(self, joined: Joined) -> dict[str, int]:
        folder = self.scratch / "package" if is_url(self.target) else Path(self.target)
        rows = export_package(joined.tables, folder, check=_refuse_invalid)
        self.intake.left_out.publish(folder)
        if is_url(self.target):
            upload(folder, str(self.target))
        return rows


def _refuse_invalid(folder: Path) -> None:
    if issues := validate_package(folder):
        raise InvalidTablesError(issues)
