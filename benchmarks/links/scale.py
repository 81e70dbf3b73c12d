"""What linking and answers cost as a ledger grows: python -m benchmarks.links.scale [--documents 10000 100000].

Records are invented and not read, which would take hours. For each size a ledger on SQLite is filled and linked from
nothing, then a hundred documents are added and linked; then every question is asked, for as many pages or documents as
there are rounds, and shown through care. Linking is told in seconds of one processor, which hardly move with what else
the machine does, and of the clock; answers by the clock and of one processor. Sizes should grow, as memory is the most
that was needed so far.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks.links.invented import invent_records
from onrecord.answers.answer import Answer
from onrecord.answers.cases import list_cases, tell_case
from onrecord.answers.debt import find_debt
from onrecord.answers.echoes import map_echoes, rank_echoes
from onrecord.answers.figures import compare_counts, find_counts
from onrecord.answers.lapses import find_lapses, list_series
from onrecord.answers.linked_records import Library, open_library
from onrecord.answers.questions import find_questions
from onrecord.answers.reliance import rank_reliance, tell_reliance
from onrecord.answers.search import Query, search_documents
from onrecord.answers.timeline import find_timeline, tell_timeline
from onrecord.care import Viewer, show_answer
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.links.pages import Page
from onrecord.links.store import refresh_links
from onrecord.schema import Record

ADDED = 100
FILLED = 500  # documents added in one transaction
ROUNDS = 20
PAGE = 20  # findings of a list
AS_OF = "2033-06-01"

Ask = Callable[[Library], Answer]
Find = Callable[[Library, Query, Page], Answer]


def main() -> None:
    """A few lines a size, then a line a question."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, nargs="+", default=[2_000, 10_000])
    parser.add_argument("--keep", type=Path, help="the folder in which ledgers are left, for benchmarks.desk.load too")
    given = parser.parse_args()
    for number in given.documents:
        with (
            tempfile.TemporaryDirectory() as folder,
            open_ledger((given.keep or Path(folder)) / f"{number}.db") as ledger,
        ):
            if not ledger.count()[0]:
                measure_links(ledger, number)
            measure_answers(ledger, number)


def measure_links(ledger: Ledger, number: int) -> None:
    """Fill a ledger, link it, and add a hundred."""
    records = invent_records(number + ADDED)
    for start in range(0, number, FILLED):
        ledger.add_all(list(islice(records, min(FILLED, number - start))))
    work, clock = _time(lambda: refresh_links(ledger))
    each = 1000 * work / number
    print(f"{number:,} documents: {work:.0f} s of a processor ({each:.2f} ms each), {clock:.0f} s, {_memory():,} MB")
    added: list[Record] = list(records)
    ledger.add_all(added)
    work, clock = _time(lambda: refresh_links(ledger))
    print(f"  {ADDED} more: {work:.2f} s of a processor, {clock:.2f} s", flush=True)


def measure_answers(ledger: Ledger, number: int) -> None:
    """Every question, some of whose arguments change from round to round."""
    for name, asks in _list_asks(number).items():
        times = []
        for ask in islice(asks, ROUNDS):

            def answer(ask: Ask = ask) -> None:
                library = open_library(ledger, as_of=AS_OF)
                show_answer(ask(library), library.record, Viewer())

            times.append(_time(answer))
        work, clock = (
            sorted(1000 * each for each in kind)[len(times) * 95 // 100 - 1] for kind in zip(*times, strict=True)
        )
        print(f"  {name}: {work:.0f} ms of a processor, {clock:.0f} ms, 95 of 100", flush=True)


def _list_asks(number: int) -> dict[str, Iterator[Ask]]:
    """Of each question as many as are asked."""
    events = range(0, number * 19 // 100, max(1, number * 19 // 100 // ROUNDS))
    pages = [Page(limit=PAGE, offset=at * PAGE) for at in range(ROUNDS)]
    queries = (
        Query(words="arrested officers"),
        Query(words="smuggling", status="convicted"),
        Query(event="arrest", since="2031-05-01", until="2031-05-31"),
        Query(status="dismissed", publisher="Paper 7"),
        Query(fact="omissions", kind="release", until="2031-03-01"),
    )

    def of_events(ask: Callable[[Library, str], Answer], name: str) -> Iterator[Ask]:
        return (partial(_ask_of, ask, name.format(event)) for event in events)

    def of_pages(ask: Callable[[Library, Page], Answer]) -> Iterator[Ask]:
        return (partial(_ask_page, ask, page) for page in pages)

    def of_queries(ask: Find) -> Iterator[Ask]:
        return (partial(_find, ask, query, page) for page in pages for query in queries)

    def of_states(ask: Find) -> Iterator[Ask]:
        return (partial(_find_in_state, ask, event) for event in events)

    def of_bodies(ask: Find) -> Iterator[Ask]:
        return (partial(_find_of_body, ask, page) for page in pages)

    return {
        "search": (partial(_search, query) for _ in range(ROUNDS) for query in queries),
        "timeline": of_events(tell_timeline, "{}-1"),
        "timeline of a query": of_queries(find_timeline),
        "timeline of a place": of_states(find_timeline),
        "timeline of a body": of_bodies(find_timeline),
        "figures": of_events(compare_counts, "{}-1"),
        "figures of a query": of_queries(find_counts),
        "figures of a place": of_states(find_counts),
        "figures of a body": of_bodies(find_counts),
        "questions": of_pages(lambda library, page: find_questions(library, as_of=AS_OF, page=page)),
        "cases": of_pages(list_cases),
        "case": of_events(tell_case, "31-cr-{}"),
        "series": of_pages(list_series),
        "lapses": of_pages(find_lapses),
        "echoes of one": of_events(map_echoes, "{}-1"),
        "echoes": of_pages(rank_echoes),
        "debt": of_pages(lambda library, page: find_debt(library, as_of=AS_OF, page=page)),
        "reliance": of_pages(rank_reliance),
        "reliance on one": of_pages(lambda library, page: tell_reliance(library, _find_body(library), page)),
    }


def _ask_of(ask: Callable[[Library, str], Answer], name: str, library: Library) -> Answer:
    return ask(library, name)


def _ask_page(ask: Callable[[Library, Page], Answer], page: Page, library: Library) -> Answer:
    return ask(library, page)


def _search(query: Query, library: Library) -> Answer:
    return search_documents(library.source, query, Page(limit=PAGE))


def _find(ask: Find, query: Query, page: Page, library: Library) -> Answer:
    return ask(library, query, page)


def _find_in_state(ask: Find, event: int, library: Library) -> Answer:
    """The first page of the state in which an event was."""
    return ask(library, Query(place=library.record(f"{event}-0").places[1].name), Page(limit=PAGE))


def _find_of_body(ask: Find, page: Page, library: Library) -> Answer:
    return ask(library, Query(body=_find_body(library)), page)


def _find_body(library: Library) -> str:
    """The publisher of the first release."""
    return library.record("0-0").document.publisher or ""


def _time(do: Callable[[], object]) -> tuple[float, float]:
    """Seconds of a processor, and of the clock."""
    work, clock = time.process_time(), time.perf_counter()
    do()
    return time.process_time() - work, time.perf_counter() - clock


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
