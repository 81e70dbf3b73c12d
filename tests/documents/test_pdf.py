"""A PDF with a text layer gives text with its pages; scans and broken files are refused in time."""

import pytest

from onrecord.documents.pdf import page_of, read_pdf
from onrecord.documents.pdf_pages import join_lines
from onrecord.errors import DocumentError


def make_pdf(*pages: list[str]) -> bytes:
    """A small PDF with these lines on its pages, written by hand; PDFium mends the missing table of objects."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for index, lines in enumerate(pages):
        shown = "BT /F1 12 Tf 72 720 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        font = "/Resources << /Font << /F1 3 0 R >> >>"
        place = f"/Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * index} 0 R"
        objects.append(f"<< /Type /Page {place} {font} >>")
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream")
    body = "".join(f"{number} 0 obj\n{content}\nendobj\n" for number, content in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer << /Root 1 0 R /Size {len(objects) + 1} >>\n%%EOF".encode()


def test_pages_are_kept() -> None:
    """A form feed stands between two pages, so that each offset has its page."""
    text, title = read_pdf(make_pdf(["Two men were arrested."], ["A hearing is set."]))
    assert text == "Two men were arrested.\n\fA hearing is set."
    assert title is None
    assert [page_of(text, text.index(word)) for word in ("Two", "hearing")] == [1, 2]


def test_lines_of_a_paragraph_are_joined() -> None:
    """A nearly full line goes on; a short one ends; a word split at the end of a line is whole again."""
    assert join_lines("Two men from Port Halden were\r\narrested there on Monday, the\r\noffice said.\r\nNew") == (
        "Two men from Port Halden were arrested there on Monday, the office said.\nNew"
    )
    assert join_lines("They were con\ufffevicted.") == "They were convicted."


@pytest.mark.parametrize(
    ("reason", "data"),
    [
        ("empty", make_pdf([])),
        ("unreadable", b"%PDF-1.7 nothing"),
        ("unreadable", b""),
        ("unreadable", b"%PDF-" + bytes(range(256)) * 99),
    ],
)
def test_what_cannot_be_read_is_refused(reason: str, data: bytes) -> None:
    """A scan has no text; a broken file breaks nothing else."""
    with pytest.raises(DocumentError) as caught:
        read_pdf(data)
    assert caught.value.reason == reason
