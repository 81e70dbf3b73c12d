"""How well the invented documents are linked: python -m benchmarks.links.measure, or as a question of benchmarks.run.

The truth is examples/truth.jsonl, made by hand; the links were made on these documents, so that the figures say that
nothing that once worked is lost, and not how well other documents are linked.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.figures import Counts, Measured, exact, f1
from onrecord.documents.sources import find_documents
from onrecord.links.links import Links, make_links
from onrecord.records.reader import Reader, open_reader
from onrecord.schema import Document, Id, Record

__all__ = ["measure", "score_bcubed"]

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
_RANK = ("wanted", "suspected", "arrested", "charged", "pleaded", "convicted", "sentenced")

Rows = dict[str, list[dict[str, Any]]]


def measure(_: Path, reader: Reader) -> list[Measured]:
    """A line for each kind of link; the shared corpora are not needed."""
    files = sorted(str(file) for file in EXAMPLES.glob("[0-9]*"))
    records = [reader.read(item) for item in find_documents(files) if isinstance(item, Document)]
    links = make_links(records)
    truth: Rows = {}
    for line in (EXAMPLES / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        truth.setdefault(row["link"], []).append(row)
    return [
        *_measure_echoes(records, links, truth),
        *_measure_episodes(links, truth),
        *_measure_cases(records, links, truth),
        *_measure_series(links, truth),
        *_measure_replies(links, truth),
    ]


def score_bcubed(found: dict[Id, set[Id]], marked: dict[Id, set[Id]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of clusters given by member (Bagga and Baldwin, ACL 1998)."""
    both = {item: len(found[item] & marked[item]) for item in marked}
    precision = sum(both[item] / len(found[item]) for item in marked) / len(marked)
    recall = sum(both[item] / len(marked[item]) for item in marked) / len(marked)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _line(what: str, found: Iterable[object], marked: Iterable[object]) -> Measured:
    one, two = set(found), set(marked)
    hits = len(one & two)
    return exact(
        "links", what, f1(Counts(hits, len(one), len(two))), f"{hits} of {len(two)}, {len(one) - hits} besides"
    )


def _measure_echoes(records: list[Record], links: Links, truth: Rows) -> list[Measured]:
    texts = {record.document.id: record.document.text for record in records}
    found = [
        (echo.document, texts[echo.document][item.passage.start : item.passage.end], echo.source, item.kind)
        for echo in links.echoes
        for item in echo.sentences
    ]
    marked = [(row["document"], row["words"], row["source"], row["kind"]) for row in truth["echo"]]
    return [_line("echoes by sentence", found, marked)]


def _measure_episodes(links: Links, truth: Rows) -> list[Measured]:
    marked = {document: set(row["documents"]) for row in truth["episode"] for document in row["documents"]}
    found = {
        document: set(episode.documents) & marked.keys()
        for episode in links.episodes
        for document in episode.documents
        if document in marked
    }
    precision, recall, both = score_bcubed(found, marked)
    return [exact("links", "episodes B-cubed", both, f"precision {precision:.2f}, recall {recall:.2f}")]


def _measure_cases(records: list[Record], links: Links, truth: Rows) -> list[Measured]:
    names = {(record.document.id, person.id): person.name for record in records for person in record.people}
    numbers = {row["number"] for row in truth["case"]}
    cases = [case for case in links.proceedings if case.number in numbers]
    steps = [
        (case.number, step.type, step.start, names[case.people[position].mentions[0]])
        for case in cases
        for step in case.steps
        for position in step.people
    ]
    statuses = {
        (case.number, names[case.people[status.person].mentions[0]]): status.disposition
        for case in cases
        for status in case.statuses
    }
    marked = {(row["case"], row["person"]): row["disposition"] for row in truth["status"]}
    raised = [key for key, said in statuses.items() if key in marked and _is_raised(said, marked[key])]
    return [
        _line("steps of cases", steps, ((r["case"], r["type"], r["date"], r["person"]) for r in truth["step"])),
        _line("statuses", statuses.items(), marked.items()),
        exact("links", "raised statuses", len(raised)),
        _line(
            "documents of cases",
            ((case.number, document) for case in cases for document in case.documents),
            ((row["number"], document) for row in truth["case"] for document in row["documents"]),
        ),
    ]


def _is_raised(said: str, marked: str) -> bool:
    """Whether a status says more than is true; what ended a charge counts as the least."""
    ranks = [_RANK.index(each) if each in _RANK else -1 for each in (said, marked)]
    return ranks[0] > ranks[1]


def _measure_series(links: Links, truth: Rows) -> list[Measured]:
    lapses = [
        (lapse.cause, lapse.after, lapse.first_missed, lapse.ended_by) for each in links.series for lapse in each.lapses
    ]
    marked = [(row["cause"], row["after"], row["first_missed"], row["ended_by"]) for row in truth["lapse"]]
    return [
        _line(
            "series", (each.documents for each in links.series), (tuple(row["documents"]) for row in truth["series"])
        ),
        _line("lapses", lapses, marked),
    ]


def _measure_replies(links: Links, truth: Rows) -> list[Measured]:
    found = {(reply.document, reply.kind, reply.answered.document) for reply in links.replies}
    marked = {(row["document"], row["kind"], row["reply"]) for row in truth["reply"]}
    return [
        exact("links", "replies precision", len(found & marked) / max(1, len(found)), f"of {len(found)}"),
        exact("links", "replies recall", len(found & marked) / len(marked), f"of {len(marked)}"),
    ]


if __name__ == "__main__":
    for line in measure(EXAMPLES, open_reader()):
        print(f"{line.what:24} {line.value:.3f}  {line.note}")
