"""Hand-marked documents -> the second heads, on the encoder of a finished run whose first heads are kept.

The first heads are held by what they said before: a Kullback-Leibler term on every window. With --fold K of five, that
fifth of the documents is left out, to be judged on by judge_gold.py; without, all are learnt from.

    python training/train_gold.py --shared ../shared --from first --run gold
"""

import argparse
import random
from pathlib import Path

import torch
from gold_marks import read_gold
from labels import FIRST_HEADS, FIRST_LINKS, SECOND_HEADS, SECOND_LINKS, SPAN_CLASSES
from losses import bag_losses, class_losses, head_losses, keep_losses, link_losses
from minilm import model_folder
from reading_model import Reader
from steps import LowerStates, meet, read_batch, run_steps
from torch import nn
from windows import IGNORED, Window, cut_document, make_batches, open_tokenizer

from onrecord.records.pieces import SHAPES

FOLDS = 5
LAYOUTS = 3  # ways to cut a document into windows, one after the other
WEIGHTS = {"event": 1.0, "argument": 1.0, "subject": 1.0, "offense": 1.5, "figure": 1.0}
CLASS_WEIGHT, LINK_WEIGHT, KEEP_WEIGHT = 0.3, 0.3, 10.0


class Teacher:
    """What the first heads said of a window before the second ones were learnt, kept in half precision."""

    def __init__(self, model: Reader, lower: LowerStates) -> None:
        self._model, self._lower = model, lower
        self._kept: dict[tuple[str, int, int], dict[str, torch.Tensor]] = {}

    def read(self, batch: list[Window]) -> dict[str, torch.Tensor]:
        keys = [(window.marked.id, window.start, window.end) for window in batch]
        if any(key not in self._kept for key in keys):
            with torch.no_grad():
                scores, _, _ = read_batch(self._model, batch, hide=None, lower=self._lower)
            for row, (key, window) in enumerate(zip(keys, batch, strict=True)):
                length = window.end - window.start + 2
                self._kept[key] = {n: scores[n][row, :length].log_softmax(-1).half() for n in FIRST_HEADS}
        rows = [self._kept[key] for key in keys]
        return {n: nn.utils.rnn.pad_sequence([row[n].float() for row in rows], batch_first=True) for n in FIRST_HEADS}


def extend_model(path: Path) -> tuple[Reader, Reader]:
    """The run's model as it is, and the same with the second heads added; the first links stay fixed."""
    saved = torch.load(path)
    teacher = Reader(FIRST_HEADS, tuple(FIRST_LINKS), {}, SHAPES)
    teacher.load_state_dict(saved)
    classes = {name: len(values) for name, (_, values) in SPAN_CLASSES.items()}
    model = Reader(FIRST_HEADS | SECOND_HEADS, (*FIRST_LINKS, *SECOND_LINKS), classes, SHAPES)
    model.load_state_dict(saved, strict=False)
    kept = [model.norm, *(model.links[f"{name}_link"] for name in FIRST_LINKS)]
    for parameter in [*model.encoder.lower_parameters(), *(p for part in kept for p in part.parameters())]:
        parameter.requires_grad = False
    return teacher.eval(), model


def plan_steps(documents: list, given: argparse.Namespace) -> list[tuple[list[Window], ...]]:
    """Every window once an epoch; one batch for each process a step."""
    steps = []
    for epoch in range(given.epochs):
        chance = random.Random(f"{given.seed}/{epoch}")
        windows = [w for d in documents for w in cut_document(d, chance, layout=1 + epoch % LAYOUTS)]
        shares: list[list[Window]] = [[] for _ in range(given.processes)]
        for window in windows:
            shares[(int(window.marked.id.split("-")[1]) + window.start) % given.processes].append(window)
        batches = [make_batches(share, given.batch // given.processes, chance) for share in shares]
        steps.extend(zip(*batches, strict=False))
    return steps


def train(rank: int, given: argparse.Namespace) -> None:
    """One process of given.processes."""
    torch.set_num_threads(1)
    torch.manual_seed(given.seed)
    folder = given.runs / given.run
    meet(folder, rank, given.processes)
    documents = read_gold(given.shared, open_tokenizer(model_folder() / "tokenizer.json"))
    chosen = [document for index, document in enumerate(documents) if index % FOLDS != given.fold]
    steps = plan_steps(chosen, given)
    before, model = extend_model(given.runs / given.start / "model.pt")
    lower = LowerStates(model)
    teacher = Teacher(before, lower)

    def train_step(batch: list[Window], hide: torch.Generator) -> tuple[dict[str, torch.Tensor], torch.Tensor]:
        kept = teacher.read(batch)
        scores, states, labels = read_batch(model, batch, hide=hide, lower=lower)
        heads = head_losses(scores, labels)
        classes = class_losses(model, states, batch, {name: span for name, (span, _) in SPAN_CLASSES.items()})
        single = {name: roles for name, roles in SECOND_LINKS.items() if name != "offender"}
        links = link_losses(model, states, batch, single) | bag_losses(
            model, states, batch, {"offender": SECOND_LINKS["offender"]}
        )
        keep = keep_losses(scores, kept, labels["event"] != IGNORED)
        total = (
            sum(WEIGHTS[name] * loss for name, loss in heads.items())
            + CLASS_WEIGHT * sum(classes.values())
            + LINK_WEIGHT * sum(links.values())
            + KEEP_WEIGHT * sum(keep.values())
        )
        return heads | classes | links | keep, total

    if rank == 0:
        print(f"{len(chosen)} documents, {len(steps)} steps", flush=True)
    run_steps(model, steps, train_step, folder=folder, rate=given.rate, seed=given.seed, rank=rank)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--runs", type=Path, default=Path("training/runs"))
    parser.add_argument("--run", default="gold")
    parser.add_argument("--from", dest="start", default="first")
    parser.add_argument("--fold", type=int, default=None, help="the fifth of the documents to leave out, 0 to 4")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    folder = given.runs / given.run
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "meeting").unlink(missing_ok=True)
    torch.multiprocessing.spawn(train, args=(given,), nprocs=given.processes)


if __name__ == "__main__":
    main()
