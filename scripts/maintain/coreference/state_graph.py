"""Writes a fitted encoder of references: its layers as an ONNX graph, its last perceptrons as arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from onnx import TensorProto, helper

from maintain.coreference.state_network import LAYERS, StateNetwork
from maintain.names.graph import MICROSOFT, Graph, add_layer, halves
from maintain.names.network import WIDTH
from newsrows.extraction.encoder.reference_states import REFERENCES
from newsrows.resolution.coreference.state_ranker import STATE_WEIGHTS
from newsrows.weights import write_checksums

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from maintain.names.graph import Weights


def write_states(network: StateNetwork, encoder_folder: Path, ranker_folder: Path) -> None:
    """Write a fitted network: its graph to the folder of the encoder, its perceptrons to that of the ranker."""
    weights = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    _write_graph(weights, encoder_folder)
    _write_ranker(weights, ranker_folder)


def _write_graph(weights: Weights, folder: Path) -> None:
    """Write the graph to `folder`, with the checksums of all files there.

    Inputs: `states` (1, pieces, width), float32, and, all int32, `marks` (1, pieces), the kinds of mentions; `kept`
    (kept), positions of the pieces that are read; `ends` (ends), positions in `kept` where mentions begin or end;
    `first` and `last` (mentions), positions in `ends` for each mention. Outputs: `pronouns` and `antecedents` (1,
    mentions, size), float32. The graph reads one row at a time.
    """
    graph = Graph({**weights, **halves(weights, LAYERS)})
    around = graph.add("Add", ["states", graph.look_up("marks", "marks")], "marked")
    x = graph.add("Gather", [around, "kept"], "kept.out", axis=1)
    for i in range(LAYERS):
        around = x if i > 0 else around
        if i == LAYERS - 1:
            x = graph.add("Gather", [x, "ends"], "ends.out", axis=1)
        x = add_layer(graph, x, around, f"layers.{i}")
    first = graph.add("Gather", [x, "first"], "first.out", axis=1)
    both = graph.add("Concat", [first, graph.add("Gather", [x, "last"], "last.out", axis=1)], "both", axis=2)
    _project(graph, first, "pronouns")
    _project(graph, both, "antecedents")
    (folder / REFERENCES).write_bytes(_model(graph).SerializeToString(deterministic=True))
    write_checksums(folder)


def _project(graph: Graph, x: str, name: str) -> None:
    weight = graph.constant(f"{name}.weight", graph.weights[f"{name}.weight"].T)
    product = graph.add("MatMul", [x, weight], f"{name}.product")
    graph.add("Add", [product, graph.constant(f"{name}.bias", graph.weights[f"{name}.bias"])], name)


def _model(graph: Graph) -> onnx.ModelProto:
    def tensor(name: str, kind: int, shape: Sequence[str | int | None]) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, kind, shape)

    inputs = [
        tensor("states", TensorProto.FLOAT, ("rows", "pieces", WIDTH)),
        tensor("marks", TensorProto.INT32, ("rows", "pieces")),
        tensor("kept", TensorProto.INT32, ("kept",)),
        tensor("ends", TensorProto.INT32, ("ends",)),
        tensor("first", TensorProto.INT32, ("mentions",)),
        tensor("last", TensorProto.INT32, ("mentions",)),
    ]
    outputs = [tensor(name, TensorProto.FLOAT, ("rows", "mentions", None)) for name in ("pronouns", "antecedents")]
    return helper.make_model(
        helper.make_graph(graph.nodes, "references", inputs, outputs, graph.constants),
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)],
        producer_name="newsrows",
        ir_version=8,
    )


def _write_ranker(weights: Weights, folder: Path) -> None:
    """Write the weights of `StateRanker` to `folder`, with the checksums of all files there."""
    parts = {
        "hidden": weights["hidden.weight"].T,
        "hidden_bias": weights["hidden.bias"],
        "output": np.append(weights["output.weight"][0], weights["output.bias"]),
        "none_hidden": weights["none_hidden.weight"].T,
        "none_bias": weights["none_hidden.bias"],
        "none_output": np.append(weights["none_output.weight"][0], weights["none_output.bias"]),
        "scale": weights["scale"].reshape(()),
    }
    arrays: dict[str, Any] = {name: np.array(value, order="C") for name, value in parts.items()}
    np.savez(folder / STATE_WEIGHTS, **arrays)
    write_checksums(folder)
