"""Text -> what one pass of the encoder finds: tags, names, who said what, and proposals for people, offenses, events.

The model stands in a folder (data/models/reader) and is loaded when an Encoder is made, never at import. Windows go
through it one by one on one thread, so that no padding and no neighbour can change a score. It decides no facts: a
span is a proposal with a score, and what becomes of it is the business of the rules.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.errors import ReaderError
from onrecord.records.choosing import States, choose_one, classify_spans, score_pairs
from onrecord.records.decoding import decode_spans
from onrecord.records.encoding import Attribution, Encoding, EventProposal, OffenseProposal, Scored, join_encodings
from onrecord.records.pieces import Pieces, cut_pieces, cut_windows

__all__ = ["Encoder"]

_SIZE = 254  # pieces of a window; with its first and last mark 256, as in training
_OVERLAP = 48  # what two windows share: each piece is taken from the window in which it stands farther from an edge
_SECTION = 16_384  # pieces whose states are held at once, 25 MB; only a text of some 80,000 code points has a second
_FIRST, _LAST = 101, 102  # the marks that stand around each window
_LEAST_OFFENDER = 0.05  # what is less probable is not given out


@dataclass(frozen=True, slots=True)
class _Section:
    """A run of pieces after the model: per word of the tokenizer its scores and states, and its place in the text."""

    scores: NDArray[np.float32]
    states: States
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Found:
    """Spans of one head in a section: as words (first, last) for links, and as they are given out."""

    words: NDArray[np.int64]
    spans: tuple[Scored, ...]


_NOTHING = _Found(np.zeros((0, 2), dtype=np.int64), ())


class Encoder:
    """An open model. Not to be shared between threads; give each process its own."""

    def __init__(self, folder: Path) -> None:
        try:
            labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._model = _open_session(folder / "model.onnx")
            self._links = {name: _open_session(folder / f"{name}_link.onnx") for name in labels["links"]}
            self._span_classes = {name: _open_session(folder / f"{name}_class.onnx") for name in labels["classes"]}
        except Exception as error:  # the tokenizer raises bare Exceptions
            raise ReaderError(f"The model in {folder} cannot be opened ({error}): install onrecord again.") from error
        self.version: str = labels["version"]
        self._classes = {name: tuple(found["classes"]) for name, found in labels["classes"].items()}
        self._heads: dict[str, tuple[tuple[str, ...], slice]] = {}
        at = 0
        for name, classes in labels["heads"].items():
            self._heads[name] = tuple(classes), slice(at, at + len(classes))
            at += len(classes)

    def encode(self, text: str, words: Sequence[tuple[int, int]]) -> Encoding:
        """Reads the text once; words are the offsets (code points, half-open) of the words to tag, in order."""
        pieces = cut_pieces(self._tokenizer, text)
        starts = np.array([start for start, _ in words], dtype=np.int64)
        tags = ["X"] * len(starts)
        figures = [0.0] * len(starts)
        parts = []
        for section in self._read_sections(pieces):
            where, at = _match_words(section, starts)
            for word, tag in zip(where, self._tag(section)[at].tolist(), strict=True):
                tags[word] = self._heads["tag"][0][tag]
            for word, chance in zip(where, self._weigh_figures(section)[at].tolist(), strict=True):
                figures[word] = round(chance, 4)
            parts.append(self._encode_section(section))
        return join_encodings(parts, tags=tuple(tags), figures=tuple(figures))

    def _read_sections(self, pieces: Pieces) -> Iterator[_Section]:
        """Every piece goes through the model, a section at a time; sections begin where a word begins."""
        heads = pieces.heads
        cuts = [0]
        while cuts[-1] < len(heads):
            cuts.append(int(np.searchsorted(heads, heads[cuts[-1]] + _SECTION)))
        lasts = np.append(heads[1:], len(pieces))[: len(heads)] - 1
        for first, last in pairwise(cuts):
            begin, end = int(heads[first]), int(lasts[last - 1]) + 1
            scores, states = self._read_windows(pieces, begin, end, heads[first:last] - begin)
            held = States(states, heads[first:last])
            yield _Section(scores, held, pieces.starts[heads[first:last]], pieces.ends[lasts[first:last]])

    def _read_windows(
        self, pieces: Pieces, begin: int, end: int, heads: NDArray[np.int64]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Scores and states of the pieces begin + heads, each from the window that shows it the most of its context."""
        scores, states = [], []
        windows = cut_windows(end - begin, size=_SIZE, overlap=_OVERLAP)
        borders = [(one[1] + two[0]) // 2 for one, two in pairwise(windows)]
        for (start, stop), low, high in zip(windows, [0, *borders], [*borders, end - begin], strict=True):
            window = slice(begin + start, begin + stop)
            ids = np.concatenate([[_FIRST], pieces.ids[window], [_LAST]])[None]
            shapes = np.concatenate([[0], pieces.shapes[window], [0]])[None]
            window_scores, window_states = self._model.run(None, {"ids": ids, "shapes": shapes})
            chosen = heads[(heads >= low) & (heads < high)] - start + 1
            scores.append(window_scores[chosen])
            states.append(window_states[chosen])
        return np.concatenate(scores), np.concatenate(states)

    def _tag(self, section: _Section) -> NDArray[np.int64]:
        best: NDArray[np.int64] = section.scores[:, self._heads["tag"][1]].argmax(axis=1)
        return best

    def _weigh_figures(self, section: _Section) -> NDArray[np.float32]:
        """Probability that a word belongs to a figure that the text claims."""
        if "figure" not in self._heads:
            return np.zeros(len(section.starts), dtype=np.float32)
        scores = section.scores[:, self._heads["figure"][1]]
        chances: NDArray[np.float32] = 1 - np.exp(scores[:, 0] - np.logaddexp.reduce(scores, axis=1))
        return chances

    def _find(self, section: _Section, head: str) -> _Found:
        if head not in self._heads:
            return _NOTHING
        classes, columns = self._heads[head]
        found = decode_spans(section.scores[:, columns], classes)
        spans = tuple(
            Scored(int(section.starts[first]), int(section.ends[last]), label, score)
            for first, last, label, score in found
        )
        return _Found(np.array([(first, last) for first, last, *_ in found], dtype=np.int64).reshape(-1, 2), spans)

    def _encode_section(self, section: _Section) -> Encoding:
        found = {name: self._find(section, name) for name in ("source", "cue", "content")}
        found |= {name: self._find(section, name) for name in ("event", "argument", "subject", "offense")}
        return Encoding(
            tags=(),
            names=self._find(section, "name").spans,
            sources=found["source"].spans,
            cues=found["cue"].spans,
            contents=found["content"].spans,
            attributions=self._attribute(section.states, found),
            arguments=found["argument"].spans,
            events=self._propose_events(section.states, found),
            subjects=found["subject"].spans,
            offenses=self._propose_offenses(section.states, found),
            figures=(),
        )

    def _attribute(self, states: States, found: dict[str, _Found]) -> tuple[Attribution, ...]:
        """One a cue: the source it chose, and the contents that chose it."""
        cues, contents = found["cue"], found["content"]
        sources = choose_one(self._links["source"], states, cues.words, found["source"].words)
        by_cue: list[list[int]] = [[] for _ in cues.spans]
        for content, (cue, _) in enumerate(choose_one(self._links["content"], states, contents.words, cues.words)):
            if cue is not None:
                by_cue[cue].append(content)
        return tuple(Attribution(cue, source, tuple(by_cue[cue]), score) for cue, (source, score) in enumerate(sources))

    def _propose_events(self, states: States, found: dict[str, _Found]) -> tuple[EventProposal, ...]:
        triggers, arguments = found["event"], found["argument"].words
        if not triggers.spans:
            return ()
        links = ("agent", "event_subject", "place")
        roles = [choose_one(self._links[name], states, triggers.words, arguments) for name in links]
        classes, chances = self._classify("factuality", states, triggers)
        return tuple(
            EventProposal(trigger, classes[index], chances[index], *(role[index][0] for role in roles))
            for index, trigger in enumerate(triggers.spans)
        )

    def _propose_offenses(self, states: States, found: dict[str, _Found]) -> tuple[OffenseProposal, ...]:
        offenses = found["offense"]
        if not offenses.spans:
            return ()
        link = self._links["offender"]
        offenders = score_pairs(link, states, offenses.words, found["subject"].words, least=_LEAST_OFFENDER)
        classes, chances = self._classify("disposition", states, offenses)
        return tuple(
            OffenseProposal(span, classes[index], chances[index], offenders[index])
            for index, span in enumerate(offenses.spans)
        )

    def _classify(self, name: str, states: States, found: _Found) -> tuple[list[str], list[float]]:
        chances = classify_spans(self._span_classes[name], states, found.words)
        best = chances.argmax(axis=1).tolist()
        return [self._classes[name][one] for one in best], [
            round(float(row[one]), 4) for row, one in zip(chances, best, strict=True)
        ]


def _match_words(section: _Section, starts: NDArray[np.int64]) -> tuple[list[int], NDArray[np.int64]]:
    """The given words that begin in the section, and the word of the tokenizer in which each begins."""
    first, last = np.searchsorted(starts, [section.starts[0], section.ends[-1]])
    at = np.searchsorted(section.starts, starts[first:last], side="right") - 1
    inside = np.flatnonzero(section.ends[at] > starts[first:last])
    return (inside + first).tolist(), at[inside]


def _open_session(path: Path) -> onnxruntime.InferenceSession:
    """One thread, no spinning: the same sums in the same order whatever else the machine does."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
