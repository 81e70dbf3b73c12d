"""What tests of reading share: a document under the reader's eyes, without a model."""

from collections.abc import Callable, Sequence

import pytest

from onrecord.beats import Beat
from onrecord.records.reading import Reading, Tagged, open_reading
from onrecord.records.sentences import Sentence
from onrecord.schema import Document

ReadPlainly = Callable[..., Reading]


class PlainTagger:
    """Calls words in -ed verbs, capitals proper nouns and all else nouns; knows no names."""

    version = "plain"

    def tag(self, text: str, sentences: Sequence[Sentence], /) -> Tagged:
        words = [word for sentence in sentences for word in sentence.words]
        return Tagged(tuple(_tag(word.text) for word in words))


def _tag(word: str) -> str:
    if word.endswith("ed"):
        return "VERB"
    return "PROPN" if word[:1].isupper() else "NOUN" if word[:1].isalpha() else "NUM" if word[:1].isdigit() else "PUNCT"


@pytest.fixture(scope="session")
def read_plainly(beat: Beat) -> ReadPlainly:
    """A text -> its reading, published on Monday, May 19, 2025 unless the test says another day or None."""

    def read(text: str, published: str | None = "2025-05-19") -> Reading:
        document = Document(id="d1", text=text, published=published)
        return open_reading(document, beat=beat, tagger=PlainTagger())

    return read
