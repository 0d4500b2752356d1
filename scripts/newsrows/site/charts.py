"""The geometry of small charts. Colours come from the stylesheet, which has them for light and dark.

Charts are SVG rectangles with classes: libraries write inline styles, which the policy of the pages forbids, and
fixed colours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def stack(parts: Sequence[float]) -> Iterator[tuple[int, float, float]]:
    """A stacked bar: number of the series, x and width of each part that is not empty, in percent."""
    x = 0.0
    for series, part in enumerate(parts):
        if part > 0:
            yield series, round(x, 2), round(max(100 * part, 0.6), 2)
            x += 100 * part


def columns(amounts: Sequence[float], *, slot: int = 4, height: int = 20) -> Iterator[tuple[int, float, float]]:
    """Columns over time: x, y and height of each that is not empty; the highest fills the height."""
    highest = max(amounts, default=0)
    for position, amount in enumerate(amounts):
        if amount > 0:
            column = round(max(height * amount / highest, 1), 2)
            yield position * slot, round(height - column, 2), column


def dots(places: Sequence[float], *, limit: int = 60) -> Iterator[float]:
    """The x of a dot for each different place (0 to 1), in percent; at most `limit` of them."""
    yield from sorted({round(4 + 92 * place, 1) for place in places})[:limit]
