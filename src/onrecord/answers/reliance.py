"""Who relies on whom: how many documents repeat or cite each publisher and agency, and how many rest on it alone.

A document rests on a body alone where every count and event that it tells goes back to this body, and it repeats and
cites no other. That a document cites several does not make what they say independent: `figures` tells that.
"""

from onrecord.answers.answer import Answer, Citation, Finding, cite_passage
from onrecord.answers.documents import cite_whole
from onrecord.answers.linked_records import Library
from onrecord.errors import LedgerError
from onrecord.links.defendants import fold_name
from onrecord.links.encoding import name_link
from onrecord.links.pages import ALL, Body, Page, Use

__all__ = ["rank_reliance", "tell_reliance"]


def rank_reliance(library: Library, page: Page = ALL) -> Answer:
    """Every body on which documents draw, that on which alone most rest first."""
    found = library.pages.find_bodies(page.one_more)
    findings = tuple(_tell_body(library, body) for body in found[: page.limit])
    return Answer(question="reliance", findings=findings, more=len(found) > len(findings))


def tell_reliance(library: Library, name: str, page: Page = ALL) -> Answer:
    """The documents that draw on the body of this name, those that rest on it alone first. Raises LedgerError."""
    body = name_link(fold_name(name))
    found = library.pages.find_uses(body, page.one_more) if body is not None else ()
    if not found and not page.offset:
        raise LedgerError(f"No document draws on {name}; `onrecord reliance` lists on whom documents do.")
    findings = tuple(_tell_use(library, use) for use in found[: page.limit])
    cited = [citation.document for finding in findings for citation in finding.citations]
    return Answer(
        question=f"reliance {name}",
        findings=findings,
        people=library.people(cited),
        more=len(found) > len(findings),
    )


def _tell_body(library: Library, body: Body) -> Finding:
    said = [f"repeated by {body.repeating:,}"] if body.repeating else []
    said += [f"cited by {body.citing:,}"] if body.citing else []
    said += [f"the only source of {body.alone:,}"] if body.alone else []
    many = f"{body.documents:,} document{'s draw' if body.documents > 1 else ' draws'} on"
    return Finding(
        says=(f"{many} {_name(library, body.name, body.example)}: {', '.join(said)}.",),
        citations=_cite(library, body.example),
    )


def _tell_use(library: Library, use: Use) -> Finding:
    document = library.record(use.passage.document).document
    said = [f"repeats {use.sentences} sentence{'s' if use.sentences > 1 else ''} of it"] if use.sentences else []
    said += ["cites it"] if use.cited else []
    said += ["rests on it alone"] if use.alone else []
    return Finding(
        says=(f"{document.publisher or document.id}, {document.published or 'undated'}: {', '.join(said)}.",),
        day=document.published,
        citations=_cite(library, use),
        why=("every count and event that it tells goes back to it",) if use.alone else (),
    )


def _cite(library: Library, use: Use) -> tuple[Citation, ...]:
    """Where the document draws on the body, and what the body published where that is known."""
    record = library.record(use.passage.document)
    published = (cite_whole(library.record(use.publication)),) if use.publication is not None else ()
    return (cite_passage(record, use.passage), *published)


def _name(library: Library, body: int, use: Use) -> str:
    """As its publisher writes it, or as the document does."""
    if use.publication is not None:
        return library.record(use.publication).document.publisher or use.publication
    bodies = library.record(use.passage.document).organizations
    return next((each.name for each in bodies if name_link(fold_name(each.name)) == body), "a body")
