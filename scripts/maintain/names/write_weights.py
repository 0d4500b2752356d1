"""Writes fitted networks as the files of the package."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import numpy as np

from maintain.names import network, student
from maintain.names.graph import Plan, Tensors, as_written, write_graph
from maintain.names.vocabulary import trim_tokenizer
from newsrows.extraction.encoder.encoder import GRAPHS, TENSORS
from newsrows.weights import write_checksums

if TYPE_CHECKING:
    from pathlib import Path

    from torch import nn

    from maintain.names.graph import Weights

# The second output is what the encoder of references reads (maintain/coreference/).
ENCODER = Plan(network.LAYERS, network.READ_WHOLE, ("scores", f"layers.{network.READ_WHOLE - 2}.norm2.out"))
STUDENT = Plan(student.LAYERS, whole=1)
# The same, with the last layer's states as a second output, which the student also learns.
TEACHER = Plan(network.LAYERS, network.READ_WHOLE, ("scores", f"layers.{network.LAYERS - 1}.norm2.out"))
_TRANSITIONS = "transitions.npy"


def arrays(fitted: nn.Module) -> Weights:
    """The weights of a network as arrays by name."""
    return {name: value.detach().numpy() for name, value in fitted.state_dict().items()}


def write_teacher(fitted: network.Network, tokenizer: Path, folder: Path) -> Weights:
    """Write a fitted encoder to `folder` (tokenizer, graph, transitions), from which its student learns.

    Returns:
        Its weights as they are in the graph.
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


def write_weights(encoder: Weights, student_weights: Weights, teacher: Path, folder: Path) -> None:
    """Write the graphs of the encoder and its student to `folder`, with their tensors and the checksums of all files.

    The tokenizer and the transitions are copied from the folder `teacher`.
    """
    for name in ("tokenizer.json", _TRANSITIONS):
        shutil.copyfile(teacher / name, folder / name)
    tensors = Tensors()
    write_graph(encoder, ENCODER, folder / GRAPHS["accurate"], tensors)
    write_graph(student_weights, STUDENT, folder / GRAPHS["fast"], tensors)
    (folder / TENSORS).write_bytes(tensors.data)
    write_checksums(folder)
