"""The large measures: builds of a hundred thousand articles, repeated builds of ten thousand, ten million names."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from benchmarks.articles import paragraphs_of, words_in, write_articles
from benchmarks.measures import Aim, Measure
from benchmarks.processes import SCRIPTS, run

# The memory of all processes is measured at this interval.
_INTERVAL_SECONDS = 5.0
# Paragraphs of a long and a short article; very many short ones are built in an hour.
_LONG, _SHORT = 15, 2


@dataclass(frozen=True, slots=True)
class Large:
    """The sizes of the measures; 0 skips a measure.

    Attributes:
        many: articles of the large build.
        again: articles of the repeated builds.
        names: names to resolve.
        workers: worker processes.
    """

    many: int
    again: int
    names: int
    workers: int


@dataclass(frozen=True, slots=True)
class Built:
    """What a build took.

    Attributes:
        seconds: wall-clock time.
        processor: processor time of all processes in seconds.
        megabytes: peak memory of all processes together.
    """

    seconds: float
    processor: float
    megabytes: float


def measure_large(texts: Sequence[Path], sizes: Large) -> Iterator[Measure]:
    """Yield the large measures, one run each, on articles made of the paragraphs below `texts`."""
    paragraphs = paragraphs_of(texts)
    with TemporaryDirectory(prefix="newsrows-bench-") as name:
        if sizes.many:
            yield from _of_many(paragraphs, Path(name) / "many", sizes)
        if sizes.again:
            yield from _of_second_build(paragraphs, Path(name) / "again", sizes)
    if sizes.names:
        result = run("resolve_names", count=sizes.names, threads=None).result
        yield _one(f"time to resolve {sizes.names:,} distinct names", result["seconds"] / 60, "minutes")
        yield _one("... its peak memory", result["megabytes"] / 1000, "GB", Aim("at most", 4))


def _of_many(paragraphs: Sequence[str], folder: Path, sizes: Large) -> Iterator[Measure]:
    """Compare many articles with a thousand of the same kind: memory without the models, processor time per word."""
    builds = {}
    for count in (1000, sizes.many):
        articles = folder / str(count)
        write_articles(paragraphs, articles, count=count, length=_SHORT)
        words = words_in(articles)
        builds[count] = (words, build(articles, folder / "cache" / str(count), sizes.workers, out=folder / "package"))
        shutil.rmtree(articles)
    (few_words, few), (words, many) = builds[1000], builds[sizes.many]
    models = sizes.workers * _model_megabytes()
    label = f"{sizes.many:,} articles ({words:,} words), {sizes.workers} workers, fast names"
    yield _one(f"{label}: words per second", words / many.seconds, "words/s")
    yield _one("... peak memory of all processes", many.megabytes, "MB")
    yield _one("... memory of the loaded models", models, "MB")
    yield _one("... peak memory without the models", many.megabytes - models, "MB", Aim("at most", 2000))
    speed = (few.processor / few_words) / (many.processor / words)
    yield _one("... words per processor second, relative to 1,000 articles", speed, "times", Aim("at least", 1))


def _of_second_build(paragraphs: Sequence[str], folder: Path, sizes: Large) -> Iterator[Measure]:
    """Time repeated builds: the same articles, another folder, and one changed article; each is a complete command."""
    articles, cache = folder / "articles", folder / "cache"
    write_articles(paragraphs, articles, count=sizes.again, length=_LONG)
    words = words_in(articles)
    out = folder / "package"
    first, second = (build(articles, cache, sizes.workers, names="accurate", out=out) for _ in range(2))
    other_folder = build(articles, cache, sizes.workers, names="accurate", out=folder / "another")
    edited = min(articles.rglob("*.txt"))
    edited.write_text(edited.read_text("utf-8") + "\n\nMore is to follow, the editors said.\n", "utf-8")
    third = build(articles, cache, sizes.workers, names="accurate", out=out)
    yield _one(f"{sizes.again:,} articles ({words:,} words), {sizes.workers} workers", first.seconds, "s")
    yield _one("... peak memory of all processes", first.megabytes, "MB")
    yield _one("... second build", second.seconds, "s")
    yield _one(
        "... its processor time, relative to the first build",
        second.processor / first.processor,
        "times",
        Aim("at most", 0.02),
    )
    yield _one("... its wall-clock time, relative to the first build", second.seconds / first.seconds, "times")
    yield _one("... build into another folder", other_folder.seconds, "s")
    yield _one("... build with one changed article", third.seconds, "s")


def build(articles: Path, cache: Path, workers: int, *, out: Path, names: str = "fast") -> Built:
    """Run `newsrows build` as a user does, and measure the memory of all its processes.

    Raises:
        CalledProcessError: the build failed.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    command = [sys.executable, "-m", "newsrows", "build", str(articles), "--out", str(out), "--names", names]
    command += ["--workers", str(workers)]
    environment = {**os.environ, "PYTHONPATH": str(SCRIPTS), "NEWSROWS_CACHE": str(cache)}
    nothing = subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stdout=nothing, stderr=nothing) as process:  # noqa: S603
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, _megabytes(process.pid))
            with suppress(subprocess.TimeoutExpired):
                process.wait(_INTERVAL_SECONDS)
    seconds = time.perf_counter() - began
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Built(seconds, processor, peak)


def _megabytes(pid: int) -> float:
    """Return the memory of a process and its descendants; memory that they share counts once."""
    total = 0
    try:
        process = psutil.Process(pid)
        for one in (process, *process.children(recursive=True)):
            total += one.memory_full_info().pss
    except psutil.Error:  # the process has just ended
        pass
    return total / 1e6


def _model_megabytes() -> float:
    return float(run("load_models", names="fast").result["megabytes"])


def _one(name: str, value: float, unit: str, aim: Aim | None = None) -> Measure:
    return Measure(name, value, value, value, unit, aim)
