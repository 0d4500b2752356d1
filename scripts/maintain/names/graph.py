"""Writes fitted networks as ONNX graphs with 8-bit integers, node by node.

The graphs are not traced: the files therefore do not depend on the version of an exporter, and they use the operators
that onnxruntime runs fastest on a processor (its own MultiHeadAttention and DynamicQuantizeMatMul, and
LayerNormalization instead of its SkipLayerNormalization, which takes four times as long).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from maintain.names.network import HEADS, WIDTH
from maintain.names.passages import SOURCES
from newsrows.extraction.encoder.encoder import TENSORS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Weights = Mapping[str, NDArray[np.float32]]

# Seven bits with the sign: processors without VNNI add pairs of products in 16 bits, which would overflow with eight.
WEIGHT_LIMIT = 63
TABLE_LIMIT = 127
LONGEST_ROW = 256
# Texts are read as if they came from both data sets, half each: both mark names as readers of news would.
READ_AS = {"uner": 0.5, "wikigold": 0.5}
MICROSOFT = "com.microsoft"
# Tensors of at least so many bytes are stored outside the graph, aligned to lines of the processor's cache.
_LARGE, _ALIGNED = 1024, 64


@dataclass
class Tensors:
    """The large tensors of several graphs in one file. Tensors that several graphs share are stored once."""

    data: bytearray = field(default_factory=bytearray)
    known: dict[bytes, int] = field(default_factory=dict)

    def take(self, tensor: onnx.TensorProto) -> None:
        """Move the data of a large `tensor` to this file; the tensor then refers to it. Changes `tensor`."""
        content = tensor.raw_data
        if len(content) < _LARGE:
            return
        if content not in self.known:
            self.data.extend(bytes(-len(self.data) % _ALIGNED))
            self.known[content] = len(self.data)
            self.data.extend(content)
        where = {"location": TENSORS, "offset": self.known[content], "length": len(content)}
        tensor.ClearField("raw_data")
        tensor.data_location = TensorProto.EXTERNAL
        for key, value in where.items():
            entry = tensor.external_data.add()
            entry.key, entry.value = key, str(value)


@dataclass(frozen=True)
class Plan:
    """Which layers a graph has, and which pieces they read.

    Attributes:
        layers: number of layers.
        whole: number of layers that attend to all pieces. The last of these and the layers above it compute states only
            for pieces of `kept` words, the last layer only for the first piece of each word.
        outputs: names of tensors, `scores` first.
    """

    layers: int
    whole: int
    outputs: tuple[str, ...] = ("scores",)


class Graph:
    """A graph in the making: nodes and constants in order. Without `tensors`, the file has all its tensors itself."""

    def __init__(self, weights: Weights, tensors: Tensors | None = None) -> None:
        self.weights, self.tensors = weights, tensors
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        """Add a constant."""
        tensor = numpy_helper.from_array(np.ascontiguousarray(value), name)
        if self.tensors is not None:
            self.tensors.take(tensor)
        self.constants.append(tensor)
        return name

    def add(self, kind: str, inputs: Sequence[str], output: str, domain: str = "", **attributes: Any) -> str:
        """Add a node with one output, which has its name."""
        self.nodes.append(helper.make_node(kind, list(inputs), [output], name=output, domain=domain, **attributes))
        return output

    def multiply(self, x: str, name: str) -> str:
        """Add the linear layer `name` with quantised weights: x times weight, plus bias."""
        values, scales = quantised(self.weights[f"{name}.weight"])
        inputs = [
            x,
            self.constant(f"{name}.weight", values.T),
            self.constant(f"{name}.scale", scales),
            "",
            self.constant(f"{name}.bias", self.weights[f"{name}.bias"]),
        ]
        return self.add("DynamicQuantizeMatMul", inputs, f"{name}.out", MICROSOFT)

    def add_and_normalise(self, x: str, skip: str, name: str) -> str:
        """Add the normalised sum of two tensors."""
        total = self.add("Add", [x, skip], f"{name}.sum")
        learnt = [self.constant(f"{name}.{part}", self.weights[f"{name}.{part}"]) for part in ("weight", "bias")]
        return self.add("LayerNormalization", [total, *learnt], f"{name}.out", axis=-1, epsilon=1e-12)

    def look_up(self, table: str, rows: str) -> str:
        """Add a look-up of rows in a table of 8-bit integers."""
        values, scales = quantised(self.weights[f"{table}.weight"], TABLE_LIMIT)
        integers = self.add("Gather", [self.constant(f"{table}.weight", values), rows], f"{table}.rows")
        scale = self.add("Gather", [self.constant(f"{table}.scale", scales[:, None]), rows], f"{table}.scales")
        return self.add(
            "Mul", [self.add("Cast", [integers], f"{table}.cast", to=TensorProto.FLOAT), scale], f"{table}.out"
        )


def quantised(weight: NDArray[np.float32], limit: int = WEIGHT_LIMIT) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Integers (rows, columns) and one scale per row, so that integers times scale is approximately `weight`."""
    scales = np.maximum(np.abs(weight).max(axis=1), 1e-8) / limit
    return np.rint(weight / scales[:, None]).astype(np.int8), scales.astype(np.float32)


def as_written(weights: Weights, pieces: Sequence[int]) -> dict[str, NDArray[np.float32]]:
    """Weights of an encoder as they are in its graph: rounded to integers times scales.

    Only the rows `pieces` of the table of word pieces remain. The vector of the data set that texts are read as is
    added to the positions.
    """
    written = dict(weights)
    sources = written.pop("sources.weight")
    source = sum(share * sources[SOURCES.index(name)] for name, share in READ_AS.items())
    written["places.weight"] = weights["places.weight"][:LONGEST_ROW] + source
    written["words.weight"] = weights["words.weight"][list(pieces)]
    for name, value in written.items():
        if name.startswith(("words.", "places.", "layers.")) and value.ndim == 2:
            integers, scales = quantised(value, WEIGHT_LIMIT if name.startswith("layers.") else TABLE_LIMIT)
            written[name] = integers.astype(np.float32) * scales[:, None]
    return written


def write_graph(weights: Weights, plan: Plan, path: Path, tensors: Tensors) -> None:
    """Write the graph of a network with these weights (`as_written`) to `path`. Large tensors are added to `tensors`.

    Inputs, all int32: `ids` and `shapes` (1, pieces); `places` (pieces), the numbers from 0; `kept` (kept), numbers of
    the pieces that the upper layers read; `first` (words), the position in `kept` of each word's first piece. Output:
    `scores` (1, words, labels), float32, and the other tensors that `plan` names. The graph reads one row at a time:
    there is no padding, and the quantisation of one text does not depend on another.
    """
    graph = Graph({**weights, **halves(weights, plan.layers)}, tensors)
    x = _embed(graph)
    for i in range(plan.layers):
        around = x
        if i == plan.whole - 1:
            x = graph.add("Gather", [x, "kept"], "kept.out", axis=1)
        if i == plan.layers - 1:
            x = graph.add("Gather", [x, "first"], "first.out", axis=1)
        x = add_layer(graph, x, around, f"layers.{i}")
    product = graph.add("MatMul", [x, graph.constant("labels.weight", weights["labels.weight"].T)], "labels.product")
    graph.add("Add", [product, graph.constant("labels.bias", weights["labels.bias"])], "scores")
    path.write_bytes(_model(graph, plan).SerializeToString(deterministic=True))


def halves(weights: Weights, layers: int) -> dict[str, NDArray[np.float32]]:
    """The weights of attention in two parts, because not all pieces are both queries (`look`) and keys (`show`)."""
    return {
        f"layers.{i}.{half}.{part}": weights[f"layers.{i}.attend.{part}"][where]
        for i in range(layers)
        for half, where in (("look", slice(None, WIDTH)), ("show", slice(WIDTH, None)))
        for part in ("weight", "bias")
    }


def _model(graph: Graph, plan: Plan) -> onnx.ModelProto:
    def integers(name: str, *shape: str) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, TensorProto.INT32, shape)

    inputs = [
        integers("ids", "rows", "pieces"),
        integers("shapes", "rows", "pieces"),
        integers("places", "pieces"),
        integers("kept", "kept"),
        integers("first", "words"),
    ]
    scores, *states = plan.outputs
    outputs = [
        helper.make_tensor_value_info(scores, TensorProto.FLOAT, ("rows", "words", None)),
        *(helper.make_tensor_value_info(name, TensorProto.FLOAT, ("rows", None, None)) for name in states),
    ]
    return helper.make_model(
        helper.make_graph(graph.nodes, "names", inputs, outputs, graph.constants),
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)],
        producer_name="newsrows",
        ir_version=8,
    )


def _embed(graph: Graph) -> str:
    word, place = graph.look_up("words", "ids"), graph.look_up("places", "places")
    placed = graph.add("Add", [graph.look_up("shapes", "shapes"), place], "placed")
    return graph.add_and_normalise(word, placed, "norm")


def add_layer(graph: Graph, x: str, around: str, name: str) -> str:
    """Add a transformer layer: `x` are the queries, which attend to `around`."""
    query = graph.multiply(x, f"{name}.look")
    key_value = [f"{name}.key", f"{name}.value"]
    shown = graph.multiply(around, f"{name}.show")
    graph.nodes.append(helper.make_node("Split", [shown], key_value, name=f"{name}.split", axis=2))
    seen = graph.add(
        "MultiHeadAttention",
        [query, *key_value],
        f"{name}.seen",
        MICROSOFT,
        num_heads=HEADS,
        scale=float((WIDTH // HEADS) ** -0.5),
    )
    x = graph.add_and_normalise(graph.multiply(seen, f"{name}.mix"), x, f"{name}.norm1")
    wide = graph.add("Gelu", [graph.multiply(x, f"{name}.widen")], f"{name}.gelu", MICROSOFT)
    return graph.add_and_normalise(graph.multiply(wide, f"{name}.narrow"), x, f"{name}.norm2")
