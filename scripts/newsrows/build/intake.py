"""Articles on their way to the workers: which are new, which could not be read, which were not in UTF-8."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from newsrows.build.left_out import LeftOut
from newsrows.engine.store import KeyList, KnownKeys, article_key
from newsrows.records import Article, Rejected

# Articles a shard: enough to keep files few ...
_BATCH = 64
# ... and where they are few, so many batches a worker that all end at about the same time.
_BATCHES_A_WORKER = 16
_LEAST_BATCH = 16
_SHOWN = 20

Item = Article | Rejected


@dataclass(slots=True)
class Intake:
    """What became of the records that were read.

    `batch_size` is how many articles go to a worker at a time; `keys` are those of all articles; `recoded` the names
    and encodings of the first files that were not in UTF-8, and `recoded_count` how many there were (of a file of many
    articles each run of them counts once).
    """

    left_out: LeftOut
    batch_size: int = _BATCH
    keys: KeyList = field(default_factory=KeyList)
    recoded: list[tuple[str, str]] = field(default_factory=list)
    recoded_count: int = 0
    _last_recoded: str | None = None

    def new_batches(self, items: Iterable[Item], known: KnownKeys) -> Iterator[list[Article]]:
        """The articles that no shard holds yet, in batches; of every item note is taken."""
        batch: list[Article] = []
        for item in items:
            if isinstance(item, Rejected):
                self.left_out.add(item)
                continue
            key = self._noted(item)
            if key not in known:
                batch.append(item)
            if len(batch) == self.batch_size:
                yield batch
                batch = []
        if batch:
            yield batch

    def _noted(self, article: Article) -> str:
        key = article_key(article)
        self.keys.append(key)
        if article.encoding != "utf-8":
            self._note_recoded(article.file_name.partition("#")[0], article.encoding)
        return key

    def _note_recoded(self, file_name: str, encoding: str) -> None:
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
