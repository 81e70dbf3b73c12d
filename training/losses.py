"""Scores and marks -> losses, each divided by its number of positives: else the many words outside decide."""

import torch
from reading_model import Reader
from torch.nn import functional
from windows import IGNORED, Window, window_spans

WEIGHTS = {"source": 1.0, "cue": 1.0, "content": 2.0, "name": 0.7, "tag": 0.5}
LINK_WEIGHT = 0.5


def head_losses(scores: dict[str, torch.Tensor], labels: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Cross entropy of each head over its labelled pieces; of the tag head the mean, as all its words are positive."""
    losses = {}
    for name, wanted in labels.items():
        known = wanted != IGNORED
        if not known.any():
            continue
        total = functional.cross_entropy(scores[name][known], wanted[known], reduction="sum")
        positives = known.sum() if name == "tag" else (wanted > 0).sum()
        losses[name] = total / positives.clamp(min=20)
    return losses


def link_losses(
    model: Reader, states: torch.Tensor, batch: list[Window], roles: dict[str, tuple[str, str]]
) -> dict[str, torch.Tensor]:
    """For each chooser the probability of all its right options together, or of none."""
    losses = {}
    for name, (chooser, option) in roles.items():
        total, count = 0.0, 0
        for row, window in enumerate(batch):
            if name not in window.view.links:
                continue
            choosers, chooser_index = window_spans(window, chooser)
            options, option_index = window_spans(window, option)
            if not len(choosers) or not len(options):
                continue
            scores = model.links[f"{name}_link"](states[row], choosers, options)
            right = torch.zeros_like(scores, dtype=torch.bool)
            for one, other in window.view.links[name]:
                if one in chooser_index and other in option_index:
                    right[chooser_index[one], option_index[other] + 1] = True
            right[:, 0] = ~right.any(1)
            chosen = scores.log_softmax(1).masked_fill(~right, -torch.inf).logsumexp(1)
            total, count = total - chosen.sum(), count + len(choosers)
        if count:
            losses[f"{name}_link"] = total / count
    return losses


def total_loss(losses: dict[str, torch.Tensor]) -> torch.Tensor:
    """The weighted sum."""
    return sum(loss * WEIGHTS.get(name, LINK_WEIGHT) for name, loss in losses.items())
