"""Runs a build: reads the articles, processes the new ones and publishes the package."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from newsrows.engine import run
from newsrows.engine.cache_folder import mark
from newsrows.engine.store import DamagedShardError, ShardStore
from newsrows.pipeline.assembly import Assembly
from newsrows.pipeline.batching import Batch, Batcher, Item, batch_size
from newsrows.pipeline.display_names import DisplayNames
from newsrows.pipeline.fingerprint import shard_fingerprint
from newsrows.pipeline.joining import KeptIds
from newsrows.pipeline.map_step import make_shard, worker_environment
from newsrows.pipeline.options import BuildError, BuildOptions
from newsrows.pipeline.own_output import refuse_own_output, refuse_target_among_sources
from newsrows.pipeline.previous import open_previous
from newsrows.pipeline.rejections import RejectionLog
from newsrows.progress import Progress, Silent
from newsrows.publishing import PackageInfo, check_folder, check_url, find_package_file, package_info
from newsrows.records import Article
from newsrows.resolution import read_registry
from newsrows.review import ReviewReport, read_reviews
from newsrows.runtime import use_one_blas_thread
from newsrows.sources import Omissions, ReadOptions, Rejected, SourceFiles, find_files, read_unopened
from newsrows.sources.locate.streams import is_url
from newsrows.sources.locate.suffixes import holds_many

_SILENT: Final = Silent()


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        target: the folder or URL of the package.
        rows: the number of rows of each table.
        words: the number of words of all articles.
        computed: the number of articles that were not in the cache.
        seconds: the duration of the build.
        rejected: the first rejected records; rejected.csv has all of them.
        rejected_count: the number of rejected records.
        recoded: file names and encodings of the first files that were not in UTF-8.
        recoded_count: the number of such files.
        reviewed: what became of readers' marks; None without marks.
        unchanged: whether the package in the target was already up to date.
        noted: names of the first web pages that may not hold a whole article, and why: live pages, and short ones of
            sites that are not free.
        noted_count: the number of such pages.
        kept: how the ids relate to those of the previous package: the number of articles that both have, and for each
            table the number of rows of id_changes by their change; None without a previous package.
        skipped: the number of files in the sources that were not read, by their suffix.
        ignored_columns: metadata.csv files with columns that are not used, and the names of these columns.
        cache_note: why nothing was kept for the next build; None: it was, or was not asked for.
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
    noted: tuple[tuple[str, str], ...] = ()
    noted_count: int = 0
    kept: KeptIds | None = None
    skipped: dict[str, int] = field(default_factory=dict)
    ignored_columns: tuple[tuple[str, tuple[str, ...]], ...] = ()
    cache_note: str | None = None


def build(
    sources: Sequence[Path | str],
    target: Path | str,
    options: BuildOptions | None = None,
    *,
    progress: Progress = _SILENT,
) -> BuildReport:
    """Build a package from the articles in `sources` and publish it in `target` if the whole build succeeds.

    Args:
        sources: folders of articles, single files, URLs that fsspec supports; '-' is standard input.
        target: the folder, or the URL of one, for data/ and datapackage.json.
        options: the options; None: the defaults.
        progress: is told what happens.

    Raises:
        NewsrowsError: the sources, the model or the target cannot be used.
        InvalidTablesError: the tables do not validate; `target` is unchanged.
    """
    began = time.perf_counter()
    options = options or BuildOptions()
    try:
        return _build(sources, target, options, progress, began)
    except DamagedShardError:  # bits of the cache changed on the disk
        if options.cache is None or "-" in map(str, sources):
            raise  # there is nothing to mend, or standard input cannot be read again
        _store(options, Path()).remove_damaged()
        return _build(sources, target, options, progress, began)


def _build(
    sources: Sequence[Path | str], target: Path | str, options: BuildOptions, progress: Progress, began: float
) -> BuildReport:
    use_one_blas_thread()  # worker processes inherit it: several threads in each would compete for the cores
    refuse_target_among_sources(sources, target)
    _check_target(target)
    reviews = read_reviews(options.reviews) if options.reviews else None
    registry = read_registry(options.registry) if options.registry else None
    info = _package_info(sources, options)
    files = find_files(sources)
    refuse_own_output(sources, files.files)
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="newsrows-")))
        count = _article_count(files)
        rejections = stack.enter_context(RejectionLog(scratch))
        display_names = stack.enter_context(DisplayNames(scratch))
        batcher = Batcher(rejections, display_names, batch_size(count, options.workers))
        store = _store(options, scratch)
        omissions = Omissions()
        previous = (
            stack.enter_context(open_previous(options.previous, scratch)) if options.previous is not None else None
        )
        items = progress.items(_read(files, options, omissions), count, "article", _words)
        computed = sum(_run(batcher.new_batches(items, store.keys()), store, options))
        batcher.collect_diagnostics(store)
        if len(batcher.keys) == batcher.without_article:
            raise BuildError(_no_article(rejections))
        if not is_url(target):
            rejections.refuse_foreign(Path(target))
        progress.step("linking the articles, and checking and writing the tables")
        published = Assembly(store, batcher, options, info, target, scratch, registry, reviews, previous).publish()
    return BuildReport(
        target=target,
        rows=published.rows,
        words=published.words,
        computed=computed,
        seconds=time.perf_counter() - began,
        rejected=tuple(rejections.first),
        rejected_count=rejections.count,
        recoded=tuple(batcher.recoded),
        recoded_count=batcher.recoded_count,
        reviewed=published.reviewed,
        unchanged=published.unchanged,
        noted=tuple(batcher.noted),
        noted_count=batcher.noted_count,
        kept=published.kept,
        skipped=dict(omissions.skipped),
        ignored_columns=tuple(omissions.ignored_columns),
    )


def _words(item: Item) -> int:
    """The number of words of an article; 0 of a page whose text is not known yet."""
    return len(item.text.split()) if isinstance(item, Article) else 0


def _package_info(sources: Sequence[Path | str], options: BuildOptions) -> PackageInfo:
    file = options.package or find_package_file(sources)
    return package_info(file, title=options.title, name=options.name, licence=options.licence, version=options.version)


def _check_target(target: Path | str) -> None:
    if is_url(target):
        check_url(str(target))
    else:
        check_folder(Path(target))


def _store(options: BuildOptions, scratch: Path) -> ShardStore:
    if options.cache is None:
        return ShardStore(scratch / "shards")
    name = shard_fingerprint(options.model, options.names, options.language_threshold)
    if is_url(options.cache):
        return ShardStore(f"{options.cache}/{name}")
    mark(Path(options.cache))
    return ShardStore(Path(options.cache) / name)


def _read(files: SourceFiles, options: BuildOptions, omissions: Omissions) -> Iterator[Item]:
    read_options = ReadOptions(options.max_characters, options.text_column, options.id_column, options.max_ratio)
    return read_unopened(files, read_options, omissions)


def _article_count(files: SourceFiles) -> int | None:
    """Return the number of articles; None if a file may hold several, because it must be read to count them."""
    return None if any(holds_many(file.file_name) for file in files.files) else len(files.files)


def _run(batches: Iterator[Batch], store: ShardStore, options: BuildOptions) -> Iterator[int]:
    work = partial(
        make_shard,
        model=options.model,
        names=options.names,
        store=store.location,
        language_threshold=options.language_threshold,
    )
    if options.engine == "local":
        return run(work, batches, workers=options.workers)
    from newsrows.engine.dask_cluster import run as run_on_cluster  # noqa: PLC0415 - an extra

    return run_on_cluster(
        work,
        batches,
        scheduler=options.scheduler,
        workers=options.workers,
        worker_environment=partial(worker_environment, model=options.model, names=options.names, store=store.location),
    )


def _no_article(rejections: RejectionLog) -> str:
    more = (
        [f"... and {rejections.count - len(rejections.first):,} more"]
        if rejections.count > len(rejections.first)
        else []
    )
    return "\n".join(["no article could be read", *map(str, rejections.first), *more])
