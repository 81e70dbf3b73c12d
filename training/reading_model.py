"""One encoder with its heads: a class for each piece, links between spans, classes of spans.

The links and the classes of spans read the states of a span's first and last piece; what is trained here is exported
as it stands, so that reading computes the same scores.
"""

import torch
from minilm import WIDTH, load_minilm
from torch import nn

DISTANCES = 12  # powers of two of pieces, on either side
WIDTHS = {"source": (128, 64), "content": (128, 64)}  # widths of a link's two parts; the others are narrow
NARROW = (64, 48)  # few marks teach them, and the whole model is to stay under 30 MB
RANKS = 4  # how many other options stand between, on either side


class SpanStates(nn.Module):
    """States and spans (first and last piece) -> one vector a span."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.first = nn.Linear(WIDTH, width)
        self.last = nn.Linear(WIDTH, width)

    def forward(self, states: torch.Tensor, spans: torch.Tensor) -> torch.Tensor:
        return self.first(states[spans[:, 0]]) + self.last(states[spans[:, 1]])


class Link(nn.Module):
    """Scores of every option for every chooser; column 0 is "none". Both are spans, the options in order of text."""

    def __init__(self, width: int, mixed: int) -> None:
        super().__init__()
        self.chooser, self.option = SpanStates(width), SpanStates(width)
        self.chooser_mix, self.option_mix = SpanStates(mixed), SpanStates(mixed)
        self.distance = nn.Embedding(2 * DISTANCES, mixed)
        self.rank = nn.Embedding(2 * RANKS, mixed)
        self.last = nn.Linear(mixed, 1)
        self.none = nn.Linear(width, 1)
        nn.init.zeros_(self.last.weight)

    def forward(self, states: torch.Tensor, choosers: torch.Tensor, options: torch.Tensor) -> torch.Tensor:
        chooser, option = self.chooser(states, choosers), self.option(states, options)
        gap = options[None, :, 0] - choosers[:, None, 0]
        distance = (gap.abs().float() + 1).log2().floor().long().clamp(max=DISTANCES - 1)
        distance = distance + (gap < 0).long() * DISTANCES
        before = (gap < 0).long().sum(1, keepdim=True)
        place = torch.ones_like(gap).cumsum(1) - 1 - before
        rank = place.clamp(min=-RANKS, max=RANKS - 1) + RANKS
        mixed = self.chooser_mix(states, choosers)[:, None] + self.option_mix(states, options)[None]
        mixed = nn.functional.gelu(mixed + self.distance(distance) + self.rank(rank))
        scores = chooser @ option.T * chooser.shape[-1] ** -0.5 + self.last(mixed)[..., 0]
        return torch.cat([self.none(chooser), scores], dim=1)


class SpanClass(nn.Module):
    """Spans -> scores of their classes."""

    def __init__(self, classes: int, width: int = 64) -> None:
        super().__init__()
        self.span = SpanStates(width)
        self.last = nn.Linear(width, classes)

    def forward(self, states: torch.Tensor, spans: torch.Tensor) -> torch.Tensor:
        return self.last(nn.functional.gelu(self.span(states, spans)))


class Reader(nn.Module):
    """heads: name -> classes; links: names; span_classes: name -> number of classes."""

    def __init__(self, heads: dict, links: tuple[str, ...], span_classes: dict[str, int], shapes: int) -> None:
        super().__init__()
        self.encoder = load_minilm(shapes)
        self.heads = nn.ModuleDict({f"{name}_head": nn.Linear(WIDTH, len(classes)) for name, classes in heads.items()})
        for name, classes in heads.items():
            if classes[0] == "O":  # most words are outside: without this the first steps teach nothing else
                self.heads[f"{name}_head"].bias.data[0] = 4.0
        self.norm = nn.LayerNorm(WIDTH)
        self.links = nn.ModuleDict({f"{name}_link": Link(*WIDTHS.get(name, NARROW)) for name in links})
        self.span_classes = nn.ModuleDict({f"{name}_class": SpanClass(number) for name, number in span_classes.items()})

    def forward(self, ids: torch.Tensor, shapes: torch.Tensor, bias: torch.Tensor | None = None):
        """Scores of each head and the states that links and classes of spans read."""
        return self.read_heads(self.encoder(ids, shapes, bias))

    def read_heads(self, states: torch.Tensor):
        """The same from the encoder's states."""
        return {name.removesuffix("_head"): head(states) for name, head in self.heads.items()}, self.norm(states)
