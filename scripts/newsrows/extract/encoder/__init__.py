"""Names found by a small fine-tuned encoder, or by its student (docs/names-model.md)."""

from newsrows.extract.encoder.encoder import Depth, Encoder
from newsrows.extract.encoder.weights import WeightsError

__all__ = ["Depth", "Encoder", "WeightsError"]
