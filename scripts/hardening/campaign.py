"""Runs the areas of the campaign for a time each, and writes what came of it to docs/hardening.md.

Times are those of the processor, so that other programs on the machine change nothing.
"""

from __future__ import annotations

import resource
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from hardening.descriptors import try_package
from hardening.parquet_files import try_parquet
from hardening.sources import try_reviews, try_sources
from hardening.texts import try_text

Trial = Callable[[Path, Random], None]

AREAS: Final[Mapping[str, Trial]] = {
    "descriptors of packages": try_package,
    "files of articles": try_sources,
    "reviews and registries": try_reviews,
    "damaged Parquet files": try_parquet,
    "texts of articles": try_text,
}
MAX_EXPONENT: Final = 1.2
# What the models and libraries take, and 1.5 GB.
MAX_MEGABYTES: Final = 2_300


@dataclass(frozen=True, slots=True)
class Failure:
    """A trial that failed: the seed that repeats it, and what happened."""

    seed: int
    what: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an area.

    Attributes:
        area: its name.
        trials: how many there were.
        failures: those that failed.
        megabytes: the most memory that the process had so far.
    """

    area: str
    trials: int
    failures: tuple[Failure, ...]
    megabytes: int = 0

    @property
    def failed(self) -> bool:
        """Whether a trial failed, or all together took too much memory."""
        return bool(self.failures) or self.megabytes > MAX_MEGABYTES


def run_trial(trial: Trial, seed: int) -> Failure | None:
    """Run one trial in a folder of its own; return None if all that must hold does."""
    with tempfile.TemporaryDirectory(prefix="newsrows-trial-") as folder:
        place = Path(folder) / "in"
        place.mkdir()
        before, tempfile.tempdir = tempfile.tempdir, folder  # so that temporary files are seen that stay behind
        try:
            trial(place, Random(seed))
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # panics of Rust are not an Exception
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
    end, seed, failures = time.process_time() + seconds, first_seed, []
    while time.process_time() < end:
        failure = run_trial(AREAS[area], seed)
        if failure is not None:
            failures.append(failure)
        seed += 1
    return Outcome(area, seed - first_seed, tuple(failures), peak_megabytes())


def peak_megabytes() -> int:
    """Return the most memory that the process had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 // 1_000_000


def as_page(outcomes: list[Outcome], exponents: Mapping[str, float]) -> Iterator[str]:
    """Yield the lines of the table of areas and of the table of exponents."""
    yield from ("| area | trials | failures | peak memory so far |", "| --- | --: | --: | --: |")
    yield from (f"| {one.area} | {one.trials:,} | {len(one.failures):,} | {one.megabytes:,} MB |" for one in outcomes)
    yield from ("", f"The memory includes models and libraries. At most {MAX_MEGABYTES:,} MB are allowed.", "")
    for one in outcomes:
        yield from (f"- {one.area}, seed {failure.seed}: `{failure.what}`" for failure in one.failures[:20])
    slow = {name: exponent for name, exponent in exponents.items() if exponent >= MAX_EXPONENT}
    yield from ("", f"{len(exponents)} patterns, {len(slow)} with an exponent of {MAX_EXPONENT} or more.", "")
    yield from ("| repeated | exponent |", "| --- | --: |")
    yield from (f"| {name} | {exponent:.2f} |" for name, exponent in exponents.items())
