"""The whole way from articles to a published package."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from newsrows.build.fingerprint import fingerprint
from newsrows.build.intake import Intake, Item
from newsrows.build.joining import join_shards
from newsrows.build.left_out import LeftOut
from newsrows.build.work import make_shard
from newsrows.engine import run
from newsrows.engine.store import ShardStore
from newsrows.export import check_folder, export_package
from newsrows.extract.pipeline import DEFAULT_MODEL
from newsrows.extract.reader import Names
from newsrows.read import MAX_CHARACTERS, Rejected, find_files, read_files
from newsrows.records import Issue, NewsrowsError
from newsrows.resolve import read_registry
from newsrows.review import ReviewReport, read_reviews
from newsrows.validate import validate_package

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

    `rejected` are the first of the records that were left out (rejected.csv has them all), `recoded` the file names and
    encodings of the first articles that were not in UTF-8; `reviewed` says what became of readers' marks.
    """

    folder: Path
    rows: dict[str, int]
    words: int
    computed: int
    seconds: float
    rejected: tuple[Rejected, ...]
    rejected_count: int
    recoded: tuple[tuple[str, str], ...]
    recoded_count: int
    reviewed: ReviewReport | None = None


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
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="newsrows-")))
        intake = Intake(stack.enter_context(LeftOut(scratch)))
        store = ShardStore(cache / fingerprint(model, names) if cache is not None else scratch / "shards")
        items = progress(read_files(files, max_characters=max_characters), len(files.files))
        work = partial(make_shard, model=model, names=names, store=store.location)
        computed = sum(run(work, intake.new_batches(items, store.keys()), workers=workers))
        if not intake.keys:
            raise BuildError(_nothing_read(intake.left_out))
        (scratch / "tables").mkdir()
        joined = join_shards(store, intake.keys, scratch / "tables", registry=own, reviews=marks)
        rows = export_package(joined.tables, folder, check=_refuse_invalid)
        intake.left_out.publish(folder)
    return BuildReport(
        folder=folder,
        rows=rows,
        words=joined.words,
        computed=computed,
        seconds=time.perf_counter() - began,
        rejected=tuple(intake.left_out.first),
        rejected_count=intake.left_out.count,
        recoded=tuple(intake.recoded),
        recoded_count=intake.recoded_count,
        reviewed=joined.reviewed,
    )


def _nothing_read(left_out: LeftOut) -> str:
    more = [f"... and {left_out.count - len(left_out.first):,} more"] if left_out.count > len(left_out.first) else []
    return "\n".join(["no article could be read", *map(str, left_out.first), *more])


def _refuse_invalid(folder: Path) -> None:
    if issues := validate_package(folder):
        raise InvalidTablesError(issues)
