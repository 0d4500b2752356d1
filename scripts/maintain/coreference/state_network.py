"""The encoder of references in PyTorch: layers that read mentions, and perceptrons that compare them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

from maintain.names.network import LAYERS as PRETRAINED_LAYERS
from maintain.names.network import READ_WHOLE, WIDTH, Layer, load_pretrained
from maintain.names.network import Network as Names
from newsrows.extraction.encoder.reference_states import MARKS
from newsrows.resolution.coreference.pronoun_features import NONE_FEATURES

if TYPE_CHECKING:
    from pathlib import Path

# The layers continue after those layers of the encoder that read all words; they start as MiniLM's.
LAYERS, FIRST = 3, READ_WHOLE - 1
SIZE, UNITS, NONE_UNITS = 64, 64, 16
DROPOUT, HEAD_DROPOUT, HIDDEN_WORDS = 0.1, 0.25, 0.1
NEVER = -1e4


class StateNetwork(nn.Module):
    """Revises the scores of antecedents."""

    def __init__(self) -> None:
        super().__init__()
        self.marks = nn.Embedding(len(MARKS) + 1, WIDTH)
        self.layers = nn.ModuleList(Layer(DROPOUT) for _ in range(LAYERS))
        self.pronouns = nn.Linear(WIDTH, SIZE)
        self.antecedents = nn.Linear(2 * WIDTH, SIZE)
        self.hidden, self.output = nn.Linear(3 * SIZE, UNITS), nn.Linear(UNITS, 1)
        self.none_hidden = nn.Linear(SIZE + len(NONE_FEATURES), NONE_UNITS)
        self.none_output = nn.Linear(NONE_UNITS, 1)
        self.scale = nn.Parameter(torch.ones(1))
        self.dropout, self.head_dropout = nn.Dropout(DROPOUT), nn.Dropout(HEAD_DROPOUT)
        nn.init.normal_(self.marks.weight, std=0.02)
        for last in (self.output, self.none_output):  # at first, nothing is revised
            nn.init.zeros_(last.weight)
            nn.init.zeros_(last.bias)

    def read(self, states: Tensor, marks: Tensor, kept: Tensor, is_piece: Tensor, is_kept: Tensor) -> Tensor:
        """States (rows, kept, width) of the pieces that are read.

        `states` (rows, pieces, width) are the encoder's, `marks` (rows, pieces) the kinds of mentions, `kept` (rows,
        kept) the positions of the pieces that are read. `is_piece` and `is_kept` tell them from padding.
        """
        around = states + self.marks(marks)
        if self.training:
            around = self.dropout(around)
            is_piece = is_piece & (torch.rand(is_piece.shape) > HIDDEN_WORDS)
        x = around.gather(1, kept[:, :, None].expand(-1, -1, WIDTH))
        for i, layer in enumerate(self.layers):
            x = layer(x, around, is_piece[:, None, None, :]) if i == 0 else layer(x, x, is_kept[:, None, None, :])
        return x

    def revise(self, scores: Tensor, pronouns: Tensor, antecedents: Tensor, is_known: Tensor, none: Tensor) -> Tensor:
        """Scores (examples, candidates + 1), as `newsrows.resolution.coreference.state_ranker.StateRanker.revised`.

        Args:
            scores: (examples, candidates + 1), those of the first ranker.
            pronouns: (examples, width), the states of the pronouns.
            antecedents: (examples, candidates, 2 * width), those of the first and last pieces of the candidates.
            is_known: (examples, candidates), whether the encoder read the candidate.
            none: (examples, features), the features of 'none'.
        """
        one = self.pronouns(self.head_dropout(pronouns))
        two = self.antecedents(self.head_dropout(antecedents))
        pairs = torch.cat([one[:, None].expand_as(two), two, one[:, None] * two], dim=-1)
        added = self.output(self.head_dropout(torch.relu(self.hidden(pairs)))).squeeze(-1) * is_known
        of_none = self.none_output(torch.relu(self.none_hidden(torch.cat([one, none], dim=-1))))
        return self.scale * scores + torch.cat([added, of_none], dim=1)


def start_from(network: StateNetwork, minilm: Path) -> None:
    """Copy MiniLM's layers (a safetensors file in BERT's naming) into `network`."""
    names = Names(vocabulary=30522, others=1)
    load_pretrained(names, minilm)
    assert FIRST + LAYERS <= PRETRAINED_LAYERS  # noqa: S101 - constants of this module
    for i, layer in enumerate(network.layers):
        layer.load_state_dict(names.layers[FIRST + i].state_dict())
