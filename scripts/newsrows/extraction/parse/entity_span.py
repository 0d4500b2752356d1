"""Spans of named entities as the NER model marks them in a text (NER: named entity recognition)."""

from __future__ import annotations

from typing import Literal, NamedTuple

Label = Literal["person", "organisation", "place"]


class EntitySpan(NamedTuple):
    """A named entity.

    Attributes:
        start: offset of the first code point of the text.
        end: offset after the last code point.
        label: what the model takes it for.
        probabilities: how probable a person, an organisation and a place are; None if the model gives only the label.
    """

    start: int
    end: int
    label: Label
    probabilities: tuple[float, float, float] | None = None
