"""Groups new articles into batches for the workers, and records what happened to every item that was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from newsrows.engine.store import KeyList, KnownKeys, ShardStore, article_key
from newsrows.pipeline.display_names import DisplayNames
from newsrows.pipeline.rejections import RejectionLog
from newsrows.records import Article, Rejected, WebPage

# Articles per batch, and so per shard: large batches keep the number of files low.
_MAX_BATCH = 64
# With few articles, each worker gets this many batches, so that all workers end at about the same time.
_BATCHES_PER_WORKER = 16
_MIN_BATCH = 16
# A batch also ends when its texts and pages reach this many characters or bytes, which limits memory: each worker
# holds one batch, and another waits.
_MAX_BATCH_BYTES = 16_000_000
# How many recoded or noted files are named in messages.
_NAMED_FILES = 20

Item = Article | WebPage | Rejected
Batch = list[Article | WebPage]


@dataclass(slots=True)
class Batcher:
    """Puts articles into batches, and records what happened to the items.

    Attributes:
        rejections: the items that could not be read.
        display_names: the names of the files that web pages are in.
        batch_size: articles per batch.
        keys: the keys of all articles and web pages, in reading order.
        without_article: the number of web pages without an article, and of articles that failed.
        recoded: names and encodings of the first files that were not in UTF-8.
        recoded_count: the number of such files; in a file of many articles, each run of them counts once.
        noted: names of the first pages that may not hold a whole article, and why.
        noted_count: the number of such pages.
    """

    rejections: RejectionLog
    display_names: DisplayNames
    batch_size: int = _MAX_BATCH
    keys: KeyList = field(default_factory=KeyList)
    without_article: int = 0
    recoded: list[tuple[str, str]] = field(default_factory=list)
    recoded_count: int = 0
    noted: list[tuple[str, str]] = field(default_factory=list)
    noted_count: int = 0
    _last_recoded: str | None = None

    def new_batches(self, items: Iterable[Item], known: KnownKeys) -> Iterator[Batch]:
        """Record every item, and yield the articles and pages whose keys are not in `known`, in batches."""
        batch: Batch = []
        size = 0
        for item in items:
            if isinstance(item, Rejected):
                self.rejections.add(item)
                continue
            key = self._record(item)
            if key not in known:
                batch.append(item)
                size += len(item.data if isinstance(item, WebPage) else item.text)
            if len(batch) == self.batch_size or size >= _MAX_BATCH_BYTES:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def collect_diagnostics(self, store: ShardStore) -> None:
        """Record the rejections and encodings that workers found, once all batches are in the store.

        Raises:
            StoreError: a batch is not in the store.
            OSError: there is no space for temporary files.
        """
        for frame in store.diagnostics(self.keys):
            for row in frame.iter_rows(named=True):
                if row["reason"] is None:
                    self._record_page(row)
                else:
                    self.without_article += 1
                    display_name = row["shown"] or self.display_names.at(row["position"])
                    self.rejections.add(Rejected(display_name, row["reason"], row["place"]))

    def _record(self, item: Article | WebPage) -> str:
        """Record an article or page, and return its key."""
        key = article_key(item)
        if isinstance(item, WebPage):
            self.display_names.add(len(self.keys), item.shown)
        elif item.encoding != "utf-8":
            self._record_recoded(item.file_name, item.encoding)
        self.keys.append(key)
        return key

    def _record_page(self, row: dict[str, Any]) -> None:
        if row["encoding"] is not None:
            self._record_recoded(row["file_name"], row["encoding"])
        if row["note"] is not None:
            self.noted_count += 1
            if self.noted_count <= _NAMED_FILES:
                self.noted.append((row["file_name"], row["note"]))

    def _record_recoded(self, file_name: str, encoding: str) -> None:
        file_name = file_name.partition("#")[0]
        if file_name == self._last_recoded:
            return
        self._last_recoded = file_name
        self.recoded_count += 1
        if self.recoded_count <= _NAMED_FILES:
            self.recoded.append((file_name, encoding))


def batch_size(articles: int | None, workers: int) -> int:
    """Return the number of articles per batch; `articles` is the number of all articles, None if it is unknown."""
    if articles is None:
        return _MAX_BATCH
    return min(_MAX_BATCH, max(_MIN_BATCH, articles // (_BATCHES_PER_WORKER * max(workers, 1))))
