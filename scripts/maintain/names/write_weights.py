"""Fitted networks as the files that the package ships."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import numpy as np

from maintain.names import network, student
from maintain.names.graph import Plan, Tensors, as_written, write_graph
from maintain.names.vocabulary import trim_tokenizer
from newsrows.extraction.encoder.encoder import GRAPHS, TENSORS
from newsrows.extraction.encoder.weights import write_checksums

if TYPE_CHECKING:
    from pathlib import Path

    from torch import nn

    from maintain.names.graph import Weights

ENCODER = Plan(network.LAYERS, network.READ_WHOLE)
STUDENT = Plan(student.LAYERS, whole=1)
# The same with the last layer's states, which the student learns to give, too.
TEACHER = Plan(network.LAYERS, network.READ_WHOLE, ("scores", f"layers.{network.LAYERS - 1}.norm2.out"))
_TRANSITIONS = "transitions.npy"


def arrays(fitted: nn.Module) -> Weights:
    """The weights of a network by name."""
    return {name: value.detach().numpy() for name, value in fitted.state_dict().items()}


def write_teacher(fitted: network.Network, tokenizer: Path, folder: Path) -> Weights:
    """Write a fitted encoder to `folder` (tokenizer, graph, transitions), for its student to learn from.

    Returns:
        its weights as they stand in the graph.
    """
    folder.mkdir(exist_ok=True)
    weights = as_written(arrays(fitted), trim_tokenizer(tokenizer, folder / "tokenizer.json"))
    moves = (fitted.transitions + fitted.forbidden).detach().numpy()
    np.save(folder / _TRANSITIONS, moves.astype(np.float32))
    tensors = Tensors()
    write_graph(weights, TEACHER, folder / GRAPHS["accurate"], tensors)
    (folder / TENSORS).write_bytes(tensors.data)
    write_checksums(folder)
    return weights


def write_weights(encoder: Weights, taught: Weights, teacher: Path, folder: Path) -> None:
    """Write the graphs of the encoder and of its student to `folder`, with what both share and the sums of all files.

    The tokenizer and the transitions are those of the folder `teacher`.
    """
    for name in ("tokenizer.json", _TRANSITIONS):
        shutil.copyfile(teacher / name, folder / name)
    tensors = Tensors()
    write_graph(encoder, ENCODER, folder / GRAPHS["accurate"], tensors)
    write_graph(taught, STUDENT, folder / GRAPHS["fast"], tensors)
    (folder / TENSORS).write_bytes(tensors.data)
    write_checksums(folder)
