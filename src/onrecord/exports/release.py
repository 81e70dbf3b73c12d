"""A ledger as shown -> one zip that can be cited: a data package, its codebook, how it was made, and all digests.

The same ledger gives the same bytes: no clock is asked, members stand in one order and bear one date.
"""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from onrecord.exports.codebook import render_text, write_codebook
from onrecord.exports.csv_package import describe_package, write_tables
from onrecord.exports.manifest import Manifest, begin_manifest
from onrecord.exports.output import MARK, write_file
from onrecord.shown import ShownLedger

__all__ = ["About", "export_release"]

_DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip can hold


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What whoever publishes a release says of it."""

    title: str
    authors: Sequence[str]
    version: str | None = None
    license: str | None = None  # SPDX identifier


def export_release(ledger: ShownLedger, file: Path, about: About, *, replacing: bool = False) -> Manifest:
    """Write the package. Raises ExportError. Its tables stand uncompressed beside it until it is whole."""
    manifest = begin_manifest("release", ledger)
    with write_file(file, replacing=replacing) as stream, TemporaryDirectory(dir=file.resolve().parent) as place:
        folder = Path(place)
        (folder / "data").mkdir()
        rows = write_tables(manifest.count(ledger), folder / "data")
        package = describe_package(folder / "data", manifest, _describe(about), prefix="data/")
        texts = {
            "datapackage.json": json.dumps(package, indent=2, ensure_ascii=False) + "\n",
            "codebook.md": write_codebook(),
            "README.md": _write_readme(about, manifest, dict(rows)),
            "CITATION.cff": "".join(_cite(about)),
            MARK: manifest.encode().decode(),
        }
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        sums = "".join(f"{_digest(path)}  {path.relative_to(folder).as_posix()}\n" for path in _list_files(folder))
        (folder / "SHA256SUMS").write_text(sums, encoding="utf-8", newline="\n")
        _pack(folder, stream, name=file.stem)
    return manifest


def _pack(folder: Path, stream: BinaryIO, *, name: str) -> None:
    """All files of a folder, in a folder of this name."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in _list_files(folder):
            member = zipfile.ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}", _DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # Unix, wherever it is made
            member.external_attr = 0o100644 << 16
            with path.open("rb") as source, archive.open(member, "w") as target:
                shutil.copyfileobj(source, target)


def _list_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _describe(about: About) -> dict[str, object]:
    described: dict[str, object] = {
        "title": about.title,
        "contributors": [{"title": name, "role": "author"} for name in about.authors],
    }
    if about.version:
        described["version"] = about.version
    if about.license:
        described["licenses"] = [{"name": about.license}]
    return described


def _write_readme(about: About, manifest: Manifest, rows: dict[str, int]) -> str:
    return render_text(
        "release-readme.md",
        title=about.title,
        authors=", ".join(about.authors),
        version=about.version,
        documents=f"{manifest.documents:,}",
        tables={name: f"{count:,}" for name, count in rows.items()},
        software=manifest.software,
        digest=manifest.digest,
        readers=dict(sorted(manifest.readers.items())),
        names="shown, but for those of victims, relatives and minors" if manifest.names else "hidden",
    )


def _cite(about: About) -> Iterator[str]:
    """The CITATION.cff, version 1.2.0; a JSON string is one of YAML."""
    yield "cff-version: 1.2.0\n"
    yield 'message: "If you use these data, please cite them as below."\n'
    yield "type: dataset\n"
    yield f"title: {json.dumps(about.title, ensure_ascii=False)}\n"
    yield "authors:\n"
    yield from (f"  - name: {json.dumps(name, ensure_ascii=False)}\n" for name in about.authors)
    if about.version:
        yield f"version: {json.dumps(about.version, ensure_ascii=False)}\n"
    if about.license:
        yield f"license: {json.dumps(about.license)}\n"
