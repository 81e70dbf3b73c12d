"""Text is cut into pieces that know where they stand, how their word is written, and what stands before it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from onrecord.records.pieces import SHAPES, cut_pieces, cut_windows

VOCABULARY = ["[UNK]", "mara", "voss", "##berg", "said", ",", '"', "no", "11", "##th"]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    vocabulary = {piece: index for index, piece in enumerate(VOCABULARY)}
    found = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))
    found.normalizer = BertNormalizer(lowercase=True)
    found.pre_tokenizer = BertPreTokenizer()
    return found


SHAPED = [
    # case (lower 0, Title 1, UPPER 2, mIxed 3, digits 4) and gap (none 0, space 1, line 2, empty line 3), then the text
    ([(1, 3)], "Mara"),
    ([(0, 3), (0, 1)], "mara said"),
    ([(2, 3), (1, 2), (0, 3)], "MARA\nVoss\n\nsaid"),
    ([(0, 3), (0, 0), (0, 0), (0, 1)], '"no" said'),
    ([(3, 3)], "maRA"),
    ([(4, 3)], "11"),
    ([(0, 3), (0, 3)], "11th"),
]


@pytest.mark.parametrize(("expected", "text"), SHAPED)
def test_a_piece_keeps_the_case_of_its_word_and_the_gap_before_it(
    tokenizer: Tokenizer, expected: list[tuple[int, int]], text: str
) -> None:
    shapes = cut_pieces(tokenizer, text).shapes.tolist()
    assert [divmod(shape, 4) for shape in shapes] == expected


def test_pieces_stand_where_the_text_has_them(tokenizer: Tokenizer) -> None:
    text = "é Vossberg\x00 said, 😀 no"
    pieces = cut_pieces(tokenizer, text)
    found = [text[start:end] for start, end in zip(pieces.starts, pieces.ends, strict=True)]
    assert found == ["é", "Voss", "berg", "said", ",", "😀", "no"]
    assert pieces.heads.tolist() == [0, 1, 3, 4, 5, 6]


def test_a_long_text_is_cut_as_a_short_one(tokenizer: Tokenizer) -> None:
    sentence = "Mara Vossberg said no, "
    pieces = cut_pieces(tokenizer, sentence * 2_000)
    assert pieces.ids.tolist() == cut_pieces(tokenizer, sentence).ids.tolist() * 2_000
    assert all(one <= two for one, two in pairwise(pieces.ends.tolist()))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_has_pieces_in_order_and_inside_it(tokenizer: Tokenizer, text: str) -> None:
    pieces = cut_pieces(tokenizer, text)
    bounds = [bound for pair in zip(pieces.starts.tolist(), pieces.ends.tolist(), strict=True) for bound in pair]
    assert bounds == sorted(bounds)
    assert all(0 <= bound <= len(text) for bound in bounds)
    assert all(0 <= shape < SHAPES for shape in pieces.shapes.tolist())


@given(st.integers(0, 5_000))
def test_windows_cover_all_pieces_and_share_what_they_must(count: int) -> None:
    windows = cut_windows(count, size=254, overlap=48)
    assert [start for start, _ in windows[:1]] == [0][:count]
    assert [end for _, end in windows[-1:]] == [count][:count]
    assert all(0 < end - start <= 254 for start, end in windows)
    assert all(one[1] - two[0] >= 48 for one, two in pairwise(windows))
