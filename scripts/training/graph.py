"""The fitted encoder as an ONNX graph in 8-bit integers, written node by node.

Written by hand rather than traced: the file then depends on no exporter's version, and uses the operators that
onnxruntime runs fastest on a processor (its own MultiHeadAttention and DynamicQuantizeMatMul; LayerNormalization rather
than its SkipLayerNormalization, which takes four times as long).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from training.network import HEADS, LAYERS, READ_WHOLE, WIDTH
from training.passages import SOURCES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from training.network import Network

# Seven bits and a sign less one: processors without VNNI add pairs of products in 16 bits, which eight would overflow.
WEIGHT_LIMIT = 63
LONGEST_ROW = 256
# Texts are read as if half from one set and half from the other: both mark names as newspapers' readers would.
READ_AS = {"uner": 0.5, "wikigold": 0.5}
_MICROSOFT = "com.microsoft"


class _Graph:
    """Nodes and constants, added in order."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, kind: str, inputs: Sequence[str], output: str, domain: str = "", **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, list(inputs), [output], name=output, domain=domain, **attributes))
        return output

    def multiply(self, x: str, name: str, weights: Mapping[str, NDArray[np.float32]]) -> str:
        """X times the quantised weights of linear layer `name`, plus its bias."""
        values, scales = quantised(weights[f"{name}.weight"])
        inputs = [
            x,
            self.constant(f"{name}.weight", values.T),
            self.constant(f"{name}.scale", scales),
            "",
            self.constant(f"{name}.bias", weights[f"{name}.bias"]),
        ]
        return self.add("DynamicQuantizeMatMul", inputs, f"{name}.out", _MICROSOFT)

    def add_and_normalise(self, x: str, skip: str, name: str, weights: Mapping[str, NDArray[np.float32]]) -> str:
        total = self.add("Add", [x, skip], f"{name}.sum")
        inputs = [
            total,
            self.constant(f"{name}.weight", weights[f"{name}.weight"]),
            self.constant(f"{name}.bias", weights[f"{name}.bias"]),
        ]
        return self.add("LayerNormalization", inputs, f"{name}.out", axis=-1, epsilon=1e-12)


def quantised(weight: NDArray[np.float32], limit: int = WEIGHT_LIMIT) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Integers and one scale a row: weight is about integers times scale."""
    scales = np.maximum(np.abs(weight).max(axis=1), 1e-8) / limit
    return np.rint(weight / scales[:, None]).astype(np.int8), scales.astype(np.float32)


def write_graph(network: Network, path: Path, pieces: Sequence[int]) -> None:
    """Write `network` to `path`, with the rows of these `pieces` of its vocabulary alone.

    Inputs, all int32: `ids` and `shapes` (1, pieces), `places` (pieces; the numbers from 0), `kept` (kept; numbers of
    the pieces that are read on after layer `READ_WHOLE`). Output: `scores` (1, kept, labels), float32. One row at a
    time: no piece is padding, and no text's activations are scaled by another's.
    """
    weights = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    weights["words.weight"] = weights["words.weight"][list(pieces)]
    graph = _Graph()
    x = _embed(graph, weights)
    for i in range(LAYERS):
        if i == READ_WHOLE:
            x = graph.add("Gather", [x, "kept"], "kept.out", axis=1)
        x = _layer(graph, x, f"layers.{i}", weights)
    label_weights = graph.constant("labels.weight", weights["labels.weight"].T)
    product = graph.add("MatMul", [x, label_weights], "labels.product")
    graph.add("Add", [product, graph.constant("labels.bias", weights["labels.bias"])], "scores")

    def integers(name: str, *shape: str) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, TensorProto.INT32, shape)

    inputs = [
        integers("ids", "rows", "pieces"),
        integers("shapes", "rows", "pieces"),
        integers("places", "pieces"),
        integers("kept", "kept"),
    ]
    labels = weights["labels.bias"].shape[0]
    output = helper.make_tensor_value_info("scores", TensorProto.FLOAT, ("rows", "kept", labels))
    model = helper.make_model(
        helper.make_graph(graph.nodes, "names", inputs, [output], graph.constants),
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(_MICROSOFT, 1)],
        producer_name="newsrows",
        ir_version=8,
    )
    path.write_bytes(model.SerializeToString(deterministic=True))


def _embed(graph: _Graph, weights: Mapping[str, NDArray[np.float32]]) -> str:
    values, scales = quantised(weights["words.weight"], limit=127)
    rows = graph.add("Gather", [graph.constant("words.weight", values), "ids"], "words.rows")
    scale = graph.add("Gather", [graph.constant("words.scale", scales[:, None]), "ids"], "words.scales")
    word = graph.add("Mul", [graph.add("Cast", [rows], "words.cast", to=TensorProto.FLOAT), scale], "words.out")
    # The set that texts are taken to be from at run time is a constant: it is kept with the places.
    source = sum(share * weights["sources.weight"][SOURCES.index(name)] for name, share in READ_AS.items())
    table = weights["places.weight"][:LONGEST_ROW] + source
    place = graph.add("Gather", [graph.constant("places.weight", table), "places"], "places.out")
    shape = graph.add("Gather", [graph.constant("shapes.weight", weights["shapes.weight"]), "shapes"], "shapes.out")
    placed = graph.add("Add", [shape, place], "placed")
    return graph.add_and_normalise(word, placed, "norm", weights)


def _layer(graph: _Graph, x: str, name: str, weights: Mapping[str, NDArray[np.float32]]) -> str:
    thirds = [f"{name}.{third}" for third in ("query", "key", "value")]
    together = graph.multiply(x, f"{name}.attend", weights)
    graph.nodes.append(helper.make_node("Split", [together], thirds, name=f"{name}.split", axis=2))
    seen = graph.add(
        "MultiHeadAttention",
        thirds,
        f"{name}.seen",
        _MICROSOFT,
        num_heads=HEADS,
        scale=float((WIDTH // HEADS) ** -0.5),
    )
    x = graph.add_and_normalise(graph.multiply(seen, f"{name}.mix", weights), x, f"{name}.norm1", weights)
    wide = graph.add("Gelu", [graph.multiply(x, f"{name}.widen", weights)], f"{name}.gelu", _MICROSOFT)
    return graph.add_and_normalise(graph.multiply(wide, f"{name}.narrow", weights), x, f"{name}.norm2", weights)
