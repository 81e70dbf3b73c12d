"""The encoder reads any text, ties all it finds to the text, and finds the same each time.

The model itself is judged in training/ and benchmarks/; here it only has to open and to read plain sentences rightly.
"""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.errors import ReaderError
from onrecord.records.encoder import Encoder
from onrecord.records.encoding import Encoding, Scored
from onrecord.records.sentences import find_words

FOLDER = Path(onrecord.__file__).parent / "data/models/reader"
TEXT = (
    "Deputy held after raid\n\n"
    "Sheriff Ada Quill of Halden County said on Monday that two men were arrested in Orvane.\n"
    '"We will act," said Tomas Quint, a spokesman for the Halden Police Department. "Nobody is above the law."\n'
    "According to court papers, the men deny the charges.\n"
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    if not (FOLDER / "model.onnx").exists():
        pytest.skip("the model is not in data/models/reader: make it by the commands of training/README.md")
    return Encoder(FOLDER)


def _encode(encoder: Encoder, text: str) -> Encoding:
    return encoder.encode(text, [(word.start, word.end) for word in find_words(text)])


def _spans(found: Encoding) -> list[tuple[Scored, ...]]:
    return [found.names, found.sources, found.cues, found.contents]


def test_a_quotation_has_its_source_its_cue_and_its_words(encoder: Encoder) -> None:
    found = _encode(encoder, TEXT)
    said = [
        (
            TEXT[found.cues[one.cue].start : found.cues[one.cue].end],
            None
            if one.source is None
            else TEXT[found.sources[one.source].start : found.sources[one.source].end].split(",")[0],
            [TEXT[found.contents[content].start : found.contents[content].end] for content in one.contents],
        )
        for one in found.attributions
    ]
    assert ("said on Monday that", "Sheriff Ada Quill of Halden County", ["two men were arrested in Orvane"]) in [
        (cue, source, contents) for cue, source, contents in said
    ] or any(source and "Ada Quill" in source and contents for _, source, contents in said)
    assert any(source == "Tomas Quint" and '"We will act,"' in contents for _, source, contents in said)


def test_names_and_tags_are_those_a_reader_would_give(encoder: Encoder) -> None:
    found = _encode(encoder, TEXT)
    names = {(TEXT[name.start : name.end], name.label) for name in found.names}
    assert ("Tomas Quint", "person") in names
    tags = dict(zip([word.text for word in find_words(TEXT)], found.tags, strict=True))
    assert [tags[word] for word in ("Quill", "of", "said", "two", "men", ",")] == [
        "PROPN",
        "ADP",
        "VERB",
        "NUM",
        "NOUN",
        "PUNCT",
    ]


HARD = [
    "",
    " \n\t ",
    "😀😀",
    "\x00\x01\x07",
    "a",
    "x" * 50_000,
    "“" * 3_000,
    "said " * 6_000,
    "é" * 400,
    "\u202e\u200b",
]


@pytest.mark.parametrize("text", HARD)
def test_a_strange_text_is_read(encoder: Encoder, text: str) -> None:
    found = _encode(encoder, text)
    assert len(found.tags) == len(find_words(text))


@settings(deadline=None, max_examples=40)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_spans_stand_in_the_text_in_order_and_links_point_at_them(encoder: Encoder, text: str) -> None:
    found = _encode(encoder, text)
    for spans in _spans(found):
        bounds = [bound for span in spans for bound in (span.start, span.end)]
        assert bounds == sorted(bounds)
        assert all(0 <= span.start < span.end <= len(text) and 0 < span.score <= 1 for span in spans)
    assert [one.cue for one in found.attributions] == list(range(len(found.cues)))
    assert all(one.source is None or one.source < len(found.sources) for one in found.attributions)
    linked = [content for one in found.attributions for content in one.contents]
    assert len(linked) == len(set(linked))
    assert all(content < len(found.contents) for content in linked)


def test_the_same_text_gives_the_same_bytes_in_another_process(encoder: Encoder) -> None:
    program = (
        "import sys, pathlib; from onrecord.records.encoder import Encoder; "
        "print(Encoder(pathlib.Path(sys.argv[1])).encode(sys.argv[2], [(0, 6), (7, 11)]))"
    )
    command = [sys.executable, "-c", program, str(FOLDER), TEXT * 3]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert printed.strip() == str(encoder.encode(TEXT * 3, [(0, 6), (7, 11)]))


def test_a_text_before_another_leaves_no_trace(encoder: Encoder) -> None:
    first = _encode(encoder, TEXT)
    _encode(encoder, "Nobody said so.")
    assert _encode(encoder, TEXT) == first


@pytest.mark.slow
def test_megabytes_are_read(encoder: Encoder) -> None:
    text = TEXT * (1_000_000 // len(TEXT))
    found = _encode(encoder, text)
    assert len(found.tags) == len(find_words(text))


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="cannot be opened"):
        Encoder(tmp_path)
