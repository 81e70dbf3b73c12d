"""Files, folders, addresses and standard input give documents and refusals, always in the same order."""

import io
import json
import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.documents.document import Given
from onrecord.documents.fetched import Fetched
from onrecord.documents.refusal import Refusal
from onrecord.documents.sources import FILE_LIMIT, find_documents, open_document
from onrecord.errors import DocumentError, FetchError
from onrecord.schema import Document

TEXT = "Two men from Port Halden were arrested."
WALL = b"<html><head><title>Just a moment...</title></head><body><p>Verify you are human</p></body></html>"
DIVS = "".join(f"<p>Paragraph {number} tells of two men who were arrested in Port Halden.</p>" for number in range(9))


def told(items: object) -> list[str]:
    """Texts of documents, reasons of refusals."""
    return [item.text if isinstance(item, Document) else item.reason for item in items]  # type: ignore[attr-defined]


def test_a_folder_is_read_to_its_depth_in_order(tmp_path: Path) -> None:
    """Hidden files are passed over; what cannot be a document is refused, so that it is seen."""
    for name in ["b.txt", "a/z.txt", "a/b/c.md", "B.TXT", ".hidden.txt", ".git/x.txt", "c.csv"]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{TEXT} {name}", encoding="utf-8")
    (tmp_path / "d.jsonl").write_text(json.dumps({"id": "a1", "text": "Line one"}) + "\n", encoding="utf-8")
    expected = [f"{TEXT} B.TXT", f"{TEXT} b.txt", "no document", "Line one", f"{TEXT} a/z.txt", f"{TEXT} a/b/c.md"]
    assert told(find_documents([str(tmp_path)])) == expected


@pytest.mark.parametrize(
    ("reason", "data"),
    [
        ("empty", b""),
        ("unreadable", b"%PDF-1.7 Two men were arrested"),
        ("binary", b"PK\x03\x04"),
        ("binary", bytes(range(256)) * 4),
        ("blocked", WALL),
        ("no document", b"<html><title>404 Not Found</title><h1>Not Found</h1><hr>nginx</html>"),
        ("too large", b"x" * (FILE_LIMIT + 1)),
        ("too large", b"Two men. " * 700_000),
    ],
)
def test_bytes_that_are_no_document(reason: str, data: bytes) -> None:
    """Each is refused with its reason."""
    with pytest.raises(DocumentError) as caught:
        open_document(data)
    assert caught.value.reason == reason


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """A missing file is not found."""
    (refusal,) = find_documents([str(tmp_path / "none.txt")])
    assert refusal == Refusal(source=str(tmp_path / "none.txt"), reason="not found", message="There is no such file.")
    assert told(find_documents([], jsonl=[str(tmp_path / "none.jsonl")])) == ["not found"]
    assert told(find_documents(["-"])) == ["not found"]


def test_standard_input_holds_a_text_or_lines() -> None:
    """A minus sign is standard input, for sources and for JSON lines."""
    assert told(find_documents(["-"], stdin=io.BytesIO(TEXT.encode()))) == [TEXT]
    lines = json.dumps({"text": TEXT}).encode()
    assert told(find_documents([], jsonl=["-"], stdin=io.BytesIO(lines))) == [TEXT]


def test_an_address_goes_to_the_fetcher() -> None:
    """The document has the address and the time of its retrieval; what is not fetched is refused."""

    def fetch(url: str) -> Fetched:
        if url.endswith("/gone"):
            raise FetchError("It is gone.", reason="not found")
        page = f"<html><title>Two men arrested</title>{DIVS}</html>".encode()
        return Fetched(url=url, data=page, is_html=True, retrieved="2031-05-06T08:00:00+00:00")

    first, second = find_documents(["https://office.example/1", "HTTPS://office.example/gone"], fetch=fetch)
    assert isinstance(first, Document)
    assert (first.url, first.retrieved) == ("https://office.example/1", "2031-05-06T08:00:00+00:00")
    assert isinstance(second, Refusal)
    assert second.reason == "not found"


def test_the_day_that_is_given_is_said_of_files_not_of_lines(tmp_path: Path) -> None:
    """A line of JSON speaks for itself."""
    lines = tmp_path / "all.jsonl"
    lines.write_text(json.dumps({"text": TEXT}), encoding="utf-8")
    text = tmp_path / "one.txt"
    text.write_text(TEXT, encoding="utf-8")
    days = [item.published for item in find_documents([str(text), str(lines)], given=Given(published="2031-05-06"))]  # type: ignore[union-attr]
    assert days == ["2031-05-06", None]


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such names")
def test_a_name_that_is_no_text_is_told_all_the_same(tmp_path: Path) -> None:
    """Its bytes become U+FFFD."""
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    with open(path, "wb"):  # noqa: PTH123 - a path of bytes
        pass
    (refusal,) = find_documents([os.fsdecode(path)])
    assert isinstance(refusal, Refusal)
    assert refusal.source.endswith("\ufffd.txt")


@settings(deadline=None)
@given(st.binary(max_size=400) | st.binary(max_size=200).map(lambda data: b"<html><p>Two men " + data))
def test_no_bytes_crash(data: bytes) -> None:
    """Any bytes are a document, the same each time, or are refused."""
    with suppress(DocumentError):
        assert open_document(data) == open_document(data)


def test_a_folder_without_documents_is_told(tmp_path: Path) -> None:
    """Nothing read and nothing said would look like success."""
    (refusal,) = find_documents([str(tmp_path)])
    assert isinstance(refusal, Refusal)
    assert (refusal.source, refusal.reason) == (str(tmp_path), "no document")


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    """It would hold up the run without end."""
    os.mkfifo(tmp_path / "pipe.txt")
    (refusal,) = find_documents([str(tmp_path)])
    assert isinstance(refusal, Refusal)
    assert "pipe" in refusal.message
