"""Tells somebody who waits at a terminal what is happening, how much is done, and how long the rest takes."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from tqdm import tqdm

T = TypeVar("T")

_SECONDS_BETWEEN_RATES = 1.0


class Progress(Protocol):
    """What a long task says while it runs."""

    def step(self, what: str) -> None:
        """Say what is done next: 'writing the pages'."""

    def items(
        self, items: Iterable[T], total: int | None, unit: str, words: Callable[[T], int] | None = None
    ) -> Iterable[T]:
        """Return the same items, and count them while they are consumed.

        Args:
            items: what is consumed one by one.
            total: their number; None if it is not known before all are read.
            unit: the name of an item, in the singular.
            words: the number of words of an item, if words per second are of interest.
        """


class Silent:
    """Says nothing."""

    def step(self, what: str) -> None:
        """Say nothing."""

    def items(
        self,
        items: Iterable[T],
        total: int | None,  # noqa: ARG002 - the parameters are those of `Progress`
        unit: str,  # noqa: ARG002
        words: Callable[[T], int] | None = None,  # noqa: ARG002
    ) -> Iterable[T]:
        """Return the items as they are."""
        return items


class Terminal:
    """Writes lines and bars to standard error if it is a terminal; a log file gets none of it."""

    def step(self, what: str) -> None:
        """Write a line: 'writing the pages ...'."""
        if sys.stderr.isatty():
            sys.stderr.write(f"{what} ...\n")

    def items(
        self, items: Iterable[T], total: int | None, unit: str, words: Callable[[T], int] | None = None
    ) -> Iterable[T]:
        """Show a bar with the share that is done, the time that remains, and the items and words per second."""
        from tqdm import tqdm  # noqa: PLC0415 - only where a bar is wanted

        bar = tqdm(items, total=total, unit=unit, disable=None, leave=False)  # None: only at a terminal
        return bar if words is None or bar.disable else _with_rate(bar, words)


def progress(shown: bool) -> Progress:
    """A progress that is shown at a terminal, or one that says nothing."""
    return Terminal() if shown else Silent()


def _with_rate(bar: tqdm[T], words: Callable[[T], int]) -> Iterator[T]:
    began = last = time.monotonic()
    total = 0
    for item in bar:
        total += words(item)
        now = time.monotonic()
        if now - last > _SECONDS_BETWEEN_RATES:
            bar.set_postfix_str(f"{total / (now - began):,.0f} words/s")
            last = now
        yield item
