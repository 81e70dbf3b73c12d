"""Every link comes back as it was, and what is written names no document."""

import pytest
from tests.links.corpus import read_corpus

from onrecord.links.encoding import KINDS, Link, decode_link, encode_link
from onrecord.links.links import make_links

LINKS = make_links(read_corpus())
KEPT: dict[str, tuple[Link, ...]] = {
    "echo": LINKS.echoes,
    "episode": LINKS.episodes,
    "proceeding": LINKS.proceedings,
    "series": LINKS.series,
    "reply": LINKS.replies,
}


@pytest.mark.parametrize("kind", KINDS)
def test_there_and_back(kind: str) -> None:
    """Documents are told apart by their position."""
    assert KEPT[kind]
    for link in KEPT[kind]:
        data, documents = encode_link(kind, link)
        assert decode_link(kind, data, documents) == link
        assert not [document for document in documents if f'"{document}"'.encode() in data]


def test_a_link_whose_document_is_gone_is_damaged() -> None:
    """It is not decoded to something else."""
    data, documents = encode_link("echo", LINKS.echoes[0])
    with pytest.raises(ValueError, match="damaged"):
        decode_link("echo", data, documents[:1])
