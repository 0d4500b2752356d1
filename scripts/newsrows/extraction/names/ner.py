"""What a model says of names: where one stands in the text, and what it is of."""

from __future__ import annotations

from typing import Literal, NamedTuple

Label = Literal["person", "organisation", "place"]


class RawName(NamedTuple):
    """A span that a model takes for a name: half-open in code points of the text."""

    start: int
    end: int
    label: Label
