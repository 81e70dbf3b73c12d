"""The encoder with its heads -> one ONNX graph for a window without padding, written in onnxruntime's fused operators.

What torch exports says the same in ten times as many nodes, and onnxruntime does not find the attention in them.
"""

import numpy as np
import onnx
import torch
from minilm import ATTENTIONS, POSITIONS
from onnx import TensorProto, helper, numpy_helper
from reading_model import Reader

FUSED = "com.microsoft"


class _Graph:
    """Nodes and weights as they are added; every add gives the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def hold(self, name: str, values: torch.Tensor | np.ndarray) -> str:
        array = values.detach().numpy() if isinstance(values, torch.Tensor) else values
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def add(self, operator: str, inputs: list[str], name: str, domain: str = "", **attributes: object) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [name], name=name, domain=domain, **attributes))
        return name

    def multiply(self, states: str, weight: torch.Tensor, name: str) -> str:
        return self.add("MatMul", [states, self.hold(f"{name}_weight", weight.T)], name)

    def norm(self, states: str, other: str, name: str, norm: torch.nn.LayerNorm, bias: torch.Tensor | None) -> str:
        inputs = [states, other, self.hold(f"{name}_gain", norm.weight), self.hold(f"{name}_shift", norm.bias)]
        if bias is not None:
            inputs.append(self.hold(f"{name}_bias", bias))
        return self.add("SkipLayerNormalization", inputs, name, FUSED, epsilon=norm.eps)


def write_graph(model: Reader, heads: list[str], *, lower: int) -> onnx.ModelProto:
    """Inputs ids and shapes (1, pieces); outputs scores (pieces, classes of all heads) and states (pieces, width)."""
    graph, encoder = _Graph(), model.encoder
    graph.hold("zero", np.array([0], dtype=np.int64))
    graph.add("Gather", [graph.hold("pieces_table", encoder.pieces.weight), "ids"], "pieces")
    graph.add("Shape", ["ids"], "size", start=1)
    places = encoder.positions.weight[:POSITIONS] + encoder.kind
    graph.add("Slice", [graph.hold("places_table", places), "zero", "size", "zero"], "places_cut")
    graph.add("Unsqueeze", ["places_cut", "zero"], "places")
    states = graph.norm("pieces", "places", "embedded", encoder.norm, None)
    for number, layer in enumerate(encoder.layers):
        if number == lower:
            graph.add("Gather", [graph.hold("shapes_table", encoder.shapes.weight), "shapes"], "shaped")
            states = graph.add("Add", [states, "shaped"], "with_shapes")
        parts = zip(("query", "key", "value"), layer.mix.weight.chunk(3), strict=True)
        mixes = [graph.multiply(states, weight, f"{part}_{number}") for part, weight in parts]
        mixes.append(graph.hold(f"mix_{number}_bias", layer.mix.bias))
        mixed = graph.add("MultiHeadAttention", mixes, f"mixed_{number}", FUSED, num_heads=ATTENTIONS)
        attended = graph.multiply(mixed, layer.attended.weight, f"attended_{number}")
        states = graph.norm(attended, states, f"normed_{number}", layer.norm, layer.attended.bias)
        wide = graph.multiply(states, layer.widen.weight, f"wide_{number}")
        bias = graph.hold(f"wide_{number}_bias", layer.widen.bias)
        wide = graph.add("BiasGelu", [wide, bias], f"wide_gelu_{number}", FUSED)
        narrow = graph.multiply(wide, layer.narrow.weight, f"narrow_{number}")
        states = graph.norm(narrow, states, f"states_{number}", layer.last_norm, layer.narrow.bias)
    parts = [model.heads[f"{name}_head"] for name in heads]
    graph.add("MatMul", [states, graph.hold("heads_weight", torch.cat([p.weight for p in parts]).T)], "heads")
    graph.add("Add", ["heads", graph.hold("heads_bias", torch.cat([p.bias for p in parts]))], "scores_batch")
    graph.add("Squeeze", ["scores_batch", "zero"], "scores")
    norms = [graph.hold("norm_gain", model.norm.weight), graph.hold("norm_shift", model.norm.bias)]
    graph.add("LayerNormalization", [states, *norms], "states_batch", epsilon=model.norm.eps)
    graph.add("Squeeze", ["states_batch", "zero"], "states")
    return _finish(graph)


def _finish(graph: _Graph) -> onnx.ModelProto:
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "pieces"]) for name in ("ids", "shapes")]
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["pieces", None]) for name in ("scores", "states")
    ]
    whole = helper.make_graph(graph.nodes, "reader", inputs, outputs, initializer=graph.weights)
    operators = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
    return helper.make_model(whole, opset_imports=operators, ir_version=8)
