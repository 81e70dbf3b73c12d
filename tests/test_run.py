"""The whole way of a document: in order, whatever the number of processes, whatever fails, whenever it is killed."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from tests.plain_reader import BrokenReader, KilledReader, PatientReader, PlainReader

from onrecord.documents.document import Given, make_document
from onrecord.documents.refusal import Refusal
from onrecord.errors import DocumentError, OnRecordError, ReaderError
from onrecord.executors.outcomes import Outcome, Skipped
from onrecord.ledger.ledger import open_ledger
from onrecord.run import Summary, add_items, read, read_items, retry_quarantine
from onrecord.schema import Document, Record, encode_record

ROOT = Path(__file__).parent.parent


def documents(count: int, *, special: dict[int, str] | None = None) -> Iterator[Document | Refusal]:
    """Invented documents d0, d1…; a refusal after each tenth."""
    for number in range(count):
        word = (special or {}).get(number, "Arrested")
        yield make_document(f"{word} were {number} men in Port Halden.", Given(id=f"d{number}"))
        if number % 10 == 9:
            yield Refusal(source=f"f{number}", reason="empty", message="There are no words in it.")


def told(outcomes: Iterator[Outcome] | Iterator[Record | Refusal]) -> list[bytes | str]:
    """What came out, in a form that can be compared."""
    return [_tell(outcome) for outcome in outcomes]


def _tell(outcome: Outcome) -> bytes | str:
    if isinstance(outcome, Record):
        return encode_record(outcome)
    return outcome.id if isinstance(outcome, Skipped) else outcome.reason


def test_read_is_the_whole_way_of_one_text(reader: object) -> None:
    """What is given beside a text is in its document."""
    record = read(
        "Sheriff Ansel Brandt said that two men were arrested.", published="2031-05-06", publisher="The Office"
    )
    assert (record.document.published, record.document.publisher) == ("2031-05-06", "The Office")
    with pytest.raises(DocumentError):
        read("")


def test_records_come_in_the_order_of_their_sources() -> None:
    """Refusals stand where their documents would."""
    outcomes = list(read_items(documents(12), make_reader=PlainReader))
    assert [type(outcome) for outcome in outcomes] == [Record] * 10 + [Refusal] + [Record] * 2


def test_any_number_of_processes_gives_the_same_bytes() -> None:
    """In the same order."""
    assert told(read_items(documents(25), make_reader=PlainReader, jobs=2)) == told(
        read_items(documents(25), make_reader=PlainReader)
    )


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_the_ledger_has_is_skipped(jobs: int) -> None:
    """The second run adds nothing; a document that comes twice in one run is added once."""
    with open_ledger(":memory:") as ledger:
        first = told(add_items([*documents(5), *documents(5)], ledger, make_reader=PlainReader, jobs=jobs))
        digest = ledger.digest()
        second = told(add_items(documents(5), ledger, make_reader=PlainReader, jobs=jobs))
        assert first[5:] == second == ["d0", "d1", "d2", "d3", "d4"]
        assert ledger.digest() == digest
        assert list(ledger.verify()) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_document_that_fails_is_refused_and_the_run_goes_on(jobs: int) -> None:
    """With the words of the exception."""
    outcomes = list(read_items(documents(6, special={2: "FAIL"}), make_reader=PlainReader, jobs=jobs))
    refusal = outcomes.pop(2)
    assert isinstance(refusal, Refusal)
    assert (refusal.source, refusal.reason) == ("d2", "unreadable")
    assert "ValueError: a bug" in refusal.message
    assert all(isinstance(outcome, Record) for outcome in outcomes)


def test_a_document_that_kills_its_process_is_refused_and_the_run_goes_on() -> None:
    """The documents that were with it in the pool are read."""
    outcomes = list(read_items(documents(20, special={3: "DIE", 12: "DIE"}), make_reader=PlainReader, jobs=2))
    refused = [
        outcome.source for outcome in outcomes if isinstance(outcome, Refusal) and outcome.reason == "unreadable"
    ]
    assert refused == ["d3", "d12"]
    assert len(outcomes) == 22


FAILING = {2: "FAIL"}


def test_what_cannot_be_read_is_put_into_quarantine_and_the_run_goes_on() -> None:
    """With the reason, after three tries; it is not tried again until it is asked for."""
    with open_ledger(":memory:") as ledger:
        for _ in range(2):
            outcomes = list(
                add_items(documents(6, special={**FAILING, 4: "DIE"}), ledger, make_reader=PlainReader, jobs=2)
            )
            assert [type(outcome) for outcome in outcomes].count(Refusal) == 2
            assert ledger.count() == (4, 4)
            assert [failure.tries for failure in ledger.quarantine.failures()] == [3, 3]
        last = outcomes[2]
        assert isinstance(last, Refusal)
        assert "It is in quarantine" in last.message
        failed, died = ledger.quarantine.failures()
        assert failed.message.startswith("ValueError in plain_reader.py:")
        assert died.message == "The process that read it died, perhaps for want of memory."


def test_quarantine_is_read_again_when_it_is_asked_for() -> None:
    """In vain it stays, and the tries are counted; what can be read is added."""
    with open_ledger(":memory:") as ledger:
        list(add_items(documents(6, special=FAILING), ledger, make_reader=PlainReader))
        assert [type(outcome) for outcome in retry_quarantine(ledger, make_reader=PlainReader)] == [Refusal]
        assert [failure.tries for failure in ledger.quarantine.failures()] == [6]
        assert [type(outcome) for outcome in retry_quarantine(ledger, make_reader=PatientReader)] == [Record]
        assert ledger.quarantine.failures() == ()
        assert list(retry_quarantine(ledger, make_reader=PatientReader)) == []
        assert ledger.count() == (6, 6)
        assert list(ledger.verify()) == []
        assert told(add_items(documents(6, special=FAILING), ledger, make_reader=PlainReader)) == [
            f"d{number}" for number in range(6)
        ]


def test_a_process_that_is_killed_once_puts_nothing_into_quarantine(tmp_path: Path) -> None:
    """What was with it in the pool is read by others."""
    mark = tmp_path / "killed"
    with open_ledger(":memory:") as ledger:
        make = partial(KilledReader, str(mark))
        outcomes = list(add_items(documents(12), ledger, make_reader=make, jobs=2))
        assert mark.exists()
        assert len([outcome for outcome in outcomes if isinstance(outcome, Record)]) == 12
        assert ledger.quarantine.failures() == ()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_reader_that_cannot_be_made_ends_the_run(jobs: int) -> None:
    """In one sentence, from any process."""
    with pytest.raises(ReaderError, match="The model is missing"):
        list(read_items(documents(3), make_reader=BrokenReader, jobs=jobs))  # type: ignore[arg-type]


def test_a_summary_counts_outcomes() -> None:
    """Read, skipped, refused with reasons, and the languages of what was read."""
    summary = Summary()
    with open_ledger(":memory:") as ledger:
        for outcome in add_items([*documents(10), *documents(1)], ledger, make_reader=PlainReader):
            summary.count(outcome)
    assert (summary.read, summary.skipped, [refusal.source for refusal in summary.refused]) == (10, 1, ["f9"])
    assert summary.languages == {"und": 10}


def test_what_was_read_is_kept_when_a_source_breaks() -> None:
    """The fault is raised once the documents before it are in the ledger."""

    def break_off() -> Iterator[Document | Refusal]:
        yield from documents(7)
        raise OnRecordError("The archive ends in the middle.")

    with open_ledger(":memory:") as ledger:
        with pytest.raises(OnRecordError, match="in the middle"):
            list(add_items(break_off(), ledger, make_reader=PlainReader))
        assert ledger.count() == (7, 7)


def test_what_was_forgotten_while_it_was_read_is_refused() -> None:
    """It keeps out none of those that are added with it."""
    changed = make_document("Charged were 3 men in Port Halden.", Given(id="d3"))

    class ForgettingReader(PlainReader):
        def read(self, document: Document, /) -> Record:
            if document == changed:
                ledger.forget("d3", why="a court's order", time="2031-05-06T08:00:00+00:00")
            return super().read(document)

    with open_ledger(":memory:") as ledger:
        list(add_items(documents(5), ledger, make_reader=PlainReader))
        items = [make_document("Two men were held.", Given(id="a")), changed, make_document("Held.", Given(id="b"))]
        outcomes = list(add_items(items, ledger, make_reader=ForgettingReader))
        assert [type(outcome) for outcome in outcomes] == [Record, Refusal, Record]
        assert "forgotten" in str(outcomes[1])
        assert ledger.count() == (6, 6)
