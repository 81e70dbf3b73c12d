"""Silver labels and marked attributions -> documents as numbers, cut into windows and batches.

A label stands at the first piece of each word; the other pieces carry IGNORED and cost nothing.
"""

import json
import random
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from labels import FIRST_HEADS, TAGS
from tokenizers import Tokenizer

from onrecord.records.pieces import Pieces, cut_pieces

IGNORED = -100
SIZE = 254  # pieces of a window without its first and last mark
CLS, SEP, MASK, PADDING = 101, 102, 103, 0
HIDDEN = 0.05  # share of pieces hidden in training, in place of dropout


@dataclass
class Marks:
    """One annotator's view: labels of each head, spans (pieces, both ends inclusive) and links between them."""

    labels: dict[str, np.ndarray] = field(default_factory=dict)
    spans: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    links: dict[str, list[tuple[int, int]]] = field(default_factory=dict)  # pairs of indexes: chooser, option
    classes: dict[str, list[int]] = field(default_factory=dict)  # class of each span, IGNORED where unknown
    bags: dict[str, list[list[int]]] = field(default_factory=dict)  # spans of one thing: a link to any is a link to it


@dataclass
class Marked:
    """A document with its views; `origin` tells which marks it can have."""

    id: str
    origin: str
    held: bool
    pieces: Pieces
    views: list[Marks]


@dataclass
class Window:
    marked: Marked
    view: Marks
    start: int
    end: int


def open_tokenizer(path: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def mark_spans(pieces: Pieces, spans: list[tuple[int, int, str]], classes: tuple[str, ...]) -> np.ndarray:
    """Labels of a BIO head from character spans with their kind ("" where the head has one)."""
    labels = np.full(len(pieces), IGNORED)
    labels[pieces.heads] = 0
    for start, end, kind in spans:
        found = find_heads(pieces, start, end)
        for index, head in enumerate(found):
            if labels[head] == 0:
                part = "I" if index else "B"
                labels[head] = classes.index(f"{part}-{kind}" if kind else part)
    return labels


def find_heads(pieces: Pieces, start: int, end: int) -> np.ndarray:
    """The first pieces of the words that begin in text[start:end]."""
    starts = pieces.starts[pieces.heads]
    first, last = np.searchsorted(starts, [start, end])
    return pieces.heads[first:last]


def find_span(pieces: Pieces, start: int, end: int) -> tuple[int, int] | None:
    """First piece of the first and of the last word of text[start:end]; links read these."""
    found = find_heads(pieces, start, end)
    return (int(found[0]), int(found[-1])) if len(found) else None


def mark_silver(pieces: Pieces, item: dict) -> dict[str, np.ndarray]:
    """Labels of the heads that the silver labels teach."""
    heads = set(pieces.heads.tolist())
    at = {int(start): index for index, start in enumerate(pieces.starts) if index in heads}
    tags = np.full(len(pieces), IGNORED)
    for (start, _), tag in zip(item["words"], item["tags"], strict=True):
        if start in at and tag in TAGS:
            tags[at[start]] = TAGS.index(tag)
    return {"tag": tags, "name": mark_spans(pieces, [tuple(name) for name in item["names"]], FIRST_HEADS["name"])}


def read_attributions(path: Path) -> list[dict[str, list[tuple[int, int]]]]:
    """The attributions of one brat file: role -> its fragments."""
    spans: dict[str, list[tuple[int, int]]] = {}
    relations = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        parts = line.split("\t")
        if re.fullmatch(r"T\d+", parts[0]) and len(parts) > 1:
            fragments = parts[1].split(" ", 1)[1].split(";")
            spans[parts[0]] = [tuple(map(int, fragment.split())) for fragment in fragments]
        elif re.fullmatch(r"E\d+", parts[0]) and len(parts) > 1:
            targets = defaultdict(list)
            for part in parts[1].split():
                role, target = part.split(":")
                targets[re.sub(r"\d+$", "", role).lower()].append(target)
            relations.append(targets)
    roles = ("source", "cue", "content")
    return [
        {role: sorted(x for target in targets[role] for x in spans[target]) for role in roles} for targets in relations
    ]


def mark_attributions(pieces: Pieces, attributions: list) -> Marks:
    """Labels, spans and links of one annotator's attributions."""
    marks = Marks()
    index: dict[str, dict] = {}
    for role in ("source", "cue", "content"):
        fragments = sorted({fragment for attribution in attributions for fragment in attribution[role]})
        marks.labels[role] = mark_spans(pieces, [(*fragment, "") for fragment in fragments], FIRST_HEADS[role])
        placed = {fragment: find_span(pieces, *fragment) for fragment in fragments}
        marks.spans[role] = sorted({span for span in placed.values() if span})
        index[role] = {fragment: marks.spans[role].index(span) for fragment, span in placed.items() if span}
    links: dict[str, set[tuple[int, int]]] = {"source": set(), "content": set()}
    for attribution in attributions:
        cues = [index["cue"][cue] for cue in attribution["cue"] if cue in index["cue"]]
        for cue in cues:
            links["source"] |= {(cue, index["source"][x]) for x in attribution["source"] if x in index["source"]}
            links["content"] |= {(index["content"][x], cue) for x in attribution["content"] if x in index["content"]}
    marks.links = {name: sorted(pairs) for name, pairs in links.items()}
    return marks


def read_silver(folder: Path, shared: Path, tokenizer: Tokenizer) -> list[Marked]:
    """All documents of runs/silver, those of the attribution corpus with every annotator's marks."""
    annotations = defaultdict(list)
    for path in sorted((shared / "bench/attribution/polnear/train/attributions").glob("*.ann")):
        annotations[path.stem.rsplit("_", 1)[0]].append(path)
    documents = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if not line:
                continue
            item = json.loads(line)
            pieces = cut_pieces(tokenizer, item["text"])
            silver = mark_silver(pieces, item)
            views = [Marks(labels=silver)]
            if item["origin"] == "attribution":
                views = [mark_attributions(pieces, read_attributions(path)) for path in annotations[item["id"]]]
                for view in views:
                    view.labels |= silver
            if len(pieces) > 8:
                documents.append(Marked(item["id"], item["origin"], item["held"], pieces, views))
    return documents


def cut_document(document: Marked, chance: random.Random, *, layout: int | None) -> list[Window]:
    """Windows over a document from a random beginning, or in one of its fixed layouts; one view for all."""
    view = chance.choice(document.views)
    count = len(document.pieces)
    if layout is not None:
        chance = random.Random(f"{document.id}/{layout}" if layout else document.id)
    first = chance.randrange(SIZE // 4, SIZE) if count > SIZE else min(count, SIZE)
    starts = [0, *range(first, count, SIZE)]
    return [Window(document, view, a, b) for a, b in zip(starts, [*starts[1:], count], strict=True)]


def make_batches(windows: list[Window], size: int, chance: random.Random) -> list[list[Window]]:
    """Batches of windows of like length, in random order."""
    chance.shuffle(windows)
    chunk = size * 40
    batches = []
    for at in range(0, len(windows), chunk):
        near = sorted(windows[at : at + chunk], key=lambda window: window.end - window.start)
        batches.extend(near[i : i + size] for i in range(0, len(near), size))
    chance.shuffle(batches)
    return batches


def stack_windows(batch: list[Window], hide: torch.Generator | None):
    """ids, shapes, attention bias and labels of each head; a piece stands one later, after the first mark."""
    length = max(window.end - window.start for window in batch) + 2
    ids = torch.full((len(batch), length), PADDING)
    shapes = torch.zeros(len(batch), length, dtype=torch.long)
    names = sorted({name for window in batch for name in window.view.labels})
    labels = {name: torch.full((len(batch), length), IGNORED) for name in names}
    for row, window in enumerate(batch):
        count = window.end - window.start
        part = slice(window.start, window.end)
        ids[row, 0], ids[row, count + 1] = CLS, SEP
        ids[row, 1 : count + 1] = torch.from_numpy(window.marked.pieces.ids[part])
        shapes[row, 1 : count + 1] = torch.from_numpy(window.marked.pieces.shapes[part])
        for name, values in window.view.labels.items():
            labels[name][row, 1 : count + 1] = torch.from_numpy(values[part])
    bias = None
    if bool((ids == PADDING).any()):
        bias = (ids == PADDING)[:, None, None, :].float() * -10_000.0
    if hide is not None:
        hidden = torch.rand(ids.shape, generator=hide) < HIDDEN
        ids = torch.where(hidden & (ids > MASK), torch.tensor(MASK), ids)
    return ids, shapes, bias, labels


def window_spans(window: Window, name: str) -> tuple[torch.Tensor, dict[int, int]]:
    """Spans that begin in the window, as positions in its row, and old index -> new index."""
    kept, index = [], {}
    for old, (first, last) in enumerate(window.view.spans.get(name, [])):
        if window.start <= first < window.end:
            index[old] = len(kept)
            kept.append((first - window.start + 1, min(last, window.end - 1) - window.start + 1))
    return torch.tensor(kept, dtype=torch.long).reshape(-1, 2), index
