"""Named entity recognition (NER) with a small fine-tuned encoder, or with its faster student (docs/names-model.md)."""

from newsrows.extraction.encoder.encoder import Encoder
from newsrows.weights import WeightsError

__all__ = ["Encoder", "WeightsError"]
