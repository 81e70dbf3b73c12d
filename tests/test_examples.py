"""The invented corpus and the hand-made truth about it: what the one says of the other stands in it."""

import json
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from onrecord.documents.sources import find_documents
from onrecord.records.sentences import find_sentences
from onrecord.schema import Document

EXAMPLES = Path(__file__).parent.parent / "examples"
FILES = sorted(str(file) for file in EXAMPLES.glob("[0-9]*"))
TRUTH: list[dict[str, Any]] = [
    json.loads(line) for line in (EXAMPLES / "truth.jsonl").read_text(encoding="utf-8").splitlines()
]
POINTERS = {"document": "words", "reply": "reply_words", "outer_document": "outer_words", "source": "source_words"}


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    """Every example by its id."""
    found = list(find_documents(FILES))
    assert all(isinstance(item, Document) for item in found)
    return {item.id: item for item in found if isinstance(item, Document)}


def _of(link: str) -> list[dict[str, Any]]:
    return [row for row in TRUTH if row["link"] == link]


def test_there_are_sixty_documents_over_four_months(documents: dict[str, Document]) -> None:
    """Releases, reports, posts and statistics, each with its day."""
    days = sorted(document.published or "" for document in documents.values() if document.id.count("-") == 1)
    assert len(documents) >= 60
    assert days[0] <= "2031-03-03"
    assert days[-1] >= "2031-06-30"
    assert {document.kind for document in documents.values()} == {"release", "article", "post"}


def test_every_kind_of_link_and_trap_has_its_truth() -> None:
    """A kind without truth is measured by nothing."""
    kinds = {"echo", "episode", "case", "step", "status", "apart", "within", "differ", "correction", "series", "lapse"}
    assert {row["link"] for row in TRUTH} == kinds | {"reply", "sources"}
    assert {row["cause"] for row in _of("lapse")} == {"silent", "stale"}
    assert {row["kind"] for row in _of("echo")} == {"copied", "near", "quoted"}


def test_words_of_the_truth_stand_in_their_documents(documents: dict[str, Document]) -> None:
    """Once each, so that they point to one place."""
    for row in TRUTH:
        for document, words in POINTERS.items():
            if document in row and words in row:
                assert documents[row[document]].text.count(row[words]) == 1, row


def test_documents_of_the_truth_are_there(documents: dict[str, Document]) -> None:
    """Every list of documents names examples."""
    named = set(chain.from_iterable(row.get("documents", ()) for row in TRUTH))
    assert named <= documents.keys()


def test_an_echo_is_a_whole_sentence_of_a_later_text_of_another_publisher(documents: dict[str, Document]) -> None:
    """What a publisher repeats of its own is no echo; copied words are the same words, near ones are not."""
    for row in _of("echo"):
        copy, source = documents[row["document"]], documents[row["source"]]
        assert row["words"] in [copy.text[item.start : item.end] for item in find_sentences(copy.text)]
        assert (source.published or "") <= (copy.published or "")
        assert source.publisher != copy.publisher
        assert (row["words"] == row["source_words"]) or row["kind"] != "copied"
        assert (row["words"] != row["source_words"]) or row["kind"] != "near"
        assert ("“" in row["words"]) == (row["kind"] == "quoted")


def test_a_document_is_in_one_episode(documents: dict[str, Document]) -> None:
    """Each document of the corpus once, and none else."""
    counted = Counter(chain.from_iterable(row["documents"] for row in _of("episode")))
    assert counted.most_common(1)[0][1] == 1
    assert len(counted) == sum(document.count("-") == 1 for document in counted) >= 55
    assert counted.keys() <= documents.keys()


def test_steps_and_statuses_belong_to_a_case_and_to_its_people() -> None:
    """A status is that of a document of its case, and never stronger than the steps."""
    cases = {row["number"]: row for row in _of("case")}
    for row in (*_of("step"), *_of("status")):
        assert row["document"] in cases[row["case"]]["documents"]
        assert row["person"] in cases[row["case"]]["people"]
    steps = {(row["case"], row["person"]): set[str]() for row in _of("step")}
    for row in _of("step"):
        steps[row["case"], row["person"]].add(row["type"])
    needed = {"charged": "charge", "pleaded": "plead", "sentenced": "sentence", "acquitted": "acquit"}
    for row in _of("status"):
        assert needed.get(row["disposition"], "charge") in steps[row["case"], row["person"]]


def test_a_lapse_lies_between_two_documents_of_its_series(documents: dict[str, Document]) -> None:
    """After one, before the next."""
    members = {row["name"]: row["documents"] for row in _of("series")}
    for row in _of("lapse"):
        after, ended_by = documents[row["after"]], documents[row["ended_by"]]
        assert {after.id, ended_by.id} <= set(members[row["series"]])
        assert str(after.published) < row["first_missed"] < str(ended_by.published)


def test_a_reply_comes_later(documents: dict[str, Document]) -> None:
    """Nothing is answered before it was left out."""
    for row in _of("reply"):
        assert str(documents[row["document"]].published) < str(documents[row["reply"]].published)
