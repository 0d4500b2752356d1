"""Runs the areas of the campaign for a time each, and writes what came of it to docs/hardening.md."""

from __future__ import annotations

import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from hardening.descriptors import try_package
from hardening.sources import try_reviews, try_sources
from hardening.texts import try_text

Trial = Callable[[Path, Random], None]

AREAS: Final[Mapping[str, Trial]] = {
    "descriptors of packages": try_package,
    "files of articles": try_sources,
    "reviews and registries": try_reviews,
    "texts of articles": try_text,
}
MAX_EXPONENT: Final = 1.2


@dataclass(frozen=True, slots=True)
class Failure:
    """A trial that failed: the seed that repeats it, and what happened."""

    seed: int
    what: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an area: how many trials, and those that failed."""

    area: str
    trials: int
    failures: tuple[Failure, ...]


def run_trial(trial: Trial, seed: int) -> Failure | None:
    """Run one trial in a folder of its own; return None if all that must hold does."""
    with tempfile.TemporaryDirectory(prefix="newsrows-trial-") as folder:
        place = Path(folder) / "in"
        place.mkdir()
        before, tempfile.tempdir = tempfile.tempdir, folder  # so that temporary files are seen that stay behind
        try:
            trial(place, Random(seed))
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            return Failure(
                seed, f"{type(error).__name__}: {str(error)[:200]} ({Path(last.filename).name}:{last.lineno})"
            )
        finally:
            tempfile.tempdir = before
        left = [path.name for path in Path(folder).iterdir() if path != place]
    return Failure(seed, f"left behind: {', '.join(left)}") if left else None


def run_area(area: str, seconds: float, first_seed: int) -> Outcome:
    """Run trials of an area with one seed after the other until the time is over."""
    end, seed, failures = time.monotonic() + seconds, first_seed, []
    while time.monotonic() < end:
        failure = run_trial(AREAS[area], seed)
        if failure is not None:
            failures.append(failure)
        seed += 1
    return Outcome(area, seed - first_seed, tuple(failures))


def as_page(outcomes: list[Outcome], exponents: Mapping[str, float]) -> Iterator[str]:
    """Yield the lines of the table of areas and of the table of exponents."""
    yield from ("| area | trials | failures |", "| --- | --: | --: |")
    yield from (f"| {one.area} | {one.trials:,} | {len(one.failures):,} |" for one in outcomes)
    yield ""
    for one in outcomes:
        yield from (f"- {one.area}, seed {failure.seed}: `{failure.what}`" for failure in one.failures[:20])
    slow = {name: exponent for name, exponent in exponents.items() if exponent >= MAX_EXPONENT}
    yield from ("", f"{len(exponents)} patterns, {len(slow)} with an exponent of {MAX_EXPONENT} or more.", "")
    yield from ("| repeated | exponent |", "| --- | --: |")
    yield from (f"| {name} | {exponent:.2f} |" for name, exponent in exponents.items())
