"""Marked attributions and silver labels -> the first heads of the reader (source, cue, content, name, tag, two links).

Each process takes its share of the windows on one thread, and they share their gradients: on a busy machine two
processes that meet once a step are faster than two threads that meet at every operation. With --half only the upper
half of the encoder learns, from states of the lower half that are computed once: half the time a step.
Resumes from its last checkpoint. Seeds are fixed; the same seed and number of processes give the same model.

    python training/train_reader.py --shared ../shared --run half --half --epochs 2
    python training/train_reader.py --shared ../shared --run first --from half --epochs 2 --rate 1.5e-4
"""

import argparse
import random
import time
from pathlib import Path

import torch
import torch.distributed as together
from labels import FIRST_HEADS, FIRST_LINKS
from losses import head_losses, link_losses, total_loss
from minilm import model_folder
from reading_model import Reader
from windows import HIDDEN, Marked, Window, cut_document, make_batches, open_tokenizer, read_silver, stack_windows

from onrecord.records.pieces import SHAPES

CHECKPOINT_SECONDS = 600


class LowerStates:
    """States of the lower half for windows that come again, in half precision."""

    def __init__(self, model: Reader) -> None:
        self._encoder = model.encoder
        self._kept: dict[tuple[str, int], torch.Tensor] = {}

    def read(self, batch: list[Window], ids: torch.Tensor, bias: torch.Tensor | None) -> torch.Tensor:
        keys = [(window.marked.id, window.start) for window in batch]
        if any(key not in self._kept for key in keys):
            with torch.no_grad():
                states = self._encoder.read_lower(ids, bias)
            for key, window, row in zip(keys, batch, states, strict=True):
                self._kept[key] = row[: window.end - window.start + 2].half().clone()
        rows = torch.zeros(*ids.shape, self._encoder.kind.shape[0])
        for row, key in zip(rows, keys, strict=True):
            row[: len(self._kept[key])] = self._kept[key]
        return rows


def plan_epoch(documents: list[Marked], epoch: int, given: argparse.Namespace) -> list[list[list[Window]]]:
    """Per process its batches: each window of the attribution corpus once, and some of the other texts."""
    chance = random.Random(f"{given.seed}/{epoch}")
    windows, plain = [], []
    for document in documents:
        cut = cut_document(document, chance, fixed=given.half)
        (windows if document.origin == "attribution" else plain).extend(cut)
    random.Random(epoch // 2 if given.half else epoch).shuffle(plain)
    windows += plain[: int(given.plain_share * len(windows))]
    shares: list[list[Window]] = [[] for _ in range(given.processes)]
    for window in windows:
        shares[(len(window.marked.id) * 31 + window.start) % given.processes].append(window)
    return [make_batches(share, given.batch // given.processes, chance) for share in shares]


def plan_steps(documents: list[Marked], given: argparse.Namespace) -> list[tuple[list[Window], ...]]:
    """One batch for each process a step, as many steps as the process with the fewest windows has."""
    epochs = [plan_epoch(documents, epoch, given) for epoch in range(given.epochs)]
    return [step for epoch in epochs for step in zip(*epoch, strict=False)]


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


def make_model(given: argparse.Namespace) -> Reader:
    model = Reader(FIRST_HEADS, tuple(FIRST_LINKS), {}, SHAPES)
    if given.start:
        model.load_state_dict(torch.load(given.runs / given.start / "model.pt"))
    model.encoder.pieces.weight.requires_grad = False  # half of all weights; they gain little from so little text
    if given.half:
        for parameter in model.encoder.lower_parameters():
            parameter.requires_grad = False
    return model


def train(rank: int, given: argparse.Namespace) -> None:
    """One process of given.processes; the first one reports and saves."""
    torch.set_num_threads(1)
    torch.manual_seed(given.seed)
    folder = given.runs / given.run
    together.init_process_group(
        "gloo", init_method=f"file://{(folder / 'meeting').resolve()}", rank=rank, world_size=given.processes
    )
    documents = torch.load(folder / "documents.pt", weights_only=False)
    steps = plan_steps(documents, given)
    model = make_model(given)
    optimizer = make_optimizer(model, given.rate)
    lower = LowerStates(model) if given.half else None
    path, done = folder / "checkpoint.pt", 0
    if path.exists():
        saved = torch.load(path)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        done = saved["step"]
    if rank == 0:
        print(f"{len(documents)} documents, {len(steps)} steps, from {done}", flush=True)
    hide = torch.Generator()
    began, saved_at, means = time.monotonic(), time.monotonic(), {}
    for step in range(done, len(steps)):
        hide.manual_seed((given.seed * 1_000_003 + step) * given.processes + rank)
        for group in optimizer.param_groups:
            group["lr"] = group["rate"] * rate_at(step, len(steps))
        losses = train_batch(model, optimizer, steps[step][rank], hide=hide, lower=lower)
        if rank:
            continue
        for name, value in losses.items():
            means[name] = 0.98 * means.get(name, value) + 0.02 * value
        if step % 20 == 19:
            shown = " ".join(f"{name} {value:.3f}" for name, value in sorted(means.items()))
            used = time.process_time()
            print(f"{step + 1}/{len(steps)} {time.monotonic() - began:.0f} s ({used:.0f})  {shown}", flush=True)
        if time.monotonic() - saved_at > CHECKPOINT_SECONDS or step + 1 == len(steps):
            save_checkpoint(path, model, optimizer, step + 1)
            saved_at = time.monotonic()
    if rank == 0:
        torch.save(model.state_dict(), folder / "model.pt")


def train_batch(
    model: Reader, optimizer, batch: list[Window], *, hide: torch.Generator, lower: LowerStates | None
) -> dict[str, float]:
    """One step; the value of each loss."""
    if lower:
        ids, shapes, bias, labels = stack_windows(batch, None)
        kept = lower.read(batch, ids, bias)
        kept = kept.masked_fill((torch.rand(ids.shape, generator=hide) < HIDDEN)[..., None], 0.0)
        scores, states = model.read_heads(model.encoder.read_upper(kept, shapes, bias))
    else:
        ids, shapes, bias, labels = stack_windows(batch, hide)
        scores, states = model(ids, shapes, bias)
    losses = head_losses(scores, labels) | link_losses(model, states, batch, FIRST_LINKS)
    optimizer.zero_grad()
    total_loss(losses).backward()
    share_gradients(model)
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return {name: loss.item() for name, loss in losses.items()}


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


def save_checkpoint(path: Path, model: Reader, optimizer, step: int) -> None:
    """Written beside and moved into place, so that a kill leaves the older one whole."""
    partial = path.with_suffix(".part")
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}, partial)
    partial.replace(path)


def prepare(given: argparse.Namespace) -> None:
    """What all processes read: the documents as numbers, made once a run."""
    folder = given.runs / given.run
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "meeting").unlink(missing_ok=True)
    if not (folder / "documents.pt").exists():
        tokenizer = open_tokenizer(model_folder() / "tokenizer.json")
        documents = read_silver(given.runs / "silver", given.shared, tokenizer)
        chosen = [d for d in documents if not d.held and d.origin != "attribution-dev"]
        torch.save(chosen, folder / "documents.pt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--runs", type=Path, default=Path("training/runs"))
    parser.add_argument("--run", default="first")
    parser.add_argument("--from", dest="start", help="a finished run to start from")
    parser.add_argument("--half", action="store_true", help="the lower half of the encoder stays as it is")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=2.5e-4)
    parser.add_argument("--plain-share", type=float, default=0.15)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    prepare(given)
    torch.multiprocessing.spawn(train, args=(given,), nprocs=given.processes)


if __name__ == "__main__":
    main()
