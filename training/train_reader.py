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
from pathlib import Path

import torch
from labels import FIRST_HEADS, FIRST_LINKS
from losses import head_losses, link_losses, total_loss
from minilm import model_folder
from reading_model import Reader
from steps import LowerStates, meet, read_batch, run_steps
from windows import Marked, Window, cut_document, make_batches, open_tokenizer, read_silver

from onrecord.records.pieces import SHAPES


def plan_epoch(documents: list[Marked], epoch: int, given: argparse.Namespace) -> list[list[list[Window]]]:
    """Per process its batches: each window of the attribution corpus once, and some of the other texts."""
    chance = random.Random(f"{given.seed}/{epoch}")
    windows, plain = [], []
    for document in documents:
        cut = cut_document(document, chance, layout=0 if given.half else None)
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
    """One process of given.processes."""
    torch.set_num_threads(1)
    torch.manual_seed(given.seed)
    folder = given.runs / given.run
    meet(folder, rank, given.processes)
    documents = torch.load(folder / "documents.pt", weights_only=False)
    steps = plan_steps(documents, given)
    model = make_model(given)
    lower = LowerStates(model) if given.half else None

    def train_step(batch: list[Window], hide: torch.Generator) -> tuple[dict[str, torch.Tensor], torch.Tensor]:
        scores, states, labels = read_batch(model, batch, hide=hide, lower=lower)
        losses = head_losses(scores, labels) | link_losses(model, states, batch, FIRST_LINKS)
        return losses, total_loss(losses)

    if rank == 0:
        print(f"{len(documents)} documents, {len(steps)} steps", flush=True)
    run_steps(model, steps, train_step, folder=folder, rate=given.rate, seed=given.seed, rank=rank)


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
