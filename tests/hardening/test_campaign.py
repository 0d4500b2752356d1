"""A short campaign: hostile input of every area leads to rows, or to one message, and leaves nothing behind."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardening.campaign import AREAS, MAX_MEGABYTES, Failure, Outcome, as_page, run_trial
from hardening.texts import PATTERNS, growth

SEEDS = st.integers(0, 2**32)


def short(trials: int) -> Callable[[Callable[[int], None]], Callable[[], None]]:
    """Run a test with so many seeds, the same every time."""
    return lambda test: settings(max_examples=trials, deadline=None, derandomize=True, database=None)(
        given(SEEDS)(test)
    )


@short(30)
def test_descriptors(seed: int) -> None:
    assert run_trial(AREAS["descriptors of packages"], seed) is None


@short(25)
def test_files_of_articles(seed: int) -> None:
    assert run_trial(AREAS["files of articles"], seed) is None


@short(60)
def test_reviews_and_registries(seed: int) -> None:
    assert run_trial(AREAS["reviews and registries"], seed) is None


@short(25)
def test_damaged_parquet_files(seed: int) -> None:
    assert run_trial(AREAS["damaged Parquet files"], seed) is None


@short(30)
def test_texts(seed: int) -> None:
    assert run_trial(AREAS["texts of articles"], seed) is None


def test_failure_and_file_left_behind_are_told() -> None:
    def fail(_: Path, random: Random) -> None:
        raise KeyError(random.randint(0, 9))

    def leave(place: Path, _: Random) -> None:
        (place.parent / "part").touch()

    failure = run_trial(fail, 1)
    assert failure is not None
    assert failure.what.startswith("KeyError: ")
    assert run_trial(fail, 1) == failure
    assert run_trial(leave, 1) == Failure(1, "left behind: part")


def test_page_counts_trials_failures_and_patterns() -> None:
    outcome = Outcome("texts of articles", 1200, (Failure(7, "KeyError: 'x'"),), 900)
    lines = list(as_page([outcome], {"commas": 1.0, "dashes": 1.9}))
    assert "| texts of articles | 1,200 | 1 | 900 MB |" in lines
    assert "- texts of articles, seed 7: `KeyError: 'x'`" in lines
    assert "2 patterns, 1 with an exponent of 1.2 or more." in lines
    assert "| dashes | 1.90 |" in lines


def test_area_fails_with_too_much_memory_too() -> None:
    assert Outcome("a", 1, (), MAX_MEGABYTES + 1).failed
    assert not Outcome("a", 1, (), MAX_MEGABYTES).failed


@pytest.mark.parametrize(("steps", "exponent"), [([1.0, 1.0, 1.0, 4.0], 1.0), ([1.0, 1.0, 1.0, 16.0], 2.0)])
def test_growth_is_the_exponent_of_the_time(steps: list[float], exponent: float) -> None:
    ticks = [tick for step in steps for tick in (0.0, step)]
    assert growth("a ", 100, clock=iter(ticks).__next__) == pytest.approx(exponent)


def test_growth_of_a_text_that_is_rejected_is_infinite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hardening.texts._extractor", lambda: lambda _: SimpleNamespace(rejected=("too slow",)))
    assert growth("a ", 100) == math.inf


def test_there_are_forty_patterns() -> None:
    assert len(PATTERNS) >= 40
