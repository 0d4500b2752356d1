"""The models that read an article: a spaCy pipeline that parses it, and an encoder for NER (docs/names-model.md)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from newsrows.extraction.encoder import Encoder, Reading, ReferenceEncoder
from newsrows.extraction.options import DEFAULT_MODEL, NerModel
from newsrows.extraction.parse.entity_span import EntitySpan, Label
from newsrows.extraction.parse.pipeline import load

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Models", "NerModel", "entities", "load_models"]

_LABELS: dict[str, Label] = {"PER": "person", "ORG": "organisation", "LOC": "place"}


@dataclass(frozen=True, eq=False)
class Models:
    """The loaded models.

    Attributes:
        nlp: parses texts.
        encoder: marks named entities.
        references: continues from the encoder's states where it is not clear whom a pronoun means; None with the
            student, which has no such states.
    """

    nlp: Language
    encoder: Encoder
    references: ReferenceEncoder | None = None


def entities(reading: Reading) -> list[EntitySpan]:
    """The named entities that the encoder found in a text."""
    return [EntitySpan(span.start, span.end, _LABELS[span.kind], span.probabilities) for span in reading.spans]


@cache
def load_models(model: str = DEFAULT_MODEL, names: NerModel = "accurate") -> Models:
    """Load the models, once per process.

    Args:
        model: name of an installed spaCy pipeline, or its folder.
        names: which NER model to use: 'accurate' is the whole encoder, 'fast' its student with fewer layers.

    Raises:
        ModelError: the spaCy pipeline cannot be used.
        WeightsError: the weights of the encoder are missing or altered.
    """
    return Models(load(model), Encoder.load(names), ReferenceEncoder.load() if names == "accurate" else None)
