"""Spans of named entities as the NER model marks them in a text (NER: named entity recognition)."""

from __future__ import annotations

from typing import Literal, NamedTuple

Label = Literal["person", "organisation", "place"]


class EntitySpan(NamedTuple):
    """A named entity: `start` (inclusive) and `end` (exclusive) count code points of the text."""

    start: int
    end: int
    label: Label
