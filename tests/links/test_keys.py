"""What two documents must have in common to be linked, and what too many have in common to tell anything."""

from tests.links.corpus import make_record, read_corpus

from onrecord.links.keys import KINDS, find_keys, find_sentence_keys, read_context
from onrecord.links.links import make_links, weave_links
from onrecord.schema import Record

FORM = "A charge is an accusation and every defendant is presumed innocent until he is proven guilty in court."


def _forms(number: int) -> list[Record]:
    """So many documents of different publishers with one sentence in common."""
    return [make_record(f"d{at:03}", FORM, published=f"2031-05-{at % 28 + 1:02}") for at in range(number)]


def test_what_is_linked_has_a_key_in_common() -> None:
    """Else a new document could change links without being seen to."""
    records = read_corpus()
    keys = {
        record.document.id: {key for key in find_keys(record) if KINDS[key >> 56] != "sentence"} for record in records
    }
    for one, two in weave_links(records, read_context(records)).pairs:
        plain = {key & (1 << 56) - 1 for key in keys[one]} & {key & (1 << 56) - 1 for key in keys[two]}
        assert plain, (one, two)


def test_a_form_of_many_documents_links_none_of_them() -> None:
    """It is nobody's words; of a few it is an echo."""
    assert make_links(_forms(65)).echoes == ()
    assert len(make_links(_forms(3)).echoes) == 2


def test_a_sentence_of_a_publisher_is_a_menu_on_four_pages() -> None:
    """Not on three, and not where the publisher is unknown."""
    pages = [make_record(f"d{at}", FORM, published="2031-05-01", publisher="Office") for at in range(4)]
    assert read_context(pages).menus == set(find_sentence_keys(pages[0]).values())
    assert read_context(pages[:3]).menus == frozenset()


def test_keys_are_the_same_in_every_process() -> None:
    """They are kept."""
    record = make_record("d1", FORM, published="2031-05-01", publisher="Office")
    assert list(find_sentence_keys(record).values()) == [0x0825D45082C7C31A]
