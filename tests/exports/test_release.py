"""One zip that can be cited and checked: what it says of itself is so, and made again it is the same."""

import hashlib
import json
import zipfile
from pathlib import Path

import frictionless
import pytest
import yaml
from tests.exports.ledgers import opened
from tests.hand import make_record

from onrecord.exports.csv_package import export_csv
from onrecord.exports.release import About, export_release

ABOUT = About(
    title='Releases: "open doors"', authors=["The Stellan Courier", "Ada Brandt"], version="1.0", license="CC0-1.0"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of tests/hand.py, unpacked."""
    place = tmp_path_factory.mktemp("release")
    with opened([make_record()]) as ledger:
        export_release(ledger, place / "releases.zip", ABOUT)
        export_csv(ledger, place / "csv")
    with zipfile.ZipFile(place / "releases.zip") as archive:
        archive.extractall(place)
    assert sorted(each.name for each in place.iterdir()) == ["csv", "releases", "releases.zip"]
    return place / "releases"


def test_it_holds_what_it_says(folder: Path) -> None:
    """Every file but the list itself stands in the list of digests."""
    lines = (line.split("  ") for line in (folder / "SHA256SUMS").read_text().splitlines())
    listed = {name: digest for digest, name in lines}
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    assert found.keys() - {"SHA256SUMS"} == listed.keys()
    assert {"README.md", "CITATION.cff", "codebook.md", "datapackage.json", "onrecord.json"} <= listed.keys()
    for name, digest in listed.items():
        assert hashlib.sha256(found[name].read_bytes()).hexdigest() == digest


def test_the_data_package_is_valid_and_its_tables_those_of_the_csv_export(folder: Path) -> None:
    """With title, authors, version and licence."""
    package = frictionless.Package(str(folder / "datapackage.json"))
    assert package.validate().valid
    described = json.loads((folder / "datapackage.json").read_text())
    assert (described["title"], described["version"]) == (ABOUT.title, "1.0")
    assert [each["title"] for each in described["contributors"]] == ABOUT.authors
    for path in (folder / "data").iterdir():
        assert path.read_bytes() == (folder.parent / "csv" / path.name).read_bytes()


def test_it_says_how_to_cite_it(folder: Path) -> None:
    """In the form of CITATION.cff 1.2.0."""
    assert yaml.safe_load((folder / "CITATION.cff").read_text()) == {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as below.",
        "type": "dataset",
        "title": ABOUT.title,
        "authors": [{"name": "The Stellan Courier"}, {"name": "Ada Brandt"}],
        "version": "1.0",
        "license": "CC0-1.0",
    }


def test_it_says_how_it_was_made(folder: Path) -> None:
    """The digest of the ledger, the reader, how many rows, and that names are hidden."""
    readme = (folder / "README.md").read_text()
    manifest = json.loads((folder / "onrecord.json").read_text())
    for words in (manifest["ledger"], "`hand 1`: 1 documents", "| offenses | 5 |", "Private names are hidden."):
        assert words in readme


def test_made_again_it_is_the_same(tmp_path: Path) -> None:
    """To the byte, on whatever day and in whatever folder."""
    with opened([make_record()]) as ledger:
        for name in ("a", "b"):
            (tmp_path / name).mkdir()
            export_release(ledger, tmp_path / name / "r.zip", ABOUT)
    assert (tmp_path / "a" / "r.zip").read_bytes() == (tmp_path / "b" / "r.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a" / "r.zip") as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
