"""The measures of `make bench`: which jobs are compared, and the aim of each measure."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Literal

from benchmarks.articles import paragraphs_of, write_articles
from benchmarks.field_types import aim
from benchmarks.processes import SCRIPTS, run, run_command
from benchmarks.versions import write_versions


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of the measures.

    Attributes:
        articles: articles of a timed build.
        rounds: how often each measure is repeated.
        quotes: quotes to validate, and rows of versions to compare.
        names: names to resolve.
    """

    articles: int
    rounds: int
    quotes: int
    names: int


@dataclass(frozen=True, slots=True)
class Aim:
    """The limit that a measure should keep."""

    direction: Literal["at least", "at most"]
    limit: float

    def admits(self, value: float) -> bool:
        """Return whether the value meets the aim."""
        return value >= self.limit if self.direction == "at least" else value <= self.limit


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table: median, minimum and maximum over the rounds, and the aim."""

    name: str
    value: float
    low: float
    high: float
    unit: str
    aim: Aim | None = None

    @property
    def is_met(self) -> bool | None:
        """Whether the aim is met; None without an aim."""
        return None if self.aim is None else self.aim.admits(self.value)


def measure(texts: Sequence[Path], sizes: Sizes) -> Iterator[Measure]:
    """Yield all measures, on articles made of the paragraphs below `texts`."""
    with TemporaryDirectory(prefix="newsrows-bench-") as name:
        folder = Path(name)
        articles = folder / "articles"
        write_articles(paragraphs_of(texts), articles, count=sizes.articles, length=10)
        yield from _of_speed(articles, folder, sizes.rounds)
        yield from _of_start(sizes.rounds)
        yield from _of_tables(articles, folder, sizes)
        yield from _of_field_types(sizes.rounds)
        yield from _of_versions(folder / "versions", sizes)
        yield from _of_names(sizes)


def _of_speed(articles: Path, folder: Path, rounds: int) -> Iterator[Measure]:
    where = str(articles)
    results = []
    for number in range(rounds):
        cached = partial(run, "build", articles=where, names="accurate", cache=str(folder / f"cache-{number}"))
        results.append(
            {
                "stock": run("stock", articles=where).result,
                "parse": run("parse", articles=where).result,
                "fast": run("build", articles=where, names="fast").result,
                "accurate": cached().result,
                "again": cached().result,
                "parts": run("parts", articles=where, names="fast").result,
                "two": run("build", articles=where, names="accurate", workers=2, threads=None).result,
                "spin one": run("spin", workers=1).result,
                "spin two": run("spin", workers=2).result,
            }
        )

    def speed(job: str) -> Callable[[Mapping[str, Any]], float]:
        return lambda round_: round_[job]["words"] / round_[job]["seconds"]

    def gain(job: str, over: str) -> Callable[[Mapping[str, Any]], float]:
        return lambda round_: speed(job)(round_) / speed(over)(round_)

    yield _measure(results, "stock spaCy, words per second", speed("stock"), "words/s")
    yield _measure(results, "parse alone, words per second", speed("parse"), "words/s")
    yield _measure(results, "whole build, accurate names, words per second", speed("accurate"), "words/s")
    yield _measure(results, "whole build, fast names, words per second", speed("fast"), "words/s")
    yield _measure(
        results,
        "speed of the accurate build, relative to stock spaCy",
        gain("accurate", "stock"),
        "times",
        Aim("at least", 0.7),
    )
    yield _measure(
        results,
        "speed of the fast build, relative to stock spaCy",
        gain("fast", "stock"),
        "times",
        Aim("at least", 2.0),
    )
    yield _measure(
        results,
        "time of all later steps, relative to parse and fast names",
        lambda round_: round_["parts"]["rest"] / round_["parts"]["models"],
        "times",
        Aim("at most", 0.25),
    )
    yield _measure(
        results,
        "speed-up by a second worker, relative to that of pure Python",
        lambda r: gain("two", "accurate")(r) * r["spin two"]["seconds"] / r["spin one"]["seconds"],
        "times",
        Aim("at least", 0.85),
    )
    yield _measure(
        results,
        "time of the second build, relative to the first",
        lambda r: r["again"]["seconds"] / r["accurate"]["seconds"],
        "times",
    )
    yield _measure(results, "peak memory of a build", lambda r: r["accurate"]["megabytes"], "MB")


def _of_start(rounds: int) -> Iterator[Measure]:
    command = Path(sys.executable).with_name("newsrows")
    results = [
        {"bare": run_command("-c", "pass"), "help": run_command("--help", program=str(command))} for _ in range(rounds)
    ]
    yield _measure(results, "time of newsrows --help", lambda round_: round_["help"], "s", Aim("at most", 0.3))
    yield _measure(
        results,
        "time of newsrows --help, relative to an empty Python program",
        lambda round_: round_["help"] / round_["bare"],
        "times",
        Aim("at most", 5),
    )
    seeds = [run_command("-m", "newsrows", "validate", str(SCRIPTS.parent)) for _ in range(rounds)]
    yield _measure(seeds, "time of newsrows validate, three seed articles", float, "s", Aim("at most", 2))


def _of_tables(articles: Path, folder: Path, sizes: Sizes) -> Iterator[Measure]:
    package = folder / "package"
    run_command("-m", "newsrows", "build", str(articles), "--out", str(package), "--no-cache")
    quotes = partial(run, package=str(package), rows=sizes.quotes)
    checked = [
        {
            "pandera": quotes("check_quotes", by_pandera=True).result["seconds"],
            "polars": quotes("check_quotes", by_pandera=False).result["seconds"],
        }
        for _ in range(sizes.rounds)
    ]
    yield _measure(
        checked,
        f"time of Pandera on {sizes.quotes:,} quotes with keys, relative to the same checks in polars",
        lambda round_: round_["pandera"] / round_["polars"],
        "times",
        Aim("at most", 1.3),
    )
    written = [quotes("write_quotes").result for _ in range(sizes.rounds)]
    yield _measure(
        written,
        "size of Parquet, relative to CSV",
        lambda round_: round_["parquet_bytes"] / round_["csv_bytes"],
        "times",
        Aim("at most", 0.32),
    )
    yield _measure(
        written,
        "time to write Parquet, relative to CSV",
        lambda round_: round_["parquet_seconds"] / round_["csv_seconds"],
        "times",
        Aim("at most", 2.2),
    )
    validated = [run_command("-m", "newsrows", "validate", str(package)) for _ in range(sizes.rounds)]
    yield _measure(validated, f"time of newsrows validate, {sizes.articles:,} articles", float, "s")


def _of_field_types(rounds: int) -> Iterator[Measure]:
    results = [run("field_types", threads=None).result for _ in range(rounds)]
    for name in results[0]:
        yield _measure(
            results,
            f"speed of newsrows validate, relative to Frictionless: {name}",
            itemgetter(name),
            "times",
            Aim("at least", aim(name)),
        )


def _of_versions(folder: Path, sizes: Sizes) -> Iterator[Measure]:
    write_versions(folder, sizes.quotes)
    for kind, shown in (("csv", "CSV"), ("parquet", "Parquet")):
        diff = partial(run, "diff_versions", threads=None, folder=str(folder), kind=kind)
        results = [
            {"newsrows": diff(by_duckdb=False).result, "DuckDB": diff(by_duckdb=True).result}
            for _ in range(sizes.rounds)
        ]
        yield _measure(
            results,
            f"time of newsrows diff data, {sizes.quotes:,} rows of {shown}, relative to DuckDB's full outer join",
            lambda round_: round_["newsrows"]["seconds"] / round_["DuckDB"]["seconds"],
            "times",
            Aim("at most", 1.2),
        )


def _of_names(sizes: Sizes) -> Iterator[Measure]:
    results = [run("resolve_names", count=sizes.names, threads=None).result]
    yield _measure(results, f"time to resolve {sizes.names:,} distinct names", lambda round_: round_["seconds"], "s")
    yield _measure(results, "... its peak memory", lambda round_: round_["megabytes"], "MB")


def _measure(
    rounds: Sequence[Any],
    name: str,
    figure: Callable[[Any], float],
    unit: str,
    aim: Aim | None = None,
) -> Measure:
    values = [figure(round_) for round_ in rounds]
    return Measure(name, median(values), min(values), max(values), unit, aim)
