"""How likely a row is right, by the kind of pattern that read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsrows.extract.statistics.figures import Figure


def confidence(figure: Figure) -> float:
    """The share of rows of this pattern whose value, bound and unit were right where it was measured."""
    return 0.9 if figure.unit is not None else 0.6
