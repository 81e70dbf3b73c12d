"""Does the desk keep its word? python -m benchmarks.desk.requests [--requests 10000] [--seed 1].

Schemathesis makes requests of the desk's own OpenAPI document, sound ones and unsound ones, and sends them to a desk
on the ledger of the examples, in its own process: as nobody, viewer, reviewer and owner, each a fourth. Every other
address names a document, event, case or fact that is there, and every other form bears the word of the session (that
which would end it never does). No answer may be a server's error, of a status, kind or schema that the document does
not tell, or a success for an unsound request; nobody may see anything but what is open to anyone. Exits with 1 where
one is.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import hypothesis
import requests
import schemathesis
from hypothesis import HealthCheck, Phase
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from benchmarks.desk.serving import Visitor, add_users, open_desk, sign_in
from onrecord.documents.sources import find_documents
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.links.store import open_links
from onrecord.records.reader import open_reader
from onrecord.reviews.placed import list_facts
from onrecord.schema import Document
from onrecord.users.roles import Role

__all__ = ["Known", "Planned", "Tally", "ask_desk", "find_document", "find_known", "plan_requests"]

Planned = hypothesis.strategies.SearchStrategy[Any]

ROLES: tuple[Role | None, ...] = (None, "viewer", "reviewer", "owner")
AT_ONCE = 12  # requests of one route, sound or unsound, that are made before the next one's turn
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
)
EXAMPLES = Path(__file__).parent.parent.parent / "examples"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Ids that are there: of documents, events and cases, and of the facts of documents."""

    documents: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    series: tuple[str, ...]
    cases: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """What was asked and answered, by status; and each fault once, with the request that shows it."""

    answers: Counter[int] = field(default_factory=Counter)
    faults: dict[str, str] = field(default_factory=dict)


def main() -> int:
    """A line a role; the exit code says whether all was as the document tells."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    faults = 0
    with TemporaryDirectory(prefix="onrecord-requests-") as name:
        place, users = Path(name) / "ledger.db", Path(name) / "users.db"
        add_users(users)
        with open_ledger(place) as ledger:
            read_examples(ledger)
            known = find_known(ledger)
        with open_desk(str(place), users) as desk:
            plan = plan_requests(desk.address, find_document(desk.address))
            visitors = {role: sign_in(desk.address, role) for role in ROLES if role}  # made-up passwords lock it later
            for role in ROLES:
                begun = time.perf_counter()
                visitor = visitors[role] if role else None
                most = arguments.requests // len(ROLES)
                tally = ask_desk(plan, known, visitor=visitor, most=most, seed=arguments.seed)
                faults += len(tally.faults)
                told = ", ".join(f"{many:,} of {status}" for status, many in sorted(tally.answers.items()))
                took = time.perf_counter() - begun
                print(f"{role or 'nobody'}: {tally.answers.total():,} requests in {took:.0f} s: {told}", flush=True)
                for fault, shown in tally.faults.items():
                    print(f"FAULT {fault}\n{shown}\n", flush=True)
    print(f"{faults} faults")
    return 1 if faults else 0


def read_examples(ledger: Ledger) -> None:
    """The examples, by the packaged reader."""
    reader = open_reader()
    files = sorted(str(file) for file in EXAMPLES.glob("[0-9]*"))
    ledger.add_all([reader.read(item) for item in find_documents(files) if isinstance(item, Document)])


def find_known(ledger: Ledger) -> Known:
    """What is there to be asked for."""
    records, links = list(ledger.records()), open_links(ledger)
    return Known(
        documents=tuple(record.document.id for record in records),
        facts=tuple((record.document.id, placed.fact.id) for record in records for placed in list_facts(record)),
        series=tuple(series.id for series in links.series),
        cases=tuple(case.id for case in links.proceedings),
    )


def find_document(address: str) -> dict[str, Any]:
    """The OpenAPI document of a desk, which is for those who signed in."""
    visitor = sign_in(address, "viewer")
    found = requests.get(f"{address}/openapi.json", cookies=dict([visitor.cookie]), timeout=30)
    found.raise_for_status()
    document: dict[str, Any] = found.json()
    return document


def plan_requests(address: str, document: dict[str, Any]) -> list[Planned]:
    """How requests of every route are made, sound ones and unsound ones."""
    load_all_checks()
    schema = schemathesis.openapi.from_dict(document)
    schema.config.update(base_url=address)
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    return [operation.as_strategy(generation_mode=mode) for operation in operations for mode in GenerationMode]


def ask_desk(
    plan: Sequence[Planned], known: Known, *, visitor: Visitor | None, most: int, seed: int, at_once: int = AT_ONCE
) -> Tally:
    """Ask so often, each route in turn, `at_once` times; the same seed asks the same."""
    tally = Tally()
    with requests.Session() as session:
        if visitor:
            session.cookies.set(*visitor.cookie)
        while tally.answers.total() < most:
            for planned in plan:
                left = min(at_once, most - tally.answers.total())
                if left > 0:
                    seed += 1
                    _ask_route(planned, left, seed, _make_ask(session, known, visitor, tally, seed))
    return tally


def _ask_route(planned: Planned, most: int, seed: int, ask: Callable[[Any], None]) -> None:
    """So many requests of one route, at most: of a route without parameters there is but one."""
    settings = hypothesis.settings(
        max_examples=most,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    try:
        hypothesis.seed(seed)(settings(hypothesis.given(case=planned)(lambda case: ask(case))))()
    except hypothesis.errors.Unsatisfiable:  # nothing that is asked of this route could be unsound
        return


def _make_ask(
    session: requests.Session, known: Known, visitor: Visitor | None, tally: Tally, seed: int
) -> Callable[[Any], None]:
    chance = random.Random(seed)

    def ask(case: Any) -> None:
        if chance.random() < 0.5:
            _name_known(case, known, chance)
        if visitor and isinstance(case.body, dict) and chance.random() < 0.5 and case.path != "/sign-out":
            case.body["forms"] = visitor.forms
        answer = case.call(session=session, allow_redirects=False, timeout=60)
        tally.answers[answer.status_code] += 1
        name = f"{case.method} {case.path}"
        if visitor is None and answer.status_code < 400 and "/sign-in" not in case.path:
            tally.faults[f"{name}: nobody was answered {answer.status_code}"] = case.as_curl_command()
        try:
            case.validate_response(answer, checks=list(CHECKS))
        except FailureGroup as error:
            tally.faults.setdefault(f"{name}: {'; '.join(_name_faults(error))}", str(error))

    return ask


def _name_known(case: Any, known: Known, chance: random.Random) -> None:
    """Put ids that are there into an address."""
    given = case.path_parameters
    if not given:
        return
    if "fact" in given and known.facts:
        given["id"], given["fact"] = chance.choice(known.facts)
    elif "id" in given and (names := _list_names(case.path, known)):
        given["id"] = chance.choice(names)


def _list_names(path: str, known: Known) -> Sequence[str]:
    if path.startswith("/cases"):
        return known.cases
    return known.series if path.startswith("/charts/series") else known.documents


def _name_faults(error: FailureGroup) -> Iterator[str]:
    for fault in error.exceptions:
        yield getattr(fault, "title", type(fault).__name__)


if __name__ == "__main__":
    sys.exit(main())
