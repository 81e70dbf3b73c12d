"""A trained run -> the model folder that reading opens: model.onnx (int8), spans.onnx, tokenizer.json, labels.json.

python training/export_reader.py --run first --out src/onrecord/data/models/reader
"""

import argparse
import hashlib
import json
from pathlib import Path

import onnx
import torch
from labels import FIRST_HEADS, FIRST_LINKS, SECOND_HEADS, SECOND_LINKS, SPAN_CLASSES
from minilm import LAYERS, WIDTH, model_folder
from onnxruntime.quantization import QuantType, quantize_dynamic
from reading_model import Reader
from torch import nn
from windows import open_tokenizer

from onrecord.records.pieces import SHAPES

OPSET = 17


class Window(nn.Module):
    """One window without padding: pieces -> the scores of all heads side by side, and the states for spans."""

    def __init__(self, model: Reader, heads: list[str]) -> None:
        super().__init__()
        self.model, self.heads = model, heads

    def forward(self, ids: torch.Tensor, shapes: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        scores, states = self.model(ids, shapes)
        return torch.cat([scores[name] for name in self.heads], dim=-1)[0], states[0]


def open_run(path: Path) -> tuple[Reader, dict, dict, dict]:
    """The model of a checkpoint or of finished weights, with the heads that it holds."""
    saved = torch.load(path, map_location="cpu")
    weights = saved.get("model", saved)
    heads = {k: v for k, v in (FIRST_HEADS | SECOND_HEADS).items() if f"heads.{k}_head.weight" in weights}
    links = {k: v for k, v in (FIRST_LINKS | SECOND_LINKS).items() if f"links.{k}_link.none.weight" in weights}
    classes = {k: v for k, v in SPAN_CLASSES.items() if f"span_classes.{k}_class.last.weight" in weights}
    model = Reader(heads, tuple(links), {name: len(values) for name, (_, values) in classes.items()}, SHAPES)
    model.load_state_dict(weights)
    return model.eval(), heads, links, classes


def export_window(model: Reader, heads: dict, path: Path) -> None:
    """The encoder with its heads, its matrices and embeddings in int8."""
    example = (torch.full((1, 12), 2000), torch.zeros(1, 12, dtype=torch.long))
    whole = path.with_suffix(".whole.onnx")
    torch.onnx.export(
        Window(model, list(heads)).eval(),
        example,
        str(whole),
        input_names=["ids", "shapes"],
        output_names=["scores", "states"],
        dynamic_axes={"ids": {1: "pieces"}, "shapes": {1: "pieces"}, "scores": {0: "pieces"}, "states": {0: "pieces"}},
        opset_version=OPSET,
        dynamo=False,
    )
    quantize_dynamic(
        str(whole),
        str(path),
        op_types_to_quantize=["MatMul", "Gather"],
        per_channel=True,
        reduce_range=True,  # without it, sums overflow 16 bits on processors that lack VNNI, and scores differ
        weight_type=QuantType.QInt8,
    )
    whole.unlink()


def export_spans(model: Reader, folder: Path) -> None:
    """Each link and each class of spans as one small graph, merged into one file a name."""
    states = torch.randn(20, WIDTH)
    spans = torch.tensor([[1, 2], [5, 5], [9, 12]])
    for name, module in [*model.links.items(), *model.span_classes.items()]:
        linked = name.endswith("_link")
        inputs = (states, spans, spans[:2]) if linked else (states, spans)
        names = ["states", "choosers", "options"] if linked else ["states", "spans"]
        axes = {one: {0: one} for one in names}
        path = folder / f"{name}.onnx"
        torch.onnx.export(
            module, inputs, str(path), input_names=names, output_names=["scores"], dynamic_axes=axes,
            opset_version=OPSET, dynamo=False,
        )  # fmt: skip
        onnx.checker.check_model(str(path))


def write_labels(folder: Path, *, heads: dict, links: dict, classes: dict) -> None:
    """What the outputs mean, and a version that names the bytes of the model."""
    hashed = hashlib.sha256()
    for path in sorted(folder.glob("*.onnx")):
        hashed.update(path.read_bytes())
    labels = {
        "version": f"reader-{hashed.hexdigest()[:12]}",
        "heads": {name: list(values) for name, values in heads.items()},
        "links": {name: {"chooser": chooser, "option": option} for name, (chooser, option) in links.items()},
        "classes": {name: {"span": span, "classes": list(values)} for name, (span, values) in classes.items()},
    }
    (folder / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=Path, default=Path("training/runs"))
    parser.add_argument("--run", default="first")
    parser.add_argument("--weights", default="model.pt", help="or checkpoint.pt, while the run goes on")
    parser.add_argument("--out", type=Path, default=Path("src/onrecord/data/models/reader"))
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    model, heads, links, classes = open_run(given.runs / given.run / given.weights)
    for old in given.out.glob("*.onnx"):
        old.unlink()
    export_window(model, heads, given.out / "model.onnx")
    export_spans(model, given.out)
    tokenizer = open_tokenizer(model_folder() / "tokenizer.json")
    tokenizer.save(str(given.out / "tokenizer.json"), pretty=False)
    write_labels(given.out, heads=heads, links=links, classes=classes)
    size = sum(path.stat().st_size for path in given.out.iterdir())
    print(f"{given.out}: {LAYERS} layers, {len(heads)} heads, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
