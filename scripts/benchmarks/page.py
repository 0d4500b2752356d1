"""The page of what was measured, as Markdown."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from importlib import metadata

from benchmarks.measures import Measure, Sizes

_LIBRARIES = ("newsrows", "spacy", "numpy", "onnxruntime", "polars", "pyarrow", "pandera", "frictionless")


def as_page(measures: Iterable[Measure], sizes: Sizes) -> str:
    """The page of `make bench`: what was measured on what, and the table."""
    lines = "\n".join(_line(measure) for measure in measures)
    return f"""# Benchmarks

Written by `make bench`: medians of {sizes.rounds} rounds with the least and the most of them, on {sizes.articles:,}
articles put together from paragraphs of real ones under other names. Each run has a process of its own; what is
compared is run in the same round, for machines are never equally busy. Words are what white space separates; a build
is timed whole, from loading its models to the validated package, stock spaCy and the parse alone on 100 of the
articles and without loading. What takes longer is in [large runs](benchmarks-large.md).

{_machine()}

| measure | median | least to most | aim | |
| --- | --: | --: | --: | --- |
{lines}
"""


def as_large_page(measures: Iterable[Measure]) -> str:
    """The page of `make bench-large`."""
    lines = "\n".join(
        f"| {measure.name} | {_shown(measure.value)} {measure.unit} | {_aim(measure)} | {_met(measure)} |"
        for measure in measures
    )
    return f"""# Large runs

Written by `make bench-large`, one run each, on articles put together from paragraphs of real ones under other names: of
15 paragraphs where they are built twice, of 2 where they are very many. Each build is the command that users run, timed
from its start to its end, models and validation included. Memory is that of all processes of a build together, looked
at every five seconds; what several of them share counts once. What takes minutes is in [benchmarks](benchmarks.md).

{_machine()}

| measure | found | aim | |
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
        with open("/proc/cpuinfo", encoding="utf-8") as file:  # noqa: PTH123 - not a file of ours
            names = [line.partition(":")[2].strip() for line in file if line.startswith("model name")]
        return names[0]
    except (OSError, IndexError):
        return platform.processor() or platform.machine()
