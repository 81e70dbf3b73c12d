"""How well real releases are linked, by marks made by hand: python -m benchmarks.links.real [--part dev|held|all].

The texts name real people, so the marks lie here as pointers alone: the folder of a document below ../shared/docs and
the first 12 digits of the SHA-256 of its bytes. `follow_ups.tsv` says of two documents whether some person's case is
told in both (`same`) or not (`apart`), of which kind, and how far the later one takes it (`at_most`); two documents
that are linked and not marked count as wrong. The `dev` half was tuned on, the `held` half looked at once.
`near_copies.tsv` holds every two documents of which over 40 % of the sentences of one stand in the other, found by
comparing each with each: five sentences at least, and none that an office has four times.
"""

import argparse
import csv
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.figures import Measured, exact
from onrecord.documents.document import Given
from onrecord.documents.sources import find_documents
from onrecord.links.echoes import find_echoes
from onrecord.links.links import Links, make_links
from onrecord.links.proceedings import LinkedProceeding
from onrecord.records.reader import Reader, open_reader
from onrecord.schema import Document, Id, ReaderVersion, Record

__all__ = ["Copy", "FollowUp", "count_raised", "find_linked", "measure", "score_copies", "score_follow_ups"]

FOLDER = Path(__file__).parent
OFFICES = {
    "cook_il": "Cook County State's Attorney",
    "dallas_tx": "Dallas County District Attorney's Office",
    "harris_tx": "Harris County District Attorney's Office",
    "kings_ny": "Kings County District Attorney's Office",
    "los_angeles_ca": "Los Angeles County District Attorney's Office",
    "maricopa_az": "Maricopa County Attorney's Office",
    "miami_dade_fl": "Miami-Dade State Attorney's Office",
    "orange_ca": "Orange County District Attorney's Office",
    "riverside_ca": "Riverside County District Attorney's Office",
    "san_diego_ca": "San Diego County District Attorney's Office",
}
_RANK = ("", "wanted", "suspected", "arrested", "charged", "pleaded", "convicted", "sentenced")
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A mark: two documents, the earlier first; whether one person's case is told in both, and how far it had got."""

    one: Id
    two: Id
    same: bool
    at_most: str
    part: str
    bench: bool


@dataclass(frozen=True, slots=True)
class Copy:
    """A mark: two documents, and how many sentences of one stand in the other."""

    one: Id
    two: Id
    sentences: int


def measure(shared: Path, reader: Reader, *, part: str | None = None) -> list[Measured]:
    """Follow-ups and near-copies: those two hundred documents that are quickly read, or all of one part or of both."""
    files = _find_files(shared / "docs")
    marks = [mark for mark in _read_follow_ups() if (mark.bench if part is None else part in ("all", mark.part))]
    wanted = {document for mark in marks for document in (mark.one, mark.two)}
    links = make_links(reader.read(_open(document, files)) for document in sorted(wanted))
    return [*score_follow_ups(marks, links), *_measure_copies(files)]


def score_follow_ups(marks: Sequence[FollowUp], links: Links) -> list[Measured]:
    """Precision, recall, and statuses above what the later document of a pair states."""
    same = {frozenset([mark.one, mark.two]) for mark in marks if mark.same}
    linked = {pair for case in links.proceedings for pair in find_linked(case)}
    right = len(linked & same)
    return [
        exact("links", "real follow-ups precision", right / max(1, len(linked)), f"of {len(linked)}"),
        exact("links", "real follow-ups recall", right / max(1, len(same)), f"of {len(same)}"),
        exact("links", "real raised statuses", count_raised(marks, links)),
    ]


def find_linked(case: LinkedProceeding) -> set[frozenset[Id]]:
    """Every two documents in which one person of this case is told of."""
    found = set[frozenset[Id]]()
    for person in case.people:
        documents = sorted({document for document, _ in person.mentions})
        found |= {frozenset([one, two]) for one in documents for two in documents if one < two}
    return found


def count_raised(marks: Iterable[FollowUp], links: Links) -> int:
    """Statuses of people told of in both documents, stated by one of them, that go further than they do."""
    limits = {frozenset([mark.one, mark.two]): _RANK.index(mark.at_most) for mark in marks if mark.same}
    raised = set()
    for case in links.proceedings:
        for status in case.statuses:
            told = {document for document, _ in case.people[status.person].mentions}
            for pair, limit in limits.items():
                reached = _RANK.index(status.disposition) if status.disposition in _RANK else 0
                if pair <= told and status.offense.document in pair and reached > limit:
                    raised.add((case.id, status.offense))
    return len(raised)


def score_copies(marked: Sequence[Copy], records: Iterable[Record]) -> Measured:
    """The share of near-copies of which at least half of the shared sentences are found, each pair by itself."""
    known = {record.document.id: record for record in records}
    counted = [copy for copy in marked if copy.one in known and copy.two in known]
    right = 0
    for copy in counted:
        echoes = find_echoes([known[copy.one], known[copy.two]])
        right += sum(len(echo.sentences) for echo in echoes) * 2 >= copy.sentences
    note = f"of {len(counted)}; {len(marked) - len(counted)} more have no day"
    return exact("links", "real near-copies recall", right / max(1, len(counted)), note)


def _measure_copies(files: dict[Id, Path]) -> list[Measured]:
    """Only what has a day can be ordered, and so repeat; each document stands for a publisher of its own here."""
    marked = [
        Copy(row["one"], row["two"], int(row["sentences"]))
        for row in _read("near_copies.tsv")
        if row["verdict"] == "copy"
    ]
    documents = (_open(name, files) for name in sorted({name for copy in marked for name in (copy.one, copy.two)}))
    plain = ReaderVersion(name="none", version="0")
    records = [Record(reader=plain, document=replace(each, publisher=None)) for each in documents if each.published]
    return [score_copies(marked, records)]


def _read(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _read_follow_ups() -> list[FollowUp]:
    return [
        FollowUp(row["one"], row["two"], row["verdict"] == "same", row["at_most"], row["part"], row["bench"] == "yes")
        for row in _read("follow_ups.tsv")
    ]


def _find_files(docs: Path) -> dict[Id, Path]:
    """Every file below by its pointer."""
    files = (path for name in ("prosecutors", "federal", "news") for path in sorted((docs / name).rglob("*.*")))
    return {_point(docs, path): path for path in files if path.is_file()}


def _point(docs: Path, path: Path) -> Id:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:_DIGITS]
    return f"{path.parent.relative_to(docs).as_posix()}/{digest}"


def _open(name: Id, files: dict[Id, Path]) -> Document:
    """The document, with the publisher and the day that its folder, its name or INDEX.tsv give. Raises LookupError."""
    if name not in files:
        raise LookupError(
            f"{name}: no file with these bytes below the folder docs; the corpus is not that of the marks."
        )
    path = files[name]
    folder = path.parent.name
    given = Given(id=name, publisher=OFFICES.get(folder), published=_find_day(path.name))
    if folder in ("federal", "news"):
        given = _look_up(name, path)
    (item,) = find_documents([str(path)], given=given)
    assert isinstance(item, Document), f"{path}: {item.reason}"
    return item


def _look_up(name: Id, path: Path) -> Given:
    with (path.parent / "INDEX.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        row = next(row for row in rows if row["name"] == path.name)
    return Given(id=name, title=row["title"], publisher=row["publisher"], published=row["date"] or None)


def _find_day(name: str) -> str | None:
    """The day with which a file's name begins: 20230216_… or 2015_01_09_…"""
    digits = name[:10].replace("_", "")[:8]
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 and digits.isdigit() else None


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=FOLDER.parent.parent.parent / "shared")
    parser.add_argument("--part", choices=["all", "dev", "held"])
    arguments = parser.parse_args()
    for line in measure(arguments.shared, open_reader(), part=arguments.part):
        print(f"{line.what:26} {line.value:.3f}  {line.note}")
