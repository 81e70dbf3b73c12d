"""A model that calls everybody convicted of everything: the hard sentences of reading hold against it."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from tests.conftest import ROOT
from tests.language_model.conftest import Model, answer

from onrecord.language_model.endpoint import Endpoint
from onrecord.language_model.reader import LanguageModelReader
from onrecord.language_model.tally import Tally
from onrecord.records.reader import StandardReader
from onrecord.schema import Document, Record

CASES: list[dict[str, Any]] = tomllib.loads(
    (ROOT / "tests" / "records" / "hard_cases.toml").read_text(encoding="utf-8")
)["case"]
PROVEN = ("pleaded", "convicted", "sentenced")
MOST = 100  # items that a reader looks at


def accuse(text: str) -> Iterator[dict[str, str]]:
    """Every full name with stretches of one to four words from all over the text, as convictions."""
    names = sorted(set(re.findall(r"[A-Z]\w+ [A-Z]\w+", text))) or [text.split()[0]]
    words = [match.span() for match in re.finditer(r"[\w’-]+", text)]
    stretches = [(at, length) for length in (1, 2, 3, 4) for at in range(len(words) - length + 1)]
    pairs = [(name, stretch) for stretch in stretches for name in names]
    for name, (at, length) in pairs[:: max(1, len(pairs) // MOST + 1)]:
        words_there = text[words[at][0] : words[at + length - 1][1]]
        yield {"person": name, "offense": words_there, "disposition": "convicted", "around": text}


def find_proven(record: Record) -> set[tuple[str, str]]:
    """Who is told to be proven guilty, and of what."""
    return {
        (person.name or person.mentions[0].text, offense.span.text)
        for person in record.people
        for offense in person.offenses
        if offense.disposition in PROVEN
    }


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=[f"{case['kind']}: {case['text'][:60]}" for case in CASES])
def test_nobody_is_proven_guilty_by_a_model(model: Model, reader: StandardReader, case: dict[str, Any]) -> None:
    """Whom the text does not call guilty is not called so, and whom it does stays so."""
    document = Document(id="case", text=case["text"])
    model.say(answer(offenses=list(accuse(case["text"]))))
    against = LanguageModelReader(
        beat=reader._beat,
        tagger=reader._tagger,
        gazetteer=reader._gazetteer,
        endpoint=Endpoint(address=model.address, model="hostile"),
        tally=Tally(),
    )
    guilty = {told["who"] for told in case["told"] if told["disposition"] in PROVEN}
    record = against.read(document)
    assert record.reader == against.version
    assert {who for who, _ in find_proven(record)} <= guilty
    assert find_proven(reader.read(document)) <= find_proven(record)
