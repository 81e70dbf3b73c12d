"""What every training run does alike: rates, optimizer, shared gradients, checkpoints, kept states."""

import time
from collections.abc import Callable
from pathlib import Path

import torch
import torch.distributed as together
from reading_model import Reader
from windows import HIDDEN, Window, stack_windows

CHECKPOINT_SECONDS = 600


class LowerStates:
    """States of the lower half for windows that come again, in half precision."""

    def __init__(self, model: Reader) -> None:
        self._encoder = model.encoder
        self._kept: dict[tuple[str, int, int], torch.Tensor] = {}

    def read(self, batch: list[Window], ids: torch.Tensor, bias: torch.Tensor | None) -> torch.Tensor:
        keys = [(window.marked.id, window.start, window.end) for window in batch]
        if any(key not in self._kept for key in keys):
            with torch.no_grad():
                states = self._encoder.read_lower(ids, bias)
            for key, window, row in zip(keys, batch, states, strict=True):
                self._kept[key] = row[: window.end - window.start + 2].half().clone()
        rows = torch.zeros(*ids.shape, self._encoder.kind.shape[0])
        for row, key in zip(rows, keys, strict=True):
            row[: len(self._kept[key])] = self._kept[key]
        return rows


def read_batch(model: Reader, batch: list[Window], *, hide: torch.Generator | None, lower: LowerStates | None):
    """Scores of the heads, states and labels; hide hides some pieces, with lower only the upper half learns."""
    if not lower:
        ids, shapes, bias, labels = stack_windows(batch, hide)
        return *model(ids, shapes, bias), labels
    ids, shapes, bias, labels = stack_windows(batch, None)
    states = lower.read(batch, ids, bias)
    if hide is not None:
        states = states.masked_fill((torch.rand(ids.shape, generator=hide) < HIDDEN)[..., None], 0.0)
    return *model.read_heads(model.encoder.read_upper(states, shapes, bias)), labels


def meet(folder: Path, rank: int, processes: int) -> None:
    """Joins the other processes of a run."""
    address = f"file://{(folder / 'meeting').resolve()}"
    together.init_process_group("gloo", init_method=address, rank=rank, world_size=processes)


def rate_at(step: int, total: int) -> float:
    """Warm-up over 6 % of the steps, then straight to zero."""
    warm = max(1, int(0.06 * total))
    return (step + 1) / warm if step < warm else max(0.0, (total - step) / (total - warm))


def make_optimizer(model: Reader, rate: float) -> torch.optim.Optimizer:
    """AdamW; the new heads learn at twice the encoder's rate, vectors do not decay."""
    groups = []
    for new in (False, True):
        parameters = [(n, p) for n, p in model.named_parameters() if n.startswith("encoder.layers") != new]
        for decays in (False, True):
            chosen = [p for _, p in parameters if p.requires_grad and (p.ndim > 1) == decays]
            groups.append({"params": chosen, "weight_decay": 0.01 * decays, "lr": rate, "rate": rate * (1 + new)})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def share_gradients(model: Reader) -> None:
    """The mean of all processes' gradients; a parameter that this part of the batch did not touch counts as zero."""
    if together.get_world_size() == 1:
        return
    trained = [p for p in model.parameters() if p.requires_grad]
    parts = [torch.zeros_like(p) if p.grad is None else p.grad for p in trained]
    flat = torch.cat([part.flatten() for part in parts])
    together.all_reduce(flat)
    flat /= together.get_world_size()
    for parameter, part in zip(trained, flat.split([p.numel() for p in trained]), strict=True):
        parameter.grad = part.view_as(parameter)


def save_checkpoint(path: Path, model: Reader, optimizer: torch.optim.Optimizer, step: int) -> None:
    """Written beside and moved into place, so that a kill leaves the older one whole."""
    partial = path.with_suffix(".part")
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}, partial)
    partial.replace(path)


def run_steps(
    model: Reader,
    steps: list,
    train_step: Callable[[list[Window], torch.Generator], tuple[dict[str, torch.Tensor], torch.Tensor]],
    *,
    folder: Path,
    rate: float,
    seed: int,
    rank: int,
) -> None:
    """All steps from the last checkpoint on; train_step gives losses by name and their sum; the first process saves."""
    optimizer = make_optimizer(model, rate)
    path, done = folder / "checkpoint.pt", 0
    if path.exists():
        saved = torch.load(path)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        done = saved["step"]
    hide, means = torch.Generator(), {}
    began = saved_at = time.monotonic()
    for step in range(done, len(steps)):
        hide.manual_seed((seed * 1_000_003 + step) * together.get_world_size() + rank)
        for group in optimizer.param_groups:
            group["lr"] = group["rate"] * rate_at(step, len(steps))
        optimizer.zero_grad()
        losses, total = train_step(steps[step][rank], hide)
        total.backward()
        share_gradients(model)
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if rank:
            continue
        for name, loss in losses.items():
            means[name] = 0.98 * means.get(name, loss.item()) + 0.02 * loss.item()
        if step % 20 == 19:
            shown = " ".join(f"{name} {value:.3f}" for name, value in sorted(means.items()))
            print(f"{step + 1}/{len(steps)} {time.monotonic() - began:.0f} s  {shown}", flush=True)
        if time.monotonic() - saved_at > CHECKPOINT_SECONDS or step + 1 == len(steps):
            save_checkpoint(path, model, optimizer, step + 1)
            saved_at = time.monotonic()
    if rank == 0:
        torch.save(model.state_dict(), folder / "model.pt")
