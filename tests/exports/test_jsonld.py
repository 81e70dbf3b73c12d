"""The graph is read by an RDF library without fetching anything, and every word in it stands in its text."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from rdflib import PROV, RDF, Graph, Literal, Namespace, URIRef
from tests.exports.ledgers import opened, records
from tests.hand import make_record

from onrecord.documents.document import make_handle
from onrecord.exports.jsonld import export_jsonld
from onrecord.exports.tables import list_rows
from onrecord.schema import Record
from onrecord.shown import Shown

pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning:rdflib")  # by its own parser

ONRECORD = Namespace("https://onrecord.invalid/terms#")
SCHEMA = Namespace("https://schema.org/")
OA = Namespace("http://www.w3.org/ns/oa#")
HAND = URIRef(f"https://news.example/record/documents/{make_handle('hand')}.html")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The record of tests/hand.py as a graph."""
    path = tmp_path_factory.mktemp("jsonld") / "hand.jsonld"
    with opened([make_record()]) as ledger:
        export_jsonld(ledger, path, base="https://news.example/record/")
    return Graph().parse(path, format="json-ld")


def check_selectors(graph: Graph) -> int:
    """Of every place: the quotation is what stands at the position; how many there are."""
    number = 0
    for resource in graph.subjects(RDF.type, OA.SpecificResource):
        text = str(graph.value(graph.value(resource, OA.hasSource), SCHEMA.text))
        chosen = {graph.value(each, RDF.type): each for each in graph.objects(resource, OA.hasSelector)}
        quote, place = chosen[OA.TextQuoteSelector], chosen[OA.TextPositionSelector]
        start, end = (int(str(graph.value(place, edge))) for edge in (OA.start, OA.end))
        exact = str(graph.value(quote, OA.exact))
        assert text[start:end] == exact
        assert text[:start].endswith(str(graph.value(quote, OA.prefix)))
        assert text[end:].startswith(str(graph.value(quote, OA.suffix)))
        number += 1
    return number


def test_every_fact_is_a_node_and_every_span_is_there(graph: Graph) -> None:
    """As many as the tables have rows with an id; each said to come of the record that the reader made."""
    rows = list(list_rows(Shown(record=make_record(), revision=None, hidden=frozenset())))
    facts = [name for name, _ in rows if name != "documents" and "_" not in name and name != "affiliations"]
    derived = set(graph.subjects(PROV.wasDerivedFrom, URIRef(f"{HAND}#record")))
    assert len(derived) == len(facts)
    assert check_selectors(graph) > 100
    linked = {str(node) for node in graph.objects(None, None) if str(node).startswith(f"{HAND}#")}
    assert {node for node in linked if not any(graph.predicate_objects(URIRef(node)))} == set()


CLAIMS = [
    ("x2", RDF.type, SCHEMA.Claim),
    ("x2", ONRECORD.disposition, Literal("charged")),
    ("x2", SCHEMA.text, Literal("armed robbery")),
    ("s2", RDF.type, SCHEMA.Quotation),
    ("s2", SCHEMA.creator, URIRef(f"{HAND}#p1")),
    ("s3", RDF.type, SCHEMA.Claim),
    ("e1", SCHEMA.creator, URIRef(f"{HAND}#o1")),
    ("p1", SCHEMA.name, Literal("Maren Holloway")),
    ("p2", SCHEMA.name, Literal("Person A")),
    ("f2", ONRECORD.low, Literal(11)),
]


@pytest.mark.parametrize(("fact", "predicate", "value"), CLAIMS)
def test_what_is_said_of_a_fact(graph: Graph, fact: str, predicate: URIRef, value: URIRef | Literal) -> None:
    """In schema.org where it has a word, and in the terms of the record."""
    assert value in set(graph.objects(URIRef(f"{HAND}#{fact}"), predicate))


def test_who_read_it_is_told_and_no_digest_where_names_are_hidden(graph: Graph) -> None:
    """In PROV-O."""
    reading = graph.value(URIRef(f"{HAND}#record"), PROV.wasGeneratedBy)
    agent = graph.value(reading, PROV.wasAssociatedWith)
    assert (agent, RDF.type, PROV.SoftwareAgent) in graph
    assert str(graph.value(agent, SCHEMA.softwareVersion)) == "1"
    revision = graph.value(reading, PROV.used)
    assert str(graph.value(revision, PROV.generatedAtTime)) == "2031-05-20T08:00:00+00:00"
    assert graph.value(revision, ONRECORD.revision) is None
    assert graph.value(revision, ONRECORD.text_digest)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=records())
def test_any_ledger_is_a_graph_whose_words_stand(tmp_path: Path, told: tuple[Record, ...]) -> None:
    """Each document with its text."""
    with opened(told) as ledger:
        export_jsonld(ledger, tmp_path / "out", replacing=True)
        texts = {shown.record.document.text for shown in ledger.records()}
    graph = Graph().parse(tmp_path / "out", format="json-ld")
    assert check_selectors(graph) > 0
    assert {str(text) for text in graph.objects(None, SCHEMA.text)} >= texts
