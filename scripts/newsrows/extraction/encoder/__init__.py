"""Named entity recognition (NER) with a small fine-tuned encoder, or with its faster student (docs/names-model.md).

Where it is not clear whom a pronoun means, further layers continue from the encoder (docs/coreference-model.md).
"""

from newsrows.extraction.encoder.encoder import Encoder, Reading
from newsrows.extraction.encoder.reference_states import ReferenceEncoder
from newsrows.weights import WeightsError

__all__ = ["Encoder", "Reading", "ReferenceEncoder", "WeightsError"]
