"""The whole way from articles to a published package."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from newsrows.engine import run
from newsrows.engine.cache_folder import mark
from newsrows.engine.store import ShardStore
from newsrows.pipeline.assembly import Assembly
from newsrows.pipeline.batching import Batch, Intake, Item, batch_size
from newsrows.pipeline.display_names import ShownNames
from newsrows.pipeline.errors import BuildError
from newsrows.pipeline.fingerprint import fingerprint
from newsrows.pipeline.map_step import make_shard, surroundings
from newsrows.pipeline.options import BuildOptions
from newsrows.pipeline.own_output import refuse_packages, refuse_target_among_sources
from newsrows.pipeline.rejections import LeftOut
from newsrows.publishing import check_folder, check_url
from newsrows.resolution import read_registry
from newsrows.review import ReviewReport, read_reviews
from newsrows.runtime import use_one_blas_thread
from newsrows.sources import Found, ReadOptions, Rejected, find_files, read_unopened
from newsrows.sources.locate.streams import is_url
from newsrows.sources.locate.suffixes import holds_many

Progress = Callable[[Iterable[Item], int | None], Iterable[Item]]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: rows a table, words, how many articles were new to the cache, seconds, what was odd.

    `rejected` are the first of the records that were left out (rejected.csv has them all), `recoded` the file names and
    encodings of the first articles that were not in UTF-8; `reviewed` says what became of readers' marks, `unchanged`
    that the package in the target was left as it was, for nothing would have changed.
    """

    target: Path | str
    rows: dict[str, int]
    words: int
    computed: int
    seconds: float
    rejected: tuple[Rejected, ...]
    rejected_count: int
    recoded: tuple[tuple[str, str], ...]
    recoded_count: int
    reviewed: ReviewReport | None = None
    unchanged: bool = False


def build(
    sources: Sequence[Path | str],
    target: Path | str,
    options: BuildOptions | None = None,
    *,
    progress: Progress = lambda items, _: items,
) -> BuildReport:
    """Build a package from the articles in `sources` and put it into `target`, whole or not at all.

    Args:
        sources: folders of articles, single files, URLs that fsspec knows; '-' is standard input.
        target: the folder, or URL of one, where data/ and datapackage.json go.
        options: what else there is to say.
        progress: wraps the articles as they are worked on; told how many there are, if that is known.

    Raises:
        NewsrowsError: the sources, the model or the target cannot be used.
        InvalidTablesError: the tables do not validate; `target` is as it was.
    """
    began = time.perf_counter()
    use_one_blas_thread()  # worker processes inherit it: several threads in each would compete for the cores
    options = options or BuildOptions()
    refuse_target_among_sources(sources, target)
    _check_target(target)
    reviews = read_reviews(options.reviews) if options.reviews else None
    registry = read_registry(options.registry) if options.registry else None
    found = find_files(sources)
    refuse_packages(sources, found.files)
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="newsrows-")))
        count = _known_count(found)
        left_out, shown = stack.enter_context(LeftOut(scratch)), stack.enter_context(ShownNames(scratch))
        intake = Intake(left_out, shown, batch_size(count, options.workers))
        store = _store(options, scratch)
        items = progress(_read(found, options), count)
        computed = sum(_run(intake.new_batches(items, store.keys()), store, options))
        intake.settle(store)
        if len(intake.keys) == intake.empty:
            raise BuildError(_nothing_read(left_out))
        made = Assembly(store, intake, options, target, scratch, registry, reviews).publish()
    return BuildReport(
        target=target,
        rows=made.rows,
        words=made.words,
        computed=computed,
        seconds=time.perf_counter() - began,
        rejected=tuple(left_out.first),
        rejected_count=left_out.count,
        recoded=tuple(intake.recoded),
        recoded_count=intake.recoded_count,
        reviewed=made.reviewed,
        unchanged=made.unchanged,
    )


def _check_target(target: Path | str) -> None:
    if is_url(target):
        check_url(str(target))
    else:
        check_folder(Path(target))


def _store(options: BuildOptions, scratch: Path) -> ShardStore:
    if options.cache is None:
        return ShardStore(scratch / "shards")
    name = fingerprint(options.model, options.names)
    if is_url(options.cache):
        return ShardStore(f"{options.cache}/{name}")
    mark(Path(options.cache))
    return ShardStore(Path(options.cache) / name)


def _read(found: Found, options: BuildOptions) -> Iterator[Item]:
    limits = ReadOptions(options.max_characters, options.text_column, options.id_column, options.max_ratio)
    return read_unopened(found, limits)


def _known_count(found: Found) -> int | None:
    """How many articles there are; nobody knows that of an archive or a table before it is read."""
    return None if any(holds_many(file.file_name) for file in found.files) else len(found.files)


def _run(batches: Iterator[Batch], store: ShardStore, options: BuildOptions) -> Iterator[int]:
    work = partial(make_shard, model=options.model, names=options.names, store=store.location)
    if options.engine == "local":
        return run(work, batches, workers=options.workers)
    from newsrows.engine.dask_cluster import run as run_on_cluster  # noqa: PLC0415 - an extra

    return run_on_cluster(
        work,
        batches,
        scheduler=options.scheduler,
        workers=options.workers,
        surroundings=partial(surroundings, model=options.model, names=options.names, store=store.location),
    )


def _nothing_read(left_out: LeftOut) -> str:
    more = [f"... and {left_out.count - len(left_out.first):,} more"] if left_out.count > len(left_out.first) else []
    return "\n".join(["no article could be read", *map(str, left_out.first), *more])
