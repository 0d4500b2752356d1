"""Articles on their way to the workers: which are new, which could not be read, which were not in UTF-8."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from newsrows.engine.store import KeyList, KnownKeys, ShardStore, article_key
from newsrows.pipeline.display_names import ShownNames
from newsrows.pipeline.rejections import LeftOut
from newsrows.records import Article, Rejected, WebPage

# Articles a shard: enough to keep files few ...
_BATCH = 64
# ... and where they are few, so many batches a worker that all end at about the same time.
_BATCHES_A_WORKER = 16
_LEAST_BATCH = 16
# A batch ends where its texts and pages have so many bytes, or characters: each worker has one, and one waits.
_BATCH_BYTES = 16_000_000
_SHOWN = 20

Item = Article | WebPage | Rejected
Batch = list[Article | WebPage]


@dataclass(slots=True)
class Intake:
    """What became of the records that were read.

    `batch_size` is how many articles go to a worker at a time; `keys` are those of all articles and web pages, in the
    order in which they were read, and `empty` how many of them turned out to have none; `recoded` the names and
    encodings of the first files that were not in UTF-8, and `recoded_count` how many there were (of a file of many
    articles each run of them counts once).
    """

    left_out: LeftOut
    shown: ShownNames
    batch_size: int = _BATCH
    keys: KeyList = field(default_factory=KeyList)
    empty: int = 0
    recoded: list[tuple[str, str]] = field(default_factory=list)
    recoded_count: int = 0
    _last_recoded: str | None = None

    def new_batches(self, items: Iterable[Item], known: KnownKeys) -> Iterator[Batch]:
        """The articles and pages that are in no shard yet, in batches; of every item note is taken."""
        batch: Batch = []
        size = 0
        for item in items:
            if isinstance(item, Rejected):
                self.left_out.add(item)
                continue
            key = self._noted(item)
            if key not in known:
                batch.append(item)
                size += len(item.data if isinstance(item, WebPage) else item.text)
            if len(batch) == self.batch_size or size >= _BATCH_BYTES:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def settle(self, store: ShardStore) -> None:
        """Take note of what has no article, or of pages that were not in UTF-8, once all of them are in the store.

        Raises:
            StoreError: one is not.
            OSError: there is no room for temporary files.
        """
        for notes in store.notes(self.keys):
            for note in notes.iter_rows(named=True):
                if note["reason"] is None:
                    self._note_recoded(note["file_name"], note["encoding"])
                else:
                    self.empty += 1
                    shown = note["shown"] or self.shown.at(note["position"])
                    self.left_out.add(Rejected(shown, note["reason"], note["place"]))

    def _noted(self, item: Article | WebPage) -> str:
        key = article_key(item)
        if isinstance(item, WebPage):
            self.shown.add(len(self.keys), item.shown)
        elif item.encoding != "utf-8":
            self._note_recoded(item.file_name, item.encoding)
        self.keys.append(key)
        return key

    def _note_recoded(self, file_name: str, encoding: str) -> None:
        file_name = file_name.partition("#")[0]
        if file_name == self._last_recoded:
            return
        self._last_recoded = file_name
        self.recoded_count += 1
        if self.recoded_count <= _SHOWN:
            self.recoded.append((file_name, encoding))


def batch_size(articles: int | None, workers: int) -> int:
    """How many articles a batch should have, `articles` being how many there are, if that is known."""
    if articles is None:
        return _BATCH
    return min(_BATCH, max(_LEAST_BATCH, articles // (_BATCHES_A_WORKER * max(workers, 1))))
