"""The measures: what is run against what, and what is hoped for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Literal

from benchmarks.articles import paragraphs_of, write_articles
from benchmarks.processes import SCRIPTS, run, run_command


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured."""

    articles: int
    rounds: int
    quotes: int
    names: int


@dataclass(frozen=True, slots=True)
class Aim:
    """What a measure should be at least or at most."""

    direction: Literal["at least", "at most"]
    limit: float

    def admits(self, value: float) -> bool:
        """Whether the value is within the aim."""
        return value >= self.limit if self.direction == "at least" else value <= self.limit


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table: the median over the rounds, the least and the most, and the aim."""

    name: str
    value: float
    low: float
    high: float
    unit: str
    aim: Aim | None = None

    @property
    def is_met(self) -> bool | None:
        """Whether the aim is met, None where there is none."""
        return None if self.aim is None else self.aim.admits(self.value)


def measure(texts: Sequence[Path], sizes: Sizes) -> Iterator[Measure]:
    """All measures, on articles made of the paragraphs below `texts`."""
    with TemporaryDirectory(prefix="newsrows-bench-") as name:
        folder = Path(name)
        articles = folder / "articles"
        write_articles(paragraphs_of(texts), articles, count=sizes.articles, length=10)
        yield from _of_speed(articles, folder, sizes.rounds)
        yield from _of_start(sizes.rounds)
        yield from _of_tables(articles, folder, sizes)
        yield from _of_names(sizes)


def _of_speed(articles: Path, folder: Path, rounds: int) -> Iterator[Measure]:
    where = str(articles)
    found = []
    for number in range(rounds):
        kept = {"articles": where, "names": "accurate", "cache": str(folder / f"cache-{number}")}
        found.append(
            {
                "stock": run("stock", articles=where).result,
                "parse": run("parse", articles=where).result,
                "fast": run("build", articles=where, names="fast").result,
                "accurate": run("build", **kept).result,
                "again": run("build", **kept).result,
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

    yield _over(found, "stock spaCy, words a second", speed("stock"), "words/s")
    yield _over(found, "parse alone, words a second", speed("parse"), "words/s")
    yield _over(found, "whole build, accurate names, words a second", speed("accurate"), "words/s")
    yield _over(found, "whole build, fast names, words a second", speed("fast"), "words/s")
    yield _over(found, "accurate build to stock spaCy", gain("accurate", "stock"), "times", Aim("at least", 0.7))
    yield _over(found, "fast build to stock spaCy", gain("fast", "stock"), "times", Aim("at least", 2.0))
    yield _over(
        found,
        "everything behind parse and fast names to these two",
        lambda round_: round_["parts"]["rest"] / round_["parts"]["models"],
        "times",
        Aim("at most", 0.25),
    )
    yield _over(
        found,
        "two workers' gain to that of two pure-Python workers",
        lambda r: gain("two", "accurate")(r) * r["spin two"]["seconds"] / r["spin one"]["seconds"],
        "times",
        Aim("at least", 0.85),
    )
    yield _over(found, "second build to the first", lambda r: r["again"]["seconds"] / r["accurate"]["seconds"], "times")
    yield _over(found, "peak memory of a build", lambda r: r["accurate"]["megabytes"], "MB")


def _of_start(rounds: int) -> Iterator[Measure]:
    command = Path(sys.executable).with_name("newsrows")
    found = [
        {"bare": run_command("-c", "pass"), "help": run_command("--help", program=str(command))} for _ in range(rounds)
    ]
    yield _over(found, "newsrows --help", lambda round_: round_["help"], "s", Aim("at most", 0.3))
    yield _over(
        found,
        "newsrows --help to a bare interpreter",
        lambda round_: round_["help"] / round_["bare"],
        "times",
        Aim("at most", 5),
    )
    seeds = [run_command("-m", "newsrows", "validate", str(SCRIPTS.parent)) for _ in range(rounds)]
    yield _over(seeds, "newsrows validate of the three seed articles", float, "s", Aim("at most", 2))


def _of_tables(articles: Path, folder: Path, sizes: Sizes) -> Iterator[Measure]:
    package = folder / "package"
    run_command("-m", "newsrows", "build", str(articles), "--out", str(package), "--no-cache")
    given = {"package": str(package), "rows": sizes.quotes}
    checked = [
        {
            "pandera": run("check_quotes", **given, by_pandera=True).result["seconds"],
            "polars": run("check_quotes", **given, by_pandera=False).result["seconds"],
        }
        for _ in range(sizes.rounds)
    ]
    yield _over(
        checked,
        f"Pandera on {sizes.quotes:,} quotes with keys to the same checks in polars",
        lambda round_: round_["pandera"] / round_["polars"],
        "times",
        Aim("at most", 1.3),
    )
    written = [run("write_quotes", **given).result for _ in range(sizes.rounds)]
    yield _over(
        written,
        "Parquet's size to that of CSV",
        lambda round_: round_["parquet_bytes"] / round_["csv_bytes"],
        "times",
        Aim("at most", 0.32),
    )
    yield _over(
        written,
        "Parquet's writing time to that of CSV",
        lambda round_: round_["parquet_seconds"] / round_["csv_seconds"],
        "times",
        Aim("at most", 2.2),
    )
    validated = [run_command("-m", "newsrows", "validate", str(package)) for _ in range(sizes.rounds)]
    yield _over(validated, f"newsrows validate, {sizes.articles:,} articles", float, "s")


def _of_names(sizes: Sizes) -> Iterator[Measure]:
    found = [run("resolve_names", count=sizes.names, threads=None).result]
    yield _over(found, f"resolving {sizes.names:,} distinct names", lambda round_: round_["seconds"], "s")
    yield _over(found, "... and the memory that it takes at most", lambda round_: round_["megabytes"], "MB")


def _over(
    rounds: Sequence[Any],
    name: str,
    figure: Callable[[Any], float],
    unit: str,
    aim: Aim | None = None,
) -> Measure:
    values = [figure(round_) for round_ in rounds]
    return Measure(name, median(values), min(values), max(values), unit, aim)
