"""A fitted network as the files that the package ships."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from newsrows.extract.encoder.weights import write_sums
from training.graph import write_graph
from training.vocabulary import trim_tokenizer

if TYPE_CHECKING:
    from pathlib import Path

    from training.network import Network


def write_encoder(network: Network, tokenizer: Path, folder: Path) -> None:
    """Write tokenizer.json, encoder.onnx, transitions.npy and the sums of all files to `folder`."""
    pieces = trim_tokenizer(tokenizer, folder / "tokenizer.json")
    write_graph(network, folder / "encoder.onnx", pieces)
    moves = (network.transitions + network.forbidden).detach().numpy()
    np.save(folder / "transitions.npy", moves.astype(np.float32))
    write_sums(folder)
