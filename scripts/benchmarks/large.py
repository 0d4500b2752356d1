"""The large measures: a hundred thousand articles, a second build of ten thousand, ten million names."""

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

# Seconds between two looks at the memory of all processes.
_LOOK = 5.0
# Paragraphs of an article: as long as a report, and as short as a news item, of which very many are built in an hour.
_REPORT, _ITEM = 15, 2


@dataclass(frozen=True, slots=True)
class Large:
    """How much is measured; 0 leaves a measure out."""

    many: int
    again: int
    names: int
    workers: int


@dataclass(frozen=True, slots=True)
class Built:
    """What a build took: seconds by the clock and of processors, megabytes of all processes together at most."""

    seconds: float
    processor: float
    megabytes: float


def measure_large(texts: Sequence[Path], sizes: Large) -> Iterator[Measure]:
    """The large measures, on articles made of the paragraphs below `texts`, one run each."""
    paragraphs = paragraphs_of(texts)
    with TemporaryDirectory(prefix="newsrows-bench-") as name:
        if sizes.many:
            yield from _of_many(paragraphs, Path(name) / "many", sizes)
        if sizes.again:
            yield from _of_second_build(paragraphs, Path(name) / "again", sizes)
    if sizes.names:
        found = run("resolve_names", count=sizes.names, threads=None).result
        yield _one(f"resolving {sizes.names:,} distinct names", found["seconds"] / 60, "minutes")
        yield _one("... memory at most", found["megabytes"] / 1000, "GB", Aim("at most", 4))


def _of_many(paragraphs: Sequence[str], folder: Path, sizes: Large) -> Iterator[Measure]:
    """Many articles against a thousand of the same make: memory beyond the models, and processor time a word."""
    found = {}
    for count in (1000, sizes.many):
        articles = folder / str(count)
        write_articles(paragraphs, articles, count=count, length=_ITEM)
        words = words_in(articles)
        found[count] = (words, build(articles, folder / "cache" / str(count), sizes.workers, out=folder / "package"))
        shutil.rmtree(articles)
    (few_words, few), (words, many) = found[1000], found[sizes.many]
    models = sizes.workers * _model_megabytes()
    named = f"{sizes.many:,} articles ({words:,} words), {sizes.workers} workers, fast names"
    yield _one(f"{named}: words a second", words / many.seconds, "words/s")
    yield _one("... memory of all processes at most", many.megabytes, "MB")
    yield _one("... of that, the loaded models", models, "MB")
    yield _one("... beyond the models", many.megabytes - models, "MB", Aim("at most", 2000))
    speed = (few.processor / few_words) / (many.processor / words)
    yield _one("... words a processor second to those of 1,000 articles", speed, "times", Aim("at least", 1))


def _of_second_build(paragraphs: Sequence[str], folder: Path, sizes: Large) -> Iterator[Measure]:
    """The same articles again, and once more with one of them changed, as whole commands from start to end."""
    articles, cache = folder / "articles", folder / "cache"
    write_articles(paragraphs, articles, count=sizes.again, length=_REPORT)
    words = words_in(articles)
    out = folder / "package"
    first, second = (build(articles, cache, sizes.workers, names="accurate", out=out) for _ in range(2))
    elsewhere = build(articles, cache, sizes.workers, names="accurate", out=folder / "another")
    edited = min(articles.rglob("*.txt"))
    edited.write_text(edited.read_text("utf-8") + "\n\nMore is to follow, the editors said.\n", "utf-8")
    third = build(articles, cache, sizes.workers, names="accurate", out=out)
    yield _one(f"{sizes.again:,} articles ({words:,} words), {sizes.workers} workers", first.seconds, "s")
    yield _one("... memory of all processes at most", first.megabytes, "MB")
    yield _one("... the same again", second.seconds, "s")
    yield _one("... its processor time to the first", second.processor / first.processor, "times", Aim("at most", 0.02))
    yield _one("... its time by the clock to the first", second.seconds / first.seconds, "times")
    yield _one("... the same into another folder", elsewhere.seconds, "s")
    yield _one("... with one article changed", third.seconds, "s")


def build(articles: Path, cache: Path, workers: int, *, out: Path, names: str = "fast") -> Built:
    """Run `newsrows build` as a user does, and watch the memory of all its processes.

    Raises:
        CalledProcessError: it failed.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    command = [sys.executable, "-m", "newsrows", "build", str(articles), "--out", str(out), "--names", names]
    command += ["--workers", str(workers)]
    environment = {**os.environ, "PYTHONPATH": str(SCRIPTS), "NEWSROWS_CACHE": str(cache)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env=environment, **quiet) as process:  # noqa: S603
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, _megabytes(process.pid))
            with suppress(subprocess.TimeoutExpired):
                process.wait(_LOOK)
    seconds = time.perf_counter() - began
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Built(seconds, processor, peak)


def _megabytes(pid: int) -> float:
    """Memory of a process and its descendants; what several of them share counts once."""
    total = 0
    try:
        process = psutil.Process(pid)
        for one in (process, *process.children(recursive=True)):
            total += one.memory_full_info().pss
    except psutil.Error:  # it has just ended
        pass
    return total / 1e6


def _model_megabytes() -> float:
    return float(run("load_models", names="fast").result["megabytes"])


def _one(name: str, value: float, unit: str, aim: Aim | None = None) -> Measure:
    return Measure(name, value, value, value, unit, aim)
