"""No export holds a private name: not in a byte of a file, nor in the name of one."""

import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from pyarrow.parquet import read_table
from tests.exports.ledgers import OFFICIAL, find_names, fold, opened, records, said_of

from onrecord.documents.document import make_handle
from onrecord.exports.brat import write_standoff
from onrecord.exports.cas import write_cas
from onrecord.exports.csv_package import export_csv
from onrecord.exports.ftm import export_ftm
from onrecord.exports.gold import encode_gold
from onrecord.exports.jsonl import export_jsonl
from onrecord.exports.jsonld import export_jsonld
from onrecord.exports.label_studio import describe_task, encode_tasks
from onrecord.exports.manifest import Manifest, begin_manifest
from onrecord.exports.parquet import export_parquet
from onrecord.exports.plover import export_plover
from onrecord.exports.release import About, export_release
from onrecord.schema import Record
from onrecord.shown import ShownLedger

ABOUT = About(title="Releases", authors=["The Stellan Courier"], version="1.0", license="CC-BY-4.0")

Export = Callable[[ShownLedger, Path], Manifest]

EXPORTS: dict[str, Export] = {
    "csv": lambda ledger, path: export_csv(ledger, path, replacing=True),
    "ftm": lambda ledger, path: export_ftm(ledger, path, replacing=True),
    "jsonl": lambda ledger, path: export_jsonl(ledger, path, replacing=True),
    "jsonld": lambda ledger, path: export_jsonld(ledger, path, replacing=True),
    "parquet": lambda ledger, path: export_parquet(ledger, path, replacing=True),
    "plover": lambda ledger, path: export_plover(ledger, path, replacing=True),
    "release": lambda ledger, path: export_release(ledger, path, ABOUT, replacing=True),
}
"""Every export of the whole ledger but the site (tests/desk/test_site.py) and the archive, which says what it holds."""

WITHOUT_TEXT = frozenset(["plover"])


def write_reviewed(ledger: ShownLedger, path: Path) -> Manifest:
    """The formats in which people mark texts, here of all documents."""
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir()
    manifest = begin_manifest("jsonl", ledger)
    for shown in manifest.count(ledger):
        name, record = make_handle(shown.record.document.id), shown.record
        (path / f"{name}.gold").write_bytes(encode_gold(record))
        (path / f"{name}.json").write_bytes(encode_tasks([describe_task(record)]))
        (path / f"{name}.txt").write_text(record.document.text, encoding="utf-8")
        (path / f"{name}.ann").write_text(write_standoff(record), encoding="utf-8")
        (path / f"{name}.xmi").write_text(write_cas(record), encoding="utf-8")
    return manifest


EXPORTS["reviewed"] = write_reviewed


def read_all(path: Path) -> Iterator[str]:
    """All that an export wrote, unpacked where it is packed: names of files and members, and their contents."""
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        yield str(file.relative_to(path.parent))
        if file.is_file():
            data = file.read_bytes()
            yield data.decode(errors="replace")
            if file.suffix == ".parquet":
                yield str(read_table(file).to_pylist())
            if zipfile.is_zipfile(file):
                with zipfile.ZipFile(file) as archive:
                    yield archive.comment.decode()
                    for member in archive.infolist():
                        yield f"{member.filename} {member.comment.decode()}"
                        yield archive.read(member).decode()


@pytest.mark.parametrize("kind", EXPORTS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=records())
def test_no_private_name_is_in_an_export(kind: str, tmp_path: Path, told: tuple[Record, ...]) -> None:
    """Wherever the ledger has it; what officials are called stays."""
    names = said_of(told)
    with opened(told) as ledger:
        EXPORTS[kind](ledger, tmp_path / "out")
    written = list(read_all(tmp_path / "out"))
    assert [_cut_out(name, piece) for piece in written for name in find_names(piece, names)] == []
    if kind not in WITHOUT_TEXT and any(OFFICIAL in record.document.text for record in told):
        assert any(fold(OFFICIAL) in fold(piece) for piece in written)


def _cut_out(name: str, piece: str) -> str:
    """What stands around a name that should not be there."""
    plain, last = fold(piece), fold(name).split()[-1]
    return plain[max(0, plain.index(last) - 60) :][:120]


@pytest.mark.parametrize("kind", EXPORTS)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=records())
def test_names_that_are_turned_on_are_not_those_of_victims(kind: str, tmp_path: Path, told: tuple[Record, ...]) -> None:
    """Victims, relatives and minors are hidden from everyone."""
    never = {
        person.name
        for record in told
        for person in record.people
        if person.name and (person.role in ("victim", "relative") or (person.age or 99) < 18)
    }
    shown = {person.name for record in told for person in record.people if person.name} - never
    with opened(told, names=True) as ledger:
        EXPORTS[kind](ledger, tmp_path / "out")
    written = list(read_all(tmp_path / "out"))
    hidden_all = [name for name in never if all(_is_never(record, name) for record in told)]
    assert [name for piece in written for name in find_names(piece, hidden_all)] == []
    told_names = {name for piece in written for name in find_names(piece, shown)}
    assert (
        kind in WITHOUT_TEXT
        or {name for name in shown if any(name in record.document.text for record in told)} <= told_names
    )


def _is_never(record: Record, name: str) -> bool:
    """Whether whoever has this name in a document is hidden there from everyone."""
    people = [person for person in record.people if person.name == name]
    return all(person.role in ("victim", "relative") or (person.age or 99) < 18 for person in people)


@pytest.mark.parametrize("kind", EXPORTS)
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=records())
def test_the_same_ledger_gives_the_same_bytes(kind: str, tmp_path: Path, told: tuple[Record, ...]) -> None:
    """No clock, no chance."""
    with opened(told) as ledger:
        for name in ("one", "two"):
            (tmp_path / name).mkdir(exist_ok=True)
            EXPORTS[kind](ledger, tmp_path / name / "out")
    assert [*_bytes_of(tmp_path / "one")] == [*_bytes_of(tmp_path / "two")]


def _bytes_of(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            yield str(file.relative_to(folder)), file.read_bytes()


def test_a_name_is_found_where_it_is(tmp_path: Path) -> None:
    """The checks above can fail: in a name of a file, in a member of an archive."""
    (tmp_path / "out").mkdir()
    with zipfile.ZipFile(tmp_path / "out" / "a.zip", "w") as archive:
        archive.writestr("x", "VOSS")
    (tmp_path / "out" / "dana-vale-roe.html").write_text("nothing")
    found = {name for piece in read_all(tmp_path / "out") for name in find_names(piece, ["Mara Voss", "Dana Vale-Roe"])}
    assert found == {"Mara Voss", "Dana Vale-Roe"}
