"""The encoder in PyTorch: MiniLM with the shapes of words and the data set as additional inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

from maintain.names.passages import SOURCES
from newsrows.extraction.encoder.decode import LABELS, NEVER, may_follow
from newsrows.extraction.encoder.word_pieces import SHAPES

if TYPE_CHECKING:
    from pathlib import Path

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536
# Layers that read all pieces. The layers above read only words with a capital and words near them.
READ_WHOLE = 3
# Stands for any data set.
ANY_SOURCE = len(SOURCES)


class Layer(nn.Module):
    """One transformer layer like BERT's (normalisation after each half)."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.attend = nn.Linear(WIDTH, 3 * WIDTH)
        self.mix = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widen = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, context: Tensor, mask: Tensor) -> Tensor:
        """States (rows, pieces, width) after the layer.

        `x` (rows, pieces, width) are the queries. They attend to `context` (rows, others, width) where `mask` is true.
        """
        rows = x.shape[0]
        weight, bias = self.attend.weight, self.attend.bias
        query = nn.functional.linear(x, weight[:WIDTH], bias[:WIDTH])
        key, value = nn.functional.linear(context, weight[WIDTH:], bias[WIDTH:]).chunk(2, dim=-1)
        query, key, value = (part.view(rows, -1, HEADS, WIDTH // HEADS).transpose(1, 2) for part in (query, key, value))
        seen = nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        x = self.norm1(x + self.dropout(self.mix(seen.transpose(1, 2).reshape(rows, -1, WIDTH))))
        states: Tensor = self.norm2(x + self.dropout(self.narrow(nn.functional.gelu(self.widen(x)))))
        return states


class Network(nn.Module):
    """Scores of labels for the first piece of each word, and transitions between labels.

    `others` is a second head for the labels of the spaCy pipeline. It is used in training only.
    """

    forbidden: Tensor

    def __init__(self, vocabulary: int, others: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        self.sources = nn.Embedding(len(SOURCES) + 1, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.labels = nn.Linear(WIDTH, len(LABELS))
        self.others = nn.Linear(WIDTH, others)
        self.transitions = nn.Parameter(torch.zeros(len(LABELS) + 1, len(LABELS) + 1))
        self.register_buffer("forbidden", forbidden_transitions())
        for table in (self.shapes, self.sources):
            nn.init.normal_(table.weight, std=0.02)

    def forward(self, ids: Tensor, shapes: Tensor, sources: Tensor, kept: Tensor) -> Tensor:
        """Hidden states (rows, pieces, width).

        `ids` and `shapes`: (rows, pieces). `sources`: one number per row. `kept` (rows, pieces): which pieces are read
        after `READ_WHOLE` layers. The states of other pieces have no meaning.
        """
        places = self.places.weight[: ids.shape[1]]
        x: Tensor = self.words(ids) + places + self.shapes(shapes) + self.sources(sources)[:, None]
        x = self.dropout(self.norm(x))
        is_piece = (ids != 0)[:, None, None, :]
        for i, layer in enumerate(self.layers):
            x = layer(x, x, is_piece if i < READ_WHOLE else kept[:, None, None, :])
        return x

    def loss(self, hidden: Tensor, gold: Tensor) -> Tensor:
        """Negative log-likelihood per word of the gold labels (rows, words; -1 after the end of a row).

        A linear-chain CRF (Lafferty, McCallum and Pereira 2001).
        """
        scores = self.labels(hidden)
        transitions = self.transitions + self.forbidden
        is_word = gold >= 0
        return (
            _total(scores, is_word, transitions) - _path(scores, gold.clamp(min=0), is_word, transitions)
        ).sum() / is_word.sum()


def _path(scores: Tensor, gold: Tensor, is_word: Tensor, transitions: Tensor) -> Tensor:
    """The score of the gold sequence of each row."""
    labels = scores.shape[2]
    emitted = (scores.gather(2, gold[:, :, None])[:, :, 0] * is_word).sum(1)
    moved = (transitions[gold[:, :-1], gold[:, 1:]] * is_word[:, 1:]).sum(1)
    last = gold.gather(1, is_word.sum(1, keepdim=True) - 1)[:, 0]
    return emitted + moved + transitions[labels, gold[:, 0]] + transitions[last, labels]


def _total(scores: Tensor, is_word: Tensor, transitions: Tensor) -> Tensor:
    """For each row, the logarithm of the sum of exponentials over all sequences."""
    labels = scores.shape[2]
    sums = scores[:, 0] + transitions[labels, :labels]
    for i in range(1, scores.shape[1]):
        following = torch.logsumexp(sums[:, :, None] + transitions[:labels, :labels], dim=1) + scores[:, i]
        sums = torch.where(is_word[:, i, None], following, sums)
    return torch.logsumexp(sums + transitions[:labels, labels], dim=1)


def forbidden_transitions() -> Tensor:
    """`NEVER` where a label may not follow another, else 0. The last row is the start, the last column the end."""
    size = len(LABELS)
    table = torch.zeros(size + 1, size + 1)
    for i, before in enumerate((*LABELS, "O")):
        for j, after in enumerate((*LABELS, "O")):
            if not may_follow(before, after):
                table[i, j] = NEVER
    return table


def load_pretrained(network: Network, path: Path) -> None:
    """Copy the weights of MiniLM-L6 (a safetensors file in BERT's naming) into `network`."""
    from safetensors.torch import load_file  # noqa: PLC0415

    pretrained = {name.removeprefix("bert."): value for name, value in load_file(str(path)).items()}
    renamed = {
        "words.weight": pretrained["embeddings.word_embeddings.weight"],
        "places.weight": pretrained["embeddings.position_embeddings.weight"]
        + pretrained["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": pretrained["embeddings.LayerNorm.weight"],
        "norm.bias": pretrained["embeddings.LayerNorm.bias"],
    }
    inside = {
        "mix": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "widen": "intermediate.dense",
        "narrow": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for i in range(LAYERS):
        for part in ("weight", "bias"):
            prefix = f"encoder.layer.{i}."
            thirds = [pretrained[f"{prefix}attention.self.{third}.{part}"] for third in ("query", "key", "value")]
            renamed[f"layers.{i}.attend.{part}"] = torch.cat(thirds)
            for ours, theirs in inside.items():
                renamed[f"layers.{i}.{ours}.{part}"] = pretrained[f"{prefix}{theirs}.{part}"]
    network.load_state_dict(renamed, strict=False)
