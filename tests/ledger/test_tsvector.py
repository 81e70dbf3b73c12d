"""What is written to PostgreSQL's full text is what the server itself would make of the words."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import create_engine
from tests.ledger.conftest import MakeRecord

from onrecord.ledger.engine import locate_ledger
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.schema import Record

PLAIN = (
    "setweight(to_tsvector('onrecord', %s), 'A') || setweight(to_tsvector('onrecord', %s), 'B') "
    "|| to_tsvector('onrecord', %s)"
)
WORDS = "ts_delete(vector, ARRAY(SELECT lexeme FROM unnest(vector) WHERE starts_with(lexeme, '/')))"  # without marks
TEXTS = [
    "two men were arrested running ran runs at 31 houses case 31 b7 1e5 0x1f",
    "señor résumé straße naïve",
    "男は逮捕された 二人 арестованы двое",
    "x" * 300,
]
OFTEN = ["a the of and " * 400, "word " * 300 + "ends"]


@pytest.fixture
def ledger(postgres: str, request: pytest.FixtureRequest) -> Iterator[Ledger]:
    """An empty ledger on PostgreSQL."""
    engine = create_engine(locate_ledger(postgres), isolation_level="AUTOCOMMIT")
    name = f"onrecord_vector_{abs(hash(request.node.name))}"
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0")
    with open_ledger(postgres.replace("/postgres?", f"/{name}?")) as opened:
        yield opened
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    engine.dispose()


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_vectors_are_as_the_server_makes_them(ledger: Ledger, make_record: MakeRecord, text: str) -> None:
    """Stems, places and weights, of words of any script."""
    assert compare(ledger, make_record(text=text), f"{PLAIN} = {WORDS}")


@pytest.mark.parametrize("text", OFTEN, ids=range(len(OFTEN)))
def test_words_that_stand_there_often(ledger: Ledger, make_record: MakeRecord, text: str) -> None:
    """Have the same stems; the places of a word end at 255 or at 256, as each way of writing has it."""
    assert compare(ledger, make_record(text=text), f"strip({PLAIN}) = strip({WORDS})")


def compare(ledger: Ledger, record: Record, condition: str) -> bool:
    """Whether what was written of a record meets a condition, in which its words stand."""
    record = replace(record, document=replace(record.document, title="Men of Halden held", publisher="The Offices"))
    ledger.add(record)
    words = ("men of halden held", "the offices", fold(record.document.text))
    with ledger._engine.begin() as connection:
        return connection.exec_driver_sql(f"SELECT {condition} FROM words", words).scalars().all() == [True]


def fold(text: str) -> str:
    """Small letters without accents, no word longer than 200 letters."""
    plain = text.translate(str.maketrans("éïñ", "ein")).lower()
    return " ".join(word[:200] for word in plain.split())
