"""An announced page -> a document of the ledger, and the account of how it came there."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from onrecord.documents.document import Given, name_document
from onrecord.documents.feeds import Entry
from onrecord.documents.fetched import Fetched, Known
from onrecord.documents.refusal import Refusal
from onrecord.documents.sources import capture_page, open_document
from onrecord.documents.visitor import Visitor
from onrecord.errors import DocumentError, FetchError, LedgerError
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.visits import NAMED, Visit, VisitOutcome
from onrecord.records.reader import Reader
from onrecord.run import add_items
from onrecord.schema import Document
from onrecord.watch.sources import Source

__all__ = ["Keeper", "is_page_due", "is_page_forgotten", "visit_page"]

_LONGEST = timedelta(weeks=1)  # between two looks at a page that is refused time and again


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """With what pages are visited and kept. `now` is the time in UTC."""

    ledger: Ledger
    visitor: Visitor
    make_reader: Callable[[], Reader]
    now: Callable[[], datetime]


def is_page_due(entry: Entry, visits: Sequence[Visit], source: Source, now: datetime) -> bool:
    """Whether to look at an announced page: it is new, redated, changed, was refused, or not looked at for long.

    A page that is refused again and again is looked at ever more seldom, and never given up.
    """
    if not visits or (entry.published and entry.published != visits[-1].announced):
        return True
    if entry.modified and entry.modified > visits[-1].time[: len(entry.modified)] and visits[-1].document:
        return True
    age = now - datetime.fromisoformat(visits[-1].time)
    refused = next((number for number, visit in enumerate(reversed(visits)) if visit.outcome != "refused"), len(visits))
    if refused:
        return age >= min(source.poll * int(2 ** min(refused - 1, 20)), max(_LONGEST, source.poll))
    return age >= source.recheck


def is_page_forgotten(entry: Entry, ledger: Ledger) -> bool:
    """Whether the ledger was told to forget what lies at this address: then it is not visited."""
    return ledger.has_forgotten(Document(id=name_document(entry.url, entry.url), text=entry.url))


def visit_page(entry: Entry, source: Source, keeper: Keeper) -> Visit:
    """Fetch a page, read it into the ledger if it is new there, and say what came of it, in the account too.

    Raises FetchError, and writes nothing, where the site asks to come later.
    """
    known = (visit for visit in reversed(keeper.ledger.visits.visits(entry.url)) if visit.source != NAMED)
    good = next((visit for visit in known if visit.document), None)
    try:
        visit = _look(entry, source, keeper, good)
    except DocumentError as error:
        if isinstance(error, FetchError) and error.wait is not None and error.status is None:
            raise  # it was not even asked for
        visit = _refuse(entry, source, keeper, Refusal(source=entry.url, reason=error.reason, message=str(error)))
    keeper.ledger.visits.add_visit(visit)
    return visit


def _look(entry: Entry, source: Source, keeper: Keeper, good: Visit | None) -> Visit:
    known = Known(etag=good.etag, modified=good.modified) if good else None
    page = keeper.visitor.visit(entry.url, known, delay=source.delay.total_seconds())
    visit = Visit(
        source=source.id,
        url=entry.url,
        time=_say(keeper.now()),
        outcome="same",
        announced=entry.published,
        document=good.document if good else None,
        etag=page.known.etag or (good.etag if good and page.status == 304 else None),
        modified=page.known.modified or (good.modified if good and page.status == 304 else None),
    )
    if page.status == 304:
        return replace(visit, outcome="redated" if _is_redated(entry, good) else "same")
    document = _open(page, entry, source)
    captures = {document: capture_page(page)}
    outcome = _compare(document, entry, keeper.ledger, good)
    for result in add_items([document], keeper.ledger, make_reader=keeper.make_reader, captures=captures):
        if isinstance(result, Refusal):
            return _refuse(entry, source, keeper, result)
    return replace(visit, outcome=outcome, document=document.id)


def _open(page: Fetched, entry: Entry, source: Source) -> Document:
    if urlsplit(entry.url).path.strip("/") and not urlsplit(page.url).path.strip("/"):
        raise DocumentError(f"{entry.url} leads to the front page of the site: the page is gone.", reason="not found")
    given = Given(url=page.url, retrieved=page.retrieved)
    document = open_document(page.data, given, charset=page.charset, page=page.is_html)
    return replace(  # what the page says of itself goes before what was said of it
        document,
        title=document.title or entry.title,
        published=document.published or entry.published,
        publisher=document.publisher or source.name,
    )


def _compare(document: Document, entry: Entry, ledger: Ledger, good: Visit | None) -> VisitOutcome:
    """What this page is to the ledger, before it is added. New is what this source had not brought before."""
    if good is None:
        return "new"
    before: Document | None = None
    with suppress(LedgerError):
        before = ledger.document(document.id)
    if before is None:
        return "new"
    if before.text != document.text or _is_newer(before, good, ledger):
        return "revised"
    return "redated" if before.published != document.published or _is_redated(entry, good) else "same"


def _is_newer(before: Document, good: Visit, ledger: Ledger) -> bool:
    """Whether other words came than the last visit tells of: a run was killed before it wrote down what it had read."""
    if before.retrieved is None or before.retrieved <= good.time:
        return False
    texts = [record.document.text for record in ledger.revisions(before.id)]
    return texts[-1] != texts[max(0, len(texts) - 2)]


def _is_redated(entry: Entry, good: Visit | None) -> bool:
    return good is not None and entry.published is not None and entry.published != good.announced


def _refuse(entry: Entry, source: Source, keeper: Keeper, refusal: Refusal) -> Visit:
    return Visit(
        source=source.id,
        url=entry.url,
        time=_say(keeper.now()),
        outcome="refused",
        announced=entry.published,
        reason=refusal.reason,
        message=refusal.message,
    )


def _say(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
