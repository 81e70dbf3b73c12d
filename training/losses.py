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


def bag_losses(
    model: Reader, states: torch.Tensor, batch: list[Window], roles: dict[str, tuple[str, str]]
) -> dict[str, torch.Tensor]:
    """For each chooser and each bag of options (the mentions of one person): linked to it or not, against "none"."""
    losses = {}
    for name, (chooser, option) in roles.items():
        total, positives = 0.0, 0
        for row, window in enumerate(batch):
            choosers, chooser_index = window_spans(window, chooser)
            options, option_index = window_spans(window, option)
            if not len(choosers) or not len(options):
                continue
            scores = model.links[f"{name}_link"](states[row], choosers, options)
            linked = {(chooser_index[one], bag) for one, bag in window.view.links[name] if one in chooser_index}
            for bag, spans in enumerate(window.view.bags[option]):
                columns = [option_index[span] + 1 for span in spans if span in option_index]
                if columns:
                    against = scores[:, columns].logsumexp(1) - scores[:, 0]
                    wanted = torch.tensor([float((one, bag) in linked) for one in range(len(choosers))])
                    total = total + functional.binary_cross_entropy_with_logits(against, wanted, reduction="sum")
                    positives += int(wanted.sum())
        if torch.is_tensor(total):
            losses[f"{name}_link"] = total / max(4, positives)
    return losses


def class_losses(
    model: Reader, states: torch.Tensor, batch: list[Window], spans: dict[str, str]
) -> dict[str, torch.Tensor]:
    """Mean cross entropy of the classes of spans; spans: class -> the head whose spans have it."""
    losses = {}
    for name, head in spans.items():
        scores, wanted = [], []
        for row, window in enumerate(batch):
            found, index = window_spans(window, head)
            if len(found):
                scores.append(model.span_classes[f"{name}_class"](states[row], found))
                wanted.extend(window.view.classes[name][old] for old in index)
        if any(one != IGNORED for one in wanted):
            losses[f"{name}_class"] = functional.cross_entropy(
                torch.cat(scores), torch.tensor(wanted), ignore_index=IGNORED
            )
    return losses


def keep_losses(
    scores: dict[str, torch.Tensor], kept: dict[str, torch.Tensor], known: torch.Tensor
) -> dict[str, torch.Tensor]:
    """How far each head has moved from what it said before (log probabilities), on average over the known pieces."""
    losses = {}
    for name, before in kept.items():
        now, then = scores[name][known].log_softmax(-1), before[known]
        losses[f"{name}_kept"] = (then.exp() * (then - now)).sum(-1).mean()
    return losses


def total_loss(losses: dict[str, torch.Tensor]) -> torch.Tensor:
    """The weighted sum."""
    return sum(loss * WEIGHTS.get(name, LINK_WEIGHT) for name, loss in losses.items())
