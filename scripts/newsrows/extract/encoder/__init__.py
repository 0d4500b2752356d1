"""Names found by a small fine-tuned encoder (docs/names-model.md)."""

from newsrows.extract.encoder.encoder import Encoder
from newsrows.extract.encoder.weights import WeightsError

__all__ = ["Encoder", "WeightsError"]
