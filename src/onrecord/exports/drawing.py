"""A chart -> SVG that suits a light and a dark page. Drawn on this machine: nothing is fetched, no script is in it."""

import json
import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair

__all__ = ["COLORS", "Chart", "draw"]

COLORS = {
    "ink": "#1f1d1a",
    "muted": "#625d54",
    "rule": "#dcd6c9",
    "claim": "#1d5a96",
    "official": "#b8a98a",
    "gap": "#855400",
    "land": "#ece7dc",
    "tint": "#d8cba9",
    "paper": "#fbfaf6",
}
_DARK = {
    "ink": "#e7e2d8",
    "muted": "#a39c8f",
    "rule": "#3a362f",
    "claim": "#86b6ea",
    "official": "#6d6350",
    "gap": "#e3b55c",
    "land": "#2b2822",
    "tint": "#574f3c",
    "paper": "#171614",
}
"""The colors of onrecord.css; the same names, so that a chart changes with the page."""
_FONT = "'Source Sans 3', 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"
_CLIP = re.compile(r"(?<=#|\")clip\d+(?=\)|\")")
_TOO_EXACT = re.compile(r"(\.\d)\d+")  # of a path, beyond a tenth of a pixel: a half of a map's bytes
_PLANS = 64  # of charts; a map has one of its own, all others share a few


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """How a chart is drawn of any data, `plan(*given)`, and its rows by the names that the plan has for them.

    To work out how takes longer than to draw, so that it is kept for the next one of the kind.
    """

    plan: "Callable[..., altair.LayerChart | altair.FacetChart]"
    given: tuple[Hashable, ...]
    data: Mapping[str, Sequence[Mapping[str, object]]]


def draw(chart: Chart) -> str:
    """The chart as SVG."""
    import vl_convert

    spec = json.loads(_compile(chart.plan, chart.given))
    for part in spec["data"]:
        if part["name"] in chart.data:
            part["values"] = chart.data[part["name"]]
    svg = vl_convert.vega_to_svg(spec, allowed_base_urls=[])
    svg = _number_clips(svg)
    svg = re.sub(r' d="[^"]+"', lambda path: _TOO_EXACT.sub(r"\1", path[0]), svg)
    return re.sub(r"(<svg[^>]*>)", lambda match: match[1] + _suit_dark(), svg, count=1)


@lru_cache(_PLANS)
def _compile(plan: Callable[..., Any], given: tuple[Hashable, ...]) -> str:
    """The plan as Vega, in JSON."""
    import vl_convert

    spec: dict[str, Any] = json.loads(plan(*given).to_json(validate=False))
    spec["config"] = _configure()
    return json.dumps(vl_convert.vegalite_to_vega(spec))


def _number_clips(svg: str) -> str:
    """Its clips numbered from 1: vl-convert goes on counting from one chart of a process to the next."""
    numbers: dict[str, int] = {}
    return _CLIP.sub(lambda found: f"clip{numbers.setdefault(found[0], len(numbers) + 1)}", svg)


def _configure() -> dict[str, Any]:
    axis = {
        "labelColor": COLORS["muted"],
        "titleColor": COLORS["muted"],
        "gridColor": COLORS["rule"],
        "domainColor": COLORS["muted"],
        "tickColor": COLORS["muted"],
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelLimit": 240,
    }
    legend = {"labelColor": COLORS["ink"], "titleColor": COLORS["muted"], "labelFontSize": 12, "orient": "top"}
    return {"background": "transparent", "font": _FONT, "view": {"stroke": None}, "axis": axis, "legend": legend}


def _suit_dark() -> str:
    """Rules of style that exchange each color for that of a dark page."""
    rules = "".join(
        f'[{part}="{color}"]{{{part}:{_DARK[name]}}}' for name, color in COLORS.items() for part in ("fill", "stroke")
    )
    return f"<style>@media (prefers-color-scheme:dark){{{rules}}}</style>"
