"""Names found by a small fine-tuned encoder, or by its student (docs/names-model.md)."""

from newsrows.extraction.encoder.encoder import Encoder
from newsrows.extraction.encoder.weights import WeightsError

__all__ = ["Encoder", "WeightsError"]
