"""A page of the desk -> the same as a file: links lead to files beside it; what only a desk has is left out."""

import hashlib
import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from onrecord.documents.document import make_handle

__all__ = ["POLICY", "Page", "find_file", "rewrite_page"]

POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'"
"""What a page of the site may do: nothing but show its own files."""

_LISTS = {
    "/": frozenset[str](),
    "/documents": frozenset(["page"]),
    "/episodes": frozenset(["page"]),
    "/cases": frozenset(["page"]),
    "/figures": frozenset(["measures", "unit"]),
    "/questions": frozenset(["page", "state", "body"]),
    "/series": frozenset[str](),
    "/method": frozenset[str](),
    "/accuracy": frozenset[str](),
}
"""The lists that the site has, and what may be asked of each."""

_CHOSEN = ("/figures", "/questions")
"""Where the choices stay: of documents, by kind, publisher, month, language and days, there would be too many pages."""

_THINGS = ("documents", "episodes", "cases", "revisions")
_CHART = re.compile(r"/charts/[a-z]+(?:/[^/?]+)?\.svg")
_VOID = frozenset(["br", "hr", "img", "input", "link", "meta", "source"])
_DROPPED = ("/why/", "/cite/", "/feeds/", "/review")
"""What only a desk has: the words of such a link go with it; of any other that leads nowhere they stay."""

_SEARCH = """
<div class="column">
<p>Documents with all these words, or words that begin so. Names of private people find nothing.</p>
<p id="found-count" class="sum" role="status"></p>
<ol class="list" id="found"></ol>
<noscript><p>The search needs a script of this site; without it the list of documents shows them all.</p></noscript>
</div>
<script src="index/known.js" defer></script>
"""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the desk gives it, and its address there."""

    address: str
    html: str


def find_file(address: str) -> str | None:
    """The file of an address of the desk; None where the site has none. No word of an id stands in it.

    >>> find_file("/"), find_file("/cases"), find_file("/documents/a%2Fb"), find_file("/why/x1/a")
    ('index.html', 'cases.html', 'documents/7fe1fd0d1aeebdb2.html', None)
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or address.startswith("//"):
        return None
    if parts.path == "/search":
        return "search.html"
    if re.fullmatch(r"/onrecord\.(?:css|js|svg)", parts.path):
        return parts.path[1:]
    if parts.path in _LISTS:
        return _find_list(parts.path, dict(parse_qsl(parts.query)))
    if _CHART.fullmatch(parts.path):
        return f"charts/{hashlib.sha256(address.encode()).hexdigest()[:16]}.svg"
    _, _, rest = parts.path.partition("/")
    kind, _, name = rest.partition("/")
    if kind in _THINGS and name and not name.endswith(".json"):
        return f"{kind}/{make_handle(unquote(name))}.html"
    return None


def rewrite_page(page: Page, title: str) -> tuple[bytes, list[str]]:
    """The page as a file, and the addresses of the desk that it leads to."""
    writer = _Writer(page.address, title)
    writer.feed(page.html)
    writer.close()
    return "".join(writer.pieces).encode(), list(dict.fromkeys(writer.links))


def _find_list(path: str, asked: dict[str, str]) -> str | None:
    if not asked.keys() <= _LISTS[path]:
        return None
    kept = {
        name: value for name, value in sorted(asked.items()) if (name, value) not in (("page", "1"), ("state", "open"))
    }
    name = path[1:] or "index"
    return f"{name}-{hashlib.sha256(urlencode(kept).encode()).hexdigest()[:8]}.html" if kept else f"{name}.html"


@dataclass
class _Open:
    """An element that is open: whether it is written, and whether what is in it is."""

    tag: str
    written: bool
    silent: bool = field(default=False)


class _Writer(HTMLParser):
    """Writes a page again, tag for tag."""

    def __init__(self, address: str, title: str) -> None:
        super().__init__(convert_charrefs=False)
        self.pieces: list[str] = []
        self.links: list[str] = []
        self._address = address
        self._title = title
        self._up = "../" if "/" in (find_file(address) or "") else ""
        self._open: list[_Open] = []

    def handle_decl(self, decl: str) -> None:
        """<!DOCTYPE html>."""
        self.pieces.append(f"<!{decl}>")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write it, unless the site has no use for it, or it stands in something left out."""
        given = {name: value or "" for name, value in attrs}
        silent = bool(self._open) and self._open[-1].silent
        dropped = silent or self._is_dropped(tag, given)
        written = not dropped and not (tag == "a" and self._leads_nowhere(given))
        if written:
            changed = ((name, self._rewrite(name, value)) for name, value in attrs)
            self.pieces.append(f"<{tag}{''.join(_write_attribute(name, value) for name, value in changed)}>")
        if tag == "head":
            self.pieces.append(f'\n<meta http-equiv="Content-Security-Policy" content="{POLICY}">')
            if self._address == "/search":
                self.pieces.append('\n<script src="search.js"></script>')
        if tag not in _VOID:
            self._open.append(_Open(tag, written=written, silent=dropped))

    def handle_endtag(self, tag: str) -> None:
        """Close what was written open."""
        last = self._open.pop()
        assert last.tag == tag, f"the desk's pages are well-formed, but for {tag} in {last.tag}"
        if tag == "main" and self._address == "/search":
            self.pieces.append(_SEARCH)
        if last.written:
            self.pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Words, where they are not left out."""
        self._say(data)

    def handle_entityref(self, name: str) -> None:
        """As it was written."""
        self._say(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """As it was written."""
        self._say(f"&#{name};")

    def _say(self, words: str) -> None:
        inside = self._open[-1] if self._open else None
        if inside and inside.silent:
            return
        if inside and (inside.tag == "title" or (inside.tag == "a" and words.strip() == "OnRecord")):
            words = words.replace("OnRecord", escape(self._title))
        self.pieces.append(words)

    def _is_dropped(self, tag: str, given: dict[str, str]) -> bool:
        """Whether an element goes with all that is in it."""
        kinds = given.get("class", "").split()
        if tag == "form":
            return given.get("action") != "/search"
        if tag == "link":
            return self._leads_nowhere(given)
        if tag == "a":
            return given.get("href", "").startswith(_DROPPED)
        of_search = self._address == "/search" and tag == "ul" and "plain" in kinds
        choices = "facets" in kinds and not self._address.startswith(_CHOSEN)
        return choices or (tag == "p" and "colophon" in kinds) or of_search

    def _leads_nowhere(self, given: dict[str, str]) -> bool:
        """Whether a link leads to a page of the desk that the site has not."""
        href = given.get("href", "")
        return href.startswith("/") and find_file(href.partition("#")[0]) is None

    def _rewrite(self, name: str, value: str | None) -> str | None:
        """An address of the desk as the way to its file; anything else as it is, but for room for what is dropped."""
        if name == "class" and value and not self._address.startswith(_CHOSEN):
            return " ".join(kind for kind in value.split() if kind != "sided")
        if name not in ("action", "href", "src", "srcset") or value is None or not value.startswith("/"):
            return value
        address, mark, fragment = value.partition("#")
        file = find_file(address)
        if file is None:
            return value
        if file.endswith((".html", ".svg")) and file not in ("search.html", "onrecord.svg"):
            self.links.append(address)
        return f"{self._up}{file}{mark}{fragment}"


def _write_attribute(name: str, value: str | None) -> str:
    return f" {name}" if value is None else f' {name}="{escape(value, quote=True)}"'
