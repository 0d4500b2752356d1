"""Writes the pages of results, in Markdown."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from importlib import metadata

from benchmarks.measures import Measure, Sizes

_LIBRARIES = ("newsrows", "spacy", "numpy", "onnxruntime", "polars", "pyarrow", "pandera", "frictionless", "duckdb")


def as_page(measures: Iterable[Measure], sizes: Sizes) -> str:
    """Return the page of `make bench`."""
    lines = "\n".join(_line(measure) for measure in measures)
    return f"""# Benchmarks

`make bench` writes this page. It gives the median, minimum and maximum of {sizes.rounds} rounds on {sizes.articles:,}
articles, which are made of paragraphs of real articles with other names. Each run has its own process. Runs that are
compared are in the same round, because the load of a machine changes. Words are separated by white space. The time of a
build includes everything from loading the models to the validated package. Stock spaCy and the parse alone are timed on
100 of the articles, without loading. The validation of a type is timed on three columns of 300,000 different texts
(processor time of a warm process; Frictionless reads 20,000 rows), and `newsrows diff data` on two versions of a table
that differ in 3% of their rows (processor time of the whole process). [Large runs](benchmarks-large.md) has the
measures that take longer.

{_machine()}

| measure | median | minimum to maximum | aim | |
| --- | --: | --: | --: | --- |
{lines}
"""


def as_large_page(measures: Iterable[Measure]) -> str:
    """Return the page of `make bench-large`."""
    lines = "\n".join(
        f"| {measure.name} | {_shown(measure.value)} {measure.unit} | {_aim(measure)} | {_met(measure)} |"
        for measure in measures
    )
    return f"""# Large runs

`make bench-large` writes this page, with one run per measure. The articles are made of paragraphs of real articles with
other names: 15 paragraphs each if they are built twice, 2 paragraphs each if there are very many. Each build is the
command that users run, timed from start to end, including models and validation. Memory is that of all processes of a
build together, measured every five seconds; memory that several processes share counts once.
[Benchmarks](benchmarks.md) has the measures that take minutes.

{_machine()}

| measure | value | aim | |
| --- | --: | --: | --- |
{lines}
"""


def _machine() -> str:
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in _LIBRARIES)
    return (
        f"{_processor()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}; {versions}."
    )


def _line(measure: Measure) -> str:
    median, low, high = (_shown(value) for value in (measure.value, measure.low, measure.high))
    return f"| {measure.name} | {median} {measure.unit} | {low} to {high} | {_aim(measure)} | {_met(measure)} |"


def _aim(measure: Measure) -> str:
    return "" if measure.aim is None else f"{measure.aim.direction} {measure.aim.limit:g}"


def _met(measure: Measure) -> str:
    return {True: "met", False: "not met", None: ""}[measure.is_met]


def _shown(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:  # noqa: PTH123 - a system file
            names = [line.partition(":")[2].strip() for line in file if line.startswith("model name")]
        return names[0]
    except (OSError, IndexError):
        return platform.processor() or platform.machine()
