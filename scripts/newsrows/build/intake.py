"""Articles on their way to the workers: which are new, which could not be read, which were not in UTF-8."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from newsrows.build.left_out import LeftOut
from newsrows.engine.store import KeyList, KnownKeys, article_key
from newsrows.records import Article, Rejected

# Articles a shard: enough to keep files few, few enough that two workers end at about the same time.
BATCH = 64
_SHOWN = 20

Item = Article | Rejected


@dataclass(slots=True)
class Intake:
    """What became of the records that were read.

    `keys` are those of the articles; `recoded` the names and encodings of the first files that were not in UTF-8, and
    `recoded_count` how many there were (of a file of many articles each run of them counts once).
    """

    left_out: LeftOut
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
            if len(batch) == BATCH:
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
