"""The models that read an article: a spaCy pipeline for the parse, an encoder for the names (docs/names-model.md)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from newsrows.extraction.encoder import Encoder
from newsrows.extraction.names.ner import Label, RawName
from newsrows.extraction.options import DEFAULT_MODEL, Depth
from newsrows.extraction.parse.pipeline import load

if TYPE_CHECKING:
    from spacy.language import Language

Names = Depth

_LABELS: dict[str, Label] = {"PER": "person", "ORG": "organisation", "LOC": "place"}


@dataclass(frozen=True, eq=False)
class Reader:
    """A loaded pipeline for the parse, and the encoder that finds the names."""

    nlp: Language
    encoder: Encoder

    def names_in(self, text: str) -> list[RawName]:
        """The names in `text`, in reading order."""
        (found,) = self.encoder.find_spans([text])
        return [RawName(start, end, _LABELS[label]) for start, end, label in found]


@cache
def load_reader(model: str = DEFAULT_MODEL, names: Names = "accurate") -> Reader:
    """Load what reads articles, once a process.

    Args:
        model: name or folder of a spaCy pipeline.
        names: 'accurate' reads names with the whole encoder, 'fast' with its student of fewer layers.

    Raises:
        ModelError: the pipeline cannot be used.
        WeightsError: the weights of the encoder are missing or altered.
    """
    return Reader(load(model), Encoder.load(names))
