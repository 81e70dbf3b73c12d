"""What is stored is what was read: bytes without the time of retrieval, which stands beside them."""

from dataclasses import replace

from tests.ledger.conftest import MakeRecord

from onrecord.ledger.digests import digest_bytes
from onrecord.ledger.rows import decode_document, encode_document


def test_a_document_comes_back_from_its_bytes(make_record: MakeRecord) -> None:
    """The time of retrieval is not in them, so the same page fetched twice has the same digest."""
    document = make_record().document
    later = replace(document, retrieved="2031-05-06T08:00:00+00:00")
    assert decode_document(encode_document(later)) == document
    assert digest_bytes(encode_document(later)) == digest_bytes(encode_document(document))
    assert digest_bytes(encode_document(replace(document, published=None))) != digest_bytes(encode_document(document))
