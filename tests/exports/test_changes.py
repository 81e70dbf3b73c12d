"""What changed, for a person to read."""

from dataclasses import replace
from io import StringIO

from rich.console import Console
from tests.hand import TEXT, make_record

from onrecord.changes.comparison import compare_records
from onrecord.exports.changes import print_change
from onrecord.schema import Record


def printed(old: Record, new: Record) -> str:
    """The page, without colours."""
    stream = StringIO()
    print_change(compare_records(old, new), Console(file=stream, width=60))
    return stream.getvalue()


def test_a_page_of_changes() -> None:
    """Days, claims and words; nothing is cut off."""
    old = make_record()
    new = replace(old, document=replace(old.document, published="2031-05-20"), figures=old.figures[1:])
    page = printed(old, new)
    assert "19 May 2031, retrieved 2031-05-20T08:00:00+00:00 → 20 May 2031" in page
    assert "Re-dated 19 May 2031 → 20 May 2031, without change of words." in page
    assert "− figure vanished “" in page
    assert "different readers" not in page


def test_claims_of_different_readers_are_told_with_care() -> None:
    """What differs may be the reader's doing."""
    old = make_record()
    assert "onrecord reread" in printed(old, replace(old, reader=replace(old.reader, version="2")))


def test_no_text_steers_the_terminal() -> None:
    """Neither its escapes nor marks that turn the direction of writing."""
    old = make_record()
    new = replace(old, document=replace(old.document, text=TEXT + "\x1b[2J\u202eover"))
    page = printed(Record(reader=old.reader, document=old.document), Record(reader=old.reader, document=new.document))
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "over" in page
