"""Sentences in other languages are told by their small words and letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records.foreign import is_foreign
from onrecord.records.sentences import find_sentences

FOREIGN = [
    "Denuncias Anónimas y Formulario de Denuncia en Línea de la Oficina",
    "Avisos de la oficina para las familias",
    "Le bureau du procureur et les agents dans la ville",
    "Die Stelle für den Schutz von Kindern und Zeugen",
    "Đường dây nóng của văn phòng",
    "案件 報告",
]
ENGLISH = [
    "Dana Vale, 28, of Rancho de la Vale, was arrested on Monday.",
    "Maria de la Luz Orvane y Dremov",
    "Seal Your Conviction",
    "The sheriff said that a man had been charged.",
    "Café Orvane",
    "12 of 40",
]


@pytest.mark.parametrize("text", FOREIGN)
def test_foreign(text: str) -> None:
    """Two small words or two words with other letters are enough, where English has none."""
    assert is_foreign(find_sentences(text)[0])


@pytest.mark.parametrize("text", ENGLISH)
def test_english(text: str) -> None:
    """A name with foreign particles, a heading or a number is not foreign."""
    assert not is_foreign(find_sentences(text)[0])


@given(st.lists(st.sampled_from(["la", "para", "und", "Vale", "Lorn", "con"]), min_size=1, max_size=8))
def test_as_many_small_words_of_english_make_it_english(words: list[str]) -> None:
    """Foreign words in an English sentence leave it English."""
    assert not is_foreign(find_sentences(" ".join(words + ["the", "of"] * len(words)))[0])
