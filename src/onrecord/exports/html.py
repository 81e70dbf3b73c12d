"""A record as shown -> one self-contained HTML page, or the part of a page that shows it.

Everything that comes from a document is escaped. The page asks nothing of the network and stores nothing; its policy
allows only its own style and script, by their hashes.
"""

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from onrecord.exports import wording
from onrecord.exports.facts import Facts
from onrecord.exports.marks import Woven, is_marked
from onrecord.exports.passages import find_passages
from onrecord.schema import Record

__all__ = ["describe_record", "load_asset", "make_environment", "render_record"]

_CALLED: dict[str, str] = {  # kinds of marks that belong to one layer of the page
    "said": "said",
    "offense": "person",
    "reference": "label",
    "time": "place",
}


def render_record(record: Record) -> str:
    """One self-contained page: the text with its facts beside it, and what is not said."""
    style, script = load_asset("onrecord.css"), load_asset("onrecord.js")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    page = make_environment().get_template("page.html")
    return page.render(style=Markup(style), script=Markup(script), policy=policy, **describe_record(record))  # noqa: S704 - our own files


def describe_record(record: Record, *, explained: bool = False) -> dict[str, Any]:
    """What the template record.html needs; `explained` where a page can tell why each fact stands there."""
    return {
        "record": record,
        "facts": Facts(record),
        "passages": find_passages(record),
        "explained": explained,
        "said": {},  # what people said of a fact, by its id, where anyone did
        "surroundings": None,  # what a ledger knows around it, where there is one
    }


def make_environment(*packages: str) -> Environment:
    """The environment of the pages, escaping everything; packages may add folders of templates named pages."""
    loaders = [PackageLoader(package, "pages") for package in (*packages, "onrecord.exports")]
    environment = Environment(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # templates are part of the program: to look whether one changed took a tenth of a page
    )
    environment.globals.update({name: getattr(wording, name) for name in wording.__all__ if name.islower()})
    environment.globals["is_marked"] = is_marked
    environment.filters["marked"] = _render_parts
    return environment


@cache
def load_asset(name: str) -> str:
    """The text of a style or script file of the pages."""
    return (files("onrecord.exports") / "pages" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _render_parts(parts: tuple[str | Woven, ...]) -> Markup:
    """Woven text as nested marks; the words of each mark link to its fact."""
    return Markup().join(escape(part) if isinstance(part, str) else _render_mark(part) for part in parts)


def _render_mark(woven: Woven) -> Markup:
    mark = woven.mark
    kind = _CALLED.get(mark.kind, mark.kind)
    name = Markup(' id="w-{}"').format(mark.fact) if mark.first and mark.fact else Markup()
    fact = Markup(' data-fact="{}"').format(mark.fact) if mark.fact else Markup()
    if not mark.fact:
        return Markup('<span class="mark {}">{}</span>').format(kind, _render_parts(woven.parts))
    if all(isinstance(part, str) for part in woven.parts):
        return Markup('<a class="mark {}"{}{} href="#{}">{}</a>').format(
            kind, name, fact, mark.fact, _render_parts(woven.parts)
        )
    inside = Markup().join(
        Markup('<a href="#{}">{}</a>').format(mark.fact, part)
        if isinstance(part, str) and part.strip()
        else _render_parts((part,))
        for part in woven.parts
    )
    return Markup('<span class="mark {}"{}{}>{}</span>').format(kind, name, fact, inside)
