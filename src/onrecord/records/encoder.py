"""Text -> what one pass of the encoder finds: tags, names, and who said what in which words; spans of code points.

The model stands in a folder (data/models/reader) and is loaded when an Encoder is made, never at import. Windows go
through it one by one on one thread, so that no padding and no neighbour can change a score. It decides no facts: a
span is a proposal with a score, and what becomes of it is the business of the rules.
"""

import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.errors import ReaderError
from onrecord.records.decoding import decode_spans
from onrecord.records.pieces import Pieces, cut_pieces, cut_windows

__all__ = ["Attribution", "Encoder", "Encoding", "Scored"]

_SIZE = 254  # pieces of a window, two less than in training were read with their first and last mark
_OVERLAP = 48  # what two windows share: each piece is taken from the window in which it stands farther from an edge
_SECTION = 16_384  # pieces whose states are held at once, 25 MB; only a text of some 80,000 code points has a second
_REACH = 512  # pieces within which a link is sought; in training it was a window
_CHOOSERS = 32  # spans that choose at once: bounds the memory of a text made of cues alone
_FIRST, _LAST = 101, 102  # the marks that stand around each window


@dataclass(frozen=True, slots=True)
class Scored:
    """A span with its label ("" where its head knows one kind only) and the mean probability of its words."""

    start: int
    end: int
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue with its source and contents, as indexes into the encoding's sources and contents; contents may be none."""

    cue: int
    source: int | None
    contents: tuple[int, ...]
    score: float  # probability of the choice of source, none included


@dataclass(frozen=True, slots=True)
class Encoding:
    """What was found in a text; spans of one kind are in order and do not overlap."""

    tags: tuple[str, ...]  # UPOS, one a given word; X where the text holds nothing the model can read
    names: tuple[Scored, ...]
    sources: tuple[Scored, ...]
    cues: tuple[Scored, ...]
    contents: tuple[Scored, ...]
    attributions: tuple[Attribution, ...]  # one a cue, in order


@dataclass(frozen=True, slots=True)
class _Section:
    """A run of pieces after the model: per word of the tokenizer its scores and states, and its place in the text."""

    scores: NDArray[np.float32]
    states: NDArray[np.float32]
    places: NDArray[np.int64]  # index of the word's first piece: distances between spans are counted in pieces
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Found:
    """Spans of one head in a section: as words (first, last) for links, and as they are given out."""

    words: NDArray[np.int64]
    spans: tuple[Scored, ...]


class Encoder:
    """An open model. Not to be shared between threads; give each process its own."""

    def __init__(self, folder: Path) -> None:
        try:
            labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._model = _open_session(folder / "model.onnx")
            self._links = {name: _open_session(folder / f"{name}_link.onnx") for name in ("source", "content")}
        except (OSError, ValueError, onnxruntime.capi.onnxruntime_pybind11_state.NoSuchFile) as error:
            raise ReaderError(f"The model in {folder} cannot be opened: {error}") from error
        self.version: str = labels["version"]
        self._heads: dict[str, tuple[tuple[str, ...], slice]] = {}
        at = 0
        for name, classes in labels["heads"].items():
            self._heads[name] = tuple(classes), slice(at, at + len(classes))
            at += len(classes)

    def encode(self, text: str, words: Sequence[tuple[int, int]]) -> Encoding:
        """Reads the text once; words are the offsets of the words to tag, in order."""
        pieces = cut_pieces(self._tokenizer, text)
        tags = _Tags([start for start, _ in words])
        names: list[Scored] = []
        spans: dict[str, list[Scored]] = {"source": [], "cue": [], "content": []}
        attributions: list[Attribution] = []
        for section in self._read_sections(pieces):
            tags.add(section, self._classes("tag"), section.scores[:, self._heads["tag"][1]])
            names.extend(self._find(section, "name").spans)
            found = {name: self._find(section, name) for name in spans}
            attributions.extend(self._link(section, found, {name: len(spans[name]) for name in spans}))
            for name, here in found.items():
                spans[name].extend(here.spans)
        return Encoding(
            tags=tuple(tags.found),
            names=tuple(names),
            sources=tuple(spans["source"]),
            cues=tuple(spans["cue"]),
            contents=tuple(spans["content"]),
            attributions=tuple(attributions),
        )

    def _classes(self, head: str) -> tuple[str, ...]:
        return self._heads[head][0]

    def _find(self, section: _Section, head: str) -> _Found:
        classes, columns = self._heads[head]
        found = decode_spans(section.scores[:, columns], classes)
        spans = tuple(
            Scored(int(section.starts[first]), int(section.ends[last]), label, score)
            for first, last, label, score in found
        )
        return _Found(np.array([(first, last) for first, last, *_ in found], dtype=np.int64).reshape(-1, 2), spans)

    def _read_sections(self, pieces: Pieces) -> Iterator[_Section]:
        """Every piece goes through the model, a section at a time; sections begin where a word begins."""
        heads = pieces.heads
        cuts = [0]
        while cuts[-1] < len(heads):
            cuts.append(int(np.searchsorted(heads, heads[cuts[-1]] + _SECTION)))
        ends = np.append(heads[1:], len(pieces)) - 1 if len(heads) else heads
        for first, last in itertools.pairwise(cuts):
            begin, end = int(heads[first]), int(ends[last - 1]) + 1
            scores, states = self._read_windows(pieces, begin, end, heads[first:last] - begin)
            yield _Section(
                scores, states, heads[first:last], pieces.starts[heads[first:last]], pieces.ends[ends[first:last]]
            )

    def _read_windows(
        self, pieces: Pieces, begin: int, end: int, heads: NDArray[np.int64]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Scores and states of the pieces begin + heads, each from the window that shows it the most of its context."""
        scores, states = [], []
        windows = cut_windows(end - begin, size=_SIZE, overlap=_OVERLAP)
        borders = [(one[1] + two[0]) // 2 for one, two in itertools.pairwise(windows)]
        for (start, stop), low, high in zip(windows, [0, *borders], [*borders, end - begin], strict=True):
            window = slice(begin + start, begin + stop)
            ids = np.concatenate([[_FIRST], pieces.ids[window], [_LAST]])[None]
            shapes = np.concatenate([[0], pieces.shapes[window], [0]])[None]
            window_scores, window_states = self._model.run(None, {"ids": ids, "shapes": shapes})
            chosen = heads[(heads >= low) & (heads < high)] - start + 1
            scores.append(window_scores[chosen])
            states.append(window_states[chosen])
        return np.concatenate(scores), np.concatenate(states)

    def _link(self, section: _Section, found: dict[str, _Found], offsets: dict[str, int]) -> list[Attribution]:
        """One attribution a cue: the source it chose, and the contents that chose it."""
        cues, contents = found["cue"], found["content"]
        chosen_sources = _choose(self._links["source"], section, cues.words, found["source"].words)
        chosen_cues = _choose(self._links["content"], section, contents.words, cues.words)
        by_cue: list[list[int]] = [[] for _ in cues.spans]
        for content, (cue, _) in enumerate(chosen_cues):
            if cue is not None:
                by_cue[cue].append(offsets["content"] + content)
        return [
            Attribution(
                cue=offsets["cue"] + cue,
                source=None if source is None else offsets["source"] + source,
                contents=tuple(by_cue[cue]),
                score=score,
            )
            for cue, (source, score) in enumerate(chosen_sources)
        ]


class _Tags:
    """Tags of the given words, taken from the tokenizer's words in which they begin, section after section."""

    def __init__(self, starts: Sequence[int]) -> None:
        self._starts = np.array(starts, dtype=np.int64)
        self.found = ["X"] * len(starts)

    def add(self, section: _Section, classes: tuple[str, ...], scores: NDArray[np.float32]) -> None:
        best = scores.argmax(axis=1)
        first, last = np.searchsorted(self._starts, [section.starts[0], section.ends[-1]])
        at = np.searchsorted(section.starts, self._starts[first:last], side="right") - 1
        inside = section.ends[at] > self._starts[first:last]
        for word in np.flatnonzero(inside).tolist():
            self.found[int(first) + word] = classes[best[at[word]]]


def _choose(
    session: onnxruntime.InferenceSession,
    section: _Section,
    choosers: NDArray[np.int64],
    options: NDArray[np.int64],
) -> list[tuple[int | None, float]]:
    """For each chooser the index of its option, or None, and the probability of that choice."""
    chosen: list[tuple[int | None, float]] = []
    for at in range(0, len(choosers), _CHOOSERS):
        part = choosers[at : at + _CHOOSERS]
        low = section.places[part[0, 0]] - _REACH
        high = section.places[part[-1, 0]] + _REACH
        option_places = section.places[options[:, 0]]
        first, last = (int(found) for found in np.searchsorted(option_places, [low, high]))
        if first == last:
            chosen.extend([(None, 1.0)] * len(part))
            continue
        scores = _score_links(session, section, part, options[first:last])
        for row, best in enumerate(scores.argmax(axis=1).tolist()):
            probability = np.exp(scores[row, best] - np.logaddexp.reduce(scores[row]))
            chosen.append((first + best - 1 if best else None, round(float(probability), 4)))
    return chosen


def _score_links(
    session: onnxruntime.InferenceSession,
    section: _Section,
    choosers: NDArray[np.int64],
    options: NDArray[np.int64],
) -> NDArray[np.float32]:
    """Scores of the options for each chooser, column 0 for none; the graph reads states by the places of pieces."""
    spans = np.concatenate([choosers, options])
    known, index = np.unique(spans, return_inverse=True)
    places = section.places[known]
    base = int(places[0])
    states = np.zeros((int(places[-1]) - base + 1, section.states.shape[1]), dtype=np.float32)
    states[places - base] = section.states[known]
    placed = (places[index.reshape(spans.shape)] - base).astype(np.int64)
    given = {"states": states, "choosers": placed[: len(choosers)], "options": placed[len(choosers) :]}
    scores: NDArray[np.float32] = session.run(None, given)[0]
    return scores


def _open_session(path: Path) -> onnxruntime.InferenceSession:
    """One thread, no spinning: the same sums in the same order whatever else the machine does."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
