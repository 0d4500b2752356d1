"""The models that read an article: a spaCy pipeline for the parse, and what finds names (docs/names-model.md)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.language import Language

from newsrows.extract.encoder import Encoder
from newsrows.extract.encoder.tuned_pipeline import tune
from newsrows.extract.name_spans import Label, RawName
from newsrows.extract.pipeline import DEFAULT_MODEL, load

Names = Literal["accurate", "fast"]

_LABELS: dict[str, Label] = {"PER": "person", "ORG": "organisation", "LOC": "place"}


@dataclass(frozen=True, eq=False)
class Reader:
    """A loaded pipeline and, unless the pipeline finds the names itself, the encoder that does."""

    nlp: Language
    encoder: Encoder | None

    def names_in(self, text: str) -> list[RawName] | None:
        """The encoder's names in `text`; None where the pipeline's own are to be read."""
        if self.encoder is None:
            return None
        (found,) = self.encoder.find_spans([text])
        return [RawName(start, end, _LABELS[label]) for start, end, label in found]


@cache
def load_reader(model: str = DEFAULT_MODEL, names: Names = "accurate") -> Reader:
    """Load what reads articles, once a process.

    Args:
        model: name or folder of a spaCy pipeline.
        names: 'accurate' reads names with the encoder; 'fast' with the pipeline, the default one being tuned for news.

    Raises:
        ModelError: the pipeline cannot be used.
        WeightsError: the weights of the encoder or of the tuned pipeline are missing or altered.
    """
    if names == "accurate":
        return Reader(load(model, names=False), Encoder.load())
    nlp = load(model, names=True)
    if model == DEFAULT_MODEL:
        tune(nlp)
    return Reader(nlp, None)
