"""A language model as a second pair of eyes: it proposes, the rules decide. Off unless named.

The standard reader reads; the model is asked for offenses and statements; its words are looked up in the text, and the
standard reader reads again with them as hints, as it takes hints from its encoder. So roles, dispositions, holders and
speakers come from the rules, and what the model says of them can only weaken. What the standard reader found alone
stays. Not pure: a model may answer otherwise tomorrow, and the record says which one answered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.beats import Beat, OffenseTerm, load_beat
from onrecord.errors import EndpointError
from onrecord.language_model.confirming import Confirmed, confirm_offenses, is_told, loses_statements
from onrecord.language_model.endpoint import Endpoint, ask_endpoint
from onrecord.language_model.proposals import OffenseHint, anchor_offense, find_new_names
from onrecord.language_model.question import QUESTION, Answer, make_question, parse_answer
from onrecord.language_model.speech import anchor_speech
from onrecord.language_model.tally import Tally
from onrecord.records.gazetteer import Gazetteer, load_gazetteer
from onrecord.records.omissions import find_omissions
from onrecord.records.reader import StandardReader
from onrecord.records.reading import Name, Reading, SpeechProposal, Tagged, Tagger, open_reading
from onrecord.records.sentences import Sentence, find_sentences
from onrecord.records.tagger import EncoderTagger
from onrecord.schema import Document, ReaderVersion, Record

__all__ = ["LanguageModelReader", "open_language_model_reader"]

_LONGEST = 60_000  # code points of a text that is sent: some 15,000 tokens, which small models still take
_PATIENCE = 3  # documents in a row without a usable answer that end the run
_DATA = Path(__file__).parent.parent / "data"


class LanguageModelReader:
    """Reads as the standard reader does, with a language model's proposals as hints.

    Where the model gives no usable answer, the record is the standard reader's, by its name and version, and `tally`
    counts why; a later `reread` asks again. EndpointError where nobody answers at all, or three times in a row nothing
    usable.
    """

    def __init__(self, *, beat: Beat, tagger: Tagger, gazetteer: Gazetteer, endpoint: Endpoint, tally: Tally) -> None:
        self._beat = beat
        self._tagger = tagger
        self._gazetteer = gazetteer
        self._endpoint = endpoint
        self._failed = 0
        self.tally = tally
        standard = StandardReader(beat=beat, tagger=tagger, gazetteer=gazetteer).version
        self.version = ReaderVersion(
            name="language_model", version=f"{QUESTION}+{endpoint.model}+{standard.name}-{standard.version}"
        )

    def read(self, document: Document, /) -> Record:
        """What one document states. Raises EndpointError where no document can be asked about."""
        tagged = self._tagger.tag(document.text, find_sentences(document.text))
        standard = self._read_with(document, tagged, ())
        answer = self._ask(document)
        if answer is None:
            return standard
        reading = open_reading(document, beat=self._beat, tagger=_Given(tagged, self._tagger.version))
        return replace(self._read_again(reading, tagged, standard, answer), reader=self.version)

    def _ask(self, document: Document) -> Answer | None:
        """The model's answer; None where it cannot be used, which is counted."""
        self.tally.asked += 1
        if len(document.text) > _LONGEST:
            self.tally.unusable[f"a text of more than {_LONGEST:,} code points is not sent."] += 1
            return None
        try:
            answer = parse_answer(ask_endpoint(self._endpoint, make_question(document)))
        except EndpointError as error:
            self._give_up_or_count(error)
            return None
        self._failed = 0
        self.tally.fates["malformed"] += answer.malformed
        return answer

    def _give_up_or_count(self, error: EndpointError) -> None:
        self._failed += 1
        if error.lasting:
            raise error
        if self._failed >= _PATIENCE:
            raise EndpointError(
                f"The language model gave no usable answer {self._failed} times in a row; the last: {error}",
                lasting=True,
            ) from error
        self.tally.unusable[str(error)] += 1

    def _read_again(self, reading: Reading, tagged: Tagged, standard: Record, answer: Answer) -> Record:
        """The record with what the rules bear out of an answer."""
        offenses = [anchor_offense(reading, standard, proposal) for proposal in answer.offenses]
        hints = [hint for hint in offenses if isinstance(hint, OffenseHint)]
        statements = [anchor_speech(reading, proposal) for proposal in answer.statements]
        speech = [one for one in statements if isinstance(one, SpeechProposal)]
        self.tally.fates.update(fate for fate in (*offenses, *statements) if isinstance(fate, str))
        told = self._add_speech(reading, tagged, standard, speech)
        names = find_new_names(reading, standard, hints)
        confirmed = self._confirm(reading, told, standard, hints, names)
        borne = {name: places for name, places in names.items() if name in confirmed.names}
        if len(borne) < len(names):  # a name that bears no offense leaves no trace
            confirmed = self._confirm(reading, told, standard, hints, borne)
        self.tally.fates.update(confirmed.fates)
        record = confirmed.record
        return replace(record, omissions=find_omissions(reading, record)) if record is not standard else record

    def _add_speech(
        self, reading: Reading, tagged: Tagged, standard: Record, speech: Sequence[SpeechProposal]
    ) -> Tagged:
        """The tags with the speech that the record lacks and the rules take, if it displaces no statement."""
        new = [one for one in speech if not is_told(standard, one)]
        self.tally.fates["known"] += len(speech) - len(new)
        if not new:
            return tagged
        merged = replace(tagged, speech=tuple(sorted((*tagged.speech, *new), key=lambda one: one.cue)))
        second = self._read_with(reading.document, merged, ())
        if loses_statements(standard, second):
            self.tally.fates["not borne out by the rules"] += len(new)
            return tagged
        kept = sum(is_told(second, one) for one in new)
        self.tally.fates["kept"] += kept
        self.tally.fates["not borne out by the rules"] += len(new) - kept
        return merged

    def _confirm(
        self,
        reading: Reading,
        tagged: Tagged,
        standard: Record,
        hints: Sequence[OffenseHint],
        names: Mapping[str, Sequence[Name]],
    ) -> Confirmed:
        """What the rules make of the text with these hints, held against what they made of it without."""
        places = [place for found in names.values() for place in found]
        joined = replace(tagged, names=tuple(sorted((*tagged.names, *places), key=lambda name: name.start)))
        terms = dict.fromkeys(reading.document.text[slice(*hint.term)].lower() for hint in hints)
        second = self._read_with(reading.document, joined, tuple(terms))
        return confirm_offenses(standard, second, hints)

    def _read_with(self, document: Document, tagged: Tagged, terms: Sequence[str]) -> Record:
        """What the standard reader makes of a text with these tags, where these words too name offenses."""
        offenses = (*self._beat.offenses, *(OffenseTerm(term, None) for term in terms))
        beat = replace(self._beat, offenses=offenses) if terms else self._beat
        given = _Given(tagged, self._tagger.version)
        return StandardReader(beat=beat, tagger=given, gazetteer=self._gazetteer).read(document)


@dataclass(frozen=True, slots=True)
class _Given:
    """A tagger that has done its work: the encoder runs once a document."""

    tagged: Tagged
    version: str

    def tag(self, text: str, sentences: Sequence[Sentence], /) -> Tagged:
        return self.tagged


def open_language_model_reader(
    endpoint: Endpoint, *, tally: Tally | None = None, beat: str = "enforcement"
) -> LanguageModelReader:
    """The reader as packaged, with a model beside it. Raises BeatError or ReaderError; asks nothing yet."""
    return LanguageModelReader(
        beat=load_beat(_DATA / "beats" / beat),
        tagger=EncoderTagger(_DATA / "models" / "reader"),
        gazetteer=load_gazetteer(_DATA / "gazetteer"),
        endpoint=endpoint,
        tally=tally or Tally(),
    )
