"""The whole way from articles to a published package."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from newsrows.build.fingerprint import fingerprint
from newsrows.build.joining import join_shards
from newsrows.build.work import make_shard
from newsrows.engine import run
from newsrows.engine.store import KeyList, KnownKeys, ShardStore, article_key
from newsrows.export import check_folder, export_package
from newsrows.extract.pipeline import DEFAULT_MODEL
from newsrows.extract.reader import Names
from newsrows.read import MAX_CHARACTERS, Rejected, find_files, read_files
from newsrows.records import Article, Issue, NewsrowsError
from newsrows.resolve import read_registry
from newsrows.review import ReviewReport, read_reviews
from newsrows.validate import validate_package

# Articles a shard: enough to keep files few, few enough that two workers end at about the same time.
BATCH = 64

Item = Article | Rejected
Progress = Callable[[Iterable[Item], int], Iterable[Item]]


class BuildError(NewsrowsError):
    """Nothing could be built; the message is for people."""


class InvalidTablesError(Exception):
    """The tables that were built do not validate, so they were not published. `issues` says why."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        super().__init__(f"{len(issues)} issues")
        self.issues = tuple(issues)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: rows a table, words, how many articles were new to the cache, seconds, what was odd.

    `recoded` are the file names and encodings of articles that were not UTF-8; `reviewed` says what became of readers'
    marks.
    """

    folder: Path
    rows: dict[str, int]
    words: int
    computed: int
    seconds: float
    rejected: tuple[Rejected, ...]
    recoded: tuple[tuple[str, str], ...]
    reviewed: ReviewReport | None = None


@dataclass(slots=True)
class _Reading:
    """What became of the files while they were read: the keys of the articles, and what was odd."""

    keys: KeyList = field(default_factory=KeyList)
    rejected: list[Rejected] = field(default_factory=list)
    recoded: list[tuple[str, str]] = field(default_factory=list)


def build(
    sources: Sequence[Path],
    folder: Path,
    *,
    model: str = DEFAULT_MODEL,
    names: Names = "accurate",
    workers: int = 1,
    cache: Path | None = None,
    max_characters: int = MAX_CHARACTERS,
    registry: Path | None = None,
    reviews: Sequence[Path] = (),
    progress: Progress = lambda items, _: items,
) -> BuildReport:
    """Build a package from the articles in `sources` and put it into `folder`, whole or not at all.

    Args:
        sources: folders of articles, or single files.
        folder: where data/ and datapackage.json go.
        model: name or folder of the spaCy pipeline.
        names: what finds names: the 'accurate' encoder, or the pipeline itself, which is 'fast'.
        workers: processes to use.
        cache: a folder to keep what was found in each article for the next build; None: nothing is kept.
        max_characters: longer articles are rejected.
        registry: a CSV file of people and organisations as the user has them.
        reviews: files of readers' marks, which are applied to the rows.
        progress: wraps the articles as they are worked on; told how many files there are.

    Raises:
        NewsrowsError: the sources, the model or the folder cannot be used.
        InvalidTablesError: the tables do not validate; `folder` is as it was.
    """
    began = time.perf_counter()
    check_folder(folder)
    marks = read_reviews(reviews) if reviews else None
    own = read_registry(registry) if registry else None
    files = find_files(sources)
    reading = _Reading()
    with _store(cache, model, names) as store:
        items = progress(read_files(files, max_characters=max_characters), len(files.files))
        batches = _new_batches(items, store.keys(), reading)
        work = partial(make_shard, model=model, names=names, store=store.location)
        computed = sum(run(work, batches, workers=workers))
        if not reading.keys:
            raise BuildError("\n".join(["no article could be read", *map(str, reading.rejected)]))
        with tempfile.TemporaryDirectory(prefix="newsrows-") as scratch:
            joined = join_shards(store, reading.keys, Path(scratch), registry=own, reviews=marks)
            rows = export_package(joined.tables, folder, check=_refuse_invalid)
    return BuildReport(
        folder=folder,
        rows=rows,
        words=joined.words,
        computed=computed,
        seconds=time.perf_counter() - began,
        rejected=tuple(reading.rejected),
        recoded=tuple(reading.recoded),
        reviewed=joined.reviewed,
    )


@contextmanager
def _store(cache: Path | None, model: str, names: Names) -> Iterator[ShardStore]:
    if cache is not None:
        yield ShardStore(cache / fingerprint(model, names))
        return
    with tempfile.TemporaryDirectory(prefix="newsrows-") as folder:
        yield ShardStore(Path(folder))


def _new_batches(items: Iterable[Item], known: KnownKeys, reading: _Reading) -> Iterator[list[Article]]:
    """The articles that no shard holds yet, in batches; `reading` takes note of every file."""
    batch: list[Article] = []
    for item in items:
        if isinstance(item, Rejected):
            reading.rejected.append(item)
            continue
        if item.encoding != "utf-8":
            reading.recoded.append((item.file_name, item.encoding))
        key = article_key(item)
        reading.keys.append(key)
        if key not in known:
            batch.append(item)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _refuse_invalid(folder: Path) -> None:
    if issues := validate_package(folder):
        raise InvalidTablesError(issues)
