"""The student in PyTorch: three layers over the words that are likely in names. Most weights are the encoder's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

from maintain.names.network import WIDTH, Layer
from newsrows.extraction.encoder.decode import LABELS
from newsrows.extraction.encoder.word_pieces import PAD, SHAPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

LAYERS = 3
# Weights of the encoder that stay unchanged: both graphs read them from one file.
KEPT = ("words.", "places.", "layers.0.attend.weight", "layers.0.mix.weight", "layers.0.widen.weight",
        "layers.0.narrow.weight", "layers.1.widen.weight", "layers.1.narrow.weight")  # fmt: skip


class Student(nn.Module):
    """The first layers of the encoder with their own biases and norms, and one layer with only new weights.

    All layers compute states for the pieces of likely names. The first layer attends to all pieces, the others to those
    of likely names. The last layer computes only the first piece of each word.
    """

    def __init__(self, encoder: Mapping[str, NDArray[np.float32]]) -> None:
        """Start with these weights of the encoder, as they are in its graph."""
        super().__init__()
        self.words = nn.Embedding(*encoder["words.weight"].shape)
        self.places = nn.Embedding(*encoder["places.weight"].shape)
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout=0.0) for _ in range(LAYERS))
        self.labels = nn.Linear(WIDTH, len(LABELS))
        self.load_state_dict({name: torch.tensor(encoder[name]) for name in self.state_dict()})
        for name, parameter in self.named_parameters():
            parameter.requires_grad = not name.startswith(KEPT)

    def forward(self, ids: Tensor, shapes: Tensor, kept: Tensor, first: Tensor) -> Tensor:
        """The states (rows, words, width) of the words whose first pieces are `first`.

        `ids`, `shapes`: (rows, pieces). `kept` (rows, kept): numbers of the pieces of likely names, then -1. `first`
        (rows, words): the positions in `kept` where the words begin.
        """
        x: Tensor = self.norm(self.words(ids) + self.places.weight[: ids.shape[1]] + self.shapes(shapes))
        context, mask = x, (ids != PAD)[:, None, None, :]
        x = _gather(x, kept.clamp(min=0))
        for i, layer in enumerate(self.layers):
            if i > 0:
                context, mask = x, (kept >= 0)[:, None, None, :]
            if i == LAYERS - 1:
                x = _gather(x, first)
            x = layer(x, context, mask)
        return x


def _gather(x: Tensor, where: Tensor) -> Tensor:
    return x.gather(1, where[:, :, None].expand(-1, -1, x.shape[2]))
